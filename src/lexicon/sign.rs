//! Signs: words that show something about a whole note. That it is about abuse
//! (words with innocent senses count in such a note only), that it is guidance
//! and no note about people, or who in it is the victim. Read from
//! `context.toml` and `roles.toml`; what they come to is decided by `detect`.

use serde::{Deserialize, Serialize};

use super::entry::EntryId;
use super::phrase::Phrase;

/// What a sign shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shows {
    /// The note is about abuse.
    Abuse,
    /// The text is about practice, not about people.
    Guidance,
    /// A woman is abused by a man.
    WomanVictim,
    /// A man is abused by a woman.
    ManVictim,
    /// Both are of the same sex: pronouns do not tell them apart.
    SameSex,
}

/// Words that show something about a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sign {
    /// The permanent id.
    pub id: EntryId,
    /// A heading for readers.
    pub title: String,
    /// What it shows.
    pub shows: Shows,
    /// How much one such sign counts.
    pub weight: u32,
    /// The words.
    pub phrases: Vec<Phrase>,
    /// What cancels a sign that shares a word with it.
    pub unless: Vec<Phrase>,
    /// Texts that must show it, this sign among the reasons.
    pub flags: Vec<String>,
    /// Texts that must not.
    pub skips: Vec<String>,
}
