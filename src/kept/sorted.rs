//! Rows that come in any order and are read in theirs. While they are few they
//! are sorted in memory; beyond that in stretches, which are put away in one
//! file without a name and merged as they are read.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter};
use std::path::{Path, PathBuf};
use std::vec;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::content::{Content, Reader};

/// So many rows are sorted at once.
const STRETCH: usize = 1 << 16;

/// So many of those that take several hundred bytes each.
const STRETCH_OF_LONG: usize = 1 << 12;

/// So many bytes of each stretch are read ahead.
const AHEAD: usize = 1 << 15;

/// Rows that are being collected.
#[derive(Debug)]
pub struct Sorter<T> {
    folder: PathBuf,
    stretch: usize,
    rows: Vec<T>,
    away: Option<Away>,
}

/// Stretches in a file.
#[derive(Debug)]
struct Away {
    file: BufWriter<File>,
    bytes: u64,
    /// Where each stretch begins, and how many rows it has.
    stretches: Vec<(u64, usize)>,
}

impl<T: Ord + Serialize + DeserializeOwned> Sorter<T> {
    /// Keeps rows that are many in this folder.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), stretch: STRETCH, rows: Vec::new(), away: None }
    }

    /// The same for rows that are long.
    pub fn of_long(folder: &Path) -> Self {
        Self { stretch: STRETCH_OF_LONG, ..Self::new(folder) }
    }

    /// Adds a row.
    ///
    /// # Errors
    /// If the file cannot be made or written.
    pub fn push(&mut self, row: T) -> io::Result<()> {
        self.rows.push(row);
        if self.rows.len() < self.stretch { Ok(()) } else { self.put_away() }
    }

    fn put_away(&mut self) -> io::Result<()> {
        let away = match &mut self.away {
            Some(away) => away,
            None => self.away.insert(Away::new(&self.folder)?),
        };
        self.rows.sort_unstable();
        away.stretches.push((away.bytes, self.rows.len()));
        for row in self.rows.drain(..) {
            away.bytes += super::write(&mut away.file, &row)?;
        }
        Ok(())
    }

    /// The rows, the least first.
    ///
    /// # Errors
    /// If the file cannot be written, or not be read again.
    pub fn finish(mut self) -> io::Result<Sorted<T>> {
        self.rows.sort_unstable();
        let mut stretches = self.away.map(Away::read).transpose()?.unwrap_or_default();
        stretches.push(Stretch::Memory(self.rows.into_iter()));
        Sorted::new(stretches)
    }
}

impl Away {
    fn new(folder: &Path) -> io::Result<Self> {
        let file = BufWriter::new(tempfile::tempfile_in(folder)?);
        Ok(Self { file, bytes: 0, stretches: Vec::new() })
    }

    fn read<T>(self) -> io::Result<Vec<Stretch<T>>> {
        let content = Content::of_file(self.file.into_inner().map_err(io::IntoInnerError::into_error)?)?;
        let reader = |start| BufReader::with_capacity(AHEAD, content.reader(start));
        Ok(self.stretches.into_iter().map(|(start, rows)| Stretch::File(rows, reader(start))).collect())
    }
}

/// Rows in their order.
#[derive(Debug)]
pub struct Sorted<T> {
    stretches: Vec<Stretch<T>>,
    /// The next row of each stretch.
    next: BinaryHeap<Reverse<(T, usize)>>,
}

/// Rows that have been sorted together.
#[derive(Debug)]
enum Stretch<T> {
    Memory(vec::IntoIter<T>),
    /// So many that have not been read yet.
    File(usize, BufReader<Reader>),
}

impl<T: DeserializeOwned> Stretch<T> {
    fn next(&mut self) -> io::Result<Option<T>> {
        match self {
            Self::Memory(rows) => Ok(rows.next()),
            Self::File(0, _) => Ok(None),
            Self::File(left, file) => {
                *left -= 1;
                super::read(file).map(Some)
            }
        }
    }
}

impl<T: Ord + DeserializeOwned> Sorted<T> {
    fn new(stretches: Vec<Stretch<T>>) -> io::Result<Self> {
        let mut sorted = Self { next: BinaryHeap::with_capacity(stretches.len()), stretches };
        for stretch in 0..sorted.stretches.len() {
            sorted.advance(stretch)?;
        }
        Ok(sorted)
    }

    fn advance(&mut self, stretch: usize) -> io::Result<()> {
        let next = self.stretches[stretch].next()?;
        self.next.extend(next.map(|row| Reverse((row, stretch))));
        Ok(())
    }
}

impl<T: Ord + DeserializeOwned> Iterator for Sorted<T> {
    type Item = io::Result<T>;

    fn next(&mut self) -> Option<io::Result<T>> {
        let Reverse((row, stretch)) = self.next.pop()?;
        Some(self.advance(stretch).map(|()| row))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sorted(stretch: usize, rows: &[String]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let mut sorter = Sorter { stretch, ..Sorter::new(folder.path()) };
        for row in rows {
            sorter.push(row.clone()).unwrap();
        }
        let rows = sorter.finish().unwrap();
        assert_eq!(folder.path().read_dir().unwrap().count(), 0);
        rows.map(Result::unwrap).collect()
    }

    proptest! {
        #[test]
        fn rows_come_in_their_order_whatever_was_put_away(mut rows: Vec<String>, stretch in 1_usize..9) {
            let found = sorted(stretch, &rows);
            rows.sort();
            prop_assert_eq!(found, rows);
        }
    }
}
