//! The notes of one case in the order of their days, made ready once for all
//! that is asked about them.

use std::collections::BTreeMap;
use std::ops::{Add, Range, Sub};

use serde::{Deserialize, Serialize};

use super::CaseNote;
use super::reach::Span;
use crate::note::{Agency, Date};

/// A day by its number, so that days can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(super) struct Day(i64);

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24)
    }
}

impl Add<u16> for Day {
    type Output = Self;

    fn add(self, days: u16) -> Self {
        Self(self.0 + i64::from(days))
    }
}

impl Sub<u16> for Day {
    type Output = Self;

    fn sub(self, days: u16) -> Self {
        Self(self.0 - i64::from(days))
    }
}

impl Day {
    /// How many days lie between two.
    pub(super) fn apart(self, other: Self) -> u64 {
        self.0.abs_diff(other.0)
    }
}

/// A note of the case, its day and its writer: one of the case's agencies by
/// number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dated<'a> {
    pub(super) note: &'a CaseNote,
    pub(super) day: Day,
    pub(super) agency: usize,
}

/// Whose occasions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// Those of the case, whoever writes.
    Case,
    /// Those of each agency.
    Agency,
}

/// The notes of one case.
#[derive(Debug)]
pub(super) struct Timeline<'a> {
    /// Who wrote in it, by name.
    pub(super) agencies: Vec<&'a Agency>,
    /// Notes with a day, in order.
    pub(super) dated: Vec<Dated<'a>>,
    /// The others, each with its writer.
    pub(super) undated: Vec<(&'a CaseNote, usize)>,
    /// How far the notes of each agency reach, in this case and others; `None`
    /// without any date.
    spans: Vec<Option<Span>>,
}

impl<'a> Timeline<'a> {
    /// The notes of one case, sorted, and how far those of each agency reach.
    pub(super) fn new(notes: &'a [CaseNote], spans: &BTreeMap<Agency, Span>) -> Self {
        let mut agencies: Vec<&Agency> = notes.iter().map(|note| &note.agency).collect();
        agencies.sort_unstable();
        agencies.dedup();
        let writer = |note: &CaseNote| agencies.partition_point(|&agency| *agency < note.agency);
        let (mut dated, mut undated) = (Vec::with_capacity(notes.len()), Vec::new());
        for note in notes {
            let agency = writer(note);
            match note.day {
                Some(date) => dated.push(Dated { note, day: date.into(), agency }),
                None => undated.push((note, agency)),
            }
        }
        let spans = agencies.iter().map(|&agency| spans.get(agency).copied()).collect();
        Self { agencies, dated, undated, spans }
    }

    /// Whether the notes of an agency reach over all days from one to another.
    pub(super) fn covers(&self, agency: usize, first: Day, last: Day) -> bool {
        self.spans[agency].is_some_and(|span| span.covers(first, last))
    }

    /// Whether those of every agency of the case do that has notes with a day.
    pub(super) fn is_covered(&self, first: Day, last: Day) -> bool {
        self.spans.iter().flatten().all(|span| span.covers(first, last))
    }

    /// The notes from one day to another, both included.
    pub(super) fn between(&self, first: Day, last: Day) -> &[Dated<'a>] {
        let start = self.dated.partition_point(|dated| dated.day < first);
        let end = self.dated.partition_point(|dated| dated.day <= last);
        &self.dated[Range { start, end: end.max(start) }]
    }

    /// The notes that open an occasion, in order: the first that `says` it, and
    /// again the first that lies more than `days` after the last that did. So a
    /// note for each of thirty days in a row is one occasion.
    pub(super) fn occasions(&self, days: u16, whose: Whose, says: impl Fn(&CaseNote) -> bool) -> Vec<Dated<'a>> {
        let mut last = vec![None::<Day>; self.agencies.len()];
        let opens = |dated: &&Dated<'a>| {
            let opened = &mut last[if whose == Whose::Case { 0 } else { dated.agency }];
            let opens = says(dated.note) && opened.is_none_or(|day| dated.day > day + days);
            if opens {
                *opened = Some(dated.day);
            }
            opens
        };
        self.dated.iter().filter(opens).copied().collect()
    }
}
