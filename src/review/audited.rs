//! `notes.csv` of an audit, a line at a time, and the band that a note is in.

use std::fmt;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use serde::Deserialize;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// It found more than one passage.
    FoundSeveral,
    /// It found one.
    FoundOne,
    /// It found none, and the classifier points at something.
    Pointed,
    /// Neither, in a note about abuse.
    AboutAbuse,
    /// Neither, in another note.
    Other,
}

impl Band {
    /// Every band, those with findings first.
    pub const ALL: [Self; 5] = [Self::FoundSeveral, Self::FoundOne, Self::Pointed, Self::AboutAbuse, Self::Other];

    /// Whether the audit found something in its notes.
    pub fn said(self) -> Said {
        match self {
            Self::FoundSeveral | Self::FoundOne => Said::Found,
            Self::Pointed | Self::AboutAbuse | Self::Other => Said::NotFound,
        }
    }
}

impl fmt::Display for Band {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::FoundSeveral => "found more than once",
            Self::FoundOne => "found once",
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
        match found {
            0 if self.repeats > 0 => None,
            0 if self.passages > 0 => Some(Band::Pointed),
            0 if self.about_abuse == "yes" => Some(Band::AboutAbuse),
            0 => Some(Band::Other),
            1 => Some(Band::FoundOne),
            _ => Some(Band::FoundSeveral),
        }
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
