//! Where in a sentence a phrase may begin. Of the words that a phrase cannot
//! match without, the rarest are looked for: most sentences hold few of these,
//! and only those few phrases are tried, where these words let them begin.

use std::collections::HashMap;
use std::ops::Range;

use super::program::{Length, Need, Part, needs};
use super::vocabulary::{Vocabulary, WordId};
use super::word_set::WordSet;

/// A phrase among all phrases of the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PhraseRef(pub(super) usize);

/// A set of words that some phrase needs, by number.
type SetNumber = u32;

/// Sets with more words than so many in ten thousand stand in most sentences,
/// and say little.
const TOO_FREQUENT: f32 = 60.0;

/// Phrases by the words that they need.
#[derive(Clone, Debug, Default)]
pub(super) struct Prefilter {
    /// For each word, the sets that it is in.
    sets: Vec<Vec<SetNumber>>,
    /// For each set, the phrases of which it is the rarest.
    phrases: Vec<Vec<Needing>>,
}

/// What a phrase needs.
#[derive(Clone, Debug)]
struct Needing {
    phrase: PhraseRef,
    /// Some of its sets, the rarest first, and how far behind its beginning.
    needs: Box<[(SetNumber, Length)]>,
}

/// Places in a sentence, a bit for each word. What lies behind the last bit is
/// taken to be anywhere behind.
pub(super) type Places = u64;

/// Where a sentence has what phrases need.
#[derive(Debug, Default)]
pub(super) struct Met {
    sets: Vec<SetNumber>,
    places: Vec<Places>,
}

impl Met {
    fn read(&mut self, words: &[WordId], filter: &Prefilter) {
        self.places.resize(filter.phrases.len(), 0);
        self.sets.drain(..).for_each(|set| self.places[set as usize] = 0);
        for (at, &word) in words.iter().enumerate() {
            for &set in &filter.sets[word as usize] {
                let places = &mut self.places[set as usize];
                if *places == 0 {
                    self.sets.push(set);
                }
                *places |= bit(at);
            }
        }
    }

    /// Where a match may begin, so far as one need shows.
    fn starts(&self, set: SetNumber, behind: Length) -> Places {
        let places = self.places[set as usize];
        if places == 0 || places & LAST != 0 || behind.most >= 63 {
            return if places == 0 { 0 } else { Places::MAX };
        }
        (behind.least..=behind.most).fold(0, |starts, far| starts | places >> far)
    }
}

/// Stands for every word from here on.
const LAST: Places = 1 << 63;

fn bit(at: usize) -> Places {
    if at < 63 { 1 << at } else { LAST }
}

/// The words of a sentence that stand at these places.
pub(super) fn places(places: Places, sentence: &Range<usize>) -> impl Iterator<Item = usize> {
    let mut left = places & !LAST;
    let first = sentence.start;
    let near = std::iter::from_fn(move || {
        let next = left.trailing_zeros() as usize;
        left &= left.wrapping_sub(1);
        (next < 64).then_some(first + next)
    });
    let far = if places & LAST == 0 { sentence.end } else { first + 63 };
    let end = sentence.end;
    near.take_while(move |&at| at < end).chain(far..end)
}

impl Prefilter {
    pub(super) fn new<'p>(phrases: impl Iterator<Item = (PhraseRef, &'p [Part])>, vocabulary: &Vocabulary) -> Self {
        let mut filter = Self { sets: vec![Vec::new(); vocabulary.len()], phrases: Vec::new() };
        let mut known = HashMap::new();
        for (phrase, parts) in phrases {
            let rare = |(rank, need): &(usize, Need)| *rank == 0 || need.words.frequency() < TOO_FREQUENT;
            let needs = needs(parts).into_iter().enumerate().filter(rare);
            let needs: Box<[_]> = needs.map(|(_, need)| (filter.set(&need.words, &mut known), need.behind)).collect();
            if let Some(&(rarest, _)) = needs.first() {
                filter.phrases[rarest as usize].push(Needing { phrase, needs });
            }
        }
        filter
    }

    /// The number of a set, a new one if it has none yet.
    fn set(&mut self, words: &WordSet, known: &mut HashMap<*const WordSet, SetNumber>) -> SetNumber {
        *known.entry(std::ptr::from_ref(words)).or_insert_with(|| {
            let new = SetNumber::try_from(self.phrases.len()).unwrap_or_default();
            self.phrases.push(Vec::new());
            words.ids().iter().for_each(|&word| self.sets[word as usize].push(new));
            new
        })
    }

    /// Adds the phrases that may match among these words, each once, with where
    /// they may begin.
    pub(super) fn candidates(&self, words: &[WordId], met: &mut Met, found: &mut Vec<(PhraseRef, Places)>) {
        met.read(words, self);
        for &set in &met.sets {
            for needing in &self.phrases[set as usize] {
                let mut starts = Places::MAX;
                let fits = |&(set, behind): &(SetNumber, Length)| {
                    starts &= met.starts(set, behind);
                    starts != 0
                };
                if needing.needs.iter().all(fits) {
                    found.push((needing.phrase, starts));
                }
            }
        }
    }
}
