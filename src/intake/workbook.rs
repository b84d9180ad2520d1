//! Workbooks: XLSX, XLSB, XLS and ODS. A sheet becomes delimited text, which
//! is read as any other, with the sheet's row in place of the line.
//!
//! Workbooks are parsed in a process of their own (`isolation`) where there is
//! one: what is in them can bring the best of parsers down.

mod cells;
mod choice;

use serde::{Deserialize, Serialize};

use super::cells::{fields, records};
use super::csv::{Delimited, Given};
use super::delimiter::Delimiter;
use super::encoding::Encoding;
use super::error::IntakeError;
use super::raw::{Fault, Raw, RawRow};
use super::records::{Kind, Piece};

/// One sheet as it was found, and its rows if it was read.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct SheetText {
    pub(super) name: String,
    pub(super) hidden: bool,
    /// Whether it has rows and columns: charts and dialogues have none.
    pub(super) is_table: bool,
    pub(super) is_read: bool,
    /// Cells with something in them.
    pub(super) cells: u64,
    /// Each row that has such a cell, by the line on which it starts in the
    /// text and by its number in the sheet, both from 1.
    pub(super) rows: Vec<(u64, u64)>,
    /// The rows, comma-separated.
    pub(super) text: String,
}

impl SheetText {
    /// The sheet's row that starts on a line of the text.
    fn row_of(&self, line: u64) -> u64 {
        let at = self.rows.partition_point(|(start, _)| *start <= line);
        at.checked_sub(1).and_then(|at| self.rows.get(at)).map_or(line, |(_, row)| *row)
    }
}

/// Why a workbook cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// It has a password.
    Password,
    /// Its parts do not make a workbook; what the parser says.
    Damaged(String),
    /// A header with more columns than this.
    TooWide(usize),
    /// More text than this, in bytes.
    TooMuchText(usize),
    /// The process that parsed it died; how.
    Died(String),
}

macro_rules! damaged {
    ($($error:ident),*) => {$(
        impl From<calamine::$error> for Problem {
            fn from(error: calamine::$error) -> Self {
                match error {
                    calamine::$error::Password => Self::Password,
                    other => Self::Damaged(other.to_string()),
                }
            }
        }
    )*};
}
damaged!(XlsxError, XlsbError, XlsError, OdsError);

pub(super) use self::choice::read;

/// Every sheet of a workbook. Sheets that are hidden are named and not read,
/// unless `wanted` names them.
pub(super) fn sheets(bytes: &[u8], wanted: Option<&str>) -> Result<Vec<SheetText>, Problem> {
    cells::sheets(bytes, wanted)
}

/// A sheet that was read as a table.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    table: Delimited,
    found: SheetText,
    /// Sheets that are hidden and were not read.
    pub(super) hidden: Vec<String>,
    /// Other sheets with something in them.
    pub(super) others: Vec<String>,
}

impl Sheet {
    pub(super) fn read(path: &str, found: SheetText, known: &dyn Fn(&str) -> bool) -> Result<Self, IntakeError> {
        let given = Given { encoding: Some(Encoding::Utf8), delimiter: Delimiter::new(','), ragged: true };
        let table = Delimited::read(path, found.text.as_bytes(), given, known)
            .map_err(|error| error.in_sheet(|line| found.row_of(line)))?;
        let counted = count_cells(&found.text, &table);
        if counted != found.cells {
            return Err(IntakeError::Unaccounted { path: path.to_owned(), there: found.cells, counted });
        }
        let found = SheetText { text: String::new(), ..found };
        Ok(Self { table, found, hidden: Vec::new(), others: Vec::new() })
    }

    pub(super) fn name(&self) -> &str {
        &self.found.name
    }

    pub(super) fn table(&self) -> &Delimited {
        &self.table
    }

    pub(super) fn pieces(&self) -> &[Piece] {
        self.table.pieces()
    }

    /// Every record, in the order of the sheet.
    pub(super) fn rows(&self) -> impl Iterator<Item = Raw> + '_ {
        self.table.rows().map(|raw| match raw {
            Ok(mut row) => {
                row.fields.resize(row.fields.len().max(self.table.header().len()), String::new());
                Ok(RawRow { line: self.found.row_of(row.line), bytes: None, ..row })
            }
            Err(fault) => Err(Fault { line: self.found.row_of(fault.line), bytes: None, ..fault }),
        })
    }
}

/// The cells with something in them in all pieces of a table: as many as the
/// workbook has, or something was lost on the way.
fn count_cells(text: &str, table: &Delimited) -> u64 {
    let comma = table.dialect().delimiter;
    let header = table.pieces().iter().position(|piece| piece.kind == Kind::Header).unwrap_or_default();
    // Titles may run over several lines, so what stands above the header is read in one.
    let above = table.pieces()[..header].last().map_or(0, |piece| piece.span.end);
    let below = table.pieces()[header..].iter().map(|piece| fields(&text[piece.span.clone()], comma));
    let cells = records(&text[..above], comma).chain(below).flatten();
    cells.filter(|cell| !cell.is_empty()).count() as u64
}
