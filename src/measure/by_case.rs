//! Notes by case, for every topic at once, and those of the other agencies.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::clusters::{CaseSums, Clusters, MetSums};
use super::topic::{Base, Topic};

/// What the cases of some notes come to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ByCase {
    all: CaseSums,
    about_abuse: CaseSums,
    met: BTreeMap<Topic, MetSums>,
}

/// What has to be taken from the cases of all agencies, and put in its place,
/// to leave those of the agencies other than one: every case that it has notes
/// of, first whole and then without them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Shared {
    whole: ByCase,
    rest: ByCase,
}

/// Some notes, such as those of one case: how many, how many of them are about
/// abuse, and how many bear each topic.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Batch {
    notes: u64,
    about_abuse: u64,
    pub(super) met: BTreeMap<Topic, u64>,
}

impl Batch {
    /// Adds a note with the topics that it bears.
    pub(super) fn add<'a>(&mut self, about_abuse: bool, bears: impl IntoIterator<Item = &'a Topic>) {
        self.notes += 1;
        self.about_abuse += u64::from(about_abuse);
        for &topic in bears {
            *self.met.entry(topic).or_default() += 1;
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.notes += other.notes;
        self.about_abuse += other.about_abuse;
        for (&topic, &met) in &other.met {
            *self.met.entry(topic).or_default() += met;
        }
    }

    /// Forgets what does not have one of these bases.
    pub(super) fn keep(&mut self, keeps: impl Fn(Base) -> bool) {
        self.met.retain(|topic, _| keeps(topic.base()));
        if !keeps(Base::Notes) {
            self.notes = 0;
        }
        if !keeps(Base::AboutAbuse) {
            self.about_abuse = 0;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.notes == 0 && self.about_abuse == 0
    }

    /// How many bear a topic, of how many that it has a share of.
    pub(super) fn bearing(&self, topic: Topic) -> (u64, u64) {
        (self.met.get(&topic).copied().unwrap_or_default(), self.of(topic.base()))
    }

    /// The notes without some of them.
    fn without(&self, some: &Self) -> Self {
        let left =
            |(topic, met): (&Topic, &u64)| (*topic, met - some.met.get(topic).copied().unwrap_or_default().min(*met));
        Self {
            notes: self.notes.saturating_sub(some.notes),
            about_abuse: self.about_abuse.saturating_sub(some.about_abuse),
            met: self.met.iter().map(left).collect(),
        }
    }

    fn of(&self, base: Base) -> u64 {
        match base {
            Base::Notes => self.notes,
            Base::AboutAbuse => self.about_abuse,
        }
    }
}

impl ByCase {
    pub(super) fn add(&mut self, case: &Batch) {
        self.all.add(case.notes);
        self.about_abuse.add(case.about_abuse);
        for (&topic, &met) in case.met.iter().filter(|(_, met)| **met > 0) {
            self.met.entry(topic).or_default().add(case.of(topic.base()), met);
        }
    }

    /// Adds other cases, as far as these bases go.
    pub(super) fn merge(&mut self, other: &Self, keeps: impl Fn(Base) -> bool) {
        if keeps(Base::Notes) {
            self.all.merge(other.all);
        }
        if keeps(Base::AboutAbuse) {
            self.about_abuse.merge(other.about_abuse);
        }
        for (&topic, &met) in other.met.iter().filter(|(topic, _)| keeps(topic.base())) {
            self.met.entry(topic).or_default().merge(met);
        }
    }

    /// The notes that bear a topic, of those that it has a share of, by case.
    pub(super) fn clusters(&self, topic: Topic) -> Clusters {
        let all = match topic.base() {
            Base::Notes => self.all,
            Base::AboutAbuse => self.about_abuse,
        };
        Clusters::new(all, self.met.get(&topic).copied().unwrap_or_default())
    }
}

impl Shared {
    /// Adds a case, of which the agency wrote the notes in `own`.
    pub(super) fn add(&mut self, case: &Batch, own: &Batch) {
        self.whole.add(case);
        self.rest.add(&case.without(own));
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.whole.merge(&other.whole, |_| true);
        self.rest.merge(&other.rest, |_| true);
    }

    /// The notes of the other agencies that bear a topic, by case, out of those
    /// of `all` agencies.
    pub(super) fn others(&self, all: &ByCase, topic: Topic) -> Clusters {
        let mut others = all.clusters(topic);
        others.merge(self.rest.clusters(topic));
        others.without(self.whole.clusters(topic))
    }
}
