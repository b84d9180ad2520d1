//! For whom figures are, and so how exactly they may be given.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The smallest count that a board is told.
const LEAST_FOR_BOARD: u64 = 8;

/// Counts for a board are rounded to this.
const ROUNDED_TO: u64 = 5;

/// For whom an audit is written up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Audience {
    /// Those who audit: they hold the notes themselves.
    #[default]
    Internal,
    /// A board, an inspectorate, anyone beyond the auditors: nobody should be
    /// recognised, by a colleague either.
    Board,
}

impl Audience {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Internal, Self::Board];

    /// The word used in settings and files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Board => "board",
        }
    }

    /// The smallest base on which a figure is shown, unless another is asked for.
    pub fn least(self) -> u64 {
        match self {
            Self::Internal => 5,
            Self::Board => LEAST_FOR_BOARD,
        }
    }

    /// Less than this cannot be asked for.
    pub(super) fn least_at_all(self) -> u64 {
        match self {
            Self::Internal => 1,
            Self::Board => LEAST_FOR_BOARD,
        }
    }

    /// A count as this audience may be told it; `None` if it is too small. For
    /// a board the rule of NHS Digital for hospital statistics (2018) holds:
    /// none is said, 1 to 7 are not, others are rounded to the nearest 5, each
    /// by itself, so that no sum gives a small one away.
    pub fn count(self, count: u64) -> Option<u64> {
        match (self, count) {
            (Self::Internal, _) | (_, 0) => Some(count),
            (Self::Board, 1..LEAST_FOR_BOARD) => None,
            (Self::Board, _) => Some(count.saturating_add(ROUNDED_TO / 2) / ROUNDED_TO * ROUNDED_TO),
        }
    }
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// Text that names no audience.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no audience: expected internal or board")]
pub struct NoAudience(String);

impl FromStr for Audience {
    type Err = NoAudience;

    fn from_str(text: &str) -> Result<Self, NoAudience> {
        Self::ALL.into_iter().find(|audience| audience.id() == text).ok_or_else(|| NoAudience(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_board_is_told_no_small_count_and_the_others_to_the_nearest_five() {
        for (count, told) in [(0, Some(0)), (1, None), (7, None), (8, Some(10)), (12, Some(10)), (13, Some(15))] {
            assert_eq!((Audience::Board.count(count), Audience::Internal.count(count)), (told, Some(count)));
        }
        assert_eq!(Audience::Board.count(u64::MAX), Some(u64::MAX / 5 * 5));
    }
}
