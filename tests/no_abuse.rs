//! Text with no abuse in it: patients' comments on hospitals and surgeries,
//! and speech from public inquiries. Whatever counts as a concern there, and
//! whatever the classifier points at, is wrong.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

use flate2::read::GzDecoder;
use plainrecord::classify::Classifier;
use plainrecord::detect::{Detector, Finding, Text};
use plainrecord::lexicon::Lexicon;
use rayon::prelude::*;

/// So many in this many sentences are too many already.
const AT_MOST: usize = 2;
const SENTENCES: usize = 10_000;

/// The classifier has learnt from the first of the texts that these are nothing.
const LEARNT: usize = 1500;

#[test]
fn almost_nothing_is_found_where_there_is_no_abuse() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/no_abuse.txt.gz");
    let texts: Vec<String> =
        BufReader::new(GzDecoder::new(File::open(file).unwrap())).lines().skip(LEARNT).map(Result::unwrap).collect();
    let detector = Detector::new(Arc::new(Lexicon::builtin().unwrap()));
    let classifier = Classifier::builtin().unwrap();
    let count = |text: &String| {
        let reading = detector.read(text);
        let concerns = reading.findings.iter().filter(|found| Finding::is_counted_concern(found)).count();
        let read = classifier.read(text).unwrap();
        let pointed = classifier.passages(text, &read, &reading.findings).len();
        [Text::new(text).sentences().len(), concerns, pointed]
    };
    let add = |a: [usize; 3], b: [usize; 3]| [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
    let [sentences, concerns, pointed] = texts.par_iter().map(count).reduce(|| [0; 3], add);
    assert!(sentences > 5 * SENTENCES, "{sentences}");
    assert!(concerns * SENTENCES <= AT_MOST * sentences, "{concerns} concerns in {sentences} sentences");
    assert!(pointed * SENTENCES <= AT_MOST * sentences, "{pointed} passages in {sentences} sentences");
}
