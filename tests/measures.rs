//! From notes to measures: counting can be done in parts, notes of one case
//! say less than notes of many, and each agency is held beside the others.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "measures/beside.rs"]
mod beside;

use std::collections::BTreeMap;

use beside::with_peers;
use plainrecord::lexicon::{Indicator, Kind};
use plainrecord::measure::chart::Rebase;
use plainrecord::measure::{
    AgencyRebase, Base, CaseNote, Choices, InNote, Measures, Month, Shown, Tally, Threshold, Topic, TopicMeasure, Word,
};
use plainrecord::note::{Agency, CaseId, Date, Note};
use proptest::prelude::*;

/// A note of one of three agencies and cases, and what counts in it.
fn note() -> impl Strategy<Value = (Note, Vec<Indicator>)> {
    let indicators = prop::collection::vec(prop::sample::select(Indicator::ALL), 0..4);
    (0..3_u8, 0..3_u8, 1..7_i8, indicators).prop_map(|(agency, case, month, found)| {
        let agency = Agency::new(&format!("agency {agency}"));
        let case = CaseId::new(&if case == 0 { String::new() } else { format!("case {case}") });
        (Note { agency, case, date: Date::new(2026, month, 3).ok(), ..Note::default() }, found)
    })
}

/// What these indicators count for; a marker of danger shows that a note is
/// about abuse.
fn in_note(found: &[Indicator]) -> InNote {
    let about_abuse = found.iter().any(|indicator| indicator.kind() == Kind::Risk);
    InNote { counted: found.to_vec(), about_abuse, ..InNote::default() }
}

fn tally(notes: &[(Note, Vec<Indicator>)]) -> Tally {
    with_peers(&[], notes)
}

/// The notes of each case.
fn cases(notes: &[(Note, Vec<Indicator>)]) -> Vec<Vec<CaseNote>> {
    let case_note =
        |((note, found), number): (&(Note, Vec<Indicator>), u64)| CaseNote::new(note, number, &in_note(found));
    let mut all: Vec<CaseNote> = notes.iter().zip(0..).filter_map(case_note).collect();
    all.sort();
    all.chunk_by(|a, b| a.case == b.case).map(<[CaseNote]>::to_vec).collect()
}

/// Cases of two notes each, of which the first `with` have a concern in both.
fn agency(name: &str, cases: u32, with: u32) -> Vec<(Note, Vec<Indicator>)> {
    let note = |case: u32| {
        let case_id = CaseId::new(&format!("{name} {case}"));
        let found = if case < with { vec![Indicator::MinimisingEuphemism] } else { vec![] };
        (Note { agency: Agency::new(name), case: case_id, ..Note::default() }, found)
    };
    (0..cases).flat_map(|case| [note(case), note(case)]).collect()
}

fn choices(topics: &[Topic]) -> Choices<'_> {
    Choices { topics, threshold: Threshold::new(5), ..Choices::default() }
}

fn measures(notes: &[(Note, Vec<Indicator>)]) -> Measures {
    Measures::new(&tally(notes), choices(&[Topic::Kind(Kind::Concern)]))
}

/// What was measured of all together, and of each agency.
fn lines(notes: &[(Note, Vec<Indicator>)]) -> Vec<TopicMeasure> {
    let measures = measures(notes);
    std::iter::once(&measures.all).chain(&measures.agencies).map(|group| group.topics[0]).collect()
}

#[test]
fn says_of_each_agency_how_it_compares_with_the_others() {
    let notes = [agency("a", 40, 30), agency("b", 40, 8), agency("c", 40, 19)].concat();
    let lines = lines(&notes);
    let verdict = |line: &TopicMeasure| *line.verdict.unwrap().value().unwrap();
    assert_eq!(lines[0].verdict, None);
    let words: Vec<Word> = lines[1..].iter().map(|line| verdict(line).word()).collect();
    assert_eq!(words, [Word::HigherThanExpected, Word::LowerThanExpected, Word::AsExpected]);
    let evidence = verdict(&lines[1]).evidence().unwrap();
    assert_eq!((evidence.tests, evidence.comparison.own.met, evidence.comparison.others.met), (3, 60, 54));
    assert_eq!((evidence.comparison.own.notes, evidence.comparison.others.notes), (80, 160));
}

#[test]
fn good_recording_is_a_share_of_notes_about_abuse_and_concerns_of_all_notes() {
    use Indicator::{GoodMarac, MinimisingEuphemism, RiskPhysical};
    let note = |(case, found): (usize, &[Indicator])| {
        let case = CaseId::new(&case.to_string());
        (Note { agency: Agency::new("a"), case, ..Note::default() }, found.to_vec())
    };
    let kinds: [&[Indicator]; 5] =
        [&[RiskPhysical, GoodMarac], &[RiskPhysical], &[GoodMarac], &[MinimisingEuphemism], &[]];
    let notes: Vec<_> = kinds.into_iter().cycle().take(50).enumerate().map(note).collect();
    let topics = [Kind::Concern, Kind::Good, Kind::Risk].map(Topic::Kind);
    let all = Measures::new(&tally(&notes), choices(&topics)).all;
    let shares = all.topics.iter().map(|line| *line.rate.value().unwrap());
    let shares: Vec<_> = shares.map(|rate| (rate.numerator, rate.denominator, rate.base)).collect();
    assert_eq!(shares, [(10, 50, Base::Notes), (10, 20, Base::AboutAbuse), (20, 50, Base::Notes)]);
    // Of four notes about abuse no share of good recording is shown.
    let few = Measures::new(&tally(&notes[..10]), choices(&topics)).all;
    assert_eq!(few.topics.iter().map(|line| line.rate.value().is_some()).collect::<Vec<_>>(), [true, false, true]);
}

#[test]
fn a_comparison_says_which_notes_it_is_of() {
    let about_abuse = |agency: Vec<(Note, Vec<Indicator>)>| {
        let found = |found: Vec<Indicator>| {
            let good = found.iter().map(|_| Indicator::GoodMarac);
            good.chain([Indicator::RiskPhysical]).collect::<Vec<_>>()
        };
        agency.into_iter().map(|(note, concerns)| (note, found(concerns))).collect::<Vec<_>>()
    };
    let notes = about_abuse([agency("a", 40, 30), agency("b", 40, 8)].concat());
    let measures = Measures::new(&tally(&notes), choices(&[Topic::Kind(Kind::Good)]));
    let verdict = measures.agencies[0].topics[0].verdict.unwrap();
    let sentence = verdict.value().unwrap().sentence();
    assert!(sentence.starts_with("60 of 80 notes about abuse (75 %) here, 16 of 80 notes about abuse"), "{sentence}");
}

#[test]
fn a_family_that_several_others_know_is_one_case_of_theirs() {
    let mut notes = [agency("a", 40, 30), agency("b", 40, 8), agency("c", 40, 19)].concat();
    for (note, _) in &mut notes {
        let number = note.case.as_str().rsplit(' ').next().unwrap().to_owned();
        note.case = CaseId::new(&number);
    }
    // The second agency alone knows one more family; one note has no family.
    notes.push((Note { case: CaseId::new("99"), agency: Agency::new("b"), ..Note::default() }, vec![]));
    notes.push((Note { agency: Agency::new("a"), ..Note::default() }, vec![]));
    let sides = |line: &TopicMeasure| {
        let comparison = line.verdict.unwrap().value().unwrap().evidence().unwrap().comparison;
        [comparison.own, comparison.others].map(|side| (side.met, side.notes, side.share.cases))
    };
    let lines = lines(&notes);
    assert_eq!(sides(&lines[1]), [(60, 81, 41), (54, 161, 41)]);
    assert_eq!(sides(&lines[2]), [(16, 81, 41), (98, 161, 41)]);
    assert_eq!(sides(&lines[3]), [(38, 80, 40), (76, 162, 42)]);
}

/// What is said where nobody is left to compare with.
const NO_OTHERS: &str = "No other agency has enough notes to compare with.";

#[test]
fn does_not_compare_what_is_too_small_to_show() {
    let lines = lines(&[agency("a", 40, 30), agency("b", 40, 8), agency("c", 2, 1)].concat());
    assert_eq!(lines[3].verdict, Some(Shown::TooFew(Threshold::new(5))));
    assert_eq!(lines[1].verdict.unwrap().value().unwrap().evidence().unwrap().tests, 2);
    let alone = self::lines(&[agency("a", 40, 30), agency("c", 2, 1)].concat());
    assert_eq!(alone[1].verdict.unwrap().value().unwrap().sentence(), NO_OTHERS);
}

#[test]
fn has_nothing_to_compare_a_single_agency_with() {
    let verdict = *lines(&agency("a", 40, 30))[1].verdict.unwrap().value().unwrap();
    assert_eq!(verdict.word(), Word::TooFewToSay);
    assert_eq!(verdict.sentence(), NO_OTHERS);
}

#[test]
fn every_note_twice_in_its_case_says_no_more() {
    let once = [agency("a", 40, 30), agency("b", 25, 8)].concat();
    let twice = [once.clone(), once.clone()].concat();
    for (once, twice) in lines(&once).iter().zip(lines(&twice)) {
        let (once, twice) = (once.rate.value().unwrap(), twice.rate.value().unwrap());
        assert_eq!((2 * once.numerator, 2 * once.denominator), (twice.numerator, twice.denominator));
        let (once, twice) = (once.interval.unwrap(), twice.interval.unwrap());
        assert!((once.low - twice.low).abs() < 1e-12 && (once.high - twice.high).abs() < 1e-12);
    }
}

#[test]
fn gives_no_interval_on_notes_of_four_cases_and_no_verdict() {
    let lines = lines(&[agency("a", 4, 2), agency("b", 40, 20)].concat());
    let rate = lines[1].rate.value().unwrap();
    assert_eq!((rate.numerator, rate.denominator, rate.interval, rate.clustered), (4, 8, None, None));
    assert_eq!(lines[1].verdict.unwrap().value().unwrap().word(), Word::TooFewToSay);
}

#[test]
fn a_note_without_a_case_stands_for_itself() {
    let mut notes = agency("a", 20, 10);
    for (note, _) in &mut notes {
        note.case = CaseId::default();
    }
    let measures = measures(&notes);
    let clustered = measures.all.topics[0].rate.value().unwrap().clustered.unwrap();
    assert_eq!((measures.all.cases, clustered.cases), (Shown::Value(0), 40));
    assert!((clustered.effective_notes - 39.0).abs() < 1e-9);
}

proptest! {
    #[test]
    fn every_note_of_an_agency_that_is_shown_is_in_one_case_or_stands_for_itself(notes in prop::collection::vec(note(), 1..40)) {
        let all = lines(&notes)[0];
        if let Some(rate) = all.rate.value() {
            let bears = |found: &Vec<Indicator>| found.iter().any(|indicator| indicator.kind() == Kind::Concern);
            let of = |agency: &Agency| notes.iter().filter(|(note, _)| note.agency == *agency).count();
            let mine: Vec<_> = notes.iter().filter(|(note, _)| of(&note.agency) >= 5).collect();
            prop_assert_eq!(rate.denominator, mine.len() as u64);
            prop_assert_eq!(rate.numerator, mine.iter().filter(|(_, found)| bears(found)).count() as u64);
        }
    }

    #[test]
    fn any_split_of_the_notes_and_any_order_of_the_cases_come_to_the_same_counts(
        notes in prop::collection::vec(note(), 0..40),
        parts in prop::collection::vec(0..3_usize, 40),
    ) {
        let of = |wanted: usize| {
            let mut tally = Tally::default();
            let mine = notes.iter().zip(&parts).filter(|(_, part)| **part == wanted);
            mine.for_each(|((note, found), _)| tally.add(note, &in_note(found)));
            tally
        };
        let (mut forwards, mut backwards) = (Tally::default(), Tally::default());
        (0..3).for_each(|part| forwards.merge(of(part)));
        (0..3).rev().for_each(|part| backwards.merge(of(part)));
        forwards.settle(Threshold::new(5));
        backwards.settle(Threshold::new(5));
        let cases = cases(&notes);
        for (case, last) in cases.iter().zip(cases.iter().rev()) {
            forwards.add_case(case);
            backwards.add_case(last);
        }
        prop_assert_eq!(&forwards, &tally(&notes));
        prop_assert_eq!(forwards, backwards);
    }

    #[test]
    fn parts_that_are_told_what_all_notes_come_to_can_count_their_cases_before_they_are_put_together(
        notes in prop::collection::vec(note(), 0..40),
    ) {
        let bases = || {
            let mut bases = BTreeMap::<Agency, [u64; 2]>::new();
            for (note, found) in &notes {
                let [all, about_abuse] = bases.entry(note.agency.clone()).or_default();
                *all += 1;
                *about_abuse += u64::from(in_note(found).about_abuse);
            }
            bases
        };
        // Each case is in one part; notes without a case are in any.
        let part = |wanted: usize| {
            let mut tally = Tally::default();
            tally.settle_by(bases(), Threshold::new(5));
            let mine: Vec<_> = notes.iter().filter(|(note, _)| note.case.as_str().ends_with('1') == (wanted == 1)).cloned().collect();
            for (note, found) in &mine {
                tally.add(note, &in_note(found));
            }
            for case in cases(&mine) {
                tally.add_case(&case);
            }
            tally
        };
        let mut together = part(0);
        together.merge(part(1));
        prop_assert_eq!(together, tally(&notes));
    }
}

#[test]
fn limits_start_again_where_the_settings_say_so_for_whom_they_say_it() {
    let month = |number: i8| Month::from(Date::new(2026, number, 1).unwrap());
    let note = |number: i8| Note { agency: Agency::new("a"), date: Date::new(2026, number, 3).ok(), ..Note::default() };
    let notes: Vec<_> = (1..=12).flat_map(|number| vec![(note(number), vec![]); 10]).collect();
    let tally = tally(&notes);
    let rebase = |agency: Option<&str>, from: i8| AgencyRebase {
        agency: agency.map(Agency::new),
        rebase: Rebase::new(month(from), "a new system").unwrap(),
    };
    let stretches = |rebases: &[AgencyRebase]| {
        let topics = [Topic::Kind(Kind::Concern)];
        let measures = Measures::new(&tally, Choices { rebases, ..choices(&topics) });
        [&measures.all, &measures.agencies[0]].map(|group| group.series[0].1.stretches().len())
    };
    assert_eq!(stretches(&[]), [1, 1]);
    assert_eq!(stretches(&[rebase(None, 5)]), [2, 2]);
    assert_eq!(stretches(&[rebase(Some("a"), 8), rebase(None, 5)]), [2, 3]);
    assert_eq!(stretches(&[rebase(Some("b"), 5)]), [1, 1]);
    assert_eq!(stretches(&[rebase(Some("a"), 5), rebase(None, 5)]), [2, 2]);
}
