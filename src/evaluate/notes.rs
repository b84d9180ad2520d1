//! Rules and classifier on annotated notes, note by note: each by itself, both
//! together, and the rules' phrases as bare words.

use std::collections::{BTreeMap, BTreeSet};

use super::bootstrap::{Intervals, NoteLevels};
use super::errors::{self, WorstError};
use super::gold::{GoldNote, Mark};
use super::reliability::Reliability;
use super::score::Scores;
use crate::classify::{Classifier, ClassifierError, Passage, Probability};
use crate::detect::{Detector, Finding, Reading};
use crate::lexicon::{Kind, Status};
use crate::measure::Accuracy;

/// What one tier, or both, come to.
#[derive(Clone, Debug, Default)]
pub struct Tier {
    /// Hits and misses.
    pub scores: Scores,
    /// How far the figures may move by the choice of notes.
    pub intervals: Intervals,
    levels: Vec<NoteLevels>,
}

/// One difference between marks and findings, for reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A counted mark that no counted finding of its indicator touches.
    Missed(Mark),
    /// A counted finding of an indicator that no counted mark touches.
    Wrong(Finding),
}

/// What the classifier comes to, beside the rules.
#[derive(Clone, Debug, Default)]
pub struct SecondTier {
    /// Its passages, which stand only where no rule counts anything.
    pub passages: Tier,
    /// Rules and classifier together.
    pub both: Tier,
    /// How far its probabilities can be taken at their word, by kind.
    pub reliability: BTreeMap<Kind, Reliability>,
    /// The same of its opinions on what the rules count.
    pub opinions: Reliability,
    /// How often notes about abuse are rightly said to have a concern or none.
    pub accuracy: Accuracy,
}

/// What rules and classifier come to on some annotated notes.
#[derive(Clone, Debug, Default)]
pub struct Evaluation {
    /// The rules as an audit uses them: with gates, roles and statuses.
    pub rules: Tier,
    /// The phrases alone, wherever they stand and whoever says them.
    pub words_only: Scores,
    /// The classifier, if it was asked.
    pub classifier: Option<SecondTier>,
    /// The rules, by agency.
    pub agencies: BTreeMap<String, Scores>,
    /// The rules' worst differences, worst first.
    pub worst: Vec<WorstError>,
    /// Every difference of the rules, in the order of the notes.
    pub outcomes: Vec<(usize, Outcome)>,
}

impl Tier {
    fn add(&mut self, note: &GoldNote, found: &[Mark]) -> super::score::Differences {
        let mut alone = Scores::default();
        let differences = alone.add(note, found);
        self.levels.push(NoteLevels::of(&alone));
        self.scores.add(note, found);
        differences
    }

    fn finish(&mut self) {
        self.intervals = Intervals::of(&self.levels);
    }
}

impl Evaluation {
    /// Scores rules, and a classifier if there is one, on notes of one
    /// collection: a case that one note shows to be about abuse is so in the
    /// others.
    ///
    /// # Errors
    /// If the classifier fails.
    pub fn of(
        detector: &Detector,
        classifier: Option<&Classifier>,
        notes: &[GoldNote],
    ) -> Result<Self, ClassifierError> {
        let mut evaluation = Self { classifier: classifier.map(|_| SecondTier::default()), ..Self::default() };
        for (number, (note, seen)) in notes.iter().zip(see_cases(detector, classifier, notes)?).enumerate() {
            evaluation.add(number, note, &seen);
            evaluation.words_only.add(note, &marks(&detector.words_only(&note.text)));
        }
        evaluation.rules.finish();
        if let Some(second) = &mut evaluation.classifier {
            second.passages.finish();
            second.both.finish();
        }
        errors::keep_worst(&mut evaluation.worst);
        Ok(evaluation)
    }

    fn add(&mut self, number: usize, note: &GoldNote, seen: &Seen) {
        let found = marks(&seen.findings);
        let differences = self.rules.add(note, &found);
        self.agencies.entry(note.agency.clone()).or_default().add(note, &found);
        self.worst.extend(errors::of_note(number, note, &seen.findings));
        let missed = differences.missed.into_iter().map(Outcome::Missed);
        let wrong = differences.wrong.into_iter().map(|at| Outcome::Wrong(seen.findings[at].clone()));
        self.outcomes.extend(missed.chain(wrong).map(|outcome| (number, outcome)));
        if let Some(second) = &mut self.classifier {
            second.add(note, seen, found);
        }
    }
}

impl SecondTier {
    fn add(&mut self, note: &GoldNote, seen: &Seen, mut found: Vec<Mark>) {
        let pointed: Vec<Mark> = seen.passages.iter().map(as_mark).collect();
        for (passage, mark) in seen.passages.iter().zip(&pointed) {
            let kind = passage.indicator.family().kind();
            self.reliability.entry(kind).or_default().add(passage.probability, is_right(mark, note));
        }
        for (mark, opinion) in found.iter().zip(&seen.opinions) {
            if let &Some(opinion) = opinion {
                self.opinions.add(opinion, is_right(mark, note));
            }
        }
        self.passages.add(note, &pointed);
        found.extend(pointed);
        self.both.add(note, &found);
        if seen.about_abuse {
            self.judge(is_concern(&note.marks), is_concern(&found));
        }
    }

    fn judge(&mut self, marked: bool, found: bool) {
        let Accuracy { with, with_found, without, without_clear } = &mut self.accuracy;
        let (all, right) = if marked { (with, with_found) } else { (without, without_clear) };
        *all += 1;
        *right += u64::from(marked == found);
    }
}

fn is_concern(marks: &[Mark]) -> bool {
    marks.iter().any(|mark| mark.is_counted() && mark.indicator.kind() == Kind::Concern)
}

/// Whether a reader marked something of the family there that counts.
fn is_right(found: &Mark, note: &GoldNote) -> bool {
    let family = found.indicator.family();
    let same = |mark: &&Mark| mark.is_counted() && mark.indicator.family() == family;
    note.marks.iter().filter(same).any(|mark| mark.span.overlaps(found.span))
}

fn marks(findings: &[Finding]) -> Vec<Mark> {
    let mark = |found: &Finding| Mark { span: found.span, indicator: found.indicator, status: found.status };
    findings.iter().map(mark).collect()
}

fn as_mark(passage: &Passage) -> Mark {
    Mark { span: passage.span, indicator: passage.indicator, status: Status::Counted }
}

/// What is seen in one note.
struct Seen {
    about_abuse: bool,
    findings: Vec<Finding>,
    passages: Vec<Passage>,
    /// What the classifier thinks of each finding.
    opinions: Vec<Option<Probability>>,
}

/// What is seen in each note, as part of its case.
fn see_cases(
    detector: &Detector,
    classifier: Option<&Classifier>,
    notes: &[GoldNote],
) -> Result<Vec<Seen>, ClassifierError> {
    let readings: Vec<_> = notes.iter().map(|note| detector.read(&note.text)).collect();
    let cases = cases_about_abuse(notes, &readings);
    let see = |(note, reading): (&GoldNote, Reading)| {
        let known = cases.contains(note.case.as_str());
        let about_abuse = reading.about_abuse;
        let findings = reading.in_case(known);
        let (mut passages, mut opinions) = (Vec::new(), vec![None; findings.len()]);
        if let Some(classifier) = classifier {
            let read = classifier.read(&note.text)?;
            passages = classifier.passages(&note.text, &read, &findings);
            opinions = findings.iter().map(|finding| classifier.opinion(&read, finding)).collect();
        }
        Ok(Seen { about_abuse, findings, passages, opinions })
    };
    notes.iter().zip(readings).map(see).collect()
}

fn cases_about_abuse<'a>(notes: &'a [GoldNote], readings: &[Reading]) -> BTreeSet<&'a str> {
    let about = notes.iter().zip(readings).filter(|(note, reading)| reading.about_abuse && !note.case.is_empty());
    about.map(|(note, _)| note.case.as_str()).collect()
}
