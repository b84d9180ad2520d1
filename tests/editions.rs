//! An audit is written up again from its own folder: the same bytes for those
//! who audit, and for a board nothing that leads to a note. A pack holds what its
//! edition holds and says where each question is answered.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::LazyLock;

use tempfile::TempDir;

/// A folder with an audit of the samples, its edition for a board, and a pack of
/// each edition.
static EDITIONS: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/data-samples/plainrecord.toml");
    let done = |code: i32, arguments: &[&str]| {
        let (status, said) = plainrecord(folder.path(), arguments);
        assert_eq!(status, Some(code), "{arguments:?}: {said}");
    };
    done(2, &["audit", "--config", samples, "--out", "audit", "--quiet"]);
    done(0, &["report", "audit", "--out", "again"]);
    done(0, &["report", "audit", "--audience", "board", "--out", "board"]);
    done(0, &["pack", "audit", "--out", "board.zip"]);
    done(0, &["pack", "audit", "--audience", "internal", "--out", "internal.zip"]);
    folder
});

fn plainrecord(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plainrecord"));
    let Output { status, stdout, stderr } = command.current_dir(folder).args(arguments).output().unwrap();
    (status.code(), String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned())
}

/// Every file of a folder by name.
fn files(name: &str) -> BTreeMap<String, Vec<u8>> {
    let file = |item: std::io::Result<fs::DirEntry>| {
        let item = item.unwrap();
        (item.file_name().into_string().unwrap(), fs::read(item.path()).unwrap())
    };
    fs::read_dir(EDITIONS.path().join(name)).unwrap().map(file).collect()
}

/// Every file of a pack by name.
fn packed(name: &str) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(fs::File::open(EDITIONS.path().join(name)).unwrap()).unwrap();
    let length = archive.len();
    let read = |at: usize| {
        let (mut file, mut bytes) = (archive.by_index(at).unwrap(), Vec::new());
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    };
    (0..length).map(read).collect()
}

/// The text of an edition's files, those of office files unpacked.
fn text(files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut text = String::new();
    for bytes in files.values() {
        match zip::ZipArchive::new(std::io::Cursor::new(bytes)) {
            Ok(mut parts) => {
                for at in 0..parts.len() {
                    let (mut part, mut bytes) = (parts.by_index(at).unwrap(), Vec::new());
                    part.read_to_end(&mut bytes).unwrap();
                    text.push_str(&String::from_utf8_lossy(&bytes));
                }
            }
            Err(_) => text.push_str(&String::from_utf8_lossy(bytes)),
        }
    }
    text
}

fn rows(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(&*files[name]).into_deserialize().map(Result::unwrap).collect()
}

#[test]
fn an_audit_is_written_again_to_the_byte() {
    let (first, again) = (files("audit"), files("again"));
    assert!(first.keys().filter(|name| *name != "run.log").eq(again.keys()));
    for (name, bytes) in &again {
        assert!(first[name] == *bytes, "{name} differs");
    }
}

#[test]
fn a_boards_edition_leads_to_no_note() {
    let (internal, board) = (files("audit"), files("board"));
    let said = text(&board);
    for name in [
        "findings.csv",
        "findings.parquet",
        "ledger.bin",
        "rejected.csv",
        "worth-reading.csv",
        "agreements.csv",
        "notes.csv",
        "language.csv",
    ] {
        assert!(!board.contains_key(name), "{name}");
    }
    let findings = rows(&internal, "findings.csv");
    assert!(findings.len() > 100);
    let long = |column: &str, least: usize| -> BTreeSet<&str> {
        let cells = findings.iter().map(|row| row[column].as_str());
        cells.filter(|cell| cell.chars().count() >= least).collect()
    };
    for (column, least) in [("note_id", 5), ("case_id", 5), ("sentence", 30)] {
        let cells = long(column, least);
        assert!(cells.len() > 10, "{column}");
        for cell in cells {
            assert!(!said.contains(cell), "{column} {cell}");
        }
    }
    assert!(text(&internal).contains("quoted") || text(&internal).contains("<mark>"), "the internal edition quotes");
    assert!(!said.contains("<mark>"));
}

#[test]
fn a_board_is_told_no_small_count() {
    let board = rows(&files("board"), "agencies.csv");
    let mut told = 0;
    for row in &board {
        for column in ["notes", "cases", "base_notes", "counted_notes", "counted_cases", "findings", "repeats"] {
            let Ok(count) = row[column].parse::<u64>() else { continue };
            assert!(count % 5 == 0 && count != 5, "{column} {count}");
            told += 1;
        }
        for column in ["design_effect", "effective_notes", "others_rate", "difference", "q", "expected_notes"] {
            assert_eq!(row[column], "", "{column}");
        }
        assert!(!row["verdict_reason"].contains(" of "), "{}", row["verdict_reason"]);
    }
    assert!(told > 100);
    let html = String::from_utf8(files("board")["report.html"].clone()).unwrap();
    assert!(html.contains("board edition"));
}

#[test]
fn a_pack_holds_its_edition_and_the_rules_and_answers_stand_where_it_says() {
    for (pack, edition) in [("board.zip", "board"), ("internal.zip", "again")] {
        let (pack, mut edition) = (packed(pack), files(edition));
        edition.remove("ledger.bin");
        for (name, bytes) in &edition {
            assert!(pack[name] == *bytes, "{name}");
        }
        let others: Vec<&String> = pack.keys().filter(|name| !edition.contains_key(*name)).collect();
        assert!(others.iter().all(|name| name.as_str() == "index.html" || name.starts_with("lexicon/")), "{others:?}");
        assert!(others.len() > 15, "the rules are missing");
        let index = String::from_utf8(pack["index.html"].clone()).unwrap();
        let report = String::from_utf8(pack["report.html"].clone()).unwrap();
        for link in index.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            let (file, place) = link.split_once('#').unwrap_or((link, ""));
            assert!(file.ends_with('/') || pack.contains_key(file), "{link}");
            let page = if file == "report.html" { &report } else { &index };
            assert!(place.is_empty() || page.contains(&format!("id=\"{place}\"")), "{link}");
        }
    }
    assert!(String::from_utf8(packed("board.zip")["index.html"].clone()).unwrap().contains("Not in this edition."));
}

#[test]
fn a_pack_is_the_same_every_time_and_replaces_nothing_unasked() {
    let folder = EDITIONS.path();
    let first = fs::read(folder.join("board.zip")).unwrap();
    let (code, said) = plainrecord(folder, &["pack", "audit", "--out", "board.zip"]);
    assert_eq!((code, said.contains("board.zip exists")), (Some(73), true), "{said}");
    assert_eq!(plainrecord(folder, &["pack", "audit", "--out", "second.zip"]).0, Some(0));
    assert!(first == fs::read(folder.join("second.zip")).unwrap());
}

#[test]
fn other_rules_and_a_damaged_ledger_are_refused() {
    let folder = TempDir::new().unwrap();
    let audit = EDITIONS.path().join("audit");
    let audit = audit.to_str().unwrap();
    fs::create_dir(folder.path().join("rules")).unwrap();
    let entry = concat!(env!("CARGO_MANIFEST_DIR"), "/lexicons/sources.toml");
    fs::copy(entry, folder.path().join("rules/sources.toml")).unwrap();
    for (arguments, expected) in [
        (vec!["report", audit, "--out", "new", "--lexicon", "rules"], Some(65)),
        (vec!["report", "nowhere", "--out", "new"], Some(65)),
        (vec!["report", audit, "--out", "new", "--audience", "public"], Some(64)),
    ] {
        let (code, said) = plainrecord(folder.path(), &arguments);
        assert_eq!(code, expected, "{said}");
        assert!(!folder.path().join("new").exists());
    }
    let bytes = fs::read(Path::new(audit).join("ledger.bin")).unwrap();
    fs::create_dir(folder.path().join("damaged")).unwrap();
    for damaged in [&bytes[..0], &bytes[..bytes.len() / 2], b"plainrecord"] {
        fs::write(folder.path().join("damaged/ledger.bin"), damaged).unwrap();
        let (code, said) = plainrecord(folder.path(), &["report", "damaged", "--out", "new"]);
        assert_eq!((code, said.contains("Make the audit again")), (Some(65), true), "{said}");
    }
}
