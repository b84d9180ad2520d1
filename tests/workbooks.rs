//! Workbooks through the program: read cell by cell, in a process apart, with
//! every cell accounted for, and refused by name where they cannot be read.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output};

use plainrecord::intake::{Intake, Isolation, Size, SourceSpec};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use tempfile::TempDir;

/// A workbook on disk, and an audit of it by rules alone.
struct Audited {
    folder: TempDir,
    output: Output,
}

impl Audited {
    fn of(bytes: &[u8], more: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let (file, out) = (folder.path().join("notes.xlsx"), folder.path().join("audit"));
        fs::write(&file, bytes).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_plainrecord"))
            .args(["audit", "--agency", "Housing", "--no-classifier", "--out"])
            .args([out.as_os_str(), file.as_os_str()])
            .args(more)
            .output()
            .unwrap();
        Self { folder, output }
    }

    fn said(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }

    fn rows(&self, name: &str) -> Vec<std::collections::BTreeMap<String, String>> {
        let path: PathBuf = self.folder.path().join("audit").join(name);
        let text = fs::read(path).unwrap_or_else(|_| panic!("{}", self.said()));
        csv::Reader::from_reader(text.as_slice()).deserialize().map(Result::unwrap).collect()
    }

    /// The ids of the notes in which a concern counts.
    fn notes(&self) -> Vec<String> {
        let mut notes: Vec<_> = self.rows("findings.csv").iter().map(|row| row["note_id"].clone()).collect();
        notes.dedup();
        notes
    }
}

const NOTE: &str = "DASH done after he strangled her. Mum was arguing with her partner.";

fn book(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(&mut book);
    book.save_to_buffer().unwrap()
}

fn header(sheet: &mut Worksheet, row: u32) {
    for (column, name) in (0..).zip(["note_id", "date", "note"]) {
        sheet.write(row, column, name).unwrap();
    }
}

fn note(sheet: &mut Worksheet, row: u32, id: &str) {
    sheet.write(row, 0, id).unwrap();
    sheet.write(row, 2, NOTE).unwrap();
}

#[test]
fn reads_a_sheet_with_titles_dates_and_empty_rows() {
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let bytes = book(|book| {
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "Case notes\nEast team").unwrap();
        header(sheet, 2);
        note(sheet, 3, "N1");
        sheet.write_with_format(3, 1, ExcelDateTime::from_ymd(2025, 3, 14).unwrap(), &day).unwrap();
        note(sheet, 6, "N2");
        sheet.write(7, 0, "N3").unwrap();
    });
    let audited = Audited::of(&bytes, &[]);
    assert_eq!(audited.notes(), ["N1", "N2"], "{}", audited.said());
    assert_eq!(audited.rows("findings.csv")[0]["date"], "2025-03-14");
    let rejected = audited.rows("rejected.csv");
    assert_eq!((rejected[0]["line"].as_str(), rejected[0]["reason"].as_str()), ("8", "empty-note"));
}

#[test]
fn a_far_cell_costs_its_row_and_no_memory() {
    let bytes = book(|book| {
        let sheet = book.add_worksheet();
        header(sheet, 0);
        note(sheet, 1, "N1");
        sheet.write(1_048_575, 16_383, "far").unwrap();
    });
    let audited = Audited::of(&bytes, &[]);
    assert_eq!(audited.notes(), ["N1"], "{}", audited.said());
    let rejected = audited.rows("rejected.csv");
    assert_eq!((rejected[0]["line"].as_str(), rejected[0]["reason"].as_str()), ("1048576", "too-many-fields"));
}

#[test]
fn hidden_sheets_are_named_and_read_only_when_asked_for() {
    let bytes = book(|book| {
        for (name, hidden) in [("Visible", false), ("Secret", true)] {
            let sheet = book.add_worksheet().set_name(name).unwrap().set_hidden(hidden);
            header(sheet, 0);
            note(sheet, 1, name);
        }
    });
    let audited = Audited::of(&bytes, &[]);
    assert_eq!(audited.notes(), ["Visible"]);
    assert!(audited.said().contains("Hidden sheets are not audited: Secret"), "{}", audited.said());
    assert_eq!(Audited::of(&bytes, &["--sheet", "Secret"]).notes(), ["Secret"]);
    let missing = Audited::of(&bytes, &["--sheet", "secret notes"]);
    assert!(missing.said().contains("Its sheets are Visible, Secret"), "{}", missing.said());
    assert_eq!(missing.output.status.code(), Some(65));
}

#[test]
fn two_sheets_with_notes_are_a_question_and_a_list_of_codes_is_none() {
    let bytes = book(|book| {
        for name in ["East", "West"] {
            let sheet = book.add_worksheet().set_name(name).unwrap();
            header(sheet, 0);
            note(sheet, 1, name);
        }
    });
    let audited = Audited::of(&bytes, &[]);
    assert!(audited.said().contains("Several sheets") && audited.said().contains("East, West"), "{}", audited.said());
    let bytes = book(|book| {
        let codes = book.add_worksheet().set_name("Codes").unwrap();
        codes.write(0, 0, "code").unwrap();
        codes.write(1, 0, "7").unwrap();
        let sheet = book.add_worksheet();
        header(sheet, 0);
        note(sheet, 1, "N1");
    });
    let audited = Audited::of(&bytes, &[]);
    assert_eq!(audited.notes(), ["N1"]);
    assert!(audited.said().contains("not audited: Codes"), "{}", audited.said());
}

#[test]
fn all_sheets_with_the_same_header_are_read_as_one_table() {
    let sheets = |west: &'static str| {
        book(|book| {
            for (name, id) in [("East", "E1"), (west, "W1")] {
                let sheet = book.add_worksheet().set_name(name).unwrap();
                header(sheet, 0);
                note(sheet, 2, id);
                sheet.write(3, 0, "none").unwrap();
            }
            book.add_worksheet().set_name("Codes").unwrap().write(0, 0, "code").unwrap();
            header(book.add_worksheet().set_name("Old").unwrap().set_hidden(true), 0);
        })
    };
    let audited = Audited::of(&sheets("West"), &["--sheet", "all"]);
    assert_eq!(audited.notes(), ["E1", "W1"], "{}", audited.said());
    let places = |name: &str| -> Vec<String> {
        let place = |row: &std::collections::BTreeMap<String, String>| {
            format!("{} {} {}", row["source"], row["row"], row.get("line").map_or("", String::as_str))
        };
        let mut places: Vec<_> = audited.rows(name).iter().map(place).collect();
        places.dedup();
        places
    };
    assert_eq!(places("findings.csv"), ["notes.xlsx, sheet East 1 ", "notes.xlsx, sheet West 3 "]);
    assert_eq!(places("rejected.csv"), ["notes.xlsx, sheet East 2 4", "notes.xlsx, sheet West 4 4"]);
    assert!(audited.said().contains("not audited: Codes") && audited.said().contains("Old"), "{}", audited.said());
    // A sheet of that name is the one that is meant.
    assert_eq!(Audited::of(&sheets("all"), &["--sheet", "all"]).notes(), ["W1"]);
}

#[test]
fn sheets_with_different_headers_are_not_one_table() {
    let bytes = book(|book| {
        header(book.add_worksheet().set_name("East").unwrap(), 0);
        header(book.add_worksheet().set_name("West").unwrap().write(0, 3, "team").unwrap(), 0);
    });
    let audited = Audited::of(&bytes, &["--sheet", "all"]);
    assert!(audited.said().contains("\"East\" and \"West\""), "{}", audited.said());
    assert_eq!(audited.output.status.code(), Some(65));
}

#[test]
fn what_excel_makes_of_values_is_text_again() {
    let bytes = book(|book| {
        let sheet = book.add_worksheet();
        header(sheet, 0);
        note(sheet, 1, "");
        sheet.write(1, 0, 1_234_567_890_123_f64).unwrap();
        sheet.write(1, 2, format!("Visit._x005F_x000D_\nYes.\r\n{NOTE}")).unwrap();
        sheet.write(2, 0, true).unwrap();
        sheet.write(2, 2, format!("=1+1 {NOTE}")).unwrap();
    });
    let audited = Audited::of(&bytes, &[]);
    assert_eq!(audited.notes(), ["1234567890123", "TRUE"], "{}", audited.said());
}

/// An archive with these parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn reads_an_open_document() {
    let row = |cells: &[&str]| {
        let cell = |text: &&str| {
            format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
        };
        format!("<table:table-row>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
    };
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
         <office:body><office:spreadsheet><table:table table:name=\"Sheet1\">{}{}</table:table></office:spreadsheet></office:body></office:document-content>",
        row(&["note_id", "note"]),
        row(&["N1", NOTE]),
    );
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
        (
            "META-INF/manifest.xml",
            "<?xml version=\"1.0\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
        ),
    ];
    assert_eq!(Audited::of(&archive(&parts), &[]).notes(), ["N1"]);
}

#[test]
fn what_cannot_be_read_is_refused_by_name_and_leaves_nothing() {
    let whole = book(|book| {
        let sheet = book.add_worksheet();
        header(sheet, 0);
        note(sheet, 1, "N1");
    });
    let mut bad_sum = whole.clone();
    let middle = bad_sum.len() / 2;
    bad_sum[middle] ^= 0xFF;
    let cases: [(&[u8], &str); 5] = [
        (&whole[..whole.len() / 2], "is damaged or not complete"),
        (&archive(&[("xl/workbook.xml", "<workbook")]), "cannot be read as a workbook"),
        (&archive(&[("word/document.xml", "<w/>")]), "a Word document"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1and no more", "cannot be read as a workbook"),
        (&book(|book| _ = book.add_worksheet()), "is empty"),
    ];
    for (bytes, expected) in cases {
        let audited = Audited::of(bytes, &[]);
        assert!(audited.said().contains(expected), "{expected}: {}", audited.said());
        assert_eq!(audited.output.status.code(), Some(65));
        assert_eq!(fs::read_dir(audited.folder.path()).unwrap().count(), 1, "only the export is there");
    }
    // One byte changed may or may not matter to a reader; it never ends the program.
    assert!(matches!(Audited::of(&bad_sum, &[]).output.status.code(), Some(0 | 2 | 65)));
}

#[test]
fn a_parser_that_runs_out_of_memory_is_an_error_with_a_name() {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PARTS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let part = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{PARTS}\"><Relationship Id=\"r1\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let text = "a".repeat(256 << 20);
    let bytes = archive(&[
        ("_rels/.rels", &part("officeDocument", "xl/workbook.xml")),
        ("xl/_rels/workbook.xml.rels", &part("worksheet", "worksheets/sheet1.xml")),
        ("xl/workbook.xml", &format!("<workbook xmlns=\"{MAIN}\"><sheets/></workbook>")),
        ("xl/sharedStrings.xml", &format!("<sst xmlns=\"{MAIN}\"><si><t>{text}</t></si></sst>")),
    ]);
    assert!(bytes.len() < 1 << 20, "it is small as long as it is packed");
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("bomb.xlsx");
    fs::write(&file, bytes).unwrap();
    let intake = Intake::find(&[SourceSpec { files: vec![file], ..SourceSpec::default() }]).unwrap();
    let message = |memory| {
        let isolation = Isolation::Process { program: env!("CARGO_BIN_EXE_plainrecord").into(), memory };
        intake.sources()[0].open(&isolation).unwrap_err().to_string()
    };
    let killed = message(Size::of_mib(300));
    assert!(killed.contains("bomb.xlsx cannot be read as a workbook: the process that parsed it"), "{killed}");
    assert!(killed.contains("300 MiB") && killed.contains("--parser-memory 600MiB"), "{killed}");
    let whole = message(Size::of_mib(3000));
    assert!(whole.contains("is empty"), "with more it is read, and has no sheet: {whole}");
}
