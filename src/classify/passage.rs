//! What the classifier gives: a passage to be read, never a finding.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::nearest::{self, Example};
use crate::lexicon::Indicator;
use crate::note::Span;

/// A probability in whole hundredths, so that it is the same on every
/// processor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Probability(u8);

impl Probability {
    /// From a share between 0 and 1; beyond them, the nearer of the two.
    pub fn new(share: f64) -> Self {
        let above = |&n: &u8| share * 100.0 >= f64::from(n) - 0.5;
        Self((1..=100).take_while(above).last().unwrap_or_default())
    }

    /// As a share, between 0 and 1.
    pub fn share(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl fmt::Display for Probability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.share())
    }
}

/// One place in one note that reads like wording that annotators marked, and
/// that no rule counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The words, as characters of the note's text.
    pub span: Span,
    /// What they are most like evidence of.
    pub indicator: Indicator,
    /// How probable it is that an annotator would mark something of this
    /// family here, in the writer's own words.
    pub probability: Probability,
    /// The words that the tagger is surest of, in their order.
    pub carried_by: Vec<Span>,
    /// The annotated passages of the family that lie nearest, nearest first.
    #[serde(with = "nearest::by_number")]
    pub nearest: Vec<&'static Example>,
    /// The sentence, or sentences, that it stands in.
    pub sentence: Span,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_that_is_kept_reads_back() {
        let passage = Passage {
            span: Span::new(3, 9),
            indicator: Indicator::MinimisingMutual,
            probability: Probability::new(0.5),
            carried_by: vec![Span::new(4, 5)],
            nearest: nearest::all().iter().rev().take(2).collect(),
            sentence: Span::new(0, 20),
        };
        let kept = postcard::to_stdvec(&passage).unwrap();
        assert_eq!(postcard::from_bytes::<Passage>(&kept).unwrap(), passage);
    }

    #[test]
    fn rounds_to_hundredths_within_nought_and_one() {
        for (share, printed) in [
            (0.0, "0.00"),
            (0.004, "0.00"),
            (0.006, "0.01"),
            (0.746, "0.75"),
            (1.0, "1.00"),
            (7.0, "1.00"),
            (-1.0, "0.00"),
            (f64::NAN, "0.00"),
        ] {
            assert_eq!(Probability::new(share).to_string(), printed);
        }
    }
}
