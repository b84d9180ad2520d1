//! What every reader hands on: rows of text cells, or where a row is broken.
//! A reader knows the format and nothing of notes; `export` knows notes and
//! nothing of formats.

use std::ops::Range;

use super::reject::RejectReason;

/// One record as its format has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RawRow {
    /// The record number, from 1, header not counted.
    pub(super) row: u64,
    /// The line it starts on, from 1.
    pub(super) line: u64,
    /// One cell per column of the header; fewer only where the record left
    /// out cells at its end.
    pub(super) fields: Vec<String>,
    /// Its bytes in the file, if it is a stretch of bytes.
    pub(super) bytes: Option<Range<u64>>,
}

/// A record that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// The record number, from 1, header not counted.
    pub(super) row: u64,
    /// The line it starts on, from 1.
    pub(super) line: u64,
    /// The column at fault, counted from 0.
    pub(super) column: Option<usize>,
    /// What is wrong.
    pub(super) reason: RejectReason,
    /// Its bytes in the file, if it is a stretch of bytes.
    pub(super) bytes: Option<Range<u64>>,
}

/// A record, or why it could not be read.
pub(super) type Raw = Result<RawRow, Fault>;
