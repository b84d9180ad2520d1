//! From figures to changes. A change is a difference of shares with the
//! interval of Newcombe; it points up or down only where that leaves nought out.
//! Wordings are many, and one moved only if it did beyond chance among them all.

use std::collections::{BTreeMap, BTreeSet};

use super::edition::{Edition, Figure, Told};
use crate::measure::{Clusters, Difference, PValue, Proportion, QValue, benjamini_hochberg, clustered_test, newcombe};

/// A topic of an agency in two audits.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The agency, or `(all)`.
    pub agency: String,
    /// The id of the topic.
    pub topic: String,
    /// The later and the earlier figure, and how far they are apart; `None` if
    /// either stands on too few notes or cases.
    pub figures: Option<(Figure, Figure, Difference)>,
}

impl Change {
    /// Which way it points; `None` where it is not shown.
    pub fn direction(&self) -> Option<Direction> {
        self.figures.map(|(_, _, difference)| Direction::of(difference))
    }

    /// Whether it points up or down beyond doubt.
    pub fn is_clear(&self) -> bool {
        self.direction().is_some_and(|direction| direction != Direction::Unclear)
    }
}

/// Which way a change points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More than before.
    Up,
    /// Less than before.
    Down,
    /// The two may be the same.
    Unclear,
}

impl Direction {
    /// The direction of a difference, by its 95 % interval.
    pub fn of(difference: Difference) -> Self {
        if difference.low > 0.0 {
            Self::Up
        } else if difference.high < 0.0 {
            Self::Down
        } else {
            Self::Unclear
        }
    }
}

/// An entry that was counted in more or fewer of all notes than before, beyond
/// chance among all entries that were looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// Its id.
    pub entry: String,
    /// Notes of the later audit that it was counted in.
    pub later: Proportion,
    /// The same of the earlier one.
    pub earlier: Proportion,
    /// How far they are apart.
    pub difference: Difference,
}

/// Every figure that both audits have, in the order of the later one.
pub(super) fn changes(later: &Edition, earlier: &Edition) -> Vec<Change> {
    let before: BTreeMap<_, _> = earlier.figures().collect();
    let change = |(key, now): (&(String, String), Told)| {
        let figures = match (now, *before.get(key)?) {
            (Told::Figure(now), Told::Figure(then)) => Some((now, then, newcombe(now.measured, then.measured))),
            _ => None,
        };
        Some(Change { agency: key.0.clone(), topic: key.1.clone(), figures })
    };
    later.figures().filter_map(change).collect()
}

/// The entries whose share of all notes changed, the largest change first, and
/// how many were looked at together.
pub(super) fn moved(later: &Edition, earlier: &Edition) -> (Vec<Moved>, usize) {
    let ids: BTreeSet<&String> = later.entries().chain(earlier.entries()).collect();
    let entry = |id: &String| beside(id, later.notes_with(id)?, earlier.notes_with(id)?);
    let (mut moved, p): (Vec<Moved>, Vec<_>) = ids.into_iter().filter_map(entry).unzip();
    let adjusted = benjamini_hochberg(&p);
    let mut beyond_chance = adjusted.q.iter().map(|q| q.is_some_and(QValue::is_beyond_chance));
    moved.retain(|one| beyond_chance.next() == Some(true) && Direction::of(one.difference) != Direction::Unclear);
    moved.sort_by(|a, b| b.difference.value.abs().total_cmp(&a.difference.value.abs()));
    (moved, adjusted.tests)
}

/// An entry in both audits, and how probable a difference as large is if there is
/// none; both allow for notes of one case being alike. `None` on too few cases.
fn beside(entry: &str, now: Clusters, then: Clusters) -> Option<(Moved, Option<PValue>)> {
    let (share_now, share_then) = (now.share().ok()?, then.share().ok()?);
    let notes = |clusters: Clusters| Proportion::new(clusters.met(), clusters.notes());
    let difference = newcombe(share_now.into(), share_then.into());
    let moved = Moved { entry: entry.to_owned(), later: notes(now)?, earlier: notes(then)?, difference };
    Some((moved, Some(clustered_test(share_now, share_then))))
}
