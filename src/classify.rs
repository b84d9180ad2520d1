//! The learned second tier: one note in, passages worth reading out.
//!
//! Rules find the wording that somebody has thought of. The classifier points
//! at what reads like it. Its passages are no findings: they have a
//! probability instead of a reason, are never counted in a headline, and never
//! change what a rule found. It loads weights that are built in and never
//! learns; how they were learnt is in `training/`.
//!
//! A note is read without names and sexes (`reading`), as word pieces
//! (`pieces`), in windows; those that a first look lets through (`screen`) go
//! to the encoder (`tagger`). Runs of pieces that are probably of a family
//! become passages.

mod measured;
mod nearest;
mod passage;
mod pieces;
mod reading;
mod ruled;
mod runs;
mod screen;
mod tagger;
mod weights;

pub use measured::{Calibration, Measured, OfKind};
pub use nearest::Example;
pub use passage::{Passage, Probability};

use std::cell::LazyCell;

use nearest::Examples;
use pieces::{Piece, Vocabulary};
use reading::Reader;
use ruled::{Part, Ruled};
use screen::Screen;
use tagger::{POSITIONS, Tagger};
use weights::Weights;

use crate::detect::{Finding, Text};
use crate::lexicon::{Family, Indicator};
use crate::note::Span;

/// Pieces of a note that are read together.
const WINDOW: usize = POSITIONS - 2;
/// So many pieces further begins the next window.
const STRIDE: usize = 192;
/// Words that are named as carrying a passage, at most.
const CARRIED_BY: usize = 3;

/// A classifier that cannot be used: the built-in files do not fit together.
#[derive(Debug, thiserror::Error)]
pub enum ClassifierError {
    /// The weights cannot be read.
    #[error("the built-in classifier’s weights cannot be read: {0}")]
    File(#[from] safetensors::SafeTensorError),
    /// An array is missing or of the wrong size.
    #[error("the built-in classifier’s array `{0}` is missing or of the wrong size")]
    Array(String),
    /// What was measured of it cannot be read.
    #[error("what was measured of the built-in classifier cannot be read: {0}")]
    Measured(#[from] toml::de::Error),
    /// The arithmetic refuses.
    #[error("the built-in classifier cannot be run: {0}")]
    Arithmetic(#[from] candle_core::Error),
}

/// Reads notes. Made once, used for any number of notes, from any number of
/// threads.
#[derive(Clone, Debug)]
pub struct Classifier {
    reader: Reader,
    vocabulary: Vocabulary,
    screen: Screen,
    tagger: Tagger,
    examples: Examples,
    measured: Measured,
}

/// A note that the classifier has read.
#[derive(Clone, Debug, Default)]
pub struct Read {
    pieces: Vec<Piece>,
    /// What the first look at all of it comes to.
    look: f32,
    /// For each piece, the probability of each output; empty if the first look
    /// did not let it through.
    outputs: Vec<Vec<f32>>,
    /// For each piece, where it lies among all that the encoder tells apart.
    places: Vec<Vec<f32>>,
}

impl Classifier {
    /// The classifier that is built in.
    ///
    /// # Errors
    /// If its files do not fit together, which is a fault of the program.
    pub fn builtin() -> Result<Self, ClassifierError> {
        let mut weights = Weights::builtin()?;
        Ok(Self {
            reader: Reader::new(),
            vocabulary: Vocabulary::new(),
            screen: Screen::new(&mut weights)?,
            examples: Examples::new(&mut weights)?,
            tagger: Tagger::load(&weights.into_layers()?, 2 * Family::ALL.len() + Indicator::ALL.len())?,
            measured: Measured::builtin()?,
        })
    }

    /// The file of its weights, byte for byte.
    pub fn weights() -> &'static [u8] {
        weights::FILE
    }

    /// The same with other probabilities.
    #[must_use]
    pub fn with(self, measured: Measured) -> Self {
        Self { measured, ..self }
    }

    /// What was measured of it.
    pub fn measured(&self) -> &Measured {
        &self.measured
    }

    /// Reads a note's readable text.
    ///
    /// # Errors
    /// If the arithmetic refuses, which is a fault of the program.
    pub fn read(&self, readable: &str) -> Result<Read, ClassifierError> {
        let words = self.reader.read(readable);
        let pieces = self.vocabulary.pieces(&words);
        let (outputs, places) = (vec![Vec::new(); pieces.len()], vec![Vec::new(); pieces.len()]);
        let mut read = Read { look: self.screen.score(&pieces), outputs, places, pieces };
        let mut depths = vec![None; read.pieces.len()];
        for start in (0..(read.pieces.len() + STRIDE).saturating_sub(WINDOW).max(1)).step_by(STRIDE) {
            let end = (start + WINDOW).min(read.pieces.len());
            // Most notes are one window, of which the look is known.
            let is_whole = end - start == read.pieces.len();
            let look = if is_whole { read.look } else { self.screen.score(&read.pieces[start..end]) };
            if look > 0.0 {
                self.tag(&mut read, start, end, &mut depths)?;
            }
        }
        Ok(read)
    }

    /// Tags one window; where windows overlap, the one counts in which a piece
    /// stands deeper.
    fn tag(
        &self,
        read: &mut Read,
        start: usize,
        end: usize,
        depths: &mut [Option<usize>],
    ) -> Result<(), ClassifierError> {
        let ids = read.pieces[start..end].iter().map(|piece| piece.id);
        let window: Vec<_> = [self.vocabulary.start].into_iter().chain(ids).chain([self.vocabulary.end]).collect();
        let tags = self.tagger.tag(&window)?;
        let inside = tags.outputs.into_iter().zip(tags.places).skip(1).take(end - start);
        for (at, (outputs, place)) in (start..end).zip(inside) {
            let before = if start == 0 { usize::MAX } else { at - start };
            let after = if end == read.pieces.len() { usize::MAX } else { end - 1 - at };
            let depth = Some(before.min(after));
            if depth > depths[at] {
                (depths[at], read.outputs[at], read.places[at]) = (depth, outputs, place);
            }
        }
        Ok(())
    }

    /// The passages worth reading beside what rules found, in the order of the
    /// text: a place where a rule counts something of the family is the
    /// rule's; one that rules set aside must be the surer. In a note that does
    /// not read as if it were about abuse, so must any.
    pub fn passages(&self, readable: &str, read: &Read, found: &[Finding]) -> Vec<Passage> {
        let text = LazyCell::new(|| Text::new(readable));
        let mut passages = Vec::new();
        for number in 0..Family::ALL.len() {
            for run in runs::runs(read, number) {
                let ruled = Ruled { readable, text: &text, read, number, found };
                let worth = ruled.leave(run).into_iter().filter_map(|part| self.passage(&ruled, &part));
                passages.extend(worth);
            }
        }
        passages.sort_by_key(|passage| (passage.span.start(), passage.span.end(), passage.indicator));
        passages
    }

    fn passage(&self, ruled: &Ruled<'_>, Part { run, is_set_aside }: &Part) -> Option<Passage> {
        let &Ruled { readable, text, read, number, .. } = ruled;
        let (span, family) = (run.span(read, readable), Family::ALL[number]);
        let of_kind = self.measured.of(family.kind());
        let probability = of_kind.calibration.probability(run.highest);
        let is_worth = !span.is_empty() && probability >= self.measured.least(of_kind, read.look, *is_set_aside);
        is_worth.then(|| Passage {
            span,
            probability,
            sentence: sentence(text, span),
            indicator: run.indicator(read, family),
            carried_by: run.surest_words(read, number, CARRIED_BY),
            nearest: self.examples.nearest(family, &nearest::middle(read.places[run.pieces()].iter())),
        })
    }

    /// How probable it is that an annotator would have marked a counted
    /// finding of a rule as it stands; `None` for any other, and where the
    /// classifier did not look.
    pub fn opinion(&self, read: &Read, finding: &Finding) -> Option<Probability> {
        if !finding.is_counted() {
            return None;
        }
        let number = Family::ALL.iter().position(|&family| family == finding.indicator.family())?;
        let touched = read.pieces.iter().zip(&read.outputs).filter(|(piece, _)| piece.word.overlaps(finding.span));
        let tagged = touched.filter_map(|(_, outputs)| outputs.get(number).copied()).reduce(f32::max)?;
        Some(self.measured.opinion.probability(tagged))
    }
}

/// The sentence, or sentences, that words stand in.
fn sentence(text: &Text, words: Span) -> Span {
    let tokens = text.tokens_in(words);
    let (Some(first), Some(last)) = (tokens.clone().next(), tokens.last()) else { return words };
    let [first, last] = [first, last].map(|token| text.span(text.sentences()[text.sentence_of(token)].clone()));
    Span::new(first.start().min(words.start()), last.end().max(words.end()))
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    struct Parity {
        note: Vec<Trained>,
    }

    /// What training comes to on a note.
    #[derive(Deserialize)]
    struct Trained {
        text: String,
        pieces: Vec<u32>,
        highest: Vec<f32>,
    }

    #[test]
    fn comes_to_what_training_came_to() {
        let classifier = Classifier::builtin().unwrap();
        let Parity { note: notes } = toml::from_str(include_str!("classify/model/parity.toml")).unwrap();
        assert!(notes.len() > 2);
        for trained in notes {
            let read = classifier.read(&trained.text).unwrap();
            let ids: Vec<u32> = read.pieces.iter().map(|piece| piece.id).collect();
            assert_eq!(ids, trained.pieces, "{}", trained.text);
            for (family, expected) in trained.highest.iter().enumerate() {
                let numbers = read.outputs.iter().filter_map(|outputs| outputs.get(family).copied());
                let highest = numbers.reduce(f32::max).unwrap();
                assert!((highest - expected).abs() < 0.02, "{} {highest} {expected}", Family::ALL[family]);
            }
        }
    }
}
