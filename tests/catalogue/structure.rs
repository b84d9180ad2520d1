//! C. The structure of delimited text: quotes, separators, line ends, and
//! what stands around the records.

use super::build::{lines, notes};
use super::case::Input::{Made, Text};
use super::case::{Case, case, read, refused};

pub(crate) const CASES: &[Case] = &[
    case(
        35,
        "a quote that is never closed costs its row where the rest is bare",
        Text(notes!(
            "1,14/03/2025,Seen."
            "2,15/03/2025,\"Mum arguing with her partner"
            "3,16/03/2025,Mum arguing with her partner."
            "4,17/03/2025,Seen."
        )),
        read(3).rejects(&["unclosed-quote"]).finds(&[("note_id", &["3"])]),
    ),
    case(
        36,
        "a quote that is never closed costs its row where the rest is quoted",
        Text(notes!(
            "\"1\",\"14/03/2025\",\"Seen.\""
            "\"2\",\"15/03/2025\",\"Mum"
            "\"3\",\"16/03/2025\",\"Mum arguing with her partner.\""
            "\"4\",\"17/03/2025\",\"Seen.\""
        )),
        read(3).rejects(&["unclosed-quote"]).finds(&[("note_id", &["3"])]),
    ),
    case(
        37,
        "quotes in a note that can be read in one way only are read",
        Text(notes!(
            "1,14/03/2025,\"He said \"get out\" and left. Mum arguing with her partner.\""
            "2,15/03/2025,\"Seen.\""
        )),
        read(2).warns(&["1 row has quotation marks in quoted text that are not doubled"]).finds(&[("note_id", &["1"])]),
    ),
    case(
        37,
        "quotes in a note that can be read in two ways cost its row",
        Text(notes!(
            "1,14/03/2025,\"He said \"get out\", then left. Mum arguing with her partner.\""
            "2,15/03/2025,\"Seen.\""
        )),
        read(1).rejects(&["unclosed-quote"]).warns(&["1 row has quotation marks"]),
    ),
    case(
        38,
        "inches in a bare note are inches",
        Text(notes!(
            "1,14/03/2025,A 6\" knife. DASH. Mum arguing with her partner."
            "2,15/03/2025,A 9\" pan."
        )),
        read(2).finds(&[("note_id", &["1"])]),
    ),
    case(
        39,
        "backslashes before quotes are read",
        Text(notes!(
            "1,14/03/2025,\"He said \\\"get out\\\", then Mum arguing with her partner.\""
            "2,15/03/2025,\"She said \\\"no\\\", he left.\""
        )),
        read(2).finds(&[("note_id", &["1"])]),
    ),
    case(
        40,
        "a separator of three characters is read",
        Text(lines!(
            "note_id\",\"date\",\"note"
            "1\",\"14/03/2025\",\"Calm, then Mum arguing with her partner."
            "2\",\"15/03/2025\",\"Seen."
        )),
        read(2).finds(&[("note_id", &["1"]), ("date", &["2025-03-14"])]),
    ),
    case(
        41,
        "apostrophes for quotes are read",
        Text(lines!(
            "'note_id','date','note'"
            "'1','14/03/2025','Calm, then Mum arguing with her partner.'"
            "'2','15/03/2025','Seen, well.'"
        )),
        read(2).finds(&[("note_id", &["1"])]),
    ),
    case(
        42,
        "semicolons are found",
        Text(lines!(
            "note_id;date;note"
            "1;14/03/2025;Calm, then Mum arguing with her partner."
        )),
        read(1).finds(&[("date", &["2025-03-14"])]).facts(&[("delimiter", "semicolon")]),
    ),
    case(
        42,
        "two separators that cut equally well are a question with both readings",
        Text(lines!("note_id;date,note" "1;14/03/2025,Mum arguing" "2;15/03/2025,Seen.")),
        refused(&[
            "comma: 2 columns in 3 of 3 rows looked at; semicolon: 2 columns in 3 of 3 rows looked at",
            "--delimiter \",\" or --delimiter \";\"",
        ]),
    ),
    case(
        43,
        "tabs are found in a file called .csv",
        Text(lines!(
            "note_id\tdate\tnote"
            "1\t14/03/2025\tCalm, then Mum arguing with her partner."
        )),
        read(1).finds(&[("date", &["2025-03-14"])]).facts(&[("delimiter", "tab")]),
    ),
    case(
        44,
        "bars are found",
        Text(lines!(
            "note_id|date|note"
            "1|14/03/2025|Calm, then Mum arguing with her partner."
        )),
        read(1).finds(&[("date", &["2025-03-14"])]).facts(&[("delimiter", "bar")]),
    ),
    case(
        45,
        "spaces after the commas belong to no cell",
        Text("note_id, date, note\n1, 14/03/2025, Mum arguing with her partner.\n"),
        read(1).finds(&[("note_id", &["1"]), ("date", &["2025-03-14"])]),
    ),
    case(
        45,
        "quotes after a comma and a space are quotes",
        Text(lines!(
            "note_id, date, note"
            "1, 14/03/2025, \"Calm, then Mum arguing with her partner.\""
            "2, 15/03/2025, \"Seen.\""
        )),
        read(2).finds(&[("note_id", &["1"])]),
    ),
    case(
        45,
        "spaces between quoted cells are read",
        Text(lines!(
            "\"note_id\" \"date\" \"note\""
            "\"1\" \"14/03/2025\" \"Mum arguing with her partner.\""
        )),
        read(1).finds(&[("note_id", &["1"])]),
    ),
    case(
        46,
        "Excel’s line with the separator is no data",
        Text(lines!(
            "sep=;"
            "note_id;date;note"
            "1;14/03/2025;Mum arguing with her partner."
        )),
        read(1).finds(&[("note_id", &["1"])]).facts(&[("delimiter", "semicolon"), ("other_lines", "1")]),
    ),
    case(
        47,
        "a row with another separator is set aside",
        Text(notes!(
            "1,14/03/2025,Seen."
            "2;15/03/2025;Mum arguing with her partner."
            "3,16/03/2025,Seen."
        )),
        read(2).rejects(&["too-few-fields"]),
    ),
    case(
        48,
        "a row that lacks a separator is set aside",
        Text(notes!(
            "1,14/03/2025,Seen."
            "2 15/03/2025,Mum arguing with her partner."
            "3,16/03/2025,Seen."
        )),
        read(2).rejects(&["too-few-fields"]),
    ),
    case(
        48,
        "a row that leaves out empty cells at its end is read with a warning",
        Text(lines!(
            "note_id,note,team"
            "1,Seen.,East"
            "2,Mum arguing with her partner."
            "3,Seen.,West"
        )),
        read(3).warns(&["1 row leaves out cells at the end"]).finds(&[("note_id", &["2"])]),
    ),
    case(
        49,
        "a row with a comma too many is set aside",
        Text(notes!("1,14/03/2025,Seen." "2,15/03/2025,Calm, then Mum arguing with her partner.")),
        read(1).rejects(&["too-many-fields"]),
    ),
    case(
        50,
        "lines that end in CR are lines",
        Text("note_id,date,note\r1,14/03/2025,Seen.\r2,15/03/2025,Mum arguing with her partner.\r"),
        read(2).finds(&[("note_id", &["2"])]),
    ),
    case(
        51,
        "line ends of every kind are line ends, and breaks in a quoted note are kept",
        Text(concat!(
            "note_id,date,note\r\n1,14/03/2025,\"Calm.\nMum arguing with\nher partner.\"\n",
            "2,15/03/2025,Seen.\r3,16/03/2025,Seen.\r\n",
        )),
        read(3).finds(&[("note_id", &["1"])]),
    ),
    case(
        52,
        "a line break in a bare note costs both of its parts",
        Text(notes!(
            "1,14/03/2025,Seen."
            "2,15/03/2025,Calm at first."
            "Then Mum arguing with her partner."
            "3,16/03/2025,Seen."
        )),
        read(2).rejects(&["too-few-fields", "too-few-fields"]),
    ),
    case(
        53,
        "the last line needs no line break",
        Text("note_id,date,note\n1,14/03/2025,Seen.\n2,15/03/2025,Mum arguing with her partner."),
        read(2).finds(&[("note_id", &["2"])]),
    ),
    case(
        54,
        "empty lines and lines of commas at the end are counted",
        Text(notes!(
            "1,14/03/2025,Seen."
            ",,"
            ""
            ",,"
            "\"\",\"\",\"\""
        )),
        read(1).facts(&[("other_lines", "4")]),
    ),
    case(
        55,
        "Ctrl-Z at the end is no record",
        Text(concat!(notes!("1,14/03/2025,Seen."), "\u{1a}")),
        read(1).facts(&[("other_lines", "1")]),
    ),
    case(
        56,
        "titles, filters and run dates above the header are counted",
        Text(lines!(
            "Case notes"
            "Team: East, West"
            "Run date,12/03/2025"
            ""
            "note_id,date,note"
            "1,14/03/2025,Mum arguing with her partner."
            "2,15/03/2025,Seen."
        )),
        read(2).finds(&[("note_id", &["1"])]).facts(&[("other_lines", "4")]),
    ),
    case(
        58,
        "a file without a header is refused, and no words of a note are shown",
        Text(lines!(
            "1,14/03/2025,Mum arguing with her partner."
            "2,15/03/2025,He strangled her."
        )),
        refused(&["does not look like a header", "(column C)"]),
    ),
    case(
        59,
        "two columns of notes with one name are a question",
        Text("note_id,note,note\n1,Seen.,Mum arguing with her partner.\n"),
        refused(&["Two columns", "\"note\" and \"note.2\""]),
    ),
    case(
        59,
        "two columns with one name that hold no field are none",
        Text("note_id,flag,flag,note\n1,x,y,Mum arguing with her partner.\n"),
        read(1).finds(&[("note_id", &["1"])]),
    ),
    case(
        60,
        "a column without a name has its letter",
        Text("ref,,story\n1,x,Mum arguing with her partner.\n"),
        refused(&["(column B) (1 characters on average)", "--column text=NAME"]),
    ),
    case(
        61,
        "a header on every page is left out and counted",
        Text(notes!(
            "1,14/03/2025,Seen."
            "note_id,date,note"
            "2,15/03/2025,Mum arguing with her partner."
            "note_id,date,note"
            "3,16/03/2025,Seen."
        )),
        read(3).warns(&["2 lines repeat the header"]).finds(&[("note_id", &["2"])]),
    ),
    case(
        62,
        "closing lines are no records",
        Text(notes!(
            "1,14/03/2025,Seen."
            "2,15/03/2025,Mum arguing with her partner."
            "Total records: 2"
            "OFFICIAL - SENSITIVE"
            "End of report"
        )),
        read(2).facts(&[("other_lines", "3")]),
    ),
    case(
        62,
        "a closing line that counts other records is a warning",
        Text(notes!(
            "1,14/03/2025,Seen."
            "2,15/03/2025,Mum arguing with her partner."
            "Total,91,"
        )),
        read(2).warns(&["says it has 91 records, but holds 2"]),
    ),
    case(
        63,
        "two tables in one file are a question",
        Text(notes!(
            "1,14/03/2025,Seen."
            "2,15/03/2025,Mum arguing with her partner."
            ""
            "worker_id,started,address"
            "7,01/02/2020,1 High Street"
            "8,13/02/2020,2 High Street"
        )),
        refused(&["two tables"]),
    ),
    case(
        64,
        "columns that change places half-way are a question",
        Text(notes!(
            "1,14/03/2025,Seen."
            "2,15/03/2025,Mum arguing with her partner."
            "date,note_id,note"
            "16/03/2025,3,Seen."
            "17/03/2025,4,Seen."
        )),
        refused(&["line 4"]),
    ),
    case(
        65,
        "lines that begin with a hash are records",
        Text(lines!(
            "note_id,date,note"
            "#1,14/03/2025,#urgent Mum arguing with her partner."
            "#2,15/03/2025,Seen."
        )),
        read(2).finds(&[("note_id", &["#1"])]),
    ),
    case(
        67,
        "a cell of two million characters costs its row",
        Made("notes.csv", || {
            format!(
                "{}2,15/03/2025,{}\n3,16/03/2025,Mum arguing with her partner.\n",
                notes!("1,14/03/2025,Seen."),
                "a ".repeat(1 << 20)
            )
            .into()
        }),
        read(2).rejects(&["field-too-long"]).finds(&[("note_id", &["3"])]),
    ),
    case(
        68,
        "a file without a column of notes is refused with those it has",
        Text("ref,kind,obs\n1,call,Mum arguing with her partner.\n2,visit,Seen.\n"),
        refused(&["obs (17 characters on average)", "--column text=NAME"]),
    ),
    case(
        69,
        "two columns that may be the note are a question",
        Text("note_id,note,narrative\n1,Seen.,Mum arguing with her partner.\n"),
        refused(&["Two columns", "--column text=\"note\" or --column text=\"narrative\""]),
    ),
    case(
        69,
        "a second column of text beside the note is a warning",
        Text("note_id,note,summary\n1,Mum arguing with her partner.,Seen.\n"),
        read(1).warns(&["column \"summary\" may hold note text too"]).finds(&[("note_id", &["1"])]),
    ),
    case(
        66,
        "ten thousand columns are refused",
        Made("notes.csv", || {
            let names: Vec<String> = (0..10_000).map(|column| format!(",c{column}")).collect();
            format!("note_id,note{}\n1,Mum arguing with her partner.{}\n", names.concat(), ",".repeat(10_000)).into()
        }),
        refused(&["10002 columns", "10000"]),
    ),
    case(
        57,
        "a header of two rows is joined",
        Text(lines!(
            "Note,Date of,Case"
            "number,contact,note"
            "1,14/03/2025,Mum arguing with her partner."
            "2,15/03/2025,Seen."
        )),
        read(2).warns(&["header"]).finds(&[("note_id", &["1"]), ("date", &["2025-03-14"])]),
    ),
    case(
        70,
        "a column of notes that is mostly empty is a warning",
        Text(notes!(
            "1,14/03/2025,Mum arguing with her partner."
            "2,15/03/2025,"
            "3,16/03/2025,"
            "4,17/03/2025,"
        )),
        read(1).rejects(&["empty-note", "empty-note", "empty-note"]).warns(&["3 of 4"]),
    ),
];

pub(crate) const NOT_YET: &[Case] = &[];
