//! The nouns that every stage shares: a note, its case, its agency, and a
//! span of its text. Nothing here reads, matches or counts.

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

pub use jiff::civil::Date;
use serde::{Deserialize, Serialize};

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(#[serde(with = "shared_text")] Arc<str>);

        impl $name {
            /// Takes the text as exported; surrounding white space is dropped.
            pub fn new(text: &str) -> Self {
                Self(Arc::from(text.trim()))
            }

            /// The text, as it appears in tables.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Whether the export gave none.
            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_id! {
    /// The record's own identifier in the source system. Not always unique.
    NoteId
}
text_id! {
    /// The family or person the note belongs to.
    CaseId
}
text_id! {
    /// Who wrote the note: a police force, a school, a health visiting team.
    Agency
}

/// A thing by its hash of 64 bits, for sets of very many. Of a million things,
/// two that differ have the same key once in some 37 million audits. The same
/// in every run of one build, and never written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key(u64);

impl Key {
    /// The key of a thing.
    pub fn of(thing: impl Hash) -> Self {
        let mut hasher = DefaultHasher::new();
        thing.hash(&mut hasher);
        Self(hasher.finish())
    }

    /// The hash itself.
    pub(crate) fn number(self) -> u64 {
        self.0
    }
}

/// How a text that several share is written down: as the text.
pub(crate) mod shared_text {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(text: &Arc<str>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(text)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Arc<str>, D::Error> {
        String::deserialize(from).map(Arc::from)
    }
}

/// A stretch of a note's text in **characters** (Unicode scalar values), end
/// exclusive. The unit of `start` and `end` in `findings.csv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// A span from `start` to `end`; an `end` before `start` gives an empty
    /// span at `start`, so that no span ever runs backwards.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The first character.
    pub fn start(self) -> usize {
        self.start
    }

    /// One past the last character.
    pub fn end(self) -> usize {
        self.end
    }

    /// Length in characters.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether there is nothing in it.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two share at least one character.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether every character of `other` lies in this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The characters of `text` in this span; a span past the end is cut.
    pub fn of(self, text: &str) -> &str {
        let mut offsets = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
        let start = offsets.clone().nth(self.start).unwrap_or(text.len());
        let end = offsets.nth(self.end).unwrap_or(text.len());
        &text[start..end]
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// One record as exported, with what the audit needs to know about it. What is
/// kept of it while an audit runs has neither its text nor its names.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Note {
    /// The record's identifier, or one made of source and row if it had none.
    pub id: NoteId,
    /// The case, empty if the export has no such column.
    pub case: CaseId,
    /// The agency that wrote it.
    pub agency: Agency,
    /// The team within the agency.
    pub team: String,
    /// Who wrote it. Used for redaction; written out only with `--by-worker`.
    pub worker: String,
    /// The day the note is about; `None` if absent or undecidable.
    pub date: Option<Date>,
    /// The kind of record: contact, assessment, conference.
    pub note_type: String,
    /// Names found in the record's other columns (client, partner, children):
    /// known to redaction, never written out.
    #[serde(skip)]
    pub names: Vec<String>,
    /// The file it came from, as given.
    #[serde(with = "shared_text")]
    pub source: Arc<str>,
    /// The record number in that file, from 1, header not counted.
    pub row: u64,
    /// The text and its readable form.
    #[serde(skip)]
    pub text: NoteText,
    /// Where the text holds several notes: each of them, in order.
    pub sections: Vec<Section>,
}

/// A note among several in one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its first character.
    pub start: usize,
    /// The day it is about; `None` if that is undecidable.
    pub date: Option<Date>,
}

impl Note {
    /// The day that a character of the text is about: its section's, or else
    /// the note's.
    pub fn date_at(&self, character: usize) -> Option<Date> {
        let section = self.sections.iter().rev().find(|section| section.start <= character);
        section.and_then(|section| section.date).or(self.date)
    }
}

/// A note's text as received, and as read once markup is out of the way.
///
/// Both have the **same number of characters**: where intake takes out a tag
/// or decodes `&amp;`, it leaves [`NoteText::FILLER`] in the places that fall
/// free. A span found in the readable form is therefore a span of the text as
/// received, and no offset map can go wrong.
#[derive(Clone, Debug, Default)]
pub struct NoteText {
    received: String,
    readable: Option<String>,
    /// The byte of every [`STRIDE`]th character of the readable form.
    offsets: OnceLock<Box<[usize]>>,
}

/// Far enough apart to take little room, near enough to count from.
const STRIDE: usize = 256;

impl PartialEq for NoteText {
    fn eq(&self, other: &Self) -> bool {
        (&self.received, &self.readable) == (&other.received, &other.readable)
    }
}

impl Eq for NoteText {}

impl NoteText {
    /// Stands where markup stood: a soft hyphen, which matching skips and
    /// excerpts leave out.
    pub const FILLER: char = '\u{ad}';

    /// Stands where text was blacked out before the note was exported, in
    /// whatever way that was shown. No phrase reaches across it.
    pub const BLACKED_OUT: char = '█';

    /// Text without markup.
    pub fn plain(received: impl Into<String>) -> Self {
        Self { received: received.into(), ..Self::default() }
    }

    /// Text with markup, and its readable form. `None` if the two differ in
    /// length, which would move every span.
    pub fn marked_up(received: String, readable: String) -> Option<Self> {
        let same_length = received.chars().count() == readable.chars().count();
        same_length.then(|| Self { received, readable: Some(readable), ..Self::default() })
    }

    /// The text exactly as the export had it.
    pub fn received(&self) -> &str {
        &self.received
    }

    /// The text to match and to quote from.
    pub fn readable(&self) -> &str {
        self.readable.as_deref().unwrap_or(&self.received)
    }

    /// The characters of the readable form in a span, as [`Span::of`] gives
    /// them, without counting from the start each time.
    pub fn part(&self, span: Span) -> &str {
        let text = self.readable();
        let offsets = self.offsets.get_or_init(|| text.char_indices().map(|(byte, _)| byte).step_by(STRIDE).collect());
        let stride = span.start() / STRIDE;
        match offsets.get(stride) {
            Some(&byte) => {
                let before = stride * STRIDE;
                Span::new(span.start() - before, span.end() - before).of(&text[byte..])
            }
            None => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_counts_characters_not_bytes() {
        assert_eq!(Span::new(2, 6).of("é’mum said"), "mum ");
        assert_eq!(Span::new(8, 99).of("é’mum said"), "id");
    }

    #[test]
    fn a_part_of_a_long_text_is_what_its_span_holds() {
        let text = "é’mum said ".repeat(200);
        let long = NoteText::plain(text.clone());
        for span in
            [Span::new(0, 5), Span::new(250, 270), Span::new(512, 512), Span::new(2190, 2300), Span::new(9000, 9001)]
        {
            assert_eq!(long.part(span), span.of(&text));
        }
    }

    #[test]
    fn a_span_never_runs_backwards() {
        assert!(Span::new(5, 3).is_empty());
    }

    #[test]
    fn what_stands_in_a_section_has_its_date() {
        let [first, second, whole] = [(1, 2), (2, 2), (14, 3)].map(|(day, month)| Date::new(2025, month, day).ok());
        let section = |start, date| Section { start, date };
        let sections = vec![section(5, first), section(10, None), section(20, second)];
        let note = Note { date: whole, sections, ..Note::default() };
        for (character, expected) in [(0, whole), (5, first), (9, first), (12, whole), (99, second)] {
            assert_eq!(note.date_at(character), expected, "{character}");
        }
    }

    #[test]
    fn overlapping_needs_a_shared_character() {
        assert!(Span::new(0, 3).overlaps(Span::new(2, 4)));
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 4)));
    }

    #[test]
    fn refuses_a_readable_form_of_another_length() {
        assert_eq!(NoteText::marked_up("<b>x</b>".into(), "x".into()), None);
    }
}
