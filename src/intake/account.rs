//! What became of every part of a file: audited, set aside, or no record. Text
//! is counted in bytes, grids in cells and Parquet in rows, once where the file is read as a
//! whole and once where its pieces are, so that nothing is lost unseen.

use std::fmt;

use super::decode::Decoded;
use super::error::IntakeError;
use super::grid::Grid;
use super::records::{Kind, Piece};

/// What a file is counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// The bytes of a text, as they come out of the file where it is packed.
    #[default]
    Bytes,
    /// The cells of a workbook or web page that have something in them.
    Cells,
    /// The rows of Parquet.
    Rows,
}

impl Unit {
    /// The stable name that the manifest uses.
    pub fn id(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Cells => "cells",
            Self::Rows => "rows",
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// How much of a file became what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// What it is counted in.
    pub unit: Unit,
    /// How much there is.
    pub there: u64,
    /// How much of it is in rows that make a note.
    pub audited: u64,
    /// How much is in rows that do not.
    pub rejected: u64,
    /// How much is no record: header, what stands above and below the table,
    /// blank lines, marks.
    pub other: u64,
}

impl Account {
    /// Whether nothing is missing and nothing counted twice.
    pub fn balances(&self) -> bool {
        self.there == self.audited + self.rejected + self.other
    }

    /// The account of the file at `path`, if it balances.
    ///
    /// # Errors
    /// If it does not, which is a fault of ours.
    pub(super) fn balanced(self, path: &str) -> Result<Self, IntakeError> {
        let Self { unit, there, audited, rejected, other } = self;
        let counted = audited + rejected + other;
        if self.balances() {
            Ok(self)
        } else {
            Err(IntakeError::Unaccounted { path: path.to_owned(), unit, there, counted })
        }
    }
}

/// How large a file is, each of its records, and what is no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sizes {
    pub(super) unit: Unit,
    pub(super) there: u64,
    pub(super) records: Vec<u64>,
    pub(super) other: u64,
}

impl Sizes {
    /// Of a text and the pieces it was split into.
    pub(super) fn of_text(decoded: &Decoded, pieces: &[Piece]) -> Self {
        let mut sizes =
            Self { unit: Unit::Bytes, there: decoded.length(), records: Vec::new(), other: decoded.start() };
        for piece in pieces {
            let size = decoded.bytes_in_file(piece.span.clone());
            match piece.kind {
                Kind::Row(_) => sizes.records.push(size),
                _ => sizes.other += size,
            }
        }
        sizes
    }

    /// Of grids whose records follow each other.
    pub(super) fn of_grids<'g>(grids: impl Iterator<Item = &'g Grid>) -> Self {
        let mut sizes = Self { unit: Unit::Cells, there: 0, records: Vec::new(), other: 0 };
        for cells in grids.map(Grid::cells) {
            sizes.there += cells.there;
            sizes.records.extend(&cells.in_records);
            sizes.other += cells.elsewhere;
        }
        sizes
    }

    /// Of a file that has nothing but so many records.
    pub(super) fn of_rows(there: u64) -> Self {
        let records = (0..there).map(|_| 1).collect();
        Self { unit: Unit::Rows, there, records, other: 0 }
    }

    /// The account, by what became of each record.
    pub(super) fn account(&self, is_note: impl IntoIterator<Item = bool>) -> Account {
        let mut account = Account { unit: self.unit, there: self.there, audited: 0, rejected: 0, other: self.other };
        for (size, is_note) in self.records.iter().zip(is_note) {
            if is_note {
                account.audited += size;
            } else {
                account.rejected += size;
            }
        }
        account
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_balances_only_if_every_record_is_in_it() {
        let sizes = Sizes { unit: Unit::Bytes, there: 30, records: vec![7, 11], other: 12 };
        let account = sizes.account([true, false]);
        assert_eq!((account.audited, account.rejected, account.other), (7, 11, 12));
        assert!(account.balanced("notes.csv").is_ok());
        let message = sizes.account([true]).balanced("notes.csv").unwrap_err().to_string();
        assert!(message.contains("30 bytes") && message.contains("only 19"), "{message}");
    }
}
