//! How far figures may move by the choice of notes: the percentile bootstrap
//! (Efron 1979), drawing whole notes, because spans of one note are alike.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng, SeedableRng};

use super::score::{Level, Score, Scores};
use crate::lexicon::{Family, Kind};

/// How often the notes are drawn again.
const SAMPLES: usize = 1000;

/// Any fixed number: the same notes give the same intervals.
const SEED: u64 = 20_170_919;

/// What figures are given for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// Concern families together.
    Concerns,
    /// Good practice.
    Good,
    /// Risk markers.
    Risk,
}

impl Sort {
    /// All, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Concerns, Self::Good, Self::Risk];

    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Concerns => "concerns",
            Self::Good => "good practice",
            Self::Risk => "risk markers",
        }
    }

    /// Whether a family is of this sort.
    pub fn holds(self, family: Family) -> bool {
        matches!(
            (self, family.kind()),
            (Self::Concerns, Kind::Concern) | (Self::Good, Kind::Good) | (Self::Risk, Kind::Risk)
        )
    }
}

/// The middle 95 % of what other draws of notes gave.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Between {
    /// The 2.5th percentile.
    pub low: f64,
    /// The 97.5th percentile.
    pub high: f64,
}

/// Intervals of the figures that matter most, by [`Sort`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Intervals {
    /// F1 at note level.
    pub note_f1: [Between; 3],
    /// Precision of spans.
    pub precision: [Between; 3],
    /// Recall of spans.
    pub recall: [Between; 3],
    /// F1 of spans.
    pub span_f1: [Between; 3],
}

/// What one note adds to each sort.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NoteLevels([Level; 3]);

impl NoteLevels {
    pub(super) fn of(note: &Scores) -> Self {
        Self(Sort::ALL.map(|sort| note.total(|family| sort.holds(family))))
    }

    fn plus(self, other: Self) -> Self {
        let add = |at: usize| Level {
            note: self.0[at].note.plus(other.0[at].note),
            span: self.0[at].span.plus(other.0[at].span),
        };
        Self([add(0), add(1), add(2)])
    }
}

impl Intervals {
    pub(super) fn of(notes: &[NoteLevels]) -> Self {
        if notes.is_empty() {
            return Self::default();
        }
        let mut random = Pcg64Mcg::seed_from_u64(SEED);
        let drawn: Vec<_> = (0..SAMPLES).map(|_| draw(notes, &mut random)).collect();
        let between = |figure: fn(&Level) -> f64| {
            [0, 1, 2].map(|sort: usize| middle(drawn.iter().map(|levels| figure(&levels.0[sort])).collect()))
        };
        Self {
            note_f1: between(|level| level.note.f1()),
            precision: between(|level| share(level.span, Score::precision)),
            recall: between(|level| share(level.span, Score::recall)),
            span_f1: between(|level| level.span.f1()),
        }
    }
}

fn share(score: Score, of: fn(Score) -> Option<f64>) -> f64 {
    of(score).unwrap_or(0.0)
}

/// As many notes as there are, each drawn from all.
fn draw(notes: &[NoteLevels], random: &mut Pcg64Mcg) -> NoteLevels {
    let any = |_| notes[index(random, notes.len())];
    (0..notes.len()).map(any).fold(NoteLevels::default(), NoteLevels::plus)
}

/// A number below `length`; the high bits of a product, as good as even for
/// lengths far below 2^64.
fn index(random: &mut Pcg64Mcg, length: usize) -> usize {
    let wide = u128::from(random.next_u64()) * length as u128;
    usize::try_from(wide >> 64).unwrap_or(0)
}

fn middle(mut figures: Vec<f64>) -> Between {
    figures.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let place = (share * (figures.len() - 1) as f64).round();
        figures
            .iter()
            .copied()
            .enumerate()
            .find(|(number, _)| *number as f64 >= place)
            .map_or(0.0, |(_, figure)| figure)
    };
    Between { low: at(0.025), high: at(0.975) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(right: u64, missed: u64) -> NoteLevels {
        let score = Score { right, wrong: 0, missed };
        NoteLevels([Level { note: score, span: score }; 3])
    }

    #[test]
    fn an_interval_holds_the_figure_and_is_the_same_each_time() {
        let notes: Vec<_> = (0..80).map(|number| note(u64::from(number % 4 > 0), u64::from(number % 4 == 0))).collect();
        let intervals = Intervals::of(&notes);
        let recall = intervals.recall[0];
        assert!(recall.low < 0.75 && 0.75 < recall.high, "{recall:?}");
        // The normal approximation gives 0.75 ± 0.095.
        assert!((recall.low - 0.655).abs() < 0.03 && (recall.high - 0.845).abs() < 0.03, "{recall:?}");
        assert_eq!(intervals, Intervals::of(&notes));
    }

    #[test]
    fn notes_that_are_all_alike_leave_no_room() {
        let intervals = Intervals::of(&[note(1, 0); 10]);
        assert_eq!(intervals.note_f1[0], Between { low: 1.0, high: 1.0 });
    }
}
