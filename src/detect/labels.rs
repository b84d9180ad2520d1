//! Where words for people, and the labels over what is said, stand in a note.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::chart::Chart;
use super::phrase_match::{Matcher, Words};
use super::program::Options;
use super::rules::Rules;
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
        let rules = Rules::new(std::iter::empty(), sets.iter().flatten(), vocabulary, symbols);
        Self { sets, rules }
    }

    /// Where they stand in a note.
    pub(super) fn find(&self, words: &Words) -> Labelled {
        let (mut chart, mut ends) = (Chart::default(), BTreeMap::new());
        for sentence in words.text.sentences() {
            chart.read(&self.rules, words, sentence, &mut Vec::new());
            let matcher = Matcher { words, chart: &chart, end: sentence.end };
            for at in sentence.clone() {
                let longest = |set: &Options| matcher.any(set, at, at).first().copied().filter(|&end| end > at);
                let longest = self.sets.iter().map(|set| set.as_deref().and_then(longest)).enumerate();
                ends.extend(longest.filter_map(|(set, end)| Some(((at, set), end?))));
            }
        }
        Labelled(ends)
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
