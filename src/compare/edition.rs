//! An audit folder, as far as another audit is compared with it: its manifest,
//! its table of figures, and how many notes each entry was counted in.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::lexicon::Status;
use crate::measure::{Interval, Measured, Proportion};
use crate::report::MANIFEST;

/// The practice rules are in no figure that is compared: other rules are not
/// other wording.
const PRACTICE_RULES: &str = "expectations.toml";

/// An audit folder that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum EditionError {
    /// A file of it is missing or cannot be opened.
    #[error("{path}: {error}\nExpected an audit folder, as plainrecord audit writes it.")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// A file of it is not what an audit writes.
    #[error("{path} is not as an audit of this version writes it: {problem}\nMake the audit again from its exports.")]
    Unknown {
        /// Which.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
}

/// One figure of an audit: a topic in the notes of an agency, or of all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// Notes that bear it, of how many.
    pub notes: Proportion,
    /// The share, with the interval that the audit gives it.
    pub measured: Measured,
}

/// What an audit says.
#[derive(Clone, Debug)]
pub struct Edition {
    manifest: Manifest,
    /// Agency and topic, in the order of the table; `None` on too few notes.
    figures: Vec<((String, String), Option<Figure>)>,
    /// Notes that each entry was counted in.
    entries: BTreeMap<String, u64>,
}

/// What is needed of `manifest.json`.
#[derive(Clone, Debug, Deserialize)]
struct Manifest {
    version: String,
    counts: Counts,
    inputs: Vec<Input>,
    lexicon: Files,
    settings: Settings,
}

#[derive(Clone, Copy, Debug, Deserialize)]
struct Counts {
    notes: u64,
}

#[derive(Clone, Debug, Deserialize)]
struct Input {
    name: String,
    sha256: String,
}

#[derive(Clone, Debug, Deserialize)]
struct Files {
    files: Vec<Input>,
}

#[derive(Clone, Debug, Deserialize)]
struct Settings {
    ignored: Vec<LeftOut>,
    small_numbers_below: u64,
}

/// A wording that was left out by choice.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(super) struct LeftOut {
    entry: String,
    words: String,
}

/// What is needed of a row of `agencies.csv`. The numbers are empty where there
/// are too few notes.
#[derive(Deserialize)]
struct AgencyRow {
    agency: String,
    topic: String,
    base_notes: Option<u64>,
    counted_notes: Option<u64>,
    low: Option<f64>,
    high: Option<f64>,
}

/// What is needed of a row of `findings.csv`.
#[derive(Deserialize)]
struct FindingRow {
    source: String,
    row: u64,
    status: String,
    entry: String,
    repeat_of: String,
}

impl Edition {
    /// Reads an audit folder.
    ///
    /// # Errors
    /// If a file of it is missing, or is not what an audit writes.
    pub fn read(folder: &Path) -> Result<Self, EditionError> {
        let path = folder.join(MANIFEST);
        let file = open(&path)?;
        let manifest = serde_json::from_reader(BufReader::new(file)).map_err(|error| unknown(&path, &error))?;
        let mut figures = Vec::new();
        let path = folder.join("agencies.csv");
        for row in rows::<AgencyRow>(&path)? {
            let row = row.map_err(|error| unknown(&path, &error))?;
            let figure = row.figure();
            figures.push(((row.agency, row.topic), figure));
        }
        Ok(Self { manifest, figures, entries: entries(&folder.join("findings.csv"))? })
    }

    /// Every agency, in the order of the table.
    pub(super) fn agencies(&self) -> impl Iterator<Item = String> {
        let mut seen = BTreeSet::new();
        let names = self.figures.iter().map(|((agency, _), _)| agency);
        names.filter(move |name| seen.insert((*name).clone())).cloned()
    }

    pub(super) fn has(&self, agency: &str) -> bool {
        self.figures.iter().any(|((name, _), _)| name == agency)
    }

    /// Agency, topic and figure, in the order of the table.
    pub(super) fn figures(&self) -> impl Iterator<Item = (&(String, String), Option<Figure>)> {
        self.figures.iter().map(|(key, figure)| (key, *figure))
    }

    /// Notes audited.
    pub fn notes(&self) -> u64 {
        self.manifest.counts.notes
    }

    /// Every entry that was counted.
    pub(super) fn entries(&self) -> impl Iterator<Item = &String> {
        self.entries.keys()
    }

    /// The notes that an entry was counted in, of all; `None` where these are
    /// too few to be spoken of.
    pub(super) fn notes_with(&self, entry: &str) -> Option<Proportion> {
        let (with, of) = (self.entries.get(entry).copied().unwrap_or_default(), self.notes());
        Proportion::new(with, of).filter(|_| of >= self.manifest.settings.small_numbers_below)
    }

    pub(super) fn version(&self) -> &str {
        &self.manifest.version
    }

    pub(super) fn left_out(&self) -> BTreeSet<&LeftOut> {
        self.manifest.settings.ignored.iter().collect()
    }

    pub(super) fn exports_shared_with(&self, other: &Self) -> Vec<String> {
        let theirs: BTreeSet<&str> = other.manifest.inputs.iter().map(|input| &*input.sha256).collect();
        let ours = self.manifest.inputs.iter().filter(|input| theirs.contains(&*input.sha256));
        ours.map(|input| input.name.clone()).collect()
    }

    /// The files of the lexicon that only one has, or that differ, but for the
    /// practice rules.
    pub(super) fn lexicon_differences(&self, other: &Self) -> Vec<String> {
        let files = |edition: &Self| -> BTreeSet<(String, String)> {
            let files = edition.manifest.lexicon.files.iter().filter(|file| file.name != PRACTICE_RULES);
            files.map(|file| (file.name.clone(), file.sha256.clone())).collect()
        };
        let names =
            files(self).symmetric_difference(&files(other)).map(|(name, _)| name.clone()).collect::<BTreeSet<_>>();
        names.into_iter().collect()
    }
}

impl AgencyRow {
    fn figure(&self) -> Option<Figure> {
        let notes = Proportion::new(self.counted_notes?, self.base_notes?)?;
        let interval = Interval { low: self.low?, high: self.high? };
        Some(Figure { notes, measured: Measured { share: notes.share(), interval } })
    }
}

/// In how many notes each entry was counted. Findings of one note stand
/// together.
fn entries(path: &Path) -> Result<BTreeMap<String, u64>, EditionError> {
    let mut entries = BTreeMap::<String, u64>::new();
    let (mut note, mut of_note) = (None, BTreeSet::new());
    for row in rows::<FindingRow>(path)? {
        let row = row.map_err(|error| unknown(path, &error))?;
        let here = Some((row.source, row.row));
        if here != note {
            (note, of_note) = (here, BTreeSet::new());
        }
        if row.status == Status::Counted.id() && row.repeat_of.is_empty() && of_note.insert(row.entry.clone()) {
            *entries.entry(row.entry).or_default() += 1;
        }
    }
    Ok(entries)
}

fn rows<T: DeserializeOwned>(path: &Path) -> Result<impl Iterator<Item = Result<T, csv::Error>>, EditionError> {
    Ok(csv::Reader::from_reader(BufReader::new(open(path)?)).into_deserialize())
}

fn open(path: &Path) -> Result<File, EditionError> {
    File::open(path).map_err(|error| EditionError::Unreadable { path: path.to_owned(), error })
}

fn unknown(path: &Path, problem: &impl ToString) -> EditionError {
    EditionError::Unknown { path: path.to_owned(), problem: problem.to_string() }
}
