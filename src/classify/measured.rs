//! What was measured of the classifier, and what follows from it: how its
//! numbers become probabilities, from which probability on a passage is worth
//! reading, and how often it was right.
//!
//! The file `model/measured.toml` is written by `plainrecord evaluate
//! --calibrate-on`, from notes that the classifier has not learnt from.

use serde::{Deserialize, Serialize};

use super::ClassifierError;
use super::passage::Probability;
use crate::lexicon::Kind;
use crate::measure::Accuracy;

/// How a number of the tagger becomes a probability: the logistic function of
/// `slope` times its logit plus `offset` (Platt 1999).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calibration {
    /// What the logit is multiplied by.
    pub slope: f64,
    /// What is added then.
    pub offset: f64,
}

impl Calibration {
    /// Takes numbers as they are.
    pub const NONE: Self = Self { slope: 1.0, offset: 0.0 };

    pub(super) fn probability(self, tagged: f32) -> Probability {
        let p = f64::from(tagged).clamp(1e-6, 1.0 - 1e-6);
        let logit = self.slope * (p / (1.0 - p)).ln() + self.offset;
        Probability::new(1.0 / (1.0 + (-logit).exp()))
    }
}

/// Passages of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfKind {
    /// How their numbers become probabilities.
    pub calibration: Calibration,
    /// From which probability on they are worth reading.
    pub least: f64,
    /// How many were pointed at where it was measured.
    pub shown: u64,
    /// Of those, how many an annotator had marked.
    pub right: u64,
}

/// Everything that was measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// How many notes it was measured on.
    pub notes: u64,
    /// How many writers had written them.
    pub writers: u64,
    /// What the first look at a whole note must come to if it reads as if it
    /// were about abuse.
    pub look: f64,
    /// From which probability on a passage is worth reading in a note that
    /// does not.
    pub least_elsewhere: f64,
    /// From which probability on what rules found and set aside is worth
    /// reading.
    pub least_set_aside: f64,
    /// Passages like concerns.
    pub concern: OfKind,
    /// Passages like good practice.
    pub good: OfKind,
    /// Passages like risk markers.
    pub risk: OfKind,
    /// How an opinion on what a rule counts becomes a probability.
    pub opinion: Calibration,
    /// Of both tiers, on notes about abuse.
    pub accuracy: Accuracy,
}

impl Measured {
    /// Nothing measured yet: numbers as the tagger gives them, all of them
    /// shown.
    pub fn nothing() -> Self {
        let of_kind = OfKind { calibration: Calibration::NONE, least: 0.0, shown: 0, right: 0 };
        Self {
            notes: 0,
            writers: 0,
            look: 0.0,
            least_elsewhere: 0.0,
            least_set_aside: 0.0,
            concern: of_kind,
            good: of_kind,
            risk: of_kind,
            opinion: Calibration::NONE,
            accuracy: Accuracy::default(),
        }
    }

    pub(super) fn builtin() -> Result<Self, ClassifierError> {
        Ok(toml::from_str(include_str!("model/measured.toml"))?)
    }

    /// From which probability on a passage of a kind is worth reading, in a
    /// note of which the first look came to this.
    pub(super) fn least(&self, of_kind: &OfKind, look: f32, is_set_aside: bool) -> Probability {
        let about_abuse = f64::from(look) >= self.look;
        let least = if about_abuse { of_kind.least } else { self.least_elsewhere };
        Probability::new(if is_set_aside { least.max(self.least_set_aside) } else { least })
    }

    /// What was measured of one kind.
    pub fn of(&self, kind: Kind) -> &OfKind {
        match kind {
            Kind::Concern => &self.concern,
            Kind::Good => &self.good,
            Kind::Risk => &self.risk,
        }
    }

    /// The same, to be changed.
    pub fn of_mut(&mut self, kind: Kind) -> &mut OfKind {
        match kind {
            Kind::Concern => &mut self.concern,
            Kind::Good => &mut self.good,
            Kind::Risk => &mut self.risk,
        }
    }
}
