//! Stretches of a text that can be asked which of them touch another, without
//! looking at all of them: notes may be long.

use std::ops::Range;

/// Things that lie over stretches, sorted by where they begin.
#[derive(Clone, Debug)]
pub(super) struct Ranges<T> {
    items: Vec<(Range<usize>, T)>,
    /// The furthest end among the items up to each.
    furthest: Vec<usize>,
}

impl<T> Default for Ranges<T> {
    fn default() -> Self {
        Self { items: Vec::new(), furthest: Vec::new() }
    }
}

impl<T> Ranges<T> {
    pub(super) fn new(items: impl IntoIterator<Item = (Range<usize>, T)>) -> Self {
        let mut items: Vec<_> = items.into_iter().collect();
        items.sort_by_key(|(range, _)| (range.start, range.end));
        let furthest = items.iter().scan(0, |furthest, (range, _)| {
            *furthest = range.end.max(*furthest);
            Some(*furthest)
        });
        Self { furthest: furthest.collect(), items }
    }

    /// Those that share something with `range`, the last to begin first.
    pub(super) fn touching(&self, range: Range<usize>) -> impl Iterator<Item = &(Range<usize>, T)> {
        let upto = self.items.partition_point(|(item, _)| item.start < range.end);
        let first = range.start;
        let near = (0..upto).rev().take_while(move |&at| self.furthest[at] > first);
        near.map(|at| &self.items[at]).filter(move |(item, _)| item.end > first)
    }

    /// Whether one of them lies within `range`.
    pub(super) fn any_within(&self, range: &Range<usize>) -> bool {
        let from = self.items.partition_point(|(item, _)| item.start < range.start);
        let mut inside = self.items[from..].iter().take_while(|(item, _)| item.start < range.end);
        inside.any(|(item, _)| item.end <= range.end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn finds_what_looking_at_all_of_them_finds(
            items in prop::collection::vec((0..30_usize, 1..8_usize), 0..20),
            start in 0..30_usize,
            length in 1..8_usize,
        ) {
            let items: Vec<_> = items.into_iter().map(|(start, length)| (start..start + length, ())).collect();
            let asked = start..start + length;
            let ranges = Ranges::new(items.clone());
            let expected = items.iter().filter(|(item, ())| item.start < asked.end && asked.start < item.end).count();
            prop_assert_eq!(ranges.touching(asked.clone()).count(), expected);
            let within = items.iter().any(|(item, ())| asked.start <= item.start && item.end <= asked.end);
            prop_assert_eq!(ranges.any_within(&asked), within);
        }
    }
}
