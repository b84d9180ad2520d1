//! Notes that differ only in who is a man and who a woman, or in names of
//! other origins, must read alike: findings and passages differ in at most one
//! note in fifty.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "fairness/pairs.rs"]
mod pairs;

use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use pairs::{other_names, other_sex};

use plainrecord::classify::Classifier;
use plainrecord::detect::Detector;
use plainrecord::evaluate::GoldNote;
use plainrecord::lexicon::Lexicon;
use plainrecord::note::Span;
use rayon::prelude::*;

static DETECTOR: LazyLock<Detector> = LazyLock::new(|| Detector::new(Arc::new(Lexicon::builtin().unwrap())));
static CLASSIFIER: LazyLock<Classifier> = LazyLock::new(|| Classifier::builtin().unwrap());

/// How many of so many notes may differ.
const ONE_IN: usize = 50;

/// Something seen: what, and which words of the text.
#[derive(Clone, Debug, PartialEq)]
struct Sighting {
    what: String,
    words: Range<usize>,
}

impl Sighting {
    fn new(text: &str, what: String, span: Span) -> Self {
        let words = |from: usize, length: usize| {
            text.chars().skip(from).take(length).collect::<String>().split_whitespace().count()
        };
        let start = words(0, span.start());
        Self { what, words: start..start + words(span.start(), span.len()) }
    }

    /// The same thing in the same place, whatever the edges.
    fn is_like(&self, other: &Self) -> bool {
        self.what == other.what && self.words.start < other.words.end && other.words.start < self.words.end
    }
}

/// Whether something is seen in one text and not in the other.
fn differ(before: &[Sighting], after: &[Sighting]) -> bool {
    let lacks =
        |some: &[Sighting], others: &[Sighting]| some.iter().any(|one| !others.iter().any(|other| one.is_like(other)));
    lacks(before, after) || lacks(after, before)
}

/// What rules and classifier see in a text, the classifier where no rule counts anything.
fn seen(text: &str) -> [Vec<Sighting>; 2] {
    let found = DETECTOR.scan(text);
    let read = CLASSIFIER.read(text).unwrap();
    let passages = CLASSIFIER.passages(text, &read, &found);
    let passages = passages.iter().map(|passage| Sighting::new(text, passage.indicator.to_string(), passage.span));
    let rules = found.iter().map(|f| Sighting::new(text, format!("{} {}", f.indicator, f.status), f.span));
    [rules.collect(), passages.collect()]
}

fn gold() -> Vec<GoldNote> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = ["tests/gold/d1.jsonl", "tests/gold/d2.jsonl", "training/notes/w25.jsonl", "training/notes/w26.jsonl"];
    let read = |file| GoldNote::read_lines(&fs::read_to_string(root.join(file)).unwrap()).unwrap();
    files.into_iter().flat_map(read).collect()
}

/// In how many notes rules and classifier differ when the text is changed.
fn differing(change: fn(&str) -> String) -> ([usize; 2], usize) {
    let pairs: Vec<_> = gold().into_iter().map(|note| (change(&note.text), note)).collect();
    let pairs: Vec<_> = pairs.into_iter().filter(|(changed, note)| *changed != note.text).collect();
    assert!(pairs.len() > 200, "{} pairs are too few", pairs.len());
    let differs = |(changed, note): &(String, GoldNote)| {
        let (before, after) = (seen(&note.text), seen(changed));
        [differ(&before[0], &after[0]), differ(&before[1], &after[1])].map(usize::from)
    };
    let all = pairs.par_iter().map(differs).reduce(|| [0, 0], |a, b| [a[0] + b[0], a[1] + b[1]]);
    (all, pairs.len())
}

fn assert_fair(change: fn(&str) -> String) {
    let ([rules, passages], notes) = differing(change);
    assert!(rules * ONE_IN <= notes, "the rules differ in {rules} of {notes} notes");
    assert!(passages * ONE_IN <= notes, "the classifier differs in {passages} of {notes} notes");
}

#[test]
fn the_sex_of_victim_and_perpetrator_makes_no_difference() {
    assert_fair(other_sex);
}

#[test]
fn the_origin_of_names_makes_no_difference() {
    assert_fair(other_names);
}

#[test]
fn pairs_differ_as_they_should() {
    assert_eq!(other_sex("He hit HER. Her mum told him. Mrs Day"), "She hit HIM. His dad told her. Mr Day");
    assert_ne!(other_names("Craig and Leanne rang"), "Craig and Leanne rang");
}
