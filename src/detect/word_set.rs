//! Some words of the vocabulary, of which one stands at a place of a phrase.

use super::vocabulary::WordId;

/// Which of 64 remainders some words have: most other words have another, which
/// is quicker to see than that they are not among them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Remainders(u64);

impl Remainders {
    pub(super) fn of(words: impl Iterator<Item = WordId>) -> Self {
        Self(words.fold(0, |all, word| all | 1 << (word % 64)))
    }

    pub(super) fn may_hold(self, word: WordId) -> bool {
        self.0 >> (word % 64) & 1 == 1
    }
}

/// Words, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct WordSet {
    /// Sorted.
    ids: Box<[WordId]>,
    remainders: Remainders,
    frequency: f32,
}

impl WordSet {
    /// These words, of which so many are among ten thousand words of a note.
    pub(super) fn new(mut ids: Vec<WordId>, frequency: f32) -> Self {
        ids.sort_unstable();
        ids.dedup();
        Self { remainders: Remainders::of(ids.iter().copied()), ids: ids.into(), frequency }
    }

    pub(super) fn ids(&self) -> &[WordId] {
        &self.ids
    }

    pub(super) fn contains(&self, word: WordId) -> bool {
        self.remainders.may_hold(word) && self.ids.binary_search(&word).is_ok()
    }

    /// About how many of ten thousand words of a note are among these.
    pub(super) fn frequency(&self) -> f32 {
        self.frequency
    }
}
