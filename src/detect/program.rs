//! The phrases of a lexicon as the matcher runs them: words are numbers, and a
//! set that many phrases use is worked out once. Nothing is matched here.

use std::collections::HashMap;
use std::sync::Arc;

use super::vocabulary::{Vocabulary, WordId};
use super::word_set::WordSet;
use crate::lexicon::{Choice, Piece};

/// What one place of a phrase accepts.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// One of these words.
    Words(Arc<WordSet>),
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
    /// First word and sequence, sorted.
    by_first: Vec<(WordId, usize)>,
    /// Sequences that can begin with any word.
    open: Vec<usize>,
    /// Every word that one of them can begin with, if they can be listed.
    firsts: Option<Arc<WordSet>>,
    /// Words of which every match holds one, if there are any.
    need: Option<Arc<WordSet>>,
}

impl Options {
    fn new(sequences: Vec<Box<[Part]>>) -> Self {
        let (mut by_first, mut open) = (Vec::new(), Vec::new());
        for (number, sequence) in sequences.iter().enumerate() {
            match first_words(sequence) {
                Some(words) => by_first.extend(words.ids().iter().map(|&word| (word, number))),
                None => open.push(number),
            }
        }
        by_first.sort_unstable();
        let firsts = open.is_empty().then(|| sequences.iter().filter_map(|one| first_words(one)));
        let firsts = firsts.map(|sets| Arc::new(WordSet::union(sets)));
        let needs: Option<Vec<_>> = sequences.iter().map(|one| needs(one).into_iter().next()).collect();
        let need = needs.map(|sets| Arc::new(WordSet::union(sets.into_iter())));
        Self { sequences, by_first, open, firsts, need }
    }

    /// The sequences that may stand where this word does.
    pub(super) fn starting_with(&self, word: WordId) -> impl Iterator<Item = &[Part]> {
        let start = self.by_first.partition_point(|&(first, _)| first < word);
        let known = self.by_first[start..].iter().take_while(move |&&(first, _)| first == word);
        known.map(|&(_, number)| number).chain(self.open.iter().copied()).map(|number| &*self.sequences[number])
    }
}

/// The words that a match can begin with; `None` if they cannot be listed.
pub(super) fn first_words(sequence: &[Part]) -> Option<Arc<WordSet>> {
    match sequence.split_first()? {
        (Part::Words(words), _) => Some(Arc::clone(words)),
        (Part::OneOf(options), _) => options.firsts.clone(),
        (Part::Maybe(options), rest) => {
            let both = [options.firsts.clone()?, first_words(rest)?];
            Some(Arc::new(WordSet::union(both.into_iter())))
        }
        (Part::Gap(_), _) => None,
    }
}

/// Sets of words of which every match holds one, the rarest set first.
pub(super) fn needs(sequence: &[Part]) -> Vec<Arc<WordSet>> {
    let need = |part: &Part| match part {
        Part::Words(words) => Some(Arc::clone(words)),
        Part::OneOf(options) => options.need.clone(),
        Part::Maybe(_) | Part::Gap(_) => None,
    };
    let mut needs: Vec<_> = sequence.iter().filter_map(need).collect();
    needs.sort_by(|a, b| a.frequency().total_cmp(&b.frequency()));
    needs
}

/// Turns phrases into parts.
#[derive(Debug)]
pub(super) struct Compiler<'v> {
    vocabulary: &'v Vocabulary,
    /// Sets of words already made.
    words: HashMap<Vec<WordId>, Arc<WordSet>>,
    /// Sets already compiled, with where the lexicon keeps them.
    options: HashMap<usize, (Arc<Choice>, Arc<Options>)>,
}

impl<'v> Compiler<'v> {
    pub(super) fn new(vocabulary: &'v Vocabulary) -> Self {
        Self { vocabulary, words: HashMap::new(), options: HashMap::new() }
    }

    pub(super) fn phrase(&mut self, pieces: &[Piece]) -> Box<[Part]> {
        pieces.iter().map(|piece| self.part(piece)).collect()
    }

    fn part(&mut self, piece: &Piece) -> Part {
        match piece {
            Piece::Words(words) => self.words(words.iter().map(|word| self.vocabulary.id(word)).collect()),
            Piece::Stem(stem) => self.words(self.vocabulary.beginning(stem)),
            Piece::Number => self.words(self.vocabulary.digits()),
            Piece::OneOf(choice) => Part::OneOf(self.options(choice)),
            Piece::Maybe(choice) => Part::Maybe(self.options(choice)),
            Piece::Gap(most) => Part::Gap(*most),
        }
    }

    fn words(&mut self, mut ids: Vec<WordId>) -> Part {
        ids.sort_unstable();
        if let Some(known) = self.words.get(&ids) {
            return Part::Words(Arc::clone(known));
        }
        let frequency = ids.iter().map(|&id| self.vocabulary.frequency(id)).sum();
        let new = Arc::new(WordSet::new(ids.clone(), frequency));
        self.words.insert(ids, Arc::clone(&new));
        Part::Words(new)
    }

    /// A set, compiled once however many phrases use it.
    pub(super) fn options(&mut self, choice: &Arc<Choice>) -> Arc<Options> {
        let place = Arc::as_ptr(choice) as usize;
        if let Some((_, known)) = self.options.get(&place) {
            return Arc::clone(known);
        }
        let sequences = choice.sequences().iter().map(|sequence| self.phrase(sequence)).collect();
        let new = Arc::new(Options::new(sequences));
        self.options.insert(place, (Arc::clone(choice), Arc::clone(&new)));
        new
    }
}
