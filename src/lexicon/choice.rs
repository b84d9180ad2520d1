//! Alternatives: `(a|b)`, `[a|b]` and the terms of a slot. A slot may have
//! hundreds, so they are found by their first word.

use std::collections::HashMap;

use super::anchor;
use super::phrase::{Piece, Sequence};

/// Sequences of which one must stand. Slots share theirs among all phrases, so
/// what can be worked out once is worked out here.
#[derive(Clone, Debug)]
pub struct Choice {
    sequences: Vec<Sequence>,
    /// Which sequences can begin with a word.
    by_first_word: HashMap<Box<str>, Vec<usize>>,
    /// Sequences that can begin with words of no list.
    open: Vec<usize>,
    commonness: Option<f64>,
}

impl Choice {
    pub(super) fn new(sequences: Vec<Sequence>) -> Self {
        let commonness = sequences.iter().map(|one| anchor::commonness(one)).sum();
        let (mut by_first_word, mut open) = (HashMap::<_, Vec<_>>::new(), Vec::new());
        for (number, sequence) in sequences.iter().enumerate() {
            match first_words(sequence) {
                Some(words) => words.into_iter().for_each(|word| by_first_word.entry(word).or_default().push(number)),
                None => open.push(number),
            }
        }
        Self { sequences, by_first_word, open, commonness }
    }

    /// The sequences, in the order they were written.
    pub fn sequences(&self) -> &[Sequence] {
        &self.sequences
    }

    /// The sequences that may stand where this word does. Anything else
    /// cannot match there.
    pub fn starting_with(&self, word: &str) -> impl Iterator<Item = &Sequence> {
        let known = self.by_first_word.get(word).map_or(&[][..], Vec::as_slice);
        known.iter().chain(&self.open).map(|&number| &self.sequences[number])
    }

    /// How often one of them stands in text, roughly; `None` if a sequence has
    /// no fixed word.
    pub(super) fn commonness(&self) -> Option<f64> {
        self.commonness
    }
}

/// The words that a sequence can begin with; `None` if they cannot be listed.
fn first_words(sequence: &[Piece]) -> Option<Vec<Box<str>>> {
    match sequence.first()? {
        Piece::Words(words) => Some(words.to_vec()),
        Piece::OneOf(choice) if choice.open.is_empty() => {
            let mut words: Vec<Box<str>> = choice.by_first_word.keys().cloned().collect();
            words.sort_unstable();
            Some(words)
        }
        _ => None,
    }
}
