//! The classifier beside the rules: what it may never do, on any text.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use plainrecord::classify::Classifier;
use plainrecord::detect::Detector;
use plainrecord::evaluate::GoldNote;
use plainrecord::lexicon::Lexicon;
use proptest::prelude::*;

static CLASSIFIER: LazyLock<Classifier> = LazyLock::new(|| Classifier::builtin().unwrap());
static DETECTOR: LazyLock<Detector> = LazyLock::new(|| Detector::new(Arc::new(Lexicon::builtin().unwrap())));

fn gold() -> Vec<GoldNote> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/d1.jsonl");
    GoldNote::read_lines(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn what_a_rule_counts_is_never_pointed_at_as_well() {
    let mut passages = 0;
    for note in gold() {
        let found = DETECTOR.scan(&note.text);
        let read = CLASSIFIER.read(&note.text).unwrap();
        for passage in CLASSIFIER.passages(&note.text, &read, &found) {
            passages += 1;
            let mut counted = found.iter().filter(|finding| finding.is_counted());
            let is_ruled = counted.any(|finding| {
                finding.indicator.family() == passage.indicator.family() && finding.span.overlaps(passage.span)
            });
            assert!(!is_ruled, "{}", note.id);
        }
    }
    assert!(passages > 20, "{passages}");
}

#[test]
fn every_passage_says_what_it_is_like_and_where() {
    for note in gold() {
        let read = CLASSIFIER.read(&note.text).unwrap();
        for passage in CLASSIFIER.passages(&note.text, &read, &[]) {
            assert!(passage.sentence.contains(passage.span), "{}", note.id);
            assert!(!passage.carried_by.is_empty() && passage.carried_by.len() <= 3);
            assert!(passage.carried_by.iter().all(|&word| passage.sentence.contains(word)));
            assert_eq!(passage.nearest.len(), 2);
            let family = passage.indicator.family();
            assert!(passage.nearest.iter().all(|example| example.indicator.family() == family));
        }
    }
}

#[test]
fn has_an_opinion_only_on_what_counts() {
    let mut opinions = 0;
    for note in gold() {
        let read = CLASSIFIER.read(&note.text).unwrap();
        for finding in DETECTOR.scan(&note.text) {
            let opinion = CLASSIFIER.opinion(&read, &finding);
            assert!(opinion.is_none() || finding.is_counted());
            opinions += usize::from(opinion.is_some());
        }
    }
    assert!(opinions > 200, "{opinions}");
}

#[test]
fn a_long_note_is_read_to_its_end() {
    let filler = "Discussed the tenancy, repairs and the rent account with him on the phone. ".repeat(60);
    let note = format!("{filler}He put his hands round her throat and she could not breathe.");
    let read = CLASSIFIER.read(&note).unwrap();
    let found = DETECTOR.scan(&note);
    let at_the_end = found.iter().find(|finding| finding.span.of(&note).contains("throat")).unwrap();
    let opinion = CLASSIFIER.opinion(&read, at_the_end).unwrap();
    assert!(opinion.share() > 0.5, "{opinion}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_can_be_read(text in "(\\PC|\n|she |arguing |his fault ){0,120}") {
        let length = text.chars().count();
        let read = CLASSIFIER.read(&text).unwrap();
        for passage in CLASSIFIER.passages(&text, &read, &[]) {
            prop_assert!(!passage.span.is_empty() && passage.span.end() <= length);
        }
    }
}
