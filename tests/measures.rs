//! Measures against reference values worked out by other tools, and the one
//! property that lets counting be done in parts.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use plainrecord::lexicon::Indicator;
use plainrecord::measure::{CaseNote, InNote, Tally, wilson};
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
    for case in cases(notes) {
        tally.add_case(&case);
    }
    tally
}

/// The notes of each case.
fn cases(notes: &[(Note, Vec<Indicator>)]) -> Vec<Vec<CaseNote>> {
    let case_note = |((note, found), number): (&(Note, Vec<Indicator>), u64)| {
        CaseNote::new(note, number, &InNote { counted: found.clone(), ..InNote::default() })
    };
    let mut all: Vec<CaseNote> = notes.iter().zip(0..).filter_map(case_note).collect();
    all.sort();
    all.chunk_by(|a, b| a.case == b.case).map(<[CaseNote]>::to_vec).collect()
}

proptest! {
    #[test]
    fn any_split_of_the_cases_merges_to_the_same_counts(
        notes in prop::collection::vec(note(), 0..40),
        parts in prop::collection::vec(0..3_usize, 3),
    ) {
        // Notes without a case may be in any part; a case is in one.
        let part = |(note, _): &(Note, Vec<Indicator>), number: usize| match note.case.as_str() {
            "" => number % 3,
            "case 1" => parts[0],
            _ => parts[1],
        };
        let of = |wanted: usize| {
            let mine = notes.iter().enumerate().filter(|(number, note)| part(note, *number) == wanted);
            tally(&mine.map(|(_, note)| note.clone()).collect::<Vec<_>>())
        };
        let (mut forwards, mut backwards) = (Tally::default(), Tally::default());
        (0..3).for_each(|part| forwards.merge(of(part)));
        (0..3).rev().for_each(|part| backwards.merge(of(part)));
        prop_assert_eq!(&forwards, &tally(&notes));
        prop_assert_eq!(forwards, backwards);
    }
}
