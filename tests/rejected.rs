//! Rows that were rejected come back as files: whole, private, and so that
//! they can be put right and audited by themselves.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

fn plainrecord(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plainrecord"));
    let Output { status, stdout, stderr } = command.current_dir(folder).args(arguments).output().unwrap();
    (status.code(), String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned())
}

/// A folder with exports of these names.
fn exports(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

type Row = BTreeMap<String, String>;

fn table(path: &Path) -> Vec<Row> {
    csv::Reader::from_path(path).unwrap().deserialize().map(Result::unwrap).collect()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|item| item.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

const ONE: &str =
    "note_id,date,note\n1,14/03/2025,Seen.\n2,13/03/2025,\"Zebedee, at home\n3,13/03/2025,Left.\n4,13/03/2025\n";

/// The numbers of notes and of rejected rows in an audit with the settings.
fn audited(folder: &Path, out: &str) -> (u64, u64) {
    plainrecord(folder, &["audit", "--no-classifier", "--config", "back/plainrecord.toml", "--out", out]);
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.join(out).join("manifest.json")).unwrap()).unwrap();
    let count = |name: &str| manifest["counts"][name].as_u64().unwrap();
    (count("notes"), count("rejects"))
}

#[test]
fn rows_go_out_are_put_right_and_come_back_as_notes() {
    let folder = exports(&[("police.csv", ONE), ("east/police.csv", "id;text\n1;Seen.\n2;\n")]);
    let (code, said) = plainrecord(folder.path(), &["rejected", "police.csv", "east/police.csv", "--out", "back"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("Rejected  3 of 6 rows") && said.contains("notes as they are written"), "{said}");
    assert!(!said.contains("Zebedee"), "{said}");
    let back = folder.path().join("back");
    assert_eq!(names(&back), ["plainrecord.toml", "police-2.csv", "police.csv", "reasons.csv"]);
    let first = fs::read_to_string(back.join("police.csv")).unwrap();
    let header = "note_id,date,note\n";
    assert_eq!(first, format!("{header}2,13/03/2025,\"Zebedee, at home\n{header}4,13/03/2025\n"));
    assert_eq!(fs::read_to_string(back.join("police-2.csv")).unwrap(), "id;text\n2;\n");
    assert_eq!(audited(folder.path(), "as-it-was"), (0, 3));
    fs::write(back.join("police.csv"), first.replace("home\n", "home\"\n").replace("2025\n", "2025,Came.\n")).unwrap();
    fs::write(back.join("police-2.csv"), "id;text\n2;Came.\n").unwrap();
    assert_eq!(audited(folder.path(), "put-right"), (3, 0));
}

#[test]
fn reasons_say_where_each_row_stands_in_both_files_and_no_text() {
    let folder = exports(&[("police.csv", ONE)]);
    plainrecord(folder.path(), &["rejected", "police.csv", "--out", "back"]);
    let reasons = folder.path().join("back/reasons.csv");
    let columns = ["source", "row", "line", "file", "row_in_file", "line_in_file", "column", "reason"];
    let rows: Vec<Vec<String>> =
        table(&reasons).iter().map(|row| columns.map(|column| row[column].clone()).to_vec()).collect();
    let expected = [
        ["police.csv", "2", "3", "police.csv", "1", "2", "note", "unclosed-quote"],
        ["police.csv", "4", "5", "police.csv", "2", "4", "", "too-few-fields"],
    ];
    assert_eq!(rows, expected);
    let text = fs::read_to_string(reasons).unwrap();
    assert!(text.contains("Close the quotation mark") && !text.contains("Zebedee"), "{text}");
}

#[test]
fn the_folder_is_its_owners_and_whole_or_not_there() {
    let folder = exports(&[("police.csv", ONE), ("other.csv", "a,b\n1,2\n"), ("kept/mine.txt", "")]);
    let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    plainrecord(folder.path(), &["rejected", "police.csv", "--out", "back"]);
    let back = folder.path().join("back");
    assert_eq!(mode(back.clone()), 0o700);
    for name in names(&back) {
        assert_eq!(mode(back.join(&name)), 0o600, "{name}");
    }
    for (arguments, code) in [
        (["rejected", "police.csv", "--out", "kept"], 73),
        (["rejected", "police.csv", "--out", "back"], 73),
        (["rejected", "police.csv", "--out", "no/where"], 73),
        (["rejected", "other.csv", "--out", "new"], 65),
        (["rejected", "gone.csv", "--out", "new"], 65),
    ] {
        assert_eq!(plainrecord(folder.path(), &arguments).0, Some(code), "{arguments:?}");
    }
    assert_eq!(names(folder.path()), ["back", "kept", "other.csv", "police.csv"]);
    assert_eq!(names(&folder.path().join("kept")), ["mine.txt"]);
}

#[test]
fn where_nothing_was_rejected_nothing_is_written() {
    let cases = [
        ("note_id,note\n1,Seen.\n", "None of 1 row was rejected."),
        ("note_id,version,note\n1,1,Seen.\n1,2,Left.\n", "1 is an earlier version"),
    ];
    for (text, words) in cases {
        let folder = exports(&[("police.csv", text)]);
        let (code, said) = plainrecord(folder.path(), &["rejected", "police.csv", "--out", "back"]);
        assert!(code == Some(0) && said.contains(words) && said.contains("Nothing was written"), "{said}");
        assert_eq!(names(folder.path()), ["police.csv"]);
    }
}

#[test]
fn rows_that_read_otherwise_by_themselves_are_warned_of() {
    let folder = exports(&[("police.json", "{\"id\":1,\"note\":\"Seen.\"}\n{\"id\":2,\n")]);
    let (code, said) = plainrecord(folder.path(), &["rejected", "police.json", "--out", "back"]);
    assert!(code == Some(2) && said.contains("Warning   police.json"), "{said}");
}
