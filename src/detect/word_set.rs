//! Some words of the vocabulary, of which one stands at a place of a phrase.

use super::vocabulary::WordId;

/// Words, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct WordSet {
    /// Sorted.
    ids: Box<[WordId]>,
    /// Which of 64 remainders they have: most other words have another.
    remainders: u64,
    frequency: f32,
}

impl WordSet {
    /// These words, of which so many are among ten thousand words of a note.
    pub(super) fn new(mut ids: Vec<WordId>, frequency: f32) -> Self {
        ids.sort_unstable();
        ids.dedup();
        let remainders = ids.iter().fold(0, |all, id| all | 1 << (id % 64));
        Self { ids: ids.into(), remainders, frequency }
    }

    pub(super) fn ids(&self) -> &[WordId] {
        &self.ids
    }

    pub(super) fn contains(&self, word: WordId) -> bool {
        self.remainders >> (word % 64) & 1 == 1 && self.ids.binary_search(&word).is_ok()
    }

    /// About how many of ten thousand words of a note are among these.
    pub(super) fn frequency(&self) -> f32 {
        self.frequency
    }
}
