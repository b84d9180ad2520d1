//! The first look: which windows may hold something at all, and how much a
//! whole note reads like those about abuse. Pieces score by which of them and
//! which pairs of neighbours there are, which costs next to nothing; only a
//! window above nought goes to the encoder.

use super::ClassifierError;
use super::pieces::{Piece, PieceId};
use super::weights::Weights;

/// Where the weights of pairs begin; those of single pieces stand before.
const PAIRS: u32 = 1 << 15;
/// How many weights there are.
const TABLE: u32 = 1 << 17;
/// Spreads pairs over the table.
const SPREAD: u32 = 40_503;

/// A weight for each piece and each pair.
#[derive(Clone, Debug)]
pub(super) struct Screen {
    weights: Vec<f32>,
    offset: f32,
}

impl Screen {
    pub(super) fn new(weights: &mut Weights) -> Result<Self, ClassifierError> {
        let screen =
            Self { weights: weights.take("screen.weight")?, offset: weights.take("screen.bias")?.iter().sum() };
        if screen.weights.len() == TABLE as usize {
            Ok(screen)
        } else {
            Err(ClassifierError::Array("screen.weight".to_owned()))
        }
    }

    /// How much pieces read like those of notes with something to mark: above
    /// nought, they may hold something.
    pub(super) fn score(&self, pieces: &[Piece]) -> f32 {
        let singles = pieces.iter().map(|piece| piece.id);
        let pairs = pieces.windows(2).map(|pair| pair_index(pair[0].id, pair[1].id));
        let mut features: Vec<u32> = singles.chain(pairs).collect();
        features.sort_unstable();
        features.dedup();
        let weight = |index: &u32| self.weights.get(*index as usize).copied().unwrap_or_default();
        let sum: f32 = features.iter().map(weight).sum();
        if features.is_empty() { f32::NEG_INFINITY } else { sum / (features.len() as f32).sqrt() + self.offset }
    }
}

fn pair_index(first: PieceId, second: PieceId) -> u32 {
    PAIRS + first.wrapping_mul(SPREAD).wrapping_add(second) % (TABLE - PAIRS)
}
