//! Alternatives: `(a|b)`, `[a|b]` and the terms of a slot.

use super::phrase::{Piece, Sequence};

/// Sequences of which one must stand. Slots share theirs among all phrases, so
/// what can be worked out once is worked out here.
#[derive(Clone, Debug)]
pub struct Choice {
    sequences: Vec<Sequence>,
    fixed: bool,
}

impl Choice {
    pub(super) fn new(sequences: Vec<Sequence>) -> Self {
        let fixed = sequences.iter().all(|one| is_fixed(one));
        Self { sequences, fixed }
    }

    /// The sequences, in the order they were written.
    pub fn sequences(&self) -> &[Sequence] {
        &self.sequences
    }
}

/// Whether every match of the pieces holds a word that they name.
pub(super) fn is_fixed(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| match piece {
        Piece::Words(_) | Piece::Stem(_) => true,
        Piece::OneOf(choice) => choice.fixed,
        Piece::Number | Piece::Maybe(_) | Piece::Gap(_) => false,
    })
}
