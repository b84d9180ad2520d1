//! The lines of a funnel at one number of notes.

use std::f64::consts::FRAC_PI_2;

use crate::measure::interval::{Confidence, Interval};
use crate::measure::search::first_where;
use crate::measure::share::Share;
use crate::measure::tails::Trials;

/// The binomial points at either tail, with the steps between whole numbers
/// interpolated.
pub(super) fn exact(target: Share, notes: u64, confidence: Confidence) -> Option<Interval> {
    let trials = (notes > 0).then(|| Trials::new(notes, target.get()))??;
    let point = |tail: f64| {
        let reached = first_where(0, notes, |x| trials.at_most(x) >= tail).unwrap_or(notes);
        let (here, before) = (trials.at_most(reached), reached.checked_sub(1).map_or(0.0, |x| trials.at_most(x)));
        let back = if here > before { (here - tail) / (here - before) } else { 0.0 };
        (reached as f64 - back) / notes as f64
    };
    Some(Interval::clipped(point(confidence.tail()), point(1.0 - confidence.tail())))
}

/// The normal limits of arcsin √p, which has variance 1/4n whatever p is,
/// widened by the variance between agencies. The angle is kept within a
/// quarter turn, so that a line that reaches 0 or 1 stays there.
pub(super) fn arcsine(target: Share, notes: u64, between: f64, confidence: Confidence) -> Option<Interval> {
    if notes == 0 {
        return None;
    }
    let angle = target.get().sqrt().asin();
    let reach = confidence.z() * (0.25 / notes as f64 + between).sqrt();
    let share = |angle: f64| angle.clamp(0.0, FRAC_PI_2).sin().powi(2);
    Some(Interval::clipped(share(angle - reach), share(angle + reach)))
}
