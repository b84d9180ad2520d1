//! Whether two people who read the same notes again say the same of them.

use std::collections::BTreeMap;

use super::reading::{Reviewed, Verdict};
use crate::measure::{AlphaInterval, Coefficient, Proportion, Ratings, TwoReviewers, Undefined, alpha_interval};

/// How far two reviewers agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// Both yes, the first alone, the second alone, both no.
    pub table: [u64; 4],
    /// Notes on which they agree, of all that both decided.
    pub agreed: Proportion,
    /// Cohen's kappa.
    pub kappa: Result<Coefficient, Undefined>,
    /// Gwet's AC1.
    pub ac1: Coefficient,
    /// Krippendorff's alpha.
    pub alpha: Result<f64, Undefined>,
    /// Its interval, by drawing cases again; `None` on few cases, or where too
    /// many draws leave nothing to agree on.
    pub alpha_interval: Option<AlphaInterval>,
}

impl Agreement {
    /// Of two reviewers; `cases` tells the case of a note. `None` where they
    /// decided no note in common.
    pub fn new(first: &Reviewed, second: &Reviewed, cases: &BTreeMap<(String, u64), String>) -> Option<Self> {
        let mut table = [0; 4];
        let mut by_case: BTreeMap<_, Ratings<Verdict>> = BTreeMap::new();
        for (note, one) in &first.verdicts {
            let Some(other) = second.verdicts.get(note) else { continue };
            let cell = 2 * usize::from(*one == Verdict::No) + usize::from(*other == Verdict::No);
            table[cell] += 1;
            // A note without a case is one by itself.
            let case = cases.get(note).map_or("", String::as_str);
            by_case.entry((case, case.is_empty().then_some(note))).or_default().add([*one, *other]);
        }
        let [both, first_alone, second_alone, neither] = table;
        let reviewers = TwoReviewers::new(vec![vec![both, first_alone], vec![second_alone, neither]])?;
        Some(Self {
            table,
            agreed: reviewers.agreed()?,
            kappa: reviewers.kappa(),
            ac1: reviewers.ac1(),
            alpha: reviewers.ratings().alpha(),
            alpha_interval: alpha_interval(&by_case.into_values().collect::<Vec<_>>()),
        })
    }
}
