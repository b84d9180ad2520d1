//! Joins the stages: exports in, the ledger of an audit out. The only file that
//! names every stage; each does its own work and knows nothing of the next.
//!
//! Notes are taken in chunks, a chunk is examined by all threads, and what
//! comes back is put together in the order of the notes. Nothing depends on
//! the number of threads, and nothing is printed.

mod again;
mod case;
mod examine;
mod finish;
mod gather;
mod overview;
mod rejected;
mod repeated;
mod summary;
mod writing;

use std::io;
use std::path::Path;
use std::sync::Arc;

pub use again::{Wanted, Whole, whole_notes};
use examine::Examiner;
pub use rejected::rejected;

use crate::classify::{Classifier, ClassifierError};
use crate::intake::{Export, Intake, IntakeError, Isolation, Room, SourceSpec};
use crate::lexicon::{Ignore, Lexicon};
use crate::measure::{AgencyRebase, Peers, Threshold, Window};
use crate::redact::Excerpts;
use crate::report::{Ledger, Workers};

/// Everything that decides what an audit comes to.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Which exports, and how they are read.
    pub sources: Vec<SourceSpec>,
    /// Where workbooks are parsed.
    pub isolation: Isolation,
    /// What is looked for.
    pub lexicon: Arc<Lexicon>,
    /// What points at the wording that no rule counts; `None` leaves that out.
    pub classifier: Option<Arc<Classifier>>,
    /// What is left out of the lexicon by choice.
    pub ignore: Vec<Ignore>,
    /// What may be shown of a note's text.
    pub excerpts: Excerpts,
    /// Whether workers are named in the tables of findings.
    pub workers: Workers,
    /// The smallest base on which a figure is shown.
    pub threshold: Threshold,
    /// Within how many days notes of a case are held beside one another.
    pub window: Window,
    /// Which agencies are held beside one another rather than beside all others.
    pub peers: Peers,
    /// Where the limits of months start again.
    pub rebases: Vec<AgencyRebase>,
}

/// Is told how far the exports have been read, and may stop the reading.
pub trait Observer {
    /// So far have the exports been examined.
    fn examined(&self, progress: Progress);

    /// Whether to stop here, with [`PipelineError::Stopped`].
    fn stops(&self) -> bool {
        false
    }
}

/// How far an audit has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Rows examined, over all exports.
    pub rows: u64,
    /// Rows in all exports.
    pub of_rows: u64,
    /// Bytes that those rows take up, about.
    pub bytes: u64,
    /// Bytes of all exports.
    pub of_bytes: u64,
}

/// An observer that does not look.
#[derive(Clone, Copy, Debug)]
pub struct Silent;

impl Observer for Silent {
    fn examined(&self, _: Progress) {}
}

/// An audit that could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    /// An export cannot be used.
    #[error(transparent)]
    Intake(#[from] IntakeError),
    /// The classifier fails.
    #[error(transparent)]
    Classifier(#[from] ClassifierError),
    /// What was found cannot be kept on disk.
    #[error("cannot write beside the audit folder: {0}\nSee that the disk has room, then run the audit again.")]
    Disk(#[from] io::Error),
    /// An export is not the one that an audit was made of.
    #[error(
        "{name} is not as the audit read it: {how}.\nGive the exports and settings that the audit was made with, or make it again."
    )]
    OtherExport {
        /// What it is called in the audit.
        name: String,
        /// How it differs.
        how: &'static str,
    },
    /// There are more or fewer exports than an audit was made of.
    #[error(
        "the audit was made of {were} exports and here are {are}.\nGive those that it was made with, in their order."
    )]
    OtherExports {
        /// How many there are.
        are: usize,
        /// How many there were.
        were: usize,
    },
    /// The observer stopped it.
    #[error("stopped before all was read")]
    Stopped,
    /// The plan names no export.
    #[error("there is no export to read; name a file, or a [[source]] in plainrecord.toml")]
    NoExport,
}

/// Audits the exports of a plan. What is too much for memory is kept in
/// `folder` until the ledger is dropped, in files without a name.
///
/// # Errors
/// An export that cannot be opened or understood, or no export at all; a
/// classifier that fails; a full disk. A bad row is not an error: it is among
/// the ledger's rejects.
pub fn run(plan: &Plan, folder: &Path, observer: &impl Observer) -> Result<Ledger, PipelineError> {
    let intake = Intake::find(&plan.sources)?;
    if intake.sources().is_empty() {
        return Err(PipelineError::NoExport);
    }
    let room = Room { isolation: &plan.isolation, folder: Some(folder) };
    let exports = intake.sources().iter().map(|source| source.open(room)).collect::<Result<Vec<_>, _>>()?;
    let names = summary::names(exports.iter().map(|export| &**export.path()));
    let advanced = advancing(&exports, observer);
    let mut examiner = Examiner::new(plan, folder);
    let mut sources = Vec::new();
    for (export, name) in exports.iter().zip(names) {
        let (period, warning) = examiner.examine(export, &name, &advanced)?.finish()?;
        sources.push(summary::source(export, &name, period, warning.as_ref()));
    }
    examiner.finish(plan, sources)
}

/// Tells an observer how many rows of all exports have been read, and stops where
/// it does.
fn advancing(exports: &[Export], observer: &impl Observer) -> impl Fn(u64) -> Result<(), PipelineError> {
    let of_rows: u64 = exports.iter().map(|export| export.counts().rows).sum();
    let of_bytes: u64 = exports.iter().map(Export::size).sum();
    let bytes = move |rows: u64| u64::try_from(u128::from(of_bytes) * u128::from(rows) / u128::from(of_rows.max(1)));
    move |rows| {
        observer.examined(Progress { rows, of_rows, bytes: bytes(rows).unwrap_or(of_bytes), of_bytes });
        if observer.stops() { Err(PipelineError::Stopped) } else { Ok(()) }
    }
}
