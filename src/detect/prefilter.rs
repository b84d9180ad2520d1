//! Which phrases may match in a sentence. Of the words that a phrase cannot
//! match without, the rarest are looked for: most sentences hold few of these,
//! and only those few phrases are tried.

use std::collections::HashMap;
use std::sync::Arc;

use super::program::{Part, needs};
use super::vocabulary::{Vocabulary, WordId};
use super::word_set::WordSet;

/// A phrase among all phrases of the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PhraseRef(pub(super) usize);

/// A set of words that some phrase needs, by number.
type Need = u32;

/// How many other sets of words are looked for once the rarest is there.
const MORE: usize = 3;

/// Phrases by the words that they need.
#[derive(Clone, Debug, Default)]
pub(super) struct Prefilter {
    /// For each word, the needs that it meets.
    meets: Vec<Vec<Need>>,
    /// For each need, the phrases of which it is the rarest.
    phrases: Vec<Vec<(PhraseRef, [Need; MORE])>>,
}

/// What a sentence has of what phrases need.
#[derive(Debug, Default)]
pub(super) struct Met {
    all: Vec<Need>,
    marks: Vec<u64>,
}

impl Met {
    fn clear(&mut self, needs: usize) {
        self.marks.resize(needs / 64 + 1, 0);
        for need in self.all.drain(..) {
            self.marks[need as usize / 64] = 0;
        }
    }

    fn add(&mut self, need: Need) {
        if !self.has(need) {
            self.marks[need as usize / 64] |= 1 << (need % 64);
            self.all.push(need);
        }
    }

    fn has(&self, need: Need) -> bool {
        self.marks[need as usize / 64] >> (need % 64) & 1 == 1
    }
}

impl Prefilter {
    pub(super) fn new<'p>(phrases: impl Iterator<Item = (PhraseRef, &'p [Part])>, vocabulary: &Vocabulary) -> Self {
        let mut filter = Self { meets: vec![Vec::new(); vocabulary.len()], phrases: Vec::new() };
        let mut known = HashMap::new();
        for (phrase, parts) in phrases {
            let mut needs = needs(parts).into_iter().map(|words| filter.need(words, &mut known));
            let Some(rarest) = needs.next() else { continue };
            let mut more = [rarest; MORE];
            more.iter_mut().zip(&mut needs).for_each(|(place, need)| *place = need);
            drop(needs);
            filter.phrases[rarest as usize].push((phrase, more));
        }
        filter
    }

    /// The number of a need, a new one if it has none yet.
    fn need(&mut self, words: Arc<WordSet>, known: &mut HashMap<*const WordSet, Need>) -> Need {
        *known.entry(Arc::as_ptr(&words)).or_insert_with(|| {
            let new = Need::try_from(self.phrases.len()).unwrap_or_default();
            self.phrases.push(Vec::new());
            words.ids().iter().for_each(|&word| self.meets[word as usize].push(new));
            new
        })
    }

    /// Adds the phrases that may match among these words, each once.
    pub(super) fn candidates(&self, words: &[WordId], met: &mut Met, found: &mut Vec<PhraseRef>) {
        met.clear(self.phrases.len());
        words.iter().flat_map(|&word| &self.meets[word as usize]).for_each(|&need| met.add(need));
        for &need in &met.all {
            let phrases = self.phrases[need as usize].iter();
            let fitting = phrases.filter(|(_, more)| more.iter().all(|&need| met.has(need)));
            found.extend(fitting.map(|(phrase, _)| *phrase));
        }
    }
}
