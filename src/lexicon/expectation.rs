//! Practice rules: when one thing is recorded in a case, what should be
//! recorded there too, and within how many days.

use serde::{Deserialize, Serialize};

use super::entry::EntryId;
use super::indicator::Indicator;

/// One practice rule, exactly as `expectations.toml` may hold it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expectation {
    /// Never changes and is never used again for something else.
    pub id: EntryId,
    /// A heading for readers.
    pub title: String,
    /// A note that counts for any of these calls for something.
    pub when: Vec<Indicator>,
    /// If not empty: only where the same note counts for any of these, too.
    pub with: Vec<Indicator>,
    /// Any of these, in the same note or another of the case, is enough.
    pub then: Vec<Indicator>,
    /// Within so many days of the note, counted from 0: its own day.
    pub days: u16,
    /// Why it should follow.
    pub why: String,
    /// Ids of the documents that say so.
    pub source: Vec<String>,
}

impl Expectation {
    /// The most days that a rule may allow: a year.
    pub const MOST_DAYS: u16 = 366;
}
