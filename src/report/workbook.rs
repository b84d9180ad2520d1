//! `workbook.xlsx`: every table of the audit on a sheet of its own, with a
//! cover, contents and notes in front. The cells are those of the CSV files;
//! what is missing says why. A row is in memory at a time, so that an audit may
//! have more findings than memory holds; the others wait in files without names
//! in the audit folder.

mod cell;
mod front;
mod sheet;

use std::borrow::Borrow;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use self::cell::Cell;
use self::front::Listed;
use self::sheet::{Head, Sheet, Styles};
use super::column::{Cells, Column};
use super::error::Problem;
use super::model::Audit;
use super::output::Sink;
use super::tables::{About, Tables, each};

const TITLE: &str = "How domestic abuse is recorded: the tables of an audit";

/// How much goes where.
#[derive(Clone, Copy, Debug)]
struct Limits {
    /// So many rows fit on a sheet below the heading of its table.
    rows: u64,
    /// With more cells than this, a table is plain rows below a heading:
    /// Excel's tables are kept in memory, at up to 60 bytes a cell.
    cells: u64,
}

const LIMITS: Limits = Limits { rows: (1 << 20) - sheet::FIRST_ROW as u64, cells: 2_000_000 };

/// From so many rows on, the sheets may be beyond what plain ZIP holds (4 GiB).
const MANY_ROWS: u64 = 500_000;

/// Writes the workbook; rows that wait are in `folder` until it is written.
pub(super) fn write(out: &mut dyn Sink, audit: &Audit<'_>, folder: &Path) -> Result<(), Problem> {
    let write = AssertUnwindSafe(|| write_within(out, audit, folder, LIMITS));
    catch_unwind(write).unwrap_or_else(|_| Err(NO_ROOM.into()))
}

/// What it means that the crate gives up: where rows that wait cannot be written, it does not say so but panics. All that
/// it was at work on is thrown away then.
const NO_ROOM: &str = "its rows could not be kept until it was written";

fn write_within(out: &mut dyn Sink, audit: &Audit<'_>, folder: &Path, limits: Limits) -> Result<(), Problem> {
    let mut listed = Listed::default();
    each(audit, &mut listed)?;
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties()?);
    workbook.set_tempdir(folder)?;
    workbook.use_zip_large_file(listed.rows() >= MANY_ROWS);
    let styles = Styles::new();
    front::write(&mut workbook, &styles, audit, &listed, limits)?;
    each(audit, &mut Sheets { workbook: &mut workbook, styles: &styles, limits })?;
    Ok(workbook.save_to_writer(out)?)
}

/// A title and a day that is always the same; no name of anyone.
fn properties() -> Result<DocProperties, Problem> {
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new().set_title(TITLE).set_creation_datetime(&day))
}

/// Puts each table on a sheet, or on several where it has more rows than one
/// holds.
struct Sheets<'w> {
    workbook: &'w mut Workbook,
    styles: &'w Styles,
    limits: Limits,
}

impl Tables for Sheets<'_> {
    type Error = Problem;

    fn table<R, B: Borrow<R>>(
        &mut self,
        about: About,
        columns: &[Column<R>],
        length: u64,
        mut rows: impl Iterator<Item = io::Result<B>>,
    ) -> Result<(), Problem> {
        let heads: Vec<_> = columns.iter().map(|column| self.head(column)).collect();
        for part in parts(about, length, columns.len(), self.limits) {
            let mut sheet = Sheet::begin(self.workbook, self.styles, &part, &heads)?;
            for row in rows.by_ref().take(usize::try_from(part.rows)?) {
                sheet.row(cells(columns, row?.borrow()))?;
            }
        }
        Ok(())
    }
}

impl<'w> Sheets<'w> {
    fn head<R>(&self, column: &Column<R>) -> Head<'w> {
        let meaning = column.meaning();
        let style = match column.cells {
            Cells::Text(_) | Cells::Shown(_) => &self.styles.text,
            Cells::Whole(_) => &self.styles.whole,
            Cells::Day(_) => &self.styles.day,
            Cells::Share(_) => &self.styles.share,
            Cells::Decimal(_) => &self.styles.decimal,
        };
        Head { heading: meaning.heading, width: meaning.width, style }
    }
}

/// The cells of a row. A row that is on too few says so in each of its empty
/// cells.
fn cells<'r, R>(columns: &'r [Column<R>], row: &'r R) -> impl Iterator<Item = Cell<'r>> {
    let empty = if columns.iter().any(|column| column.is_too_few(row)) { Cell::TOO_FEW } else { Cell::NOTHING };
    columns.iter().map(move |column| Cell::of(column, row).unwrap_or(empty.clone()))
}

/// A sheet's part of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    about: About,
    /// From 1; of one part alone it is not said.
    number: u64,
    of: u64,
    rows: u64,
    /// Whether it is a table to Excel, too.
    is_table: bool,
}

/// The parts of a table of `length` rows; an empty table is one part.
fn parts(about: About, length: u64, columns: usize, limits: Limits) -> impl Iterator<Item = Part> {
    let of = length.div_ceil(limits.rows).max(1);
    let is_table = length > 0 && length.saturating_mul(columns as u64) <= limits.cells;
    let rows = move |number| limits.rows.min(length - (number - 1) * limits.rows);
    (1..=of).map(move |number| Part { about, number, of, rows: rows(number), is_table })
}

impl Part {
    /// The name of its sheet.
    fn sheet(&self) -> String {
        let name = super::words::capital(&self.about.id.replace('-', " "));
        if self.of == 1 { name } else { format!("{name} {}", self.number) }
    }

    /// The name of its table.
    fn table(&self) -> String {
        self.sheet().to_lowercase().replace(' ', "_")
    }

    fn title(&self) -> String {
        if self.of == 1 {
            self.about.title.to_owned()
        } else {
            format!("{}, part {} of {}", self.about.title, self.number, self.of)
        }
    }
}

#[cfg(test)]
mod tests;
