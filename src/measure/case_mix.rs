//! Like with like. Contacts, assessments and minutes of conferences have
//! different chances of containing anything, and agencies write different
//! shares of each. What an agency's own mix of notes would lead one to expect
//! is compared with what it recorded.

use std::collections::BTreeMap;

use super::count::{CountInterval, count_interval};
use super::difference::Sign;
use super::interval::Confidence;
use super::share::{Proportion, Share};

/// Notes of one agency, or of all, by what sort of note they are: `S` is
/// whatever one chooses to allow for, such as the type and the length band. It
/// should be nothing that an agency chooses, and never how good a note is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strata<S> {
    strata: BTreeMap<S, (u64, u64)>,
}

impl<S> Default for Strata<S> {
    fn default() -> Self {
        Self { strata: BTreeMap::new() }
    }
}

/// What an agency recorded beside what its mix of notes leads one to expect.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standardised {
    /// Notes that meet it.
    pub observed: u64,
    /// How many would, if each sort of note were as it is in all agencies.
    pub expected: f64,
    /// Observed over expected. It can be compared with 1, and not with the
    /// ratio of another agency, whose mix of notes is another.
    pub ratio: f64,
    /// The 95 % interval of the ratio, from that of the count: wider than it
    /// need be, since notes that meet it have a ceiling.
    pub interval: CountInterval,
    /// The ratio times the share in all agencies; at most 1.
    pub adjusted: Share,
    /// How many standard errors it lies above what was expected; `None` where
    /// nothing could vary.
    pub z: Option<f64>,
}

impl Standardised {
    /// Which way the agency differs from what was to be expected.
    pub fn sign(self) -> Sign {
        Sign::of(self.observed as f64 - self.expected)
    }
}

/// Why nothing can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotStandardised {
    /// The agency has no notes.
    NoNotes,
    /// No note of these sorts meets it, in any agency.
    NothingExpected,
    /// The agency has notes of a sort that is not among those of all agencies.
    UnknownSort,
}

impl<S: Ord> Strata<S> {
    /// Adds notes of one sort, and how many of them meet it; more than there
    /// are count as all.
    pub fn add(&mut self, sort: S, notes: u64, met: u64) {
        let (all_met, all) = self.strata.entry(sort).or_default();
        *all = all.saturating_add(notes);
        *all_met = all_met.saturating_add(met.min(notes));
    }

    /// Adds what other notes came to.
    pub fn merge(&mut self, other: Self) {
        for (sort, (met, notes)) in other.strata {
            self.add(sort, notes, met);
        }
    }

    /// The same notes with sorts put together.
    pub(super) fn by<T: Ord>(&self, sort: impl Fn(&S) -> T) -> Strata<T> {
        let mut strata = Strata::default();
        for (fine, &(met, notes)) in &self.strata {
            strata.add(sort(fine), notes, met);
        }
        strata
    }

    /// Whether the other notes have some of every sort that these have.
    pub(super) fn is_covered_by(&self, others: &Self) -> bool {
        self.proportions().all(|(sort, _)| others.strata.get(sort).is_some_and(|&(_, notes)| notes > 0))
    }

    /// All notes.
    pub(super) fn notes(&self) -> u64 {
        self.strata.values().map(|(_, notes)| notes).sum()
    }

    /// The notes of sorts that the others have none of.
    pub(super) fn notes_beyond(&self, others: &Self) -> u64 {
        let has_none = |sort: &S| others.strata.get(sort).is_none_or(|&(_, notes)| notes == 0);
        self.strata.iter().filter(|(sort, _)| has_none(sort)).map(|(_, (_, notes))| notes).sum()
    }

    /// As [`Self::standardised`], beside these and the `others` together.
    pub(super) fn standardised_beside(&self, mut others: Self) -> Result<Standardised, NotStandardised>
    where
        S: Clone,
    {
        others.merge(self.clone());
        self.standardised(&others)
    }

    fn proportions(&self) -> impl Iterator<Item = (&S, Proportion)> {
        self.strata.iter().filter_map(|(sort, &(met, notes))| Some((sort, Proportion::new(met, notes)?)))
    }

    fn pooled(&self) -> Option<Proportion> {
        Proportion::pooled(&self.proportions().map(|(_, proportion)| proportion).collect::<Vec<_>>())
    }

    /// Indirect standardisation of one agency by `all`, which holds its notes
    /// among those of the others (Breslow and Day 1987, Statistical Methods in
    /// Cancer Research II, 2.3; the interval as in `count_interval`).
    ///
    /// # Errors
    ///
    /// [`NotStandardised`] where nothing can be said.
    pub fn standardised(&self, all: &Self) -> Result<Standardised, NotStandardised> {
        let own = self.pooled().ok_or(NotStandardised::NoNotes)?;
        let overall = all.pooled().ok_or(NotStandardised::UnknownSort)?.share().get();
        let rates: BTreeMap<&S, f64> = all.proportions().map(|(sort, of_all)| (sort, of_all.share().get())).collect();
        let (mut expected, mut variance) = (0.0, 0.0);
        for (sort, own) in self.proportions() {
            let rate = rates.get(sort).ok_or(NotStandardised::UnknownSort)?;
            expected += own.of() as f64 * rate;
            variance += own.of() as f64 * rate * (1.0 - rate);
        }
        let observed = own.met() as f64;
        let interval = count_interval(own.met(), Confidence::C95).per(expected);
        Ok(Standardised {
            observed: own.met(),
            expected,
            ratio: observed / expected,
            interval: interval.ok_or(NotStandardised::NothingExpected)?,
            adjusted: Share::clipped(observed / expected * overall),
            z: (variance > 0.0).then(|| (observed - expected) / variance.sqrt()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strata(sorts: &[(char, u64, u64)]) -> Strata<char> {
        let mut strata = Strata::default();
        for &(sort, notes, met) in sorts {
            strata.add(sort, notes, met);
        }
        strata
    }

    #[test]
    fn says_why_it_cannot() {
        let all = strata(&[('a', 10, 0), ('b', 10, 4)]);
        assert_eq!(strata(&[]).standardised(&all), Err(NotStandardised::NoNotes));
        assert_eq!(strata(&[('a', 0, 0)]).standardised(&all), Err(NotStandardised::NoNotes));
        assert_eq!(strata(&[('a', 5, 0)]).standardised(&all), Err(NotStandardised::NothingExpected));
        assert_eq!(strata(&[('c', 5, 1)]).standardised(&all), Err(NotStandardised::UnknownSort));
        assert_eq!(strata(&[('c', 5, 1)]).standardised(&strata(&[])), Err(NotStandardised::UnknownSort));
    }

    #[test]
    fn has_no_standard_error_where_nothing_could_vary() {
        let all = strata(&[('a', 10, 10)]);
        let standardised = strata(&[('a', 5, 5)]).standardised(&all).unwrap();
        assert_eq!((standardised.z, standardised.ratio.to_bits()), (None, 1_f64.to_bits()));
    }

    #[test]
    fn adds_up_to_what_was_recorded() {
        let (one, other) = (strata(&[('a', 12, 3), ('b', 8, 6)]), strata(&[('a', 5, 2), ('b', 40, 21)]));
        let mut all = one.clone();
        all.merge(other.clone());
        let expected = |own: &Strata<char>| own.standardised(&all).unwrap().expected;
        assert!((expected(&one) + expected(&other) - 32.0).abs() < 1e-9);
    }
}
