//! The counts of some notes: those of an agency, of a month, of all together.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::by_case::{Batch, ByCase};
use super::clusters::Clusters;
use super::in_note::InNote;
use super::topic::{Base, Topic};
use crate::detect::Sides;
use crate::lexicon::Indicator;

/// The counts of a group of notes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Group {
    pub(super) notes: u64,
    /// Notes that show that they are about abuse.
    pub(super) about_abuse: u64,
    /// Of those, notes in which either tier finds a concern.
    pub(super) either_tier: u64,
    /// Notes that describe a written agreement, by whom it binds.
    pub(super) agreements: BTreeMap<Sides, u64>,
    pub(super) found: BTreeMap<Topic, Found>,
    /// Notes without a case, each of which stands for itself.
    alone: ByCase,
    pub(super) cases: Cases,
}

/// What was found of one topic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Found {
    pub(super) findings: u64,
    pub(super) repeats: u64,
}

/// The cases that notes belong to. A family known to three agencies is one case
/// of each, and one of all together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cases {
    pub(super) count: u64,
    /// Those that have a topic.
    pub(super) with: BTreeMap<Topic, u64>,
    pub(super) notes: ByCase,
}

impl Cases {
    pub(super) fn add(&mut self, case: &Batch) {
        self.count += 1;
        for &topic in case.met.keys() {
            *self.with.entry(topic).or_default() += 1;
        }
        self.notes.add(case);
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.count += other.count;
        for (topic, cases) in other.with {
            *self.with.entry(topic).or_default() += cases;
        }
        self.notes.merge(&other.notes, |_| true);
    }
}

impl Group {
    pub(super) fn add(&mut self, found: &InNote) {
        self.notes += 1;
        self.about_abuse += u64::from(found.about_abuse);
        self.either_tier += u64::from(found.about_abuse && found.either_tier());
        if let Some(sides) = found.agreement {
            *self.agreements.entry(sides).or_default() += 1;
        }
        let topics = |found: &[Indicator]| {
            found.iter().flat_map(|&indicator| Topic::of(indicator)).flatten().collect::<Vec<_>>()
        };
        for topic in topics(&found.counted) {
            self.found.entry(topic).or_default().findings += 1;
        }
        for topic in topics(&found.repeated) {
            self.found.entry(topic).or_default().repeats += 1;
        }
    }

    /// Adds a note that belongs to no case.
    pub(super) fn add_alone(&mut self, note: &Batch) {
        self.alone.add(note);
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.merge_notes(&other, |_| true);
        self.cases.merge(other.cases);
    }

    /// Adds what is counted note by note, of notes with these bases.
    pub(super) fn merge_notes(&mut self, other: &Self, keeps: impl Fn(Base) -> bool + Copy) {
        if keeps(Base::Notes) {
            self.notes += other.notes;
            for (&sides, notes) in &other.agreements {
                *self.agreements.entry(sides).or_default() += notes;
            }
        }
        if keeps(Base::AboutAbuse) {
            self.about_abuse += other.about_abuse;
            self.either_tier += other.either_tier;
        }
        for (&topic, found) in other.found.iter().filter(|(topic, _)| keeps(topic.base())) {
            let mine = self.found.entry(topic).or_default();
            mine.findings += found.findings;
            mine.repeats += found.repeats;
        }
        self.alone.merge(&other.alone, keeps);
    }

    /// All notes, and those of them about abuse.
    pub(super) fn bases(&self) -> [u64; 2] {
        [Base::Notes, Base::AboutAbuse].map(|base| self.based_on(base))
    }

    /// How many notes a topic with this base has a share of.
    pub(super) fn based_on(&self, base: Base) -> u64 {
        match base {
            Base::Notes => self.notes,
            Base::AboutAbuse => self.about_abuse,
        }
    }

    /// The notes that bear a topic, of those that it has a share of, by case.
    pub(super) fn clusters(&self, topic: Topic) -> Clusters {
        let mut clusters = self.cases.notes.clusters(topic);
        clusters.merge(self.alone(topic));
        clusters
    }

    /// The same of notes that belong to no case.
    pub(super) fn alone(&self, topic: Topic) -> Clusters {
        self.alone.clusters(topic)
    }
}
