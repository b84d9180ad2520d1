//! Counts that can be taken in parts and put together in any grouping:
//! `merge` is associative and commutative, whatever the chunks.

use std::collections::{BTreeMap, BTreeSet};

use super::month::Month;
use super::topic::Topic;
use crate::lexicon::Indicator;
use crate::note::{Agency, CaseId, Note};

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
    pub(super) cases: BTreeSet<CaseId>,
    pub(super) topics: BTreeMap<Topic, Found>,
}

/// What was found of one topic in one group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) findings: u64,
    pub(super) notes: u64,
    pub(super) cases: BTreeSet<CaseId>,
}

impl Tally {
    /// Adds one note with the indicators of its findings that count; an
    /// indicator found twice stands twice.
    pub fn add(&mut self, note: &Note, counted: &[Indicator]) {
        self.agencies.entry(note.agency.clone()).or_default().add(note, counted);
        if let Some(date) = note.date {
            self.months.entry((note.agency.clone(), date.into())).or_default().add(note, counted);
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
    fn add(&mut self, note: &Note, counted: &[Indicator]) {
        self.notes += 1;
        self.cases.extend(case_of(note));
        let mut in_note = BTreeSet::new();
        for topic in counted.iter().flat_map(|&indicator| Topic::of(indicator)).flatten() {
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
        self.cases.extend(other.cases);
        for (topic, found) in other.topics {
            let mine = self.topics.entry(topic).or_default();
            mine.findings += found.findings;
            mine.notes += found.notes;
            mine.cases.extend(found.cases);
        }
    }
}

fn case_of(note: &Note) -> Option<CaseId> {
    (!note.case.is_empty()).then(|| note.case.clone())
}
