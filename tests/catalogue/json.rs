//! G. JSON and Parquet.

use std::io::Cursor;

use super::build::{NOTE, lines};
use super::case::Input::{Made, Text};
use super::case::{Case, case, read, refused};

const NAME: &str = "notes.jsonl";

pub(crate) const CASES: &[Case] = &[
    case(
        121,
        "one bad line of JSON costs its row",
        Text(lines!(
            "{\"note_id\":1,\"note\":\"Mum arguing with her partner.\"}"
            "{\"note_id\":2,\"note\":}"
            "{\"note_id\":3,\"note\":\"Mum arguing with her partner.\"}"
        )),
        read(2).rejects(&["not-json"]).finds(&[("note_id", &["1", "3"])]),
    ),
    case(
        122,
        "a list of JSON objects over many lines is read",
        Text(lines!(
            "["
            "  {"
            "    \"note_id\": 1,"
            "    \"note\": \"Mum arguing with her partner.\""
            "  },"
            "  {"
            "    \"note_id\": 2,"
            "    \"note\": \"Seen.\""
            "  }"
            "]"
        )),
        read(2).finds(&[("note_id", &["1"])]),
    ),
    case(
        122,
        "JSON objects over many lines, one after the other, are read",
        Text(lines!(
            "{"
            "  \"note_id\": 1,"
            "  \"note\": \"Mum arguing with her partner.\""
            "}"
            "{"
            "  \"note_id\": 2,"
            "  \"note\": \"Seen.\""
            "}"
        )),
        read(2).finds(&[("note_id", &["1"])]),
    ),
    case(
        123,
        "a name that is given twice costs its record",
        Text(lines!(
            "{\"note_id\":1,\"note\":\"Seen.\",\"note\":\"Mum arguing with her partner.\"}"
            "{\"note_id\":2,\"note\":\"Seen.\"}"
        )),
        read(1).rejects(&["repeated-key"]),
    ),
    case(
        124,
        "numbers keep all their digits",
        Text(lines!("{\"note_id\":12345678901234567890,\"note\":\"Mum arguing with her partner.\"}")),
        read(1).finds(&[("note_id", &["12345678901234567890"])]),
    ),
    case(
        125,
        "lists ten thousand deep cost nothing",
        Made(NAME, || {
            let deep = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
            format!("{{\"note_id\":1,\"tags\":{deep},\"note\":\"{NOTE}\"}}\n").into()
        }),
        read(1).finds(&[("note_id", &["1"])]),
    ),
    case(
        125,
        "objects ten thousand deep that never close cost their record",
        Made(NAME, || format!("{}\n{{\"note_id\":1,\"note\":\"{NOTE}\"}}\n", "{\"note\":".repeat(10_000)).into()),
        read(1).rejects(&["not-json"]).finds(&[("note_id", &["1"])]),
    ),
    case(
        126,
        "a line of seventeen million characters costs its row",
        Made(NAME, || {
            format!("{{\"note_id\":1,\"note\":\"{}\"}}\n{{\"note_id\":2,\"note\":\"{NOTE}\"}}\n", "a ".repeat(17 << 19))
                .into()
        }),
        read(1).rejects(&["field-too-long"]).finds(&[("note_id", &["2"])]),
    ),
    case(
        127,
        "a mark at the start, CRLF, a comma too many and NaN cost what they must",
        Text(concat!(
            "\u{feff}{\"note_id\":1,\"note\":\"Mum arguing with her partner.\"}\r\n",
            "{\"note_id\":2,\"note\":\"Seen.\",}\r\n",
            "{\"note_id\":NaN,\"note\":\"Seen.\"}\r\n",
            "{'note_id':4,'note':'Seen.'}\r\n",
        )),
        read(1).rejects(&["not-json", "not-json", "not-json"]).finds(&[("note_id", &["1"])]),
    ),
    case(
        128,
        "a record without a note is set aside",
        Text(lines!(
            "{\"note_id\":1,\"note\":\"Mum arguing with her partner.\"}"
            "{\"note_id\":2}"
            "{\"note_id\":3,\"note\":null}"
            "{\"note_id\":4,\"other\":1,\"note\":\"Seen.\"}"
        )),
        read(2).rejects(&["empty-note", "empty-note"]).finds(&[("note_id", &["1"])]),
    ),
    case(
        128,
        "a name for the note that changes half-way is a question",
        Text(lines!(
            "{\"note_id\":1,\"note\":\"Seen.\"}"
            "{\"note_id\":2,\"narrative\":\"Mum arguing with her partner.\"}"
        )),
        refused(&["Two columns", "\"note\" and \"narrative\""]),
    ),
    case(
        129,
        "a last record that is cut off is set aside as that",
        Text("{\"note_id\":1,\"note\":\"Mum arguing with her partner.\"}\n{\"note_id\":2,\"note\":\"Mum arguing wi"),
        read(1).rejects(&["cut-off"]).finds(&[("note_id", &["1"])]),
    ),
    case(
        128,
        "names that most records lack are counted",
        Text(lines!(
            "{\"note_id\":1,\"note\":\"Seen.\"}"
            "{\"note_id\":2,\"note\":\"Seen.\"}"
            "{\"note_id\":3,\"nte\":\"Mum arguing with her partner.\"}"
        )),
        read(2).rejects(&["empty-note"]).warns(&["nte"]),
    ),
];

pub(crate) const NOT_YET: &[Case] = &[
    case(
        130,
        "half a Parquet file is refused as damaged",
        Made("notes.parquet", || {
            let whole = parquet();
            whole[..whole.len() / 2].to_vec()
        }),
        refused(&["damaged"]),
    ),
    case(
        131,
        "a Parquet file with a damaged page is refused as damaged",
        Made("notes.parquet", || {
            let mut bytes = parquet();
            bytes[4..24].fill(0xFF);
            bytes
        }),
        refused(&["damaged"]),
    ),
    case(
        132,
        "a Parquet file is read",
        Made("notes.parquet", parquet),
        read(2).finds(&[("note_id", &["1"]), ("date", &["2025-03-14"])]),
    ),
];

/// Two notes as Parquet.
fn parquet() -> Vec<u8> {
    use polars::prelude::{Column, DataFrame};
    let columns = [("note_id", ["1", "2"]), ("date", ["2025-03-14", "2025-03-15"]), ("note", [NOTE, "Seen."])];
    let columns = columns.map(|(name, cells)| Column::new(name.into(), cells));
    let mut frame = DataFrame::new(2, columns.to_vec()).unwrap();
    let mut out = Cursor::new(Vec::new());
    polars_io::parquet::write::ParquetWriter::new(&mut out).finish(&mut frame).unwrap();
    out.into_inner()
}
