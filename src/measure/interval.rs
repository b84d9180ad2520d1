//! Intervals: what a share of a sample says about the practice behind it.

use super::share::Proportion;

/// The 97.5 % point of the normal distribution, for 95 % intervals.
pub(super) const Z95: f64 = 1.959_963_984_540_054;

/// The 99.9 % point, for 99.8 % intervals.
const Z998: f64 = 3.090_232_306_167_813;

/// How sure an interval is to hold the truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// 95 %: the usual.
    C95,
    /// 99.8 %: the outer lines of a funnel.
    C998,
}

impl Confidence {
    /// How many standard errors it reaches to either side.
    pub(super) fn z(self) -> f64 {
        match self {
            Self::C95 => Z95,
            Self::C998 => Z998,
        }
    }

    /// What it leaves out on either side.
    pub(super) fn tail(self) -> f64 {
        match self {
            Self::C95 => 0.025,
            Self::C998 => 0.001,
        }
    }
}

/// An interval of a share, 95 % unless said otherwise, both ends between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// An interval whose ends arithmetic may have carried past 0 or 1.
    pub(super) fn clipped(low: f64, high: f64) -> Self {
        Self { low: low.clamp(0.0, 1.0), high: high.clamp(0.0, 1.0) }
    }
}

/// The 95 % interval of Wilson (1927) for `successes` out of `trials`, without
/// continuity correction: the one that the Office for Health Improvement and
/// Disparities prefers for proportions. `None` where there were no trials, or
/// more successes than trials.
pub fn wilson(successes: u64, trials: u64) -> Option<Interval> {
    Some(wilson_at(Proportion::new(successes, trials)?, Confidence::C95))
}

/// The same at either confidence.
pub fn wilson_at(proportion: Proportion, confidence: Confidence) -> Interval {
    wilson_effective(proportion.share().get(), proportion.of() as f64, confidence.z())
}

/// The same for a share of `n` trials that need not be a whole number, reaching
/// `critical` standard errors to either side.
///
/// The lower end is exactly 0 for no success, the upper exactly 1 for no
/// failure; floating residue would otherwise print as `-0.0`.
pub(super) fn wilson_effective(share: f64, n: f64, critical: f64) -> Interval {
    let z2 = critical * critical;
    let spread = critical * (z2 + 4.0 * n * share * (1.0 - share)).max(0.0).sqrt();
    let (middle, scale) = (2.0 * n * share + z2, 2.0 * (n + z2));
    let low = if share <= 0.0 { 0.0 } else { (middle - spread) / scale };
    let high = if share >= 1.0 { 1.0 } else { (middle + spread) / scale };
    Interval::clipped(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_no_interval_without_a_base() {
        assert_eq!(wilson(0, 0), None);
        assert_eq!(wilson(2, 1), None);
    }

    #[test]
    fn is_wider_where_it_is_to_be_surer() {
        let proportion = Proportion::new(9, 33).unwrap();
        let (usual, sure) = (wilson_at(proportion, Confidence::C95), wilson_at(proportion, Confidence::C998));
        assert!(sure.low < usual.low && sure.high > usual.high);
    }

    #[test]
    fn ends_exactly_at_nothing_and_at_all() {
        for n in [1, 3, 7, 1000] {
            assert!(
                wilson(0, n).unwrap().low.to_bits() == 0 && wilson(n, n).unwrap().high.to_bits() == 1_f64.to_bits()
            );
        }
    }
}
