//! What is handed back reads as what was rejected and, once it is put right,
//! as so many notes.

use std::io::Write;

use proptest::prelude::*;

use super::super::decode::decode;
use super::super::isolation::Isolation;
use super::super::limits::Limits;
use super::super::reject::MAX_FIELD_CHARS;
use super::*;

fn rejected(path: &str, bytes: &[u8]) -> Rejected {
    Rejected::of(path, &Content::of(bytes.to_vec()), &SourceSpec::default(), Room::from(&Isolation::None)).unwrap()
}

/// The rejects of a file as their codes, with their places.
fn rejects(name: &str, bytes: &[u8], spec: &SourceSpec) -> Result<Vec<(&'static str, Place)>, String> {
    let export = Export::from_bytes(name, bytes, spec).map_err(|error| error.to_string())?;
    let place =
        |reject: Reject| (reject.reason.code(), Place { row: reject.row.unwrap_or_default(), line: reject.line });
    Ok(export.rows().map(Result::unwrap).filter_map(reject).map(place).collect())
}

/// What is handed back, if by itself it is as many rows that are rejected.
fn alike(path: &str, bytes: &[u8]) -> Result<Rejected, String> {
    let rejected = rejected(path, bytes);
    let expected: Vec<Place> = rejected.rows.iter().filter_map(|row| row.place).collect();
    let found: Vec<Place> =
        rejects(&rejected.name, &rejected.bytes, &rejected.spec)?.into_iter().map(|(_, place)| place).collect();
    let text = String::from_utf8_lossy(&rejected.bytes).into_owned();
    let same = found == expected && rejected.is_alike;
    if same { Ok(rejected) } else { Err(format!("{found:?} and not {expected:?} in {text:?}")) }
}

/// The reasons of what is handed back, and those of the rows by themselves.
fn codes(rejected: &Rejected) -> [Vec<&'static str>; 2] {
    let before = rejected.rows.iter().map(|row| row.reject.reason.code()).collect();
    let after = rejects(&rejected.name, &rejected.bytes, &rejected.spec).unwrap();
    [before, after.into_iter().map(|(code, _)| code).collect()]
}

/// Notes and rejects of a file in which these words were put right.
fn repaired(rejected: &Rejected, words: &[(&str, &str)]) -> (u64, u64) {
    let encoding = rejected.spec.encoding.unwrap_or(Encoding::Utf8);
    let text = decode(&rejected.bytes, Some(encoding)).text;
    let text = words.iter().fold(text, |text, (from, to)| text.replace(from, to));
    let bytes: Vec<u8> = match encoding {
        Encoding::Utf8 => text.into_bytes(),
        Encoding::Windows1252 => encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
        Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    };
    let counts = Export::from_bytes(&rejected.name, &bytes, &rejected.spec).unwrap().counts();
    (counts.notes, counts.rejects)
}

const SOUND: &str = "1,14/03/2025,Seen.\n2,15/03/2025,Seen.\n";

/// Each fault with its text, how many rows it costs, and what puts it right.
type Fault<'a> = (&'a str, u64, &'a [(&'a str, &'a str)]);

const FAULTS: &[Fault<'_>] = &[
    ("3,13/03/2025,\"Seen\n", 1, &[("\"Seen\n", "Seen\n")]),
    (
        "3,13/03/2025,\"He said, and said, no\n4,13/03/2025,Mum, dad\n",
        1,
        &[("\"He said, and said, no", "No"), ("Mum, dad", "Mum")],
    ),
    (
        "3,13/03/2025,\"He said, no\n5,13/03/2025,Seen.\n4,13/03/2025,\"One\ntwo\n",
        2,
        &[("\"He said, no", "No"), ("\"One\ntwo", "One")],
    ),
    ("3,13/03/2025\n", 1, &[("2025\n", "2025,Seen.\n")]),
    ("3 13/03/2025,Seen\n", 1, &[("3 13", "3,13")]),
    (
        "3 13/03/2025,Seen\n4 13/03/2025,Seen\n5 13/03/2025,Seen\n",
        3,
        &[("3 13", "3,13"), ("4 13", "4,13"), ("5 13", "5,13")],
    ),
    ("3,13/03/2025,Seen, well\n4,13/03/2025,Seen, well\n", 2, &[("Seen, well", "Seen")]),
    ("3,13/03/2025,\n", 1, &[("2025,", "2025,Seen.")]),
    ("3,13/03/2025,One\nand two\n", 2, &[("One\nand two", "\"One\nand two\"")]),
    ("3,13/03/2025,One\n\nand two, three\n", 2, &[("One\n\nand two, three", "One")]),
    (
        "3,13/03/2025,Seen, well\n4,13/03/2025,One\nand two\n5,13/03/2025,\"Open\n",
        4,
        &[("Seen, well", "Seen"), ("One\nand two", "One"), ("\"Open", "Open")],
    ),
];

#[test]
fn what_is_handed_back_reads_as_it_was_rejected_and_repaired_as_notes() {
    for (fault, rows, repair) in FAULTS {
        for (text, name) in [
            (format!("note_id,date,note\n{SOUND}{fault}"), "middle"),
            (format!("Notes of all teams\n\nnote_id,date,note\n{fault}{SOUND}Total records: 9\n"), "titles"),
            (format!("sep=,\nnote_id,date,note\n{fault}{SOUND}{fault}"), "twice"),
        ] {
            let rejected = alike("police.csv", text.as_bytes()).unwrap_or_else(|why| panic!("{name} {fault:?}: {why}"));
            let times = if name == "twice" { 2 } else { 1 };
            assert_eq!(rejected.handed_back(), rows * times, "{name} {fault:?}");
            let [before, after] = codes(&rejected);
            assert_eq!(before, after, "{name} {fault:?}");
            let (notes, rejects) = repaired(&rejected, repair);
            assert!(notes > 0 && rejects == 0, "{name} {fault:?}: {notes} notes, {rejects} rejects");
        }
    }
}

proptest! {
    #[test]
    fn faults_in_any_order_stay_apart(order in prop::collection::vec((0..FAULTS.len(), any::<bool>()), 1..12)) {
        let row = |(fault, with_sound): (usize, bool)| [FAULTS[fault].0, if with_sound { SOUND } else { "" }].concat();
        let text: String = order.into_iter().map(row).collect();
        let text = format!("note_id,date,note\n{SOUND}{text}");
        alike("police.csv", text.as_bytes()).map_err(TestCaseError::fail)?;
    }
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

fn windows_1252(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

#[test]
fn the_encoding_its_mark_and_the_line_ends_are_those_of_the_export() {
    let faults: String = FAULTS.iter().map(|fault| [fault.0, SOUND].concat()).collect();
    let rows = FAULTS.iter().map(|fault| fault.1).sum::<u64>();
    let text = format!("note_id,date,note\n{SOUND}7,14/03/2025,Mum’s £20 café\n{faults}").replace('\n', "\r\n");
    let marked = format!("\u{feff}{text}");
    let cases = [
        ("notes.csv", marked.clone().into_bytes(), "notes.csv"),
        ("in/notes.csv", utf16(&marked, u16::to_le_bytes), "notes.csv"),
        ("notes.TXT", utf16(&marked, u16::to_be_bytes), "notes.TXT"),
        ("notes.csv", utf16(&text, u16::to_le_bytes), "notes.csv"),
        ("notes", windows_1252(&text), "notes.csv"),
        ("notes.csv.gz", gzip(&windows_1252(&text)), "notes.csv"),
        ("notes.gz", gzip(marked.as_bytes()), "notes.csv"),
    ];
    for (path, bytes, name) in cases {
        let rejected = alike(path, &bytes).unwrap();
        assert_eq!((rejected.name.as_str(), rejected.handed_back()), (name, rows));
        let packed = Content::of(bytes);
        let (_, unpacked) = unpack(path, &packed, &Limits::default(), None).unwrap();
        let unpacked = unpacked.as_ref().unwrap_or(&packed).read(0, usize::MAX).unwrap();
        for row in &rejected.rows {
            let row = copy::part(&unpacked, row.reject.bytes.clone().unwrap());
            assert!(!row.is_empty() && rejected.bytes.windows(row.len()).any(|there| there == row), "{path}");
        }
        assert!(rejected.bytes.starts_with(&unpacked[..16]), "{path}");
    }
}

#[test]
fn bytes_that_are_no_text_and_fields_that_are_too_long_stay_so() {
    let long = "a".repeat(MAX_FIELD_CHARS + 1);
    let text =
        format!("note_id,date,note\n{SOUND}3,13/03/2025,Mum’s and dad’s\n4,13/03/2025,\u{1}\n5,13/03/2025,{long}\n");
    let utf8: Vec<u8> = text.bytes().map(|byte| if byte == 1 { 0x92 } else { byte }).collect();
    // Half of a character that takes two.
    let half = |unit: u16| if unit == 1 { 0xD800_u16 } else { unit };
    let utf16: Vec<u8> = text.encode_utf16().map(half).flat_map(u16::to_le_bytes).collect();
    for bytes in [utf8, [&b"\xFF\xFE"[..], &utf16].concat()] {
        let rejected = alike("notes.csv", &bytes).unwrap();
        let codes: Vec<_> = rejected.rows.iter().map(|row| row.reject.reason.code()).collect();
        assert_eq!(codes, ["bad-bytes", "field-too-long"]);
        assert_eq!(repaired(&rejected, &[("\u{fffd}", "Seen"), (&long, "Seen")]), (2, 0));
    }
}

#[test]
fn what_was_found_in_the_whole_export_goes_with_its_rows() {
    let sound = (1..=12).map(|id| format!("{id};'a; b'\n")).collect::<Vec<_>>().concat();
    let rejected = alike("notes.csv", format!("note_id;note\n{sound}13;'open\n14;f;g\n").as_bytes()).unwrap();
    assert!(rejected.spec.to_toml().contains("quoting = \"apostrophes\""), "{}", rejected.spec.to_toml());
    assert_eq!(repaired(&rejected, &[("'open", "shut"), ("f;g", "g")]), (2, 0));
    let dates = "note_id,date,note\n1,14/03/2025,a\n2,01/02/2025,b,\"c\n3,15/03/2025,d\n";
    assert_eq!(repaired(&alike("notes.csv", dates.as_bytes()).unwrap(), &[(",\"c", "")]), (1, 0));
    let joined = "Note,Date of,Case\nnumber,contact,note\n1,14/03/2025,Seen.\n2,14/03/2025\n";
    assert_eq!(repaired(&alike("notes.csv", joined.as_bytes()).unwrap(), &[("2025", "2025,Seen.")]), (1, 0));
    let one = "note\nSeen, well\n\"N/A\"\nAgreed, today\n";
    assert_eq!(repaired(&alike("notes.csv", one.as_bytes()).unwrap(), &[("N/A", "Seen")]), (1, 0));
}

#[test]
fn json_records_come_back_in_the_shape_of_the_export() {
    let sound = "{\"id\":1,\"note\":\"Seen\"}";
    let cases = [
        (format!("{sound}\r\n{{\"id\":2,\"note\":}}\r\n[3]\r\n{sound}\r\n{{\"id\":4,\"note\":\"N/A\"}}"), 3),
        (format!("[{sound}, {{\"id\":2,\"note\":\"\"}},{{\"id\":3,\"id\":4,\"note\":\"a\"}},{sound}]"), 2),
        (
            format!(
                "[\n  {sound},\n  {{\n    \"id\": 2,\n    \"note\": \"\"\n  }},\n  {{\n    \"id\": \"3\n  }},\n  {sound}\n]\n"
            ),
            2,
        ),
        (format!("{{\"id\":1,\n\"note\":\"\"}}{{\"id\":2,\n\"note\":\"-\"}}{sound}"), 2),
        (format!("[{{\"id\":1,\"note\":\"\"}},{sound},{{\"id\":"), 2),
    ];
    for (text, rows) in cases {
        for bytes in [text.clone().into_bytes(), format!("\u{feff}{text}").into_bytes()] {
            let rejected = alike("notes.json", &bytes).unwrap_or_else(|why| panic!("{text}: {why}"));
            assert_eq!(rejected.handed_back(), rows, "{text}");
        }
    }
}

#[test]
fn rows_of_sheets_and_web_pages_come_back_as_csv() {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in [("East", ["Seen.", "#REF!", "", "N/A"]), ("West", ["say \"a, b\"", "-", "Left", "n/a"])] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write(0, 0, "id").unwrap().write(0, 1, "note").unwrap().write(0, 2, "team").unwrap();
        sheet.write(1, 3, "too far").unwrap();
        for (row, note) in (1..).zip(rows) {
            sheet.write(row, 0, f64::from(row)).unwrap().write(row, 1, note).unwrap().write(row, 2, "A").unwrap();
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    let spec = SourceSpec { sheet: Some("all".to_owned()), ..SourceSpec::default() };
    let rejected =
        Rejected::of("a/notes.xlsx", &Content::of(bytes.clone()), &spec, Room::from(&Isolation::None)).unwrap();
    let text = concat!(
        "\"id\",\"note\",\"team\"\n\"1\",\"Seen.\",\"A\",\"too far\"\n\"2\",\"\",\"A\"\n\"3\",\"\",\"A\"\n\"4\",\"N/A\",\"A\"\n",
        "\"1\",\"say \"\"a, b\"\"\",\"A\",\"too far\"\n\"2\",\"-\",\"A\"\n\"4\",\"n/a\",\"A\"\n",
    );
    assert_eq!((String::from_utf8_lossy(&rejected.bytes).as_ref(), rejected.name.as_str()), (text, "notes.csv"));
    assert!(rejected.is_alike && rejected.rows.iter().all(|row| row.place.is_some()));
    assert_eq!((rejected.rows[0].sheet.as_deref(), rejected.rows[6].sheet.as_deref()), (Some("East"), Some("West")));
    let page =
        b"<table><tr><th>id</th><th>note</th></tr><tr><td>1</td><td>Mum\xE2\x80\x99s, Dad\xE2\x80\x99s</td></tr>\
                 <tr><td>2</td><td>a\x92b</td></tr><tr><td>3</td><td></td></tr></table>";
    assert_eq!(repaired(&alike("notes.xls", page).unwrap(), &[("a\u{fffd}b", "Seen"), ("\"\"", "\"Seen\"")]), (2, 0));
}

#[test]
fn an_earlier_version_is_listed_and_not_handed_back() {
    let only = rejected("notes.csv", b"note_id,version,note\n1,1,Seen\n1,2,Seen twice\n");
    assert_eq!((only.handed_back(), only.bytes.len(), only.rows.len()), (0, 0, 1));
    let text = "note_id,version,status,note\n1,1,,Seen\n1,2,,Seen twice\n2,1,Draft,Left\n3,1,,\n";
    let rejected = alike("notes.csv", text.as_bytes()).unwrap();
    let places: Vec<_> = rejected.rows.iter().map(|row| (row.reject.reason.code(), row.place.is_some())).collect();
    assert_eq!(places, [("superseded", false), ("draft", true), ("empty-note", true)]);
}

#[test]
fn an_export_without_fault_has_nothing_to_hand_back() {
    let rejected = rejected("notes.csv", format!("note_id,date,note\n{SOUND}").as_bytes());
    assert!(rejected.rows.is_empty() && rejected.bytes.is_empty());
}

#[test]
fn rows_that_read_otherwise_by_themselves_are_known() {
    let text = format!("note_id,date,note\n{SOUND}3,13/03/2025,,,\"\n, a ,\n");
    assert!(!rejected("notes.csv", text.as_bytes()).is_alike, "the rest of the note could be a record");
    let json = "{\"id\":1,\"note\":\"a\"}\n{\"id\":2,\n";
    assert!(!rejected("notes.json", json.as_bytes()).is_alike, "without a record there is no column");
}
