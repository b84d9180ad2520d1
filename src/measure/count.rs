//! Intervals of counts that have no ceiling: mentions, not notes.
//!
//! Mentions come in clusters within a note, which these intervals do not allow
//! for: a verdict rests on notes.

use super::interval::Confidence;
use super::tails::chi_squared_quantile;

/// From this count on the approximation serves.
const BYAR_FROM: u64 = 10;

/// An interval of a count, or of a count divided by what it is counted in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CountInterval {
    /// The lower end, 0 or more.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl CountInterval {
    /// The same per unit of `exposure`; `None` without any.
    pub fn per(self, exposure: f64) -> Option<Self> {
        let is_some = exposure > 0.0 && exposure.is_finite();
        is_some.then(|| Self { low: self.low / exposure, high: self.high / exposure })
    }
}

/// The interval of a count by the rule of the Office for Health Improvement
/// and Disparities: exact below 10, Byar's approximation from there.
pub fn count_interval(count: u64, confidence: Confidence) -> CountInterval {
    if count < BYAR_FROM { exact_poisson(count, confidence) } else { byar(count, confidence) }
}

/// The exact interval of a Poisson count (Garwood 1936).
pub fn exact_poisson(count: u64, confidence: Confidence) -> CountInterval {
    let (count, tail) = (count as f64, confidence.tail());
    let low = if count > 0.0 { chi_squared_quantile(tail, 2.0 * count) / 2.0 } else { 0.0 };
    CountInterval { low, high: chi_squared_quantile(1.0 - tail, 2.0 * count + 2.0) / 2.0 }
}

/// Byar's approximation to it (Breslow and Day 1987, Statistical Methods in
/// Cancer Research II, 69).
pub fn byar(count: u64, confidence: Confidence) -> CountInterval {
    let cubed = |count: f64, z: f64| count * (1.0 - 1.0 / (9.0 * count) + z / (3.0 * count.sqrt())).powi(3);
    let (count, z) = (count as f64, confidence.z());
    let low = if count > 0.0 { cubed(count, -z).max(0.0) } else { 0.0 };
    CountInterval { low, high: cubed(count + 1.0, z) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_over_from_exact_to_approximate_at_ten() {
        assert_eq!(count_interval(9, Confidence::C95), exact_poisson(9, Confidence::C95));
        assert_eq!(count_interval(10, Confidence::C95), byar(10, Confidence::C95));
    }

    #[test]
    fn begins_at_nothing_where_nothing_was_counted() {
        for interval in [exact_poisson, byar] {
            assert_eq!(interval(0, Confidence::C95).low.to_bits(), 0);
        }
    }

    #[test]
    fn gives_no_rate_without_exposure() {
        let interval = count_interval(3, Confidence::C95);
        assert_eq!((interval.per(0.0), interval.per(f64::NAN)), (None, None));
        assert_eq!(interval.per(2.0).unwrap().high.to_bits(), (interval.high / 2.0).to_bits());
    }
}
