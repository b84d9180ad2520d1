//! What became of every part of a file: audited, set aside, or no record. Text
//! is counted in bytes, grids in cells and Parquet in rows, once where the file is read as a
//! whole and once where its pieces are, so that nothing is lost unseen.

use std::fmt;
use std::ops::Range;
use std::vec;

use super::error::IntakeError;
use super::grid::Grid;

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

/// How large a file is, and what is no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sizes {
    unit: Unit,
    there: u64,
    other: u64,
    /// The size of each record, where its place in the file does not say it.
    records: Vec<u64>,
}

impl Sizes {
    /// Of a text, in bytes.
    pub(super) fn of_text(there: u64, other: u64) -> Self {
        Self { unit: Unit::Bytes, there, other, records: Vec::new() }
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

    /// The account before the first record.
    pub(super) fn start(self) -> Accounting {
        let Self { unit, there, other, records } = self;
        Accounting { account: Account { unit, there, audited: 0, rejected: 0, other }, records: records.into_iter() }
    }
}

/// An account that is kept record by record.
#[derive(Clone, Debug)]
pub(super) struct Accounting {
    account: Account,
    records: vec::IntoIter<u64>,
}

impl Accounting {
    /// Enters the next record, a note or not, which has these bytes of the file
    /// if it is a stretch of bytes.
    pub(super) fn enter(&mut self, is_note: bool, bytes: Option<&Range<u64>>) {
        let size = bytes.map(|bytes| bytes.end - bytes.start).or_else(|| self.records.next()).unwrap_or_default();
        *if is_note { &mut self.account.audited } else { &mut self.account.rejected } += size;
    }

    pub(super) fn finish(self) -> Account {
        self.account
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_balances_only_if_every_record_is_in_it() {
        let account = |records: &[(bool, u64)]| {
            let mut accounting = Sizes::of_text(30, 12).start();
            for (is_note, size) in records {
                accounting.enter(*is_note, Some(&(5..5 + size)));
            }
            accounting.finish()
        };
        let whole = account(&[(true, 7), (false, 11)]);
        assert_eq!((whole.audited, whole.rejected, whole.other), (7, 11, 12));
        assert!(whole.balanced("notes.csv").is_ok());
        let message = account(&[(true, 7)]).balanced("notes.csv").unwrap_err().to_string();
        assert!(message.contains("30 bytes") && message.contains("only 19"), "{message}");
    }
}
