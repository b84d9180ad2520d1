//! How long it takes to count and compare ten million findings: notes as they
//! come to be counted, case by case, of eight agencies over three years. What
//! comes out is asserted.

#![allow(clippy::unwrap_used, reason = "a bench fails by panicking")]

use divan::Bencher;
use divan::counter::ItemsCount;
use plainrecord::lexicon::{Indicator, Kind, Lexicon};
use plainrecord::measure::{
    CaseMeasures, CaseNote, CaseRules, CaseTally, Choices, InNote, Measures, Peers, Reach, Tally, Threshold, Topic,
    Window,
};
use plainrecord::note::{Agency, CaseId, Date, Note};
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng, SeedableRng};

const AGENCIES: [&str; 8] =
    ["Police", "Health", "Social care", "Housing", "Probation", "School", "Refuge", "Fire service"];

/// A case has so many notes, and every note so many findings.
const NOTES: u64 = 8;
const FINDINGS: u64 = 5;

fn main() {
    divan::main();
}

/// Any number below `below`.
fn any(chance: &mut Pcg64Mcg, below: usize) -> usize {
    usize::try_from(chance.next_u64() % below as u64).unwrap()
}

/// A note of a case, and what is found in it.
fn note(case: u64, chance: &mut Pcg64Mcg) -> (Note, InNote) {
    let agency = Agency::new(AGENCIES[any(chance, 3 + (case % 6) as usize)]);
    let (year, month, day) = (2024 + any(chance, 3), 1 + any(chance, 12), 1 + any(chance, 28));
    let date = Date::new(i16::try_from(year).unwrap(), i8::try_from(month).unwrap(), i8::try_from(day).unwrap());
    let counted: Vec<_> = (0..FINDINGS).map(|_| Indicator::ALL[any(chance, Indicator::ALL.len())]).collect();
    let about_abuse = counted.iter().any(|indicator| indicator.kind() == Kind::Risk);
    let note = Note { agency, case: CaseId::new(&format!("C{case}")), date: date.ok(), ..Note::default() };
    (note, InNote { counted, about_abuse, words: 60 + chance.next_u64() % 300, ..InNote::default() })
}

/// Counts the notes of so many cases, twice as an audit does, and compares.
fn measured(cases: u64) -> (Measures, CaseMeasures) {
    let lexicon = Lexicon::builtin().unwrap();
    let (mut tally, mut reach, threshold) = (Tally::new(Peers::default()), Reach::default(), Threshold::new(5));
    let notes = |case: u64| {
        let mut chance = Pcg64Mcg::seed_from_u64(case);
        (0..NOTES).map(move |_| note(case, &mut chance))
    };
    for (note, found) in (0..cases).flat_map(notes) {
        tally.add(&note, &found);
        reach.add(&note.agency, note.date);
    }
    tally.settle(threshold);
    let rules = CaseRules::new(Window::default(), lexicon.expectations(), &reach);
    let mut followed = CaseTally::default();
    for case in 0..cases {
        let found = notes(case).zip(case * NOTES..).filter_map(|((note, found), at)| CaseNote::new(&note, at, &found));
        let mut case: Vec<CaseNote> = found.collect();
        case.sort();
        tally.add_case(&case);
        followed.add_case(&case, &rules);
    }
    let topics = Topic::looked_for(&lexicon);
    let measures = Measures::new(&tally, Choices { topics: &topics, threshold, ..Choices::default() });
    (measures, CaseMeasures::new(&followed, &rules, threshold))
}

#[divan::bench(args = [100_000, 10_000_000], sample_count = 1, sample_size = 1)]
fn findings(bencher: Bencher<'_, '_>, findings: u64) {
    bencher.counter(ItemsCount::new(findings)).bench(|| {
        let (measures, cases) = measured(findings / FINDINGS / NOTES);
        assert_eq!(measures.agencies.len(), AGENCIES.len());
        assert!(!cases.expectations.is_empty() && !cases.concordance.is_empty());
    });
}
