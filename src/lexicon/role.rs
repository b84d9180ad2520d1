//! Who is who: the words for people in a note, and the signs that tell whether
//! a woman or a man is the victim. Read from `lexicons/roles.toml`; what they
//! mean in one note is decided by `detect`.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use serde::Deserialize;

use super::choice::Choice;
use super::entry::EntryId;
use super::phrase::Phrase;

/// What somebody is in a note about abuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Who is abused.
    Victim,
    /// Who abuses.
    Perpetrator,
    /// Victim and perpetrator together.
    Couple,
    /// A child.
    Child,
    /// Whoever writes the note.
    Worker,
    /// Anybody else who is there for their job.
    Professional,
}

impl Role {
    /// The role as a word.
    pub fn id(self) -> &'static str {
        match self {
            Self::Victim => "victim",
            Self::Perpetrator => "perpetrator",
            Self::Couple => "couple",
            Self::Child => "child",
            Self::Worker => "worker",
            Self::Professional => "professional",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// What a word says about the sex of whom it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sex {
    /// She.
    Female,
    /// He.
    Male,
}

/// What a word says about who somebody is, before the note has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// One of the couple: which one depends on who is the victim.
    Adult,
    /// The other half of whoever stands in front: "her partner".
    Partner,
    /// Somebody who may be anything: a relative, "you".
    Anybody,
    /// "he", "she": whoever was named before.
    Pronoun,
    /// "they": whichever pair or group was named before.
    Plural,
    /// Always that role.
    #[serde(untagged)]
    Role(Role),
}

/// A set of words for one sort of person.
#[derive(Clone, Debug)]
pub struct Person {
    /// The permanent id.
    pub id: EntryId,
    /// What the words say about who that is.
    pub standing: Standing,
    /// What they say about the sex.
    pub sex: Option<Sex>,
    /// The words.
    pub words: Arc<Choice>,
}

/// What a sign shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shows {
    /// A woman is abused by a man.
    WomanVictim,
    /// A man is abused by a woman.
    ManVictim,
    /// Both are of the same sex: pronouns do not tell them apart.
    SameSex,
}

/// Words that show who is the victim.
#[derive(Clone, Debug)]
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
    /// Sentences that must show it.
    pub flags: Vec<String>,
    /// Sentences that must not.
    pub skips: Vec<String>,
}

/// Everything the lexicon knows about people.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// Words after which somebody is not the one who acts: "with", "told".
    pub towards: BTreeSet<Box<str>>,
    /// Verbs of saying: what follows is not about the one who says it.
    pub saying: BTreeSet<Box<str>>,
    /// Words for people.
    pub persons: Vec<Person>,
    /// Signs of who is the victim.
    pub signs: Vec<Sign>,
}
