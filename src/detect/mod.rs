//! One note and the lexicon in, findings out.
//!
//! Detection knows nothing of files, agencies or counts: a [`Detector`] reads
//! one text and says which words bear which indicator, and who says them. It
//! never decides what to do about a finding.

mod examples;
mod finding;
mod overlap;
mod phrase_match;
mod prefilter;
mod repeat;
mod sentence;
mod shape;
mod status;
mod text;

use std::ops::Range;
use std::sync::Arc;

pub use examples::FailedExample;
pub use finding::{Evidence, EvidenceRule, Finding};
use overlap::Hit;
use prefilter::{Candidate, PhraseRef, Phrases, Prefilter};
pub use repeat::Repeats;
use status::{CueMatch, Voices};
pub use text::{Break, Text, Token};

use crate::lexicon::{Cue, Indicator, Lexicon, Phrase, Piece, Status};
use crate::note::Span;

/// Finds what a lexicon describes. Made once, used for any number of notes,
/// from any number of threads.
#[derive(Clone, Debug)]
pub struct Detector {
    lexicon: Arc<Lexicon>,
    phrases: Phrases,
    prefilter: Prefilter,
    entries: Vec<Parts>,
    cues: Vec<Parts>,
    /// For each phrase, the entries that look for it.
    finds: Vec<Vec<usize>>,
    speaker: Vec<Piece>,
}

/// The phrases of an entry or a cue, by reference.
#[derive(Clone, Debug)]
struct Parts {
    phrases: Vec<PhraseRef>,
    unless: Vec<PhraseRef>,
    /// An entry's `needs`, a cue's `until`.
    third: Vec<PhraseRef>,
}

/// A lexicon with more phrases than an automaton can hold.
#[derive(Debug, thiserror::Error)]
#[error("the lexicon is too large to search for at once: {0}")]
pub struct DetectorError(#[from] aho_corasick::BuildError);

impl Detector {
    /// Prepares the lexicon for searching.
    ///
    /// # Errors
    /// If its phrases are too many for one automaton (beyond some millions).
    pub fn new(lexicon: Arc<Lexicon>) -> Result<Self, DetectorError> {
        let mut phrases = Phrases::default();
        let mut add = |all: &[Phrase]| all.iter().map(|phrase| phrases.add(phrase)).collect::<Vec<_>>();
        let mut parts =
            |a: &[Phrase], b: &[Phrase], c: &[Phrase]| Parts { phrases: add(a), unless: add(b), third: add(c) };
        let entries: Vec<_> = lexicon.entries().iter().map(|e| parts(&e.phrases, &e.unless, &e.needs)).collect();
        let cues: Vec<_> = lexicon.cues().iter().map(|c| parts(&c.phrases, &c.unless, &c.until)).collect();
        let mut finds = vec![Vec::new(); phrases.len()];
        for (entry, parts) in entries.iter().enumerate() {
            parts.phrases.iter().for_each(|phrase| finds[phrase.index()].push(entry));
        }
        let prefilter = Prefilter::new(&phrases)?;
        let speaker = lexicon.terms().slot("speaker").map_or_else(|_| Vec::new(), |slot| vec![Piece::OneOf(slot)]);
        Ok(Self { lexicon, phrases, prefilter, entries, cues, finds, speaker })
    }

    /// The lexicon it searches for.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Every finding in a note's readable text, in the order of the text.
    pub fn scan(&self, readable: &str) -> Vec<Finding> {
        let scan = self.read(readable);
        let hits = scan.hits();
        if hits.is_empty() {
            return Vec::new();
        }
        let cues = scan.cues();
        let shapes = shape::shapes(readable, &scan.text, &self.speaker);
        let voices = Voices { text: &scan.text, cues: &cues, shapes: &shapes };
        overlap::resolve(hits).into_iter().map(|hit| scan.finding(&voices, hit)).collect()
    }

    /// The status that words of a text would have if they bore `indicator`,
    /// with what decided it. For testing cues by themselves.
    pub fn status(&self, readable: &str, words: Span, indicator: Indicator) -> (Status, Option<Evidence>) {
        let scan = self.read(readable);
        let cues = scan.cues();
        let shapes = shape::shapes(readable, &scan.text, &self.speaker);
        let tokens = scan.text.tokens();
        let start = tokens.partition_point(|token| token.span.end() <= words.start());
        let end = tokens.partition_point(|token| token.span.start() < words.end());
        Voices { text: &scan.text, cues: &cues, shapes: &shapes }.status(indicator, &(start..end))
    }

    fn read(&self, readable: &str) -> Scan<'_> {
        let text = Text::new(readable);
        let candidates = self.prefilter.candidates(&text);
        Scan { detector: self, text, candidates }
    }
}

/// One note while it is being read.
struct Scan<'d> {
    detector: &'d Detector,
    text: Text,
    candidates: Vec<Candidate>,
}

impl<'d> Scan<'d> {
    /// Where a phrase matches, sentence by sentence.
    fn matches(&self, phrase: PhraseRef) -> Vec<Range<usize>> {
        let start = self.candidates.partition_point(|candidate| candidate.phrase < phrase);
        let mine = self.candidates[start..].iter().take_while(|candidate| candidate.phrase == phrase);
        let pieces = self.detector.phrases.pieces(phrase);
        let sentences = self.text.sentences();
        mine.flat_map(|candidate| phrase_match::matches(&self.text, &sentences[candidate.sentence], pieces)).collect()
    }

    fn all_matches(&self, phrases: &[PhraseRef]) -> Vec<Range<usize>> {
        phrases.iter().flat_map(|&phrase| self.matches(phrase)).collect()
    }

    /// What the entries find, before overlaps are resolved.
    fn hits(&self) -> Vec<Hit<'d>> {
        let finds = &self.detector.finds;
        let mut entries: Vec<usize> =
            self.candidates.iter().flat_map(|found| &finds[found.phrase.index()]).copied().collect();
        entries.sort_unstable();
        entries.dedup();
        entries.into_iter().flat_map(|entry| self.entry_hits(entry)).collect()
    }

    fn entry_hits(&self, entry: usize) -> Vec<Hit<'d>> {
        let parts = &self.detector.entries[entry];
        let found = self.uncancelled(parts);
        let needed = found.is_empty()
            || parts.third.is_empty()
            || parts.third.iter().any(|&need| !self.matches(need).is_empty());
        let entry = &self.detector.lexicon.entries()[entry];
        if needed { found.into_iter().map(|tokens| Hit { entry, tokens }).collect() } else { Vec::new() }
    }

    /// Matches of the phrases that share no word with an `unless`.
    fn uncancelled(&self, parts: &Parts) -> Vec<Range<usize>> {
        let mut found = self.all_matches(&parts.phrases);
        if !found.is_empty() {
            let unless = self.all_matches(&parts.unless);
            found.retain(|tokens| !unless.iter().any(|other| other.start < tokens.end && tokens.start < other.end));
        }
        found
    }

    fn cues(&self) -> Vec<CueMatch<'d>> {
        let cues = self.detector.lexicon.cues().iter().zip(&self.detector.cues);
        cues.flat_map(|(cue, parts)| self.cue_matches(cue, parts)).collect()
    }

    fn cue_matches(&self, cue: &'d Cue, parts: &Parts) -> Vec<CueMatch<'d>> {
        let found = self.uncancelled(parts);
        let until = if found.is_empty() { Vec::new() } else { self.all_matches(&parts.third) };
        found.into_iter().map(|tokens| CueMatch { cue, tokens, until: until.clone() }).collect()
    }

    fn finding(&self, voices: &Voices<'_, '_>, hit: Hit<'d>) -> Finding {
        let (status, cue) = voices.status(hit.entry.indicator, &hit.tokens);
        let sentence = self.text.sentences()[self.text.sentence_of(hit.tokens.start)].clone();
        Finding {
            span: self.text.span(hit.tokens),
            indicator: hit.entry.indicator,
            status,
            cue,
            entry: hit.entry.id.clone(),
            sentence: self.text.span(sentence),
        }
    }
}
