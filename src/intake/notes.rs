//! Rows of cells to notes. A row becomes one note or one reject; nothing a
//! note says is judged, and a cell that is missing is an empty one.

use std::sync::Arc;

use super::body;
use super::columns::Mapping;
use super::dates::{self, DateFormat, NoDate};
use super::field::Field;
use super::raw::{Fault, Raw, RawRow};
use super::reject::{Reject, RejectReason};
use crate::note::{Agency, CaseId, Note, NoteId};

/// What an export yields.
#[derive(Clone, Debug)]
pub enum Row {
    /// A note to audit.
    Note(Note),
    /// A row that could not become one.
    Reject(Reject),
}

/// What turns the rows of one file into notes.
#[derive(Clone, Debug)]
pub(super) struct NoteMaker {
    pub(super) path: Arc<str>,
    /// The file name without its ending.
    pub(super) stem: String,
    pub(super) header: Vec<String>,
    pub(super) mapping: Mapping,
    /// The agency of every note; `None` if a column says it for each.
    pub(super) agency: Option<Agency>,
    pub(super) format: DateFormat,
}

impl NoteMaker {
    /// A note, or why there is none.
    pub(super) fn make(&self, raw: Raw) -> Row {
        match self.judge(raw) {
            Ok(row) => Row::Note(self.note(row)),
            Err(fault) => Row::Reject(self.reject(fault)),
        }
    }

    /// A row that makes a note, or why it does not.
    pub(super) fn judge(&self, raw: Raw) -> Raw {
        let row = raw?;
        let text = self.mapping.position(Field::Text).unwrap_or_default();
        let (expected, found) = (self.header.len(), row.fields.len());
        let (column, reason) = match row.fields.get(text) {
            Some(body) if found >= expected || self.date_is_in_place(&row) => {
                if !body::says_nothing(body) {
                    return Ok(row);
                }
                (Some(text), RejectReason::EmptyNote)
            }
            _ => (None, RejectReason::TooFewFields { expected, found }),
        };
        Err(Fault { row: row.row, line: row.line, column, reason, bytes: row.bytes })
    }

    /// Whether a short row has a date where dates belong: if not, it has lost
    /// a separator and its text may be another cell.
    fn date_is_in_place(&self, row: &RawRow) -> bool {
        let cell = self.mapping.position(Field::Date).and_then(|column| row.fields.get(column));
        cell.is_none_or(|cell| !matches!(dates::read(cell, &self.format), Err(NoDate::Unreadable)))
    }

    fn note(&self, mut row: RawRow) -> Note {
        let text = self.mapping.position(Field::Text).and_then(|column| row.fields.get_mut(column));
        let text = body::read(text.map(std::mem::take).unwrap_or_default());
        let cell = |field| self.cells(&row, field).next().unwrap_or_default();
        let id = Some(NoteId::new(cell(Field::NoteId))).filter(|id| !id.is_empty());
        Note {
            id: id.unwrap_or_else(|| NoteId::new(&format!("{}:{}", self.stem, row.row))),
            case: CaseId::new(cell(Field::CaseId)),
            agency: self.agency.clone().unwrap_or_else(|| Agency::new(cell(Field::Agency))),
            team: cell(Field::Team).to_owned(),
            worker: cell(Field::Worker).to_owned(),
            date: dates::read(cell(Field::Date), &self.format).ok().flatten(),
            note_type: cell(Field::NoteType).to_owned(),
            names: self.cells(&row, Field::Names).filter(|name| !name.is_empty()).map(str::to_owned).collect(),
            source: Arc::clone(&self.path),
            row: row.row,
            text,
        }
    }

    fn cells<'r>(&self, row: &'r RawRow, field: Field) -> impl Iterator<Item = &'r str> {
        self.mapping.of(field).filter_map(|mapped| row.fields.get(mapped.column)).map(|cell| cell.trim())
    }

    fn reject(&self, fault: Fault) -> Reject {
        Reject {
            source: Arc::clone(&self.path),
            row: Some(fault.row),
            line: fault.line,
            column: fault.column.and_then(|column| self.header.get(column)).cloned(),
            reason: fault.reason,
            bytes: fault.bytes,
        }
    }
}
