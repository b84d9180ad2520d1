//! The review desk, but for its pages: findings and notes of an audit for people to
//! read, what they decide, and what that says about the audit. What is drawn, shown
//! and decided is kept in `review.sqlite` beside the audit. Reads no clock: whoever
//! calls says what time it is.

mod browse;
mod buys;
mod decision;
mod draw;
mod error;
mod exchange;
mod frame;
mod item;
mod progress;
mod proposal;
mod read_notes;
mod results;
mod reviewer;
mod sampling;
mod settle;
mod showing;
mod steps;
mod store;

use std::cell::RefCell;
use std::path::Path;

use rusqlite::Connection;

pub use browse::{Choices, Filter, Listed};
pub use buys::Buys;
pub use decision::{Answer, Decision, Missed, NoWords};
pub use error::DeskError;
pub use exchange::Imported;
pub use frame::Frame;
pub use item::{Asked, FindingId, Item, ItemId, Label, Mark, Origin, Revision};
pub use progress::{Progress, Sample};
pub use proposal::{Change, Effect, Proposal, ProposalError};
use read_notes::ReadNotes;
pub use results::{FEWEST_PASSAGES, Passages, Results};
pub use reviewer::{NoReviewer, Reviewer};
pub use sampling::Sampling;
pub use settle::{Disagreement, Reading};
pub use steps::Decided;

use crate::lexicon::Kind;
use crate::measure::Threshold;

/// A review that is open. Several may be open of the same one, in one process or
/// more: what one writes the others see.
#[derive(Debug)]
pub struct Desk {
    store: Connection,
    kind: Kind,
    is_blind: bool,
    lexicon: String,
    threshold: Threshold,
    read: RefCell<ReadNotes>,
}

impl Desk {
    /// Opens the review of an audit.
    ///
    /// # Errors
    /// If it has none, or what is there is no review, one of another version, or
    /// one of another audit.
    pub fn open(audit: &Path) -> Result<Self, DeskError> {
        let store = store::open(audit)?;
        let kind = store::fact(&store, "kind")?;
        Ok(Self {
            kind: Kind::ALL.iter().copied().find(|known| known.id() == kind).unwrap_or(Kind::Concern),
            is_blind: store::fact(&store, "blind")? == "yes",
            lexicon: store::fact(&store, "lexicon")?,
            threshold: store::threshold(audit)?,
            read: RefCell::default(),
            store,
        })
    }

    /// What reviewers are asked about.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The smallest base on which a figure of the audit is shown.
    pub fn threshold(&self) -> Threshold {
        self.threshold
    }

    /// Whether a reviewer sees what the audit says only after deciding.
    pub fn is_blind(&self) -> bool {
        self.is_blind
    }

    /// The SHA-256 of the rules that the audit was made with, in hexadecimal.
    pub fn lexicon_digest(&self) -> &str {
        &self.lexicon
    }
}
