//! How right the audit itself is, from a sample of notes that people read
//! again. Notes that nothing was found in are many and are sampled thinly, so
//! each note read again stands for as many as its stratum has: adding the
//! samples up as they are would hide what is missed.

use super::interval::{Interval, Z95};
use super::population::Drawn;
use super::share::{Proportion, Share};

/// Whether the audit found the notes of a stratum to bear what was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// It did.
    Found,
    /// It did not.
    NotFound,
}

/// Notes of which the audit said the same, in one band: how many there are,
/// how many were drawn and read again, and how many of those bear it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stratum {
    said: Said,
    population: u64,
    read_again: Proportion,
    drawn: Drawn,
}

impl Stratum {
    /// `None` where more were read again than there are.
    pub fn new(said: Said, population: u64, read_again: Proportion) -> Option<Self> {
        Some(Self { said, population, read_again, drawn: Drawn::new(population, read_again)? })
    }

    /// How many of its notes are estimated to bear it.
    fn total(self) -> f64 {
        self.population as f64 * self.read_again.share().get()
    }

    /// The variance of that, as of a sample from a finite population.
    fn variance(self) -> f64 {
        let (population, drawn) = (self.population as f64, self.read_again.of() as f64);
        let share = self.read_again.share().get();
        if self.says_the_same() {
            return 0.0;
        }
        population.powi(2) * (1.0 - drawn / population) * share * (1.0 - share) / (drawn - 1.0)
    }

    /// Whether all that were read again bear it, or none do: the sample shows
    /// no variance then.
    fn says_the_same(self) -> bool {
        self.read_again.met() == 0 || self.read_again.not_met() == 0
    }

    /// Whether the variance is not known, because the sample shows none and
    /// there are notes besides.
    fn hides_variance(self) -> bool {
        self.says_the_same() && self.read_again.of() < self.population
    }
}

/// How an interval was come by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// From the variance of the design, on the logit scale.
    Design,
    /// From exact bounds of each stratum put together, each at 97.5 %, because
    /// a sample shows no variance: wider than it need be.
    Bounds,
}

/// A figure that was estimated by design, with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Designed {
    /// The figure.
    pub value: Share,
    /// Its standard error; `None` where it is not known.
    pub error: Option<f64>,
    /// Where it lies with 95 % confidence.
    pub interval: Interval,
    /// How that was come by.
    pub method: Method,
}

/// How right the audit is. A figure is `None` where there is nothing that it
/// could be a share of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AuditAccuracy {
    /// Of the notes that it found, the share that bear it.
    pub precision: Option<Designed>,
    /// Of the notes that bear it, the share that it found.
    pub recall: Option<Designed>,
    /// The harmonic mean of the two.
    pub f1: Option<Designed>,
    /// Of the notes that do not bear it, the share that it left alone.
    pub specificity: Option<Designed>,
    /// Of the notes that it left alone, the share that bear it.
    pub elusion: Option<Designed>,
    /// Of all notes, the share that bear it: corrected for the audit's errors.
    pub prevalence: Option<Designed>,
}

impl AuditAccuracy {
    /// From strata that together hold every note once, each read again in part:
    /// Horvitz-Thompson totals with the variance of ratios by linearisation
    /// (Cochran 1977, Sampling Techniques, 5A and 6; Särndal and others 1992).
    pub fn new(strata: &[Stratum]) -> Self {
        let (found, left) = (Part::of(strata, Said::Found), Part::of(strata, Said::NotFound));
        let method =
            if strata.iter().any(|stratum| stratum.hides_variance()) { Method::Bounds } else { Method::Design };
        let of = |ratio: Ratio| ratio.estimate(found, left, method);
        Self {
            precision: of(Ratio::new([1.0, 0.0], [0.0, 0.0], found.population)),
            recall: of(Ratio::new([1.0, 0.0], [1.0, 1.0], 0.0)),
            f1: of(Ratio::new([2.0, 0.0], [1.0, 1.0], found.population)),
            specificity: of(Ratio {
                constant: left.population,
                ..Ratio::new([0.0, -1.0], [-1.0, -1.0], found.population + left.population)
            }),
            elusion: of(Ratio::new([0.0, 1.0], [0.0, 0.0], left.population)),
            prevalence: of(Ratio::new([1.0, 1.0], [0.0, 0.0], found.population + left.population)),
        }
    }
}

/// What the strata of which the audit said the same come to.
#[derive(Clone, Copy)]
struct Part {
    population: f64,
    total: f64,
    variance: f64,
    low: f64,
    high: f64,
}

impl Part {
    fn of(strata: &[Stratum], said: Said) -> Self {
        let sum = |of: fn(Stratum) -> f64| strata.iter().filter(|s| s.said == said).map(|s| of(*s)).sum();
        Self {
            population: sum(|stratum| stratum.population as f64),
            total: sum(Stratum::total),
            variance: sum(Stratum::variance),
            low: sum(|stratum| stratum.drawn.bearing().low as f64),
            high: sum(|stratum| stratum.drawn.bearing().high as f64),
        }
    }
}

/// A figure as one sum of the two totals (found, left alone) over another.
#[derive(Clone, Copy)]
struct Ratio {
    above: [f64; 2],
    constant: f64,
    below: [f64; 2],
    base: f64,
}

impl Ratio {
    fn new(above: [f64; 2], below: [f64; 2], base: f64) -> Self {
        Self { above, constant: 0.0, below, base }
    }

    fn below(self, totals: [f64; 2]) -> f64 {
        self.base + self.below[0] * totals[0] + self.below[1] * totals[1]
    }

    fn at(self, totals: [f64; 2]) -> Option<f64> {
        let below = self.below(totals);
        (below > 0.0).then(|| (self.constant + self.above[0] * totals[0] + self.above[1] * totals[1]) / below)
    }

    fn estimate(self, found: Part, left: Part, method: Method) -> Option<Designed> {
        let totals = [found.total, left.total];
        let value = self.at(totals)?;
        let slope = |of: usize| (self.above[of] - value * self.below[of]) / self.below(totals);
        let error = (slope(0).powi(2) * found.variance + slope(1).powi(2) * left.variance).sqrt();
        let value = Share::clipped(value);
        Some(match method {
            Method::Design => Designed { value, error: Some(error), interval: logit(value, error), method },
            Method::Bounds => Designed { value, error: None, interval: self.bounds(found, left), method },
        })
    }

    /// The least and the most that it is within the bounds of the totals. It
    /// rises or falls with each of them, so that the corners hold its ends;
    /// where a corner leaves nothing to be a share of, nothing is ruled out.
    fn bounds(self, found: Part, left: Part) -> Interval {
        let corners = [[found.low, left.low], [found.low, left.high], [found.high, left.low], [found.high, left.high]];
        let values: Vec<Option<f64>> = corners.into_iter().map(|totals| self.at(totals)).collect();
        let end = |nothing: f64, further: fn(f64, f64) -> f64| {
            values.iter().map(|value| value.unwrap_or(nothing)).reduce(further).unwrap_or(nothing)
        };
        Interval::clipped(end(0.0, f64::min), end(1.0, f64::max))
    }
}

/// The 95 % interval on the logit scale, which stays between 0 and 1.
fn logit(value: Share, error: f64) -> Interval {
    let p = value.get();
    if error <= 0.0 || p <= 0.0 || p >= 1.0 {
        return Interval { low: p, high: p };
    }
    let (middle, reach) = ((p / (1.0 - p)).ln(), Z95 * error / (p * (1.0 - p)));
    let share = |logit: f64| 1.0 / (1.0 + (-logit).exp());
    Interval::clipped(share(middle - reach), share(middle + reach))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stratum(said: Said, population: u64, met: u64, of: u64) -> Stratum {
        Stratum::new(said, population, Proportion::new(met, of).unwrap()).unwrap()
    }

    #[test]
    fn refuses_more_read_again_than_there_are() {
        assert_eq!(Stratum::new(Said::Found, 4, Proportion::new(1, 5).unwrap()), None);
    }

    #[test]
    fn has_no_figure_where_there_is_nothing_to_be_a_share_of() {
        let nothing = AuditAccuracy::new(&[]);
        assert_eq!((nothing.precision, nothing.recall, nothing.prevalence), (None, None, None));
        let only_left = AuditAccuracy::new(&[stratum(Said::NotFound, 50, 0, 20)]);
        assert_eq!((only_left.precision, only_left.recall), (None, None));
        assert!(only_left.elusion.is_some());
    }

    #[test]
    fn is_sure_of_what_was_read_in_full() {
        let all = [stratum(Said::Found, 10, 10, 10), stratum(Said::NotFound, 40, 0, 40)];
        let recall = AuditAccuracy::new(&all).recall.unwrap();
        assert_eq!((recall.interval, recall.method), (Interval { low: 1.0, high: 1.0 }, Method::Design));
    }

    #[test]
    fn is_not_sure_that_nothing_was_missed_where_the_sample_found_nothing() {
        let strata = [stratum(Said::Found, 360, 57, 60), stratum(Said::NotFound, 7740, 0, 200)];
        let recall = AuditAccuracy::new(&strata).recall.unwrap();
        assert_eq!((recall.method, recall.error), (Method::Bounds, None));
        let low = Drawn::new(360, Proportion::new(57, 60).unwrap()).unwrap().bearing().low as f64;
        assert!((recall.interval.low - low / (low + 139.0)).abs() < 1e-12);
        assert!(recall.value.get() > 0.999 && recall.interval.low < 0.75);
    }
}
