//! One draft before it is saved: what was found in it, and what is to be said
//! of that. The same words wherever a draft is checked: the command line, or a
//! page in a browser.

mod described;
mod said;

pub use described::{Decided, Described, Owner};

use crate::detect::{Detector, Finding, SignOfAbuse};
use crate::lexicon::{Entry, Kind, Lexicon};
use crate::note::NoteText;

/// A draft, and what was found in it. It is taken as part of a case about
/// abuse: whoever checks one knows the case.
#[derive(Debug)]
pub struct Draft<'a> {
    text: NoteText,
    /// The character that each line begins with.
    lines: Vec<usize>,
    lexicon: &'a Lexicon,
    passages: Vec<Passage<'a>>,
    about_abuse: bool,
    signs: Vec<SignOfAbuse>,
}

/// A finding with the entry that explains it.
#[derive(Debug)]
pub struct Passage<'a> {
    /// What was found.
    pub found: Finding,
    /// Why it matters, and better wording.
    pub entry: &'a Entry,
}

/// Under which heading a passage is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A concern in the writer's own words.
    Concern,
    /// A concern in somebody else's words, or not meant so.
    NotCounted,
    /// Good recording.
    Good,
    /// A risk that is recorded.
    Risk,
}

impl Part {
    /// Every part, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::Concern, Self::NotCounted, Self::Good, Self::Risk];

    /// The id, for programs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Concern => "concern",
            Self::NotCounted => "not-counted",
            Self::Good => "good",
            Self::Risk => "risk",
        }
    }

    /// The heading over it, for readers.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Concern => "To look at again",
            Self::NotCounted => "Somebody else’s words, or not meant so: these do not count",
            Self::Good => "Good recording",
            Self::Risk => "Risks that are recorded",
        }
    }
}

impl Passage<'_> {
    /// The part it belongs to.
    pub fn part(&self) -> Part {
        match self.found.indicator.kind() {
            Kind::Concern if self.found.is_counted() => Part::Concern,
            Kind::Concern => Part::NotCounted,
            Kind::Good => Part::Good,
            Kind::Risk => Part::Risk,
        }
    }
}

impl<'a> Draft<'a> {
    /// Checks a text.
    pub fn read(text: String, detector: &'a Detector) -> Self {
        let reading = detector.read_draft(&text);
        let (about_abuse, signs) = (reading.about_abuse, reading.signs.clone());
        let lexicon = detector.lexicon();
        let found = reading.in_case(true).into_iter();
        let passages = found.filter_map(|found| Some(Passage { entry: lexicon.entry(&found.entry)?, found })).collect();
        let ends = text.chars().enumerate().filter(|&(_, c)| c == '\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        Self { text: NoteText::plain(text), lines, lexicon, passages, about_abuse, signs }
    }

    /// The text.
    pub fn text(&self) -> &NoteText {
        &self.text
    }

    /// Everything found, in the order of the text.
    pub fn passages(&self) -> &[Passage<'a>] {
        &self.passages
    }

    /// What is shown in one part, in the order of the text.
    pub fn of(&self, part: Part) -> impl Iterator<Item = &Passage<'a>> {
        self.passages.iter().filter(move |passage| passage.part() == part)
    }

    /// The line and column, from 1, of a character.
    pub fn place(&self, character: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|&start| start <= character);
        (line, character - self.lines[line - 1] + 1)
    }

    /// The documents an entry rests on.
    pub fn sources(&self, entry: &Entry) -> Vec<&'a str> {
        entry.source.iter().filter_map(|source| self.lexicon.citation(source)).collect()
    }
}

#[cfg(test)]
mod tests;
