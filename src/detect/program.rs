//! The phrases of a lexicon as the matcher runs them: words are numbers, and a
//! set that many phrases use is worked out once. Nothing is matched here.

use std::collections::HashMap;
use std::sync::Arc;

use crate::lexicon::{Choice, Piece};

/// A word that some phrase uses, by number. Every other word is [`OTHER`].
pub(super) type WordId = u32;

/// A word that no phrase uses.
pub(super) const OTHER: WordId = 0;

/// What one place of a phrase accepts.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// One of these words, sorted.
    Words(Arc<[WordId]>),
    /// A word that begins so.
    Stem(Box<str>),
    /// Digits.
    Number,
    /// One of several sequences.
    OneOf(Arc<Options>),
    /// One of several sequences, or nothing.
    Maybe(Arc<Options>),
    /// Up to so many words of any kind.
    Gap(usize),
}

/// Sequences of which one must stand, found by their first word.
#[derive(Clone, Debug)]
pub(super) struct Options {
    sequences: Vec<Box<[Part]>>,
    /// First word and sequence, sorted by word.
    by_first: Vec<(WordId, usize)>,
    /// Sequences that can begin with words of no list.
    open: Vec<usize>,
}

impl Options {
    fn new(sequences: Vec<Box<[Part]>>) -> Self {
        let (mut by_first, mut open) = (Vec::new(), Vec::new());
        for (number, sequence) in sequences.iter().enumerate() {
            match first_words(sequence) {
                Some(words) => by_first.extend(words.iter().map(|&word| (word, number))),
                None => open.push(number),
            }
        }
        by_first.sort_unstable();
        Self { sequences, by_first, open }
    }

    /// The sequences that may stand where this word does, in the order they
    /// were written.
    pub(super) fn starting_with(&self, word: WordId) -> impl Iterator<Item = &[Part]> {
        let start = self.by_first.partition_point(|&(first, _)| first < word);
        let known = self.by_first[start..].iter().take_while(move |&&(first, _)| first == word);
        known.map(|&(_, number)| number).chain(self.open.iter().copied()).map(|number| &*self.sequences[number])
    }

    /// Every word that one of them can begin with, sorted; `None` if they
    /// cannot be listed.
    fn firsts(&self) -> Option<Vec<WordId>> {
        let mut words: Vec<WordId> = self.by_first.iter().map(|&(word, _)| word).collect();
        words.dedup();
        self.open.is_empty().then_some(words)
    }
}

/// The words that a match can begin with, sorted; `None` if they cannot be
/// listed.
pub(super) fn first_words(sequence: &[Part]) -> Option<Vec<WordId>> {
    let mut all = Vec::new();
    for part in sequence {
        match part {
            Part::Words(words) => all.extend_from_slice(words),
            Part::OneOf(options) => all.extend(options.firsts()?),
            Part::Maybe(options) => {
                all.extend(options.firsts()?);
                continue;
            }
            Part::Stem(_) | Part::Number | Part::Gap(_) => return None,
        }
        all.sort_unstable();
        all.dedup();
        return Some(all);
    }
    None
}

/// Turns phrases into parts, numbering words as they come.
#[derive(Debug, Default)]
pub(super) struct Compiler {
    words: HashMap<Box<str>, WordId>,
    /// Sets already compiled, by where the lexicon keeps them.
    options: HashMap<usize, Arc<Options>>,
    /// Keeps those sets where they are.
    kept: Vec<Arc<Choice>>,
}

impl Compiler {
    pub(super) fn phrase(&mut self, pieces: &[Piece]) -> Box<[Part]> {
        pieces.iter().map(|piece| self.part(piece)).collect()
    }

    fn part(&mut self, piece: &Piece) -> Part {
        match piece {
            Piece::Words(words) => {
                let mut ids: Vec<WordId> = words.iter().map(|word| self.word(word)).collect();
                ids.sort_unstable();
                Part::Words(ids.into())
            }
            Piece::Stem(stem) => Part::Stem(stem.clone()),
            Piece::Number => Part::Number,
            Piece::OneOf(choice) => Part::OneOf(self.options(choice)),
            Piece::Maybe(choice) => Part::Maybe(self.options(choice)),
            Piece::Gap(most) => Part::Gap(*most),
        }
    }

    /// The number of a word, a new one if it has none yet.
    pub(super) fn word(&mut self, word: &str) -> WordId {
        if let Some(&known) = self.words.get(word) {
            return known;
        }
        let new = WordId::try_from(self.words.len() + 1).unwrap_or(OTHER);
        self.words.insert(word.into(), new);
        new
    }

    /// A set, compiled once however many phrases use it.
    pub(super) fn options(&mut self, choice: &Arc<Choice>) -> Arc<Options> {
        let place = Arc::as_ptr(choice) as usize;
        if let Some(known) = self.options.get(&place) {
            return Arc::clone(known);
        }
        let sequences = choice.sequences().iter().map(|sequence| self.phrase(sequence)).collect();
        let new = Arc::new(Options::new(sequences));
        self.kept.push(Arc::clone(choice));
        self.options.insert(place, Arc::clone(&new));
        new
    }

    /// The words and their numbers.
    pub(super) fn finish(self) -> Vocabulary {
        Vocabulary(self.words)
    }
}

/// The words that phrases use.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary(HashMap<Box<str>, WordId>);

impl Vocabulary {
    /// The number of a word; [`OTHER`] if no phrase uses it.
    pub(super) fn id(&self, word: &str) -> WordId {
        self.0.get(word).copied().unwrap_or(OTHER)
    }
}
