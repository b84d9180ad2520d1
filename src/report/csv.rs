//! Tables as CSV: UTF-8, commas, a line feed after each row, numbers with a
//! full stop. Text that a spreadsheet would run as a formula is made harmless,
//! because notes are written by anyone.

use std::borrow::{Borrow, Cow};
use std::io;

use super::column::{Cells, Column, yes_or_too_few};
use super::error::{Problem, ReportError};
use super::output::{Outputs, Sink};
use super::tables::{About, Tables};

/// Writes each table into a file of its own.
pub(super) struct Files<'o, 'f>(pub(super) &'o Outputs<'f>);

impl Tables for Files<'_, '_> {
    type Error = ReportError;

    fn table<R, B: Borrow<R>>(
        &mut self,
        about: About,
        columns: &[Column<R>],
        _: u64,
        rows: impl Iterator<Item = io::Result<B>>,
    ) -> Result<(), ReportError> {
        self.0.file(&format!("{}.csv", about.id), |out| write(out, columns, rows))
    }
}

/// Writes a header and every row.
pub(super) fn write<R, B: Borrow<R>>(
    out: &mut dyn Sink,
    columns: &[Column<R>],
    rows: impl Iterator<Item = io::Result<B>>,
) -> Result<(), Problem> {
    let mut writer = ::csv::Writer::from_writer(out);
    writer.write_record(columns.iter().map(|column| column.name))?;
    for row in rows {
        let row = row?;
        writer.write_record(columns.iter().map(|column| cell(column, row.borrow()).into_owned().into_bytes()))?;
    }
    Ok(writer.flush()?)
}

fn cell<'r, R>(column: &Column<R>, row: &'r R) -> Cow<'r, str> {
    fn printed<T>(value: Option<T>, print: impl Fn(T) -> String) -> Cow<'static, str> {
        value.map(print).unwrap_or_default().into()
    }
    match column.cells {
        Cells::Text(cell) => defused(cell(row)),
        Cells::Whole(cell) => printed(cell(row), |number| number.to_string()),
        Cells::Day(cell) => printed(cell(row), |date| date.to_string()),
        Cells::Share(cell) | Cells::Decimal(cell) => printed(cell(row), |number| format!("{number:.4}")),
        Cells::Shown(cell) => yes_or_too_few(cell(row)).into(),
    }
}

/// The text, with an apostrophe in front if a spreadsheet would take it for a
/// formula (OWASP, CSV Injection: `=`, `+`, `-`, `@`, tab, carriage return and
/// line feed at the start, and the full-width forms of the first four).
fn defused(text: Cow<'_, str>) -> Cow<'_, str> {
    const STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if text.starts_with(STARTS) { format!("'{text}").into() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_formulas_harmless_and_leaves_other_text_alone() {
        for (text, cell) in [
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
            ("+44 0000", "'+44 0000"),
            ("- arguing again", "'- arguing again"),
            ("@mum", "'@mum"),
            ("\t=1", "'\t=1"),
            ("＝1", "'＝1"),
            ("mum = client", "mum = client"),
            ("", ""),
        ] {
            assert_eq!(defused(text.into()), cell);
        }
    }
}
