//! What a sample of a size would say, worked out before it is drawn: how far the
//! 95 % intervals of the figures would reach if the audit were about as right as
//! audits are. An audit that is less right has wider ones.

use std::collections::BTreeMap;
use std::time::Duration;

use super::super::audited::Band;
use super::frame::Frame;
use super::sampling::Sampling;
use crate::measure::{AuditAccuracy, Designed, Proportion, Said, Stratum};

/// Sizes that are worth a look.
const SIZES: [u64; 7] = [50, 100, 150, 200, 300, 500, 1000];

/// The share of notes of each sort that bear it in an audit that is about right.
const SUPPOSED: [(Said, f64); 2] = [(Said::Found, 0.85), (Said::NotFound, 0.05)];

/// Words that people read in a minute, silently and in prose of facts (Brysbaert 2019,
/// How many words do we read per minute?, Journal of Memory and Language 109, 104047).
const WORDS_A_MINUTE: f64 = 238.0;

/// What it takes to decide what was read, as is supposed.
const DECIDING: Duration = Duration::from_secs(15);

/// What a sample would say: half the width of each 95 % interval, as a share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Buys {
    /// Notes with passages, of which one each is asked about.
    pub findings: u64,
    /// Notes in which nothing was found.
    pub notes: u64,
    /// Of what was found, the share that is right.
    pub precision: Option<f64>,
    /// Of the notes in which nothing was found, the share that has it.
    pub elusion: Option<f64>,
    /// Of the notes that have it, the share that was found.
    pub recall: Option<f64>,
    /// About how long one reader takes for all of it.
    pub reading: Duration,
}

impl Frame {
    /// What samples of usual sizes would say, the smallest first; none that is more
    /// than there is.
    pub fn sizes(&self) -> Vec<Buys> {
        let sizes = SIZES.into_iter().map(|size| self.buys(size, size));
        let mut sizes: Vec<Buys> = sizes.collect();
        sizes.dedup_by_key(|buys| (buys.findings, buys.notes));
        sizes
    }

    /// What a sample of this size would say.
    pub fn buys(&self, findings: u64, notes: u64) -> Buys {
        let (of_bands, bands) = (self.shares(findings, notes), self.bands());
        let strata: Vec<Stratum> = of_bands.iter().filter_map(|(band, drawn)| stratum(*band, &bands, *drawn)).collect();
        let accuracy = AuditAccuracy::new(&strata);
        let whole = strata.len() == bands.len();
        let half = |figure: Option<Designed>| {
            figure.filter(|_| whole).map(|figure| (figure.interval.high - figure.interval.low) / 2.0)
        };
        let sum = |said: &dyn Fn(Band) -> bool| of_bands.iter().filter(|(band, _)| said(**band)).map(|(_, n)| n).sum();
        Buys {
            findings: sum(&Band::has_passages),
            notes: sum(&|band| !band.has_passages()),
            precision: half(accuracy.precision),
            elusion: half(accuracy.elusion),
            recall: half(accuracy.recall),
            reading: of_bands.iter().map(|(band, drawn)| self.reading(*band, bands.get(band), *drawn)).sum(),
        }
    }

    /// How many notes of each band would be drawn.
    pub fn shares(&self, findings: u64, notes: u64) -> BTreeMap<Band, u64> {
        Sampling { kind: self.kind, findings, notes, ..Sampling::default() }.of_bands(self)
    }

    /// How long so many of the notes of a band take, if they are as long as its
    /// notes are.
    fn reading(&self, band: Band, notes: Option<&u64>, drawn: u64) -> Duration {
        let words = self.words.get(&band).copied().unwrap_or_default() as f64;
        let each = words / notes.copied().unwrap_or_default().max(1) as f64;
        let seconds = each / WORDS_A_MINUTE * 60.0 + DECIDING.as_secs_f64();
        Duration::try_from_secs_f64(drawn as f64 * seconds).unwrap_or(Duration::MAX)
    }
}

fn stratum(band: Band, bands: &BTreeMap<Band, u64>, drawn: u64) -> Option<Stratum> {
    let (_, share) = SUPPOSED.into_iter().find(|(said, _)| *said == band.said())?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a count is below it")]
    let bearing = (share * drawn as f64).round() as u64;
    Stratum::new(band.said(), *bands.get(&band)?, Proportion::new(bearing, drawn)?)
}

#[cfg(test)]
mod tests {
    use super::super::frame::Sort;
    use super::*;
    use crate::lexicon::Kind;

    fn frame(bands: &[(Band, u64)]) -> Frame {
        let sort = |band| Sort { band, agency: "East".to_owned(), of: None };
        let sorts = bands.iter().map(|&(band, notes)| (sort(band), notes)).collect();
        let words = bands.iter().map(|&(band, notes)| (band, 119 * notes)).collect();
        Frame { kind: Kind::Concern, sorts, words, repeated: 0 }
    }

    #[test]
    fn a_larger_sample_says_more_and_all_of_them_everything() {
        let frame = frame(&[(Band::FoundOne, 4000), (Band::AboutAbuse, 900), (Band::Other, 9000)]);
        let sizes = frame.sizes();
        let precision: Vec<f64> = sizes.iter().filter_map(|buys| buys.precision).collect();
        assert!(precision.windows(2).all(|pair| pair[1] < pair[0]), "{precision:?}");
        assert_eq!(frame.buys(4000, 9900).precision.map(f64::to_bits), Some(0.0_f64.to_bits()));
        // Half the width of the logit interval of 85 of 100, drawn from 4000 (Cochran 1977, 5).
        let error = (0.975_f64 * 0.85 * 0.15 / 99.0).sqrt();
        let reach = 1.959_963_984_540_054 * error / (0.85 * 0.15);
        let share = |logit: f64| 1.0 / (1.0 + (-logit).exp());
        let middle = (0.85_f64 / 0.15).ln();
        let expected = (share(middle + reach) - share(middle - reach)) / 2.0;
        assert!((frame.buys(100, 100).precision.unwrap() - expected).abs() < 1e-12);
    }

    #[test]
    fn reading_takes_as_long_as_the_words_and_the_answers() {
        let frame = frame(&[(Band::FoundOne, 400), (Band::Other, 900)]);
        // Half a minute of words and a quarter of a minute to decide, each.
        for (findings, notes, seconds) in [(0, 0, 0), (4, 0, 180), (4, 4, 360), (900, 0, 400 * 45)] {
            assert_eq!(frame.buys(findings, notes).reading.as_secs(), seconds, "{findings} and {notes}");
        }
    }

    #[test]
    fn nothing_is_promised_of_what_would_not_be_read() {
        let frame = frame(&[(Band::FoundOne, 400), (Band::Other, 900)]);
        let buys = frame.buys(50, 0);
        assert_eq!((buys.findings, buys.notes, buys.precision, buys.recall), (50, 0, None, None));
    }
}
