//! What is shown of an item, and to whom: in a blind review nothing that the audit
//! says of a note until the reviewer has decided what is asked of it.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::Desk;
use super::decision::{Answer, Decision, Missed, read};
use super::error::DeskError;
use super::item::{Asked, FindingId, Item, ItemId, Label, Mark, Origin};
use super::reviewer::Reviewer;
use super::steps::revision;
use crate::lexicon::{EntryId, Kind};
use crate::note::Span;

/// What an item asks, whoever reads it.
pub(super) struct Question {
    pub(super) asked: Asked,
    /// What the audit says of the words asked about.
    pub(super) label: Option<Label>,
    pub(super) text: String,
    note: u64,
    origin: Origin,
    readers: u32,
}

impl Question {
    /// What a decision says; `None` if that is no answer.
    pub(super) fn answer(&self, decision: &Decision) -> Option<Answer> {
        if let Decision::Missed(missed) = decision {
            let all = Span::new(0, self.text.chars().count());
            let are_words = |one: &Missed| !one.span.is_empty() && all.contains(one.span);
            if missed.is_empty() || !missed.iter().all(are_words) {
                return None;
            }
        }
        decision.answer(self.asked)
    }
}

impl Desk {
    /// An item as it is for a reviewer.
    ///
    /// # Errors
    /// [`DeskError::NoItem`] if there is none with this number.
    pub fn item(&self, id: ItemId, reviewer: &Reviewer) -> Result<Item, DeskError> {
        let Question { asked, label, text, note, origin, readers } = question(&self.store, id, self.kind)?;
        let stands = "SELECT number FROM standing WHERE item = ?1 AND voice = ?2";
        let stands: Option<u64> = self.one(stands, id, reviewer)?;
        let decision = stands.map(|number| decision(&self.store, number)).transpose()?.flatten();
        let is_shown = decision.is_some() || !self.is_blind;
        Ok(Item {
            id,
            asked,
            text,
            origin,
            label: label.filter(|_| is_shown),
            marks: if is_shown { marks(&self.store, note)? } else { Vec::new() },
            decision,
            own_note: self.one("SELECT text FROM own_note WHERE item = ?1 AND reviewer = ?2", id, reviewer)?,
            revision: revision(&self.store, id, reviewer.as_str())?,
            is_read_twice: readers > 1,
        })
    }

    fn one<T: rusqlite::types::FromSql>(
        &self,
        query: &str,
        item: ItemId,
        reviewer: &Reviewer,
    ) -> Result<Option<T>, DeskError> {
        let mut query = self.store.prepare_cached(query)?;
        Ok(query.query_row(params![item.0, reviewer.as_str()], |row| row.get(0)).optional()?)
    }
}

/// What an item asks.
///
/// # Errors
/// [`DeskError::NoItem`].
pub(super) fn question(store: &Connection, id: ItemId, kind: Kind) -> Result<Question, DeskError> {
    let mut query = store.prepare_cached(include_str!("question.sql"))?;
    let read = |row: &Row<'_>| {
        let label = row.get::<_, Option<u64>>("finding")?.map(|_| label(row)).transpose()?;
        let span =
            Span::new(row.get::<_, Option<_>>("start")?.unwrap_or(0), row.get::<_, Option<_>>("end")?.unwrap_or(0));
        let is_rest = row.get::<_, Option<u32>>("follows")?.is_some();
        let asked = match &label {
            Some(_) if is_rest => Asked::Rest { span, kind },
            Some(label) => Asked::Words { span, indicator: label.indicator },
            None => Asked::Note { kind },
        };
        Ok(Question {
            asked,
            label: label.filter(|_| !is_rest),
            text: row.get("text")?,
            note: row.get("number")?,
            origin: origin(row)?,
            readers: row.get("readers")?,
        })
    };
    query.query_row([id.0], read).optional()?.ok_or(DeskError::NoItem(id))
}

/// All that the audit found in a note that was drawn.
fn marks(store: &Connection, note: u64) -> Result<Vec<Mark>, DeskError> {
    let mut query = store.prepare_cached(include_str!("marks.sql"))?;
    let mark = |row: &Row<'_>| {
        Ok(Mark { span: Span::new(row.get("marked_from")?, row.get("marked_to")?), label: label(row)? })
    };
    let marks = query.query_map([note], mark)?.collect::<Result<_, _>>()?;
    Ok(marks)
}

/// What the audit says of a finding, from the columns of its table.
pub(super) fn label(row: &Row<'_>) -> rusqlite::Result<Label> {
    Ok(Label {
        finding: FindingId(row.get("finding")?),
        indicator: parsed(row, "indicator")?,
        status: parsed(row, "status")?,
        entry: known(row, "entry", EntryId::new)?,
        phrase: row.get("phrase")?,
        cue: row.get("cue")?,
        is_repeat: row.get("is_repeat")?,
    })
}

/// Where a note is from, from the columns of its table.
pub(super) fn origin(row: &Row<'_>) -> rusqlite::Result<Origin> {
    Ok(Origin {
        agency: row.get("agency")?,
        date: row.get("date")?,
        note_type: row.get("note_type")?,
        note_id: row.get("note_id")?,
        source: row.get("source")?,
        row: row.get("row")?,
    })
}

/// A decision that was written down; `None` where one was taken back.
pub(super) fn decision(store: &Connection, number: u64) -> Result<Option<Decision>, DeskError> {
    let mut query =
        store.prepare_cached("SELECT decision, indicator, status, missed FROM decision WHERE number = ?1")?;
    Ok(query.query_row([number], said)?)
}

/// The same, from the columns of its table.
pub(super) fn said(row: &Row<'_>) -> rusqlite::Result<Option<Decision>> {
    let Some(id) = row.get::<_, Option<String>>("decision")? else { return Ok(None) };
    Ok(Some(match id.as_str() {
        "confirm" => Decision::Confirm,
        "not this" => Decision::NotThis,
        "other status" => Decision::OtherStatus(parsed(row, "status")?),
        "other indicator" => Decision::OtherIndicator(parsed(row, "indicator")?),
        "missed" => Decision::Missed(known(row, "missed", |missed| read(missed).ok())?),
        "nothing missed" => Decision::NothingMissed,
        _ => Decision::Unsure,
    }))
}

pub(super) fn parsed<T: std::str::FromStr>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    known(row, column, |text| text.parse().ok())
}

/// What a column holds, if it is something that this version writes.
pub(super) fn known<T>(row: &Row<'_>, column: &str, read: impl FnOnce(&str) -> Option<T>) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    read(&text).ok_or_else(|| rusqlite::Error::InvalidColumnName(format!("{column}: {text}")))
}
