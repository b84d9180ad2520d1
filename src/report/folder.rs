//! The folder that becomes an audit: filled out of sight, beside the place
//! where it belongs, and put there in one step when it is complete. Whoever
//! looks finds the whole audit or none.
//!
//! It replaces nothing unless told to, and then only what an audit wrote: a
//! folder with anything else in it stays as it is.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::MANIFEST;

/// The program writes this one beside the reports, with the time of the run.
const RUN_LOG: &str = "run.log";

/// What to do if there is an audit already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// Leave it and stop.
    Refuse,
    /// Put the new one in its place.
    Replace,
}

/// An audit folder that could not be made.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// There is an audit and it is not to be replaced.
    #[error("{} exists\nChoose another folder, or replace this one with --force.", .0.display())]
    Exists(PathBuf),
    /// There is something that no audit wrote.
    #[error("{} is not replaced: {found} is in it, which no audit wrote\nMove it away or choose another folder.", .path.display())]
    NotAnAudit {
        /// The folder.
        path: PathBuf,
        /// A file or folder in it.
        found: String,
    },
    /// There is a file or a link where the folder should be.
    #[error("{} is not a folder\nChoose another name.", .0.display())]
    NotAFolder(PathBuf),
    /// The folder that it should stand in does not exist.
    #[error("there is no folder {}\nMake it first, or choose another place.", .0.display())]
    ParentMissing(PathBuf),
    /// The system refused.
    #[error("cannot write {}: {problem}\nChoose a folder that you may write to.", .path.display())]
    NotWritable {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        problem: io::Error,
    },
}

/// A folder being filled. Dropped without [`AuditFolder::commit`] it is
/// removed with everything in it.
#[derive(Debug)]
pub struct AuditFolder {
    target: PathBuf,
    existing: Existing,
    staged: TempDir,
}

impl AuditFolder {
    /// Makes an empty folder, private to its owner, beside `target`.
    ///
    /// # Errors
    /// If the target is there and must not be replaced, if the folder it is to
    /// stand in is missing, or if that may not be written to.
    pub fn create(target: &Path, existing: Existing) -> Result<Self, FolderError> {
        let parent = match target.parent() {
            Some(parent) if parent == Path::new("") => Path::new("."),
            Some(parent) => parent,
            None => return Err(FolderError::Exists(target.to_owned())),
        };
        if !parent.is_dir() {
            return Err(FolderError::ParentMissing(parent.to_owned()));
        }
        look(target, existing)?;
        let staged = stage(parent).map_err(|problem| not_writable(target, problem))?;
        Ok(Self { target: target.to_owned(), existing, staged })
    }

    /// Where to write the files for now.
    pub fn path(&self) -> &Path {
        self.staged.path()
    }

    /// Puts the folder in its place. An audit that it replaces is removed only
    /// after that, and put back if anything goes wrong.
    ///
    /// # Errors
    /// As for [`AuditFolder::create`]: the target is looked at again, since it
    /// may have changed in the meantime.
    pub fn commit(self) -> Result<(), FolderError> {
        let old = match look(&self.target, self.existing)? {
            Target::Free => None,
            Target::Replaceable => Some(self.set_aside().map_err(|problem| not_writable(&self.target, problem))?),
        };
        if let Err(problem) = fs::rename(self.staged.path(), &self.target) {
            if let Some(old) = old {
                // If this fails too, the old audit is kept where it was set aside.
                let _ = fs::rename(aside(&old), &self.target).map_err(|_| old.keep());
            }
            return Err(not_writable(&self.target, problem));
        }
        // The staged folder is the audit now: nothing is left to remove.
        let _ = self.staged.keep();
        Ok(())
    }

    /// Moves what stands at the target into a folder that removes itself.
    fn set_aside(&self) -> io::Result<TempDir> {
        let old = stage(self.staged.path().parent().unwrap_or(Path::new(".")))?;
        fs::rename(&self.target, aside(&old))?;
        Ok(old)
    }
}

fn aside(old: &TempDir) -> PathBuf {
    old.path().join("replaced")
}

fn stage(parent: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".plainrecord-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir_in(parent)
}

fn not_writable(path: &Path, problem: io::Error) -> FolderError {
    FolderError::NotWritable { path: path.to_owned(), problem }
}

/// What stands where the audit is to go.
enum Target {
    Free,
    Replaceable,
}

/// Looks whether the target is free, or may be replaced. An empty folder is
/// replaced without asking: nothing is lost.
fn look(target: &Path, existing: Existing) -> Result<Target, FolderError> {
    match fs::symlink_metadata(target) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Target::Free),
        Err(problem) => return Err(not_writable(target, problem)),
        Ok(found) if !found.is_dir() => return Err(FolderError::NotAFolder(target.to_owned())),
        Ok(_) => {}
    }
    let inside = names(target).map_err(|problem| not_writable(target, problem))?;
    if inside.is_empty() {
        return Ok(Target::Replaceable);
    }
    let owned = written_by_an_audit(target);
    match inside.into_iter().find(|name| !owned.contains(name)) {
        Some(found) => Err(FolderError::NotAnAudit { path: target.to_owned(), found }),
        None if existing == Existing::Refuse => Err(FolderError::Exists(target.to_owned())),
        None => Ok(Target::Replaceable),
    }
}

/// What is in the folder, by name.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let name = |item: io::Result<fs::DirEntry>| Ok(item?.file_name().to_string_lossy().into_owned());
    let mut names = fs::read_dir(folder)?.map(name).collect::<io::Result<Vec<_>>>()?;
    names.sort();
    Ok(names)
}

/// The files that the folder's manifest lists, and those that stand beside
/// them; none without a manifest.
fn written_by_an_audit(folder: &Path) -> Vec<String> {
    let read =
        || -> Option<serde_json::Value> { serde_json::from_str(&fs::read_to_string(folder.join(MANIFEST)).ok()?).ok() };
    let Some(manifest) = read() else { return Vec::new() };
    let outputs = manifest["outputs"].as_object().into_iter().flatten().map(|(name, _)| name.clone());
    outputs.chain([MANIFEST.to_owned(), RUN_LOG.to_owned()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A place to put audits, and the folder in question.
    fn place() -> (TempDir, PathBuf) {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("audit");
        (place, target)
    }

    fn audit_with(target: &Path, existing: Existing, text: &str) -> Result<(), FolderError> {
        let folder = AuditFolder::create(target, existing)?;
        fs::write(folder.path().join("report.html"), text).unwrap();
        fs::write(folder.path().join(MANIFEST), r#"{"outputs":{"report.html":{}}}"#).unwrap();
        folder.commit()
    }

    fn report(target: &Path) -> String {
        fs::read_to_string(target.join("report.html")).unwrap()
    }

    #[test]
    fn appears_only_when_committed_and_leaves_nothing_behind() {
        let (place, target) = place();
        let folder = AuditFolder::create(&target, Existing::Refuse).unwrap();
        assert!(!target.exists());
        drop(folder);
        assert_eq!(names(place.path()).unwrap(), [""; 0]);
        audit_with(&target, Existing::Refuse, "one").unwrap();
        assert_eq!(report(&target), "one");
        assert_eq!(names(place.path()).unwrap(), ["audit"]);
    }

    #[test]
    fn replaces_an_audit_only_when_told_to() {
        let (place, target) = place();
        audit_with(&target, Existing::Refuse, "one").unwrap();
        assert!(matches!(audit_with(&target, Existing::Refuse, "two"), Err(FolderError::Exists(_))));
        assert_eq!(report(&target), "one");
        fs::write(target.join(RUN_LOG), "ten o’clock").unwrap();
        audit_with(&target, Existing::Replace, "two").unwrap();
        assert_eq!(report(&target), "two");
        assert_eq!(names(place.path()).unwrap(), ["audit"]);
    }

    #[test]
    fn never_replaces_what_an_audit_did_not_write() {
        let (_place, target) = place();
        audit_with(&target, Existing::Refuse, "one").unwrap();
        fs::write(target.join("my comments.txt"), "keep").unwrap();
        let error = audit_with(&target, Existing::Replace, "two").unwrap_err();
        assert!(error.to_string().contains("my comments.txt"), "{error}");
        assert_eq!(report(&target), "one");
    }

    #[test]
    fn never_replaces_a_folder_without_a_manifest() {
        let (_place, target) = place();
        fs::create_dir(&target).unwrap();
        fs::write(target.join("report.html"), "someone’s").unwrap();
        assert!(matches!(audit_with(&target, Existing::Replace, "two"), Err(FolderError::NotAnAudit { .. })));
        assert_eq!(report(&target), "someone’s");
    }

    #[test]
    fn takes_the_place_of_an_empty_folder() {
        let (_place, target) = place();
        fs::create_dir(&target).unwrap();
        audit_with(&target, Existing::Refuse, "one").unwrap();
        assert_eq!(report(&target), "one");
    }

    #[test]
    fn notices_an_audit_that_came_in_the_meantime() {
        let (_place, target) = place();
        let folder = AuditFolder::create(&target, Existing::Refuse).unwrap();
        audit_with(&target, Existing::Refuse, "first").unwrap();
        assert!(matches!(folder.commit(), Err(FolderError::Exists(_))));
        assert_eq!(report(&target), "first");
    }

    #[test]
    fn says_when_the_place_is_missing_or_is_a_file() {
        let (place, target) = place();
        let error = AuditFolder::create(&target.join("deeper"), Existing::Refuse).unwrap_err();
        assert!(matches!(error, FolderError::ParentMissing(path) if path == target));
        fs::write(place.path().join("audit"), "a file").unwrap();
        assert!(matches!(AuditFolder::create(&target, Existing::Replace), Err(FolderError::NotAFolder(_))));
    }

    #[cfg(unix)]
    #[test]
    fn is_private_to_its_owner() {
        use std::os::unix::fs::PermissionsExt;
        let (_place, target) = place();
        audit_with(&target, Existing::Refuse, "one").unwrap();
        assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o700);
    }
}
