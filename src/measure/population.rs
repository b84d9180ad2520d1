//! What a sample says about the population that it was drawn from, where that
//! is small enough to count.

use super::search::first_where;
use super::share::Proportion;
use super::tails::Draws;

/// A sample drawn from a population without putting back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn {
    population: u64,
    sample: Proportion,
}

/// How many of a population bear something, at least and at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bearing {
    /// At least so many.
    pub low: u64,
    /// At most so many.
    pub high: u64,
}

impl Drawn {
    /// A sample of a population; `None` where more were drawn than there are.
    pub fn new(population: u64, sample: Proportion) -> Option<Self> {
        (sample.of() <= population).then_some(Self { population, sample })
    }

    /// How many of the population bear it, with 95 % confidence: the exact
    /// hypergeometric limits (Buonaccorsi 1987, The American Statistician 41,
    /// 215-218).
    pub fn bearing(self) -> Bearing {
        Bearing { low: self.at_least(0.025), high: self.at_most(0.025) }
    }

    /// The same number with 95 % confidence on the one side: at most so many.
    pub fn bearing_at_most(self) -> u64 {
        self.at_most(0.05)
    }

    /// The largest number for which a sample with no more than was found is not
    /// rarer than `tail`.
    pub(super) fn at_most(self, tail: f64) -> u64 {
        let not_rarer = |bearing| self.draws(bearing).is_none_or(|draws| draws.at_most(self.sample.met()) > tail);
        let (least, most) = (self.sample.met(), self.population - self.sample.not_met());
        first_where(least, most, |bearing| !not_rarer(bearing)).map_or(most, |rarer| rarer.saturating_sub(1).max(least))
    }

    /// The smallest number for which a sample with at least what was found is
    /// not rarer than `tail`.
    pub(super) fn at_least(self, tail: f64) -> u64 {
        let not_rarer = |bearing| self.draws(bearing).is_none_or(|draws| draws.at_least(self.sample.met()) > tail);
        let (least, most) = (self.sample.met(), self.population - self.sample.not_met());
        first_where(least, most, not_rarer).unwrap_or(most)
    }

    fn draws(self, bearing: u64) -> Option<Draws> {
        Draws::new(self.population, bearing, self.sample.of())
    }
}

/// How many to look at to see at least one with 95 % confidence, if `bearing`
/// of `population` bear it. `None` where none do, or more than there are.
pub fn dip_sample(population: u64, bearing: u64) -> Option<u64> {
    if bearing == 0 || bearing > population {
        return None;
    }
    let sees_one = |drawn| Draws::new(population, bearing, drawn).is_some_and(|draws| draws.exactly(0) <= 0.05);
    first_where(1, population - bearing + 1, sees_one)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(population: u64, met: u64, of: u64) -> Drawn {
        Drawn::new(population, Proportion::new(met, of).unwrap()).unwrap()
    }

    #[test]
    fn refuses_a_sample_larger_than_its_population() {
        assert_eq!(Drawn::new(9, Proportion::new(1, 10).unwrap()), None);
    }

    #[test]
    fn knows_the_number_where_everything_was_looked_at() {
        assert_eq!(drawn(10, 3, 10).bearing(), Bearing { low: 3, high: 3 });
        assert_eq!(drawn(10, 3, 10).bearing_at_most(), 3);
    }

    #[test]
    fn needs_no_dip_sample_for_what_is_not_there() {
        assert_eq!(dip_sample(50, 0), None);
        assert_eq!(dip_sample(50, 51), None);
        assert_eq!(dip_sample(50, 50), Some(1));
    }
}
