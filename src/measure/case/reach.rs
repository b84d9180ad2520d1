//! From when to when each agency's notes reach: what it wrote before or after may
//! stand in notes that were not exported, and nothing is said of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::timeline::Day;
use crate::note::{Agency, Date};

/// Of a thousand dated notes, so many may lie beyond either end. A year that
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

    /// The span of each agency.
    pub(super) fn spans(&self) -> BTreeMap<Agency, Span> {
        self.0.iter().filter_map(|(agency, days)| Some((agency.clone(), Span::of(days)?))).collect()
    }
}

/// The days from the first to the last that an agency's notes reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Span {
    first: Day,
    last: Day,
}

impl Span {
    /// From the day on which 999 of 1,000 notes were still to be written to the
    /// day up to which 999 of 1,000 were.
    fn of(days: &BTreeMap<Day, u64>) -> Option<Self> {
        let beyond = days.values().sum::<u64>() * BEYOND / 1000;
        Some(Self { first: within(days.iter(), beyond)?, last: within(days.iter().rev(), beyond)? })
    }

    /// Whether all days from one to another lie in it.
    pub(super) fn covers(self, first: Day, last: Day) -> bool {
        self.first <= first && last <= self.last
    }
}

/// The first of these days with which there are more than `beyond` notes.
fn within<'a>(mut days: impl Iterator<Item = (&'a Day, &'a u64)>, mut beyond: u64) -> Option<Day> {
    let within = days.find(|(_, notes)| {
        let past = **notes > beyond;
        beyond = beyond.saturating_sub(**notes);
        past
    });
    within.map(|(&day, _)| day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(days: &[(i16, u64)]) -> Option<Span> {
        let (mut reach, agency) = (Reach::default(), Agency::new("a"));
        for &(year, notes) in days {
            (0..notes).for_each(|_| reach.add(&agency, Date::new(year, 3, 1).ok()));
        }
        reach.spans().get(&agency).copied()
    }

    #[test]
    fn a_mistyped_year_does_not_lengthen_a_long_export_and_a_short_one_reaches_from_its_first_note_to_its_last() {
        let march = |year| Day::from(Date::new(year, 3, 1).unwrap());
        for (days, first, last) in [
            (&[(2026, 999), (2049, 1)][..], 2026, 2026),
            (&[(2026, 998), (2049, 1)], 2026, 2049),
            (&[(1926, 1), (2026, 999)], 2026, 2026),
            (&[(1926, 1), (2026, 998)], 1926, 2026),
            (&[(2026, 1998), (2048, 1), (2049, 1)], 2026, 2026),
            (&[(2026, 1997), (2048, 2), (2049, 1)], 2026, 2048),
            (&[(2026, 1)], 2026, 2026),
        ] {
            assert_eq!(span(days), Some(Span { first: march(first), last: march(last) }), "{days:?}");
        }
        assert_eq!(span(&[]), None);
    }
}
