//! Counting hits and misses.

use std::collections::BTreeMap;

use super::gold::{GoldNote, Mark};
use crate::lexicon::{Family, Indicator, Status};

/// Right, wrong and missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Marks that were found (notes, at note level).
    pub right: u64,
    /// Findings without a mark.
    pub wrong: u64,
    /// Marks without a finding.
    pub missed: u64,
}

impl Score {
    /// The share of findings that are right; `None` if there are none.
    pub fn precision(self) -> Option<f64> {
        share(self.right, self.right + self.wrong)
    }

    /// The share of marks that were found; `None` if there are none.
    pub fn recall(self) -> Option<f64> {
        share(self.right, self.right + self.missed)
    }

    /// The harmonic mean of the two; 0 if nothing is right.
    pub fn f1(self) -> f64 {
        match (self.precision(), self.recall()) {
            (Some(p), Some(r)) if self.right > 0 => 2.0 * p * r / (p + r),
            _ => 0.0,
        }
    }

    /// The two added up.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { right: self.right + other.right, wrong: self.wrong + other.wrong, missed: self.missed + other.missed }
    }

    fn note(&mut self, gold: bool, found: bool) {
        self.right += u64::from(gold && found);
        self.wrong += u64::from(found && !gold);
        self.missed += u64::from(gold && !found);
    }
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// One family (or indicator) at both levels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Level {
    /// Notes with at least one counted.
    pub note: Score,
    /// Counted spans.
    pub span: Score,
}

/// How a status was read: as marked, and as found.
pub type Confusion = BTreeMap<(Status, Status), u64>;

/// The differences between marks and what was found in one note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Counted marks that nothing counted of their indicator touches.
    pub missed: Vec<Mark>,
    /// Which of what was found, counted from 0, is counted and touches no
    /// counted mark of its indicator.
    pub wrong: Vec<usize>,
}

/// The whole evaluation.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// Notes scored.
    pub notes: u64,
    /// Marks in them.
    pub marks: u64,
    /// Findings in them, all statuses.
    pub findings: u64,
    /// Per family.
    pub families: BTreeMap<Family, Level>,
    /// Per indicator, spans only.
    pub indicators: BTreeMap<Indicator, Score>,
    /// Marks touched by a finding of their family, by status marked and found.
    pub confusion: Confusion,
    /// Marks touched by a finding of their family.
    pub matched: u64,
    /// Of those, with a finding of the same status.
    pub status_right: u64,
    /// Of those, rightly counted or not counted.
    pub counted_right: u64,
}

impl Scores {
    /// Adds one note and what was found in it, as if it had been marked; gives
    /// the differences.
    pub fn add(&mut self, gold: &GoldNote, found: &[Mark]) -> Differences {
        self.notes += 1;
        self.marks += gold.marks.len() as u64;
        self.findings += found.len() as u64;
        for &family in Family::ALL {
            self.add_family(family, &gold.marks, found);
        }
        gold.marks.iter().for_each(|mark| self.add_status(mark, found));
        self.add_indicators(&gold.marks, found)
    }

    /// The families of one sort added up.
    pub fn total(&self, families: impl Fn(Family) -> bool) -> Level {
        let chosen = self.families.iter().filter(|&(&family, _)| families(family));
        chosen.fold(Level::default(), |sum, (_, level)| Level {
            note: sum.note.plus(level.note),
            span: sum.span.plus(level.span),
        })
    }

    fn add_family(&mut self, family: Family, marks: &[Mark], found: &[Mark]) {
        let marks: Vec<_> = marks.iter().filter(|m| m.indicator.family() == family && m.is_counted()).collect();
        let found: Vec<_> = found.iter().filter(|f| f.indicator.family() == family && f.is_counted()).collect();
        let level = self.families.entry(family).or_default();
        level.note.note(!marks.is_empty(), !found.is_empty());
        for mark in &marks {
            let hit = found.iter().any(|f| f.span.overlaps(mark.span));
            level.span.right += u64::from(hit);
            level.span.missed += u64::from(!hit);
        }
        level.span.wrong += found.iter().filter(|f| !marks.iter().any(|m| m.span.overlaps(f.span))).count() as u64;
    }

    fn add_status(&mut self, mark: &Mark, found: &[Mark]) {
        let family = mark.indicator.family();
        let touching: Vec<_> =
            found.iter().filter(|f| f.indicator.family() == family && f.span.overlaps(mark.span)).collect();
        let Some(first) = touching.first() else { return };
        self.matched += 1;
        self.status_right += u64::from(touching.iter().any(|f| f.status == mark.status));
        self.counted_right += u64::from(touching.iter().any(|f| f.is_counted() == mark.is_counted()));
        *self.confusion.entry((mark.status, first.status)).or_default() += 1;
    }

    fn add_indicators(&mut self, marks: &[Mark], found: &[Mark]) -> Differences {
        let counts = |one: &&Mark, other: &Mark| one.is_counted() && one.indicator == other.indicator;
        let touched = |mark: &Mark, others: &[Mark]| {
            others.iter().filter(|other| counts(other, mark)).any(|other| other.span.overlaps(mark.span))
        };
        let mut differences = Differences::default();
        for mark in marks.iter().filter(|mark| mark.is_counted()) {
            let score = self.indicators.entry(mark.indicator).or_default();
            if touched(mark, found) {
                score.right += 1;
            } else {
                score.missed += 1;
                differences.missed.push(*mark);
            }
        }
        for (at, one) in found.iter().enumerate().filter(|(_, one)| one.is_counted()) {
            if !touched(one, marks) {
                self.indicators.entry(one.indicator).or_default().wrong += 1;
                differences.wrong.push(at);
            }
        }
        differences
    }
}
