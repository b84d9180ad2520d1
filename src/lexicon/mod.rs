//! Lexicon files in, one checked [`Lexicon`] out.
//!
//! The lexicon is data that a practitioner can read and change; this module
//! reads it, refuses what it cannot understand and says where. It matches
//! nothing: that is `detect`.

mod check;
mod choice;
mod clause;
mod compiled;
mod cue;
mod entry;
mod expectation;
mod files;
mod ignore;
mod indicator;
mod mistake;
mod parse;
mod phrase;
mod role;
mod sign;
mod terms;

use std::collections::BTreeMap;
use std::sync::OnceLock;

pub use choice::Choice;
pub use clause::Clause;
pub use cue::{Cue, Place, Reach};
pub use entry::{Company, Entry, EntryId, Example, Priority};
pub use expectation::Expectation;
pub use files::{builtin_files, read_folder};
pub use ignore::{Ignore, IgnoreError};
pub use indicator::{Family, Indicator, Kind, Status, UnknownId};
pub use mistake::{LexiconError, LexiconFile, Mistake};
pub use phrase::{Phrase, PhraseError, Piece, Sequence};
pub use role::{People, Person, Role, Sex, Standing};
pub use sign::{Shows, Sign};
pub use terms::{TermError, Terms};

/// Every entry, every cue, and what they refer to.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    entries: Vec<Entry>,
    cues: Vec<Cue>,
    signs: Vec<Sign>,
    people: People,
    expectations: Vec<Expectation>,
    /// Of the lexicon that comes with the program, read when first asked for.
    terms: OnceLock<Terms>,
    sources: BTreeMap<String, String>,
    files: Vec<LexiconFile>,
    builtin: bool,
}

impl Lexicon {
    /// The lexicon that comes with the program.
    ///
    /// # Errors
    /// Never in a release: the tests read the same files.
    pub fn builtin() -> Result<Self, LexiconError> {
        match compiled::lexicon() {
            Some(lexicon) => Ok(lexicon),
            None => Ok(Self { builtin: true, ..Self::from_files(builtin_files())? }),
        }
    }

    /// Reads and checks a set of lexicon files: `terms.toml`, `sources.toml`,
    /// `context.toml`, `roles.toml`, `expectations.toml`, `cues/*.toml` for cues, and
    /// any other for entries.
    ///
    /// # Errors
    /// Every mistake that could be found, each with its place.
    pub fn from_files(mut files: Vec<LexiconFile>) -> Result<Self, LexiconError> {
        files.sort_by(|a, b| a.name.cmp(&b.name));
        let one = |name: &str| files.iter().find(|file| file.name == name);
        let terms = one("terms.toml").map_or_else(|| Ok(Terms::default()), parse::terms);
        let sources = one("sources.toml").map_or_else(|| Ok(BTreeMap::new()), parse::sources);
        let (terms, sources) = match (terms, sources) {
            (Ok(terms), Ok(sources)) => (terms, sources),
            (terms, sources) => {
                return Err(LexiconError::Mistakes([terms.err(), sources.err()].into_iter().flatten().collect()));
            }
        };
        let reader = parse::Reader { terms: &terms, sources: &sources };
        let mut contents = Contents::default();
        files.iter().enumerate().for_each(|(number, file)| contents.read(number, file, &reader));
        let Contents { entries, cues, signs, people, expectations, .. } =
            contents.finish(&files).map_err(LexiconError::Mistakes)?;
        let terms = terms.into();
        Ok(Self { entries, cues, signs, people, expectations, terms, sources, files, builtin: false })
    }

    /// All entries, sorted by id.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry with this id.
    pub fn entry(&self, id: &EntryId) -> Option<&Entry> {
        let at = self.entries.binary_search_by(|entry| entry.id.cmp(id)).ok()?;
        self.entries.get(at)
    }

    /// All cues, sorted by id.
    pub fn cues(&self) -> &[Cue] {
        &self.cues
    }

    /// All signs, file by file.
    pub fn signs(&self) -> &[Sign] {
        &self.signs
    }

    /// All practice rules, sorted by id.
    pub fn expectations(&self) -> &[Expectation] {
        &self.expectations
    }

    /// The practice rule with this id.
    pub fn expectation(&self, id: &EntryId) -> Option<&Expectation> {
        self.expectations.iter().find(|expectation| expectation.id == *id)
    }

    /// The words for people.
    pub fn people(&self) -> &People {
        &self.people
    }

    /// The named sets and verb forms.
    pub fn terms(&self) -> &Terms {
        let read = || self.files.iter().find(|file| file.name == "terms.toml").map(parse::terms);
        self.terms.get_or_init(|| read().and_then(Result::ok).unwrap_or_default())
    }

    /// Whether it is the one that comes with the program.
    pub fn is_builtin(&self) -> bool {
        self.builtin
    }

    /// The full citation of a source id.
    pub fn citation(&self, source: &str) -> Option<&str> {
        self.sources.get(source).map(String::as_str)
    }

    /// The files it was read from, sorted by name.
    pub fn files(&self) -> &[LexiconFile] {
        &self.files
    }
}

/// What the files hold, and every mistake in them.
#[derive(Default)]
struct Contents {
    entries: Vec<Entry>,
    cues: Vec<Cue>,
    signs: Vec<Sign>,
    people: People,
    expectations: Vec<Expectation>,
    ids: Vec<(EntryId, usize, std::ops::Range<usize>)>,
    mistakes: Vec<Mistake>,
}

impl Contents {
    fn read(&mut self, number: usize, file: &LexiconFile, reader: &parse::Reader<'_>) {
        let read = match file.name.as_str() {
            "terms.toml" | "sources.toml" => Ok(()),
            "context.toml" | "roles.toml" => parse::people(file, reader).map(|declared| {
                self.ids.extend(declared.ids.into_iter().map(|(id, span)| (id, number, span)));
                self.signs.extend(declared.signs);
                self.people.extend(declared.people);
            }),
            "expectations.toml" => parse::expectations(file, reader).map(|expectations| {
                self.expectations = self.declared(number, expectations, |expectation| &expectation.id);
            }),
            name if name.starts_with("cues/") => parse::cues(file, reader).map(|cues| {
                let cues = self.declared(number, cues, |cue| &cue.id);
                self.cues.extend(cues);
            }),
            _ => parse::entries(file, reader).map(|entries| {
                self.mistakes.extend(check::entries(file, &entries));
                let entries = self.declared(number, entries, |entry| &entry.id);
                self.entries.extend(entries);
            }),
        };
        self.mistakes.extend(read.err());
    }

    /// Notes where the ids stand.
    fn declared<T>(&mut self, file: usize, items: Vec<parse::Declared<T>>, id: impl Fn(&T) -> &EntryId) -> Vec<T> {
        self.ids.extend(items.iter().map(|(item, span)| (id(item).clone(), file, span.clone())));
        items.into_iter().map(|(item, _)| item).collect()
    }

    fn finish(mut self, files: &[LexiconFile]) -> Result<Self, Vec<Mistake>> {
        let ids = self.ids.iter().map(|(id, file, span)| (id.as_str(), *file, span.clone()));
        self.mistakes.extend(check::duplicate_ids(ids, files));
        self.entries.sort_by(|a, b| a.id.cmp(&b.id));
        self.cues.sort_by(|a, b| a.id.cmp(&b.id));
        self.expectations.sort_by(|a, b| a.id.cmp(&b.id));
        if self.mistakes.is_empty() { Ok(self) } else { Err(self.mistakes) }
    }
}
