//! Intervals from the binomial distribution itself.

use super::interval::{Confidence, Interval};
use super::share::{Proportion, Share};
use super::tails::beta_quantile;

/// The exact interval of Clopper and Pearson (1934): it holds the truth at
/// least as often as it says, and is wide. For "at most" and "at least".
pub fn clopper_pearson(proportion: Proportion, confidence: Confidence) -> Interval {
    between(proportion, confidence.tail())
}

/// The share that is not exceeded, with 95 % confidence on the one side: the
/// upper end of Clopper and Pearson at 5 %.
pub fn at_most(proportion: Proportion) -> Share {
    Share::clipped(between(proportion, 0.05).high)
}

/// Clopper and Pearson's interval that leaves `tail` out on either side.
pub(super) fn between(proportion: Proportion, tail: f64) -> Interval {
    let (met, not_met) = (proportion.met() as f64, proportion.not_met() as f64);
    let low = beta_quantile(tail, met, not_met + 1.0);
    let high = 1.0 - beta_quantile(tail, not_met, met + 1.0);
    Interval::clipped(low, high)
}

/// The interval of Jeffreys (Brown and others 2001, Statistical Science 16,
/// 101-133), with its ends at 0 for none and at 1 for all: right on average,
/// for use inside simulations.
pub fn jeffreys(proportion: Proportion, confidence: Confidence) -> Interval {
    let (a, b) = (proportion.met() as f64 + 0.5, proportion.not_met() as f64 + 0.5);
    let low = if proportion.met() == 0 { 0.0 } else { beta_quantile(confidence.tail(), a, b) };
    let high = if proportion.not_met() == 0 { 1.0 } else { 1.0 - beta_quantile(confidence.tail(), b, a) };
    Interval::clipped(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_exactly_at_nothing_and_at_all() {
        let (none, all) = (Proportion::new(0, 5).unwrap(), Proportion::new(5, 5).unwrap());
        for interval in [clopper_pearson, jeffreys] {
            assert_eq!(interval(none, Confidence::C95).low.to_bits(), 0);
            assert_eq!(interval(all, Confidence::C95).high.to_bits(), 1_f64.to_bits());
        }
    }

    #[test]
    fn one_sided_bound_is_within_the_two_sided_interval() {
        let found = Proportion::new(3, 60).unwrap();
        assert!(at_most(found).get() < clopper_pearson(found, Confidence::C95).high);
        assert_eq!(at_most(Proportion::new(4, 4).unwrap()).get().to_bits(), 1_f64.to_bits());
    }
}
