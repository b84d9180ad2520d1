//! Three zeros that are not the same: looked for and not there, does not apply,
//! and could not be assessed. Every row of an export is in one of them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use tempfile::TempDir;

type Row = BTreeMap<String, String>;

const HEADER: &str = "note_id,agency,date,status,note\n";

/// An audit of one export.
fn audited(export: &str, more: &[&str]) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("notes.csv"), export).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_plainrecord"));
    command.current_dir(folder.path()).args(["audit", "--no-classifier", "notes.csv", "--out", "audit"]).args(more);
    let output = command.output().unwrap();
    assert!(folder.path().join("audit").exists(), "{}", String::from_utf8_lossy(&output.stderr));
    folder
}

fn table(folder: &TempDir, name: &str) -> Vec<Row> {
    let rows = csv::Reader::from_path(folder.path().join("audit").join(name)).unwrap().into_deserialize();
    rows.map(Result::unwrap).collect()
}

/// What stands in these columns of an agency and a topic.
fn cells<const N: usize>(folder: &TempDir, agency: &str, topic: &str, columns: [&str; N]) -> [String; N] {
    let rows = table(folder, "agencies.csv");
    let row = rows.iter().find(|row| row["agency"] == agency && row["topic"] == topic).unwrap();
    columns.map(|column| row[column].clone())
}

fn row(number: usize, agency: &str, status: &str, note: &str) -> String {
    format!("{number},{agency},14/03/2025,{status},{note}\n")
}

/// Twelve notes of Police, of which seven are about abuse and two tell of a
/// referral to MARAC; rows of it, of School and of nobody known that are no notes.
fn export() -> String {
    let about = "He strangled her. Domestic abuse recorded.";
    let referred = "He strangled her. Domestic abuse recorded. Referred to MARAC.";
    let notes = [(referred, 2), (about, 5), ("Visited. The boiler was mended.", 5)];
    let notes = notes.iter().flat_map(|&(note, times)| vec![("Police", "Final", note); times]);
    let others = [
        ("Police", "Final", ""),
        ("Police", "Final", "[REDACTED]"),
        ("Police", "Draft", "Visited."),
        ("School", "Final", "N/A"),
        ("School", "Final", "XXXXX XXXXX"),
    ];
    let rows = notes.chain(others).enumerate();
    let rows: String = rows.map(|(number, (agency, status, note))| row(number, agency, status, note)).collect();
    format!("{HEADER}{rows}99,Police\n")
}

#[test]
fn a_topic_says_apart_what_is_absent_what_does_not_apply_and_what_could_not_be_assessed() {
    let folder = audited(&export(), &[]);
    let columns = ["base_notes", "counted_notes", "absent_notes", "not_applicable", "not_assessable", "shown"];
    let expected = [
        ("Police", "good.marac", ["7", "2", "5", "5", "2", "yes"]),
        ("Police", "risk.strangulation", ["12", "7", "5", "0", "2", "yes"]),
        ("School", "good.marac", ["", "", "", "", "2", "too few"]),
        ("(all)", "risk.strangulation", ["12", "7", "5", "0", "5", "yes"]),
    ];
    for (agency, topic, cells_expected) in expected {
        assert_eq!(cells(&folder, agency, topic, columns), cells_expected, "{agency}, {topic}");
    }
}

#[test]
fn a_topic_says_what_it_has_a_share_of_and_which_way_is_good() {
    let folder = audited(&export(), &[]);
    for (topic, expected) in [
        ("minimising", ["concern", "fewer", "notes"]),
        ("good.marac", ["good", "more", "notes about abuse"]),
        ("risk.strangulation", ["risk", "neither", "notes"]),
    ] {
        assert_eq!(cells(&folder, "Police", topic, ["kind", "good_is", "base"]), expected, "{topic}");
    }
}

#[test]
fn every_row_is_a_note_not_assessable_or_no_part_of_the_record() {
    let folder = audited(&export(), &[]);
    let report = fs::read_to_string(folder.path().join("audit/report.html")).unwrap();
    let rows = |name: &str| {
        let line = report.split("<tr>").find(|line| line.contains(name) && line.matches("<td").count() == 3);
        let cells =
            line.unwrap().split("<td class=\"number\">").skip(1).map(|cell| cell.split('<').next().unwrap().to_owned());
        cells.collect::<Vec<_>>()
    };
    for (name, expected) in [
        (">Police<", ["12", "2", "1"]),
        (">School<", ["too few", "2", "0"]),
        (">Not known who wrote it<", ["0", "1", "0"]),
        (">All<", ["12", "5", "1"]),
    ] {
        assert_eq!(rows(name), expected, "{name}");
    }
    assert_eq!(table(&folder, "rejected.csv").len(), 6);
    assert!(report.contains("12\u{a0}notes from 1\u{a0}agency"));
    assert!(report.contains("Not assessed: 2\u{a0}rows that have no text"));
}

#[test]
fn rows_that_cannot_be_read_are_of_the_agency_that_the_file_is_of() {
    let export = export().replace("Police,", ",").replace("School,", ",");
    let folder = audited(&export, &["--agency", "Northshire"]);
    assert_eq!(cells(&folder, "Northshire", "good.marac", ["not_assessable"]), ["5"]);
    assert_eq!(cells(&folder, "(all)", "good.marac", ["not_assessable"]), ["5"]);
}

#[test]
fn a_board_is_told_no_small_number_of_them() {
    let folder = audited(&export(), &[]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_plainrecord"));
    let arguments = ["report", "audit", "--audience", "board", "--out", "board"];
    assert!(command.current_dir(folder.path()).args(arguments).status().unwrap().success());
    let board = csv::Reader::from_path(folder.path().join("board/agencies.csv")).unwrap().into_deserialize();
    let counts: Vec<String> = board.map(|row: Result<Row, _>| row.unwrap()["not_assessable"].clone()).collect();
    assert!(!counts.is_empty() && counts.iter().all(String::is_empty), "{counts:?}");
}
