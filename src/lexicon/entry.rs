//! An entry: exactly the fields that a lexicon file may hold.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::clause::Clause;
use super::indicator::{Indicator, Status};
use super::phrase::Phrase;
use super::role::Role;
use crate::note::shared_text;

/// The permanent id of an entry or a cue, such as `MIN001`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntryId(#[serde(with = "shared_text")] Arc<str>);

impl EntryId {
    /// Three capital letters and three digits; anything else is `None`.
    pub fn new(id: &str) -> Option<Self> {
        let (letters, digits) = id.split_at_checked(3)?;
        let right = letters.bytes().all(|b| b.is_ascii_uppercase())
            && digits.len() == 3
            && digits.bytes().all(|b| b.is_ascii_digit());
        right.then(|| Self(id.into()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which of two entries that claim the same words wins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Priority {
    /// Gives way.
    Low,
    /// The usual.
    #[default]
    Normal,
    /// Wins.
    High,
}

/// The other concerns that a concern counts beside in a long note.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Company {
    /// None near it: the words are hardly ever wrong.
    None,
    /// Another near it.
    #[default]
    Another,
    /// At least two: the words are often right and often not.
    Two,
}

/// One rule: wording, what it is evidence of, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Never changes and is never used again for something else.
    pub id: EntryId,
    /// What it is evidence of.
    pub indicator: Indicator,
    /// A heading for readers.
    pub title: String,
    /// Which entry wins the same words.
    pub priority: Priority,
    /// Why the wording matters, for the person who wrote it.
    pub why: String,
    /// Ids of the documents that say so.
    pub source: Vec<String>,
    /// Better wording.
    pub instead: String,
    /// What it finds.
    pub phrases: Vec<Phrase>,
    /// What cancels a match that shares a word with it.
    pub unless: Vec<Phrase>,
    /// What must stand somewhere in the same note, if anything.
    pub needs: Vec<Phrase>,
    /// Whose act or state it is, where that matters: words about somebody who
    /// is known to be somebody else are not found.
    pub who: Option<Role>,
    /// Whether it finds something only in a note, or a case, that shows signs
    /// of abuse.
    pub about_abuse: bool,
    /// The other concerns that what it finds counts beside in a long note.
    pub company: Company,
    /// What the clause is, for entries about written agreements.
    pub clause: Option<Clause>,
    /// Examples that must be found, with their status.
    pub flags: Vec<Example>,
    /// Near misses that must not be found.
    pub skips: Vec<String>,
}

/// A sentence that an entry must find, and the status it must get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// The status of what is found in it.
    pub status: Status,
}
