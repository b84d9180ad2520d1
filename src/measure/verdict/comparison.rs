//! One agency beside all the others together.

use crate::measure::clusters::{ClusteredShare, Clusters};
use crate::measure::difference::{Difference, newcombe};
use crate::measure::share::PValue;
use crate::measure::significance::clustered_test;
use crate::measure::topic::Base;

/// Notes that are worth fewer independent ones than this are too few.
const FEWEST_EFFECTIVE: f64 = 10.0;

/// One agency beside the others; neither is among the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// The agency.
    pub own: Side,
    /// All the others together.
    pub others: Side,
    /// The agency's share less that of the others, with its interval.
    pub difference: Difference,
    /// How probable a difference as large is if there is none.
    pub p: PValue,
    /// Who the others are.
    pub among: Among,
}

/// Whom an agency is held beside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Among {
    /// All other agencies.
    #[default]
    All,
    /// The other agencies of its peer group.
    Peers,
}

/// One side of a comparison.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Side {
    /// Notes that meet it.
    pub met: u64,
    /// All notes that it has a share of.
    pub notes: u64,
    /// Which those are.
    pub base: Base,
    /// The share with its interval, allowing for notes within cases.
    pub share: ClusteredShare,
}

/// Which side has too little to compare, and of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooFew {
    /// The agency has no notes, or of fewer than five cases.
    OwnCases,
    /// Its notes are worth fewer than ten independent ones.
    OwnNotes,
    /// There are no others.
    NoOthers,
    /// The others have notes of fewer than five cases.
    OtherCases,
    /// Their notes are worth fewer than ten independent ones.
    OtherNotes,
    /// There was no test to be made of them.
    NoTest,
}

impl Comparison {
    /// One agency's notes by case, and those of all the others.
    ///
    /// # Errors
    ///
    /// [`TooFew`] where there are no others, or either side has fewer than five
    /// cases, or notes worth fewer than ten independent ones.
    pub fn new(own: Clusters, others: Clusters) -> Result<Self, TooFew> {
        if others.notes() == 0 {
            return Err(TooFew::NoOthers);
        }
        let own = Side::new(own, TooFew::OwnCases, TooFew::OwnNotes)?;
        let others = Side::new(others, TooFew::OtherCases, TooFew::OtherNotes)?;
        let difference = newcombe(own.share.into(), others.share.into());
        Ok(Self { own, others, difference, p: clustered_test(own.share, others.share), among: Among::All })
    }

    /// The same, said of these notes and these others.
    #[must_use]
    pub fn of(mut self, base: Base, among: Among) -> Self {
        (self.own.base, self.others.base, self.among) = (base, base, among);
        self
    }
}

impl Side {
    fn new(clusters: Clusters, cases: TooFew, notes: TooFew) -> Result<Self, TooFew> {
        let share = clusters.share().map_err(|_| cases)?;
        if share.effective_notes < FEWEST_EFFECTIVE {
            return Err(notes);
        }
        Ok(Self { met: clusters.met(), notes: clusters.notes(), base: Base::Notes, share })
    }
}
