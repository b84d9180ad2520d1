//! How many notes have a concern, as rules and classifier together suggest:
//! the share in which they find one, corrected for how often they are wrong.

use serde::{Deserialize, Serialize};

use super::interval::{Interval, Z95};

/// Below this, what is found says too little about what is there.
const LEAST_SKILL: f64 = 0.1;

/// How often notes about abuse were rightly found to have a concern, or none,
/// by rules and classifier together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accuracy {
    /// Notes in which an annotator marked a concern.
    pub with: u64,
    /// Of those, notes in which a concern was found.
    pub with_found: u64,
    /// Notes in which none was marked.
    pub without: u64,
    /// Of those, notes in which none was found.
    pub without_clear: u64,
}

/// An estimated share of notes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// Notes in which rules or classifier find a concern.
    pub found: u64,
    /// Notes about abuse.
    pub notes: u64,
    /// What follows for the share that has one.
    pub share: Estimated,
}

/// What can be said of a share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Estimated {
    /// The share, and where it lies with 95 % confidence.
    Share(f64, Interval),
    /// No more is found than would be found by mistake.
    NotToldFromNone(Interval),
    /// What was measured is too little or too poor to correct with.
    Unknown,
}

impl Estimate {
    /// The share of `notes` that has a concern, where one is found in `found`:
    /// the estimator of Rogan and Gladen (1978), with the 95 % interval of
    /// Lang and Reiczigel (2014, Preventive Veterinary Medicine 113, 13-22),
    /// which allows for the accuracy having been measured on a sample. `None`
    /// without notes.
    pub fn new(found: u64, notes: u64, accuracy: Accuracy) -> Option<Self> {
        (notes > 0 && found <= notes).then(|| Self { found, notes, share: share(found as f64, notes as f64, accuracy) })
    }
}

/// A share of a sample of this size.
#[derive(Clone, Copy)]
struct Sampled {
    share: f64,
    size: f64,
}

impl Sampled {
    /// The sample with `each` added on either side.
    fn widened(part: f64, whole: f64, each: f64) -> Self {
        Self { share: (part + each) / (whole + 2.0 * each), size: whole + 2.0 * each }
    }

    fn variance(self) -> f64 {
        self.share * (1.0 - self.share) / self.size
    }
}

fn share(found: f64, notes: f64, accuracy: Accuracy) -> Estimated {
    let Accuracy { with, with_found, without, without_clear } = accuracy;
    if with == 0 || without == 0 || with_found > with || without_clear > without {
        return Estimated::Unknown;
    }
    let (with, with_found) = (with as f64, with_found as f64);
    let (without, without_clear) = (without as f64, without_clear as f64);
    let sensitivity = Sampled::widened(with_found, with, 1.0);
    let specificity = Sampled::widened(without_clear, without, 1.0);
    if sensitivity.share + specificity.share - 1.0 <= LEAST_SKILL {
        return Estimated::Unknown;
    }
    let interval = interval(Sampled::widened(found, notes, Z95 * Z95 / 2.0), sensitivity, specificity);
    let by_mistake = 1.0 - without_clear / without;
    let raw = (found / notes - by_mistake) / (with_found / with - by_mistake);
    if raw > 0.0 { Estimated::Share(raw.min(1.0), interval) } else { Estimated::NotToldFromNone(interval) }
}

fn interval(found: Sampled, sensitivity: Sampled, specificity: Sampled) -> Interval {
    let skill = sensitivity.share + specificity.share - 1.0;
    let middle = (found.share + specificity.share - 1.0) / skill;
    let shift = 2.0 * Z95 * Z95 * (middle * sensitivity.variance() - (1.0 - middle) * specificity.variance());
    let variance =
        found.variance() + middle * middle * sensitivity.variance() + (1.0 - middle).powi(2) * specificity.variance();
    let spread = Z95 * variance.sqrt() / skill;
    let end = |end: f64| end.clamp(0.0, 1.0);
    Interval { low: end(middle + shift - spread), high: end(middle + shift + spread) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(found: u64, notes: u64, [with_found, with, without_clear, without]: [u64; 4]) -> Estimated {
        Estimate::new(found, notes, Accuracy { with, with_found, without, without_clear }).unwrap().share
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-6
    }

    #[test]
    fn agrees_with_the_reference_implementation() {
        // R, asht 1.0.1, prevSeSp.
        for (found, notes, accuracy, share, low, high) in [
            (113, 167, [21, 23, 12, 17], 0.618_053, 0.387_559, 0.854_365),
            (318, 1200, [92, 104, 180, 190], 0.255_255, 0.207_724, 0.301_410),
        ] {
            let Estimated::Share(found, interval) = estimate(found, notes, accuracy) else { panic!("no share") };
            assert!(near(found, share) && near(interval.low, low) && near(interval.high, high), "{found} {interval:?}");
        }
    }

    #[test]
    fn says_so_where_no_more_is_found_than_by_mistake() {
        let Estimated::NotToldFromNone(interval) = estimate(40, 1200, [92, 104, 180, 190]) else { panic!("a share") };
        assert!(near(interval.low, 0.0) && near(interval.high, 0.013_293), "{interval:?}");
    }

    #[test]
    fn refuses_where_too_little_was_measured() {
        for accuracy in [[0, 0, 0, 0], [5, 10, 5, 10], [3, 2, 1, 1], [9, 10, 0, 0]] {
            assert_eq!(estimate(5, 20, accuracy), Estimated::Unknown);
        }
        assert_eq!(Estimate::new(0, 0, Accuracy { with: 9, with_found: 9, without: 9, without_clear: 9 }), None);
    }
}
