//! Rows of the exports that are no notes. What could not be read is neither
//! "looked for and not there" nor "does not apply": it has a count of its own.

use serde::{Deserialize, Serialize};

use super::suppress::{Shown, Threshold};

/// How many rows are no notes, by why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadRows<N = u64> {
    /// Those that stand in the record and could not be assessed: they have no
    /// text, were blacked out or could not be read.
    pub not_assessable: N,
    /// Those that are no part of the record: drafts, what was deleted or entered
    /// in error, and earlier versions.
    pub withdrawn: N,
}

impl UnreadRows {
    pub(super) fn add(&mut self, other: Self) {
        self.not_assessable += other.not_assessable;
        self.withdrawn += other.withdrawn;
    }

    /// All of them.
    pub fn all(self) -> u64 {
        self.not_assessable + self.withdrawn
    }

    /// The counts as the audience may be told them. They are of rows and say
    /// nothing of anybody's notes, so that those who audit are told any.
    pub(super) fn told(self, threshold: Threshold) -> UnreadRows<Shown<u64>> {
        let told = |rows: u64| threshold.show(threshold.get(), rows);
        UnreadRows { not_assessable: told(self.not_assessable), withdrawn: told(self.withdrawn) }
    }
}
