//! All phrases of a lexicon, each once however often it is used, and where
//! those that are looked for together stand in a note.

use std::ops::Range;

use foldhash::HashMap;

use super::chart::Chart;
use super::phrase_match::Words;
use super::program::{Compiler, Part};
use super::rules::{PhraseRef, Rules};
use crate::lexicon::Phrase;

/// All phrases.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases {
    all: Vec<Box<[Part]>>,
    by_source: HashMap<Box<str>, PhraseRef>,
}

impl Phrases {
    pub(super) fn add(&mut self, phrase: &Phrase, compiler: &mut Compiler<'_>) -> PhraseRef {
        if let Some(&known) = self.by_source.get(phrase.source()) {
            return known;
        }
        let new = PhraseRef(self.all.len());
        self.by_source.insert(phrase.source().into(), new);
        self.all.push(compiler.phrase(phrase.pieces()));
        new
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Some of the phrases, each once.
    pub(super) fn some(&self, mut phrases: Vec<PhraseRef>) -> impl Iterator<Item = (PhraseRef, &[Part])> {
        phrases.sort_unstable();
        phrases.dedup();
        phrases.into_iter().map(|phrase| (phrase, &*self.all[phrase.0]))
    }
}

/// Where phrases stand in a note, by phrase and then in the order of the note.
#[derive(Debug, Default)]
pub(super) struct Matches(Vec<(PhraseRef, Range<usize>)>);

impl Matches {
    /// Where the phrases of these rules stand in some sentences of a note.
    pub(super) fn new<'s>(rules: &Rules, words: &Words, sentences: impl Iterator<Item = &'s Range<usize>>) -> Self {
        let mut found = Vec::new();
        Chart::with(|chart| sentences.for_each(|sentence| chart.read(rules, words, sentence, &mut found)));
        found.sort_unstable_by_key(|(phrase, tokens)| (*phrase, tokens.start));
        Self(found)
    }

    /// The same with those of another reading of the note, where that has other
    /// places.
    pub(super) fn and(mut self, other: impl Iterator<Item = (PhraseRef, Range<usize>)>) -> Self {
        self.0.extend(other);
        self.0.sort_unstable_by_key(|(phrase, tokens)| (*phrase, tokens.start));
        self
    }

    /// All of them.
    pub(super) fn all(&self) -> &[(PhraseRef, Range<usize>)] {
        &self.0
    }

    /// Those of one phrase.
    pub(super) fn of(&self, phrase: PhraseRef) -> impl Iterator<Item = &Range<usize>> {
        let start = self.0.partition_point(|(found, _)| *found < phrase);
        self.0[start..].iter().take_while(move |(found, _)| *found == phrase).map(|(_, tokens)| tokens)
    }

    /// Those of several phrases.
    pub(super) fn of_any(&self, phrases: &[PhraseRef]) -> impl Iterator<Item = &Range<usize>> {
        phrases.iter().flat_map(|&phrase| self.of(phrase))
    }
}
