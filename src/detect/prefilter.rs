//! One pass over the words of a note says which phrases can match and in which
//! sentences. Every phrase is known by its rarest word: most notes hold few of
//! these, and only those few phrases are looked at again.

use std::collections::{BTreeMap, HashMap};

use super::phrase_match::Words;
use super::program::{Compiler, Part, WordId, first_words};
use crate::lexicon::{Anchor, Phrase, Piece, anchors};

/// A phrase among all phrases of the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PhraseRef(usize);

impl PhraseRef {
    pub(super) fn index(self) -> usize {
        self.0
    }
}

/// A phrase, ready to be matched.
#[derive(Clone, Debug)]
pub(super) struct Program {
    pub(super) parts: Box<[Part]>,
    /// The words that a match can begin with, if they can be listed.
    pub(super) firsts: Option<Vec<WordId>>,
    /// Sets of words of which every match holds one.
    needs: Vec<std::sync::Arc<[WordId]>>,
}

/// All phrases, each once however many entries use it, and the words by which
/// they are found.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases {
    all: Vec<Program>,
    by_source: HashMap<Box<str>, PhraseRef>,
    by_word: Vec<Vec<PhraseRef>>,
    by_stem: HashMap<Box<str>, Vec<PhraseRef>>,
    /// The bytes of the shortest and of the longest stem.
    stem_lengths: Option<(usize, usize)>,
}

/// That a phrase may match in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Candidate {
    pub(super) phrase: PhraseRef,
    pub(super) sentence: usize,
}

impl Phrases {
    pub(super) fn add(&mut self, phrase: &Phrase, compiler: &mut Compiler) -> PhraseRef {
        if let Some(&known) = self.by_source.get(phrase.source()) {
            return known;
        }
        let new = PhraseRef(self.all.len());
        self.by_source.insert(phrase.source().into(), new);
        let parts = compiler.phrase(phrase.pieces());
        self.anchor(new, phrase.pieces(), compiler);
        let words = |part: &Part| if let Part::Words(words) = part { Some(words.clone()) } else { None };
        let needs = parts.iter().filter_map(words).collect();
        self.all.push(Program { firsts: first_words(&parts), parts, needs });
        new
    }

    fn anchor(&mut self, phrase: PhraseRef, pieces: &[Piece], compiler: &mut Compiler) {
        for anchor in anchors(pieces).unwrap_or_default() {
            match anchor {
                Anchor::Word(word) => {
                    let word = compiler.word(&word) as usize;
                    if self.by_word.len() <= word {
                        self.by_word.resize(word + 1, Vec::new());
                    }
                    self.by_word[word].push(phrase);
                }
                Anchor::Stem(stem) => {
                    let (shortest, longest) = self.stem_lengths.unwrap_or((stem.len(), stem.len()));
                    self.stem_lengths = Some((shortest.min(stem.len()), longest.max(stem.len())));
                    self.by_stem.entry(stem).or_default().push(phrase);
                }
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, phrase: PhraseRef) -> &Program {
        &self.all[phrase.0]
    }

    /// What may match, sorted by phrase and then sentence, without repeats.
    pub(super) fn candidates(&self, words: &Words) -> Vec<Candidate> {
        let (mut found, mut here) = (Vec::new(), Vec::new());
        let mut stems = BTreeMap::new();
        for (sentence, tokens) in words.text.sentences().iter().enumerate() {
            let ids = &words.ids()[tokens.clone()];
            here.clear();
            for at in tokens.clone() {
                let word = words.text.word(at);
                let by_word = self.by_word.get(words.ids()[at] as usize).map_or(&[][..], Vec::as_slice);
                let by_stem = stems.entry(word).or_insert_with(|| self.stems_of(word));
                here.extend(by_word.iter().chain(by_stem.iter().copied().flatten()));
            }
            here.sort_unstable();
            here.dedup();
            here.retain(|&phrase| self.get(phrase).fits(ids));
            found.extend(here.iter().map(|&phrase| Candidate { phrase, sentence }));
        }
        found.sort_unstable();
        found
    }

    /// The phrases of every stem that a word begins with.
    fn stems_of(&self, word: &str) -> Vec<&[PhraseRef]> {
        let Some((shortest, longest)) = self.stem_lengths else { return Vec::new() };
        let ends = word.char_indices().map(|(at, letter)| at + letter.len_utf8()).take_while(|&end| end <= longest);
        let stems = ends.filter(|&end| end >= shortest).filter_map(|end| self.by_stem.get(&word[..end]));
        stems.map(Vec::as_slice).collect()
    }
}

impl Program {
    /// Whether a sentence has one word of every set that the phrase needs.
    fn fits(&self, sentence: &[WordId]) -> bool {
        self.needs.iter().all(|words| sentence.iter().any(|word| words.binary_search(word).is_ok()))
    }
}
