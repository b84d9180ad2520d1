//! Where reviewers say different things of one item, and what they settle on. What
//! each said by itself stays as it is: agreement is of that.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::Row;

use super::Desk;
use super::decision::Decision;
use super::error::DeskError;
use super::item::{ItemId, Revision};
use super::reviewer::Reviewer;
use super::showing::{question, said};
use super::steps::{Decided, SETTLED, revision};

/// What a reviewer says of an item, as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Who.
    pub reviewer: Reviewer,
    /// What.
    pub decision: Decision,
}

/// An item of which reviewers say different things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// Which item.
    pub item: ItemId,
    /// What each says, by name.
    pub readings: Vec<Reading>,
    /// What was settled, and by whom it was written down.
    pub settled: Option<Reading>,
    /// How often something was settled: what [`Desk::adjudicate`] asks for.
    pub revision: Revision,
}

impl Desk {
    /// Every item of which reviewers say different things, settled or not, in the
    /// order of reading.
    ///
    /// # Errors
    /// If the review cannot be read.
    pub fn disagreements(&self) -> Result<Vec<Disagreement>, DeskError> {
        let mut query = self.store.prepare_cached(include_str!("readings.sql"))?;
        let read = |row: &Row<'_>| {
            Ok((ItemId(row.get("item")?), row.get::<_, String>("voice")?, row.get("reviewer")?, said(row)?))
        };
        let rows = query.query_map([], read)?.collect::<Result<Vec<_>, _>>()?;
        let mut items: BTreeMap<ItemId, (Vec<Reading>, Option<Reading>)> = BTreeMap::new();
        for (item, voice, reviewer, decision) in rows {
            let reading = decision.map(|decision| Reading { reviewer: Reviewer::known(reviewer), decision });
            let (readings, settled) = items.entry(item).or_default();
            if voice == SETTLED { *settled = reading } else { readings.extend(reading) }
        }
        let all = items.into_iter().map(|(item, (readings, settled))| self.disagreement(item, readings, settled));
        Ok(all.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    fn disagreement(
        &self,
        item: ItemId,
        readings: Vec<Reading>,
        settled: Option<Reading>,
    ) -> Result<Option<Disagreement>, DeskError> {
        let question = question(&self.store, item, self.kind)?;
        let mut answers = readings.iter().map(|reading| question.answer(&reading.decision));
        let first = answers.next();
        if first.is_none_or(|first| answers.all(|other| other == first)) {
            return Ok(None);
        }
        let revision = revision(&self.store, item, SETTLED)?;
        Ok(Some(Disagreement { item, readings, settled, revision }))
    }

    /// Writes down what was settled on, by whoever does; the figures go by it.
    ///
    /// # Errors
    /// As [`Desk::decide`].
    pub fn adjudicate(
        &mut self,
        item: ItemId,
        reviewer: &Reviewer,
        seen: Revision,
        decision: &Decision,
        at: Timestamp,
    ) -> Result<Decided, DeskError> {
        self.say(item, SETTLED, reviewer, seen, decision, at)
    }
}
