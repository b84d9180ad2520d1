//! `roles.toml` and `context.toml`: words for people, and signs.

use std::collections::BTreeSet;

use serde::Deserialize;
use toml::Spanned;

use super::{Declared, Reader, id, read};
use crate::lexicon::entry::EntryId;
use crate::lexicon::mistake::{LexiconFile, Mistake};
use crate::lexicon::role::{People, Person, Role, Sex, Standing};
use crate::lexicon::sign::{Shows, Sign};

/// The file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PeopleFile {
    #[serde(default)]
    towards: BTreeSet<Box<str>>,
    #[serde(default)]
    saying: BTreeSet<Box<str>>,
    #[serde(default)]
    no_names: BTreeSet<Box<str>>,
    #[serde(default)]
    person: Vec<WrittenPerson>,
    #[serde(default)]
    sign: Vec<WrittenSign>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPerson {
    id: Spanned<String>,
    standing: WrittenStanding,
    sex: Option<Sex>,
    words: Vec<Spanned<String>>,
}

/// A standing by its name; any other name is that of a role.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum WrittenStanding {
    Adult,
    Partner,
    Anybody,
    Pronoun,
    Plural,
    #[serde(untagged)]
    Role(Role),
}

impl From<WrittenStanding> for Standing {
    fn from(written: WrittenStanding) -> Self {
        match written {
            WrittenStanding::Adult => Self::Adult,
            WrittenStanding::Partner => Self::Partner,
            WrittenStanding::Anybody => Self::Anybody,
            WrittenStanding::Pronoun => Self::Pronoun,
            WrittenStanding::Plural => Self::Plural,
            WrittenStanding::Role(role) => Self::Role(role),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSign {
    id: Spanned<String>,
    title: String,
    shows: Shows,
    weight: u32,
    phrases: Vec<Spanned<String>>,
    #[serde(default)]
    unless: Vec<Spanned<String>>,
    flags: Vec<String>,
    skips: Vec<String>,
}

/// What a file holds, with the places of its ids.
pub(in crate::lexicon) struct DeclaredPeople {
    pub(in crate::lexicon) people: People,
    pub(in crate::lexicon) signs: Vec<Sign>,
    pub(in crate::lexicon) ids: Vec<Declared<EntryId>>,
}

/// The words, persons and signs of a file.
pub(in crate::lexicon) fn people(file: &LexiconFile, reader: &Reader<'_>) -> Result<DeclaredPeople, Mistake> {
    let PeopleFile { towards, saying, no_names, person, sign } = read(file)?;
    let spans: Vec<_> = person.iter().map(|p| p.id.span()).chain(sign.iter().map(|s| s.id.span())).collect();
    let persons = person.into_iter().map(|person| reader.person(file, person)).collect::<Result<Vec<_>, _>>()?;
    let signs = sign.into_iter().map(|sign| reader.sign(file, sign)).collect::<Result<Vec<_>, _>>()?;
    let ids = persons.iter().map(|person| &person.id).chain(signs.iter().map(|sign| &sign.id));
    let ids = ids.cloned().zip(spans).collect();
    Ok(DeclaredPeople { people: People { towards, saying, no_names, persons }, signs, ids })
}

impl Reader<'_> {
    fn person(&self, file: &LexiconFile, written: WrittenPerson) -> Result<Person, Mistake> {
        Ok(Person {
            id: id(file, &written.id)?,
            standing: written.standing.into(),
            sex: written.sex,
            words: self.phrases(file, &written.words)?,
        })
    }

    fn sign(&self, file: &LexiconFile, written: WrittenSign) -> Result<Sign, Mistake> {
        Ok(Sign {
            id: id(file, &written.id)?,
            title: written.title,
            shows: written.shows,
            weight: written.weight,
            phrases: self.phrases(file, &written.phrases)?,
            unless: self.phrases(file, &written.unless)?,
            flags: written.flags,
            skips: written.skips,
        })
    }
}
