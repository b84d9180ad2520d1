//! Errors of reading as a check of verdicts: what people found who read notes of
//! the audit again, agency by agency. Each agency is corrected by its own notes
//! and those beside it by theirs, since how often an audit errs may differ.

use std::collections::BTreeMap;

use super::accuracy::{AuditAccuracy, Said, Stratum};
use super::share::{Proportion, Share};
use crate::lexicon::Kind;
use crate::note::Agency;

/// With fewer notes read again nothing is said of an agency.
pub const FEWEST_READ: u64 = 30;

/// Notes of which the audit says about the same, and what was read of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadOf {
    /// What the audit says.
    pub said: Said,
    /// All of them.
    pub notes: u64,
    /// Those read again.
    pub read: u64,
    /// Of these, those that bear what was looked for.
    pub bearing: u64,
}

/// What was read again of each agency, by bands with names; a band has one name
/// in all agencies, and its notes were drawn as by chance from all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewSample {
    /// What readers were asked about.
    pub kind: Kind,
    /// Agency by agency, band by band.
    pub agencies: BTreeMap<Agency, BTreeMap<&'static str, ReadOf>>,
}

/// The shares of two sides once errors of reading are allowed for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Corrected {
    /// Of the agency.
    pub own: Share,
    /// Of those that it is held beside.
    pub others: Share,
}

impl ReviewSample {
    /// The shares of an agency and of those `beside` it; `None` where fewer than
    /// [`FEWEST_READ`] notes of either were read, or none of a band that has notes.
    pub(super) fn corrected(&self, agency: &Agency, beside: impl Fn(&Agency) -> bool) -> Option<Corrected> {
        let others = self.agencies.iter().filter(|(other, _)| *other != agency && beside(other));
        Some(Corrected {
            own: share(self.agencies.get(agency).into_iter())?,
            others: share(others.map(|(_, bands)| bands))?,
        })
    }
}

/// The share of all notes, by those that were read of each band.
fn share<'a>(agencies: impl Iterator<Item = &'a BTreeMap<&'static str, ReadOf>>) -> Option<Share> {
    let mut bands: BTreeMap<&str, ReadOf> = BTreeMap::new();
    for (name, more) in agencies.flatten() {
        let band = bands.entry(name).or_insert(ReadOf { notes: 0, read: 0, bearing: 0, ..*more });
        (band.notes, band.read, band.bearing) =
            (band.notes + more.notes, band.read + more.read, band.bearing + more.bearing);
    }
    let read: u64 = bands.values().map(|band| band.read).sum();
    let stratum = |band: &ReadOf| Stratum::new(band.said, band.notes, Proportion::new(band.bearing, band.read)?);
    let strata = bands.values().map(stratum).collect::<Option<Vec<_>>>().filter(|_| read >= FEWEST_READ)?;
    Some(AuditAccuracy::new(&strata).prevalence?.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(said: Said, notes: u64, read: u64, bearing: u64) -> ReadOf {
        ReadOf { said, notes, read, bearing }
    }

    fn sample(agencies: &[(&str, ReadOf, ReadOf)]) -> ReviewSample {
        let bands = |found, not_found| BTreeMap::from([("found", found), ("not-found", not_found)]);
        let agencies = agencies.iter().map(|&(name, found, not)| (Agency::new(name), bands(found, not)));
        ReviewSample { kind: Kind::Concern, agencies: agencies.collect() }
    }

    #[test]
    fn each_side_is_corrected_by_its_own_notes() {
        let read = sample(&[
            ("East", of(Said::Found, 60, 20, 10), of(Said::NotFound, 40, 20, 0)),
            ("West", of(Said::Found, 30, 15, 15), of(Said::NotFound, 70, 14, 7)),
            ("South", of(Said::Found, 10, 5, 5), of(Said::NotFound, 90, 26, 13)),
        ]);
        let found = read.corrected(&Agency::new("East"), |_| true).unwrap();
        // East: half of 60 of 100. The others: all of 40, and half of 160, of 200.
        assert!((found.own.get() - 0.3).abs() < 1e-12 && (found.others.get() - 0.6).abs() < 1e-12, "{found:?}");
        let west = read.corrected(&Agency::new("East"), |one| one.as_str() == "South").unwrap();
        assert!((west.others.get() - 0.55).abs() < 1e-12, "{west:?}");
    }

    #[test]
    fn nothing_is_said_of_few_notes_or_of_a_band_that_nobody_read() {
        let enough = ("West", of(Said::Found, 30, 20, 15), of(Said::NotFound, 70, 14, 7));
        for (found, not_found) in [
            (of(Said::Found, 60, 15, 10), of(Said::NotFound, 40, 14, 0)),
            (of(Said::Found, 60, 30, 10), of(Said::NotFound, 40, 0, 0)),
        ] {
            let read = sample(&[("East", found, not_found), enough]);
            assert_eq!(read.corrected(&Agency::new("East"), |_| true), None);
            assert_eq!(read.corrected(&Agency::new("West"), |_| true), None);
        }
        assert_eq!(sample(&[enough]).corrected(&Agency::new("West"), |_| true), None);
    }
}
