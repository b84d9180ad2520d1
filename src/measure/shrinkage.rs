//! How far each agency's share can be believed to differ from the rest: an
//! agency with few notes is drawn towards what agencies record on the whole.
//! For saying how sure one is, never in place of the share itself.

use super::exact::credible;
use super::interval::Interval;
use super::share::{Proportion, Share};
use super::tails::{beta_below, digamma};

/// Between these, agencies differ so much or so little that the fit is not
/// looked for further: the notes that the common distribution is worth.
const STRENGTHS: [f64; 2] = [1e-3, 1e6];

/// Halvings of an interval, to the last digit.
const HALVINGS: usize = 100;

/// The distribution of shares over agencies: Beta(α, β), fitted to all of them
/// (the beta-binomial by maximum likelihood; Griffiths 1973, Biometrics 29,
/// 637-648).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Common {
    mean: f64,
    strength: f64,
}

/// Why no distribution was fitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotFitted {
    /// There are fewer than two agencies.
    TooFewAgencies,
    /// There is no evidence that agencies differ.
    NoEvidenceOfDifference,
    /// In each agency all notes meet it or none do.
    AllOrNone,
}

/// One agency's share, drawn towards the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shrunken {
    /// The share.
    pub share: Share,
    /// How much of it is the agency's own.
    pub own_weight: Share,
    /// Where it lies with a probability of 95 %.
    pub interval: Interval,
}

impl Common {
    /// Fits it to the notes of each agency.
    ///
    /// # Errors
    ///
    /// [`NotFitted`] where agencies do not differ, or cannot be told apart.
    pub fn fit(agencies: &[Proportion]) -> Result<Self, NotFitted> {
        if agencies.len() < 2 {
            return Err(NotFitted::TooFewAgencies);
        }
        if agencies.iter().all(|agency| agency.met() == 0) || agencies.iter().all(|agency| agency.not_met() == 0) {
            return Err(NotFitted::NoEvidenceOfDifference);
        }
        let at = |strength: f64| Self { mean: Self::best_mean(agencies, strength), strength };
        let rises = |log: f64| at(log.exp()).slope_of_strength(agencies) > 0.0;
        let [least, most] = STRENGTHS.map(f64::ln);
        if rises(most) {
            return Err(NotFitted::NoEvidenceOfDifference);
        }
        if !rises(least) {
            return Err(NotFitted::AllOrNone);
        }
        Ok(at(crossing(least, most, rises).exp()))
    }

    /// The first parameter.
    pub fn alpha(self) -> f64 {
        self.mean * self.strength
    }

    /// The second parameter.
    pub fn beta(self) -> f64 {
        (1.0 - self.mean) * self.strength
    }

    /// The mean over agencies, each counted once whatever its size.
    pub fn mean(self) -> Share {
        Share::clipped(self.mean)
    }

    /// How alike notes of one agency are: 0 where agencies do not differ, 1
    /// where they are all or nothing.
    pub fn correlation(self) -> Share {
        Share::clipped(1.0 / (self.strength + 1.0))
    }

    /// One agency's share as it stands in this distribution.
    pub fn shrunken(self, agency: Proportion) -> Shrunken {
        let (a, b) = self.posterior(agency);
        let notes = agency.of() as f64;
        Shrunken {
            share: Share::clipped(a / (a + b)),
            own_weight: Share::clipped(notes / (notes + self.strength)),
            interval: credible(a, b),
        }
    }

    /// How probable it is that an agency's share is below `target`.
    pub fn probability_below(self, agency: Proportion, target: Share) -> Share {
        let (a, b) = self.posterior(agency);
        Share::clipped(beta_below(target.get(), a, b))
    }

    fn posterior(self, agency: Proportion) -> (f64, f64) {
        (agency.met() as f64 + self.alpha(), agency.not_met() as f64 + self.beta())
    }

    /// The most likely mean at this strength.
    fn best_mean(agencies: &[Proportion], strength: f64) -> f64 {
        crossing(0.0, 1.0, |mean| Self { mean, strength }.slope_of_mean(agencies) > 0.0)
    }

    /// The slope of the log-likelihood in the mean, up to a factor.
    fn slope_of_mean(self, agencies: &[Proportion]) -> f64 {
        let (alpha, beta) = (self.alpha(), self.beta());
        let slope = |agency: &Proportion| gained(alpha, agency.met()) - gained(beta, agency.not_met());
        agencies.iter().map(slope).sum()
    }

    /// Its slope in the strength.
    fn slope_of_strength(self, agencies: &[Proportion]) -> f64 {
        let (alpha, beta) = (self.alpha(), self.beta());
        let slope = |agency: &Proportion| {
            self.mean * gained(alpha, agency.met()) + (1.0 - self.mean) * gained(beta, agency.not_met())
                - gained(self.strength, agency.of())
        };
        agencies.iter().map(slope).sum()
    }
}

/// ψ(x + n) - ψ(x), the derivative of ln Γ(x + n) / Γ(x).
fn gained(x: f64, n: u64) -> f64 {
    if n == 0 { 0.0 } else { digamma(x + n as f64) - digamma(x) }
}

/// Where what holds at `low` ceases to hold on the way to `high`.
fn crossing(low: f64, high: f64, holds: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (low, high);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if holds(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(agencies: &[(u64, u64)]) -> Result<Common, NotFitted> {
        Common::fit(&agencies.iter().map(|&(met, of)| Proportion::new(met, of).unwrap()).collect::<Vec<_>>())
    }

    #[test]
    fn says_why_it_was_not_fitted() {
        assert_eq!(fit(&[(3, 9)]), Err(NotFitted::TooFewAgencies));
        assert_eq!(fit(&[(0, 9), (0, 4)]), Err(NotFitted::NoEvidenceOfDifference));
        assert_eq!(fit(&[(9, 9), (4, 4)]), Err(NotFitted::NoEvidenceOfDifference));
        assert_eq!(fit(&[(30, 60), (31, 60), (29, 60)]), Err(NotFitted::NoEvidenceOfDifference));
        assert_eq!(fit(&[(0, 60), (60, 60), (0, 60)]), Err(NotFitted::AllOrNone));
    }

    #[test]
    fn draws_an_agency_with_few_notes_further_in() {
        let common = fit(&[(10, 100), (50, 100), (80, 100), (30, 100)]).unwrap();
        let share = |met, of| common.shrunken(Proportion::new(met, of).unwrap());
        let (few, many) = (share(9, 10), share(90, 100));
        assert!(few.share < many.share && few.own_weight < many.own_weight && many.share.get() < 0.9);
    }
}
