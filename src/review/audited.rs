//! `notes.csv` of an audit, a line at a time, and the band that a note is in.

use std::fmt;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::ReviewError;
use crate::lexicon::Kind;
use crate::measure::Said;

const NOTES: &str = "notes.csv";

/// What is needed of a line.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct NoteLine {
    /// The record's identifier.
    pub note_id: String,
    /// The family or person it belongs to.
    pub case_id: String,
    /// Who wrote it.
    pub agency: String,
    /// The day it is about.
    pub date: String,
    /// The kind of record.
    pub note_type: String,
    /// The file it came from.
    pub source: String,
    /// The record number in that file.
    pub row: u64,
    about_abuse: String,
    concerns: u64,
    good: u64,
    risks: u64,
    repeats: u64,
    passages: u64,
}

/// Notes of which the audit says about the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Band {
    /// It found more than one passage.
    FoundSeveral,
    /// It found one.
    FoundOne,
    /// It lists passages and counted none of them: somebody else's words, denied,
    /// planned or the like. `notes.csv` does not tell these from those below.
    Listed,
    /// It found none, and the classifier points at something.
    Pointed,
    /// Neither, in a note about abuse.
    AboutAbuse,
    /// Neither, in another note.
    Other,
}

impl Band {
    /// Every band, those with findings first.
    pub const ALL: [Self; 6] =
        [Self::FoundSeveral, Self::FoundOne, Self::Listed, Self::Pointed, Self::AboutAbuse, Self::Other];

    /// The word in tables.
    pub fn id(self) -> &'static str {
        match self {
            Self::FoundSeveral => "found-several",
            Self::FoundOne => "found-one",
            Self::Listed => "listed",
            Self::Pointed => "pointed",
            Self::AboutAbuse => "about-abuse",
            Self::Other => "other",
        }
    }

    /// Whether the audit lists passages of the kind in its notes, counted or not.
    #[cfg(feature = "review")]
    pub(super) fn has_passages(self) -> bool {
        matches!(self, Self::FoundSeveral | Self::FoundOne | Self::Listed)
    }

    /// Whether the audit found something in its notes.
    pub fn said(self) -> Said {
        match self {
            Self::FoundSeveral | Self::FoundOne => Said::Found,
            Self::Listed | Self::Pointed | Self::AboutAbuse | Self::Other => Said::NotFound,
        }
    }
}

/// What the audit says of a note, as far as its band depends on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// Passages of the kind that are in the figures.
    pub(super) found: u64,
    /// Passages of the kind that are listed and not counted.
    pub(super) listed: u64,
    /// Passages of any kind that were counted in an earlier note.
    pub(super) repeats: u64,
    /// Passages that the classifier points at.
    pub(super) passages: u64,
    pub(super) about_abuse: bool,
}

impl Seen {
    /// The band of the note. `None` where all of it was counted in an earlier note
    /// of the case, of which the audit says nothing more.
    pub(super) fn band(self) -> Option<Band> {
        match self.found {
            0 if self.repeats > 0 => None,
            0 if self.listed > 0 => Some(Band::Listed),
            0 if self.passages > 0 => Some(Band::Pointed),
            0 if self.about_abuse => Some(Band::AboutAbuse),
            0 => Some(Band::Other),
            1 => Some(Band::FoundOne),
            _ => Some(Band::FoundSeveral),
        }
    }
}

impl fmt::Display for Band {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::FoundSeveral => "found more than once",
            Self::FoundOne => "found once",
            Self::Listed => "not counted, listed",
            Self::Pointed => "not found, worth reading",
            Self::AboutAbuse => "not found, about abuse",
            Self::Other => "not found, other notes",
        })
    }
}

impl NoteLine {
    /// The band of a note. `None` where all of it was counted in an earlier note
    /// of the case, of which the audit says nothing more.
    pub fn band(&self, kind: Kind) -> Option<Band> {
        let found = match kind {
            Kind::Concern => self.concerns,
            Kind::Good => self.good,
            Kind::Risk => self.risks,
        };
        let about_abuse = self.about_abuse == "yes";
        Seen { found, listed: 0, repeats: self.repeats, passages: self.passages, about_abuse }.band()
    }
}

/// Every note of an audit, in its order.
pub(super) fn notes(audit: &Path) -> Result<impl Iterator<Item = Result<NoteLine, ReviewError>>, ReviewError> {
    let path = audit.join(NOTES);
    let file = File::open(&path).map_err(|error| ReviewError::Unreadable { path: path.clone(), error })?;
    let lines = csv::Reader::from_reader(BufReader::new(file)).into_deserialize();
    let unknown = move |error: csv::Error| ReviewError::Unknown {
        path: path.clone(),
        problem: error.to_string(),
        remedy: "Make the audit again from its exports.",
    };
    Ok(lines.map(move |line| line.map_err(&unknown)))
}
