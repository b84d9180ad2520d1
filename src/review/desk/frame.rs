//! What a sample is drawn from: every note of an audit once, with its band and,
//! where the audit lists passages in it, one of them drawn by chance. So each
//! note stands for itself, however many passages it has.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::super::audited::{Band, Seen};
use super::super::drawing::chance_of;
use super::error::DeskError;
use crate::kept::{Sorted, Sorter};
use crate::lexicon::{Family, Kind, Status};
use crate::report::{FindingRow, Ledger, NoteRow};

/// Notes of an agency that are alike: in one band, and if it is one with
/// passages, of the family and status of the passage drawn.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Sort {
    pub(super) band: Band,
    pub(super) agency: String,
    pub(super) of: Option<(Family, Status)>,
}

/// A note that may be drawn.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Unit {
    pub(super) sort: Sort,
    /// By chance, so that notes of one sort are in no order.
    pub(super) chance: u64,
    /// The number of the note in the audit.
    pub(super) number: u64,
    /// The passage drawn, as the place of its finding in the audit from 0.
    pub(super) finding: Option<u64>,
}

/// How many notes of an audit there are of each sort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    pub(super) kind: Kind,
    pub(super) sorts: BTreeMap<Sort, u64>,
    /// Words of the notes of each band.
    pub(super) words: BTreeMap<Band, u64>,
    /// Notes that are in no band: all of them was counted in an earlier note.
    pub(super) repeated: u64,
}

impl Frame {
    /// The frame of an audit, for what reviewers are asked about.
    ///
    /// # Errors
    /// If the audit has no ledger that this version can read.
    pub fn read(audit: &Path, kind: Kind) -> Result<Self, DeskError> {
        let ledger = Ledger::read(audit, audit)?;
        let mut frame = Self::new(kind);
        units(&ledger, kind, 0, |unit, words| {
            frame.add(unit.as_ref(), words);
            Ok(())
        })?;
        Ok(frame)
    }

    fn new(kind: Kind) -> Self {
        Self { kind, sorts: BTreeMap::new(), words: BTreeMap::new(), repeated: 0 }
    }

    fn add(&mut self, unit: Option<&Unit>, words: u64) {
        match unit {
            Some(unit) => {
                *self.sorts.entry(unit.sort.clone()).or_default() += 1;
                *self.words.entry(unit.sort.band).or_default() += words;
            }
            None => self.repeated += 1,
        }
    }

    /// The frame, and its notes sort by sort. What is too much for memory is kept
    /// in `folder`.
    pub(super) fn with_units(
        ledger: &Ledger,
        kind: Kind,
        seed: u64,
        folder: &Path,
    ) -> io::Result<(Self, Sorted<Unit>)> {
        let (mut frame, mut sorter) = (Self::new(kind), Sorter::new(folder));
        units(ledger, kind, seed, |unit, words| {
            frame.add(unit.as_ref(), words);
            unit.map_or(Ok(()), |unit| sorter.push(unit))
        })?;
        Ok((frame, sorter.finish()?))
    }

    /// What is left without notes of these sorts.
    pub(super) fn without<'s>(mut self, drawn: impl Iterator<Item = &'s Sort>) -> Self {
        for sort in drawn {
            if let Some(notes) = self.sorts.get_mut(sort) {
                *notes = notes.saturating_sub(1);
            }
        }
        self.sorts.retain(|_, notes| *notes > 0);
        self
    }

    /// How many notes each band has.
    pub fn bands(&self) -> BTreeMap<Band, u64> {
        let mut bands = BTreeMap::new();
        for (sort, notes) in &self.sorts {
            *bands.entry(sort.band).or_default() += notes;
        }
        bands
    }

    /// Notes that are left out: all of them was counted in an earlier note of the
    /// case.
    pub fn repeated(&self) -> u64 {
        self.repeated
    }
}

/// Every note of an audit in its order, with its words; `None` for one that is in
/// no band.
fn units(
    ledger: &Ledger,
    kind: Kind,
    seed: u64,
    mut each: impl FnMut(Option<Unit>, u64) -> io::Result<()>,
) -> io::Result<()> {
    let mut findings = ledger.findings.rows().zip(0_u64..).peekable();
    for note in ledger.notes.rows() {
        let note = note?;
        let mut own = Vec::new();
        let is_own = |(row, _): &(io::Result<_>, u64)| {
            row.as_ref().map_or(true, |row: &std::borrow::Cow<'_, FindingRow>| row.note.number <= note.note.number)
        };
        while let Some((row, place)) = findings.next_if(is_own) {
            own.push((row?, place));
        }
        let own: Vec<(&FindingRow, u64)> = own.iter().map(|(row, place)| (&**row, *place)).collect();
        each(unit(&note, &own, kind, seed), note.words)?;
    }
    Ok(())
}

fn unit(note: &NoteRow, own: &[(&FindingRow, u64)], kind: Kind, seed: u64) -> Option<Unit> {
    let of_kind = own.iter().filter(|(row, _)| row.finding.indicator.kind() == kind && row.repeat_of.is_none());
    let (found, listed): (Vec<_>, Vec<_>) = of_kind.partition(|(row, _)| row.counts());
    let band = Seen {
        found: found.len() as u64,
        listed: listed.len() as u64,
        repeats: note.repeats,
        passages: note.passages,
        about_abuse: note.about_abuse,
    }
    .band()?;
    let number = note.note.number;
    let by_chance = |(_, place): &&(&FindingRow, u64)| chance_of(b"passage", seed, &[&place.to_le_bytes()]);
    let drawn = if found.is_empty() { listed } else { found }.into_iter().min_by_key(by_chance);
    let of = drawn.map(|(row, _)| (row.finding.indicator.family(), row.finding.status));
    Some(Unit {
        sort: Sort { band, agency: note.note.agency.to_string(), of },
        chance: chance_of(b"unit", seed, &[&number.to_le_bytes()]),
        number,
        finding: drawn.map(|(_, place)| *place),
    })
}
