//! How right an audit is: a sample of its notes for people to read again, and
//! what their reading says about all of them. It reads `notes.csv` of the audit
//! folder and the file that reviewers filled in, and no note: whoever reads one
//! again opens it where it is kept.
//!
//! The file of reviewers does not say what the audit found. The audit itself is
//! the key to it: by its file and row each note read again is found in
//! `notes.csv`, and how many notes it stands for is counted there.
//!
//! The review desk (`Desk`) reads findings and whole notes instead: it keeps them,
//! redacted, with every decision in `review.sqlite` beside the audit.

mod agreement;
mod audited;
#[cfg(feature = "review")]
mod desk;
mod drawing;
mod reading;
mod reliability;

pub use agreement::Agreement;
pub use audited::{Band, NoteLine};
#[cfg(feature = "review")]
pub use desk::{
    Answer, Asked, Buys, Change, Choices, Decided, Decision, Desk, DeskError, Disagreement, Effect, FEWEST_PASSAGES,
    Filter, FindingId, Frame, Imported, Item, ItemId, Label, Listed, Mark, Missed, NoReviewer, NoWords, Origin,
    Passages, Progress, Proposal, ProposalError, Reading, Results, Reviewer, Revision, Sample, Sampling,
};
pub use drawing::{Drawing, Sampled, draw};
pub use reading::{Reviewed, Verdict};
pub use reliability::{BandCount, FEWEST_READ, Figures, NotSaid, OfAgency, Reliability};

use std::io;
use std::path::PathBuf;

/// A file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    /// It cannot be opened or read.
    #[error("{path}: {error}\nExpected an audit folder, as plainrecord audit writes it.")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// It is not what is expected.
    #[error("{path}: {problem}\n{remedy}")]
    Unknown {
        /// Which.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
        /// What to do about it.
        remedy: &'static str,
    },
    /// The sample cannot be written.
    #[error("cannot write {path}: {error}")]
    CannotWrite {
        /// Where to.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// A note read again is not in the audit.
    #[error(
        "{path}: the audit has no row {row} of {source_name}\nGive the audit folder that the sample was drawn from."
    )]
    NotInAudit {
        /// The file of the reviewer.
        path: PathBuf,
        /// The export.
        source_name: String,
        /// The row.
        row: u64,
    },
}
