//! Draws the sample: a number from each band, and within a band at even steps
//! through its notes in the order of agency, family and status, from a start drawn
//! by chance (systematic sampling, Cochran 1977, Sampling Techniques, 8). So every
//! note of a band is as likely to be drawn as any other, and each agency, family
//! and status has its share. The same seed draws the same notes.

use std::collections::BTreeMap;
use std::io;

use super::super::audited::Band;
use super::super::drawing::{chance_of, shares};
use super::frame::{Frame, Unit};
use crate::lexicon::Kind;
use crate::measure::Share;

/// How large a sample is, and what about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sampling {
    /// What reviewers are asked about.
    pub kind: Kind,
    /// Notes in which the audit lists passages, of which one each is asked about.
    pub findings: u64,
    /// Notes in which it found nothing of the kind.
    pub notes: u64,
    /// The share of them that two reviewers are to read.
    pub second: Share,
    /// Any number.
    pub seed: u64,
    /// Whether a reviewer sees what the audit says only after deciding.
    pub is_blind: bool,
}

impl Default for Sampling {
    fn default() -> Self {
        Self { kind: Kind::Concern, findings: 150, notes: 150, second: Share::clipped(0.2), seed: 1, is_blind: true }
    }
}

/// A note that was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Drawn {
    pub(super) unit: Unit,
    pub(super) is_read_twice: bool,
}

impl Sampling {
    /// How many notes of each band are drawn.
    pub(super) fn of_bands(&self, frame: &Frame) -> BTreeMap<Band, u64> {
        let (with, without): (Vec<_>, Vec<_>) = frame.bands().into_iter().partition(|(band, _)| band.has_passages());
        shares(&with, self.findings).into_iter().chain(shares(&without, self.notes)).collect()
    }

    /// Draws, in the order of reading: what two are to read comes first, so that a
    /// second reviewer on another machine can stop after it.
    pub(super) fn draw(&self, frame: &Frame, units: impl Iterator<Item = io::Result<Unit>>) -> io::Result<Vec<Drawn>> {
        let (of_bands, bands) = (self.of_bands(frame), frame.bands());
        let mut passed: BTreeMap<Band, u64> = BTreeMap::new();
        let mut drawn = Vec::new();
        for unit in units {
            let unit = unit?;
            let band = unit.sort.band;
            let place = passed.entry(band).or_default();
            let steps = Steps { drawn: count(&of_bands, band), of: count(&bands, band), seed: self.seed };
            if steps.stop_at(*place) {
                drawn.push(unit);
            }
            *place += 1;
        }
        Ok(self.in_order(drawn))
    }

    fn in_order(&self, mut drawn: Vec<Unit>) -> Vec<Drawn> {
        let by = |what_for: &'static [u8]| {
            move |unit: &Unit| (chance_of(what_for, self.seed, &[&unit.number.to_le_bytes()]), unit.number)
        };
        drawn.sort_by_cached_key(by(b"twice"));
        let twice = (self.second.get() * drawn.len() as f64).ceil();
        let (mut read_twice, mut read_once) = (Vec::new(), Vec::new());
        for (unit, place) in drawn.into_iter().zip(0_u32..) {
            if f64::from(place) < twice { read_twice.push(unit) } else { read_once.push(unit) }
        }
        read_twice.sort_by_cached_key(by(b"order"));
        read_once.sort_by_cached_key(by(b"order"));
        let all = |units: Vec<Unit>, is_read_twice| units.into_iter().map(move |unit| Drawn { unit, is_read_twice });
        all(read_twice, true).chain(all(read_once, false)).collect()
    }
}

fn count(bands: &BTreeMap<Band, u64>, band: Band) -> u64 {
    bands.get(&band).copied().unwrap_or_default()
}

/// Even steps through so many notes, from a start drawn by chance.
struct Steps {
    drawn: u64,
    of: u64,
    seed: u64,
}

impl Steps {
    fn stop_at(&self, place: u64) -> bool {
        let of = u128::from(self.of.max(1));
        let start = u128::from(chance_of(b"start", self.seed, &[&self.of.to_le_bytes()])) % of;
        let before = |place: u128| (place * u128::from(self.drawn) + start) / of;
        before(u128::from(place) + 1) > before(u128::from(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn even_steps_draw_exactly_so_many_and_miss_no_stretch_that_is_long_enough() {
        for (drawn, of) in [(0, 10), (1, 10), (3, 10), (10, 10), (7, 900), (899, 900), (1, 1)] {
            for seed in 0..50 {
                let steps = Steps { drawn, of, seed };
                let places: Vec<u64> = (0..of).filter(|&place| steps.stop_at(place)).collect();
                assert_eq!(places.len() as u64, drawn, "{drawn} of {of}, seed {seed}");
                let widest = places.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap_or_default();
                assert!(drawn < 2 || widest <= of.div_ceil(drawn), "{drawn} of {of}, seed {seed}: {places:?}");
            }
        }
    }

    #[test]
    fn every_note_is_as_likely_to_be_drawn_as_any_other() {
        let mut often = [0; 10];
        for seed in 0..2000 {
            let steps = Steps { drawn: 3, of: 10, seed };
            (0..10).filter(|&place| steps.stop_at(place)).for_each(|place| often[usize::try_from(place).unwrap()] += 1);
        }
        // 600 each are expected; 20 is their standard deviation.
        assert!(often.iter().all(|&times: &i32| (times - 600).abs() < 100), "{often:?}");
    }
}
