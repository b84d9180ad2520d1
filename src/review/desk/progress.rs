//! How far a reviewer has come, and how long the rest may take.

use std::collections::BTreeMap;
use std::time::Duration;

use rusqlite::Row;

use super::super::audited::Band;
use super::Desk;
use super::error::DeskError;
use super::reviewer::Reviewer;

/// A longer time between two decisions is a break.
const BREAK: Duration = Duration::from_mins(10);

/// The pace is that of so many decisions at most, the last ones.
const LAST: u32 = 50;

/// How far a reviewer has come. What the rest of a note is asked about is known
/// only as its words are decided, so that both numbers may grow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Items decided.
    pub done: u64,
    /// Items left to decide.
    pub left: u64,
    /// The time that a decision usually took, breaks left out: the median of the
    /// last ones. `None` before there are two.
    pub pace: Option<Duration>,
}

impl Progress {
    /// About how long what is left will take.
    pub fn time_left(&self) -> Option<Duration> {
        self.pace?.checked_mul(u32::try_from(self.left).ok()?)
    }
}

/// What was drawn, and how much each reviewer has decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sample {
    /// Band by band, how many notes the audit has, and how many were drawn.
    pub bands: BTreeMap<Band, (u64, u64)>,
    /// Notes that two reviewers are to read.
    pub read_twice: u64,
    /// Reviewers by name, and how many items each has decided.
    pub reviewers: Vec<(Reviewer, u64)>,
}

impl Desk {
    /// What was drawn, and how much of it was decided.
    ///
    /// # Errors
    /// If the review cannot be read.
    pub fn sample(&self) -> Result<Sample, DeskError> {
        let mut bands: BTreeMap<Band, (u64, u64)> = BTreeMap::new();
        for (sort, notes) in self.sorts()? {
            bands.entry(sort.band).or_default().0 += notes;
        }
        for told in self.read_notes()?.notes.values() {
            bands.entry(told.note.sort.band).or_default().1 += 1;
        }
        let twice = "SELECT count(*) FROM item WHERE after IS NULL AND readers > 1";
        let read_twice = self.store.query_row(twice, [], |row| row.get(0))?;
        let mut query = self
            .store
            .prepare_cached("SELECT voice, count(*) FROM standing WHERE voice <> '' GROUP BY voice ORDER BY voice")?;
        let reviewers = query.query_map([], |row| Ok((Reviewer::known(row.get(0)?), row.get(1)?)))?;
        Ok(Sample { bands, read_twice, reviewers: reviewers.collect::<Result<_, _>>()? })
    }

    /// How far a reviewer has come.
    ///
    /// # Errors
    /// If the review cannot be read.
    pub fn progress(&self, reviewer: &Reviewer) -> Result<Progress, DeskError> {
        let mut query = self.store.prepare_cached(include_str!("progress.sql"))?;
        let (done, left) = query.query_row([reviewer.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut query = self.store.prepare_cached(
            "SELECT at FROM decision WHERE voice = ?1 AND takes_back IS NULL ORDER BY number DESC LIMIT ?2",
        )?;
        let at = |row: &Row<'_>| row.get(0);
        let times = query.query_map((reviewer.as_str(), LAST), at)?.collect::<Result<Vec<i64>, _>>()?;
        Ok(Progress { done, left, pace: pace(&times) })
    }
}

/// The median of the steps between times in milliseconds, the last first.
fn pace(times: &[i64]) -> Option<Duration> {
    let step = |pair: &[i64]| u64::try_from(pair.first()? - pair.last()?).ok().map(Duration::from_millis);
    let mut steps: Vec<Duration> = times.windows(2).filter_map(step).filter(|step| *step < BREAK).collect();
    steps.sort_unstable();
    steps.get(steps.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pace_is_the_usual_one_and_leaves_out_breaks() {
        for (times, seconds) in [
            (vec![], None),
            (vec![5_000], None),
            (vec![9_000, 5_000], Some(4)),
            (vec![9_000, 5_000, 3_000, 0], Some(3)),
            (vec![3_609_000, 9_000, 5_000], Some(4)),
            (vec![3_600_000, 0], None),
            (vec![0, 5_000], None),
        ] {
            assert_eq!(pace(&times), seconds.map(Duration::from_secs), "{times:?}");
        }
    }
}
