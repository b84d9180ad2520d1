//! Alternatives: `(a|b)`, `[a|b]` and the terms of a slot.

use super::anchor;
use super::phrase::Sequence;

/// Sequences of which one must stand. Slots share theirs among all phrases, so
/// what can be worked out once is worked out here.
#[derive(Clone, Debug)]
pub struct Choice {
    sequences: Vec<Sequence>,
    commonness: Option<f64>,
}

impl Choice {
    pub(super) fn new(sequences: Vec<Sequence>) -> Self {
        let commonness = sequences.iter().map(|one| anchor::commonness(one)).sum();
        Self { sequences, commonness }
    }

    /// The sequences, in the order they were written.
    pub fn sequences(&self) -> &[Sequence] {
        &self.sequences
    }

    /// How often one of them stands in text, roughly; `None` if a sequence has
    /// no fixed word.
    pub(super) fn commonness(&self) -> Option<f64> {
        self.commonness
    }
}
