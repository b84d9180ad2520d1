//! From figures to changes. A change is a difference of shares with the
//! interval of Newcombe; it points up or down only where that leaves nought out.

use std::collections::{BTreeMap, BTreeSet};

use super::edition::{Edition, Figure};
use crate::measure::{Difference, Proportion, newcombe};

/// A topic of an agency in two audits.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The agency, or `(all)`.
    pub agency: String,
    /// The id of the topic.
    pub topic: String,
    /// The later and the earlier figure, and how far they are apart; `None` if
    /// either stands on too few notes to be shown.
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

/// An entry that was counted in more or fewer of all notes than before.
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
    let change = |(key, now): (&(String, String), Option<Figure>)| {
        let then = *before.get(key)?;
        let figures = now.zip(then).map(|(now, then)| (now, then, newcombe(now.measured, then.measured)));
        Some(Change { agency: key.0.clone(), topic: key.1.clone(), figures })
    };
    later.figures().filter_map(change).collect()
}

/// The entries whose share of all notes changed beyond doubt, the largest
/// change first.
pub(super) fn moved(later: &Edition, earlier: &Edition) -> Vec<Moved> {
    let ids: BTreeSet<&String> = later.entries().chain(earlier.entries()).collect();
    let entry = |id: &String| {
        let (now, then) = (later.notes_with(id)?, earlier.notes_with(id)?);
        let difference = newcombe(now.into(), then.into());
        Some(Moved { entry: id.clone(), later: now, earlier: then, difference })
    };
    let mut moved: Vec<Moved> = ids.into_iter().filter_map(entry).collect();
    moved.retain(|one| Direction::of(one.difference) != Direction::Unclear);
    moved.sort_by(|a, b| b.difference.value.abs().total_cmp(&a.difference.value.abs()));
    moved
}
