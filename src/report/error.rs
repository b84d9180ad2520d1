//! Why the files of an audit could not be written, and what to do.

use std::error::Error;

/// What a file's contents or the disk refused.
pub(super) type Problem = Box<dyn Error + Send + Sync>;

/// A folder that was not written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// One of the files could not be written.
    #[error(
        "cannot write {file}: {problem}\nSee that the disk has room and that the folder may be written to, then run the command again."
    )]
    File {
        /// Its name within the folder.
        file: String,
        /// What the system said.
        problem: Problem,
    },
    /// The numbers do not add up, so that no report can be trusted.
    #[error(
        "{what}: {rows} rows, but {notes} notes and {rejects} rejected rows\nNothing was written. This is a fault in plainrecord; please report it with these numbers."
    )]
    Unreconciled {
        /// The input, or `all inputs`.
        what: String,
        /// Records read.
        rows: u64,
        /// Records that became notes.
        notes: u64,
        /// Records that did not.
        rejects: u64,
    },
}
