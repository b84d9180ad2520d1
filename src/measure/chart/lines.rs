//! Centre and limits, from the months themselves.

use crate::measure::share::{Proportion, Share};

/// Moving ranges to limits: 3 standard deviations, of which the mean range of
/// two is 1.128 (Shewhart's constant, rounded as the NHS tools round it).
const RANGES_TO_LIMIT: f64 = 2.66;

/// The mean range of two values in standard deviations, rounded as Laney does.
const RANGE_OF_TWO: f64 = 1.128;

/// A moving range beyond this many mean ones is an outlier.
const OUTLYING_RANGE: f64 = 3.267;

/// Where a point lies near a limit: beyond this part of the way to it.
const NEAR: f64 = 2.0 / 3.0;

/// The lines of one point. They are not cut off at 0 and 1: the rules are read
/// on them as they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lines {
    /// The mean.
    pub centre: f64,
    /// How far the limits lie from it on either side.
    pub reach: f64,
}

impl Lines {
    /// The lower process limit.
    pub fn lower(self) -> f64 {
        self.centre - self.reach
    }

    /// The upper process limit.
    pub fn upper(self) -> f64 {
        self.centre + self.reach
    }

    /// Below this a point lies near the lower limit.
    pub fn near_lower(self) -> f64 {
        self.centre - NEAR * self.reach
    }

    /// Above this a point lies near the upper limit.
    pub fn near_upper(self) -> f64 {
        self.centre + NEAR * self.reach
    }
}

/// Whether the limits leave out moving ranges that are outliers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screening {
    /// Outliers are left out once, as the R package of the NHS does.
    Screened,
    /// Every range counts, as in the Excel tool of the NHS.
    Unscreened,
}

/// The chart of single values and their moving ranges.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Xmr {
    /// Centre and limits, the same for every point.
    pub lines: Lines,
    /// The mean moving range that they come from.
    pub mean_range: f64,
    /// How many moving ranges it is the mean of.
    pub ranges: usize,
}

impl Xmr {
    /// From the values of a baseline, `None` for a gap: no range is taken
    /// across one. `None` where no two values are neighbours (Wheeler and
    /// Chambers 1992; Provost and Murray 2011).
    pub fn new(baseline: &[Option<f64>], screening: Screening) -> Option<Self> {
        let centre = mean(baseline.iter().flatten().copied())?;
        let mut ranges = moving_ranges(baseline);
        let mean_of_all = mean(ranges.iter().copied())?;
        if screening == Screening::Screened && mean_of_all > 0.0 {
            ranges.retain(|&range| range < OUTLYING_RANGE * mean_of_all);
        }
        let mean_range = mean(ranges.iter().copied())?;
        let lines = Lines { centre, reach: RANGES_TO_LIMIT * mean_range };
        Some(Self { lines, mean_range, ranges: ranges.len() })
    }
}

/// The chart of shares, whose limits depend on how many notes a month has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PChart {
    /// The share of all notes of the baseline.
    pub centre: Share,
    /// How many times the months scatter as chance alone would have them;
    /// `None` where no two months are neighbours.
    pub scatter: Option<f64>,
    /// How many notes a month of the baseline has on average.
    pub notes_a_month: f64,
}

impl PChart {
    /// From the months of a baseline, `None` for a gap. `None` without notes,
    /// and where none of them meet it or all do: limits of no width would say
    /// that the first other note is a change (the p-chart of Shewhart; the
    /// scatter by Laney 2002, Quality Engineering 14, 531-537).
    pub fn new(baseline: &[Option<Proportion>]) -> Option<Self> {
        let months: Vec<Proportion> = baseline.iter().flatten().copied().collect();
        let pooled = Proportion::pooled(&months).filter(|pooled| pooled.met() > 0 && pooled.not_met() > 0)?;
        let centre = pooled.share();
        let standardised = |month: Proportion| (month.share().get() - centre.get()) / error(centre, month.of());
        let distances: Vec<Option<f64>> = baseline.iter().map(|month| month.map(standardised)).collect();
        let scatter = mean(moving_ranges(&distances).into_iter()).map(|range| range / RANGE_OF_TWO);
        let notes_a_month = mean(months.iter().map(|month| month.of() as f64))?;
        Some(Self { centre, scatter, notes_a_month })
    }

    /// The lines of a month with so many notes, the limits `widened` times as
    /// far away as chance alone would put them.
    pub fn lines(self, notes: u64, widened: f64) -> Lines {
        Lines { centre: self.centre.get(), reach: 3.0 * error(self.centre, notes) * widened }
    }
}

fn error(share: Share, notes: u64) -> f64 {
    (share.get() * (1.0 - share.get()) / notes as f64).sqrt()
}

fn moving_ranges(values: &[Option<f64>]) -> Vec<f64> {
    values.windows(2).filter_map(|pair| Some((pair[1]? - pair[0]?).abs())).collect()
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0_u64);
    for value in values {
        sum += value;
        count += 1;
    }
    (count > 0).then(|| sum / count as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_no_range_across_a_gap() {
        let values = [Some(1.0), None, Some(9.0), Some(10.0)];
        let xmr = Xmr::new(&values, Screening::Unscreened).unwrap();
        assert_eq!((xmr.ranges, xmr.mean_range.to_bits()), (1, 1_f64.to_bits()));
    }

    #[test]
    fn has_no_limits_without_neighbours() {
        for values in [&[][..], &[Some(1.0)], &[Some(1.0), None, Some(2.0)]] {
            assert_eq!(Xmr::new(values, Screening::Screened), None);
        }
        assert_eq!(PChart::new(&[None, None]), None);
    }

    #[test]
    fn has_no_limits_where_nothing_varies() {
        for met in [0, 9] {
            assert_eq!(PChart::new(&[Proportion::new(met, 9); 12]), None);
        }
    }
}
