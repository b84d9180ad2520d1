//! Where words for people, and the labels over what is said, stand in a note.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::chart::{Chart, Places, Sentence};
use super::compile::Compiler;
use super::phrase_match::{Matcher, Words};
use super::program::{OptionsRef, Program};
use super::rules::Rules;

/// The labels that stand for a speaker.
pub(super) const SPEAKER: usize = 0;

/// The labels that are headings.
pub(super) const HEADING: usize = 1;

/// The labels that stand for a speaker who is no worker.
pub(super) const RELATIVE: usize = 2;

/// Months and days, which stand in front of a label as figures do.
pub(super) const DATED: usize = 3;

/// The first of the sets of words for people, in the order of the lexicon.
pub(super) const PEOPLE: usize = 4;

/// Sets of words that are looked for by themselves.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Labels {
    sets: Vec<Option<OptionsRef>>,
    rules: Rules,
}

impl Labels {
    /// The sets of the lexicon that are labels.
    pub(super) const NAMES: [&str; PEOPLE] = ["speaker", "heading", "relative", "dated"];

    pub(super) fn new(sets: Vec<Option<OptionsRef>>, compiler: &mut Compiler<'_>) -> Self {
        let rules = Rules::new(std::iter::empty(), sets.iter().flatten().copied(), compiler);
        Self { sets, rules }
    }

    /// Where they stand in a note.
    pub(super) fn find(&self, program: &Program, words: &Words) -> Labelled {
        let mut labelled = Labelled::default();
        let sentences = words.text.sentences().iter();
        let sentences = sentences.map(|range| Sentence::new(program, &self.rules, words, range));
        Chart::with(|chart| sentences.for_each(|sentence| self.read(chart, sentence, &mut labelled)));
        labelled
    }

    fn read(&self, chart: &mut Chart, sentence: Sentence<'_>, labelled: &mut Labelled) {
        chart.read(sentence, &mut Vec::new());
        for (number, &set) in self.sets.iter().enumerate() {
            let Some((set, symbol)) = set.and_then(|set| Some((set, self.rules.made(set)?))) else { continue };
            // What may be nothing is not noted.
            let options = sentence.program.options(set);
            let noted = options.loose().is_empty();
            let begins = if noted { chart.begins(options.words, symbol, sentence) } else { Places::MAX };
            let matcher = Matcher { sentence, chart };
            for at in sentence.at(begins) {
                let longest = matcher.any(set, at, at).first().copied().filter(|&end| end > at);
                labelled.0.extend(longest.map(|end| ((at, number), end)));
            }
        }
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
