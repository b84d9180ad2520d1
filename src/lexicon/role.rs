//! Who is who: the words for people in a note. Read from `lexicons/roles.toml`;
//! what they mean in one note is decided by `detect`.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::choice::Choice;
use super::entry::EntryId;
use super::phrase::Phrase;
use super::terms::Terms;

/// What somebody is in a note about abuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sex {
    /// She.
    Female,
    /// He.
    Male,
}

/// What a word says about who somebody is, before the note has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    Role(Role),
}

/// A set of words for one sort of person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The permanent id.
    pub id: EntryId,
    /// What the words say about who that is.
    pub standing: Standing,
    /// What they say about the sex.
    pub sex: Option<Sex>,
    /// The words.
    pub words: Vec<Phrase>,
}

impl Person {
    /// The words, of which one must stand.
    pub fn choice(&self, terms: &Terms) -> Choice {
        Choice::new(self.words.iter().map(|phrase| phrase.pieces(terms)).collect())
    }
}

/// Everything the lexicon knows about people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct People {
    /// Words after which somebody is not the one who acts: "with", "told".
    pub towards: BTreeSet<Box<str>>,
    /// Verbs of saying: what follows is not about the one who says it.
    pub saying: BTreeSet<Box<str>>,
    /// Words that are often written with a capital and are no names.
    pub no_names: BTreeSet<Box<str>>,
    /// Words for people.
    pub persons: Vec<Person>,
}

impl People {
    /// Adds what another file holds.
    pub(super) fn extend(&mut self, more: Self) {
        self.towards.extend(more.towards);
        self.saying.extend(more.saying);
        self.no_names.extend(more.no_names);
        self.persons.extend(more.persons);
    }
}
