//! Whole files through intake: what is read, what is set aside, and what is
//! refused, one test for each way an export goes wrong.

use std::fmt::Write;

use proptest::prelude::*;

use super::*;

fn opened(bytes: &[u8], spec: &SourceSpec) -> Result<Export, IntakeError> {
    let export = Export::from_bytes("exports/police.csv", bytes, spec)?;
    let rows = export.rows().count() as u64;
    assert!(export.counts().balance() && rows == export.counts().rows, "every row is accounted for");
    Ok(export)
}

fn open(text: &str) -> Export {
    opened(text.as_bytes(), &SourceSpec::default()).unwrap()
}

fn refused(bytes: &[u8]) -> String {
    opened(bytes, &SourceSpec::default()).unwrap_err().to_string()
}

/// Each row as id and text, or as the code of its reject.
fn rows(export: &Export) -> Vec<String> {
    let show = |row| match row {
        Row::Note(note) => format!("{} {}", note.id, note.text.readable()),
        Row::Reject(reject) => format!("{} {}", reject.row.unwrap(), reject.reason.code()),
    };
    export.rows().map(Result::unwrap).map(show).collect()
}

fn codes(export: &Export) -> Vec<&'static str> {
    export.warnings().iter().map(Warning::code).collect()
}

fn dates(export: &Export) -> Vec<String> {
    let show = |row| match row {
        Row::Note(note) => note.date.map_or("none".to_owned(), |date| date.to_string()),
        Row::Reject(reject) => reject.reason.code().to_owned(),
    };
    export.rows().map(Result::unwrap).map(show).collect()
}

#[test]
fn reads_every_field_of_a_note() {
    let export = open(
        "note_id,case_id,agency,team,worker,date,note_type,note,Forename,Surname\n\
         N1, C1 ,Police,East,J Smith,14/03/2025,visit,\"Seen, well.\",Ann,\n",
    );
    let Some(Ok(Row::Note(note))) = export.rows().next() else { panic!("a note") };
    let fields =
        [note.id.as_str(), note.case.as_str(), note.agency.as_str(), &note.team, &note.worker, &note.note_type];
    assert_eq!(fields, ["N1", "C1", "Police", "East", "J Smith", "visit"]);
    assert_eq!(note.date.map(|date| date.to_string()), Some("2025-03-14".to_owned()));
    assert_eq!((note.names, &*note.source, note.row), (vec!["Ann".to_owned()], "exports/police.csv", 1));
    assert_eq!(note.text.received(), "Seen, well.");
    assert_eq!(codes(&export), <[&str; 0]>::default());
}

#[test]
fn refuses_an_empty_file() {
    assert!(refused(b"").contains("is empty (0 bytes"));
    assert!(refused(b"\r\n  \n").contains("is empty"));
}

#[test]
fn a_header_without_rows_is_a_valid_export() {
    for text in ["note_id,note\n", "note_id;note", "note\n"] {
        assert_eq!(open(text).counts().rows, 0, "{text}");
    }
}

#[test]
fn refuses_a_file_without_a_text_column_and_lists_what_it_has() {
    let message = refused(b"ref,story,weight\n1,Mum was upset,3\n2,Dad left,4\n");
    assert!(
        message.contains("story (10 characters on average)") && message.contains("--column text=NAME"),
        "{message}"
    );
    assert!(!message.contains("upset"), "{message}");
}

#[test]
fn a_file_without_a_header_is_refused_without_showing_a_note() {
    let message = refused(b"1,12/03/2025,Mum upset\n2,13/03/2025,Dad left\n");
    assert!(message.contains("does not look like a header") && message.contains("(column C)"), "{message}");
    assert!(!message.contains("upset"), "{message}");
}

#[test]
fn refuses_two_equally_good_text_columns() {
    let message = refused(b"id,note,narrative\n1,a,b\n");
    assert!(message.contains("--column text=\"note\" or --column text=\"narrative\""), "{message}");
}

#[test]
fn refuses_a_column_that_is_not_there_and_suggests_the_nearest() {
    let mut spec = SourceSpec::default();
    spec.columns.set("text", "Narative").unwrap();
    let message = opened(b"id,Narrative\n1,a\n", &spec).unwrap_err().to_string();
    assert!(message.contains("Did you mean Narrative?") && message.contains("id, Narrative"), "{message}");
}

#[test]
fn the_less_likely_text_column_is_named_in_a_warning() {
    let export = open("id,note,comments\n1,a,b\n");
    assert!(export.warnings().contains(&Warning::OtherTextColumn { used: "note".into(), other: "comments".into() }));
}

#[test]
fn notes_with_the_same_id_are_kept_and_counted() {
    let export = open("id,note\n1,a\n1,b\n2,c\n");
    assert_eq!(rows(&export), ["1 a", "1 b", "2 c"]);
    assert!(Preview::of(&export).unwrap().warnings.contains(&Warning::DuplicateIds { rows: 1 }));
}

#[test]
fn a_note_without_an_id_gets_one_of_file_and_row() {
    assert_eq!(rows(&open("date,note\n14/03/2025,a\n")), ["police:1 a"]);
    assert_eq!(rows(&open("id,note\n7,a\n,b\n")), ["7 a", "police:2 b"]);
}

#[test]
fn the_agency_is_what_the_user_says_then_the_column_then_the_file_name() {
    let with_column = b"agency,note\nHousing,a\n,b\n";
    let spec = SourceSpec { agency: Some(crate::note::Agency::new("Force")), ..SourceSpec::default() };
    let agencies = |export: &Export| -> Vec<String> {
        export
            .rows()
            .map(|row| if let Ok(Row::Note(note)) = row { note.agency.to_string() } else { String::new() })
            .collect()
    };
    assert_eq!(agencies(&opened(with_column, &spec).unwrap()), ["Force", "Force"]);
    let export = opened(with_column, &SourceSpec::default()).unwrap();
    assert_eq!(agencies(&export), ["Housing", ""]);
    assert!(export.warnings().contains(&Warning::AgencyMissing { rows: 1 }));
    let export = open("id,note\n1,a\n");
    assert_eq!(agencies(&export), ["police"]);
    assert_eq!(codes(&export), ["agency-from-file-name"]);
}

#[test]
fn rejects_rows_that_are_too_short_or_too_long() {
    let export = open(
        "id,date,note,team\n1,14/03/2025,a,x\n2,14/03/2025\n3,b,y\n4,14/03/2025,c,z,more\n5,14/03/2025,d\n6,14/03/2025,e,f,,\n",
    );
    let expected = ["1 a", "2 too-few-fields", "3 too-few-fields", "4 too-many-fields", "5 d", "6 e"];
    assert_eq!(rows(&export), expected);
    assert!(export.warnings().contains(&Warning::ShortRows { rows: 1 }));
}

#[test]
fn rejects_an_empty_note_and_says_where_it_is() {
    let export = open("id,note\n1,a\n\n2, \n3,<p>&nbsp;</p>\n");
    assert_eq!(rows(&export), ["1 a", "2 empty-note", "3 empty-note"]);
    let reject =
        export.rows().find_map(|row| if let Ok(Row::Reject(reject)) = row { Some(reject) } else { None }).unwrap();
    assert_eq!((reject.line, reject.column.as_deref(), reject.bytes), (4, Some("note"), Some(13..17)));
    assert_eq!(export.counts().blank, 1);
}

#[test]
fn an_unclosed_quote_costs_the_row_that_has_it() {
    let whole = ["14/03/2025", "Seen at home", "East"];
    for damaged in [1, 2, 20] {
        for field in 0..3 {
            for quoted in [false, true] {
                let mut text = String::from("id,date,note,team\n");
                for row in 1..=20 {
                    let cell = |number: usize, cell: &str| match () {
                        () if row == damaged && number == field => format!("\"{cell}"),
                        () if quoted => format!("\"{cell}\""),
                        () if row % 3 == 0 && number == 1 => format!("\"{cell},\n\nand \"\"well\"\"\""),
                        () => cell.to_owned(),
                    };
                    let cells: Vec<String> =
                        whole.iter().enumerate().map(|(number, text)| cell(number, text)).collect();
                    writeln!(text, "{row},{}", cells.join(",")).unwrap();
                }
                let export = open(&text);
                let rejects: Vec<String> = rows(&export).into_iter().filter(|row| row.ends_with("quote")).collect();
                let case = format!("row {damaged}, field {field}, others quoted: {quoted}");
                assert_eq!(rejects, [format!("{damaged} unclosed-quote")], "{case}");
                assert_eq!(export.counts().notes, 19, "{case}");
            }
        }
    }
}

#[test]
fn refuses_a_header_with_an_unclosed_quote() {
    assert!(refused(b"id,\"note\n1,a\n2,b\n").contains("never closed"));
}

#[test]
fn rejects_the_row_with_bad_bytes_and_reads_the_others() {
    let export = opened(b"id,note\n1,Mum\xE2\x80\x99s\n2,Dad\x92s\n3,\xC2\xA320\n", &SourceSpec::default()).unwrap();
    assert_eq!(rows(&export), ["1 Mum’s", "2 bad-bytes", "3 £20"]);
}

#[test]
fn reads_every_encoding_that_exports_come_in() {
    let text = "id\tnote\n1\tMum’s £20\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let cases: [(Vec<u8>, Encoding); 5] = [
        (text.into(), Encoding::Utf8),
        ([b"\xEF\xBB\xBF", text.as_bytes()].concat(), Encoding::Utf8),
        ([b"\xFF\xFE".to_vec(), little].concat(), Encoding::Utf16Le),
        ([b"\xFE\xFF".to_vec(), big].concat(), Encoding::Utf16Be),
        (b"id\tnote\n1\tMum\x92s \xA320\n".to_vec(), Encoding::Windows1252),
    ];
    for (bytes, encoding) in cases {
        let export = opened(&bytes, &SourceSpec::default()).unwrap();
        assert_eq!(export.encoding().unwrap().encoding, encoding);
        assert_eq!(export.header(), ["id", "note"], "{encoding}");
        assert_eq!(rows(&export), ["1 Mum’s £20"], "{encoding}");
    }
}

#[test]
fn warns_of_text_that_was_damaged_before_it_came_here() {
    let export = open("id,note\n1,Mum\u{e2}€™s\n2,a\u{fffd}b\n3,a\0b\n");
    assert_eq!(codes(&export), ["agency-from-file-name", "lost-characters", "mojibake", "nul-characters"]);
    let export = opened(b"id,note\n1,\x81\xA3\n", &SourceSpec::default()).unwrap();
    assert!(export.warnings().contains(&Warning::UndefinedBytes { bytes: 1 }));
}

#[test]
fn asks_when_every_date_could_be_either_way_round() {
    let text = b"id,date,note\n1,01/02/2025,a\n2,03/04/2025,b\n";
    let message = refused(text);
    assert!(message.contains("ambiguous dates") && message.contains("--date-format dd/mm/yyyy"), "{message}");
    for (format, expected) in [("dd/mm/yyyy", "2025-02-01"), ("mm/dd/yyyy", "2025-01-02"), ("%m/%d/%Y", "2025-01-02")] {
        let spec = SourceSpec { date_format: Some(format.to_owned()), ..SourceSpec::default() };
        assert_eq!(dates(&opened(text, &spec).unwrap())[0], expected);
    }
    let spec = SourceSpec { date_format: Some("uk".to_owned()), ..SourceSpec::default() };
    assert!(opened(text, &spec).unwrap_err().to_string().contains("cannot be understood"));
}

#[test]
fn a_date_that_cannot_be_read_costs_the_date_and_not_the_note() {
    let export = open("id,date,note\n1,13/02/2025,a\n2,31/02/2025,b\n3,01/01/1900,c\n4,TBC,d\n5,,e\n6,1/3/25,f\n");
    assert_eq!(dates(&export), ["2025-02-13", "none", "none", "none", "none", "2025-03-01"]);
    let unread = |reason| Warning::DatesNotRead { reason, cells: 1 };
    for reason in [NoDate::Impossible, NoDate::Placeholder, NoDate::Unreadable] {
        assert!(export.warnings().contains(&unread(reason)), "{reason}");
    }
    assert!(export.warnings().contains(&Warning::ShortYears { cells: 1 }));
}

#[test]
fn a_column_of_mixed_orders_loses_only_what_cannot_be_decided() {
    let export = open("id,date,note\n1,13/02/2025,a\n2,02/14/2025,b\n3,01/02/2025,c\n4,1 Mar 2025,d\n");
    assert_eq!(dates(&export), ["2025-02-13", "2025-02-14", "none", "2025-03-01"]);
    assert!(export.warnings().contains(&Warning::DatesNotRead { reason: NoDate::Undecidable, cells: 1 }));
}

#[test]
fn refuses_two_equally_plausible_separators() {
    let message = refused(b"note_id;date,note\n1;a,b\n2;c,d\n");
    assert!(message.contains("--delimiter \",\" or --delimiter \";\""), "{message}");
    let spec = SourceSpec { delimiter: Some(';'), ..SourceSpec::default() };
    assert!(opened(b"id;note,x\n1;a,b\n", &spec).is_err());
    assert!(opened(b"id;note\n1;a,b\n", &spec).is_ok());
    let spec = SourceSpec { delimiter: Some('x'), ..SourceSpec::default() };
    assert!(opened(b"id;note\n", &spec).unwrap_err().to_string().contains("cannot separate fields"));
}

#[test]
fn a_separator_line_a_preamble_and_a_footer_are_not_records() {
    let export =
        open("sep=;\nCase notes\nRun: 14/03/2025\n\nid;note\n1;a, b\n2;c\n\nTotal records: 2\nEnd of report\n");
    assert_eq!(rows(&export), ["1 a, b", "2 c"]);
    let counts = export.counts();
    assert_eq!((counts.rows, counts.preamble, counts.blank, counts.footer), (2, 4, 1, 2));
    assert_eq!(export.dialect().unwrap().header_line, 5);
    assert_eq!(codes(&export), ["agency-from-file-name"]);
}

#[test]
fn a_footer_that_counts_other_records_is_a_warning() {
    let export = open("id,note\n1,a\n2,b\nTotal records: 91\n");
    assert!(export.warnings().contains(&Warning::FooterTotal { stated: 91, counted: 2 }));
}

#[test]
fn every_kind_of_line_end_is_read() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["id,note", "1,\"a", "b\"", "2,c", ""].join(end);
        assert_eq!(rows(&open(&text)), [format!("1 a{end}b"), "2 c".to_owned()], "{end:?}");
    }
}

#[test]
fn warns_of_notes_that_were_cut_off() {
    let cut = "a".repeat(255);
    let export = open(&format!("id,note\n1,{cut}\n2,b\n3,{cut}\n"));
    assert!(export.warnings().contains(&Warning::TextCutOff { units: 255, rows: 2 }));
    let export = open(&format!("id,note\n1,{cut}\n2,{cut}\n3,{cut}a\n"));
    assert!(!codes(&export).contains(&"text-cut-off"));
}

#[test]
fn knows_a_file_by_its_digest_and_size() {
    let export = open("note\n");
    assert_eq!(export.size(), 5);
    assert_eq!(export.digest(), "389ed6887e49a315f706f6c2b931b1dcf0d797c91437124f32eb98555c669758".to_owned());
}

#[test]
fn what_is_no_table_is_refused_by_name() {
    assert!(refused(b"PK\x03\x04").contains("cannot be unpacked"));
    assert!(refused(b"PAR1").contains("cannot be read as Parquet"));
}

#[test]
fn json_is_read_by_the_same_rules_as_csv() {
    let export = open(
        "{\"note_id\": 7, \"note\": \"Seen.\", \"date\": \"14/03/2025\"}\n{\"note_id\": 8, \"note\": \"\"}\n{\"note_id\"\n",
    );
    assert_eq!(rows(&export), ["7 Seen.", "2 empty-note", "3 cut-off"]);
    assert_eq!(dates(&export), ["2025-03-14", "empty-note", "cut-off"]);
    assert!(refused(b"{\"kin\": \"a\"}\n").contains("No column of exports/police.csv"));
}

#[test]
fn html_bodies_are_read_in_place() {
    let export = open("id,note\n1,<p>Mum&nbsp;said</p>\n");
    let Some(Ok(Row::Note(note))) = export.rows().next() else { panic!("a note") };
    assert_eq!(note.text.received(), "<p>Mum&nbsp;said</p>");
    assert_eq!(note.text.readable().replace(crate::note::NoteText::FILLER, ""), "\nMum said\n");
}

proptest! {
    /// `opened` checks that the counts balance and that as many rows come out.
    #[test]
    fn whatever_the_bytes_every_row_is_accounted_for(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                &b"1,13/03/2025,a\n"[..], b"2,2025-01-01,\"b\n\nc\"\r\n", b"3,x,\"d\n", b"\n", b"\"", b",", b"\r", b"\xE2\x80\x99", b"\x92",
                b"\0", b";", b"Total: 3\n", b"id,date,note\n", b"\xEF\xBB\xBF", b"<p>", b"&nbsp;", b"4,,e", b"\xFF\xFE", b" ",
            ]),
            0..40,
        )
    ) {
        let bytes = [b"id,date,note\n".to_vec(), pieces.concat()].concat();
        if let Ok(export) = opened(&bytes, &SourceSpec::default()) {
            prop_assert!(Preview::of(&export).unwrap().to_toml().starts_with("[[source]]\nfiles"));
        }
    }
}

#[test]
fn a_record_whose_cells_are_header_names_is_not_taken_for_the_header() {
    let text = "Ref No,Kind,Role,Narrative\n1,Call,Witness,Seen at home\n2,Incident,Victim,Arguing with partner\n3,Call,Witness,Seen again\n";
    let export = opened(text.as_bytes(), &SourceSpec::default()).unwrap();
    assert_eq!(export.counts().rows, 3);
    assert_eq!(export.header(), ["Ref No", "Kind", "Role", "Narrative"]);
}

#[test]
fn every_code_is_listed_in_the_documentation() {
    let page = include_str!("../../docs/exports.md");
    let code = |text: &str| {
        let lines = text.lines().filter(|line| line.trim_start().starts_with("Self::") && line.contains("=> \""));
        lines.filter_map(|line| line.split('"').nth(1).map(str::to_owned)).collect::<Vec<_>>()
    };
    let codes = [code(include_str!("reject.rs")), code(include_str!("warning.rs"))].concat();
    assert!(codes.len() >= 29, "{codes:?}");
    for code in codes.iter().filter(|code| !code.contains(' ')) {
        assert!(page.contains(&format!("`{code}`")), "{code} is not in docs/exports.md");
    }
}
