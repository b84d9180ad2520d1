//! Runs of pieces that are probably of one family, in the writer's own words.

use std::ops::Range;

use super::Read;
use crate::lexicon::{Family, Indicator};
use crate::note::Span;

/// From which number of the tagger on a piece belongs to a run.
const HIGH: f32 = 0.3;

/// The shortest word that is named as carrying a passage, in characters.
const SHORTEST: usize = 3;

/// A run of pieces.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    first: usize,
    last: usize,
    /// The highest number of any of its pieces.
    pub(super) highest: f32,
}

/// The runs of the family of this number; one low piece does not part a run.
pub(super) fn runs(read: &Read, family: usize) -> Vec<Run> {
    let numbers = (0..read.pieces.len()).filter_map(|at| Some((at, number(read, at, family)?)));
    let mut found: Vec<Run> = Vec::new();
    for (at, highest) in numbers.filter(|&(_, number)| number >= HIGH) {
        match found.last_mut() {
            Some(run) if at - run.last <= 2 => (run.last, run.highest) = (at, run.highest.max(highest)),
            _ => found.push(Run { first: at, last: at, highest }),
        }
    }
    found
}

fn number(read: &Read, piece: usize, output: usize) -> Option<f32> {
    read.outputs[piece].get(output).copied()
}

impl Run {
    pub(super) fn pieces(&self) -> Range<usize> {
        self.first..self.last + 1
    }

    /// Its neighbouring pieces that have the same key, as runs; pieces without
    /// a key are in none.
    pub(super) fn parts<K: PartialEq>(
        &self,
        read: &Read,
        family: usize,
        key: impl Fn(usize) -> Option<K>,
    ) -> Vec<Self> {
        let keyed: Vec<_> = self.pieces().filter_map(|at| Some((at, key(at)?))).collect();
        let parts = keyed.chunk_by(|(before, one), (at, other)| before + 1 == *at && one == other);
        parts.filter_map(|part| Self::between(read, family, part.first()?.0, part.last()?.0)).collect()
    }

    fn between(read: &Read, family: usize, first: usize, last: usize) -> Option<Self> {
        let highest = (first..=last).filter_map(|at| number(read, at, family)).reduce(f32::max)?;
        Some(Self { first, last, highest })
    }

    /// Its words, without signs at either end.
    pub(super) fn span(&self, read: &Read, readable: &str) -> Span {
        let (start, end) = (read.pieces[self.first].word.start(), read.pieces[self.last].word.end());
        let letters = readable.chars().enumerate().skip(start).take(end - start);
        let words: Vec<usize> = letters.filter(|(_, letter)| letter.is_alphanumeric()).map(|(at, _)| at).collect();
        match words.as_slice() {
            [] => Span::new(start, start),
            [only] => Span::new(*only, only + 1),
            [first, .., last] => Span::new(*first, last + 1),
        }
    }

    /// The indicator of the family that its pieces bear most.
    pub(super) fn indicator(&self, read: &Read, family: Family) -> Indicator {
        let bears = |at: usize| -> f32 {
            self.pieces().filter_map(|piece| number(read, piece, 2 * Family::ALL.len() + at)).sum()
        };
        let mut best = (f32::MIN, Indicator::ALL[0]);
        for (at, &indicator) in Indicator::ALL.iter().enumerate().filter(|(_, one)| one.family() == family) {
            let borne = bears(at);
            if borne > best.0 {
                best = (borne, indicator);
            }
        }
        best.1
    }

    /// Up to so many of its words, those with the highest numbers, in order.
    pub(super) fn surest_words(&self, read: &Read, family: usize, most: usize) -> Vec<Span> {
        let mut words: Vec<(Span, f32)> = Vec::new();
        for at in self.pieces() {
            let (word, sure) = (read.pieces[at].word, number(read, at, family).unwrap_or_default());
            match words.last_mut() {
                Some((last, highest)) if *last == word => *highest = highest.max(sure),
                _ => words.push((word, sure)),
            }
        }
        // A full stop or "to" carries nothing.
        if words.iter().any(|(word, _)| word.len() >= SHORTEST) {
            words.retain(|(word, _)| word.len() >= SHORTEST);
        }
        words.sort_by(|(a, sure_a), (b, sure_b)| sure_b.total_cmp(sure_a).then(a.start().cmp(&b.start())));
        words.truncate(most);
        words.sort_by_key(|(word, _)| word.start());
        words.into_iter().map(|(word, _)| word).collect()
    }
}
