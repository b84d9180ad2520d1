//! Some words of the vocabulary, of which one stands at a place of a phrase.

use super::vocabulary::WordId;

/// Words, each once.
#[derive(Clone, Debug)]
pub(super) struct WordSet {
    /// Sorted.
    ids: Box<[WordId]>,
    /// Which of 64 remainders they have: most other words have another.
    remainders: u64,
    frequency: f32,
}

impl WordSet {
    /// These words, which are sorted; so many of ten thousand words are among them.
    pub(super) fn new(ids: Vec<WordId>, frequency: f32) -> Self {
        let remainders = ids.iter().fold(0, |all, id| all | 1 << (id % 64));
        Self { ids: ids.into(), remainders, frequency }
    }

    /// The words of several sets.
    pub(super) fn union<'s>(sets: impl IntoIterator<Item = &'s Self>) -> Self {
        let (mut ids, mut frequency) = (Vec::new(), 0.0);
        for set in sets {
            ids.extend_from_slice(&set.ids);
            frequency += set.frequency;
        }
        ids.sort_unstable();
        ids.dedup();
        Self::new(ids, frequency)
    }

    pub(super) fn ids(&self) -> &[WordId] {
        &self.ids
    }

    /// Whether it is worth looking.
    pub(super) fn may_contain(&self, word: WordId) -> bool {
        self.remainders >> (word % 64) & 1 == 1
    }

    pub(super) fn contains(&self, word: WordId) -> bool {
        self.may_contain(word) && self.ids.binary_search(&word).is_ok()
    }

    /// About how many of ten thousand words of a note are among these.
    pub(super) fn frequency(&self) -> f32 {
        self.frequency
    }
}
