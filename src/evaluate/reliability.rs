//! How far probabilities can be taken at their word.

use crate::classify::Probability;

/// How many bins of equal width.
const BINS: usize = 10;

/// Probabilities that were given, and whether each was right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reliability(Vec<(Probability, bool)>);

/// The probabilities of one tenth.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// How many there are.
    pub given: u64,
    /// How many of them were right.
    pub right: u64,
    /// Their mean.
    pub mean: f64,
}

impl Bin {
    /// The share that was right; 0 without any.
    pub fn share(&self) -> f64 {
        if self.given == 0 { 0.0 } else { self.right as f64 / self.given as f64 }
    }
}

impl FromIterator<(Probability, bool)> for Reliability {
    fn from_iter<I: IntoIterator<Item = (Probability, bool)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

impl Reliability {
    /// Adds a probability and whether it was right.
    pub fn add(&mut self, probability: Probability, right: bool) {
        self.0.push((probability, right));
    }

    /// Every pair, in the order added.
    pub fn pairs(&self) -> &[(Probability, bool)] {
        &self.0
    }

    /// The probabilities by tenths, from the lowest.
    pub fn bins(&self) -> [Bin; BINS] {
        let mut bins = [Bin::default(); BINS];
        for &(probability, right) in &self.0 {
            let tenth = (1..BINS).take_while(|&n| probability.share() >= n as f64 / BINS as f64).count();
            let bin = &mut bins[tenth];
            bin.mean = (bin.mean * bin.given as f64 + probability.share()) / (bin.given + 1) as f64;
            bin.given += 1;
            bin.right += u64::from(right);
        }
        bins
    }

    /// The expected calibration error: the mean distance between what was said
    /// and what was so, over the tenths, each by its number (Naeini, Cooper and
    /// Hauskrecht 2015). `None` without any.
    pub fn error(&self) -> Option<f64> {
        let distance = |bin: &Bin| bin.given as f64 * (bin.share() - bin.mean).abs();
        (!self.0.is_empty()).then(|| self.bins().iter().map(distance).sum::<f64>() / self.0.len() as f64)
    }

    /// What the error comes to on average where every probability is exact, so
    /// few of them being asked about: in each tenth the mean distance of a
    /// normal distribution from its middle. `None` without any.
    pub fn error_by_chance(&self) -> Option<f64> {
        let spread = |bin: &Bin| (bin.given as f64 * bin.mean * (1.0 - bin.mean)).sqrt();
        let sum: f64 = self.bins().iter().map(spread).sum();
        (!self.0.is_empty()).then(|| (2.0 / std::f64::consts::PI).sqrt() * sum / self.0.len() as f64)
    }

    /// How many were at least this probable, and how many of those were right.
    pub fn at_least(&self, probability: Probability) -> (u64, u64) {
        let probable = self.0.iter().filter(|(given, _)| *given >= probability);
        (probable.clone().count() as u64, probable.filter(|(_, right)| *right).count() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_is_the_mean_distance_between_said_and_so() {
        let mut reliability = Reliability::default();
        assert_eq!((reliability.error(), reliability.error_by_chance()), (None, None));
        // Of ten at 0.85 eight are right, of ten at 0.35 five.
        for number in 0..10 {
            reliability.add(Probability::new(0.85), number < 8);
            reliability.add(Probability::new(0.35), number < 5);
        }
        assert!((reliability.error().unwrap() - 0.1).abs() < 1e-9);
        // Ten at 0.85 lie 0.090 from it on average, ten at 0.35 0.120.
        assert!((reliability.error_by_chance().unwrap() - 0.105).abs() < 1e-3);
        assert_eq!(reliability.at_least(Probability::new(0.5)), (10, 8));
        assert_eq!(reliability.bins()[3].right, 5);
    }

    #[test]
    fn one_has_a_place_in_the_last_tenth() {
        let mut reliability = Reliability::default();
        reliability.add(Probability::new(1.0), true);
        assert_eq!(reliability.bins()[9].given, 1);
    }
}
