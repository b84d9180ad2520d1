//! What should follow: for each practice rule, how often the case holds what it
//! asks for within its days.
//!
//! Whoever of the case records it, it is recorded: the rules are about what the
//! family's records hold, and five agencies that each asked for a risk
//! assessment of their own would ask the same person the same questions five
//! times. How often the same agency recorded it stands beside that.
//!
//! Nor is it asked again of an agency that tells of what another has told: what
//! was recorded since the case first told of it counts for both.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::clusters::Clusters;
use super::super::rate::Rate;
use super::super::suppress::Threshold;
use super::figures::{ExpectationFigures, ExpectationMeasure, NotAssessed};
use super::timeline::{Dated, Day, Timeline, Whose};
use super::window::Window;
use super::{CaseNote, Indicators};
use crate::lexicon::{EntryId, Expectation};
use crate::note::Agency;

/// A practice rule, made ready.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Rule {
    id: EntryId,
    when: Indicators,
    with: Indicators,
    then: Indicators,
    days: u16,
}

impl From<&Expectation> for Rule {
    fn from(expectation: &Expectation) -> Self {
        Self {
            id: expectation.id.clone(),
            when: Indicators::of(&expectation.when),
            with: Indicators::of(&expectation.with),
            then: Indicators::of(&expectation.then),
            days: expectation.days,
        }
    }
}

impl Rule {
    /// Whether a note calls for something.
    fn calls(&self, note: &CaseNote) -> bool {
        let with = self.with.is_empty() || note.counted.and(note.repeated).meets(self.with);
        with && note.counted.meets(self.when)
    }

    /// Whether a case that counts for these may call for something.
    pub(super) fn may_call(&self, counted: Indicators) -> bool {
        counted.meets(self.when)
    }

    /// Whether a note is what should follow.
    fn answers(&self, note: &CaseNote) -> bool {
        note.counted.meets(self.then)
    }
}

/// What became of an occasion.
#[derive(Clone, Copy, Debug)]
enum Outcome {
    /// Recorded in time; by the same agency, too, or only by another.
    Met { by_itself: bool },
    /// Recorded afterwards.
    Late,
    /// Not in this export.
    NotFound,
    /// The notes of an agency of the case do not reach over all the days.
    NotCovered,
    /// It is recorded in a note without a day.
    Undated,
}

/// A note that calls for something, and the day from which what was recorded
/// in the case is about it: that on which the case first told of it.
#[derive(Clone, Copy, Debug)]
struct Call<'a> {
    note: Dated<'a>,
    since: Day,
}

/// Occasions that call for something, by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Counts {
    met: u64,
    met_by_itself: u64,
    late: u64,
    not_found: u64,
    not_covered: u64,
    undated: u64,
}

impl Counts {
    fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Met { by_itself } => {
                self.met += 1;
                self.met_by_itself += u64::from(by_itself);
            }
            Outcome::Late => self.late += 1,
            Outcome::NotFound => self.not_found += 1,
            Outcome::NotCovered => self.not_covered += 1,
            Outcome::Undated => self.undated += 1,
        }
    }

    fn assessed(self) -> u64 {
        self.met + self.late + self.not_found
    }

    fn merge(&mut self, other: Self) {
        self.met += other.met;
        self.met_by_itself += other.met_by_itself;
        self.late += other.late;
        self.not_found += other.not_found;
        self.not_covered += other.not_covered;
        self.undated += other.undated;
    }
}

/// What the occasions of many cases came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Group {
    counts: Counts,
    met: Clusters,
    met_by_itself: Clusters,
}

impl Group {
    fn add_case(&mut self, counts: Counts) {
        self.counts.merge(counts);
        self.met.add(counts.assessed(), counts.met);
        self.met_by_itself.add(counts.assessed(), counts.met_by_itself);
    }

    fn merge(&mut self, other: Self) {
        self.counts.merge(other.counts);
        self.met.merge(other.met);
        self.met_by_itself.merge(other.met_by_itself);
    }
}

/// What one rule came to: once for each occasion of a case, and for each agency
/// that recorded what calls for something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Followed {
    all: Group,
    agencies: BTreeMap<Agency, Group>,
}

impl Followed {
    /// Adds one case.
    pub(super) fn add_case(&mut self, rule: &Rule, case: &Timeline<'_>, window: Window) {
        let (mut whole, mut found) = (Counts::default(), vec![Counts::default(); case.agencies.len()]);
        for (_, agency) in case.undated.iter().filter(|(note, _)| rule.calls(note)) {
            found[*agency].undated += 1;
            whole.undated += 1;
        }
        let undated = case.undated.iter().any(|(note, _)| rule.answers(note));
        let outcome = |call: &Call<'_>, answer| outcome(rule, case, call, answer, undated);
        let (of_case, of_each) = calls(rule, case, window);
        answers(rule, case, &of_case).for_each(|(call, answer)| whole.add(outcome(call, answer)));
        answers(rule, case, &of_each).for_each(|(call, answer)| found[call.note.agency].add(outcome(call, answer)));
        for (&agency, counts) in case.agencies.iter().zip(found) {
            if counts != Counts::default() {
                self.agencies.entry(agency.clone()).or_default().add_case(counts);
            }
        }
        self.all.add_case(whole);
    }

    /// Adds what other cases came to.
    pub(super) fn merge(&mut self, other: Self) {
        self.all.merge(other.all);
        for (agency, group) in other.agencies {
            self.agencies.entry(agency).or_default().merge(group);
        }
    }

    /// The figures of a rule, all agencies together first.
    pub(super) fn measures(&self, rule: &Rule, threshold: Threshold) -> impl Iterator<Item = ExpectationMeasure> {
        let called = |group: &Group| *group != Group::default();
        let (agencies, groups): (Vec<_>, Vec<_>) = self.agencies.iter().filter(|(_, group)| called(group)).unzip();
        let figures = threshold.show_with_parts(figures(&self.all), groups.into_iter().map(figures).collect());
        let lines = std::iter::once(None).chain(agencies.into_iter().map(Some)).zip(figures);
        lines.skip(usize::from(!called(&self.all))).map(move |(agency, figures)| ExpectationMeasure {
            expectation: rule.id.clone(),
            agency: agency.cloned(),
            figures,
        })
    }
}

/// The first day since the case told of it on which what should follow was
/// recorded: by anybody, and by the same agency.
#[derive(Clone, Copy, Debug, Default)]
struct Answer {
    by_any: Option<Day>,
    by_itself: Option<Day>,
}

/// The occasions of the case, whoever tells of them, and those of each agency.
/// A rule with more days than the window asks again only when they are over.
fn calls<'a>(rule: &Rule, case: &Timeline<'a>, window: Window) -> (Vec<Call<'a>>, Vec<Call<'a>>) {
    let days = window.days().max(rule.days);
    let occasions = |whose| case.occasions(days, whose, |note| rule.calls(note)).into_iter();
    let of_case: Vec<Call<'a>> = occasions(Whose::Case).map(|note| Call { note, since: note.day }).collect();
    let told = |note: Dated<'a>| {
        let before = of_case.partition_point(|call| call.since <= note.day);
        Call { note, since: before.checked_sub(1).map_or(note.day, |at| of_case[at].since) }
    };
    let of_each = occasions(Whose::Agency).map(told).collect();
    (of_case, of_each)
}

/// Each call with its answer. Read from the end, so that each note is read once
/// however many calls there are.
fn answers<'c, 'a>(
    rule: &Rule,
    case: &Timeline<'_>,
    calls: &'c [Call<'a>],
) -> impl Iterator<Item = (&'c Call<'a>, Answer)> {
    let mut left = case.dated.as_slice();
    let (mut by_any, mut by_each) = (None, vec![None; case.agencies.len()]);
    calls.iter().rev().map(move |call| {
        while let Some((last, before)) = left.split_last().filter(|(last, _)| last.day >= call.since) {
            if rule.answers(last.note) {
                (by_any, by_each[last.agency]) = (Some(last.day), Some(last.day));
            }
            left = before;
        }
        (call, Answer { by_any, by_itself: by_each[call.note.agency] })
    })
}

/// What became of an occasion. Where the notes of an agency of the case end
/// before the days are over, or begin within them, or what should follow is in a
/// note without a day, nothing is said even of what was recorded in time: to keep
/// only those that were quick enough would flatter.
fn outcome(rule: &Rule, case: &Timeline<'_>, call: &Call<'_>, answer: Answer, undated: bool) -> Outcome {
    let last = call.note.day + rule.days;
    let in_time = |day: Option<Day>| day.is_some_and(|day| day <= last);
    match answer.by_any {
        _ if !case.is_covered(call.since, last) => Outcome::NotCovered,
        _ if undated => Outcome::Undated,
        Some(_) if in_time(answer.by_any) => Outcome::Met { by_itself: in_time(answer.by_itself) },
        Some(_) => Outcome::Late,
        None => Outcome::NotFound,
    }
}

/// What there is to say, and of how many cases.
fn figures(group: &Group) -> (u64, Option<ExpectationFigures>) {
    let Counts { late, not_found, not_covered, undated, .. } = group.counts;
    let cases = group.met.cases();
    let figures = || {
        Some(ExpectationFigures {
            cases,
            met: Rate::of_cases(group.met)?,
            met_by_itself: Rate::of_cases(group.met_by_itself)?,
            late,
            not_found,
            not_assessed: NotAssessed::new(not_covered, undated),
        })
    };
    (cases, figures())
}
