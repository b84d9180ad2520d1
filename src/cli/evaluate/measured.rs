//! Writes what the program is to know of its classifier: the file
//! `src/classify/model/measured.toml`. Probabilities are fitted on some notes,
//! and what follows from them is measured on others.

use std::io::{self, Write};

use plainrecord::classify::{Classifier, Measured, Probability};
use plainrecord::detect::Detector;
use plainrecord::evaluate::{Evaluation, GoldNote, Reliability, SecondTier, fit};
use plainrecord::lexicon::Kind;

use super::tiers;
use crate::cli::exit::Exit;

/// From which probability on a passage is worth reading: even odds, below which
/// most would be read for nothing.
const LEAST: f64 = 0.5;

/// What the first look at a whole note comes to in notes about abuse: at least
/// this in almost all of them, and hardly ever in text that has none in it.
const LOOK: f64 = 1.0;

/// From which probability on a passage in any other note is worth reading:
/// there is more to be wrong about.
const LEAST_ELSEWHERE: f64 = 0.9;

/// From which probability on a passage is worth reading that rules set aside:
/// the cue that they went by is mostly right.
const LEAST_SET_ASIDE: f64 = 0.8;

const HEAD: &str = "# What was measured of the classifier. Written by plainrecord evaluate --calibrate-on.\n";

/// Notes to measure on, and by how many writers they are.
pub(super) struct Unseen<'a> {
    pub(super) notes: &'a [GoldNote],
    pub(super) writers: usize,
}

pub(super) fn print(detector: &Detector, fit_on: &[GoldNote], unseen: &Unseen<'_>) -> anyhow::Result<Exit> {
    let judge = Judge { detector, classifier: Classifier::builtin()? };
    let raw = judge.second(Measured::nothing(), fit_on)?;
    let mut measured = fitted(&[&raw]);
    let found = judge.second(measured.clone(), unseen.notes)?;
    for &kind in Kind::ALL {
        let of_kind = measured.of_mut(kind);
        (of_kind.shown, of_kind.right) = given(&[&found], kind).at_least(Probability::new(LEAST));
    }
    measured.accuracy = found.accuracy;
    (measured.notes, measured.writers) = (unseen.notes.len() as u64, unseen.writers as u64);
    write!(io::stdout().lock(), "{HEAD}{}", toml::to_string(&measured)?)?;
    Ok(Exit::Done)
}

/// Says how far probabilities can be taken at their word that are fitted, for the
/// notes of each writer, on those of the others.
pub(super) fn in_turn(detector: &Detector, writers: &[Vec<GoldNote>]) -> anyhow::Result<Exit> {
    let judge = Judge { detector, classifier: Classifier::builtin()? };
    let raw = writers.iter().map(|notes| judge.second(Measured::nothing(), notes));
    let raw: Vec<_> = raw.collect::<Result<_, _>>()?;
    let told = writers.iter().enumerate().map(|(writer, notes)| {
        let others = raw.iter().enumerate().filter(|(other, _)| *other != writer);
        judge.second(fitted(&others.map(|(_, raw)| raw).collect::<Vec<_>>()), notes)
    });
    let told: Vec<_> = told.collect::<Result<_, _>>()?;
    let told: Vec<_> = told.iter().collect();
    let passages = Kind::ALL.iter().map(|&kind| (kind, given(&told, kind))).collect();
    tiers::reliabilities(&mut io::stdout().lock(), &passages, &opinions(&told))?;
    Ok(Exit::Done)
}

/// What reads annotated notes again and again.
struct Judge<'d> {
    detector: &'d Detector,
    classifier: Classifier,
}

impl Judge<'_> {
    fn second(&self, measured: Measured, notes: &[GoldNote]) -> anyhow::Result<SecondTier> {
        let classifier = self.classifier.clone().with(measured);
        Ok(Evaluation::of(self.detector, Some(&classifier), notes)?.classifier.unwrap_or_default())
    }
}

/// The probabilities that fit what the classifier gives by itself.
fn fitted(raw: &[&SecondTier]) -> Measured {
    let mut measured = Measured::nothing();
    for &kind in Kind::ALL {
        let of_kind = measured.of_mut(kind);
        of_kind.calibration = fit(&given(raw, kind));
        of_kind.least = LEAST;
    }
    measured.opinion = fit(&opinions(raw));
    (measured.look, measured.least_elsewhere, measured.least_set_aside) = (LOOK, LEAST_ELSEWHERE, LEAST_SET_ASIDE);
    measured
}

fn given(all: &[&SecondTier], kind: Kind) -> Reliability {
    all.iter().filter_map(|second| second.reliability.get(&kind)).flat_map(Reliability::pairs).copied().collect()
}

fn opinions(all: &[&SecondTier]) -> Reliability {
    all.iter().flat_map(|second| second.opinions.pairs()).copied().collect()
}
