//! An audit folder, as far as another audit is compared with it: its manifest,
//! its table of figures, and its notes.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::notes::Notes;
use crate::measure::{Audience, Clusters, Interval, Measured, Proportion};
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
    /// It is for a board, which is told rounded counts and no findings.
    #[error("{} is an edition for a board: its counts are rounded, and it lists no notes.\nCompare the audit folder that it was written from.", .0.display())]
    ForBoard(PathBuf),
}

/// One figure of an audit: a topic in the notes of an agency, or of all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// Notes that bear it, of how many.
    pub notes: Proportion,
    /// The share, with the interval that the audit gives it.
    pub measured: Measured,
}

/// What an audit tells of one topic of an agency.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Told {
    /// Nothing: it has too few notes to show.
    TooFew,
    /// A share without an interval: its notes are of too few cases.
    FewCases,
    /// A figure.
    Figure(Figure),
}

/// What an audit says.
#[derive(Clone, Debug)]
pub struct Edition {
    manifest: Manifest,
    /// Agency and topic, in the order of the table.
    figures: Vec<((String, String), Told)>,
    notes: Notes,
}

/// What is needed of `manifest.json`.
#[derive(Clone, Debug, Deserialize)]
struct Manifest {
    audience: String,
    version: String,
    counts: Counts,
    inputs: Vec<Export>,
    lexicon: Files,
    settings: Settings,
}

#[derive(Clone, Copy, Debug, Deserialize)]
struct Counts {
    notes: u64,
}

#[derive(Clone, Debug, Deserialize)]
struct Export {
    name: String,
    sha256: String,
    first_date: Option<Date>,
    last_date: Option<Date>,
}

#[derive(Clone, Debug, Deserialize)]
struct Files {
    files: Vec<LexiconFile>,
}

#[derive(Clone, Debug, Deserialize)]
struct LexiconFile {
    name: String,
    sha256: String,
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
    shown: String,
}

impl Edition {
    /// Reads an audit folder.
    ///
    /// # Errors
    /// If a file of it is missing, or is not what an audit writes.
    pub fn read(folder: &Path) -> Result<Self, EditionError> {
        let path = folder.join(MANIFEST);
        let file = open(&path)?;
        let manifest: Manifest =
            serde_json::from_reader(BufReader::new(file)).map_err(|error| unknown(&path, &error))?;
        if manifest.audience != Audience::Internal.id() {
            return Err(EditionError::ForBoard(folder.to_owned()));
        }
        let mut figures = Vec::new();
        let path = folder.join("agencies.csv");
        for row in rows::<AgencyRow>(&path)? {
            let row = row.map_err(|error| unknown(&path, &error))?;
            let told = row.told().ok_or_else(|| unknown(&path, &"a row that is shown has no figure"))?;
            figures.push(((row.agency, row.topic), told));
        }
        Ok(Self { manifest, figures, notes: Notes::read(folder)? })
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

    /// Agency, topic and what is told of them, in the order of the table.
    pub(super) fn figures(&self) -> impl Iterator<Item = (&(String, String), Told)> {
        self.figures.iter().map(|(key, told)| (key, *told))
    }

    /// Notes audited.
    pub fn notes(&self) -> u64 {
        self.manifest.counts.notes
    }

    /// The first and the last day of its exports, as far as they have dates.
    pub fn days(&self) -> Option<(Date, Date)> {
        let exports = || self.manifest.inputs.iter();
        Some((exports().filter_map(|one| one.first_date).min()?, exports().filter_map(|one| one.last_date).max()?))
    }

    /// Every entry that was counted.
    pub(super) fn entries(&self) -> impl Iterator<Item = &String> {
        self.notes.entries()
    }

    /// The notes that an entry was counted in, of all, by case; `None` where
    /// these are too few to be spoken of.
    pub(super) fn notes_with(&self, entry: &str) -> Option<Clusters> {
        Some(self.notes.with(entry)).filter(|notes| notes.notes() >= self.manifest.settings.small_numbers_below)
    }

    /// Agencies of both audits that have something to show in each and of whose
    /// notes most are of kinds that they have none of in the other.
    pub(super) fn unlike(&self, other: &Self) -> Vec<String> {
        let shown = |edition: &Self, agency: &str| {
            edition.figures().any(|((name, _), told)| name == agency && told != Told::TooFew)
        };
        let both = self.agencies().filter(|agency| shown(self, agency) && shown(other, agency));
        both.filter(|agency| self.notes.are_unlike(&other.notes, agency)).collect()
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
    /// `None` where it says that there is a figure and has none.
    fn told(&self) -> Option<Told> {
        if self.shown != "yes" {
            return Some(Told::TooFew);
        }
        let notes = Proportion::new(self.counted_notes?, self.base_notes?)?;
        let interval = self.low.zip(self.high).map(|(low, high)| Interval { low, high });
        let figure = |interval| Told::Figure(Figure { notes, measured: Measured { share: notes.share(), interval } });
        Some(interval.map_or(Told::FewCases, figure))
    }
}

pub(super) fn rows<T: DeserializeOwned>(
    path: &Path,
) -> Result<impl Iterator<Item = Result<T, csv::Error>>, EditionError> {
    Ok(csv::Reader::from_reader(BufReader::new(open(path)?)).into_deserialize())
}

fn open(path: &Path) -> Result<File, EditionError> {
    File::open(path).map_err(|error| EditionError::Unreadable { path: path.to_owned(), error })
}

pub(super) fn unknown(path: &Path, problem: &impl ToString) -> EditionError {
    EditionError::Unknown { path: path.to_owned(), problem: problem.to_string() }
}
