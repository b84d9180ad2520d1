//! All phrases of a lexicon, each once however often it is used, and where
//! those that are looked for together stand in a note.

use std::collections::BTreeMap;
use std::ops::Range;

use foldhash::HashMap;

use super::chart::{Chart, Sentence};
use super::compile::Compiler;
use super::phrase_match::Words;
use super::program::{Program, SequenceRef};
use super::rules::{PhraseRef, Rules};
use super::sought::Sought;
use crate::lexicon::Sequence;

/// All phrases.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases {
    all: Vec<SequenceRef>,
    by_source: HashMap<Box<str>, PhraseRef>,
}

impl Phrases {
    /// Adds a phrase by its text, if it is new; its pieces are among these.
    pub(super) fn add(
        &mut self,
        source: &str,
        pieces: &BTreeMap<&str, Sequence>,
        compiler: &mut Compiler<'_>,
    ) -> PhraseRef {
        if let Some(&known) = self.by_source.get(source) {
            return known;
        }
        let new = PhraseRef(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        self.by_source.insert(source.into(), new);
        self.all.push(compiler.phrase(pieces.get(source).map_or(&[], Vec::as_slice)));
        new
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Some of the phrases, each once.
    pub(super) fn some(&self, mut phrases: Vec<PhraseRef>) -> impl Iterator<Item = (PhraseRef, SequenceRef)> {
        phrases.sort_unstable();
        phrases.dedup();
        phrases.into_iter().map(|phrase| (phrase, self.all[phrase.0 as usize]))
    }
}

/// Where phrases stand in a note, by phrase and then in the order of the note.
#[derive(Debug, Default)]
pub(super) struct Matches(Vec<(PhraseRef, Range<usize>)>);

impl Matches {
    /// Where the phrases of these rules stand in some sentences of a note.
    pub(super) fn new<'s>(
        program: &Program,
        rules: &Rules,
        words: &Words,
        sentences: impl Iterator<Item = &'s Range<usize>>,
    ) -> Self {
        let mut found = Vec::new();
        let sentences = sentences.map(|range| Sentence::new(program, rules, words, range));
        Chart::with(|chart| sentences.for_each(|sentence| chart.read(sentence, &mut found)));
        Self::sorted(found)
    }

    fn sorted(mut found: Vec<(PhraseRef, Range<usize>)>) -> Self {
        found.sort_unstable_by_key(|(phrase, tokens)| (*phrase, tokens.start));
        Self(found)
    }

    /// Where some phrases stand in some sentences, looked for one by one.
    pub(super) fn of_few<'s>(
        phrases: &[PhraseRef],
        sought: &Sought,
        words: &Words,
        sentences: impl Iterator<Item = &'s Range<usize>>,
    ) -> Self {
        let mut found = Vec::new();
        let sentences = sentences.map(|range| Sentence::new(&sought.program, &sought.beside, words, range));
        Chart::with(|chart| sentences.for_each(|sentence| chart.look_for(phrases, sentence, &mut found)));
        Self::sorted(found)
    }

    /// The same with those of another reading of the note, where that has other
    /// places.
    pub(super) fn and(mut self, other: impl Iterator<Item = (PhraseRef, Range<usize>)>) -> Self {
        self.0.extend(other);
        Self::sorted(self.0)
    }

    /// All of them.
    pub(super) fn all(&self) -> &[(PhraseRef, Range<usize>)] {
        &self.0
    }

    /// Where they are.
    pub(super) fn places(&self) -> impl Iterator<Item = &Range<usize>> {
        self.0.iter().map(|(_, tokens)| tokens)
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
