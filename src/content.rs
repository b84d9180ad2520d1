//! Bytes in memory or in a file that is read a block at a time, from several
//! places at once and as often as need be. Knows nothing of what they mean.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// What is longer is not kept in memory, where there is a folder for it.
const LONG: usize = 64 << 20;

/// So many bytes are passed on at once.
const BLOCK: usize = 1 << 20;

/// Bytes that can be read more than once.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    place: Place,
    length: u64,
}

#[derive(Clone, Debug)]
enum Place {
    Memory(Arc<Vec<u8>>),
    File(Arc<Mutex<File>>),
}

impl Content {
    /// Bytes in memory.
    pub(crate) fn of(bytes: Vec<u8>) -> Self {
        Self { length: bytes.len() as u64, place: Place::Memory(Arc::new(bytes)) }
    }

    /// A file. What is added to it from now on is not read.
    ///
    /// # Errors
    /// If the system does not say how long it is.
    pub(crate) fn of_file(file: File) -> io::Result<Self> {
        Ok(Self { length: file.metadata()?.len(), place: Place::File(Arc::new(Mutex::new(file))) })
    }

    /// What can be read only once: in memory, or beyond 64 MiB in a file
    /// without a name in `folder`, if there is one.
    ///
    /// # Errors
    /// If it cannot be read, or not be kept.
    pub(crate) fn gather(mut from: impl Read, folder: Option<&Path>) -> Result<Self, Ungathered> {
        let mut bytes = Vec::new();
        let most = if folder.is_some() { LONG } else { usize::MAX };
        from.by_ref().take(most as u64).read_to_end(&mut bytes).map_err(Ungathered::Unread)?;
        match folder {
            Some(folder) if bytes.len() == most => Self::put_away(bytes, from, folder),
            _ => Ok(Self::of(bytes)),
        }
    }

    fn put_away(mut block: Vec<u8>, mut from: impl Read, folder: &Path) -> Result<Self, Ungathered> {
        let mut file = tempfile::tempfile_in(folder).map_err(Ungathered::Unkept)?;
        while !block.is_empty() {
            file.write_all(&block).map_err(Ungathered::Unkept)?;
            block.clear();
            from.by_ref().take(BLOCK as u64).read_to_end(&mut block).map_err(Ungathered::Unread)?;
        }
        Self::of_file(file).map_err(Ungathered::Unkept)
    }

    /// How many bytes there are.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// The bytes from `at` to the end, one after the other.
    pub(crate) fn reader(&self, at: u64) -> Reader {
        Reader { content: self.clone(), at }
    }

    /// So many bytes from `start`, or as many as there are.
    ///
    /// # Errors
    /// If the file cannot be read, or has become shorter.
    pub(crate) fn read(&self, start: u64, most: usize) -> io::Result<Cow<'_, [u8]>> {
        let there = usize::try_from(self.length.saturating_sub(start)).unwrap_or(usize::MAX);
        let length = most.min(there);
        match &self.place {
            Place::Memory(bytes) => {
                // What lies in memory is no longer than memory.
                let start = usize::try_from(start).unwrap_or(usize::MAX);
                Ok(Cow::Borrowed(bytes.get(start..start.saturating_add(length)).unwrap_or_default()))
            }
            Place::File(file) => {
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                file.seek(SeekFrom::Start(start))?;
                let mut bytes = vec![0; length];
                file.read_exact(&mut bytes)?;
                Ok(Cow::Owned(bytes))
            }
        }
    }
}

/// Why something was not gathered.
#[derive(Debug)]
pub(crate) enum Ungathered {
    /// It cannot be read.
    Unread(io::Error),
    /// What was read of it cannot be kept.
    Unkept(io::Error),
}

/// Reads content to its end.
#[derive(Debug)]
pub(crate) struct Reader {
    content: Content,
    at: u64,
}

impl Read for Reader {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let found = self.content.read(self.at, bytes.len())?;
        bytes[..found.len()].copy_from_slice(&found);
        self.at += found.len() as u64;
        Ok(found.len())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_file_reads_like_the_same_bytes_in_memory() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"0123456789").unwrap();
        for content in [Content::of(b"0123456789".to_vec()), Content::of_file(file).unwrap()] {
            assert_eq!(content.length(), 10);
            for (start, most, expected) in
                [(0, 4, "0123"), (8, 4, "89"), (0, 99, "0123456789"), (10, 1, ""), (99, 1, "")]
            {
                assert_eq!(&*content.read(start, most).unwrap(), expected.as_bytes(), "{start}, {most}");
            }
        }
    }

    #[test]
    fn what_can_be_read_once_is_kept_in_memory_or_in_a_file_without_a_name() {
        let folder = tempfile::tempdir().unwrap();
        for (length, folder, in_file) in [
            (LONG + BLOCK + 3, Some(folder.path()), true),
            (LONG - 1, Some(folder.path()), false),
            (LONG + 1, None, false),
        ] {
            let content = Content::gather(io::repeat(7).take(length as u64), folder).unwrap();
            assert_eq!((content.length(), matches!(content.place, Place::File(_))), (length as u64, in_file));
            assert_eq!(&*content.read(length as u64 - 2, 9).unwrap(), [7, 7]);
        }
        assert_eq!(folder.path().read_dir().unwrap().count(), 0);
    }

    #[test]
    fn a_file_that_has_become_shorter_is_an_error() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"0123456789").unwrap();
        let content = Content::of_file(file.try_clone().unwrap()).unwrap();
        file.set_len(5).unwrap();
        assert!(content.read(0, 10).is_err());
    }
}
