//! Counts over cases that can be taken in parts and put together in any
//! grouping, and the figures that they come to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::suppress::Threshold;
use super::CaseNote;
use super::challenge::{Challenges, Concerns};
use super::concordance::Concordance;
use super::expectation::{Followed, Rule};
use super::figures::CaseMeasures;
use super::reach::{Reach, Span};
use super::timeline::Timeline;
use super::window::Window;
use crate::lexicon::Expectation;
use crate::note::Agency;

/// How cases are followed: the same for all of an audit.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CaseRules {
    window: Window,
    rules: Vec<Rule>,
    spans: BTreeMap<Agency, Span>,
    concerns: Concerns,
}

impl CaseRules {
    /// Holds notes within `window` beside one another, and asks whether what
    /// is expected followed; `reach` is that of all notes of the audit.
    pub fn new<'a>(window: Window, expectations: impl IntoIterator<Item = &'a Expectation>, reach: &Reach) -> Self {
        let rules = expectations.into_iter().map(Rule::from).collect();
        Self { window, rules, spans: reach.spans(), concerns: Concerns::new() }
    }
}

/// What the cases so far came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseTally {
    cases: u64,
    shared: u64,
    notes: u64,
    undated: u64,
    concordance: Concordance,
    /// Of each rule, in the order of the rules.
    expectations: BTreeMap<usize, Followed>,
    challenges: Challenges,
}

impl CaseTally {
    /// Adds one case: all its notes, sorted. The same rules hold for every case
    /// of a tally and for all tallies that are merged.
    pub fn add_case(&mut self, notes: &[CaseNote], rules: &CaseRules) {
        let case = Timeline::new(notes, &rules.spans);
        self.cases += 1;
        self.shared += u64::from(case.agencies.len() > 1);
        self.notes += notes.len() as u64;
        self.undated += case.undated.len() as u64;
        let counted = notes.iter().fold(super::Indicators::default(), |all, note| all.and(note.counted));
        self.concordance.add_case(&case, rules.window);
        self.challenges.add_case(&rules.concerns, &case, rules.window);
        for (number, rule) in rules.rules.iter().enumerate().filter(|(_, rule)| rule.may_call(counted)) {
            let followed = self.expectations.entry(number).or_default();
            followed.add_case(rule, &case, rules.window);
        }
    }

    /// Adds what another part of the cases came to.
    pub fn merge(&mut self, other: Self) {
        self.cases += other.cases;
        self.shared += other.shared;
        self.notes += other.notes;
        self.undated += other.undated;
        self.concordance.merge(other.concordance);
        self.challenges.merge(other.challenges);
        for (number, followed) in other.expectations {
            self.expectations.entry(number).or_default().merge(followed);
        }
    }
}

impl CaseMeasures {
    /// Turns counts into figures.
    pub fn new(tally: &CaseTally, rules: &CaseRules, threshold: Threshold) -> Self {
        let numbered = tally.expectations.iter();
        let followed = numbered.filter_map(|(&number, followed)| Some((rules.rules.get(number)?, followed)));
        Self {
            window: rules.window,
            cases: tally.cases,
            shared: tally.shared,
            notes: tally.notes,
            undated: tally.undated,
            undated_naming: tally.concordance.undated(),
            concordance: tally.concordance.measures(threshold),
            expectations: followed.flat_map(|(rule, followed)| followed.measures(rule, threshold)).collect(),
            challenges: tally.challenges.measures(threshold),
        }
    }
}
