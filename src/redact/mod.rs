//! Makes text fit to be shown: an [`Excerpt`] is the only form in which a
//! note's words reach a report, and only a [`Redactor`] makes one.
//!
//! It finds who and where a note is about in three ways: names and numbers
//! that the record's own columns give, British identifiers known by their
//! form, and names and places known by the words around them. It refuses to
//! call the result anonymous: some names will be missed, and a rare event
//! names people without a name. It refuses to hide roles, feelings, acts and
//! dates of events, which are what an audit reads.

mod birthdays;
mod checks;
mod excerpt;
mod folded;
mod known;
mod mask;
mod masked;
mod names;
mod patterns;
mod places;
mod vocabulary;
mod words;

use serde::{Deserialize, Serialize};

use crate::note::{Note, Span};
#[cfg(feature = "audit")]
pub(crate) use excerpt::kept;
pub use excerpt::{Excerpt, LONGEST};
use folded::Folded;
use known::Known;
use mask::{Hit, Mask, merge};
pub use masked::Masked;
use patterns::Patterns;
use std::fmt;
use std::str::FromStr;
use vocabulary::Vocabulary;
use words::{Manner, Word};

/// How far an excerpt looks for its sentence on either side, in characters as
/// received; markup that shows nothing counts too.
const REACH: usize = 400;
/// How much more of the note decides what a word is.
const CONTEXT: usize = 80;

/// How often a text is read at most.
const PASSES: usize = 4;

/// What may be shown of a note's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Excerpts {
    /// The sentence, with names, places and numbers masked.
    #[default]
    Redacted,
    /// The sentence as written.
    Verbatim,
    /// Nothing.
    None,
}

impl Excerpts {
    /// Every choice, the default first.
    pub const ALL: &[Self] = &[Self::Redacted, Self::Verbatim, Self::None];

    /// The word used in settings and in the manifest.
    pub fn id(self) -> &'static str {
        match self {
            Self::Redacted => "redacted",
            Self::Verbatim => "verbatim",
            Self::None => "none",
        }
    }
}

/// A word that is none of the choices.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not redacted, verbatim or none")]
pub struct UnknownExcerpts(String);

impl FromStr for Excerpts {
    type Err = UnknownExcerpts;

    fn from_str(id: &str) -> Result<Self, UnknownExcerpts> {
        Self::ALL.iter().copied().find(|choice| choice.id() == id).ok_or_else(|| UnknownExcerpts(id.to_owned()))
    }
}

impl fmt::Display for Excerpts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// Makes excerpts. Costly to make, cheap to use, and usable from many threads.
pub struct Redactor {
    excerpts: Excerpts,
    vocabulary: Vocabulary,
    patterns: Patterns,
}

impl Redactor {
    /// A redactor that shows what `excerpts` allows.
    pub fn new(excerpts: Excerpts) -> Self {
        Self { excerpts, vocabulary: Vocabulary::new(), patterns: Patterns::new() }
    }

    /// The `words` found in a note, in their `sentence`. Both are spans of the
    /// readable text; a sentence that does not hold the words is widened.
    ///
    /// The words stay as written but for identifiers among them.
    pub fn excerpt(&self, note: &Note, sentence: Span, words: Span) -> Excerpt {
        if self.excerpts == Excerpts::None {
            return Excerpt::default();
        }
        let start = sentence.start().clamp(words.start().saturating_sub(REACH), words.start());
        let end = sentence.end().clamp(words.end(), words.end().saturating_add(REACH));
        let from = start.saturating_sub(CONTEXT);
        let window = note.text.part(Span::new(from, end.saturating_add(CONTEXT)));
        let part = |start: usize, end: usize| Span::new(start - from, end - from);
        let parts = [part(start, words.start()), part(words.start(), words.end()), part(words.end(), end)];
        Excerpt::of(window, parts, &self.masks(note, window))
    }

    /// Some other text of the same record, such as the cue that decided a
    /// status, masked in the same way but neither cut nor folded.
    pub fn text(&self, note: &Note, text: &str) -> String {
        match self.excerpts {
            Excerpts::None => String::new(),
            _ => self.masked(note, text.to_owned(), PASSES),
        }
    }

    /// A mask may give away the word beside it, so the text is read again
    /// until nothing is found.
    fn masked(&self, note: &Note, text: String, passes: usize) -> String {
        let masks = self.masks(note, &text);
        if masks.is_empty() || passes == 0 {
            return text;
        }
        self.masked(note, excerpt::masked(&text, &masks), passes - 1)
    }

    /// What to mask in `text`, in its characters.
    fn masks(&self, note: &Note, text: &str) -> Vec<(Span, Mask)> {
        if self.excerpts != Excerpts::Redacted {
            return Vec::new();
        }
        let folded = Folded::new(text);
        let words = words::split(folded.text(), folded.lower(), &self.vocabulary);
        let masks = self.hits(note, &folded, &words).into_iter();
        masks.map(|hit| (folded.span(&hit.at), hit.mask)).collect()
    }

    /// What identifies somebody in a folded text, in its bytes.
    fn hits(&self, note: &Note, folded: &Folded, words: &[Word<'_>]) -> Vec<Hit> {
        let manner = Manner::of(folded.text());
        let known = Known::of(note, &self.vocabulary);
        let mut hits = self.patterns.find(folded.text(), folded.lower());
        hits.extend(known.ids(folded.lower()));
        hits.extend(places::find(words, manner));
        let names = names::find(words, &known, manner);
        hits.extend(birthdays::find(folded.text(), &names, note.date));
        hits.extend(names);
        merge(folded.text(), hits)
    }
}

#[cfg(test)]
mod tests;
