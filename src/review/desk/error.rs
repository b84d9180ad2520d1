//! What can go wrong with a review, and what to do about it.

use std::io;
use std::path::PathBuf;

use super::item::{ItemId, Revision};
use super::proposal::ProposalError;
use crate::pipeline::PipelineError;
use crate::report::LedgerError;

/// A review that cannot be made, opened or carried on.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The audit cannot be read.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The exports cannot be read again.
    #[error(transparent)]
    Exports(#[from] PipelineError),
    /// There is no review yet.
    #[error("{} has no review yet\nDraw a sample of it first: plainrecord review AUDIT --findings N --notes N", .0.display())]
    None(PathBuf),
    /// There is one already.
    #[error("{} has a review already\nGo on with it; --more draws further notes. To begin another, move review.sqlite away.", .0.display())]
    Exists(PathBuf),
    /// The audit was made so that no text of a note is kept beside it.
    #[error(
        "the audit quotes nothing (excerpts: none), so that there is no note to read\nMake it again with redacted excerpts."
    )]
    NoText,
    /// There is nothing to draw, or nothing was asked for.
    #[error("there is no note to draw\nAsk for more, or for another kind.")]
    NothingDrawn,
    /// The audit was made with other rules, or another version of the program.
    #[error("the audit was made with other rules\nGive the rules with --lexicon DIR, or make the audit again.")]
    OtherRules,
    /// The file is a database of some other program, or none.
    #[error("{} is not a review\nMove it away; plainrecord does not change what it did not make.", .0.display())]
    Foreign(PathBuf),
    /// An earlier version of the program made it.
    #[error("{} was made by an earlier version of plainrecord (form {form}; this one reads form {known})\nExport it with that version, then draw the sample again and import.", .path.display())]
    Older {
        /// The file.
        path: PathBuf,
        /// Its form.
        form: i32,
        /// The form that this version reads.
        known: i32,
    },
    /// A later version of the program made it.
    #[error("{} was made by a later version of plainrecord (form {form}; this one reads form {known})\nOpen it with that version.", .path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its form.
        form: i32,
        /// The form that this version reads.
        known: i32,
    },
    /// It is of another audit.
    #[error("{} is a review of another audit\nPut it back beside the audit that it was drawn from.", .0.display())]
    OtherAudit(PathBuf),
    /// There is no such item.
    #[error("the review has no item {0}")]
    NoItem(ItemId),
    /// The reviewer said something of the item in the meantime, in another tab or
    /// process; nothing was changed.
    #[error("item {item} was decided elsewhere in the meantime\nLook at it again; nothing was changed.")]
    Stale {
        /// The item.
        item: ItemId,
        /// How it stands now.
        now: Revision,
    },
    /// The decision does not answer what is asked of the item.
    #[error("that is no answer to what item {0} asks")]
    NoAnswer(ItemId),
    /// There is nothing to take back.
    #[error("there is no decision to take back")]
    NothingToUndo,
    /// A proposed change to the lexicon cannot be tried.
    #[error(transparent)]
    Proposal(#[from] ProposalError),
    /// The exports are not those of the audit.
    #[error("these are not the exports that the audit read\nGive those, in their order.")]
    OtherExports,
    /// A file of decisions cannot be read in.
    #[error("{}, row {row}, column {column}: {problem}\nNothing was read in.", .path.display())]
    Row {
        /// The file.
        path: PathBuf,
        /// The line of the file, from 1.
        row: u64,
        /// The column.
        column: &'static str,
        /// What is wrong.
        problem: String,
    },
    /// A file cannot be written.
    #[error("cannot write {}: {error}", .path.display())]
    CannotWrite {
        /// Which.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// A file cannot be read.
    #[error("cannot read {}: {error}", .path.display())]
    CannotRead {
        /// Which.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The database cannot be read or written.
    #[error("the review cannot be read or written: {0}")]
    Store(#[from] rusqlite::Error),
    /// What is beside the review cannot be read or kept.
    #[error("the audit cannot be read: {0}")]
    Disk(#[from] io::Error),
}
