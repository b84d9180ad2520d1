//! One measure month by month, with the months at which its limits start again.

use super::stretch::Stretch;
use crate::measure::month::Month;
use crate::measure::share::Proportion;
use crate::measure::suppress::Threshold;

/// Where limits start again because something real changed, such as the system
/// that notes are written in.
#[derive(Clone, Debug, PartialEq, Eq)]
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
        if let Some(late) = months.windows(2).find(|pair| pair[0].0 >= pair[1].0) {
            return Err(NoSeries::OutOfOrder(late[1].0));
        }
        if let Some(late) = rebases.windows(2).find(|pair| pair[0].from >= pair[1].from) {
            return Err(NoSeries::RebasedOutOfOrder(late[1].from));
        }
        let starts = std::iter::once((first, None)).chain(
            rebases.iter().filter(|rebase| rebase.from > first && rebase.from <= end).map(|r| (r.from, Some(r))),
        );
        let starts: Vec<(Month, Option<&Rebase>)> = starts.collect();
        let stretch = |(at, &(from, rebase)): (usize, &(Month, Option<&Rebase>))| {
            let until = starts.get(at + 1).map(|&(next, _)| next);
            let is_within = |month: Month| month >= from && until.is_none_or(|until| month < until);
            let all = std::iter::successors(Some(from), |month| month.following());
            let all = all.take_while(|&month| month <= end && is_within(month));
            let value = |month: Month| months.iter().find(|(m, _)| *m == month).map(|(_, proportion)| *proportion);
            Stretch::new(rebase.cloned(), all.map(|month| (month, value(month))).collect(), least)
        };
        Ok(Self { stretches: starts.iter().enumerate().map(stretch).collect() })
    }

    /// The stretches between rebases, in order of time.
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }
}
