//! The first pass over a file: what has to be known about all of it before
//! the first note is handed on. It decides the order of dates, counts notes
//! and rejects, and gathers what deserves a warning. It keeps no text.

mod rounded;
mod texts;

use std::collections::BTreeMap;

use rounded::Rounded;
use texts::Texts;

use super::body::{Traces, traces};
use super::dates::{DateEvidence, DateFormat, DateOrder, NoDate, last_year, read};
use super::raw::RawRow;
use super::warning::Warning;
use crate::note::Date;

/// The orders that a column may turn out to have. Dates are tallied for each,
/// so that one pass is enough.
const ORDERS: [DateOrder; 3] = [DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::Mixed];

/// Where dates of an order are counted; `None` is as the user gave them. Where
/// the order is not needed, no cell depends on it, so any tally will do.
fn number(order: Option<DateOrder>) -> usize {
    order.map_or(AS_GIVEN, |order| ORDERS.iter().position(|known| *known == order).unwrap_or_default())
}

/// What the columns of a row mean to the survey.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Columns {
    pub(super) id: Option<usize>,
    pub(super) case: Option<usize>,
    pub(super) agency: Option<usize>,
    pub(super) date: Option<usize>,
    pub(super) text: usize,
}

impl Columns {
    /// Whether the cell for the note has nothing in it, not even marks.
    pub(super) fn is_empty(self, row: &RawRow) -> bool {
        row.fields.get(self.text).is_some_and(|cell| cell.trim().is_empty())
    }
}

/// A row that makes a note, once somebody has looked at its text.
pub(super) struct Looked {
    pub(super) row: RawRow,
    traces: Option<Traces>,
}

impl Looked {
    /// Looks at a row: most of the work of a survey, and each row's own.
    pub(super) fn at(row: RawRow, columns: Columns) -> Self {
        let traces = row.fields.get(columns.text).map(|text| traces(text));
        Self { row, traces }
    }
}

/// What one pass over the rows found.
#[derive(Clone, Debug, Default)]
pub(super) struct Survey {
    pub(super) notes: u64,
    pub(super) rejects: u64,
    /// Rejects whose cell for the note is empty.
    empty: u64,
    pub(super) dates: DateEvidence,
    pub(super) rounded_ids: Rounded,
    pub(super) rounded_cases: Rounded,
    pub(super) texts: Texts,
    unread: BTreeMap<(usize, NoDate), u64>,
    unread_as_given: BTreeMap<NoDate, u64>,
    years: BTreeMap<usize, BTreeMap<i16, u64>>,
    no_agency: u64,
    short_rows: u64,
}

/// Where years are counted of dates whose format the user gave.
const AS_GIVEN: usize = ORDERS.len();

impl Survey {
    /// Adds a row that makes a note. `given` is the date format the user
    /// gave, `width` the number of columns in the header.
    pub(super) fn add(&mut self, looked: Looked, columns: Columns, given: Option<&DateFormat>, width: usize) {
        let Looked { row, traces } = looked;
        self.notes += 1;
        self.short_rows += u64::from(row.fields.len() < width);
        let cell = |column: Option<usize>| column.and_then(|column| row.fields.get(column)).map(|cell| cell.trim());
        self.rounded_ids.add(cell(columns.id).unwrap_or_default(), row.line);
        self.rounded_cases.add(cell(columns.case).unwrap_or_default(), row.line);
        if columns.agency.is_some() {
            self.no_agency += u64::from(cell(columns.agency).is_none_or(str::is_empty));
        }
        if let Some(date) = cell(columns.date) {
            self.add_date(date, row.line, given);
        }
        if let Some((text, traces)) = row.fields.get(columns.text).zip(traces) {
            self.texts.add(text, traces, row.line);
        }
    }

    /// Adds a row that makes none, because its cell is empty or otherwise.
    pub(super) fn reject(&mut self, is_empty: bool) {
        self.rejects += 1;
        self.empty += u64::from(is_empty);
    }

    fn add_date(&mut self, cell: &str, line: u64, given: Option<&DateFormat>) {
        if let Some(given) = given {
            match read(cell, given) {
                Err(reason) => *self.unread_as_given.entry(reason).or_default() += 1,
                Ok(date) => self.add_year(AS_GIVEN, date),
            }
            return;
        }
        self.dates.add(cell, line);
        for (number, order) in ORDERS.into_iter().enumerate() {
            match read(cell, &DateFormat::Order(order)) {
                Err(reason) => *self.unread.entry((number, reason)).or_default() += 1,
                Ok(date) => self.add_year(number, date),
            }
        }
    }

    fn add_year(&mut self, number: usize, date: Option<Date>) {
        if let Some(date) = date {
            *self.years.entry(number).or_default().entry(date.year()).or_default() += 1;
        }
    }

    /// The last year whose dates are no slip of the pen, if the dates are of
    /// this order.
    pub(super) fn last_year(&self, order: Option<DateOrder>) -> Option<i16> {
        last_year(self.years.get(&number(order))?.keys().copied())
    }

    /// What the rows give reason to warn of; `order` is the one the dates
    /// were decided to have, `None` if the user said how they are written.
    pub(super) fn warnings(&self, order: Option<DateOrder>) -> Vec<Warning> {
        let rows = self.notes + self.rejects;
        let mostly_empty = (self.empty * 2 > rows).then_some(Warning::MostlyEmpty { empty: self.empty, rows });
        let counted = [
            (self.no_agency, Warning::AgencyMissing { rows: self.no_agency }),
            (self.short_rows, Warning::ShortRows { rows: self.short_rows }),
            (self.dates.short_years, Warning::ShortYears { cells: self.dates.short_years }),
            (self.dates.day_numbers, Warning::DayNumbers { cells: self.dates.day_numbers }),
        ];
        let counted = counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, warning)| warning);
        let unread = NoDate::ALL.into_iter().filter_map(|reason| {
            let cells = self.unread(reason, order);
            (cells > 0).then_some(Warning::DatesNotRead { reason, cells })
        });
        mostly_empty.into_iter().chain(counted).chain(unread).chain(self.texts.warnings()).collect()
    }

    fn unread(&self, reason: NoDate, order: Option<DateOrder>) -> u64 {
        if reason == NoDate::ToCome {
            let years = self.years.get(&number(order)).into_iter().flatten();
            let last = self.last_year(order).unwrap_or(i16::MAX);
            return years.filter(|(year, _)| **year > last).map(|(_, cells)| cells).sum();
        }
        let cells = match order {
            None => self.unread_as_given.get(&reason),
            Some(_) => self.unread.get(&(number(order), reason)),
        };
        cells.copied().unwrap_or_default()
    }
}
