//! Writes what the program is to know of its classifier: the file
//! `src/classify/model/measured.toml`. Probabilities are fitted on some notes,
//! and what follows from them is measured on others.

use std::io::{self, Write};

use plainrecord::classify::{Classifier, Measured, Probability};
use plainrecord::detect::Detector;
use plainrecord::evaluate::{Evaluation, GoldNote, Reliability, SecondTier, fit};
use plainrecord::lexicon::Kind;

use crate::cli::exit::Exit;

/// From which probability on a passage is worth reading: somewhat below even,
/// since a passage missed costs more than one read for nothing.
const LEAST: f64 = 0.5;

/// What the first look at a whole note comes to in notes about abuse: at least
/// this in almost all of them, and hardly ever in text that has none in it.
const LOOK: f64 = 0.5;

/// From which probability on a passage in any other note is worth reading:
/// there is more to be wrong about.
const LEAST_ELSEWHERE: f64 = 0.8;

const HEAD: &str = "# What was measured of the classifier. Written by plainrecord evaluate --calibrate-on.\n";

/// Notes to measure on, and by how many writers they are.
pub(super) struct Unseen<'a> {
    pub(super) notes: &'a [GoldNote],
    pub(super) writers: usize,
}

pub(super) fn print(detector: &Detector, fit_on: &[GoldNote], unseen: &Unseen<'_>) -> anyhow::Result<Exit> {
    let classifier = Classifier::builtin()?;
    let second = |classifier: &Classifier, notes: &[GoldNote]| -> anyhow::Result<SecondTier> {
        Ok(Evaluation::of(detector, Some(classifier), notes)?.classifier.unwrap_or_default())
    };
    let mut measured = Measured::nothing();
    let raw = second(&classifier.clone().with(measured.clone()), fit_on)?;
    for &kind in Kind::ALL {
        let of_kind = measured.of_mut(kind);
        of_kind.calibration = fit(&given(&raw, kind));
        of_kind.least = LEAST;
    }
    measured.opinion = fit(&raw.opinions);
    (measured.look, measured.least_elsewhere) = (LOOK, LEAST_ELSEWHERE);
    let found = second(&classifier.with(measured.clone()), unseen.notes)?;
    for &kind in Kind::ALL {
        let of_kind = measured.of_mut(kind);
        (of_kind.shown, of_kind.right) = given(&found, kind).at_least(Probability::new(LEAST));
    }
    measured.accuracy = found.accuracy;
    (measured.notes, measured.writers) = (unseen.notes.len() as u64, unseen.writers as u64);
    write!(io::stdout().lock(), "{HEAD}{}", toml::to_string(&measured)?)?;
    Ok(Exit::Done)
}

fn given(second: &SecondTier, kind: Kind) -> Reliability {
    second.reliability.get(&kind).cloned().unwrap_or_default()
}
