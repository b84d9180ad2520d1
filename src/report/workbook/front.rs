//! What stands in front of the tables: a cover that says how to read them, the
//! contents with a link to each sheet, and notes that say of every column what
//! it holds.

use std::borrow::Borrow;
use std::convert::Infallible;
use std::io;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::super::column::Column;
use super::super::dictionary::Meaning;
use super::super::model::Audit;
use super::super::number;
use super::super::tables::{About, Tables};
use super::super::words::{notes_and_agencies, period};
use super::cell::{CUT, Cell};
use super::sheet::{Head, Sheet, Styles, add, fit, lines};
use super::{Limits, Part, TITLE, parts};
use crate::measure::Audience;
use crate::redact::Excerpts;

/// How wide the cover is, in letters.
const PAGE: u16 = 100;

const CONTENTS: About =
    About { id: "contents", title: "Contents", says: "One line for each sheet that follows, with a link to it." };

const NOTES: About =
    About { id: "notes", title: "Notes", says: "What each column of each table holds, and its name in the CSV files." };

/// The tables that follow, without their rows.
#[derive(Debug, Default)]
pub(super) struct Listed(Vec<Table>);

/// What is to be said of a table.
#[derive(Debug)]
struct Table {
    about: About,
    rows: u64,
    columns: Vec<(&'static str, Meaning)>,
}

impl Listed {
    /// The rows of the table that has most.
    pub(super) fn rows(&self) -> u64 {
        self.0.iter().map(|table| table.rows).max().unwrap_or(0)
    }
}

impl Tables for Listed {
    type Error = Infallible;

    fn table<R, B: Borrow<R>>(
        &mut self,
        about: About,
        columns: &[Column<R>],
        rows: u64,
        _: impl Iterator<Item = io::Result<B>>,
    ) -> Result<(), Infallible> {
        let columns = columns.iter().map(|column| (column.name, column.meaning())).collect();
        self.0.push(Table { about, rows, columns });
        Ok(())
    }
}

/// Writes cover, contents and notes.
pub(super) fn write(
    workbook: &mut Workbook,
    styles: &Styles,
    audit: &Audit<'_>,
    tables: &Listed,
    limits: Limits,
) -> Result<(), XlsxError> {
    cover(workbook, styles, audit)?;
    contents(workbook, styles, tables, limits)?;
    notes(workbook, styles, tables)
}

fn cover(workbook: &mut Workbook, styles: &Styles, audit: &Audit<'_>) -> Result<(), XlsxError> {
    let sheet = add(workbook, "Cover")?;
    sheet.set_column_width(0, PAGE)?.set_column_format(0, &styles.text)?;
    sheet.write_string_with_format(0, 0, TITLE, &styles.title)?;
    for (line, row) in how_to_read(audit).iter().zip(1..) {
        sheet.write_string(row, 0, line)?;
        fit(sheet, row, lines(line, PAGE))?;
    }
    Ok(())
}

fn how_to_read(audit: &Audit<'_>) -> Vec<String> {
    let mut lines = vec![
        format!("An audit of {}.", notes_and_agencies(audit)),
        format!("Period: {}.", period(audit)),
        "Every table of the audit is on a sheet of its own, cell for cell as in the CSV files beside this workbook. Contents lists the sheets, Notes says what each column holds.".to_owned(),
        "Good recording is not proof of good practice, and poor recording is not proof of poor practice.".to_owned(),
        "Counts are notes with the wording, not incidents. Agencies do different work and keep different records, so their figures do not measure one against another.".to_owned(),
        format!(
            "[c] in a cell: too few to show. A figure on fewer than {}, or as many cases where it is about cases, says little and may point at a person.",
            number::counted(audit.measures.threshold.get(), "note", "notes")
        ),
        "[z] in a cell: the column does not apply to this line, or there is nothing to say.".to_owned(),
        format!("{} at the end of a cell: the text is longer than a cell may be. The CSV file has all of it.", CUT.trim_start()),
        "A sheet with very many rows is plain rows below a heading, and no table to Excel.".to_owned(),
    ];
    if audit.measures.threshold.audience() == Audience::Internal {
        lines.push(format!("Quotations: {}", quotations(audit.settings.excerpts)));
        lines.push("The sheets of findings name notes and cases by their numbers. This workbook belongs where the notes belong.".to_owned());
    }
    lines
}

fn quotations(excerpts: Excerpts) -> &'static str {
    match excerpts {
        Excerpts::Redacted => "redacted automatically; expect misses, and read them before you hand this workbook on.",
        Excerpts::Verbatim => "as written, with names and personal details.",
        Excerpts::None => "left out.",
    }
}

fn contents(workbook: &mut Workbook, styles: &Styles, tables: &Listed, limits: Limits) -> Result<(), XlsxError> {
    let parts_of = |table: &Table| parts(table.about, table.rows, table.columns.len(), limits);
    let sheets: Vec<Part> = tables.0.iter().flat_map(parts_of).collect();
    let heads = [
        Head { heading: "Sheet", width: 24, style: &styles.text },
        Head { heading: "What it holds", width: PAGE, style: &styles.text },
        Head { heading: "Rows", width: 12, style: &styles.whole },
    ];
    let mut sheet = Sheet::begin(workbook, styles, &whole(CONTENTS, sheets.len()), &heads)?;
    for part in &sheets {
        let cells = [text(part.about.says), Cell::Number(part.rows as f64)];
        sheet.row_of_sheet(&part.sheet(), cells.into_iter())?;
    }
    Ok(())
}

fn notes(workbook: &mut Workbook, styles: &Styles, tables: &Listed) -> Result<(), XlsxError> {
    let columns = || tables.0.iter().flat_map(|table| table.columns.iter().map(move |column| (table, column)));
    let heads = [("Table", 34), ("Column", 30), ("Name in the CSV files", 24), ("What it holds", PAGE)];
    let heads = heads.map(|(heading, width)| Head { heading, width, style: &styles.text });
    let mut sheet = Sheet::begin(workbook, styles, &whole(NOTES, columns().count()), &heads)?;
    for (table, (name, meaning)) in columns() {
        sheet.row([table.about.title, meaning.heading, name, meaning.says].map(text).into_iter())?;
    }
    Ok(())
}

/// A table that is one part.
fn whole(about: About, rows: usize) -> Part {
    Part { about, number: 1, of: 1, rows: rows as u64, is_table: true }
}

fn text(text: &str) -> Cell<'_> {
    Cell::Text(text.into())
}
