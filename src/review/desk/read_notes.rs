//! The notes drawn as reviewers left them, and what they say of each together.

use std::cell::{OnceCell, Ref};
use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Row};

use super::super::agreement::Agreement;
use super::super::audited::Band;
use super::Desk;
use super::error::DeskError;
use super::frame::Sort;
use super::showing::known;
use super::steps::SETTLED;
use crate::lexicon::{Family, Status};

/// What each voice says of an item: whether it bears what is asked about, or that
/// this cannot be said.
type Heard = BTreeMap<String, Option<bool>>;

/// A note that was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ReadNote {
    pub(super) source: String,
    pub(super) row: u64,
    /// Numbered within the sample.
    pub(super) case: u64,
    pub(super) sort: Sort,
    /// The place in the audit of the finding asked about.
    finding: Option<u64>,
    /// Of the passage asked about; of a note without one nobody says anything.
    words: Heard,
    /// Of the rest of the note, or of all of it.
    rest: Heard,
}

/// What reviewers say together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Together {
    /// That it bears what is asked about, or does not.
    Said(bool),
    /// Different things.
    Disputed,
    /// Nothing yet, or that it cannot be said.
    Unsaid,
}

impl Together {
    fn of(said: impl Iterator<Item = Option<bool>>) -> Self {
        let said: BTreeSet<bool> = said.flatten().collect();
        match (said.contains(&true), said.contains(&false)) {
            (true, true) => Self::Disputed,
            (false, false) => Self::Unsaid,
            (bears, _) => Self::Said(bears),
        }
    }

    /// What they say, if it is one thing.
    pub(super) fn said(self) -> Option<bool> {
        match self {
            Self::Said(bears) => Some(bears),
            Self::Disputed | Self::Unsaid => None,
        }
    }
}

impl ReadNote {
    /// Whether the note bears what is asked about.
    pub(super) fn bears(&self) -> Together {
        let said = |heard: &Heard, voice: &str| heard.get(SETTLED).or_else(|| heard.get(voice)).copied().flatten();
        let whole = |voice: &str| self.whole(said(&self.words, voice), said(&self.rest, voice));
        Together::of(self.voices().into_iter().map(whole))
    }

    /// Whether the passage asked about does.
    pub(super) fn words_bear(&self) -> Together {
        match self.words.get(SETTLED) {
            Some(settled) => Together::of(std::iter::once(*settled)),
            None => Together::of(self.words.values().copied()),
        }
    }

    /// What each reviewer says of the note alone, by name.
    pub(super) fn each(&self) -> Vec<Option<bool>> {
        let said = |heard: &Heard, voice: &str| heard.get(voice).copied().flatten();
        let whole = |voice: &str| self.whole(said(&self.words, voice), said(&self.rest, voice));
        self.voices().into_iter().filter(|voice| *voice != SETTLED).map(whole).collect()
    }

    fn voices(&self) -> BTreeSet<&str> {
        self.words.keys().chain(self.rest.keys()).map(String::as_str).collect()
    }

    /// Of a note by its passage and its rest, as far as each was said: one that
    /// bears it is enough, and that none does needs both.
    fn whole(&self, words: Option<bool>, rest: Option<bool>) -> Option<bool> {
        let words = if self.sort.of.is_some() { words } else { Some(false) };
        match (words, rest) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        }
    }
}

/// A note with what all that was said of it comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) note: ReadNote,
    pub(super) bears: Together,
    pub(super) words_bear: Together,
}

/// Every note that was drawn, kept in memory beside the store: only what was said
/// since is read again, in whatever process it was said.
#[derive(Debug, Default)]
pub(super) struct ReadNotes {
    pub(super) notes: BTreeMap<u64, Told>,
    /// What the notes that two have read come to, once that was worked out.
    pub(super) agreement: OnceCell<Option<Agreement>>,
    /// The last item, and the last decision that is in it.
    item: u32,
    decision: u64,
}

impl ReadNotes {
    /// With what is said of a note now.
    fn tell(&mut self, number: u64, heard: &[Said]) {
        let Some(told) = self.notes.get_mut(&number) else { return };
        let note = &mut told.note;
        let was_read_twice = note.voices().len() > 1;
        (note.words, note.rest) = (Heard::new(), Heard::new());
        for (finding, voice, bears) in heard {
            note.finding = note.finding.or(finding.and_then(|id| id.checked_sub(1)));
            if finding.is_some() { &mut note.words } else { &mut note.rest }.insert(voice.clone(), *bears);
        }
        if was_read_twice || note.voices().len() > 1 {
            self.agreement = OnceCell::new();
        }
        (told.bears, told.words_bear) = (note.bears(), note.words_bear());
    }
}

/// What one voice says of one item: the finding that it asks about, if it is not
/// the rest of the note, and whether it bears what is asked about.
type Said = (Option<u64>, String, Option<bool>);

const SAID: &str = "SELECT item.note, iif(item.after IS NULL, item.finding, NULL), standing.voice, standing.bears \
                    FROM standing JOIN item ON item.id = standing.item";

impl Desk {
    /// Every note that was drawn, as it is now.
    pub(super) fn read_notes(&self) -> Result<Ref<'_, ReadNotes>, DeskError> {
        // One view of the store, whatever others write.
        let reading = self.store.unchecked_transaction()?;
        let last = "SELECT (SELECT coalesce(max(id), 0) FROM item), (SELECT coalesce(max(number), 0) FROM decision)";
        let (item, decision) = reading.prepare_cached(last)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut read = self.read.borrow_mut();
        if read.item != item {
            *read = ReadNotes { notes: drawn(&reading)?, item, ..ReadNotes::default() };
            let mut all: BTreeMap<u64, Vec<Said>> = BTreeMap::new();
            for said in reading.prepare_cached(SAID)?.query_map([], said)? {
                let (number, said) = said?;
                all.entry(number).or_default().push(said);
            }
            for (number, heard) in &all {
                read.tell(*number, heard);
            }
        } else if read.decision != decision {
            let mut of_note = reading.prepare_cached(&format!("{SAID} WHERE item.note = ?1"))?;
            for number in said_since(&reading, read.decision)? {
                let heard = of_note.query_map([number], said)?.map(|row| row.map(|(_, said)| said));
                read.tell(number, &heard.collect::<Result<Vec<_>, _>>()?);
            }
        }
        read.decision = decision;
        drop(read);
        Ok(self.read.borrow())
    }

    /// Of findings by their place in the audit, whether reviewers say that they are
    /// what is asked about.
    pub(super) fn said_of_findings(&self) -> Result<BTreeMap<u64, bool>, DeskError> {
        let said = |told: &Told| Some((told.note.finding?, told.words_bear.said()?));
        Ok(self.read_notes()?.notes.values().filter_map(said).collect())
    }

    /// How many notes of the audit there are of each sort.
    pub(super) fn sorts(&self) -> Result<BTreeMap<Sort, u64>, DeskError> {
        let mut query = self.store.prepare_cached("SELECT * FROM sort")?;
        let sorts = query.query_map([], |row| Ok((sort(row)?, row.get("notes")?)))?;
        Ok(sorts.collect::<Result<_, _>>()?)
    }
}

/// The notes drawn, as nobody has read them yet.
fn drawn(store: &Connection) -> Result<BTreeMap<u64, Told>, DeskError> {
    // Not their text, of which there is much.
    let mut query =
        store.prepare_cached("SELECT number, source, row, in_case, band, agency, family, status FROM note")?;
    let note = |row: &Row<'_>| {
        let note = ReadNote {
            source: row.get("source")?,
            row: row.get("row")?,
            case: row.get("in_case")?,
            sort: sort(row)?,
            finding: None,
            words: Heard::new(),
            rest: Heard::new(),
        };
        Ok((row.get("number")?, Told { note, bears: Together::Unsaid, words_bear: Together::Unsaid }))
    };
    let notes = query.query_map([], note)?.collect::<Result<_, _>>()?;
    Ok(notes)
}

fn said(row: &Row<'_>) -> rusqlite::Result<(u64, Said)> {
    Ok((row.get(0)?, (row.get(1)?, row.get(2)?, row.get(3)?)))
}

/// Notes of which something was said after a decision.
fn said_since(store: &Connection, decision: u64) -> Result<Vec<u64>, DeskError> {
    let since =
        "SELECT DISTINCT item.note FROM decision JOIN item ON item.id = decision.item WHERE decision.number > ?1";
    let numbers = store.prepare_cached(since)?.query_map([decision], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(numbers)
}

fn sort(row: &Row<'_>) -> rusqlite::Result<Sort> {
    let band = |id: &str| Band::ALL.into_iter().find(|band| band.id() == id);
    let family =
        known(row, "family", |id| if id.is_empty() { Some(None) } else { id.parse::<Family>().ok().map(Some) })?;
    let status =
        known(row, "status", |id| if id.is_empty() { Some(None) } else { id.parse::<Status>().ok().map(Some) })?;
    Ok(Sort { band: known(row, "band", band)?, agency: row.get("agency")?, of: family.zip(status) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const YES: Option<bool> = Some(true);
    const NO: Option<bool> = Some(false);

    fn note(words: &[(&str, Option<bool>)], rest: &[(&str, Option<bool>)]) -> ReadNote {
        let heard =
            |said: &[(&str, Option<bool>)]| said.iter().map(|(voice, bears)| ((*voice).to_owned(), *bears)).collect();
        let of = Some((Family::Minimising, Status::Counted));
        let sort = Sort { band: Band::FoundOne, agency: "East".to_owned(), of };
        ReadNote {
            source: "a.csv".to_owned(),
            row: 1,
            case: 0,
            sort,
            finding: Some(0),
            words: heard(words),
            rest: heard(rest),
        }
    }

    #[test]
    fn a_note_bears_what_is_asked_about_if_its_passage_or_its_rest_does() {
        for (words, rest, together) in [
            (vec![], vec![], Together::Unsaid),
            (vec![("a", YES)], vec![], Together::Said(true)),
            (vec![("a", NO)], vec![], Together::Unsaid),
            (vec![("a", NO)], vec![("a", NO)], Together::Said(false)),
            (vec![("a", NO)], vec![("a", YES)], Together::Said(true)),
            (vec![("a", None)], vec![("a", NO)], Together::Unsaid),
            (vec![("a", None)], vec![("a", YES)], Together::Said(true)),
            (vec![("a", YES), ("b", NO)], vec![("b", NO)], Together::Disputed),
            (vec![("a", YES), ("b", NO)], vec![("b", YES)], Together::Said(true)),
            (vec![("a", YES), ("b", None)], vec![], Together::Said(true)),
            (vec![("a", YES), ("b", NO), (SETTLED, YES)], vec![("b", NO)], Together::Said(true)),
            (vec![("a", YES), ("b", NO), (SETTLED, NO)], vec![("b", NO)], Together::Said(false)),
            (vec![("a", YES), ("b", NO), (SETTLED, NO)], vec![], Together::Unsaid),
        ] {
            assert_eq!(note(&words, &rest).bears(), together, "{words:?} {rest:?}");
        }
    }

    #[test]
    fn a_note_without_a_passage_bears_it_if_something_was_missed() {
        for (rest, together) in [
            (vec![("a", YES)], Together::Said(true)),
            (vec![("a", NO)], Together::Said(false)),
            (vec![("a", NO), ("b", YES)], Together::Disputed),
            (vec![("a", NO), ("b", YES), (SETTLED, YES)], Together::Said(true)),
        ] {
            let mut note = note(&[], &rest);
            note.sort.of = None;
            assert_eq!(note.bears(), together, "{rest:?}");
        }
    }

    #[test]
    fn what_each_says_alone_is_as_it_was_before_it_was_settled() {
        let note = note(&[("a", YES), ("b", NO), (SETTLED, YES)], &[("b", NO)]);
        assert_eq!(note.each(), [YES, NO]);
        assert_eq!(note.words_bear(), Together::Said(true));
    }
}
