//! Sets of words of the vocabulary, of which one stands at a place of a phrase.

use serde::{Deserialize, Serialize};

use super::vocabulary::WordId;

/// A set of words, by number.
pub(super) type SetRef = u32;

/// Which of 64 remainders some words have: most other words have another, which
/// is quicker to see than that they are not among them.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(super) struct Remainders(u64);

impl Remainders {
    pub(super) fn of(words: impl Iterator<Item = WordId>) -> Self {
        words.map(Self::of_word).fold(Self::default(), Self::or)
    }

    pub(super) fn of_word(word: WordId) -> Self {
        Self(1 << (word % 64))
    }

    /// Those that one or the other has.
    pub(super) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that any words have.
    pub(super) const ALL: Self = Self(u64::MAX);

    /// Whether some word may be among both.
    pub(super) fn may_share(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Each of them.
    pub(super) fn each(self) -> impl Iterator<Item = usize> {
        (0..64).filter(move |remainder| self.0 >> remainder & 1 == 1)
    }

    pub(super) fn may_hold(self, word: WordId) -> bool {
        self.may_share(Self::of_word(word))
    }
}

/// Numbered sets of words, one behind the other in memory.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct WordSets {
    heads: Vec<Head>,
    ids: Vec<WordId>,
}

/// What is looked at first of a set, and where its words lie.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Head {
    remainders: Remainders,
    start: u32,
    end: u32,
}

impl WordSets {
    /// Adds a set of words, which are sorted, each once.
    pub(super) fn push(&mut self, words: &[WordId]) -> SetRef {
        let place = |ids: &[WordId]| u32::try_from(ids.len()).unwrap_or(u32::MAX);
        let (number, start) = (u32::try_from(self.heads.len()).unwrap_or(u32::MAX), place(&self.ids));
        self.ids.extend_from_slice(words);
        self.heads.push(Head { remainders: Remainders::of(words.iter().copied()), start, end: place(&self.ids) });
        number
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.heads.len()
    }

    /// The words of a set.
    pub(super) fn ids(&self, set: SetRef) -> &[WordId] {
        self.words(self.heads[set as usize])
    }

    pub(super) fn remainders(&self, set: SetRef) -> Remainders {
        self.heads[set as usize].remainders
    }

    /// The places among some words where one of a set stands.
    pub(super) fn places(&self, set: SetRef, words: &[WordId]) -> impl Iterator<Item = usize> {
        let head = self.heads[set as usize];
        let holds = move |word| head.remainders.may_hold(word) && self.words(head).binary_search(&word).is_ok();
        words.iter().enumerate().filter(move |&(_, &word)| holds(word)).map(|(at, _)| at)
    }

    pub(super) fn contains(&self, set: SetRef, word: WordId) -> bool {
        let head = self.heads[set as usize];
        head.remainders.may_hold(word) && self.words(head).binary_search(&word).is_ok()
    }

    fn words(&self, head: Head) -> &[WordId] {
        &self.ids[head.start as usize..head.end as usize]
    }
}
