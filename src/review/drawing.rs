//! Draws notes to be read again: by chance from each band, so that few notes
//! stand for very many where nothing was found. The same seed draws the same
//! notes from the same audit.

use std::collections::{BTreeMap, BinaryHeap};
use std::fs::File;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::ReviewError;
use super::audited::{Band, NoteLine, notes};
use crate::lexicon::Kind;
use crate::measure::Said;
use crate::report::owners_only;

/// How many notes are drawn, and what about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// What reviewers are asked about.
    pub kind: Kind,
    /// Notes in which the audit found it.
    pub flagged: usize,
    /// Notes in which it did not.
    pub unflagged: usize,
    /// Any number.
    pub seed: u64,
}

/// What was drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sampled {
    /// The notes, shuffled.
    pub notes: Vec<NoteLine>,
    /// Band by band, how many notes there are, and how many were drawn.
    pub bands: BTreeMap<Band, (u64, u64)>,
    /// Notes left out because all of it was counted in an earlier note.
    pub repeated: u64,
}

/// Draws from an audit.
///
/// # Errors
/// If the folder has no `notes.csv` that can be read.
pub fn draw(audit: &Path, drawing: Drawing) -> Result<Sampled, ReviewError> {
    let mut bands: BTreeMap<Band, (u64, Lowest)> = BTreeMap::new();
    let mut repeated = 0;
    for note in notes(audit)? {
        let note = note?;
        let Some(band) = note.band(drawing.kind) else {
            repeated += 1;
            continue;
        };
        let (population, lowest) = bands.entry(band).or_default();
        *population += 1;
        lowest.add(chance(b"drawn", drawing.seed, &note), note, drawing.most(band));
    }
    let mut sampled = Sampled { repeated, ..Sampled::default() };
    for said in [Said::Found, Said::NotFound] {
        let of_said: Vec<(Band, u64)> = bands
            .iter()
            .filter(|(band, _)| band.said() == said)
            .map(|(band, (population, _))| (*band, *population))
            .collect();
        for (band, drawn) in shares(&of_said, drawing.wanted(said) as u64) {
            let Some((population, lowest)) = bands.remove(&band) else { continue };
            sampled.bands.insert(band, (population, drawn));
            sampled.notes.extend(lowest.notes().take(usize::try_from(drawn).unwrap_or(usize::MAX)));
        }
    }
    sampled.notes.sort_by_cached_key(|note| chance(b"order", drawing.seed, note));
    Ok(sampled)
}

impl Drawing {
    fn wanted(self, said: Said) -> usize {
        match said {
            Said::Found => self.flagged,
            Said::NotFound => self.unflagged,
        }
    }

    /// No more are drawn from one band than from all of which the audit says
    /// the same.
    fn most(self, band: Band) -> usize {
        self.wanted(band.said())
    }
}

impl Sampled {
    /// Writes a new file for reviewers, which says nothing of what was found: a
    /// line for each note, with a column to fill in.
    ///
    /// # Errors
    /// If the file is there, or cannot be written.
    pub fn write(&self, kind: Kind, path: &Path) -> Result<(), ReviewError> {
        let cannot = |error| ReviewError::CannotWrite { path: path.to_owned(), error };
        let file = owners_only().create_new(true).open(path).map_err(cannot)?;
        self.lines(kind, file).map_err(|error| cannot(io::Error::other(error)))
    }

    fn lines(&self, kind: Kind, file: File) -> Result<(), csv::Error> {
        let mut out = csv::Writer::from_writer(file);
        out.write_record(["item", "note_id", "agency", "date", "note_type", "source", "row", kind.id(), "comment"])?;
        for (note, item) in self.notes.iter().zip(1..) {
            let (item, row) = (format!("{item}"), note.row.to_string());
            let NoteLine { note_id, agency, date, note_type, source, .. } = note;
            out.write_record([&*item, note_id, agency, date, note_type, source, &*row, "", ""])?;
        }
        Ok(out.flush()?)
    }
}

/// The same number from each band; what a small one has too few of is drawn
/// from the others.
pub(super) fn shares(bands: &[(Band, u64)], wanted: u64) -> Vec<(Band, u64)> {
    let mut by_size = bands.to_vec();
    by_size.sort_by_key(|&(band, population)| (population, band));
    let (mut left, mut bands_left) = (wanted, by_size.len() as u64);
    let share = |(band, population): (Band, u64)| {
        let drawn = population.min(left.div_ceil(bands_left));
        left -= drawn;
        bands_left -= 1;
        (band, drawn)
    };
    by_size.into_iter().map(share).collect()
}

/// The notes whose chance is lowest, so many at most.
#[derive(Debug, Default)]
struct Lowest(BinaryHeap<(u64, Ordered)>);

/// A note in an order that does not matter but is always the same.
#[derive(Debug, PartialEq, Eq)]
struct Ordered(NoteLine);

impl PartialOrd for Ordered {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ordered {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (&self.0.source, self.0.row).cmp(&(&other.0.source, other.0.row))
    }
}

impl Lowest {
    fn add(&mut self, chance: u64, note: NoteLine, most: usize) {
        self.0.push((chance, Ordered(note)));
        if self.0.len() > most {
            self.0.pop();
        }
    }

    fn notes(self) -> impl Iterator<Item = NoteLine> {
        self.0.into_sorted_vec().into_iter().map(|(_, Ordered(note))| note)
    }
}

/// A number that is as good as chance and always the same for a note.
fn chance(what_for: &[u8], seed: u64, note: &NoteLine) -> u64 {
    chance_of(what_for, seed, &[&note.row.to_le_bytes(), note.source.as_bytes()])
}

/// The same for anything that these bytes tell from the others.
pub(super) fn chance_of(what_for: &[u8], seed: u64, thing: &[&[u8]]) -> u64 {
    let digest = Sha256::new().chain_update(what_for).chain_update(seed.to_le_bytes());
    let digest = thing.iter().fold(digest, Digest::chain_update).finalize();
    digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_band_gives_the_same_number_and_a_small_one_all_it_has() {
        let bands = [(Band::Pointed, 12), (Band::AboutAbuse, 900), (Band::Other, 90_000)];
        for (wanted, drawn) in [(240, [12, 114, 114]), (9, [3, 3, 3]), (0, [0, 0, 0]), (1, [1, 0, 0])] {
            let found: Vec<u64> = shares(&bands, wanted).into_iter().map(|(_, drawn)| drawn).collect();
            assert_eq!(found, drawn, "{wanted}");
        }
        assert_eq!(
            shares(&[(Band::FoundOne, 5), (Band::FoundSeveral, 2)], 100),
            [(Band::FoundSeveral, 2), (Band::FoundOne, 5)]
        );
    }
}
