//! The phrases of a lexicon as the matcher runs them: words are numbers, and
//! what many phrases use is there once. Everything lies in a few stretches of
//! memory and is named by its number there. Nothing is matched here.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::lists::Lists;
use super::vocabulary::WordId;
use super::word_set::{Remainders, SetRef, WordSets};

/// A sequence of parts, by number.
pub(super) type SequenceRef = u32;

/// Sequences of which one must stand, by number. What options are made of has
/// lower numbers than they have.
pub(super) type OptionsRef = u32;

/// What one place of a phrase accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) enum Part {
    /// One of these words.
    Words(SetRef),
    /// One of several sequences.
    OneOf(OptionsRef),
    /// One of several sequences, or nothing.
    Maybe(OptionsRef),
    /// Up to so many words of any kind.
    Gap(u32),
}

/// Sequences of which one must stand.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Options {
    /// Those of one word.
    pub(super) words: SetRef,
    /// The first of those of several words, of those that may be nothing, and
    /// behind these.
    pub(super) bounds: [SequenceRef; 3],
    /// The words that a match may begin with.
    pub(super) starts: Remainders,
}

impl Options {
    /// Those of several words.
    pub(super) fn longer(&self) -> Range<SequenceRef> {
        self.bounds[0]..self.bounds[1]
    }

    /// Those that may be nothing.
    pub(super) fn loose(&self) -> Range<SequenceRef> {
        self.bounds[1]..self.bounds[2]
    }
}

/// What all phrases are made of.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Program {
    pub(super) sets: WordSets,
    pub(super) sequences: Lists<Part>,
    options: Vec<Options>,
    /// For each of the options, the sequences of several words by what they may
    /// begin with, sorted.
    starts: Lists<(First, SequenceRef)>,
}

/// What a sequence may begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum First {
    /// This word, among others.
    Word(WordId),
    /// Any word.
    Any,
}

impl Program {
    /// How many options there are.
    pub(super) fn options_len(&self) -> usize {
        self.options.len()
    }

    pub(super) fn options(&self, number: OptionsRef) -> Options {
        self.options[number as usize]
    }

    /// The parts of a sequence.
    pub(super) fn parts(&self, sequence: SequenceRef) -> &[Part] {
        self.sequences.get(sequence)
    }

    /// The sequences of several words among some options that may begin with
    /// this word.
    pub(super) fn starting_with(&self, options: OptionsRef, word: WordId) -> impl Iterator<Item = SequenceRef> {
        let all = self.starts.get(options);
        let from = all.partition_point(|&(first, _)| first < First::Word(word));
        let with = all[from..].iter().take_while(move |&&(first, _)| first == First::Word(word));
        let any = all.iter().rev().take_while(|&&(first, _)| first == First::Any);
        with.chain(any).map(|&(_, sequence)| sequence)
    }

    /// Adds options: the sets of words and the sequences that they are made of
    /// are there.
    pub(super) fn add_options(&mut self, words: SetRef, bounds: [SequenceRef; 3]) -> OptionsRef {
        let mut starts = Vec::new();
        for sequence in bounds[0]..bounds[1] {
            let mut words = Vec::new();
            let listed = self.first_words(sequence, &mut words);
            words.sort_unstable();
            words.dedup();
            starts.extend(words.into_iter().filter(|_| listed).map(|word| (First::Word(word), sequence)));
            starts.extend((!listed).then_some((First::Any, sequence)));
        }
        starts.sort_unstable();
        let number = self.starts.push(starts);
        self.options.push(Options { words, bounds, starts: Remainders::ALL });
        let mut firsts = Vec::new();
        if self.first_words_of(number, &mut firsts) {
            self.options[number as usize].starts = Remainders::of(firsts.into_iter());
        }
        number
    }

    /// Adds the words that a match of a sequence can begin with, and says
    /// whether these are all.
    fn first_words(&self, sequence: SequenceRef, words: &mut Vec<WordId>) -> bool {
        for part in self.parts(sequence) {
            match *part {
                Part::Words(set) => {
                    words.extend(self.sets.ids(set));
                    return true;
                }
                Part::OneOf(options) => return self.first_words_of(options, words),
                Part::Maybe(options) if self.first_words_of(options, words) => {}
                Part::Maybe(_) | Part::Gap(_) => return false,
            }
        }
        false
    }

    /// Adds the words that a match of some options can begin with, and says
    /// whether these are all.
    pub(super) fn first_words_of(&self, options: OptionsRef, words: &mut Vec<WordId>) -> bool {
        let listed = self.options(options);
        words.extend(self.sets.ids(listed.words));
        let known = self.starts.get(options).iter().all(|&(first, _)| match first {
            First::Word(word) => {
                words.push(word);
                true
            }
            First::Any => false,
        });
        known && listed.loose().is_empty()
    }
}
