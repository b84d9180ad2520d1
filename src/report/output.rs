//! Files on disk that only their owner can read, each with its size and digest
//! for the manifest. Writes nothing outside the folder it was given and never
//! over a file that is there.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::error::{Problem, ReportError};
use crate::digest::hexadecimal;

/// The size and digest of a file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

/// The files written so far, by one thread or several.
#[derive(Debug)]
pub(super) struct Outputs<'a> {
    folder: &'a Path,
    written: Mutex<BTreeMap<String, Written>>,
}

impl<'a> Outputs<'a> {
    pub(super) fn new(folder: &'a Path) -> Self {
        Self { folder, written: Mutex::default() }
    }

    /// What has been written, by name.
    pub(super) fn written(&self) -> BTreeMap<String, Written> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Writes one file with what `contents` puts into it.
    pub(super) fn file(
        &self,
        name: &str,
        contents: impl FnOnce(&mut dyn Sink) -> Result<(), Problem>,
    ) -> Result<(), ReportError> {
        let write = || {
            let mut out = Digesting::new(create(&self.folder.join(name))?);
            contents(&mut out)?;
            Ok(out.finish()?)
        };
        let written = write().map_err(|problem| ReportError::File { file: name.to_owned(), problem })?;
        self.written.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), written);
        Ok(())
    }
}

/// Where a file's contents go; Parquet is written from several threads.
pub(super) trait Sink: Write + Send {}

impl<W: Write + Send> Sink for W {}

/// A new file, readable and writable by its owner alone where the system knows
/// such a thing, whatever the umask.
fn create(path: &Path) -> io::Result<File> {
    let file = owners_only().create_new(true).open(path)?;
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(file)
}

/// How to open a file to write that, if it is new, is its owner's alone.
pub(crate) fn owners_only() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Passes bytes on to a file and keeps their digest.
struct Digesting {
    file: BufWriter<File>,
    digest: Sha256,
    bytes: u64,
}

impl Digesting {
    fn new(file: File) -> Self {
        Self { file: BufWriter::new(file), digest: Sha256::new(), bytes: 0 }
    }

    fn finish(mut self) -> io::Result<Written> {
        self.file.flush()?;
        self.file.get_ref().sync_all()?;
        Ok(Written { bytes: self.bytes, sha256: hexadecimal(&self.digest.finalize()) })
    }
}

impl Write for Digesting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.file.write(bytes)?;
        self.digest.update(&bytes[..taken]);
        self.bytes += taken as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
