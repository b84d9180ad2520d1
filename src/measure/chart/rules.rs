//! The four rules of Making Data Count, as its R package has them
//! (`NHSRplotthedots` 0.2.2).

use super::super::topic::GoodIs;
use super::lines::Lines;

/// How many points make a trend, and how many a shift.
const RUN: usize = 7;

/// Why a point says that something changed. Where several do, the first in
/// this order is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Above the upper limit.
    AboveLimit,
    /// Below the lower limit.
    BelowLimit,
    /// One of seven that rise one after the other.
    Rising,
    /// One of seven that fall one after the other.
    Falling,
    /// One of two out of three near the upper limit, all three above the mean.
    NearUpper,
    /// One of two out of three near the lower limit, all three below the mean.
    NearLower,
    /// One of seven above the mean.
    ShiftedUp,
    /// One of seven below the mean.
    ShiftedDown,
}

/// What a signal means for practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// It changed for the better.
    Improvement,
    /// It changed for the worse.
    Concern,
    /// It changed.
    Change,
}

impl Signal {
    fn points_up(self) -> bool {
        matches!(self, Self::AboveLimit | Self::Rising | Self::NearUpper | Self::ShiftedUp)
    }

    /// What it means, given which way is better.
    pub fn meaning(self, good: GoodIs) -> Meaning {
        match (good, self.points_up()) {
            (GoodIs::Neither, _) => Meaning::Change,
            (GoodIs::Up, true) | (GoodIs::Down, false) => Meaning::Improvement,
            _ => Meaning::Concern,
        }
    }
}

/// Which points of one stretch say that something changed. `points` and their
/// lines are in order of time, `None` for a gap, across which no rule reads.
pub fn signals(points: &[Option<(f64, Lines)>]) -> Vec<Option<Signal>> {
    let outside: Vec<_> = points.iter().map(|point| point.and_then(outside)).collect();
    let rules = [outside, trends(points), two_of_three(points), shifts(points)];
    (0..points.len()).map(|at| rules.iter().find_map(|rule| rule[at])).collect()
}

fn outside((value, lines): (f64, Lines)) -> Option<Signal> {
    if value > lines.upper() {
        Some(Signal::AboveLimit)
    } else if value < lines.lower() {
        Some(Signal::BelowLimit)
    } else {
        None
    }
}

/// Marks the points of every stretch of `length` that `rule` finds something
/// in; where two stretches differ about a point, the later one is right.
fn mark(
    points: &[Option<(f64, Lines)>],
    length: usize,
    rule: impl Fn(&[(f64, Lines)]) -> Vec<Option<Signal>>,
) -> Vec<Option<Signal>> {
    let mut marked = vec![None; points.len()];
    for (start, stretch) in points.windows(length).enumerate() {
        let Some(whole) = stretch.iter().copied().collect::<Option<Vec<_>>>() else { continue };
        for (at, signal) in rule(&whole).into_iter().enumerate() {
            marked[start + at] = signal.or(marked[start + at]);
        }
    }
    marked
}

fn trends(points: &[Option<(f64, Lines)>]) -> Vec<Option<Signal>> {
    mark(points, RUN, |run| {
        let every = |further: fn(f64, f64) -> bool| run.windows(2).all(|pair| further(pair[1].0, pair[0].0));
        let signal = if every(|next, last| next > last) {
            Some(Signal::Rising)
        } else if every(|next, last| next < last) {
            Some(Signal::Falling)
        } else {
            None
        };
        vec![signal; run.len()]
    })
}

/// A point that is outside a limit is not near it.
fn two_of_three(points: &[Option<(f64, Lines)>]) -> Vec<Option<Signal>> {
    mark(points, 3, |three| {
        let Some(up) = side(three) else { return vec![None; three.len()] };
        let is_near = |&(value, lines): &(f64, Lines)| {
            outside((value, lines)).is_none()
                && if up { value > lines.near_upper() } else { value < lines.near_lower() }
        };
        let two = three.iter().filter(|point| is_near(point)).count() >= 2;
        let signal = if up { Signal::NearUpper } else { Signal::NearLower };
        three.iter().map(|point| (two && is_near(point)).then_some(signal)).collect()
    })
}

fn shifts(points: &[Option<(f64, Lines)>]) -> Vec<Option<Signal>> {
    mark(points, RUN, |run| {
        let signal = side(run).map(|up| if up { Signal::ShiftedUp } else { Signal::ShiftedDown });
        vec![signal; run.len()]
    })
}

/// Whether all points are above the mean, or all below; a point on it is on
/// neither side.
fn side(points: &[(f64, Lines)]) -> Option<bool> {
    let above = points.iter().all(|(value, lines)| *value > lines.centre);
    let below = points.iter().all(|(value, lines)| *value < lines.centre);
    (above || below).then_some(above)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(values: &[Option<f64>]) -> Vec<Option<Signal>> {
        let lines = Lines { centre: 10.0, reach: 9.0 };
        signals(&values.iter().map(|value| value.map(|value| (value, lines))).collect::<Vec<_>>())
    }

    #[test]
    fn reads_no_run_across_a_gap() {
        let mut values = [Some(11.0); 9];
        assert_eq!(found(&values), [Some(Signal::ShiftedUp); 9]);
        values[4] = None;
        assert_eq!(found(&values), [None; 9]);
    }

    #[test]
    fn a_point_on_the_limit_is_within_it() {
        assert_eq!(found(&[Some(19.0), Some(19.1), Some(1.0), Some(0.9)]).iter().flatten().count(), 2);
    }

    #[test]
    fn a_point_of_two_trends_takes_the_later() {
        let up_then_down: Vec<_> = (0..7).chain((0..6).rev()).map(|step| Some(7.5 + f64::from(step))).collect();
        let found = found(&up_then_down);
        assert_eq!((found[5], found[6]), (Some(Signal::Rising), Some(Signal::Falling)));
    }

    #[test]
    fn means_what_the_direction_of_good_says() {
        assert_eq!(Signal::Falling.meaning(GoodIs::Down), Meaning::Improvement);
        assert_eq!(Signal::Falling.meaning(GoodIs::Up), Meaning::Concern);
        assert_eq!(Signal::AboveLimit.meaning(GoodIs::Up), Meaning::Improvement);
        assert_eq!(Signal::AboveLimit.meaning(GoodIs::Neither), Meaning::Change);
    }
}
