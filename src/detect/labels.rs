//! Where words for people, and the labels over what is said, stand in a note.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::chart::Chart;
use super::phrase_match::{Matcher, Words};
use super::program::{Options, Part};
use super::rules::{PhraseRef, Rules};
use super::vocabulary::Vocabulary;

/// The labels that stand for a speaker.
pub(super) const SPEAKER: usize = 0;

/// The labels that are headings.
pub(super) const HEADING: usize = 1;

/// The first of the sets of words for people, in the order of the lexicon.
pub(super) const PEOPLE: usize = 2;

/// Sets of words that are looked for by themselves.
#[derive(Clone, Debug, Default)]
pub(super) struct Labels {
    sets: Vec<Option<Arc<Options>>>,
    rules: Rules,
}

impl Labels {
    /// The sets of the lexicon that are labels.
    pub(super) const NAMES: [&str; PEOPLE] = ["speaker", "heading"];

    pub(super) fn new(sets: Vec<Option<Arc<Options>>>, vocabulary: &Vocabulary, symbols: usize) -> Self {
        let parts: Vec<_> = sets.iter().flatten().map(|set| [Part::OneOf(Arc::clone(set))]).collect();
        let phrases = parts.iter().enumerate().map(|(number, set)| (PhraseRef(number), &set[..]));
        let rules = Rules::new(phrases, vocabulary, symbols);
        Self { sets, rules }
    }

    /// Where the longest of each set ends, by its first word.
    fn longest(&self, chart: &mut Chart, words: &Words, sentence: &Range<usize>) -> Vec<((usize, usize), usize)> {
        let rules = &self.rules;
        chart.read(rules, words, sentence, &mut Vec::new());
        let matcher = Matcher { words, rules, chart, end: sentence.end };
        let longest = |set: &Options, at| matcher.any(set, at, at).first().copied().filter(|&end| end > at);
        let sets =
            |at| self.sets.iter().enumerate().filter_map(move |(number, set)| Some((number, set.as_deref()?, at)));
        let ends = sentence.clone().flat_map(sets);
        ends.filter_map(|(number, set, at)| Some(((at, number), longest(set, at)?))).collect()
    }

    /// Where they stand in a note.
    pub(super) fn find(&self, words: &Words) -> Labelled {
        let sentences = words.text.sentences().iter();
        Labelled(Chart::with(|chart| sentences.flat_map(|sentence| self.longest(chart, words, sentence)).collect()))
    }
}

/// Where the longest of each set ends, by its first word.
#[derive(Clone, Debug, Default)]
pub(super) struct Labelled(BTreeMap<(usize, usize), usize>);

impl Labelled {
    /// Where the longest of a set that begins with the word at `start` ends.
    pub(super) fn end(&self, set: usize, start: usize) -> Option<usize> {
        self.0.get(&(start, set)).copied()
    }

    /// The longest words for people that begin with a word: which of the sets
    /// for people, and where they end.
    pub(super) fn people(&self, start: usize) -> impl Iterator<Item = (usize, usize)> {
        self.0.range((start, PEOPLE)..(start + 1, 0)).map(|(&(_, set), &end)| (set - PEOPLE, end))
    }
}
