//! Words that an agency has decided to leave out, with the reason. They are
//! counted, never dropped without a trace.

use super::entry::EntryId;
use super::phrase::{Phrase, PhraseError};
use super::terms::Terms;

/// A wording to leave out.
#[derive(Clone, Debug)]
pub struct Ignore {
    /// A finding that shares a word with a match of this is left out.
    pub words: Phrase,
    /// Only findings of this entry; `None` for all.
    pub entry: Option<EntryId>,
    /// Why, in the words of whoever decided.
    pub reason: String,
}

/// A wording that cannot be left out as written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IgnoreError {
    /// The words are not a phrase.
    #[error("ignore `{words}`: {error}")]
    Words {
        /// As written.
        words: String,
        /// What is wrong.
        error: PhraseError,
    },
    /// The entry has no such id.
    #[error("ignore `{words}`: `{entry}` is not an id; ids look like MIN001")]
    Entry {
        /// As written.
        words: String,
        /// As written.
        entry: String,
    },
    /// Nobody can defend a finding left out for no reason.
    #[error("ignore `{words}`: give the reason, for whoever reads the audit")]
    NoReason {
        /// As written.
        words: String,
    },
}

impl Ignore {
    /// Reads a wording in the phrase language.
    ///
    /// # Errors
    /// A phrase that cannot be read, an id that is none, or no reason.
    pub fn new(words: &str, entry: Option<&str>, reason: &str, terms: &Terms) -> Result<Self, IgnoreError> {
        let written = words.to_owned();
        if reason.trim().is_empty() {
            return Err(IgnoreError::NoReason { words: written });
        }
        let id = |entry: &str| {
            EntryId::new(entry).ok_or_else(|| IgnoreError::Entry { words: words.to_owned(), entry: entry.to_owned() })
        };
        let entry = entry.map(id).transpose()?;
        let words = Phrase::parse(words, terms).map_err(|error| IgnoreError::Words { words: written, error })?;
        Ok(Self { words, entry, reason: reason.trim().to_owned() })
    }
}
