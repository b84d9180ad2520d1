//! `evaluate` against the independent scorer in `tests/gold/gold.py`. Its
//! numbers on the small file in `tests/scorer` are kept beside that file:
//! `gold.cmd_score(["notes.jsonl"], "findings.csv")`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use plainrecord::detect::Detector;
use plainrecord::evaluate::{GoldNote, Mark, Score, Scores};
use plainrecord::lexicon::{Family, Lexicon};
use plainrecord::note::Span;

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn read(name: &str) -> String {
    fs::read_to_string(tests().join("scorer").join(name)).unwrap()
}

/// The findings of `findings.csv`, by note.
fn findings() -> BTreeMap<String, Vec<Mark>> {
    let mut by_note: BTreeMap<String, Vec<Mark>> = BTreeMap::new();
    let text = read("findings.csv");
    for row in csv::Reader::from_reader(text.as_bytes()).records() {
        let row = row.unwrap();
        let span = Span::new(row[1].parse().unwrap(), row[2].parse().unwrap());
        let finding = Mark { span, indicator: row[3].parse().unwrap(), status: row[4].parse().unwrap() };
        by_note.entry(row[0].to_owned()).or_default().push(finding);
    }
    by_note
}

fn close(score: Score, expected: &serde_json::Value, what: &str) {
    let figures = [score.precision().unwrap_or(f64::NAN), score.recall().unwrap_or(f64::NAN), score.f1()];
    for (figure, expected) in figures.iter().zip(expected.as_array().unwrap()) {
        let expected = expected.as_f64().unwrap_or(f64::NAN);
        assert!(
            (figure - expected).abs() < 1e-12 || figure.is_nan() && expected.is_nan(),
            "{what}: {figure} {expected}"
        );
    }
}

#[test]
fn the_two_scorers_agree() {
    let expected: serde_json::Value = serde_json::from_str(&read("scores.json")).unwrap();
    let (found, mut scores) = (findings(), Scores::default());
    for note in GoldNote::read_lines(&read("notes.jsonl")).unwrap() {
        scores.add(&note, found.get(&note.id).map_or(&[], Vec::as_slice));
    }
    let concerns = scores.total(|family| !matches!(family, Family::GoodPractice | Family::RiskMarker));
    close(concerns.span, &expected["concern_span"], "concern spans");
    close(concerns.note, &expected["concern_note"], "concern notes");
    close(scores.total(|family| family == Family::RiskMarker).span, &expected["risk_span"], "risk spans");
    close(scores.total(|family| family == Family::GoodPractice).span, &expected["good_span"], "good spans");
    let share = |part: u64| part as f64 / scores.matched as f64;
    assert_eq!(scores.matched, expected["status_n"].as_u64().unwrap());
    assert!((share(scores.status_right) - expected["status_exact"].as_f64().unwrap()).abs() < 1e-12);
    assert!((share(scores.counted_right) - expected["status_binary"].as_f64().unwrap()).abs() < 1e-12);
}

#[test]
fn every_gold_note_can_be_read_and_scanned() {
    let detector = Detector::new(Arc::new(Lexicon::builtin().unwrap()));
    let mut notes = 0;
    let folders = [tests().join("gold"), tests().join("../training/notes"), tests().join("../training/second")];
    for file in folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).map(|file| file.unwrap().path()) {
        if file.extension().is_some_and(|extension| extension == "jsonl") {
            for note in GoldNote::read_lines(&fs::read_to_string(&file).unwrap()).unwrap() {
                let length = note.text.chars().count();
                assert!(
                    note.marks.iter().all(|mark| mark.span.end() <= length && !mark.span.is_empty()),
                    "{}",
                    note.id
                );
                assert!(detector.scan(&note.text).iter().all(|finding| finding.span.end() <= length), "{}", note.id);
                notes += 1;
            }
        }
    }
    assert!(notes >= 2_400, "{notes} notes");
}
