//! From notes read again to all notes: how right the audit is, and what the
//! shares are once its errors are allowed for. Each note read again stands for
//! as many as its band has; the sample is never added up as it is.

use std::collections::BTreeMap;
use std::path::Path;

use super::ReviewError;
use super::agreement::Agreement;
use super::audited::{Band, notes};
use super::reading::{Reviewed, Verdict};
use crate::lexicon::Kind;
pub use crate::measure::FEWEST_READ;
use crate::measure::{AuditAccuracy, Proportion, ReadOf, ReviewSample, Said, Stratum};
use crate::note::Agency;

/// What a review says about an audit.
#[derive(Clone, Debug, PartialEq)]
pub struct Reliability {
    /// What was asked about.
    pub kind: Kind,
    /// Notes in the file without a verdict.
    pub undecided: u64,
    /// Notes of the audit that are left out: all of it was counted in an earlier
    /// note.
    pub repeated: u64,
    /// All agencies together.
    pub all: Figures,
    /// Agency by agency.
    pub agencies: Vec<OfAgency>,
    /// Two reviewers, where there are two.
    pub agreement: Option<Agreement>,
}

/// What a review says about an agency.
#[derive(Clone, Debug, PartialEq)]
pub struct OfAgency {
    /// Which.
    pub agency: String,
    /// Its figures.
    pub figures: Figures,
}

/// Notes, those that were read again, and what follows.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// Band by band.
    pub bands: BTreeMap<Band, BandCount>,
    /// How right the audit is, or why that is not said.
    pub accuracy: Result<AuditAccuracy, NotSaid>,
}

/// The notes of a band.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BandCount {
    /// All of them.
    pub notes: u64,
    /// Those read again.
    pub read: u64,
    /// Of these, those that bear it.
    pub bearing: u64,
}

/// Why nothing is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSaid {
    /// Only so many notes were read again.
    TooFewRead(u64),
    /// Of a band none was, so that nothing stands for its notes.
    NoneReadOf(Band),
}

impl Reliability {
    /// Holds what reviewers said beside the audit that they read a sample of.
    ///
    /// # Errors
    /// If the audit cannot be read, or has no such note.
    pub fn new(audit: &Path, reviewed: (&Path, &Reviewed), second: Option<&Reviewed>) -> Result<Self, ReviewError> {
        let (path, reviewed) = reviewed;
        let kind = reviewed.kind;
        let mut agencies: BTreeMap<String, BTreeMap<Band, BandCount>> = BTreeMap::new();
        let (mut left, mut cases, mut repeated) = (reviewed.verdicts.clone(), BTreeMap::new(), 0);
        for note in notes(audit)? {
            let note = note?;
            let place = (note.source.clone(), note.row);
            let verdict = left.remove(&place);
            if verdict.is_some() {
                cases.insert(place, note.case_id.clone());
            }
            match note.band(kind) {
                None => repeated += 1,
                Some(band) => agencies.entry(note.agency).or_default().entry(band).or_default().add(verdict),
            }
        }
        if let Some((source_name, row)) = left.into_keys().next() {
            return Err(ReviewError::NotInAudit { path: path.to_owned(), source_name, row });
        }
        let agreement = second.and_then(|second| Agreement::new(reviewed, second, &cases));
        Ok(Self { repeated, ..Self::of(kind, agencies, reviewed.undecided, agreement) })
    }

    /// The same as a check of verdicts needs it.
    pub fn review_sample(&self) -> ReviewSample {
        let read_of = |(band, &BandCount { notes, read, bearing }): (&Band, &BandCount)| {
            (band.id(), ReadOf { said: band.said(), notes, read, bearing })
        };
        let of_agency = |one: &OfAgency| (Agency::new(&one.agency), one.figures.bands.iter().map(read_of).collect());
        ReviewSample { kind: self.kind, agencies: self.agencies.iter().map(of_agency).collect() }
    }

    /// From the notes of each agency, band by band.
    pub(super) fn of(
        kind: Kind,
        agencies: BTreeMap<String, BTreeMap<Band, BandCount>>,
        undecided: u64,
        agreement: Option<Agreement>,
    ) -> Self {
        let mut all: BTreeMap<Band, BandCount> = BTreeMap::new();
        for (&band, count) in agencies.values().flatten() {
            all.entry(band).or_default().merge(*count);
        }
        let of_agency = |(agency, bands)| OfAgency { agency, figures: Figures::new(bands, FEWEST_READ) };
        Self {
            kind,
            undecided,
            repeated: 0,
            all: Figures::new(all, 1),
            agencies: agencies.into_iter().map(of_agency).collect(),
            agreement,
        }
    }
}

impl BandCount {
    fn add(&mut self, verdict: Option<Verdict>) {
        self.notes += 1;
        self.read += u64::from(verdict.is_some());
        self.bearing += u64::from(verdict == Some(Verdict::Yes));
    }

    fn merge(&mut self, other: Self) {
        self.notes += other.notes;
        self.read += other.read;
        self.bearing += other.bearing;
    }
}

impl Figures {
    fn new(bands: BTreeMap<Band, BandCount>, fewest: u64) -> Self {
        let accuracy = accuracy(&bands, fewest);
        Self { bands, accuracy }
    }

    /// Notes in which the audit found it, of all.
    pub fn found(&self) -> Option<Proportion> {
        let sum = |counts: &mut dyn Iterator<Item = &BandCount>| counts.map(|count| count.notes).sum();
        let mut found = self.bands.iter().filter(|(band, _)| band.said() == Said::Found).map(|(_, count)| count);
        Proportion::new(sum(&mut found), sum(&mut self.bands.values()))
    }

    /// Notes read again.
    pub fn read(&self) -> u64 {
        self.bands.values().map(|count| count.read).sum()
    }
}

fn accuracy(bands: &BTreeMap<Band, BandCount>, fewest: u64) -> Result<AuditAccuracy, NotSaid> {
    let read = bands.values().map(|count| count.read).sum();
    if read < fewest {
        return Err(NotSaid::TooFewRead(read));
    }
    let stratum = |(&band, count): (&Band, &BandCount)| {
        let read = Proportion::new(count.bearing, count.read);
        read.and_then(|read| Stratum::new(band.said(), count.notes, read)).ok_or(NotSaid::NoneReadOf(band))
    };
    Ok(AuditAccuracy::new(&bands.iter().map(stratum).collect::<Result<Vec<_>, _>>()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bands(counts: &[(Band, u64, u64, u64)]) -> BTreeMap<Band, BandCount> {
        counts.iter().map(|&(band, notes, read, bearing)| (band, BandCount { notes, read, bearing })).collect()
    }

    #[test]
    fn each_note_read_again_stands_for_its_band() {
        // The worked example of the reference values: pooled, recall would be 0.90.
        let figures = Figures::new(
            bands(&[
                (Band::FoundSeveral, 220, 60, 57),
                (Band::FoundOne, 140, 60, 38),
                (Band::AboutAbuse, 900, 120, 9),
                (Band::Other, 7740, 200, 1),
            ]),
            FEWEST_READ,
        );
        let recall = figures.accuracy.unwrap().recall.unwrap();
        assert!((recall.value.get() - 0.737_042).abs() < 1e-6);
        assert_eq!(figures.bands.len(), 4);
    }

    #[test]
    fn nothing_is_said_on_few_notes_or_where_nothing_stands_for_a_band() {
        for (counts, fewest, why) in [
            (vec![(Band::FoundOne, 40, 20, 18), (Band::Other, 900, 9, 0)], 30, NotSaid::TooFewRead(29)),
            (vec![(Band::FoundOne, 40, 40, 18), (Band::Other, 900, 0, 0)], 30, NotSaid::NoneReadOf(Band::Other)),
            (vec![], 1, NotSaid::TooFewRead(0)),
        ] {
            assert_eq!(Figures::new(bands(&counts), fewest).accuracy, Err(why));
        }
    }
}
