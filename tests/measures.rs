//! Measures against reference values worked out by other tools, and the one
//! property that lets counting be done in parts.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use plainrecord::lexicon::Indicator;
use plainrecord::measure::{InNote, Tally, wilson};
use plainrecord::note::{Agency, CaseId, Date, Note};
use proptest::prelude::*;

#[test]
fn wilson_intervals_agree_with_the_reference() {
    let reference: serde_json::Value = serde_json::from_str(include_str!("statistics/reference_values.json")).unwrap();
    let cases = reference["proportion_ci"].as_array().unwrap();
    assert!(cases.len() >= 8);
    for case in cases {
        let (x, n) = (case["x"].as_u64().unwrap(), case["n"].as_u64().unwrap());
        let interval = wilson(x, n).unwrap();
        for (end, found) in [interval.low, interval.high].into_iter().enumerate() {
            let expected = case["wilson95"][end].as_f64().unwrap();
            assert!((found - expected).abs() < 1e-9, "{x}/{n}: {found} {expected}");
        }
    }
}

/// A note of one of three agencies and cases, and what counts in it.
fn note() -> impl Strategy<Value = (Note, Vec<Indicator>)> {
    let indicators = prop::collection::vec(prop::sample::select(Indicator::ALL), 0..4);
    (0..3_u8, 0..3_u8, 1..7_i8, indicators).prop_map(|(agency, case, month, found)| {
        let agency = Agency::new(&format!("agency {agency}"));
        let case = CaseId::new(&if case == 0 { String::new() } else { format!("case {case}") });
        (Note { agency, case, date: Date::new(2026, month, 3).ok(), ..Note::default() }, found)
    })
}

fn tally(notes: &[(Note, Vec<Indicator>)]) -> Tally {
    let mut tally = Tally::default();
    for (note, found) in notes {
        tally.add(note, &InNote { counted: found.clone(), ..InNote::default() });
    }
    tally
}

proptest! {
    #[test]
    fn any_split_of_the_notes_merges_to_the_same_counts(
        notes in prop::collection::vec(note(), 0..40),
        first in 0..40_usize,
        second in 0..40_usize,
    ) {
        let (first, second) = (first.min(notes.len()), second.min(notes.len()));
        let (first, second) = (first.min(second), first.max(second));
        let parts = || [tally(&notes[..first]), tally(&notes[first..second]), tally(&notes[second..])];
        let (mut forwards, mut backwards) = (Tally::default(), Tally::default());
        for part in parts() {
            forwards.merge(part);
        }
        for part in parts().into_iter().rev() {
            backwards.merge(part);
        }
        prop_assert_eq!(&forwards, &tally(&notes));
        prop_assert_eq!(forwards, backwards);
    }
}
