//! Tests of one share against another, or against a fixed one.

use std::cmp::Ordering;

use super::clusters::ClusteredShare;
use super::search::first_where;
use super::share::{PValue, Proportion, Share};
use super::tails::{Draws, Trials, normal_two_sided, student_two_sided};

/// Two probabilities that differ by no more than this are the same one,
/// worked out twice.
const SAME: f64 = 1.0 + 1e-7;

/// Whether two proportions differ: the test that pools them for its variance
/// (Agresti 2013, Categorical Data Analysis, 3.2.5).
pub fn pooled_test(first: Proportion, second: Proportion) -> PValue {
    let sampled = |proportion: Proportion| (proportion.share(), proportion.of() as f64);
    normal_two_sided(pooled_z(sampled(first), sampled(second)))
}

/// Whether two shares of notes within cases differ: the same test on the
/// numbers of independent notes that they are worth. With fewer than 30 cases
/// on either side it is referred to Student's t, as the intervals are.
pub fn clustered_test(first: ClusteredShare, second: ClusteredShare) -> PValue {
    let sampled = |clustered: ClusteredShare| (clustered.share, clustered.effective_notes);
    let z = pooled_z(sampled(first), sampled(second));
    let cases = first.cases.min(second.cases);
    if cases < 30 { student_two_sided(z, cases as f64 - 1.0) } else { normal_two_sided(z) }
}

fn pooled_z((first, size): (Share, f64), (second, other_size): (Share, f64)) -> f64 {
    let (p, q) = (first.get(), second.get());
    let pooled = (p * size + q * other_size) / (size + other_size);
    let variance = pooled * (1.0 - pooled) * (1.0 / size + 1.0 / other_size);
    if variance > 0.0 { (p - q) / variance.sqrt() } else { 0.0 }
}

/// Whether two proportions differ: Fisher's exact test, two-sided, adding up
/// every table that is no more probable than the one found (Fisher 1935).
pub fn fisher_test(first: Proportion, second: Proportion) -> PValue {
    let met = first.met().saturating_add(second.met());
    let all = first.of().saturating_add(second.of());
    let Some(draws) = Draws::new(all, met, first.of()) else { return PValue::clipped(1.0) };
    let support = met.saturating_sub(second.of())..=met.min(first.of());
    let found = draws.exactly(first.met()) * SAME;
    PValue::clipped(support.map(|x| draws.exactly(x)).filter(|&p| p <= found).sum())
}

/// Whether a proportion differs from a fixed `target`: the exact binomial
/// test, two-sided, adding up every number that is no more probable than the
/// one found.
pub fn binomial_test(proportion: Proportion, target: Share) -> PValue {
    let (x, n) = (proportion.met(), proportion.of());
    let Some(trials) = Trials::new(n, target.get()) else { return PValue::clipped(1.0) };
    let expected = n as f64 * target.get();
    let found = trials.exactly(x) * SAME;
    let below = |y: u64| y.checked_sub(1).map_or(0.0, |last| trials.at_most(last));
    let from = |y: u64| y.checked_sub(1).map_or(1.0, |last| trials.more_than(last));
    let far_below = |y: u64| y as f64 > expected || trials.exactly(y) > found;
    let far_above = |y: u64| y as f64 >= expected && trials.exactly(y) <= found;
    PValue::clipped(match (x as f64).total_cmp(&expected) {
        Ordering::Equal => 1.0,
        Ordering::Less => trials.at_most(x) + first_where(x, n, far_above).map_or(0.0, from),
        Ordering::Greater => from(x) + first_where(0, x, far_below).map_or(0.0, below),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Clusters;

    fn of(met: u64, of: u64) -> Proportion {
        Proportion::new(met, of).unwrap()
    }

    /// As many cases with none met as with all, of four notes each.
    fn halves(pairs: u64) -> ClusteredShare {
        let mut clusters = Clusters::default();
        for case in 0..2 * pairs {
            clusters.add(4, if case % 2 == 0 { 4 } else { 0 });
        }
        clusters.share().unwrap()
    }

    fn one(p: PValue) -> bool {
        p.get() > 1.0 - 1e-9
    }

    #[test]
    fn finds_no_difference_where_nothing_or_everything_is_met() {
        for (first, second) in [(of(0, 5), of(0, 9)), (of(5, 5), of(9, 9)), (of(3, 6), of(3, 6))] {
            assert!(one(pooled_test(first, second)) && one(fisher_test(first, second)));
        }
    }

    #[test]
    fn finds_no_difference_from_a_target_that_is_met_exactly() {
        assert!(one(binomial_test(of(5, 10), Share::new(0.5).unwrap())));
        assert!(one(binomial_test(of(0, 10), Share::new(0.0).unwrap())));
        assert!(one(binomial_test(of(10, 10), Share::new(1.0).unwrap())));
    }

    #[test]
    fn finds_what_could_not_be_under_the_target_impossible() {
        assert_eq!(binomial_test(of(1, 10), Share::new(0.0).unwrap()).get().to_bits(), 0);
        assert_eq!(binomial_test(of(9, 10), Share::new(1.0).unwrap()).get().to_bits(), 0);
    }

    #[test]
    fn asks_for_more_of_few_cases() {
        let mut never = Clusters::default();
        (0..40).for_each(|_| never.add(4, 0));
        let never = never.share().unwrap();
        let (few, many) = (clustered_test(halves(14), never), clustered_test(halves(15), never));
        assert!(few > many && many.get() < 0.001);
    }
}
