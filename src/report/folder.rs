//! The folder that becomes an audit: filled out of sight, beside the place
//! where it belongs, and put there in one step when it is complete. Whoever
//! looks finds the whole audit or none, whenever the run was killed.
//!
//! It replaces nothing unless told to, and then only what an audit wrote: a
//! folder with anything else in it stays as it is.

mod staging;
mod target;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use self::staging::{Staging, sync_folder};
use self::target::{Target, look};
use super::REVIEW;

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
    #[error("{} exists\nChoose another folder; an audit can be replaced with --force.", .0.display())]
    Exists(PathBuf),
    /// There is something that no audit wrote.
    #[error("{} is not replaced: {found} is in it, which no audit wrote\nMove it away or choose another folder.", .path.display())]
    NotAnAudit {
        /// The folder.
        path: PathBuf,
        /// A file or folder in it.
        found: String,
    },
    /// There is an audit that people have read again, and what they decided is in
    /// it.
    #[error("{} is not replaced: it has a review ({REVIEW})\nChoose another folder; or export the decisions (plainrecord review DIR --export FILE), then move {REVIEW} away.", .0.display())]
    Reviewed(PathBuf),
    /// There is a file or a link where the folder should be.
    #[error("{} is not a folder\nChoose another name.", .0.display())]
    NotAFolder(PathBuf),
    /// Another run is writing the same audit.
    #[error("another run is writing {} ({holder})\nWait for it to end, or choose another folder.", .path.display())]
    Busy {
        /// The folder.
        path: PathBuf,
        /// The run that holds it.
        holder: String,
    },
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
    staging: Staging,
}

impl AuditFolder {
    /// Makes an empty folder, private to its owner, beside `target`, and
    /// clears away what a run that was killed left there.
    ///
    /// # Errors
    /// If the target is there and must not be replaced, if another run is
    /// writing it, if the folder it is to stand in is missing, or if that may
    /// not be written to.
    pub fn create(target: &Path, existing: Existing) -> Result<Self, FolderError> {
        let Some(name) = target.file_name() else { return Err(FolderError::Exists(target.to_owned())) };
        let parent = parent(target);
        if !parent.is_dir() {
            return Err(FolderError::ParentMissing(parent.to_owned()));
        }
        look(target, existing)?;
        let staging = Staging::claim(parent, name, target)?;
        Ok(Self { target: target.to_owned(), existing, staging })
    }

    /// Where to write the files for now.
    pub fn path(&self) -> &Path {
        self.staging.audit()
    }

    /// Puts the folder in its place. An audit that it replaces is removed only
    /// after that.
    ///
    /// # Errors
    /// As for [`AuditFolder::create`]: the target is looked at again, since it
    /// may have changed in the meantime.
    pub fn commit(self) -> Result<(), FolderError> {
        let found = look(&self.target, self.existing)?;
        let put = || {
            sync_folder(self.path())?;
            match found {
                Target::Free => fs::rename(self.path(), &self.target)?,
                Target::Replaceable => self.staging.exchange()?,
            }
            sync_folder(parent(&self.target))
        };
        put().map_err(|problem| not_writable(&self.target, problem))
    }
}

/// The folder that a path stands in.
fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."))
}

fn not_writable(path: &Path, problem: io::Error) -> FolderError {
    FolderError::NotWritable { path: path.to_owned(), problem }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::super::MANIFEST;
    use super::target::{RUN_LOG, names};
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
    fn never_replaces_an_audit_with_a_review() {
        let (_place, target) = place();
        audit_with(&target, Existing::Refuse, "one").unwrap();
        let begun = AuditFolder::create(&target, Existing::Replace).unwrap();
        fs::write(target.join(REVIEW), "decisions").unwrap();
        for error in [AuditFolder::create(&target, Existing::Replace).unwrap_err(), begun.commit().unwrap_err()] {
            assert!(matches!(error, FolderError::Reviewed(_) | FolderError::Busy { .. }), "{error}");
        }
        assert_eq!(
            (report(&target), fs::read_to_string(target.join(REVIEW)).unwrap()),
            ("one".into(), "decisions".into())
        );
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
        let (place, target) = place();
        let folder = AuditFolder::create(&target, Existing::Refuse).unwrap();
        let elsewhere = place.path().join("other");
        audit_with(&elsewhere, Existing::Refuse, "first").unwrap();
        fs::rename(&elsewhere, &target).unwrap();
        assert!(matches!(folder.commit(), Err(FolderError::Exists(_))));
        assert_eq!(report(&target), "first");
        assert_eq!(names(place.path()).unwrap(), ["audit"]);
    }

    #[test]
    fn two_runs_do_not_write_the_same_audit() {
        let (_place, target) = place();
        let first = AuditFolder::create(&target, Existing::Refuse).unwrap();
        let error = AuditFolder::create(&target, Existing::Refuse).unwrap_err();
        assert!(error.to_string().contains(&format!("process {}", std::process::id())), "{error}");
        drop(first);
        audit_with(&target, Existing::Refuse, "one").unwrap();
    }

    #[test]
    fn clears_away_what_a_run_that_was_killed_left_behind() {
        let (place, target) = place();
        let mut killed = AuditFolder::create(&target, Existing::Refuse).unwrap();
        fs::write(killed.path().join("report.html"), "half").unwrap();
        killed.staging.abandon();
        drop(killed);
        assert_eq!(names(place.path()).unwrap(), [".plainrecord-audit"]);
        audit_with(&target, Existing::Refuse, "one").unwrap();
        assert_eq!((report(&target), names(place.path()).unwrap()), ("one".to_owned(), vec!["audit".to_owned()]));
    }

    #[test]
    fn puts_back_an_audit_that_a_killed_run_had_set_aside() {
        let (place, target) = place();
        audit_with(&target, Existing::Refuse, "one").unwrap();
        let mut killed = AuditFolder::create(&target, Existing::Replace).unwrap();
        fs::rename(&target, killed.staging.replaced()).unwrap();
        killed.staging.abandon();
        drop(killed);
        drop(AuditFolder::create(&target, Existing::Replace).unwrap());
        assert_eq!((report(&target), names(place.path()).unwrap()), ("one".to_owned(), vec!["audit".to_owned()]));
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
