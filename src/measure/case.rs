//! A note as measures over cases see it: what it counts for, and when. All
//! notes of a case are seen together, so that a case is counted once and what
//! one agency wrote can be held beside what another wrote.

use serde::{Deserialize, Serialize};

use super::tally::InNote;
use crate::lexicon::Indicator;
use crate::note::{Agency, Date, Key, Note};

/// A note in its case. They order by case, then day, then place in the audit;
/// those without a day come first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CaseNote {
    /// Which case.
    pub case: Key,
    /// The day it is about.
    pub day: Option<Date>,
    /// Which note of the audit it is.
    pub number: u64,
    /// Who wrote it.
    pub agency: Agency,
    /// Whether it shows that it is about abuse.
    pub about_abuse: bool,
    /// What its own words count for.
    pub counted: Indicators,
}

impl CaseNote {
    /// A note, the `number`th of the audit; `None` if it belongs to no case.
    pub fn new(note: &Note, number: u64, found: &InNote) -> Option<Self> {
        (!note.case.is_empty()).then(|| Self {
            case: Key::of(&note.case),
            day: note.date,
            number,
            agency: note.agency.clone(),
            about_abuse: found.about_abuse,
            counted: found.counted.iter().copied().collect(),
        })
    }
}

/// Some of all indicators, each once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Indicators(u128);

const _: () = assert!(Indicator::ALL.len() <= 128, "a bit for each");

impl Indicators {
    /// Whether this is one of them.
    pub fn contains(self, indicator: Indicator) -> bool {
        self.0 >> indicator as u8 & 1 == 1
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each of them, in the order of [`Indicator::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Indicator> {
        Indicator::ALL.iter().copied().filter(move |&indicator| self.contains(indicator))
    }
}

impl FromIterator<Indicator> for Indicators {
    fn from_iter<I: IntoIterator<Item = Indicator>>(indicators: I) -> Self {
        Self(indicators.into_iter().fold(0, |all, indicator| all | 1 << indicator as u8))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_each_indicator_once() {
        let all: Indicators = Indicator::ALL.iter().chain(Indicator::ALL).copied().collect();
        assert!(all.iter().eq(Indicator::ALL.iter().copied()));
        let one: Indicators = [Indicator::RiskWeapon].into_iter().collect();
        assert!(one.iter().eq([Indicator::RiskWeapon]) && !one.is_empty());
        assert!(Indicators::default().is_empty() && !one.contains(Indicator::GoodMarac));
    }
}
