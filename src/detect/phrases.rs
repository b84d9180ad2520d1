//! All phrases of a lexicon, each once however often it is used, and where
//! those that are looked for together stand in a note.

use std::collections::HashMap;
use std::ops::Range;

use super::phrase_match::Words;
use super::prefilter::{Met, PhraseRef, Prefilter};
use super::program::{Compiler, Part};
use super::vocabulary::Vocabulary;
use crate::lexicon::Phrase;

/// A phrase, ready to be matched.
#[derive(Clone, Debug)]
pub(super) struct Program {
    pub(super) parts: Box<[Part]>,
}

/// All phrases.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases {
    all: Vec<Program>,
    by_source: HashMap<Box<str>, PhraseRef>,
}

impl Phrases {
    pub(super) fn add(&mut self, phrase: &Phrase, compiler: &mut Compiler<'_>) -> PhraseRef {
        if let Some(&known) = self.by_source.get(phrase.source()) {
            return known;
        }
        let new = PhraseRef(self.all.len());
        self.by_source.insert(phrase.source().into(), new);
        let parts = compiler.phrase(phrase.pieces());
        self.all.push(Program { parts });
        new
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, phrase: PhraseRef) -> &Program {
        &self.all[phrase.0]
    }

    /// Some of the phrases, to be looked for together.
    pub(super) fn sought(&self, mut phrases: Vec<PhraseRef>, vocabulary: &Vocabulary) -> Prefilter {
        phrases.sort_unstable();
        phrases.dedup();
        Prefilter::new(phrases.into_iter().map(|phrase| (phrase, &*self.get(phrase).parts)), vocabulary)
    }

    /// Where the sought phrases stand in a note.
    pub(super) fn find(&self, sought: &Prefilter, words: &Words) -> Matches {
        let (mut met, mut candidates, mut found) = (Met::default(), Vec::new(), Vec::new());
        for sentence in words.text.sentences() {
            sought.candidates(&words.ids()[sentence.clone()], &mut met, &mut candidates);
            for (phrase, starts) in candidates.drain(..) {
                let places = words.matches(sentence, &self.get(phrase).parts, starts);
                found.extend(places.into_iter().map(|tokens| (phrase, tokens)));
            }
        }
        found.sort_unstable_by_key(|(phrase, tokens)| (*phrase, tokens.start));
        Matches(found)
    }
}

/// Where phrases stand in a note, by phrase and then in the order of the note.
#[derive(Debug, Default)]
pub(super) struct Matches(Vec<(PhraseRef, Range<usize>)>);

impl Matches {
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
