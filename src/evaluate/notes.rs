//! The rules on annotated notes: with all they know of context, and as bare
//! words, note by note.

use std::collections::{BTreeMap, BTreeSet};

use super::bootstrap::{Intervals, NoteLevels};
use super::errors::{self, WorstError};
use super::gold::GoldNote;
use super::score::{Outcome, Scores};
use crate::detect::{Detector, Finding};

/// What the rules come to on some annotated notes.
#[derive(Clone, Debug, Default)]
pub struct Evaluation {
    /// As an audit finds: with gates, roles and statuses.
    pub scores: Scores,
    /// The phrases alone, wherever they stand and whoever says them.
    pub words_only: Scores,
    /// As an audit finds, by agency.
    pub agencies: BTreeMap<String, Scores>,
    /// How far the figures may move by the choice of notes.
    pub intervals: Intervals,
    /// The worst differences, worst first.
    pub worst: Vec<WorstError>,
    /// Every difference, in the order of the notes.
    pub outcomes: Vec<(usize, Outcome)>,
}

impl Evaluation {
    /// Scores a detector on notes of one collection: a case that one note shows
    /// to be about abuse is so in the others.
    pub fn of(detector: &Detector, notes: &[GoldNote]) -> Self {
        let mut evaluation = Self::default();
        let mut levels = Vec::new();
        for (number, (note, found)) in notes.iter().zip(read_cases(detector, notes)).enumerate() {
            let mut alone = Scores::default();
            let outcomes = alone.add(note, &found);
            levels.push(NoteLevels::of(&alone));
            evaluation.scores.add(note, &found);
            evaluation.agencies.entry(note.agency.clone()).or_default().add(note, &found);
            evaluation.words_only.add(note, &detector.words_only(&note.text));
            evaluation.worst.extend(errors::of_note(number, note, &found));
            evaluation.outcomes.extend(outcomes.into_iter().map(|outcome| (number, outcome)));
        }
        evaluation.intervals = Intervals::of(&levels);
        errors::keep_worst(&mut evaluation.worst);
        evaluation
    }
}

/// What is found in each note, as part of its case.
pub fn read_cases(detector: &Detector, notes: &[GoldNote]) -> Vec<Vec<Finding>> {
    let readings: Vec<_> = notes.iter().map(|note| detector.read(&note.text)).collect();
    let about = notes.iter().zip(&readings).filter(|(note, reading)| reading.about_abuse && !note.case.is_empty());
    let cases: BTreeSet<&str> = about.map(|(note, _)| note.case.as_str()).collect();
    let of_case =
        |(note, reading): (&GoldNote, crate::detect::Reading)| reading.in_case(cases.contains(note.case.as_str()));
    notes.iter().zip(readings).map(of_case).collect()
}
