//! Some words of the vocabulary, of which one stands at a place of a phrase.

use std::sync::Arc;

use super::vocabulary::WordId;

/// Words, each once.
#[derive(Debug)]
pub(super) struct WordSet {
    /// Sorted.
    ids: Box<[WordId]>,
    frequency: f32,
}

impl WordSet {
    /// These words, which are sorted; so many of ten thousand words are among them.
    pub(super) fn new(ids: Vec<WordId>, frequency: f32) -> Self {
        Self { ids: ids.into(), frequency }
    }

    /// The words of several sets.
    pub(super) fn union(sets: impl Iterator<Item = Arc<Self>>) -> Self {
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

    pub(super) fn contains(&self, word: WordId) -> bool {
        match &*self.ids {
            [one] => *one == word,
            many => many.binary_search(&word).is_ok(),
        }
    }

    /// About how many of ten thousand words of a note are among these.
    pub(super) fn frequency(&self) -> f32 {
        self.frequency
    }
}
