//! Calendar months, the steps of every series over time.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::note::Date;

/// A month of a year; prints as `2026-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Month {
    year: i16,
    month: i8,
}

impl From<Date> for Month {
    fn from(date: Date) -> Self {
        Self { year: date.year(), month: date.month() }
    }
}

/// Text that is no month.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no month: expected year and month, such as 2026-04")]
pub struct NoMonth(String);

impl FromStr for Month {
    type Err = NoMonth;

    fn from_str(text: &str) -> Result<Self, NoMonth> {
        format!("{text}-01").parse::<Date>().map(Self::from).map_err(|_| NoMonth(text.to_owned()))
    }
}

impl Month {
    /// The month after; `None` at the end of the calendar.
    pub(super) fn following(self) -> Option<Self> {
        match self.month {
            12 => Some(Self { year: self.year.checked_add(1)?, month: 1 }),
            month => Some(Self { month: month + 1, ..self }),
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}
