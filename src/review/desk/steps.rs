//! One step of a reviewer at a time: what comes next, a decision, taking it back.
//! A decision that was acknowledged is on disk.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior, params};

use super::Desk;
use super::decision::{self, Decision};
use super::error::DeskError;
use super::item::{Item, ItemId, Revision};
use super::reviewer::Reviewer;
use super::showing;
use crate::lexicon::Kind;

/// The voice in which disagreements are settled; no reviewer has this name.
pub(super) const SETTLED: &str = "";

/// A decision that is on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided {
    /// How often the reviewer has now said something of the item.
    pub revision: Revision,
    /// Whether it is what the audit says; `None` where that cannot be said.
    pub agrees: Option<bool>,
}

/// A row of decisions that is to be written.
pub(super) struct Said<'a> {
    pub(super) item: ItemId,
    pub(super) voice: &'a str,
    pub(super) reviewer: &'a Reviewer,
    pub(super) revision: Revision,
    /// The decision, or the revision of the one that is taken back.
    pub(super) what: Result<&'a Decision, Revision>,
    pub(super) at: Timestamp,
    pub(super) lexicon: &'a str,
}

impl Desk {
    /// What this reviewer is to read next; `None` if nothing is left.
    ///
    /// # Errors
    /// If the review cannot be read.
    pub fn next(&self, reviewer: &Reviewer) -> Result<Option<Item>, DeskError> {
        let mut query = self.store.prepare_cached(include_str!("next.sql"))?;
        let next: Option<u32> = query.query_row([reviewer.as_str()], |row| row.get(0)).optional()?;
        next.map(|id| self.item(ItemId(id), reviewer)).transpose()
    }

    /// Writes down what a reviewer decided of an item, also over an earlier
    /// decision. `seen` is the revision that the reviewer was shown.
    ///
    /// # Errors
    /// [`DeskError::Stale`] if the reviewer said something of it since, in which
    /// case nothing is changed; [`DeskError::NoAnswer`] if the decision does not
    /// answer what is asked, or names words that the note does not have.
    pub fn decide(
        &mut self,
        item: ItemId,
        reviewer: &Reviewer,
        seen: Revision,
        decision: &Decision,
        at: Timestamp,
    ) -> Result<Decided, DeskError> {
        self.say(item, reviewer.as_str(), reviewer, seen, decision, at)
    }

    /// The same in any voice.
    pub(super) fn say(
        &mut self,
        item: ItemId,
        voice: &str,
        reviewer: &Reviewer,
        seen: Revision,
        decision: &Decision,
        at: Timestamp,
    ) -> Result<Decided, DeskError> {
        let (kind, lexicon) = (self.kind, self.lexicon.clone());
        let saying = self.store.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let question = showing::question(&saying, item, kind)?;
        let answer = question.answer(decision).ok_or(DeskError::NoAnswer(item))?;
        let now = revision(&saying, item, voice)?;
        if now != seen {
            return Err(DeskError::Stale { item, now });
        }
        let said = Said { item, voice, reviewer, revision: now.next(), what: Ok(decision), at, lexicon: &lexicon };
        said.write(&saying)?;
        stand(&saying, item, voice, kind)?;
        saying.commit()?;
        Ok(Decided { revision: now.next(), agrees: question.label.and_then(|label| answer.agrees(&label)) })
    }

    /// Takes back what a reviewer decided last, and says of which item; what was
    /// decided of it before stands again. Can be done until nothing is left.
    ///
    /// # Errors
    /// [`DeskError::NothingToUndo`].
    pub fn undo(&mut self, reviewer: &Reviewer, at: Timestamp) -> Result<ItemId, DeskError> {
        let (kind, lexicon, voice) = (self.kind, self.lexicon.clone(), reviewer.as_str());
        let undoing = self.store.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let last = undoing
            .query_row(include_str!("last.sql"), [voice], |row| Ok((ItemId(row.get(0)?), Revision(row.get(1)?))))
            .optional()?;
        let (item, taken) = last.ok_or(DeskError::NothingToUndo)?;
        let now = revision(&undoing, item, voice)?;
        let said = Said { item, voice, reviewer, revision: now.next(), what: Err(taken), at, lexicon: &lexicon };
        said.write(&undoing)?;
        stand(&undoing, item, voice, kind)?;
        undoing.commit()?;
        Ok(item)
    }

    /// Keeps what a reviewer notes of an item for nobody else; nothing removes it.
    ///
    /// # Errors
    /// If there is no such item, or it cannot be kept.
    pub fn note(&mut self, item: ItemId, reviewer: &Reviewer, text: &str) -> Result<(), DeskError> {
        showing::question(&self.store, item, self.kind)?;
        let text = text.trim();
        if text.is_empty() {
            let mut remove = self.store.prepare_cached("DELETE FROM own_note WHERE item = ?1 AND reviewer = ?2")?;
            remove.execute(params![item.0, reviewer.as_str()])?;
        } else {
            let mut keep = self.store.prepare_cached("INSERT OR REPLACE INTO own_note VALUES (?1, ?2, ?3)")?;
            keep.execute(params![item.0, reviewer.as_str(), text])?;
        }
        Ok(())
    }
}

impl Said<'_> {
    pub(super) fn write(&self, to: &Transaction<'_>) -> Result<(), DeskError> {
        let said = self.what.ok();
        let (indicator, status, missed) = match said {
            Some(Decision::OtherIndicator(indicator)) => (Some(indicator.id()), None, None),
            Some(Decision::OtherStatus(status)) => (None, Some(status.id()), None),
            Some(Decision::Missed(missed)) => (None, None, Some(decision::written(missed))),
            _ => (None, None, None),
        };
        let mut insert = to.prepare_cached(include_str!("say.sql"))?;
        insert.execute(params![
            self.item.0,
            self.voice,
            self.revision.0,
            self.reviewer.as_str(),
            self.what.err().map(|taken| taken.0),
            said.map(Decision::id),
            indicator,
            status,
            missed,
            self.at.as_millisecond(),
            self.lexicon,
        ])?;
        Ok(())
    }
}

/// How often a voice has said something of an item.
pub(super) fn revision(store: &Connection, item: ItemId, voice: &str) -> Result<Revision, DeskError> {
    let mut query =
        store.prepare_cached("SELECT coalesce(max(revision), 0) FROM decision WHERE item = ?1 AND voice = ?2")?;
    Ok(Revision(query.query_row(params![item.0, voice], |row| row.get(0))?))
}

/// Brings what stands up to what was said, and what is to be read to what stands.
pub(super) fn stand(store: &Connection, item: ItemId, voice: &str, kind: Kind) -> Result<(), DeskError> {
    let mut query = store.prepare_cached(include_str!("stands.sql"))?;
    let stands: Option<u64> = query.query_row(params![item.0, voice], |row| row.get(0)).optional()?;
    match stands {
        None => {
            let mut remove = store.prepare_cached("DELETE FROM standing WHERE item = ?1 AND voice = ?2")?;
            remove.execute(params![item.0, voice])?;
        }
        Some(number) => {
            let question = showing::question(store, item, kind)?;
            let decision = showing::decision(store, number)?;
            let bears = decision.and_then(|decision| question.answer(&decision)).and_then(|answer| answer.bears(kind));
            let mut replace = store.prepare_cached("INSERT OR REPLACE INTO standing VALUES (?1, ?2, ?3, ?4)")?;
            replace.execute(params![item.0, voice, number, bears])?;
        }
    }
    let reads = "(SELECT count(*) FROM standing WHERE item = ?1 AND voice <> '')";
    store.prepare_cached(&format!("UPDATE item SET reads = {reads} WHERE id = ?1"))?.execute([item.0])?;
    let due = "EXISTS (SELECT 1 FROM standing WHERE item = ?1 AND coalesce(bears, 0) = 0)";
    store.prepare_cached(&format!("UPDATE item SET due = {due} WHERE after = ?1"))?.execute([item.0])?;
    Ok(())
}
