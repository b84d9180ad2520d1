//! Intervals: what a share of a sample says about the practice behind it.

/// The 97.5 % point of the normal distribution, for 95 % intervals.
pub(super) const Z95: f64 = 1.959_963_984_540_054;

/// A 95 % interval, both ends between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The 95 % interval of Wilson (1927) for `successes` out of `trials`, without
/// continuity correction: the one that the Office for Health Improvement and
/// Disparities prefers for proportions. `None` where there were no trials, or
/// more successes than trials.
///
/// The lower end is exactly 0 for no success, the upper exactly 1 for no
/// failure; floating residue would otherwise print as `-0.0`.
pub fn wilson(successes: u64, trials: u64) -> Option<Interval> {
    if trials == 0 || successes > trials {
        return None;
    }
    let (x, n, z2) = (successes as f64, trials as f64, Z95 * Z95);
    let spread = Z95 * (z2 + 4.0 * x * (1.0 - x / n)).sqrt();
    let (middle, scale) = (2.0 * x + z2, 2.0 * (n + z2));
    let low = if successes == 0 { 0.0 } else { (middle - spread) / scale };
    let high = if successes == trials { 1.0 } else { (middle + spread) / scale };
    Some(Interval { low, high })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_published_values() {
        for (x, n, low, high) in [
            (0, 1, 0.0, 0.793_451),
            (0, 10, 0.0, 0.277_533),
            (1, 10, 0.017_876, 0.404_150),
            (5, 10, 0.236_593, 0.763_407),
            (10, 10, 0.722_467, 1.0),
            (81, 263, 0.255_289, 0.366_210),
            (268, 412, 0.603_246, 0.694_945),
        ] {
            let interval = wilson(x, n).unwrap();
            assert!((interval.low - low).abs() < 1e-6, "{x}/{n} low {}", interval.low);
            assert!((interval.high - high).abs() < 1e-6, "{x}/{n} high {}", interval.high);
        }
    }

    #[test]
    fn gives_no_interval_without_a_base() {
        assert_eq!(wilson(0, 0), None);
        assert_eq!(wilson(2, 1), None);
    }
}
