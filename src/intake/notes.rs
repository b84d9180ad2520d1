//! Rows of cells to notes. A row becomes one note or one reject; nothing a
//! note says is judged, and a cell that is missing is an empty one.

use std::collections::HashSet;
use std::sync::Arc;

use super::body;
use super::columns::Mapping;
use super::dates::{self, DateFormat};
use super::field::Field;
use super::raw::{Fault, Raw, RawRow};
use super::reject::{Reject, RejectReason};
use super::standing::withdrawn;
use crate::note::{Agency, CaseId, Date, Note, NoteId, NoteText, Section};

/// What an export yields.
#[derive(Clone, Debug)]
pub enum Row {
    /// A note to audit.
    Note(Note),
    /// A row that could not become one.
    Reject(Reject),
}

/// Why a row makes no note, and the column that shows it.
type Objection = (Option<usize>, RejectReason);

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
    /// How dates inside a text are written.
    pub(super) section_format: DateFormat,
    /// The last year whose dates are no slip of the pen.
    pub(super) last_year: Option<i16>,
    /// Records, by number, of which there is a later version.
    pub(super) superseded: HashSet<u64>,
}

impl NoteMaker {
    /// A note, or why there is none.
    pub(super) fn make(&self, raw: Raw) -> Row {
        let row = match raw {
            Ok(row) => row,
            Err(fault) => return Row::Reject(self.reject(fault, self.agency.clone())),
        };
        let Some(objection) = self.objection(&row) else { return Row::Note(self.note(row)) };
        let agency = self.agency_of(&row);
        Row::Reject(self.reject(fault(row, objection), agency))
    }

    /// Who wrote a row: of one that lacks cells, only what is said of the file.
    fn agency_of(&self, row: &RawRow) -> Option<Agency> {
        let whole = row.fields.len() >= self.header.len();
        let cell = || whole.then(|| Agency::new(self.cells(row, Field::Agency).next().unwrap_or_default()));
        self.agency.clone().or_else(cell)
    }

    /// A row that makes a note, or why it does not.
    pub(super) fn judge(&self, raw: Raw) -> Raw {
        let row = raw?;
        match self.objection(&row) {
            None => Ok(row),
            Some(objection) => Err(fault(row, objection)),
        }
    }

    /// Why a row makes no note, and the column that shows it.
    fn objection(&self, row: &RawRow) -> Option<Objection> {
        let text = self.mapping.position(Field::Text).unwrap_or_default();
        let (expected, found) = (self.header.len(), row.fields.len());
        let body = row.fields.get(text).filter(|_| found >= expected || self.date_is_in_place(row));
        let Some(body) = body else { return Some((None, RejectReason::TooFewFields { expected, found })) };
        if let Some((column, reason)) = withdrawn(row, &self.mapping) {
            return Some((Some(column), reason));
        }
        if self.superseded.contains(&row.row) {
            return Some((self.mapping.position(Field::Version), RejectReason::Superseded));
        }
        match () {
            () if body::says_nothing(body) => Some((Some(text), RejectReason::EmptyNote)),
            () if body::is_blacked_out(body) => Some((Some(text), RejectReason::BlackedOut)),
            () => None,
        }
    }

    /// Whether a short row has a date where dates belong: if not, it has lost
    /// a separator and its text may be another cell.
    fn date_is_in_place(&self, row: &RawRow) -> bool {
        let cell = self.mapping.position(Field::Date).and_then(|column| row.fields.get(column));
        cell.is_none_or(|cell| dates::is_in_place(cell, &self.format))
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
            date: self.date(cell(Field::Date), &self.format),
            sections: self.sections(text.readable()),
            note_type: cell(Field::NoteType).to_owned(),
            names: self.names(&row),
            source: Arc::clone(&self.path),
            row: row.row,
            text,
        }
    }

    fn date(&self, cell: &str, format: &DateFormat) -> Option<Date> {
        let date = dates::read(cell, format).ok().flatten()?;
        self.last_year.is_none_or(|last| date.year() <= last).then_some(date)
    }

    fn sections(&self, text: &str) -> Vec<Section> {
        let section = |heading: body::Heading<'_>| Section {
            start: text[..heading.at].chars().count(),
            date: self.date(heading.date, &self.section_format),
        };
        body::headings(text).into_iter().map(section).collect()
    }

    /// Names of people as exported and, where they are garbled, as they read
    /// in a text that was put right; that of the worker then too.
    fn names(&self, row: &RawRow) -> Vec<String> {
        let names: Vec<&str> = self.cells(row, Field::Names).filter(|name| !name.is_empty()).collect();
        let repaired = names.iter().copied().chain(self.cells(row, Field::Worker)).filter_map(body::repaired);
        let repaired = repaired.map(|name| name.replace(NoteText::FILLER, ""));
        names.iter().map(|&name| name.to_owned()).chain(repaired).collect()
    }

    fn cells<'r>(&self, row: &'r RawRow, field: Field) -> impl Iterator<Item = &'r str> {
        self.mapping.of(field).filter_map(|mapped| row.fields.get(mapped.column)).map(|cell| cell.trim())
    }

    fn reject(&self, fault: Fault, agency: Option<Agency>) -> Reject {
        Reject {
            source: Arc::clone(&self.path),
            row: Some(fault.row),
            line: fault.line,
            column: fault.column.and_then(|column| self.header.get(column)).cloned(),
            agency,
            reason: fault.reason,
            bytes: fault.bytes,
        }
    }
}

fn fault(row: RawRow, (column, reason): Objection) -> Fault {
    Fault { row: row.row, line: row.line, column, reason, bytes: row.bytes }
}
