//! Bytes in memory or in a file that is read a block at a time, from several
//! places at once and as often as need be. Knows nothing of what they mean.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

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

    /// How many bytes there are.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// The bytes from `at` to the end, one after the other.
    #[cfg(feature = "audit")]
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

/// Reads content to its end.
#[cfg(feature = "audit")]
#[derive(Debug)]
pub(crate) struct Reader {
    content: Content,
    at: u64,
}

#[cfg(feature = "audit")]
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
    fn a_file_that_has_become_shorter_is_an_error() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"0123456789").unwrap();
        let content = Content::of_file(file.try_clone().unwrap()).unwrap();
        file.set_len(5).unwrap();
        assert!(content.read(0, 10).is_err());
    }
}
