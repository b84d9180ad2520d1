//! One measure month by month, with the months at which its limits start again.

use serde::{Deserialize, Serialize};

use super::stretch::Stretch;
use crate::measure::month::Month;
use crate::measure::share::Proportion;
use crate::measure::suppress::Threshold;

/// Where limits start again because something real changed, such as the system
/// that notes are written in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rebase {
    from: Month,
    reason: String,
}

impl Rebase {
    /// From this month on, for this reason; `None` without a reason.
    pub fn new(from: Month, reason: &str) -> Option<Self> {
        let reason = reason.trim();
        (!reason.is_empty()).then(|| Self { from, reason: reason.to_owned() })
    }

    /// The first month with new limits.
    pub fn from(&self) -> Month {
        self.from
    }

    /// Why.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// A measure over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    stretches: Vec<Stretch>,
}

/// Why months make no series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSeries {
    /// There are none.
    NoMonths,
    /// A month comes twice, or before one that was given earlier.
    OutOfOrder(Month),
    /// Limits are to start again twice in one month, or out of order.
    RebasedOutOfOrder(Month),
}

impl Series {
    /// The measure of each month in order of time: how many notes meet it of
    /// how many. Months with fewer notes than `least` have no value. Months
    /// that are not given are gaps.
    ///
    /// # Errors
    ///
    /// [`NoSeries`] without months and where they, or the rebases, are not in
    /// order.
    pub fn new(months: &[(Month, Proportion)], least: Threshold, rebases: &[Rebase]) -> Result<Self, NoSeries> {
        let (Some(&(first, _)), Some(&(end, _))) = (months.first(), months.last()) else {
            return Err(NoSeries::NoMonths);
        };
        in_order(months, |(month, _)| *month).map_err(NoSeries::OutOfOrder)?;
        in_order(rebases, Rebase::from).map_err(NoSeries::RebasedOutOfOrder)?;
        let after_first = rebases.iter().filter(|rebase| rebase.from > first && rebase.from <= end);
        let starts: Vec<Option<&Rebase>> = std::iter::once(None).chain(after_first.map(Some)).collect();
        let stretch = |(at, rebase): (usize, Option<&Rebase>)| {
            let from = rebase.map_or(first, |rebase| rebase.from);
            let next = starts.get(at + 1).copied().flatten().map(|next| next.from);
            let mine = calendar(from, end).take_while(|&month| next.is_none_or(|next| month < next));
            let value = |month: Month| months.iter().find(|(given, _)| *given == month).map(|(_, value)| *value);
            Stretch::new(rebase.cloned(), mine.map(|month| (month, value(month))).collect(), least)
        };
        Ok(Self { stretches: starts.iter().copied().enumerate().map(stretch).collect() })
    }

    /// The stretches between rebases, in order of time.
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }
}

/// Fails with the first month that does not come after the one before it.
fn in_order<T>(items: &[T], month: impl Fn(&T) -> Month) -> Result<(), Month> {
    let late = items.windows(2).find(|pair| month(&pair[0]) >= month(&pair[1]));
    late.map_or(Ok(()), |late| Err(month(&late[1])))
}

/// Every month from one to another.
fn calendar(from: Month, end: Month) -> impl Iterator<Item = Month> {
    std::iter::successors(Some(from), |month| month.following()).take_while(move |&month| month <= end)
}
