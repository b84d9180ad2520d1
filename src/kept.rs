//! Rows in their order, read as often as need be: in memory while they are few,
//! beyond that in a file that has no name, so that what an audit finds may be
//! larger than memory and nothing is left behind. A [`Sorter`] does the same for
//! rows that are to be read in another order. Knows nothing of what is kept.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

pub use sorted::{Sorted, Sorter};

use crate::content::Content;

mod sorted;

/// So many rows stay in memory.
const FEW: usize = 1 << 12;

/// Rows that are being collected.
#[derive(Debug)]
pub struct Keeper<T> {
    folder: PathBuf,
    few: usize,
    rows: Vec<T>,
    /// How many rows are in the file, and the file.
    file: Option<(u64, BufWriter<File>)>,
}

impl<T: Serialize> Keeper<T> {
    /// Keeps rows that are many in this folder.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), few: FEW, rows: Vec::new(), file: None }
    }

    /// Adds a row.
    ///
    /// # Errors
    /// If the file cannot be made or written.
    pub fn push(&mut self, row: T) -> io::Result<()> {
        self.rows.push(row);
        if self.rows.len() > self.few || self.file.is_some() { self.put_away() } else { Ok(()) }
    }

    fn put_away(&mut self) -> io::Result<()> {
        if self.file.is_none() {
            self.file = Some((0, BufWriter::new(tempfile::tempfile_in(&self.folder)?)));
        }
        let Some((length, file)) = &mut self.file else { return Ok(()) };
        for row in self.rows.drain(..) {
            write(file, &row)?;
            *length += 1;
        }
        self.rows.shrink_to(0);
        Ok(())
    }

    /// The rows, to be read.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn finish(self) -> io::Result<Kept<T>> {
        Ok(Kept(match self.file {
            None => Place::Memory(self.rows),
            Some((length, file)) => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                Place::File(length, Content::of_file(file)?)
            }
        }))
    }
}

/// Rows that were collected.
#[derive(Clone, Debug)]
pub struct Kept<T>(Place<T>);

#[derive(Clone, Debug)]
enum Place<T> {
    Memory(Vec<T>),
    /// So many, each as its length and its bytes.
    File(u64, Content),
}

impl<T> From<Vec<T>> for Kept<T> {
    fn from(rows: Vec<T>) -> Self {
        Self(Place::Memory(rows))
    }
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

impl<T: Clone + DeserializeOwned + Sync> Kept<T> {
    /// How many there are.
    pub fn len(&self) -> u64 {
        match &self.0 {
            Place::Memory(rows) => rows.len() as u64,
            Place::File(length, _) => *length,
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every row, in order.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn rows(&self) -> Box<dyn Iterator<Item = io::Result<Cow<'_, T>>> + Send + '_> {
        match &self.0 {
            Place::Memory(rows) => Box::new(rows.iter().map(|row| Ok(Cow::Borrowed(row)))),
            Place::File(length, content) => {
                let mut bytes = BufReader::with_capacity(1 << 20, content.reader(0));
                Box::new((0..*length).map(move |_| read(&mut bytes).map(Cow::Owned)))
            }
        }
    }
}

impl<T: Clone + Serialize + DeserializeOwned + Sync> Kept<T> {
    /// Writes how many there are, and every row, so that [`Kept::read_from`]
    /// reads them again.
    ///
    /// # Errors
    /// If they cannot be read, or not be written.
    pub fn write_to(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(&self.len().to_le_bytes())?;
        self.rows().try_for_each(|row| write(out, &*row?).map(drop))
    }

    /// Reads rows that were written one after the other; those that are many
    /// are kept in `folder`.
    ///
    /// # Errors
    /// If there are fewer than there should be, or they are of another sort, or
    /// they cannot be kept.
    pub fn read_from(input: &mut impl Read, folder: &Path) -> io::Result<Self> {
        let mut length = [0; 8];
        input.read_exact(&mut length)?;
        let mut keeper = Keeper::new(folder);
        (0..u64::from_le_bytes(length)).try_for_each(|_| keeper.push(read(input)?))?;
        keeper.finish()
    }
}

/// Writes a row, its length first; says how many bytes that makes.
fn write(file: &mut impl Write, row: &impl Serialize) -> io::Result<u64> {
    let bytes = postcard::to_stdvec(row).map_err(io::Error::other)?;
    let length = u32::try_from(bytes.len()).map_err(io::Error::other)?.to_le_bytes();
    file.write_all(&length)?;
    file.write_all(&bytes)?;
    Ok((length.len() + bytes.len()) as u64)
}

fn read<T: DeserializeOwned>(file: &mut impl Read) -> io::Result<T> {
    let mut length = [0; 4];
    file.read_exact(&mut length)?;
    let mut bytes = Vec::new();
    let length = u32::from_le_bytes(length);
    file.take(length.into()).read_to_end(&mut bytes)?;
    postcard::from_bytes(&bytes).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(few: usize, rows: &[String]) -> Kept<String> {
        let folder = tempfile::tempdir().unwrap();
        let mut keeper = Keeper { few, ..Keeper::new(folder.path()) };
        for row in rows {
            keeper.push(row.clone()).unwrap();
        }
        let kept = keeper.finish().unwrap();
        assert_eq!(folder.path().read_dir().unwrap().count(), 0);
        kept
    }

    #[test]
    fn rows_that_were_written_are_read_again_and_a_file_that_was_cut_is_refused() {
        let rows: Vec<String> = (0..200).map(|row| "é".repeat(row)).collect();
        let mut written = Vec::new();
        kept(7, &rows).write_to(&mut written).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let again = |bytes: &[u8]| Kept::<String>::read_from(&mut &*bytes, folder.path());
        let read: Vec<String> = again(&written).unwrap().rows().map(|row| row.unwrap().into_owned()).collect();
        assert_eq!(read, rows);
        for length in [0, 7, 8, 11, written.len() - 1] {
            assert!(again(&written[..length]).is_err(), "{length}");
        }
    }

    #[test]
    fn rows_read_the_same_from_memory_and_from_a_file() {
        let rows: Vec<String> = (0..200).map(|row| "é".repeat(row)).collect();
        for few in [0, 7, 199, 200, 1000] {
            let kept = kept(few, &rows);
            assert_eq!(matches!(kept.0, Place::Memory(_)), few >= 200);
            let (mut one, mut other) = (kept.rows(), kept.rows());
            for row in &rows {
                assert_eq!((&*one.next().unwrap().unwrap(), &*other.next().unwrap().unwrap()), (row, row));
            }
            assert_eq!((kept.len(), one.count(), other.count()), (200, 0, 0));
        }
    }
}
