//! Every note audited: how much was found in it and where it stands, without a
//! word of its text; and the columns of `notes.csv`.

use std::borrow::Cow;
use std::io;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::column::{Column, day, text, whole};
use super::model::{FindingRow, NoteHead, PassageRow, shared_head};
use crate::kept::Kept;
use crate::lexicon::Kind;

/// One note, and how much was found in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteRow {
    /// The note.
    #[serde(with = "shared_head")]
    pub note: Arc<NoteHead>,
    /// How long it is.
    pub words: u64,
    /// Whether it shows by itself that it is about abuse.
    pub about_abuse: bool,
    /// Findings of concern that are in the figures.
    pub concerns: u64,
    /// Findings of good recording that are in the figures.
    pub good: u64,
    /// Findings of risk that are in the figures.
    pub risks: u64,
    /// Findings of any kind that were counted in an earlier note.
    pub repeats: u64,
    /// Passages that the classifier points at, unless an earlier note has them.
    pub passages: u64,
}

impl NoteRow {
    /// A note in which nothing was found so far.
    pub fn new(note: Arc<NoteHead>, words: u64, about_abuse: bool) -> Self {
        Self { note, words, about_abuse, ..Self::default() }
    }

    /// The same note with what was found in it.
    #[must_use]
    pub fn with(self, findings: &[FindingRow], passages: &[PassageRow]) -> Self {
        let count = |is: &dyn Fn(&FindingRow) -> bool| findings.iter().filter(|row| is(row)).count() as u64;
        let of = |kind| count(&|row| row.counts() && row.finding.indicator.kind() == kind);
        Self {
            concerns: of(Kind::Concern),
            good: of(Kind::Good),
            risks: of(Kind::Risk),
            repeats: count(&|row| row.finding.is_counted() && row.repeat_of.is_some()),
            passages: passages.iter().filter(|row| row.repeat_of.is_none()).count() as u64,
            ..self
        }
    }
}

/// Every note of an audit: what is found in many of them is known only when all
/// have come, and the others need not wait.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// Notes in which nothing was found.
    pub silent: Kept<NoteRow>,
    /// Notes in which something was.
    pub other: Kept<NoteRow>,
}

impl Notes {
    /// Every note, in the order of the audit.
    ///
    /// # Errors
    /// If they cannot be read again.
    pub fn rows(&self) -> impl Iterator<Item = io::Result<Cow<'_, NoteRow>>> {
        let (mut silent, mut other) = (self.silent.rows().peekable(), self.other.rows().peekable());
        let number = |row: Option<&io::Result<Cow<'_, NoteRow>>>| match row {
            None => u64::MAX,
            Some(Ok(row)) => row.note.number,
            Some(Err(_)) => 0,
        };
        std::iter::from_fn(
            move || {
                if number(silent.peek()) <= number(other.peek()) { silent.next() } else { other.next() }
            },
        )
    }
}

/// The columns, in order.
pub(super) fn columns() -> Vec<Column<NoteRow>> {
    vec![
        text("note_id", |row: &NoteRow| row.note.note_id.as_str().into()),
        text("case_id", |row| row.note.case_id.as_str().into()),
        text("agency", |row| row.note.agency.as_str().into()),
        day("date", |row| row.note.date),
        text("note_type", |row| row.note.note_type.as_str().into()),
        text("source", |row| (*row.note.source).into()),
        whole("row", |row| Some(row.note.row)),
        whole("words", |row| Some(row.words)),
        text("about_abuse", |row| if row.about_abuse { "yes" } else { "no" }.into()),
        whole("concerns", |row| Some(row.concerns)),
        whole("good", |row| Some(row.good)),
        whole("risks", |row| Some(row.risks)),
        whole("repeats", |row| Some(row.repeats)),
        whole("passages", |row| Some(row.passages)),
    ]
}
