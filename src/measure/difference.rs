//! Two shares: how far apart they are, and how sure that is.

use super::clusters::ClusteredShare;
use super::interval::{Confidence, Interval, wilson_at};
use super::share::{Proportion, Share};

/// A share with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// The share.
    pub share: Share,
    /// Where it lies with 95 % confidence.
    pub interval: Interval,
}

impl From<Proportion> for Measured {
    /// By Wilson's interval, for what is independent.
    fn from(proportion: Proportion) -> Self {
        Self { share: proportion.share(), interval: wilson_at(proportion, Confidence::C95) }
    }
}

impl From<ClusteredShare> for Measured {
    /// By the interval that allows for notes within cases.
    fn from(clustered: ClusteredShare) -> Self {
        Self { share: clustered.share, interval: clustered.interval }
    }
}

/// How much larger one share is than another, between -1 and 1, with its 95 %
/// interval. Times 100 it is in percentage points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The first share less the second.
    pub value: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Difference {
    /// Which way it points, if any.
    pub fn sign(self) -> Sign {
        Sign::of(self.value)
    }
}

/// Which way a difference points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The first share is the larger.
    Higher,
    /// The first share is the smaller.
    Lower,
    /// They are the same.
    Neither,
}

impl Sign {
    pub(super) fn of(difference: f64) -> Self {
        if difference > 0.0 {
            Self::Higher
        } else if difference < 0.0 {
            Self::Lower
        } else {
            Self::Neither
        }
    }
}

/// The difference of two shares with the hybrid interval of Newcombe (1998,
/// Statistics in Medicine 17, 873-890, method 10), from whatever intervals the
/// shares have.
pub fn newcombe(first: Measured, second: Measured) -> Difference {
    let (p, q) = (first.share.get(), second.share.get());
    let below = (p - first.interval.low).hypot(second.interval.high - q);
    let above = (first.interval.high - p).hypot(q - second.interval.low);
    Difference { value: p - q, low: (p - q - below).max(-1.0), high: (p - q + above).min(1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(met: u64, of: u64) -> Measured {
        Proportion::new(met, of).unwrap().into()
    }

    #[test]
    fn is_mirrored_when_the_shares_change_places() {
        let (there, back) = (newcombe(measured(9, 10), measured(3, 10)), newcombe(measured(3, 10), measured(9, 10)));
        assert_eq!((there.value, there.low, there.high), (-back.value, -back.high, -back.low));
        assert_eq!((there.sign(), back.sign()), (Sign::Higher, Sign::Lower));
    }

    #[test]
    fn says_that_equal_shares_point_no_way() {
        assert_eq!(newcombe(measured(1, 2), measured(2, 4)).sign(), Sign::Neither);
    }

    #[test]
    fn stays_between_all_and_nothing() {
        let apart = newcombe(measured(5, 5), measured(0, 5));
        assert!(apart.high <= 1.0 && apart.low > 0.0);
    }
}
