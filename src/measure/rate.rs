//! From counts to measures: each rate with its numerator, its denominator and
//! its interval, and none of them alone.

use std::collections::BTreeSet;

use super::estimate::Estimate;
use super::interval::{Interval, wilson};
use super::month::Month;
use super::suppress::{Shown, Threshold};
use super::tally::{Found, Group, Tally};
use super::topic::Topic;
use crate::classify::Accuracy;
use crate::detect::Sides;
use crate::note::{Agency, Key};

/// How many of how many notes, and what that says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// Notes that bear the topic, counted.
    pub numerator: u64,
    /// All notes of the group.
    pub denominator: u64,
    /// The 95 % Wilson interval.
    pub interval: Interval,
}

impl Rate {
    /// The rate of `numerator` in `denominator` notes; `None` without notes.
    pub fn new(numerator: u64, denominator: u64) -> Option<Self> {
        let interval = wilson(numerator, denominator)?;
        Some(Self { numerator, denominator, interval })
    }

    /// The share, between 0 and 1.
    pub fn share(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }
}

/// One topic in one group of notes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TopicMeasure {
    /// What was counted.
    pub topic: Topic,
    /// Counted findings.
    pub findings: Shown<u64>,
    /// Findings that would count but repeat an earlier note of their case.
    pub repeats: Shown<u64>,
    /// Cases with at least one.
    pub cases: Shown<u64>,
    /// Notes with at least one.
    pub rate: Shown<Rate>,
}

/// What one agency, or all together, recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupMeasures {
    /// Who; `None` for all together.
    pub agency: Option<Agency>,
    /// Notes audited.
    pub notes: u64,
    /// Cases that the notes belong to; notes without a case are not in it.
    pub cases: u64,
    /// Every topic that was looked for, in the order given.
    pub topics: Vec<TopicMeasure>,
    /// Notes that describe a written agreement, by whom it binds, in the order
    /// of [`Sides::ALL`].
    pub agreements: [Shown<u64>; 4],
    /// The share of notes about abuse that has a concern, as both tiers
    /// suggest; `None` without the classifier, or without such notes.
    pub estimate: Option<Shown<Estimate>>,
    /// The same, month by month; months without notes are absent.
    pub months: Vec<MonthMeasures>,
}

/// One month of one group.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthMeasures {
    /// Which month.
    pub month: Month,
    /// Notes audited.
    pub notes: u64,
    /// Every topic that was looked for.
    pub topics: Vec<TopicMeasure>,
}

/// Everything the reports may say in numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Measures {
    /// The small-number rule that was applied.
    pub threshold: Threshold,
    /// All agencies together.
    pub all: GroupMeasures,
    /// Each agency, by name.
    pub agencies: Vec<GroupMeasures>,
}

impl Measures {
    /// Turns counts into measures of `topics`, in that order. A topic that was
    /// looked for and not found has rate 0; one that was not looked for is not
    /// there. `accuracy` is that of both tiers, if the classifier was used.
    pub fn new(tally: &Tally, topics: &[Topic], threshold: Threshold, accuracy: Option<Accuracy>) -> Self {
        let measure = Measure { tally, topics, threshold, accuracy };
        Self {
            threshold,
            all: measure.all(),
            agencies: tally.agencies.keys().map(|agency| measure.agency(agency)).collect(),
        }
    }
}

struct Measure<'a> {
    tally: &'a Tally,
    topics: &'a [Topic],
    threshold: Threshold,
    accuracy: Option<Accuracy>,
}

impl Measure<'_> {
    fn all(&self) -> GroupMeasures {
        let groups: Vec<&Group> = self.tally.agencies.values().collect();
        let months: BTreeSet<Month> = self.tally.months.keys().map(|&(_, month)| month).collect();
        let in_month =
            |month: Month| self.tally.months.iter().filter(move |((_, m), _)| *m == month).map(|(_, group)| group);
        let months = months.into_iter().map(|month| self.month(month, &in_month(month).collect::<Vec<_>>())).collect();
        self.group(None, &groups, months)
    }

    fn agency(&self, agency: &Agency) -> GroupMeasures {
        let mine = self.tally.months.iter().filter(|((name, _), _)| name == agency);
        let months = mine.map(|((_, month), group)| self.month(*month, &[group])).collect();
        self.group(Some(agency.clone()), &[&self.tally.agencies[agency]], months)
    }

    fn group(&self, agency: Option<Agency>, groups: &[&Group], months: Vec<MonthMeasures>) -> GroupMeasures {
        let cases = distinct(groups.iter().map(|group| &group.cases));
        let base = notes(groups);
        let bound = |sides: Sides| groups.iter().filter_map(|group| group.agreements.get(&sides)).sum();
        let agreements = Sides::ALL.map(|sides| self.threshold.show(base, bound(sides)));
        let (topics, estimate) = (self.measures(groups), self.estimate(groups));
        GroupMeasures { agency, notes: base, cases, topics, agreements, estimate, months }
    }

    fn estimate(&self, groups: &[&Group]) -> Option<Shown<Estimate>> {
        let sum = |count: fn(&Group) -> u64| groups.iter().map(|group| count(group)).sum();
        let (found, notes) = (sum(|group| group.either_tier), sum(|group| group.about_abuse));
        Some(self.threshold.show(notes, Estimate::new(found, notes, self.accuracy?)?))
    }

    fn month(&self, month: Month, groups: &[&Group]) -> MonthMeasures {
        MonthMeasures { month, notes: notes(groups), topics: self.measures(groups) }
    }

    fn measures(&self, groups: &[&Group]) -> Vec<TopicMeasure> {
        self.topics.iter().map(|&topic| self.measure(topic, groups)).collect()
    }

    fn measure(&self, topic: Topic, groups: &[&Group]) -> TopicMeasure {
        let base = notes(groups);
        let found: Vec<&Found> = groups.iter().filter_map(|group| group.topics.get(&topic)).collect();
        let numerator = found.iter().map(|found| found.notes).sum();
        let rate = Rate::new(numerator, base);
        TopicMeasure {
            topic,
            findings: self.threshold.show(base, found.iter().map(|found| found.findings).sum()),
            repeats: self.threshold.show(base, found.iter().map(|found| found.repeats).sum()),
            cases: self.threshold.show(base, distinct(found.iter().map(|found| &found.cases))),
            rate: rate.map_or(Shown::TooFew(self.threshold), |rate| self.threshold.show(base, rate)),
        }
    }
}

fn notes(groups: &[&Group]) -> u64 {
    groups.iter().map(|group| group.notes).sum()
}

/// How many different cases the sets hold together: a family known to three
/// agencies is one case.
fn distinct<'a>(sets: impl Iterator<Item = &'a BTreeSet<Key>>) -> u64 {
    sets.flatten().collect::<BTreeSet<_>>().len() as u64
}
