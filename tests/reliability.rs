//! Notes drawn from an audit, read again, and what that says of the audit: the
//! readers are told nothing, and their sample is never added up as it is.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

type Row = BTreeMap<String, String>;

fn plainrecord(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plainrecord"));
    let Output { status, stdout, stderr } = command.current_dir(folder).args(arguments).output().unwrap();
    (status.code(), String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned())
}

/// What a note says, and whether a reader would say that it has a concern.
const WORDS: [(&str, bool); 5] = [
    ("Arguing with her partner, DASH not done.", true),
    ("DASH done, seen alone.", false),
    ("Boiler serviced at the flat.", false),
    // What no rule knows.
    ("Police called: the pair of them giving it some, DASH done.", true),
    ("Rent paid.", false),
];

/// An audit of two agencies: of ten notes two, five, one, one and one.
fn audited() -> TempDir {
    let folder = TempDir::new().unwrap();
    let mut text = "note_id,case_id,agency,note\n".to_owned();
    for (agency, notes) in [("East", 400), ("West", 60)] {
        for note in 0..notes {
            let words = WORDS[[0, 0, 1, 1, 1, 1, 1, 2, 3, 4][note % 10]].0;
            writeln!(text, "{agency}{note},{agency}{},{agency},\"{words}\"", note / 2).unwrap();
        }
    }
    fs::write(folder.path().join("notes.csv"), text).unwrap();
    let arguments = ["audit", "notes.csv", "--no-classifier", "--quiet", "--out", "audit"];
    assert_eq!(plainrecord(folder.path(), &arguments), (Some(0), String::new()));
    folder
}

fn rows(text: &str) -> Vec<Row> {
    csv::Reader::from_reader(text.as_bytes()).into_deserialize().map(Result::unwrap).collect()
}

fn file(folder: &Path, name: &str) -> Vec<Row> {
    rows(&fs::read_to_string(folder.join(name)).unwrap())
}

/// Draws a sample.
fn drawn(folder: &Path, out: &str, more: &[&str]) -> Vec<Row> {
    let arguments = [&["sample", "audit", "--out", out][..], more].concat();
    let (code, said) = plainrecord(folder, &arguments);
    assert_eq!(code, Some(0), "{said}");
    file(folder, out)
}

/// Fills a sample in as somebody does who knows, but for every so-manieth note.
fn filled_in(folder: &Path, name: &str, sample: &[Row], mistaken: usize) {
    let texts: BTreeMap<String, String> =
        file(folder, "notes.csv").into_iter().map(|row| (row["note_id"].clone(), row["note"].clone())).collect();
    let mut out = "source,row,concern\n".to_owned();
    for (row, number) in sample.iter().zip(1..) {
        let has = WORDS.iter().find(|(words, _)| *words == texts[&row["note_id"]]).unwrap().1;
        let says = has != (number % mistaken == 0);
        writeln!(out, "{},{},{}", row["source"], row["row"], if says { "yes" } else { "no" }).unwrap();
    }
    fs::write(folder.join(name), out).unwrap();
}

/// The figures of an agency, by name.
fn figures(folder: &Path, agency: &str, more: &[&str]) -> BTreeMap<String, Row> {
    let arguments = [&["reliability", "audit", "--reviewed", "filled.csv", "--format", "csv"][..], more].concat();
    let (code, table) = plainrecord(folder, &arguments);
    assert_eq!(code, Some(0), "{table}");
    let mine = rows(&table).into_iter().filter(|row| row["agency"] == agency);
    mine.map(|row| (row["figure"].clone(), row)).collect()
}

fn number(row: &Row, column: &str) -> f64 {
    row[column].parse().unwrap()
}

#[test]
fn notes_csv_has_every_note_with_what_was_counted_in_it() {
    let folder = audited();
    let notes = file(&folder.path().join("audit"), "notes.csv");
    assert_eq!(notes.len(), 460);
    assert!(notes.iter().map(|row| row["row"].parse::<usize>().unwrap()).eq(1..=460));
    let found = notes.iter().filter(|row| row["agency"] == "East" && row["concerns"] != "0").count();
    let agencies = file(&folder.path().join("audit"), "agencies.csv");
    let concern = agencies.iter().find(|row| row["agency"] == "East" && row["topic"] == "concern").unwrap();
    assert_eq!((found.to_string(), found), (concern["counted_notes"].clone(), 80));
    assert!(notes.iter().all(|row| row.values().all(|cell| !cell.contains("partner"))));
}

#[test]
fn the_readers_file_says_nothing_of_what_was_found() {
    let folder = audited();
    let sample = drawn(folder.path(), "one.csv", &["--flagged", "30", "--unflagged", "60"]);
    let columns: Vec<_> = sample[0].keys().map(String::as_str).collect();
    assert_eq!(columns, ["agency", "comment", "concern", "date", "item", "note_id", "note_type", "row", "source"]);
    assert!(sample.iter().all(|row| row["concern"].is_empty() && row["comment"].is_empty()));
    let found: Vec<bool> =
        sample.iter().map(|row| ["0", "1"].iter().any(|end| row["note_id"].ends_with(end))).collect();
    assert_eq!((sample.len(), found.iter().filter(|found| **found).count()), (90, 30));
    assert!(!found.is_sorted() && !found.iter().rev().is_sorted(), "in no order");
    assert_eq!(sample, drawn(folder.path(), "again.csv", &["--flagged", "30", "--unflagged", "60"]));
    assert_ne!(sample, drawn(folder.path(), "other.csv", &["--flagged", "30", "--unflagged", "60", "--seed", "2"]));
    let (code, said) = plainrecord(folder.path(), &["sample", "audit", "--out", "one.csv"]);
    assert_eq!(code, Some(73), "{said}");
}

#[test]
fn each_note_read_again_stands_for_as_many_as_its_band_has() {
    // 92 notes have it and were found, 46 have it and were not: two of three.
    let (folder, seeds) = (audited(), 16);
    let (mut recall, mut pooled, mut held) = (0.0, 0.0, 0);
    for seed in 1..=seeds {
        let (out, seed) = (format!("sample{seed}.csv"), seed.to_string());
        let sample = drawn(folder.path(), &out, &["--flagged", "90", "--unflagged", "160", "--seed", &seed]);
        filled_in(folder.path(), "filled.csv", &sample, usize::MAX);
        let all = figures(folder.path(), "(all)", &[]);
        recall += number(&all["recall"], "value");
        held += usize::from((number(&all["recall"], "low")..number(&all["recall"], "high")).contains(&(2.0 / 3.0)));
        let missed = sample.iter().filter(|row| row["note_id"].ends_with('8')).count() as f64;
        pooled += 90.0 / (90.0 + missed);
        assert_eq!(all["precision"]["method"], "bounds");
        assert!((number(&all["rate_found"], "value") - 0.2).abs() < 1e-9);
    }
    let [recall, pooled] = [recall, pooled].map(|sum| sum / f64::from(seeds));
    assert!((recall - 2.0 / 3.0).abs() < 0.03 && pooled > 0.8, "{recall} {pooled}");
    assert!(held >= 15, "{held} of {seeds} intervals hold the truth");
}

#[test]
fn what_was_read_in_full_is_known_and_too_little_is_not_spoken_of() {
    let folder = audited();
    let sample = drawn(folder.path(), "sample.csv", &["--flagged", "999", "--unflagged", "999"]);
    assert_eq!(sample.len(), 460);
    filled_in(folder.path(), "filled.csv", &sample, usize::MAX);
    let recall = figures(folder.path(), "West", &[])["recall"].clone();
    assert_eq!(["value", "low", "high"].map(|column| recall[column].as_str()), ["0.6667"; 3]);
    let few = drawn(folder.path(), "few.csv", &["--flagged", "20", "--unflagged", "60"]);
    filled_in(folder.path(), "filled.csv", &few, usize::MAX);
    let recall = figures(folder.path(), "West", &[])["recall"].clone();
    assert!(recall["value"].is_empty() && recall["shown"].starts_with("too few to say"), "{recall:?}");
    let (_, said) = plainrecord(folder.path(), &["reliability", "audit", "--reviewed", "filled.csv"]);
    for words in ["not found, about abuse", "too few to say", "Of those found, right (precision)", "stands for as many"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn two_readers_are_held_side_by_side() {
    let folder = audited();
    let sample = drawn(folder.path(), "sample.csv", &["--flagged", "50", "--unflagged", "50"]);
    filled_in(folder.path(), "filled.csv", &sample, usize::MAX);
    filled_in(folder.path(), "second.csv", &sample, 10);
    let all = figures(folder.path(), "(all)", &["--second", "second.csv"]);
    assert_eq!(all["agreement"]["value"], "0.9000");
    for name in ["kappa", "ac1", "alpha"] {
        assert!((0.6..0.9).contains(&number(&all[name], "value")), "{:?}", all[name]);
        assert!(number(&all[name], "low") < number(&all[name], "value"), "{:?}", all[name]);
    }
    fs::write(folder.path().join("filled.csv"), "source,row,concern\nnotes.csv,3,no\nnotes.csv,4,no\n").unwrap();
    fs::copy(folder.path().join("filled.csv"), folder.path().join("second.csv")).unwrap();
    let all = figures(folder.path(), "(all)", &["--second", "second.csv"]);
    assert_eq!(
        (all["kappa"]["value"].as_str(), all["kappa"]["shown"].as_str()),
        ("", "not defined: the reviewers used one category")
    );
}

#[test]
fn a_note_of_another_audit_is_refused() {
    let folder = audited();
    fs::write(folder.path().join("filled.csv"), "source,row,concern\nnotes.csv,461,yes\n").unwrap();
    let (code, said) = plainrecord(folder.path(), &["reliability", "audit", "--reviewed", "filled.csv"]);
    assert_eq!(code, Some(65));
    assert!(said.contains("no row 461 of notes.csv"), "{said}");
}
