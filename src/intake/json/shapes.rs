//! Which names the records of a file have together, to see where one has a
//! name of its own for what the others call something else.

use std::collections::{BTreeMap, BTreeSet};

/// How many records have exactly these columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Shapes(BTreeMap<Vec<usize>, u64>);

impl Shapes {
    /// Adds a record that has these columns.
    pub(super) fn add(&mut self, mut columns: Vec<usize>) {
        columns.sort_unstable();
        *self.0.entry(columns).or_default() += 1;
    }

    /// The columns that most records lack, in records that lack one of
    /// `read`, which most have; and how many such records there are.
    ///
    /// What is missing alone is empty, and what is there beside everything
    /// else is extra: both are usual in JSON.
    pub(super) fn rare(&self, read: &[usize]) -> Option<(BTreeSet<usize>, u64)> {
        let total: u64 = self.0.values().sum();
        let mut having: BTreeMap<usize, u64> = BTreeMap::new();
        for (columns, records) in &self.0 {
            for column in columns {
                *having.entry(*column).or_default() += records;
            }
        }
        let most_have = |column: &usize| having.get(column).copied().unwrap_or_default() * 2 > total;
        let (mut rare, mut odd) = (BTreeSet::new(), 0);
        for (columns, records) in &self.0 {
            let lacks = read.iter().any(|column| most_have(column) && columns.binary_search(column).is_err());
            let mut own = columns.iter().filter(|column| !most_have(column)).peekable();
            if lacks && own.peek().is_some() {
                rare.extend(own);
                odd += records;
            }
        }
        (odd > 0).then_some((rare, odd))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_its_own_counts_where_another_is_missing() {
        type Rare = (&'static [usize], u64);
        let cases: &[(&[&[usize]], Option<Rare>)] = &[
            (&[&[0, 1], &[0, 1], &[0, 2]], Some((&[2], 1))),
            (&[&[0, 1], &[0, 1], &[2, 0], &[3, 2, 0]], None),
            (&[&[0, 1], &[0, 1], &[1, 0], &[3, 2, 0]], Some((&[2, 3], 1))),
            (&[&[0, 1], &[0, 1], &[0]], None),
            (&[&[0, 1], &[0, 1], &[0, 1, 2]], None),
            (&[], None),
        ];
        for (records, expected) in cases {
            let mut shapes = Shapes::default();
            records.iter().for_each(|columns| shapes.add(columns.to_vec()));
            let expected = expected.map(|(columns, odd)| (columns.iter().copied().collect(), odd));
            assert_eq!(shapes.rare(&[0, 1]), expected, "{records:?}");
        }
    }
}
