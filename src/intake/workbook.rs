//! Workbooks: XLSX, XLSB, XLS and ODS. The cells of a sheet are a grid; sheets
//! with the same header are read one after the other, if that is asked for.
//!
//! Workbooks are parsed in a process of their own (`isolation`) where there is
//! one: what is in them can bring the best of parsers down.

mod cells;
mod choice;
mod parts;

use serde::{Deserialize, Serialize};

use super::error::IntakeError;
use super::grid::{Grid, GridProblem, GridText};
use super::isolation::{Died, Parsed};
use super::raw::{Fault, Raw, RawRow};

/// Given as the name of a sheet, it stands for all that are not hidden, unless
/// a sheet has that name.
pub(super) const ALL: &str = "all";

/// A workbook as it was found.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct BookText {
    pub(super) sheets: Vec<SheetText>,
    /// Comments on cells, on whatever sheet.
    pub(super) comments: u64,
}

impl Parsed for BookText {
    type Problem = Problem;

    fn parse(bytes: &[u8], wanted: Option<&str>) -> Result<Self, Problem> {
        book(bytes, wanted)
    }

    fn texts(&mut self) -> Vec<&mut String> {
        self.sheets.iter_mut().map(|sheet| &mut sheet.grid.text).collect()
    }
}

/// One sheet as it was found, and its cells if it was read.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct SheetText {
    pub(super) name: String,
    pub(super) hidden: bool,
    /// Whether it has rows and columns: charts and dialogues have none.
    pub(super) is_table: bool,
    pub(super) is_read: bool,
    pub(super) grid: GridText,
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
    /// The process that parsed it could not be started or reached; why.
    Died(Died),
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

impl From<Died> for Problem {
    fn from(died: Died) -> Self {
        Self::Died(died)
    }
}

impl From<GridProblem> for Problem {
    fn from(problem: GridProblem) -> Self {
        match problem {
            GridProblem::Damaged(why) => Self::Damaged(why),
            GridProblem::TooWide(most) => Self::TooWide(most),
            GridProblem::TooMuchText => Self::TooMuchText(cells::MOST_TEXT),
        }
    }
}

use self::cells::book;
pub(super) use self::choice::read;

/// What is read of a workbook: one sheet, or several as one table.
#[derive(Clone, Debug)]
pub(super) struct Sheets {
    /// There is at least one, and all have the same header.
    read: Vec<Sheet>,
    /// Sheets that are hidden and were not read.
    pub(super) hidden: Vec<String>,
    /// Other sheets with something in them.
    pub(super) others: Vec<String>,
    /// Comments on cells.
    pub(super) comments: u64,
}

/// A sheet that was read as a table.
#[derive(Clone, Debug)]
struct Sheet {
    name: String,
    grid: Grid,
    /// Records on the sheets before it.
    before: u64,
}

impl Sheet {
    fn read(path: &str, found: SheetText, known: &dyn Fn(&str) -> bool) -> Result<Self, IntakeError> {
        Ok(Self { name: found.name, grid: Grid::read(path, found.grid, known)?, before: 0 })
    }

    fn header(&self) -> &[String] {
        self.grid.table().header()
    }
}

impl Sheets {
    /// Those that are read, in order. `others` have something in them too.
    fn new(mut read: Vec<Sheet>, others: &[Sheet], hidden: Vec<String>, comments: u64) -> Self {
        let mut before = 0;
        for sheet in &mut read {
            sheet.before = before;
            before += sheet.grid.records();
        }
        Self { read, hidden, others: others.iter().map(|sheet| sheet.name.clone()).collect(), comments }
    }

    /// The names of the sheets that are read.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.read.iter().map(|sheet| sheet.name.as_str())
    }

    /// What to ask for to read the same sheets again.
    pub(super) fn asked(&self) -> &str {
        match self.read.as_slice() {
            [only] => &only.name,
            _ => ALL,
        }
    }

    /// The sheet that a record stands on, where several are read.
    pub(super) fn of_record(&self, row: u64) -> Option<&str> {
        let sheet = self.read.iter().rfind(|sheet| sheet.before < row);
        sheet.filter(|_| self.read.len() > 1).map(|sheet| sheet.name.as_str())
    }

    pub(super) fn header(&self) -> &[String] {
        self.read.first().map(Sheet::header).unwrap_or_default()
    }

    pub(super) fn grids(&self) -> impl Iterator<Item = &Grid> {
        self.read.iter().map(|sheet| &sheet.grid)
    }

    /// The records that closing lines say there are; `None` if a sheet does
    /// not say.
    pub(super) fn stated_total(&self) -> Option<u64> {
        self.grids().map(|grid| grid.table().stated_total()).sum()
    }

    /// Every record, in the order of the sheets and of their rows.
    pub(super) fn rows(&self) -> impl Iterator<Item = Raw> + '_ {
        self.read.iter().flat_map(|sheet| {
            sheet.grid.rows().map(|raw| match raw {
                Ok(row) => Ok(RawRow { row: sheet.before + row.row, ..row }),
                Err(fault) => Err(Fault { row: sheet.before + fault.row, ..fault }),
            })
        })
    }
}
