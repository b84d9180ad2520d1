//! The hidden folder beside an audit in which it is put together. Its name
//! follows from the audit's, so that there is one for each; a lock in it says
//! which run holds it, and goes with that run however it ends. Whatever a
//! dead run left in it, the next one clears away.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use super::super::output::owners_only;
use super::{FolderError, not_writable};

const LOCK: &str = "lock";

/// How often to try again if another run removes the folder at the very
/// moment in which this one finds it.
const TRIES: usize = 20;

/// The folder, held by this run until it is dropped.
#[derive(Debug)]
pub(super) struct Staging {
    target: PathBuf,
    folder: PathBuf,
    audit: PathBuf,
    lock: Option<File>,
}

impl Staging {
    /// Takes the folder for the audit `name` in `parent`, with an empty audit
    /// in it.
    ///
    /// # Errors
    /// If another run holds it, or the system refuses.
    pub(super) fn claim(parent: &Path, name: &OsStr, target: &Path) -> Result<Self, FolderError> {
        let mut hidden = OsString::from(".plainrecord-");
        hidden.push(name);
        let folder = parent.join(hidden);
        let refused = |problem| not_writable(target, problem);
        let busy = |holder| FolderError::Busy { path: target.to_owned(), holder };
        let lock = take(&folder).map_err(refused)?.map_err(busy)?;
        let staging = Self { target: target.to_owned(), audit: folder.join("audit"), folder, lock: Some(lock) };
        staging.recover().and_then(|()| make(&staging.audit)).map_err(refused)?;
        Ok(staging)
    }

    /// The audit being put together.
    pub(super) fn audit(&self) -> &Path {
        &self.audit
    }

    /// Where an audit that is being replaced stands for a moment, if the
    /// system cannot exchange two folders.
    pub(super) fn replaced(&self) -> PathBuf {
        self.folder.join("replaced")
    }

    /// Puts the audit where its target stands and takes that in its place: in
    /// one step if the system can, or else in two.
    pub(super) fn exchange(&self) -> io::Result<()> {
        if exchange(&self.audit, &self.target).is_ok() {
            return Ok(());
        }
        fs::rename(&self.target, self.replaced())?;
        // If this fails, the old audit goes back when the staging folder does.
        fs::rename(&self.audit, &self.target)
    }

    /// Undoes what a dead run had begun: an audit that it had set aside goes
    /// back, one that it had not completed is removed.
    fn recover(&self) -> io::Result<()> {
        if self.replaced().exists() && fs::symlink_metadata(&self.target).is_err() {
            fs::rename(self.replaced(), &self.target)?;
        }
        remove(&self.audit)?;
        remove(&self.replaced())
    }

    /// Leaves everything as a run that was killed would.
    #[cfg(test)]
    pub(super) fn abandon(&mut self) {
        self.lock = None;
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if self.lock.is_some() && self.recover().is_ok() {
            let _ = fs::remove_file(self.folder.join(LOCK));
            let _ = fs::remove_dir(&self.folder);
        }
    }
}

/// The lock of a folder, which is made if it is missing; or who holds it.
fn take(folder: &Path) -> io::Result<Result<File, String>> {
    let path = folder.join(LOCK);
    for _ in 0..TRIES {
        make(folder)?;
        let mut lock = match owners_only().read(true).create(true).truncate(false).open(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            opened => opened?,
        };
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => return Ok(Err(holder(&mut lock))),
            // A file system without locks: then only a folder that is not ours in time is noticed.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(error),
            Ok(()) => {}
        }
        if is_at(&lock, &path) {
            lock.set_len(0)?;
            write!(lock, "process {}", std::process::id())?;
            return Ok(Ok(lock));
        }
    }
    Ok(Err("it keeps making and removing its folder".to_owned()))
}

fn holder(lock: &mut File) -> String {
    let mut holder = String::new();
    let read = lock.take(100).read_to_string(&mut holder);
    if read.is_ok() && !holder.is_empty() { holder } else { "a process that has only begun".to_owned() }
}

/// A new folder that only its owner can enter, whatever the umask; one that
/// is there already must be a folder and no link.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists && fs::symlink_metadata(folder)?.is_dir() => {}
        made => made?,
    }
    #[cfg(unix)]
    fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    Ok(())
}

/// Whether the file at `path` is the one that is open: another run may have
/// removed it since.
#[cfg(unix)]
fn is_at(open: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |(open, there): (fs::Metadata, fs::Metadata)| (open.dev(), open.ino()) == (there.dev(), there.ino());
    open.metadata().ok().zip(fs::symlink_metadata(path).ok()).is_some_and(same)
}

/// An open file cannot be removed.
#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Two folders change places in one step.
#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Waits until the disk has what the folder holds, where the system knows
/// such a thing: after a power cut the audit is whole or absent.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
