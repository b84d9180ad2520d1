//! One pass over a folded note says which phrases can match and in which
//! sentences. Aho-Corasick over the fixed words of all phrases: most notes
//! hold few of them, and only those few are looked at again.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, BuildError, MatchKind};

use super::text::Text;
use crate::lexicon::{Phrase, Piece, anchors};

/// A phrase among all phrases of the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PhraseRef(usize);

impl PhraseRef {
    pub(super) fn index(self) -> usize {
        self.0
    }
}

/// All phrases, each once however many entries use it.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases {
    all: Vec<Phrase>,
    by_source: BTreeMap<Box<str>, PhraseRef>,
}

impl Phrases {
    pub(super) fn add(&mut self, phrase: &Phrase) -> PhraseRef {
        if let Some(&known) = self.by_source.get(phrase.source()) {
            return known;
        }
        let new = PhraseRef(self.all.len());
        self.by_source.insert(phrase.source().into(), new);
        self.all.push(phrase.clone());
        new
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn pieces(&self, phrase: PhraseRef) -> &[Piece] {
        self.all[phrase.0].pieces()
    }
}

/// The automaton, and which phrases each of its literals stands for.
#[derive(Clone, Debug)]
pub(super) struct Prefilter {
    automaton: AhoCorasick,
    phrases: Vec<Vec<PhraseRef>>,
}

/// That a phrase may match in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Candidate {
    pub(super) phrase: PhraseRef,
    pub(super) sentence: usize,
}

impl Prefilter {
    pub(super) fn new(phrases: &Phrases) -> Result<Self, BuildError> {
        let mut by_literal: BTreeMap<String, Vec<PhraseRef>> = BTreeMap::new();
        for (number, phrase) in phrases.all.iter().enumerate() {
            for literal in anchors(phrase.pieces()).unwrap_or_default() {
                by_literal.entry(literal).or_default().push(PhraseRef(number));
            }
        }
        let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(by_literal.keys())?;
        Ok(Self { automaton, phrases: by_literal.into_values().collect() })
    }

    /// What may match, sorted by phrase and then sentence, without repeats.
    pub(super) fn candidates(&self, text: &Text) -> Vec<Candidate> {
        let mut found = Vec::new();
        for hit in self.automaton.find_overlapping_iter(text.folded()) {
            let sentence = text.sentence_of(text.token_at(hit.start() + 1));
            let phrases = &self.phrases[hit.pattern().as_usize()];
            found.extend(phrases.iter().map(|&phrase| Candidate { phrase, sentence }));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}
