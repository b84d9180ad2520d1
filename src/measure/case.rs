//! A note as measures over cases see it: what it counts for, and when. All
//! notes of a case are seen together, so that a case is counted once and what
//! one agency wrote can be held beside what another wrote.

mod challenge;
mod concordance;
mod expectation;
mod figures;
mod reach;
mod tally;
mod timeline;
mod window;

pub use concordance::PairExample;
pub use figures::{
    CaseMeasures, ChallengeFigures, ChallengeMeasure, ExpectationFigures, ExpectationMeasure, NotAssessed, PairFigures,
    PairMeasure,
};
pub use reach::Reach;
pub use tally::{CaseRules, CaseTally};
pub use window::Window;

use serde::{Deserialize, Serialize};

use super::in_note::InNote;
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
    /// What would count, but is repeated from an earlier note of the case.
    pub repeated: Indicators,
    /// What is reported, denied, planned or criticised in it.
    pub otherwise: Indicators,
    /// Concerns that it criticises.
    pub challenged: Indicators,
    /// Whether all that was found in it repeats an earlier note.
    pub pasted: bool,
}

impl CaseNote {
    /// A note, the `number`th of the audit; `None` if it belongs to no case.
    pub fn new(note: &Note, number: u64, found: &InNote) -> Option<Self> {
        let all = |found: &[Indicator]| found.iter().copied().collect();
        (!note.case.is_empty()).then(|| Self {
            case: Key::of(&note.case),
            day: note.date,
            number,
            agency: note.agency.clone(),
            about_abuse: found.about_abuse,
            counted: all(&found.counted),
            repeated: all(&found.repeated),
            otherwise: all(&found.otherwise),
            challenged: all(&found.challenged),
            pasted: found.pasted,
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

    /// Those of a list.
    pub const fn of(list: &[Indicator]) -> Self {
        let (mut all, mut at) = (0, 0);
        while at < list.len() {
            all |= 1 << list[at] as u8;
            at += 1;
        }
        Self(all)
    }

    /// These and those.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two share one.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
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
