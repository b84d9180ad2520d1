//! The signs that a note is about abuse, and that a text is guidance rather
//! than a note. Words with innocent senses count only in the first; nothing
//! counts in the second. Read from `lexicons/context.toml`.

use serde::Deserialize;

use super::entry::EntryId;
use super::phrase::Phrase;

/// How much a sign shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// Enough by itself.
    Strong,
    /// Enough together with another.
    Weak,
}

/// Words that show that a text is about practice, not about people.
#[derive(Clone, Debug)]
pub struct GuidanceSign {
    /// The permanent id.
    pub id: EntryId,
    /// A heading for readers.
    pub title: String,
    /// The words.
    pub phrases: Vec<Phrase>,
    /// Texts that have so many that they are guidance.
    pub flags: Vec<String>,
    /// Texts that do not.
    pub skips: Vec<String>,
}

/// The signs of one file.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Signs that a note is about abuse.
    pub abuse: Vec<ContextSign>,
    /// Signs that it is no note about people.
    pub guidance: Vec<GuidanceSign>,
}

/// Words that show that a note is about abuse.
#[derive(Clone, Debug)]
pub struct ContextSign {
    /// The permanent id.
    pub id: EntryId,
    /// A heading for readers.
    pub title: String,
    /// How much it shows.
    pub strength: Strength,
    /// The words.
    pub phrases: Vec<Phrase>,
    /// What cancels a sign that shares a word with it.
    pub unless: Vec<Phrase>,
    /// Texts that must be read as about abuse, this sign among the reasons.
    pub flags: Vec<String>,
    /// Texts that must not be, for this sign alone.
    pub skips: Vec<String>,
}
