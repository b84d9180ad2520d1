//! How far each agency's notes reach: what should have followed later than that
//! may stand in notes that were not exported, and nothing is said of it.

use std::collections::BTreeMap;

use super::timeline::Day;
use crate::note::{Agency, Date};

/// Of a thousand dated notes, so many may lie beyond the end. A year that
/// somebody mistyped would otherwise be the end of a long export.
const BEYOND: u64 = 1;

/// How many notes each agency wrote on each day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach(BTreeMap<Agency, BTreeMap<Day, u64>>);

impl Reach {
    /// Adds a note, if it has a date.
    pub fn add(&mut self, agency: &Agency, date: Option<Date>) {
        let Some(day) = date.map(Day::from) else { return };
        match self.0.get_mut(agency) {
            Some(days) => *days.entry(day).or_default() += 1,
            None => *self.0.entry(agency.clone()).or_default().entry(day).or_default() += 1,
        }
    }

    /// The last day of each agency.
    pub(super) fn ends(&self) -> BTreeMap<Agency, Day> {
        self.0.iter().filter_map(|(agency, days)| Some((agency.clone(), end(days)?))).collect()
    }
}

/// The day up to which 999 of 1,000 notes were written.
fn end(days: &BTreeMap<Day, u64>) -> Option<Day> {
    let mut beyond = days.values().sum::<u64>() * BEYOND / 1000;
    let mut latest_first = days.iter().rev();
    let within = latest_first.find(|(_, notes)| {
        let past = **notes > beyond;
        beyond = beyond.saturating_sub(**notes);
        past
    });
    within.map(|(&day, _)| day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(days: &[(i16, u64)]) -> Option<Day> {
        let (mut reach, agency) = (Reach::default(), Agency::new("a"));
        for &(year, notes) in days {
            (0..notes).for_each(|_| reach.add(&agency, Date::new(year, 3, 1).ok()));
        }
        reach.ends().get(&agency).copied()
    }

    #[test]
    fn a_mistyped_year_does_not_lengthen_a_long_export_and_a_short_one_ends_with_its_last_note() {
        let march = |year| Some(Day::from(Date::new(year, 3, 1).unwrap()));
        for (days, end) in [
            (&[(2026, 999), (2049, 1)][..], 2026),
            (&[(2026, 998), (2049, 1)], 2049),
            (&[(2026, 1998), (2048, 1), (2049, 1)], 2026),
            (&[(2026, 1997), (2048, 2), (2049, 1)], 2048),
            (&[(2026, 1)], 2026),
        ] {
            assert_eq!(ends(days), march(end), "{days:?}");
        }
        assert_eq!(ends(&[]), None);
    }
}
