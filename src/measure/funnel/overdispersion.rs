//! How much further agencies differ than chance allows.

use crate::measure::share::{Proportion, Share};

/// The share of agencies at either end whose distance is taken in, so that
/// the few furthest do not decide.
const WINSORISED: f64 = 0.1;

/// How much further agencies differ than chance allows (Spiegelhalter 2005,
/// Quality and Safety in Health Care 14, 347-351).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Overdispersion {
    /// The mean squared standardised distance: 1 where there is only chance.
    pub phi: f64,
    /// The variance between agencies, on the scale that was used; 0 where
    /// there is only chance.
    pub tau_squared: f64,
}

/// How far one agency lies from the target, and with what standard error.
#[derive(Clone, Copy)]
struct Distance {
    distance: f64,
    error: f64,
}

impl Overdispersion {
    /// Of proportions around `target`, on the arcsine scale.
    pub(super) fn of_proportions(agencies: &[Proportion], target: Share) -> Option<Self> {
        let angle = |share: Share| share.get().sqrt().asin();
        Self::new(agencies.iter().map(|agency| Distance {
            distance: angle(agency.share()) - angle(target),
            error: 0.5 / (agency.of() as f64).sqrt(),
        }))
    }

    /// Of ratios of what was observed to what was to be expected, around 1, on
    /// the scale of square roots. `None` for fewer than two, and where nothing
    /// was to be expected.
    pub fn of_ratios(agencies: &[(u64, f64)]) -> Option<Self> {
        let all_expected = agencies.iter().all(|&(_, expected)| expected > 0.0 && expected.is_finite());
        let distance = |&(observed, expected): &(u64, f64)| Distance {
            distance: (observed as f64 / expected).sqrt() - 1.0,
            error: 0.5 / expected.sqrt(),
        };
        all_expected.then(|| Self::new(agencies.iter().map(distance)))?
    }

    /// The variance between is by moments, as in random-effects
    /// meta-analysis (Controlled Clinical Trials 7, 1986, 177-188).
    fn new(distances: impl Iterator<Item = Distance>) -> Option<Self> {
        let distances: Vec<Distance> = distances.collect();
        if distances.len() < 2 {
            return None;
        }
        let agencies = distances.len() as f64;
        let phi =
            winsorised(distances.iter().map(|d| d.distance / d.error).collect()).iter().map(|z| z * z).sum::<f64>()
                / agencies;
        let weights = || distances.iter().map(|d| d.error.powi(-2));
        let (sum, squares): (f64, f64) = (weights().sum(), weights().map(|weight| weight * weight).sum());
        let excess = agencies * phi - (agencies - 1.0);
        let tau_squared = if excess > 0.0 { excess / (sum - squares / sum) } else { 0.0 };
        Some(Self { phi, tau_squared })
    }
}

/// The values, with those beyond the tenth and ninetieth percentile taken in
/// to them.
fn winsorised(values: Vec<f64>) -> Vec<f64> {
    let mut sorted = values.clone();
    sorted.sort_by(f64::total_cmp);
    let (low, high) = (quantile(&sorted, WINSORISED), quantile(&sorted, 1.0 - WINSORISED));
    values.into_iter().map(|value| value.max(low).min(high)).collect()
}

/// The quantile of sorted values, interpolated between neighbours (type 7 of
/// Hyndman and Fan 1996).
fn quantile(sorted: &[f64], part: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    let place = part * last as f64;
    let before = (0..=last).take_while(|&at| at as f64 <= place).last().unwrap_or(0);
    let (here, next) = (sorted.get(before).copied().unwrap_or(0.0), sorted.get(before + 1).copied());
    next.map_or(here, |next| here + (place - before as f64) * (next - here))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interpolates_between_neighbours() {
        let sorted = [1.0, 2.0, 4.0];
        for (part, expected) in [(0.0, 1.0), (0.25, 1.5), (0.5, 2.0), (0.75, 3.0), (1.0, 4.0)] {
            assert!((quantile(&sorted, part) - expected).abs() < 1e-12, "{part}");
        }
    }

    #[test]
    fn takes_in_what_lies_furthest() {
        let values: Vec<f64> = (0..=10).map(f64::from).collect();
        let taken_in = winsorised(values);
        assert!((taken_in[0] - 1.0).abs() < 1e-12 && (taken_in[10] - 9.0).abs() < 1e-12);
    }

    #[test]
    fn says_nothing_of_one_or_of_what_was_not_to_be_expected() {
        assert_eq!(Overdispersion::of_ratios(&[(3, 2.0)]), None);
        assert_eq!(Overdispersion::of_ratios(&[(3, 2.0), (1, 0.0)]), None);
        assert_eq!(Overdispersion::of_ratios(&[]), None);
    }
}
