//! Months that share one set of limits.

use super::lines::{Lines, PChart};
use super::rules::{Signal, signals};
use super::series::Rebase;
use crate::measure::month::Month;
use crate::measure::share::{Proportion, Share};
use crate::measure::suppress::Threshold;

/// With fewer months there are no limits, only a middle.
const FEWEST_FOR_LIMITS: usize = 7;

/// From this many months on the limits are those of the first so many.
const BASELINE: usize = 12;

/// With more notes a month than this, what scatters more than chance allows is
/// taken to scatter so of its own.
const NOTES_FOR_SCATTER: f64 = 500.0;

/// A stretch of months.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// Why it starts where it does; `None` for the first.
    pub rebase: Option<Rebase>,
    /// What its limits rest on.
    pub limits: Limits,
    /// Every month of it, in order of time.
    pub points: Vec<MonthPoint>,
}

/// What the limits of a stretch rest on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limits {
    /// Too few months for limits, or months in which nothing varies: a run
    /// chart, with the median of its months; `None` without any.
    None {
        /// The middle.
        median: Option<Share>,
    },
    /// All months of the stretch, which are fewer than 12: limits on trial,
    /// which further months will move.
    Trial(PChart),
    /// The first 12 months of the stretch.
    Fixed(PChart),
}

/// One month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthPoint {
    /// Which.
    pub month: Month,
    /// What is drawn.
    pub plotted: Plotted,
    /// Its centre and limits, not cut off at 0 and 1.
    pub lines: Option<Lines>,
    /// Whether it says that something changed, and why.
    pub signal: Option<Signal>,
}

/// What is drawn for a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Plotted {
    /// How many of how many.
    Value(Proportion),
    /// Notes, but too few for a value; not in the limits either.
    TooFew,
    /// No notes: a gap.
    Missing,
}

impl Plotted {
    fn value(self) -> Option<Proportion> {
        match self {
            Self::Value(proportion) => Some(proportion),
            Self::TooFew | Self::Missing => None,
        }
    }
}

impl Stretch {
    pub(super) fn new(rebase: Option<Rebase>, months: Vec<(Month, Option<Proportion>)>, least: Threshold) -> Self {
        let plotted = |value: Option<Proportion>| match value {
            None => Plotted::Missing,
            Some(proportion) if proportion.of() < least.get() => Plotted::TooFew,
            Some(proportion) => Plotted::Value(proportion),
        };
        let months: Vec<(Month, Plotted)> = months.into_iter().map(|(month, value)| (month, plotted(value))).collect();
        let values: Vec<Option<Proportion>> = months.iter().map(|(_, plotted)| plotted.value()).collect();
        let limits = Limits::new(&values);
        let lines: Vec<Option<Lines>> = values.iter().map(|value| limits.lines(value.as_ref()?.of())).collect();
        let point = |(value, lines): (&Option<Proportion>, &Option<Lines>)| {
            value.as_ref().zip(*lines).map(|(value, lines)| (value.share().get(), lines))
        };
        let signals = signals(&values.iter().zip(&lines).map(point).collect::<Vec<_>>());
        let points = months.into_iter().zip(lines).zip(signals);
        let points = points.map(|(((month, plotted), lines), signal)| MonthPoint { month, plotted, lines, signal });
        Self { rebase, limits, points: points.collect() }
    }
}

impl Limits {
    fn new(values: &[Option<Proportion>]) -> Self {
        let months = values.iter().flatten().count();
        let none = || Self::None { median: median(values) };
        if months < FEWEST_FOR_LIMITS {
            none()
        } else if months < BASELINE {
            PChart::new(values).map_or_else(none, Self::Trial)
        } else {
            PChart::new(baseline(values)).map_or_else(none, Self::Fixed)
        }
    }

    /// What the chart is drawn from, if it has limits.
    pub fn chart(self) -> Option<PChart> {
        match self {
            Self::None { .. } => None,
            Self::Trial(chart) | Self::Fixed(chart) => Some(chart),
        }
    }

    fn lines(self, notes: u64) -> Option<Lines> {
        self.chart().map(|chart| chart.lines(notes, chart.widened()))
    }
}

impl PChart {
    /// How much further away the limits are put than by chance alone: as far as
    /// the months scatter where each has hundreds of notes (the p′-chart), and
    /// otherwise not (the p-chart). They are never drawn closer.
    pub fn widened(self) -> f64 {
        let many = self.notes_a_month > NOTES_FOR_SCATTER;
        self.scatter.filter(|_| many).unwrap_or(1.0).max(1.0)
    }
}

/// The months up to the twelfth that has a value.
fn baseline(values: &[Option<Proportion>]) -> &[Option<Proportion>] {
    let with_value = values.iter().enumerate().filter(|(_, value)| value.is_some());
    let end = with_value.map(|(at, _)| at + 1).nth(BASELINE - 1).unwrap_or(values.len());
    values.get(..end).unwrap_or(values)
}

fn median(values: &[Option<Proportion>]) -> Option<Share> {
    let mut shares: Vec<f64> = values.iter().flatten().map(|value| value.share().get()).collect();
    shares.sort_by(f64::total_cmp);
    let (low, high) = (shares.get(shares.len().checked_sub(1)? / 2)?, shares.get(shares.len() / 2)?);
    Share::new(f64::midpoint(*low, *high))
}
