//! How fast notes are read, in bytes per second, on named inputs from nothing
//! to large. What is found is asserted, so that a fast wrong answer fails.

#![allow(clippy::unwrap_used, reason = "a bench fails by panicking")]

use std::fs;
use std::sync::{Arc, LazyLock};

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use plainrecord::classify::Classifier;
use plainrecord::detect::{Detector, Text};
use plainrecord::evaluate::GoldNote;
use plainrecord::intake::{Export, Row, SourceSpec};
use plainrecord::lexicon::Lexicon;
use rayon::prelude::*;

static DETECTOR: LazyLock<Detector> = LazyLock::new(|| Detector::new(Arc::new(Lexicon::builtin().unwrap())));

static CLASSIFIER: LazyLock<Classifier> = LazyLock::new(|| Classifier::builtin().unwrap());

/// Every note of the sample exports.
static SAMPLES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let files = ["health-records.csv", "police-incident-log.csv", "social-care-case-notes.csv"];
    files.iter().flat_map(|file| notes(&format!("data-samples/{file}"))).collect()
});

fn notes(path: &str) -> Vec<String> {
    let export = Export::from_bytes(path, &fs::read(path).unwrap(), &SourceSpec::default()).unwrap();
    let text = |row| if let Row::Note(note) = row { Some(note.text.readable().to_owned()) } else { None };
    export.rows().map(Result::unwrap).filter_map(text).collect()
}

fn main() {
    divan::main();
}

fn bytes(notes: &[String]) -> BytesCount {
    BytesCount::new(notes.iter().map(String::len).sum::<usize>())
}

fn found(notes: &[String]) -> usize {
    notes.par_iter().map(|note| DETECTOR.scan(note).len()).sum()
}

#[divan::bench]
fn start_up() -> Detector {
    Detector::new(Arc::new(Lexicon::builtin().unwrap()))
}

#[divan::bench]
fn empty(bencher: Bencher<'_, '_>) {
    bencher.bench(|| assert!(DETECTOR.scan("").is_empty()));
}

#[divan::bench]
fn one_note(bencher: Bencher<'_, '_>) {
    let note = "HV 14:10. Mum and partner arguing again, DASH not done. It is her lifestyle choice.";
    bencher.counter(BytesCount::of_str(note)).bench(|| assert_eq!(DETECTOR.scan(note).len(), 2));
}

#[divan::bench]
fn samples(bencher: Bencher<'_, '_>) {
    let expected = found(&SAMPLES);
    assert!(expected > 100, "the samples have {expected} findings");
    bencher.counter(bytes(&SAMPLES)).bench(|| assert_eq!(found(&SAMPLES), expected));
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn samples_times_1000(bencher: Bencher<'_, '_>) {
    let many: Vec<String> = std::iter::repeat_n(&*SAMPLES, 1000).flatten().cloned().collect();
    let expected = found(&SAMPLES) * 1000;
    bencher.counter(bytes(&many)).bench(|| assert_eq!(found(&many), expected));
}

/// The annotated notes of `d1`, which are about abuse or nearly so.
fn gold() -> Vec<String> {
    let notes = GoldNote::read_lines(&fs::read_to_string("tests/gold/d1.jsonl").unwrap()).unwrap();
    notes.into_iter().map(|note| note.text).collect()
}

fn pointed(notes: &[String]) -> usize {
    let passages = |note: &String| CLASSIFIER.passages(note, &CLASSIFIER.read(note).unwrap(), &[]).len();
    notes.par_iter().map(passages).sum()
}

#[divan::bench]
fn classifier_start_up() -> Classifier {
    Classifier::builtin().unwrap()
}

/// In sentences per second.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn classifier_on_notes_about_abuse(bencher: Bencher<'_, '_>) {
    let notes = gold();
    let sentences: usize = notes.iter().map(|note| Text::new(note).sentences().len()).sum();
    let expected = pointed(&notes);
    assert!(expected > 100, "{expected} passages");
    bencher.counter(ItemsCount::new(sentences)).bench(|| assert_eq!(pointed(&notes), expected));
}

/// What the first look takes no further.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn classifier_on_other_notes(bencher: Bencher<'_, '_>) {
    let note = "Boiler fault reported, engineer booked for Tuesday. Tenant happy with the new kitchen. ".repeat(5);
    let notes = vec![note; 1000];
    assert_eq!(pointed(&notes), 0);
    bencher.counter(bytes(&notes)).bench(|| assert_eq!(pointed(&notes), 0));
}
