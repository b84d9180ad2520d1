//! How the classifier's numbers become probabilities: logistic regression on
//! their logits (Platt 1999), with targets drawn in as he advises, so that few
//! or clear-cut cases do not give certainty.

use super::reliability::Reliability;
use crate::classify::Calibration;

/// Newton's method is done long before.
const STEPS: usize = 50;

/// The calibration that fits numbers which were given as if they were
/// probabilities; with none that are right or none that are wrong, they stay
/// as they are.
pub fn fit(given: &Reliability) -> Calibration {
    let right = given.pairs().iter().filter(|(_, right)| *right).count() as f64;
    let wrong = given.pairs().len() as f64 - right;
    if right == 0.0 || wrong == 0.0 {
        return Calibration::NONE;
    }
    let targets = [1.0 / (wrong + 2.0), (right + 1.0) / (right + 2.0)];
    let cases = given.pairs().iter().map(|(given, right)| (logit(given.share()), targets[usize::from(*right)]));
    let cases: Vec<_> = cases.collect();
    (0..STEPS).fold(Calibration::NONE, |fit, _| improved(fit, &cases))
}

/// One step of Newton's method.
fn improved(fit: Calibration, cases: &[(f64, f64)]) -> Calibration {
    // The gradient, and the matrix of second derivatives with a little on its
    // diagonal so that it can be inverted.
    let (mut by_slope, mut by_offset, mut a, mut b, mut c) = (0.0, 0.0, 1e-9, 0.0, 1e-9);
    for &(x, target) in cases {
        let p = 1.0 / (1.0 + (-(fit.slope * x + fit.offset)).exp());
        let weight = p * (1.0 - p);
        by_slope += (p - target) * x;
        by_offset += p - target;
        a += weight * x * x;
        b += weight * x;
        c += weight;
    }
    let determinant = a * c - b * b;
    Calibration {
        slope: fit.slope - (c * by_slope - b * by_offset) / determinant,
        offset: fit.offset - (a * by_offset - b * by_slope) / determinant,
    }
}

fn logit(share: f64) -> f64 {
    let share = share.clamp(0.005, 0.995);
    (share / (1.0 - share)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::Probability;

    #[test]
    fn numbers_that_promise_too_much_are_drawn_in() {
        let mut given = Reliability::default();
        // What is said to be 0.9 is so in 6 of 10, what is said to be 0.5 in 3.
        for number in 0..1000 {
            given.add(Probability::new(0.9), number % 10 < 6);
            given.add(Probability::new(0.5), number % 10 < 3);
        }
        let fit = fit(&given);
        let at = |share: f64| 1.0 / (1.0 + (-(fit.slope * logit(share) + fit.offset)).exp());
        assert!((at(0.9) - 0.6).abs() < 0.01 && (at(0.5) - 0.3).abs() < 0.01, "{fit:?}");
    }

    #[test]
    fn nothing_to_learn_from_changes_nothing() {
        let mut given = Reliability::default();
        given.add(Probability::new(0.7), true);
        assert_eq!(fit(&given), Calibration::NONE);
    }
}
