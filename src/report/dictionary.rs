//! What the columns of the tables are called in words, and what they hold: one
//! line a column in `dictionary.txt`, since a name means the same in every
//! table that has it.

use super::column::Column;

const LINES: &str = include_str!("dictionary.txt");

/// A column in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    /// Its heading.
    pub(super) heading: &'static str,
    /// What it holds.
    pub(super) says: &'static str,
    /// How wide it is where it is printed, in letters.
    pub(super) width: u16,
}

impl<R> Column<R> {
    /// The column in words; a column that the dictionary lacks has its name for
    /// a heading.
    pub(super) fn meaning(&self) -> Meaning {
        let found = lines().find(|(name, _)| *name == self.name);
        found.map_or(Meaning { heading: self.name, says: "", width: 20 }, |(_, meaning)| meaning)
    }
}

fn lines() -> impl Iterator<Item = (&'static str, Meaning)> {
    LINES.lines().filter(|line| !line.starts_with('#')).filter_map(line)
}

fn line(line: &'static str) -> Option<(&'static str, Meaning)> {
    let mut parts = line.splitn(4, " | ");
    let (name, width, heading, says) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    Some((name, Meaning { heading, says, width: width.parse().ok()? }))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::io;

    use super::super::sample::Sample;
    use super::super::tables::{About, Tables, each};
    use super::*;

    /// The names of the columns of each table.
    #[derive(Default)]
    struct Names(Vec<Vec<&'static str>>);

    impl Tables for Names {
        type Error = std::convert::Infallible;

        fn table<R, B>(
            &mut self,
            _: About,
            columns: &[Column<R>],
            _: u64,
            _: impl Iterator<Item = io::Result<B>>,
        ) -> Result<(), Self::Error> {
            self.0.push(columns.iter().map(|column| column.name).collect());
            Ok(())
        }
    }

    fn names() -> Vec<Vec<&'static str>> {
        let mut names = Names::default();
        let Ok(()) = each(&Sample::new().audit(), &mut names);
        names.0
    }

    #[test]
    fn every_column_has_one_line_and_every_line_a_column() {
        let used: BTreeSet<_> = names().concat().into_iter().collect();
        let known: Vec<_> = lines().map(|(name, _)| name).collect();
        assert_eq!(used.into_iter().collect::<Vec<_>>(), known, "the lines stand in the order of their names");
        assert_eq!(known.len(), LINES.lines().filter(|line| !line.starts_with('#')).count());
    }

    #[test]
    fn no_table_has_two_columns_with_one_heading() {
        for columns in names() {
            let heading = |name: &&str| lines().find(|(known, _)| known == name).unwrap().1.heading.to_lowercase();
            let headings: BTreeSet<_> = columns.iter().map(heading).collect();
            assert_eq!(headings.len(), columns.len(), "{columns:?}");
        }
    }
}
