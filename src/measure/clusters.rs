//! Notes within cases. Notes of one case are written by the same few people
//! about the same family and resemble each other, so that a hundred of them
//! say less than a hundred notes of as many cases. How much less is measured,
//! and the interval is drawn for the number that they are worth.

use serde::{Deserialize, Serialize};

use super::interval::{Interval, Z95, wilson_effective};
use super::share::Share;
use super::tails::student_quantile;

/// With fewer cases than this there is no interval.
pub const FEWEST_CASES: u64 = 5;

/// With fewer cases than this the interval allows for the variance being
/// estimated from few.
const CASES_FOR_NORMAL: u64 = 30;

/// Sums over cases, which can be taken in parts and merged in any order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clusters {
    all: CaseSums,
    met: MetSums,
}

/// Sums over all cases, whatever is looked for in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct CaseSums {
    cases: u64,
    notes: u64,
    notes_squared: u128,
}

/// Sums over the cases that have notes that meet it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct MetSums {
    met: u64,
    met_squared: u128,
    notes_by_met: u128,
}

/// A share of notes, with what is known of how sure it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClusteredShare {
    /// The share of notes.
    pub share: Share,
    /// The cases that they belong to.
    pub cases: u64,
    /// How many times the variance is that of independent notes; `None` where
    /// every case has the same share.
    pub design_effect: Option<f64>,
    /// How many independent notes these are worth.
    pub effective_notes: f64,
    /// The 95 % interval of Wilson for that number; with fewer than 30 cases,
    /// by Student's t.
    pub interval: Interval,
}

/// Why there is no interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoInterval {
    /// There are no notes.
    NoNotes,
    /// There are notes of these few cases.
    TooFewCases(u64),
}

impl CaseSums {
    /// Adds a case with so many notes; a case without notes is none.
    pub(super) fn add(&mut self, notes: u64) {
        self.merge(Self { cases: u64::from(notes > 0), notes, notes_squared: product(notes, notes) });
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.cases = self.cases.saturating_add(other.cases);
        self.notes = self.notes.saturating_add(other.notes);
        self.notes_squared = self.notes_squared.saturating_add(other.notes_squared);
    }
}

impl MetSums {
    /// Adds a case with so many notes, of which so many meet it.
    pub(super) fn add(&mut self, notes: u64, met: u64) {
        self.merge(Self { met, met_squared: product(met, met), notes_by_met: product(notes, met) });
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.met = self.met.saturating_add(other.met);
        self.met_squared = self.met_squared.saturating_add(other.met_squared);
        self.notes_by_met = self.notes_by_met.saturating_add(other.notes_by_met);
    }
}

fn product(a: u64, b: u64) -> u128 {
    u128::from(a) * u128::from(b)
}

impl Clusters {
    /// What was summed apart: all cases, and those that have notes that meet it.
    pub(super) fn new(all: CaseSums, met: MetSums) -> Self {
        Self { all, met }
    }

    /// Adds a case with `notes_of_case`, of which `met_of_case` meet it; more
    /// than there are count as all. A case without notes is none.
    pub fn add(&mut self, notes_of_case: u64, met_of_case: u64) {
        self.all.add(notes_of_case);
        self.met.add(notes_of_case, met_of_case.min(notes_of_case));
    }

    /// The same cases, of which some have further notes that meet it: the notes of
    /// each of these cases, and how many of them do; each case at most once.
    #[must_use]
    pub fn meeting(mut self, cases: impl IntoIterator<Item = (u64, u64)>) -> Self {
        cases.into_iter().for_each(|(notes, met)| self.met.add(notes, met.min(notes)));
        self
    }

    /// Adds what other cases came to.
    pub fn merge(&mut self, other: Self) {
        self.all.merge(other.all);
        self.met.merge(other.met);
    }

    /// What is left when cases that were added are taken away again.
    pub(super) fn without(self, some: Self) -> Self {
        let all = CaseSums {
            cases: self.all.cases.saturating_sub(some.all.cases),
            notes: self.all.notes.saturating_sub(some.all.notes),
            notes_squared: self.all.notes_squared.saturating_sub(some.all.notes_squared),
        };
        let met = MetSums {
            met: self.met.met.saturating_sub(some.met.met),
            met_squared: self.met.met_squared.saturating_sub(some.met.met_squared),
            notes_by_met: self.met.notes_by_met.saturating_sub(some.met.notes_by_met),
        };
        Self { all, met }
    }

    /// The cases added.
    pub fn cases(self) -> u64 {
        self.all.cases
    }

    /// Their notes.
    pub fn notes(self) -> u64 {
        self.all.notes
    }

    /// Of those, the notes that meet it.
    pub fn met(self) -> u64 {
        self.met.met
    }

    /// The share of notes with its interval: the variance of a ratio over
    /// clusters by linearisation (Cochran 1977, Sampling Techniques, 9A.1), the
    /// design effect of Kish (1965), and Wilson's interval for the effective
    /// number of notes (Korn and Graubard 1998, Survey Methodology 24, 193-201).
    ///
    /// Where every case has the same share, each case counts as one note.
    ///
    /// # Errors
    ///
    /// [`NoInterval`] for no notes and for notes of fewer than five cases.
    pub fn share(self) -> Result<ClusteredShare, NoInterval> {
        if self.notes() == 0 {
            return Err(NoInterval::NoNotes);
        }
        if self.cases() < FEWEST_CASES {
            return Err(NoInterval::TooFewCases(self.cases()));
        }
        let (notes, cases) = (self.notes() as f64, self.cases() as f64);
        let share = Share::clipped(self.met() as f64 / notes);
        let independent = share.get() * (1.0 - share.get()) / notes;
        let variance = self.variance();
        let design_effect = (variance > 0.0 && independent > 0.0).then(|| variance / independent);
        let effective_notes = design_effect.map_or(cases, |effect| notes / effect.max(1.0));
        let interval = wilson_effective(share.get(), effective_notes, self.critical());
        Ok(ClusteredShare { share, cases: self.cases(), design_effect, effective_notes, interval })
    }

    /// The interval of [`Self::share`], or why there is none.
    ///
    /// # Errors
    ///
    /// As [`Self::share`].
    pub fn interval(self) -> Result<Interval, NoInterval> {
        self.share().map(|share| share.interval)
    }

    /// How many standard errors the interval reaches to either side.
    fn critical(self) -> f64 {
        if self.cases() < CASES_FOR_NORMAL { student_quantile(0.975, self.cases() as f64 - 1.0) } else { Z95 }
    }

    /// The variance of the share, from the squared distances of the cases from
    /// it. These are summed in whole numbers, so that they are 0 exactly where
    /// all cases agree; that holds up to thousands of millions of notes, beyond
    /// which the numbers stop at their end and each case counts as one note.
    fn variance(self) -> f64 {
        let (notes, met) = (u128::from(self.notes()), u128::from(self.met()));
        let product = |factors: [u128; 3]| factors.into_iter().fold(1, u128::saturating_mul);
        let squares =
            product([self.met.met_squared, notes, notes]).saturating_add(product([self.all.notes_squared, met, met]));
        let crossed = product([self.met.notes_by_met, notes, met]).saturating_mul(2);
        let (cases, notes) = (self.cases() as f64, self.notes() as f64);
        squares.saturating_sub(crossed) as f64 / notes.powi(4) * cases / (cases - 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clusters(cases: &[(u64, u64)]) -> Clusters {
        let mut clusters = Clusters::default();
        for &(notes, met) in cases {
            clusters.add(notes, met);
        }
        clusters
    }

    #[test]
    fn gives_no_interval_on_nothing_or_on_too_few_cases() {
        assert_eq!(clusters(&[]).interval(), Err(NoInterval::NoNotes));
        assert_eq!(clusters(&[(0, 0); 9]).interval(), Err(NoInterval::NoNotes));
        assert_eq!(clusters(&[(50, 20); 4]).interval(), Err(NoInterval::TooFewCases(4)));
    }

    #[test]
    fn takes_each_case_as_one_note_where_all_cases_agree() {
        for met in [0, 2, 4] {
            let share = clusters(&[(4, met); 40]).share().unwrap();
            assert_eq!((share.design_effect, share.effective_notes.to_bits()), (None, 40_f64.to_bits()), "{met}");
            assert!(share.interval.high - share.interval.low > 0.05);
        }
    }

    #[test]
    fn can_be_told_afterwards_which_notes_meet_it() {
        let told = clusters(&[(4, 0), (3, 0), (1, 0)]).meeting([(1, 1), (4, 2)]);
        assert_eq!(told, clusters(&[(4, 2), (3, 0), (1, 1)]));
    }

    #[test]
    fn counts_no_more_met_than_there_are() {
        assert_eq!(clusters(&[(3, 9)]), clusters(&[(3, 3)]));
    }

    #[test]
    fn uses_student_below_thirty_cases() {
        let mixed = |cases: usize| [(4, 1), (4, 3)].into_iter().cycle().take(cases).collect::<Vec<_>>();
        let share = |cases| clusters(&mixed(cases)).share().unwrap();
        let width = |share: ClusteredShare| share.interval.high - share.interval.low;
        let normal = |share: ClusteredShare| wilson_effective(share.share.get(), share.effective_notes, Z95);
        assert!(width(share(28)) > normal(share(28)).high - normal(share(28)).low);
        assert_eq!(share(30).interval, normal(share(30)));
    }
}
