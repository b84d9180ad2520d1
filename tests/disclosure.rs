//! What a reader can work out. Somebody who has everything that one edition
//! says, and knows how it adds up, solves for what it leaves out. For each count
//! that is too small to show, a linear programme finds the smallest and the
//! largest value that would look the same.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "disclosure/reader.rs"]
mod reader;

use std::collections::BTreeMap;

use plainrecord::lexicon::{Indicator, Kind};
use plainrecord::measure::{
    Audience, CaseNote, Choices, InNote, Measures, Month, PeerGroup, Peers, Tally, Threshold, Topic, TopicMeasure,
};
use plainrecord::note::{Agency, CaseId, Date, Note};
use proptest::prelude::*;
use reader::Reader;

const CONCERN: Topic = Topic::Kind(Kind::Concern);
const GOOD: Topic = Topic::Kind(Kind::Good);

/// One note: who wrote it, in which month, of which case, whether it is about
/// abuse, and whether it bears a concern and good recording.
#[derive(Clone, Copy, Debug)]
struct One {
    agency: usize,
    month: i8,
    case: u8,
    about_abuse: bool,
    concern: bool,
    good: bool,
}

/// Notes of a few agencies, some of which write little, in a few months.
fn notes() -> impl Strategy<Value = Vec<One>> {
    let sizes = prop::collection::vec(prop_oneof![1..4_usize, 3..12_usize, 20..60_usize], 2..6);
    sizes.prop_flat_map(|sizes| {
        let agencies: Vec<usize> = sizes.iter().enumerate().flat_map(|(agency, &size)| vec![agency; size]).collect();
        let one = |agency: usize| {
            (1..5_i8, 0..40_u8, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
                move |(month, case, about_abuse, concern, good)| One {
                    agency,
                    month,
                    case,
                    about_abuse,
                    concern,
                    good,
                },
            )
        };
        agencies.into_iter().map(one).collect::<Vec<_>>()
    })
}

fn agency(number: usize) -> Agency {
    Agency::new(&format!("agency {number}"))
}

fn number(agency: &Agency) -> usize {
    agency.as_str().rsplit(' ').next().unwrap().parse().unwrap()
}

fn read(one: &One) -> (Note, InNote) {
    let note = Note {
        agency: agency(one.agency),
        case: CaseId::new(&if one.case == 0 { String::new() } else { one.case.to_string() }),
        date: Date::new(2026, one.month, 3).ok(),
        ..Note::default()
    };
    let concern = one.concern.then_some(Indicator::MinimisingEuphemism);
    let good = one.good.then_some(Indicator::GoodMarac);
    let found = InNote {
        about_abuse: one.about_abuse,
        counted: concern.into_iter().chain(good).collect(),
        ..InNote::default()
    };
    (note, found)
}

/// What is published of these notes to this audience.
fn published(notes: &[One], peers: Peers, audience: Audience) -> Measures {
    let mut tally = Tally::new(peers);
    let mut cases: BTreeMap<_, Vec<CaseNote>> = BTreeMap::new();
    for (number, one) in (0..).zip(notes) {
        let (note, found) = read(one);
        tally.add(&note, &found);
        if let Some(note) = CaseNote::new(&note, number, &found) {
            cases.entry(note.case).or_default().push(note);
        }
    }
    let threshold = Threshold::default();
    tally.settle(threshold);
    for mut notes in cases.into_values() {
        notes.sort();
        tally.add_case(&notes);
    }
    Measures::new(
        &tally,
        Choices { topics: &[CONCERN, GOOD], threshold: threshold.told_to(audience), ..Choices::default() },
    )
}

/// One of the four sorts of counts that are published: of which topic, and
/// whether of the notes that it has a share of or of those that bear it.
#[derive(Clone, Copy, Debug)]
struct Sort {
    topic: Topic,
    met: bool,
}

const SORTS: [Sort; 4] = [
    Sort { topic: CONCERN, met: false },
    Sort { topic: CONCERN, met: true },
    Sort { topic: GOOD, met: false },
    Sort { topic: GOOD, met: true },
];

impl Sort {
    fn told(self, topics: &[TopicMeasure]) -> Option<u64> {
        let rate = topics.iter().find(|measure| measure.topic == self.topic)?.rate.value()?;
        Some(if self.met { rate.numerator } else { rate.denominator })
    }

    fn is_of(self, one: &One) -> bool {
        let of_base = self.topic == CONCERN || one.about_abuse;
        let bears = if self.topic == CONCERN { one.concern } else { one.good };
        of_base && (bears || !self.met)
    }

    /// The true counts, by agency and month.
    fn truth(self, notes: &[One]) -> BTreeMap<(usize, i8), u64> {
        let mut truth = BTreeMap::new();
        for one in notes {
            *truth.entry((one.agency, one.month)).or_default() += u64::from(self.is_of(one));
        }
        truth
    }
}

/// Reads all that is published of one sort. Which agencies are left out of what
/// is said of all together is taken to be known.
fn reader(measures: &Measures, sort: Sort, notes: &[One], audience: Audience) -> Reader<(usize, i8)> {
    let rounded_by = if audience == Audience::Board { 2.0 } else { 0.0 };
    let mut reader = Reader::new(sort.truth(notes).into_keys().collect());
    let base = Sort { met: false, ..sort };
    let of_agency = |agency: usize| notes.iter().filter(|one| one.agency == agency && base.is_of(one)).count();
    let in_all = |agency: usize| of_agency(agency) >= 5;
    let month_of = |month: Month| (1..5_i8).find(|one| Month::from(Date::constant(2026, *one, 1)) == month);
    for group in measures.agencies.iter().chain([&measures.all]) {
        let whose = group.agency.as_ref().map(number);
        let mine = |agency: usize| whose.map_or_else(|| in_all(agency), |whose| whose == agency);
        reader.read(|(agency, _)| mine(agency), sort.told(&group.topics), rounded_by);
        for month in &group.months {
            let when = month_of(month.month).unwrap();
            reader.read(|(agency, month)| mine(agency) && month == when, sort.told(&month.topics), rounded_by);
        }
    }
    reader
}

/// The true counts that somebody could be after: of each agency, and of each of
/// its months.
fn targets(sort: Sort, notes: &[One]) -> Vec<(usize, Option<i8>, u64)> {
    let truth = sort.truth(notes);
    let mut of_agencies = BTreeMap::<usize, u64>::new();
    for ((agency, _), count) in &truth {
        *of_agencies.entry(*agency).or_default() += count;
    }
    let months = truth.iter().map(|(&(agency, month), &count)| (agency, Some(month), count));
    of_agencies.into_iter().map(|(agency, count)| (agency, None, count)).chain(months).collect()
}

/// For each count of at most `largest`, none excepted: how far apart the
/// smallest and the largest value are that a reader has to reckon with.
fn widths(notes: &[One], sort: Sort, audience: Audience, largest: u64) -> Vec<(u64, f64, f64)> {
    let measures = published(notes, Peers::default(), audience);
    let reader = reader(&measures, sort, notes, audience);
    let small = targets(sort, notes).into_iter().filter(|(.., count)| (1..=largest).contains(count));
    let range = |(agency, month, count): (usize, Option<i8>, u64)| {
        let (low, high) = reader.range(|(one, when)| one == agency && month.is_none_or(|month| month == when));
        (count, low, high)
    };
    small.map(range).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_base_below_five_can_be_worked_out_of_the_internal_edition(notes in notes()) {
        for sort in SORTS.into_iter().filter(|sort| !sort.met) {
            for (count, low, high) in widths(&notes, sort, Audience::Internal, 4) {
                prop_assert!(high > 5.0 - 1e-6 && high - low > 5.0 - 1e-6, "{sort:?}: {count} lies between {low} and {high}");
            }
        }
    }

    #[test]
    fn no_count_below_eight_can_be_worked_out_of_the_board_edition(notes in notes()) {
        for sort in SORTS {
            for (count, low, high) in widths(&notes, sort, Audience::Board, 7) {
                prop_assert!(high - low > 1.0 - 1e-6, "{sort:?}: {count} lies between {low} and {high}");
            }
        }
    }

    #[test]
    fn all_together_and_the_others_say_nothing_that_those_who_are_shown_do_not(
        notes in notes(),
        in_group in prop::collection::vec(any::<bool>(), 6),
    ) {
        let group: Vec<Agency> = (0..6).filter(|&one| in_group[one]).map(agency).collect();
        let groups = if group.len() < 2 { Vec::new() } else { vec![PeerGroup { name: "peers".into(), agencies: group.clone() }] };
        let measures = published(&notes, Peers::new(groups.clone()).unwrap(), Audience::Internal);
        for sort in SORTS {
            let told = |whose: &dyn Fn(&Agency) -> bool| -> u64 {
                let mine = measures.agencies.iter().filter(|group| group.agency.as_ref().is_some_and(whose));
                mine.filter_map(|group| sort.told(&group.topics)).sum()
            };
            prop_assert_eq!(sort.told(&measures.all.topics).unwrap_or_default(), told(&|_| true));
            for own in &measures.agencies {
                let verdict = own.topics.iter().find(|measure| measure.topic == sort.topic).unwrap().verdict.unwrap();
                let Some(evidence) = verdict.value().and_then(|verdict| verdict.evidence()) else { continue };
                let name = own.agency.as_ref().unwrap();
                let has_peers = groups.iter().any(|group| group.agencies.contains(name));
                let others = told(&|one| one != name && (!has_peers || group.contains(one)));
                let side = evidence.comparison.others;
                prop_assert_eq!(if sort.met { side.met } else { side.notes }, others);
            }
        }
    }

    #[test]
    fn a_board_is_told_multiples_of_five_and_nothing_of_what_a_verdict_rests_on(notes in notes()) {
        let measures = published(&notes, Peers::default(), Audience::Board);
        for group in measures.agencies.iter().chain([&measures.all]) {
            let counts = [group.notes, group.cases].into_iter().chain(group.agreements);
            let of_topics = group.topics.iter().flat_map(|one| [one.findings, one.repeats, one.cases]);
            for count in counts.chain(of_topics).filter_map(|count| count.value().copied()) {
                prop_assert!(count % 5 == 0 && count != 5, "{count}");
            }
            for measure in &group.topics {
                prop_assert!(measure.adjusted.is_none());
                let Some(rate) = measure.rate.value() else { continue };
                prop_assert!(rate.clustered.is_none() && (rate.numerator + rate.denominator) % 5 == 0);
                let verdict = measure.verdict.and_then(|verdict| verdict.value().copied());
                prop_assert!(verdict.is_none_or(|verdict| verdict.evidence().is_none()));
                prop_assert!(verdict.is_none_or(|verdict| !verdict.sentence().contains('%')));
            }
        }
    }
}

#[test]
fn the_attack_succeeds_where_one_small_agency_is_left_out_of_a_total_that_holds_it() {
    let mut reader = Reader::new(vec![(0, 1), (1, 1)]);
    reader.read(|_| true, Some(43), 0.0);
    assert_eq!(reader.range(|(agency, _)| agency == 1), (0.0, 43.0));
    reader.read(|(agency, _)| agency == 0, Some(40), 0.0);
    assert_eq!(reader.range(|(agency, _)| agency == 1), (3.0, 3.0));
}

/// Between which values a count lies that a board was told, or not told.
fn told_between(told: Option<u64>) -> (f64, f64) {
    match told {
        Some(0) => (0.0, 0.0),
        Some(told) => (told as f64 - 2.0, told as f64 + 2.0),
        None => (0.0, f64::INFINITY),
    }
}

proptest! {
    #[test]
    fn two_editions_for_a_board_do_not_tell_what_a_few_notes_more_hold(notes in notes(), more in 1..8_usize) {
        let earlier = &notes[..notes.len() - more.min(notes.len() - 1)];
        let [before, after] = [earlier, &notes[..]].map(|notes| published(notes, Peers::default(), Audience::Board));
        for sort in SORTS {
            let of = |measures: &Measures, agency: usize| {
                let group = measures.agencies.iter().find(|group| group.agency.as_ref().map(number) == Some(agency));
                group.map_or((0.0, 0.0), |group| told_between(sort.told(&group.topics)))
            };
            let added = |agency: usize| notes[earlier.len()..].iter().filter(|one| one.agency == agency && sort.is_of(one)).count();
            for agency in (0..6).filter(|&agency| added(agency) > 0) {
                let (was, is) = (of(&before, agency), of(&after, agency));
                let width = (is.1 - was.0) - (is.0 - was.1);
                prop_assert!(width > 1.0, "{} more lie between {was:?} and {is:?}", added(agency));
            }
        }
    }
}
