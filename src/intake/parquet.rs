//! Parquet: columns of values in groups of rows, as pandas, Polars, Spark and
//! DuckDB write them. Its header and its rows are what the file says they are,
//! so nothing about its layout has to be found out; lists, structures and
//! binary data are no text, and a column of them is named and not read.
//!
//! It is parsed in a process of its own (`isolation`) where there is one.

#[cfg(feature = "parquet")]
mod column;
#[cfg(feature = "parquet")]
mod footer;
#[cfg(feature = "parquet")]
mod pages;
#[cfg(feature = "parquet")]
mod part;
#[cfg(feature = "parquet")]
mod reader;
#[cfg(test)]
#[cfg(feature = "audit")]
mod tests;
#[cfg(feature = "parquet")]
mod values;

use serde::{Deserialize, Serialize};

use super::cells::records;
use super::columns::Mapping;
use super::delimiter::Delimiter;
use super::error::IntakeError;
use super::isolation::{Died, Isolation, Parsed};
use super::raw::{Fault, Raw, RawRow};
use super::reject::{RejectReason, is_too_long};

/// How a Parquet file begins and ends, the second with a sealed footer.
const MARKS: [&[u8; 4]; 2] = [b"PAR1", b"PARE"];

/// Whether a file begins as Parquet does.
pub(super) fn is_parquet(bytes: &[u8]) -> bool {
    MARKS.iter().any(|mark| bytes.starts_with(*mark))
}

/// Why a Parquet file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// It is encrypted.
    Encrypted,
    /// Its rows are in other files; one of them.
    Elsewhere(String),
    /// It is damaged or written in a way that is not read; what the reader says.
    Damaged(String),
    /// It is compressed in a way that is not read.
    Codec(String),
    /// More columns than this.
    TooWide(usize),
    /// More rows than this.
    TooLong(usize),
    /// More text than this, in bytes.
    TooMuchText(usize),
    /// The process that parsed it did not finish.
    Died(Died),
    /// The program was built without a reader for it.
    NotBuilt,
}

impl From<Died> for Problem {
    fn from(died: Died) -> Self {
        Self::Died(died)
    }
}

/// A Parquet file as a table.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Parquet {
    header: Vec<String>,
    /// The columns that are no text, counted from 0.
    unread: Vec<usize>,
    /// As many as the footer says and the reader found.
    rows: u64,
    /// The rows, comma-separated, without the header.
    text: String,
}

impl Parsed for Parquet {
    type Problem = Problem;

    /// A reader that meets what it does not expect may panic.
    #[cfg(feature = "parquet")]
    fn parse(bytes: &[u8], _: Option<&str>) -> Result<Self, Problem> {
        let gave_up = |_| Err(Problem::Damaged("its parts do not fit together".to_owned()));
        std::panic::catch_unwind(|| reader::read(bytes)).unwrap_or_else(gave_up)
    }

    #[cfg(not(feature = "parquet"))]
    fn parse(_: &[u8], _: Option<&str>) -> Result<Self, Problem> {
        Err(Problem::NotBuilt)
    }

    fn texts(&mut self) -> Vec<&mut String> {
        vec![&mut self.text]
    }
}

impl Parquet {
    /// Reads the bytes of a whole file.
    ///
    /// # Errors
    /// If it cannot be parsed or has no columns.
    pub(super) fn read(path: &str, bytes: &[u8], isolation: &Isolation) -> Result<Self, IntakeError> {
        let refused = |problem| IntakeError::Parquet { path: path.to_owned(), problem: Box::new(problem) };
        let table: Self = isolation.parse(bytes, None).map_err(refused)?;
        if table.header.is_empty() {
            return Err(IntakeError::Empty { path: path.to_owned(), bytes: bytes.len() as u64 });
        }
        Ok(table)
    }

    pub(super) fn header(&self) -> &[String] {
        &self.header
    }

    /// How many rows the parser found.
    pub(super) fn there(&self) -> u64 {
        self.rows
    }

    /// The names of the columns that are no text.
    pub(super) fn unread(&self) -> Vec<String> {
        self.unread.iter().filter_map(|column| self.header.get(*column)).cloned().collect()
    }

    /// Whether every column that is to be read is text.
    ///
    /// # Errors
    /// If one is not; the error names it.
    pub(super) fn can_be_read(&self, path: &str, mapping: &Mapping) -> Result<(), IntakeError> {
        match mapping.columns().iter().find(|mapped| self.unread.contains(&mapped.column)) {
            None => Ok(()),
            Some(mapped) => Err(IntakeError::UnreadColumn {
                path: path.to_owned(),
                field: mapped.field,
                column: mapped.name.clone(),
            }),
        }
    }

    /// The cells of every row, in file order, whether or not it can be read.
    pub(super) fn cells_of_records(&self) -> impl Iterator<Item = Vec<String>> + '_ {
        Delimiter::new(',').into_iter().flat_map(|comma| records(&self.text, comma))
    }

    /// Every row, in file order.
    pub(super) fn rows(&self) -> impl Iterator<Item = Raw> + '_ {
        (1..).zip(self.cells_of_records()).map(|(row, fields)| match fields.iter().position(|cell| is_too_long(cell)) {
            None => Ok(RawRow { row, line: row, fields, bytes: None }),
            long => Err(Fault { row, line: row, column: long, reason: RejectReason::FieldTooLong, bytes: None }),
        })
    }
}
