//! G. JSON and Parquet.

use polars_parquet_format::{AesGcmV1, CompressionCodec, EncryptionAlgorithm};

use super::build::{NOTE, lines};
use super::case::Input::{Made, Text};
use super::case::{Case, case, read, refused};
use super::parquet::{parquet, with_footer, with_page};

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
    case(
        130,
        "half a Parquet file is refused as damaged",
        Made("notes.parquet", || {
            let whole = parquet(NOTE);
            whole[..whole.len() / 2].to_vec()
        }),
        refused(&["damaged"]),
    ),
    case(
        130,
        "Parquet without the mark it begins with is refused as no table",
        Made("notes.parquet", || parquet(NOTE)[4..].to_vec()),
        refused(&["notes.parquet"]),
    ),
    case(
        130,
        "Parquet with an encrypted footer is refused as encrypted",
        Made("notes.parquet", || [b"PARE", &parquet(NOTE)[4..100], b"PARE"].concat()),
        refused(&["is encrypted"]),
    ),
    case(
        130,
        "Parquet with encrypted columns is refused as encrypted",
        Made("notes.parquet", || {
            let cipher = AesGcmV1 { aad_prefix: None, aad_file_unique: None, supply_aad_prefix: None };
            let sealed = EncryptionAlgorithm::AESGCMV1(cipher);
            with_footer(&parquet(NOTE), |footer| footer.encryption_algorithm = Some(sealed))
        }),
        refused(&["is encrypted"]),
    ),
    case(
        130,
        "a Parquet file that only lists others is refused by their names",
        Made("_metadata", || {
            with_footer(&parquet(NOTE), |footer| {
                footer.row_groups[0].columns[0].file_path = Some("part-0.parquet".to_owned());
            })
        }),
        refused(&["part-0.parquet"]),
    ),
    case(
        131,
        "a Parquet file with a damaged page is refused as damaged",
        Made("notes.parquet", || {
            let mut bytes = parquet(NOTE);
            bytes[4..24].fill(0xFF);
            bytes
        }),
        refused(&["damaged"]),
    ),
    case(
        131,
        "a column of Parquet with fewer values than rows is refused as damaged",
        Made("notes.parquet", || {
            with_footer(&parquet(NOTE), |footer| {
                footer.num_rows = 3;
                footer.row_groups[0].num_rows = 3;
            })
        }),
        refused(&["column \"note_id\"", "2 values for 3 rows"]),
    ),
    case(
        131,
        "a dictionary of Parquet that says it is longer than it is is refused as damaged",
        Made("notes.parquet", || {
            with_page(&parquet(NOTE), |page| page.dictionary_page_header.as_mut().unwrap().num_values = i32::MAX)
        }),
        refused(&["column \"note_id\"", "shorter than it says"]),
    ),
    case(
        131,
        "a page of Parquet with a size below zero is refused as damaged",
        Made("notes.parquet", || with_page(&parquet(NOTE), |page| page.compressed_page_size = -1)),
        refused(&["column \"note_id\"", "below zero"]),
    ),
    case(
        131,
        "a page of Parquet whose checksum does not fit is refused as damaged",
        Made("notes.parquet", || with_page(&parquet(NOTE), |page| page.crc = Some(1))),
        refused(&["column \"note_id\"", "checksum"]),
    ),
    case(
        132,
        "a Parquet file is read, and its column of lists named",
        Made("notes.parquet", || parquet(NOTE)),
        read(2).warns(&["tags"]).finds(&[("note_id", &["1"]), ("date", &["2025-03-14"])]),
    ),
    case(
        132,
        "a column of lists in Parquet that is to be the note is refused by its name",
        Made("notes.parquet", || parquet(NOTE)),
        refused(&["column \"tags\"", "--column text=NAME"]),
    )
    .with(&["--column", "text=tags"]),
    case(
        133,
        "Parquet that is compressed in a way that is not read is refused by its name",
        Made("notes.parquet", || {
            with_footer(&parquet(NOTE), |footer| {
                footer.row_groups[0].columns[2].meta_data.as_mut().unwrap().codec = CompressionCodec::LZO;
            })
        }),
        refused(&["compressed with Lzo"]),
    ),
    case(
        134,
        "a footer of Parquet that says other numbers of rows is refused with both",
        Made("notes.parquet", || with_footer(&parquet(NOTE), |footer| footer.num_rows = 3)),
        refused(&["3 rows", "have 2"]),
    ),
];

pub(crate) const NOT_YET: &[Case] = &[];
