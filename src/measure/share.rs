//! The numbers that measures are made of, each with a type of its own: a share
//! is not a probability, and neither can be taken for a count.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A share, between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Share(f64);

impl Share {
    /// A share; `None` outside 0 to 1 and for what is no number.
    pub fn new(share: f64) -> Option<Self> {
        (0.0..=1.0).contains(&share).then_some(Self(share))
    }

    /// A share that arithmetic may have carried past an end by its last digit.
    pub(crate) fn clipped(share: f64) -> Self {
        Self(share.clamp(0.0, 1.0))
    }

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }
}

/// How many of how many: never of none, and never more than there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proportion {
    met: u64,
    of: u64,
}

impl Proportion {
    /// `met` out of `of`; `None` out of nothing, or where more are met than
    /// there are.
    pub fn new(met: u64, of: u64) -> Option<Self> {
        (of > 0 && met <= of).then_some(Self { met, of })
    }

    /// How many meet it.
    pub fn met(self) -> u64 {
        self.met
    }

    /// Out of how many.
    pub fn of(self) -> u64 {
        self.of
    }

    /// How many do not.
    pub fn not_met(self) -> u64 {
        self.of - self.met
    }

    /// The share of those that do.
    pub fn share(self) -> Share {
        Share::clipped(self.met as f64 / self.of as f64)
    }

    /// All of them together; `None` for none.
    pub(super) fn pooled(parts: &[Self]) -> Option<Self> {
        let sum = |count: fn(&Self) -> u64| parts.iter().map(count).fold(0, u64::saturating_add);
        Self::new(sum(|part| part.met), sum(|part| part.of))
    }
}

/// A share in whole percentages, halves upwards: `16 %`. What is not quite nothing
/// or not quite everything says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Percent(Proportion);

impl From<Proportion> for Percent {
    fn from(proportion: Proportion) -> Self {
        Self(proportion)
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Proportion { met, of } = self.0;
        match (200 * u128::from(met) + u128::from(of)) / (2 * u128::from(of)) {
            0 if met > 0 => f.write_str("less than 1 %"),
            100 if met < of => f.write_str("more than 99 %"),
            rounded => write!(f, "{rounded} %"),
        }
    }
}

/// How probable a difference at least this large would be if there were none.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct PValue(f64);

impl PValue {
    /// A probability; `None` outside 0 to 1 and for what is no number.
    pub fn new(p: f64) -> Option<Self> {
        (0.0..=1.0).contains(&p).then_some(Self(p))
    }

    /// A probability that was added up from others; what is no number says
    /// nothing against there being no difference.
    pub(super) fn clipped(p: f64) -> Self {
        Self(if p.is_nan() { 1.0 } else { p.clamp(0.0, 1.0) })
    }

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }
}

/// The share of false signals to expect among all that are at least as strong
/// as this one: a [`PValue`] after allowing for how many were looked at.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct QValue(f64);

/// Up to this share of false signals a difference is not taken for chance.
const MOST_Q: f64 = 0.05;

impl QValue {
    pub(super) fn clipped(q: f64) -> Self {
        Self(q.clamp(0.0, 1.0))
    }

    /// Whether what it is of is not taken for chance: one in twenty of those that
    /// are as strong may be false, and no more.
    pub fn is_beyond_chance(self) -> bool {
        self.0 <= MOST_Q
    }

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_no_share() {
        for number in [-0.1, 1.1, f64::NAN, f64::INFINITY] {
            assert_eq!(Share::new(number), None);
            assert_eq!(PValue::new(number), None);
        }
        assert_eq!(Share::new(0.25).map(Share::get), Some(0.25));
    }

    #[test]
    fn refuses_a_proportion_of_nothing_and_more_than_all() {
        assert_eq!(Proportion::new(0, 0), None);
        assert_eq!(Proportion::new(3, 2), None);
        assert_eq!(Proportion::new(2, 2).map(Proportion::not_met), Some(0));
    }
}
