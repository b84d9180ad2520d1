//! Lexicon files in, one checked [`Lexicon`] out.
//!
//! The lexicon is data that a practitioner can read and change; this module
//! reads it, refuses what it cannot understand and says where. It matches
//! nothing: that is `detect`.

mod anchor;
mod check;
mod choice;
mod cue;
mod entry;
mod files;
mod indicator;
mod mistake;
mod parse;
mod phrase;
mod terms;

use std::collections::BTreeMap;

pub use anchor::anchors;
pub use choice::Choice;
pub use cue::{Cue, Place, Reach};
pub use entry::{Entry, EntryId, Example, Priority};
pub use files::{builtin_files, read_folder};
pub use indicator::{Family, Indicator, Kind, Status, UnknownId};
pub use mistake::{LexiconError, LexiconFile, Mistake};
pub use phrase::{Phrase, PhraseError, Piece, Sequence};
pub use terms::{TermError, Terms};

/// Every entry, every cue, and what they refer to.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    entries: Vec<Entry>,
    cues: Vec<Cue>,
    terms: Terms,
    sources: BTreeMap<String, String>,
    files: Vec<LexiconFile>,
}

impl Lexicon {
    /// The lexicon that comes with the program.
    ///
    /// # Errors
    /// Never in a release: the tests read the same files.
    pub fn builtin() -> Result<Self, LexiconError> {
        Self::from_files(builtin_files())
    }

    /// Reads and checks a set of lexicon files: `terms.toml`, `sources.toml`,
    /// `cues/*.toml` for cues, and any other for entries.
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
        let (entries, cues) = read_all(&files, &reader).map_err(LexiconError::Mistakes)?;
        Ok(Self { entries, cues, terms, sources, files })
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

    /// The named sets and verb forms.
    pub fn terms(&self) -> &Terms {
        &self.terms
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

/// Entries and cues of all files, or every mistake in them.
fn read_all(files: &[LexiconFile], reader: &parse::Reader<'_>) -> Result<(Vec<Entry>, Vec<Cue>), Vec<Mistake>> {
    let (mut entries, mut cues, mut ids, mut mistakes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (number, file) in files.iter().enumerate() {
        if file.name.starts_with("cues/") {
            match parse::cues(file, reader) {
                Ok(read) => {
                    ids.extend(read.iter().map(|(cue, span)| (cue.id.clone(), number, span.clone())));
                    cues.extend(read.into_iter().map(|(cue, _)| cue));
                }
                Err(mistake) => mistakes.push(mistake),
            }
        } else if !["terms.toml", "sources.toml"].contains(&file.name.as_str()) {
            match parse::entries(file, reader) {
                Ok(read) => {
                    mistakes.extend(check::entries(file, &read));
                    ids.extend(read.iter().map(|(entry, span)| (entry.id.clone(), number, span.clone())));
                    entries.extend(read.into_iter().map(|(entry, _)| entry));
                }
                Err(mistake) => mistakes.push(mistake),
            }
        }
    }
    mistakes.extend(check::duplicate_ids(ids.iter().map(|(id, file, span)| (id.as_str(), *file, span.clone())), files));
    entries.sort_by(|a: &Entry, b: &Entry| a.id.cmp(&b.id));
    cues.sort_by(|a: &Cue, b: &Cue| a.id.cmp(&b.id));
    if mistakes.is_empty() { Ok((entries, cues)) } else { Err(mistakes) }
}
