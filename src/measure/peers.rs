//! Each agency beside all the others together, for every topic: one family of
//! comparisons.

use super::clusters::Clusters;
use super::suppress::{Shown, Threshold};
use super::tally::Tally;
use super::topic::{Base, Topic};
use super::verdict::{Check, Checks, Compared, Comparison, LeastDifference, TooFew, Verdict, verdicts};
use crate::note::Agency;

/// Nothing is known yet of how agencies' mixes of notes, or the errors of
/// reading them, differ.
const UNCHECKED: Checks = Checks { case_mix: Check::NotMade, reading: Check::NotMade };

/// The verdicts on every agency, by name, and in it on every topic in the order
/// given. A comparison in which either side is too small to show is not made.
///
/// That an agency and the others know the same families is not allowed for:
/// where these make both sides alike, the intervals are wider than they need be.
pub(super) fn compared(tally: &Tally, topics: &[Topic], threshold: Threshold) -> Vec<Vec<Shown<Verdict>>> {
    let lines = tally.agencies().flat_map(|agency| topics.iter().map(move |&topic| (agency, topic)));
    let beside = |(agency, topic): (&Agency, Topic)| beside(tally.beside(agency, topic), topic.base(), threshold);
    let family: Vec<Shown<Compared>> = lines.map(beside).collect();
    let made: Vec<Compared> =
        family.iter().map(|compared| compared.value().copied().unwrap_or(Compared::TooFew(TooFew::OwnNotes))).collect();
    let shown = |(compared, verdict): (&Shown<Compared>, Verdict)| match compared {
        Shown::Value(_) => Shown::Value(verdict),
        Shown::TooFew(threshold) => Shown::TooFew(*threshold),
    };
    let verdicts = verdicts(&made, LeastDifference::default());
    let lines: Vec<Shown<Verdict>> = family.iter().zip(verdicts).map(shown).collect();
    lines.chunks(topics.len().max(1)).map(<[_]>::to_vec).collect()
}

fn beside([own, others]: [Clusters; 2], base: Base, threshold: Threshold) -> Shown<Compared> {
    let compared = match Comparison::new(own, others) {
        Ok(comparison) => Compared::Made(comparison.of(base), UNCHECKED),
        Err(few) => Compared::TooFew(few),
    };
    let smaller = if others.notes() > 0 { own.notes().min(others.notes()) } else { own.notes() };
    threshold.show(smaller, compared)
}
