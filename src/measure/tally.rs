//! Counts that can be taken in parts and put together in any grouping:
//! `merge` is associative and commutative, whatever the chunks.

use std::collections::{BTreeMap, BTreeSet};

use super::month::Month;
use super::topic::Topic;
use crate::detect::Sides;
use crate::lexicon::{Indicator, Kind};
use crate::note::{Agency, Key, Note};

/// What was counted so far, per agency and month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub(super) agencies: BTreeMap<Agency, Group>,
    pub(super) months: BTreeMap<(Agency, Month), Group>,
}

/// The counts of one group of notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) notes: u64,
    pub(super) cases: BTreeSet<Key>,
    pub(super) topics: BTreeMap<Topic, Found>,
    /// Notes that show that they are about abuse.
    pub(super) about_abuse: u64,
    /// Of those, notes in which either tier finds a concern.
    pub(super) either_tier: u64,
    /// Notes that describe a written agreement, by whom it binds.
    pub(super) agreements: BTreeMap<Sides, u64>,
}

/// What was found of one topic in one group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) findings: u64,
    pub(super) repeats: u64,
    pub(super) notes: u64,
    pub(super) cases: BTreeSet<Key>,
}

/// The indicators that a note's findings count for; one found twice stands
/// twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InNote {
    /// In the note's own words.
    pub counted: Vec<Indicator>,
    /// In passages repeated from an earlier note, which counted there.
    pub repeated: Vec<Indicator>,
    /// Whom a written agreement binds, if the note describes one.
    pub agreement: Option<Sides>,
    /// Whether the note shows that it is about abuse.
    pub about_abuse: bool,
    /// What the classifier points at.
    pub worth_reading: Vec<Indicator>,
}

impl InNote {
    fn either_tier(&self) -> bool {
        let mut all = self.counted.iter().chain(&self.repeated).chain(&self.worth_reading);
        all.any(|indicator| indicator.kind() == Kind::Concern)
    }
}

impl Tally {
    /// Adds one note with what was found in it.
    pub fn add(&mut self, note: &Note, found: &InNote) {
        self.agencies.entry(note.agency.clone()).or_default().add(note, found);
        if let Some(date) = note.date {
            self.months.entry((note.agency.clone(), date.into())).or_default().add(note, found);
        }
    }

    /// Adds what another part of the notes came to.
    pub fn merge(&mut self, other: Self) {
        for (agency, group) in other.agencies {
            self.agencies.entry(agency).or_default().merge(group);
        }
        for (key, group) in other.months {
            self.months.entry(key).or_default().merge(group);
        }
    }
}

impl Group {
    fn add(&mut self, note: &Note, found: &InNote) {
        self.notes += 1;
        self.about_abuse += u64::from(found.about_abuse);
        self.either_tier += u64::from(found.about_abuse && found.either_tier());
        self.cases.extend(case_of(note));
        if let Some(sides) = found.agreement {
            *self.agreements.entry(sides).or_default() += 1;
        }
        let topics = |found: &[Indicator]| {
            found.iter().flat_map(|&indicator| Topic::of(indicator)).flatten().collect::<Vec<_>>()
        };
        for topic in topics(&found.repeated) {
            self.topics.entry(topic).or_default().repeats += 1;
        }
        let mut in_note = BTreeSet::new();
        for topic in topics(&found.counted) {
            self.topics.entry(topic).or_default().findings += 1;
            in_note.insert(topic);
        }
        for topic in in_note {
            let found = self.topics.entry(topic).or_default();
            found.notes += 1;
            found.cases.extend(case_of(note));
        }
    }

    fn merge(&mut self, other: Self) {
        self.notes += other.notes;
        self.about_abuse += other.about_abuse;
        self.either_tier += other.either_tier;
        self.cases.extend(other.cases);
        for (sides, notes) in other.agreements {
            *self.agreements.entry(sides).or_default() += notes;
        }
        for (topic, found) in other.topics {
            let mine = self.topics.entry(topic).or_default();
            mine.findings += found.findings;
            mine.repeats += found.repeats;
            mine.notes += found.notes;
            mine.cases.extend(found.cases);
        }
    }
}

fn case_of(note: &Note) -> Option<Key> {
    (!note.case.is_empty()).then(|| Key::of(&note.case))
}
