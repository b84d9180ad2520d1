//! What the notes of one export have in common: the period that they are
//! about, and how many have an id that another has.

use std::io;
use std::path::Path;

use crate::intake::Warning;
use crate::kept::Sorter;
use crate::note::{Key, Note};
use crate::report::Period;

/// The notes of an export so far.
pub(super) struct Overview {
    period: Period,
    ids: Sorter<Key>,
}

impl Overview {
    /// Keeps what is too much for memory in `folder`.
    pub(super) fn new(folder: &Path) -> Self {
        Self { period: Period::default(), ids: Sorter::new(folder) }
    }

    /// Adds a note.
    ///
    /// # Errors
    /// If its id cannot be kept.
    pub(super) fn add(&mut self, note: &Note) -> io::Result<()> {
        if let Some(date) = note.date {
            let Period { first, last } = &mut self.period;
            *first = Some(first.map_or(date, |first| first.min(date)));
            *last = Some(last.map_or(date, |last| last.max(date)));
        }
        self.ids.push(Key::of(&note.id))
    }

    /// The period, and what there is to warn of.
    ///
    /// # Errors
    /// If the ids cannot be read again.
    pub(super) fn finish(self) -> io::Result<(Period, Option<Warning>)> {
        let (mut last, mut again) = (None, 0);
        for id in self.ids.finish()? {
            let id = Some(id?);
            again += u64::from(id == last);
            last = id;
        }
        Ok((self.period, Warning::duplicate_ids(again)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::{Date, NoteId};

    #[test]
    fn ids_that_occurred_before_are_counted_and_the_period_is_from_first_to_last_day() {
        let folder = tempfile::tempdir().unwrap();
        let mut overview = Overview::new(folder.path());
        let day = |day| Some(Date::constant(2026, 3, day));
        for (id, date) in [("1", day(4)), ("2", None), ("1", day(2)), ("1", day(3))] {
            overview.add(&Note { id: NoteId::new(id), date, ..Note::default() }).unwrap();
        }
        let found = overview.finish().unwrap();
        let period = Period { first: day(2), last: day(4) };
        assert_eq!(found, (period, Some(Warning::DuplicateIds { rows: 2 })));
        assert_eq!(Overview::new(folder.path()).finish().unwrap(), (Period::default(), None));
    }
}
