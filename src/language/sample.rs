//! Which notes about abuse are read: all of them while they are few, beyond that
//! a fixed part of those of the agencies that have most, so that neither memory
//! nor disk grows with the export. Which note is in the part is settled by its
//! own row and id.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::wording::{Wording, draw};
use crate::kept::{Keeper, Kept};
use crate::note::{Agency, Note};

/// So many words are read at most, of all agencies together: those of some
/// twenty thousand notes.
const MOST: usize = 1 << 21;

/// The notes so far.
#[derive(Debug)]
pub struct Sample {
    most: usize,
    /// Words of the notes that are held.
    held: usize,
    agencies: BTreeMap<Agency, Share>,
    notes: Keeper<Wording>,
}

/// What is read of an agency.
#[derive(Debug)]
struct Share {
    /// Notes drawn no later than this.
    until: u64,
    /// Where those that are held come, and how many words they have.
    draws: Vec<(u64, usize)>,
    read: Read,
}

/// How many notes about abuse an agency has, and how many of them were read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    /// Those that were read.
    pub read: u64,
    /// All of them.
    pub of: u64,
}

/// Which notes may be read: what it lets through [`Sample::add`] may still leave
/// out, and the other way round never.
#[derive(Debug)]
pub struct Bounds(BTreeMap<Agency, u64>);

impl Bounds {
    /// Whether the note may be read.
    pub fn may_take(&self, note: &Note) -> bool {
        self.0.get(&note.agency).is_none_or(|&until| draw(note) <= until)
    }
}

impl Sample {
    /// Keeps notes in this folder.
    pub fn new(folder: &Path) -> Self {
        Self { most: MOST, held: 0, agencies: BTreeMap::new(), notes: Keeper::new(folder) }
    }

    /// Which notes may be read, as far as is known by now.
    pub fn bounds(&self) -> Bounds {
        Bounds(self.agencies.iter().map(|(agency, share)| (agency.clone(), share.until)).collect())
    }

    /// Counts a note about abuse, and takes its wording, if it is read.
    ///
    /// # Errors
    /// If it cannot be kept.
    pub fn add(&mut self, note: &Note, wording: Option<Wording>) -> io::Result<()> {
        let new = || Share { until: u64::MAX, draws: Vec::new(), read: Read::default() };
        let share = self.agencies.entry(note.agency.clone()).or_insert_with(new);
        share.read.of += 1;
        let Some(wording) = wording.filter(|wording| wording.draw <= share.until) else { return Ok(()) };
        share.draws.push((wording.draw, wording.size()));
        self.held += wording.size();
        self.notes.push(wording)?;
        while self.held > self.most {
            self.give_up_half();
        }
        Ok(())
    }

    /// The agency that has most gives up about half; the first by name of two.
    fn give_up_half(&mut self) {
        let words = |draws: &[(u64, usize)]| draws.iter().map(|(_, words)| words).sum::<usize>();
        let largest = self.agencies.values_mut().rev().max_by_key(|share| words(&share.draws));
        let Some(Share { until, draws, .. }) = largest else { return };
        let before = words(draws);
        *until /= 2;
        draws.retain(|(draw, _)| draw <= until);
        self.held -= before - words(draws);
    }

    /// The notes that are read.
    ///
    /// # Errors
    /// If they cannot be kept.
    pub(super) fn finish(self) -> io::Result<Notes> {
        let agencies = self.agencies.into_iter().map(|(agency, share)| {
            let read = Read { read: share.draws.len() as u64, ..share.read };
            (agency, share.until, read)
        });
        Ok(Notes { agencies: agencies.collect(), kept: self.notes.finish()? })
    }
}

/// The notes that are read.
#[derive(Debug)]
pub(super) struct Notes {
    /// By name: how late its notes may be drawn, and how many there are.
    agencies: Vec<(Agency, u64, Read)>,
    kept: Kept<Wording>,
}

/// An agency, by its place among all.
pub(super) type AgencyAt = usize;

impl Notes {
    pub(super) fn agencies(&self) -> &[(Agency, u64, Read)] {
        &self.agencies
    }

    pub(super) fn read(&self) -> Vec<(Agency, Read)> {
        self.agencies.iter().map(|(agency, _, read)| (agency.clone(), *read)).collect()
    }

    /// Shows each note, in the order of the audit.
    pub(super) fn each(&self, mut show: impl FnMut(AgencyAt, &Wording)) -> io::Result<()> {
        for note in self.kept.rows() {
            let note = note?;
            let at = self.agencies.binary_search_by(|(agency, ..)| agency.cmp(&note.agency));
            if let Some(at) = at.ok().filter(|&at| note.draw <= self.agencies[at].1) {
                show(at, &note);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::NoteId;
    use crate::redact::Masked;

    fn sampled(most: usize, notes: &[(&str, u64)]) -> Vec<(Agency, Read)> {
        sampled_by(most, notes, 1)
    }

    /// The same where bounds are looked at once for so many notes.
    fn sampled_by(most: usize, notes: &[(&str, u64)], at_once: u64) -> Vec<(Agency, Read)> {
        let folder = tempfile::tempdir().unwrap();
        let mut sample = Sample { most, ..Sample::new(folder.path()) };
        let mut bounds = sample.bounds();
        for (agency, number) in notes {
            for row in 0..*number {
                let (id, agency) = (NoteId::new(&format!("N{row}")), Agency::new(agency));
                let note = Note { id, agency, row, ..Note::default() };
                if row % at_once == 0 {
                    bounds = sample.bounds();
                }
                let wording = bounds.may_take(&note).then(|| Wording::new(&note, Masked::default(), &[]));
                sample.add(&note, wording).unwrap();
                assert!(sample.held <= most);
            }
        }
        let notes = sample.finish().unwrap();
        let mut seen = 0;
        notes.each(|_, _| seen += 1).unwrap();
        let read = notes.read();
        assert_eq!(seen, read.iter().map(|(_, read)| read.read).sum::<u64>());
        read
    }

    fn read(read: u64, of: u64) -> Read {
        Read { read, of }
    }

    #[test]
    fn all_notes_are_read_while_they_are_few() {
        let found = sampled(100, &[("Police", 60), ("Health", 40)]);
        assert_eq!(found, [(Agency::new("Health"), read(40, 40)), (Agency::new("Police"), read(60, 60))]);
    }

    #[test]
    fn the_agency_with_most_notes_gives_up_some_and_the_others_none() {
        let found = sampled(400, &[("Health", 90), ("Police", 5000)]);
        assert_eq!(found[0].1, read(90, 90));
        let Read { read, of } = found[1].1;
        assert_eq!(of, 5000);
        assert!((130..=310).contains(&read), "{read}");
    }

    #[test]
    fn what_is_read_does_not_depend_on_when_bounds_were_looked_at() {
        let notes = [("Health", 90), ("Police", 5000), ("Schools", 700)];
        for at_once in [2, 64, 1024, 5000] {
            assert_eq!(sampled_by(400, &notes, at_once), sampled(400, &notes), "{at_once} at once");
        }
    }
}
