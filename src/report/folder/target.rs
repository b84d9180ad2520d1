//! What stands where an audit is to go, and whether an audit wrote it.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::super::{MANIFEST, REVIEW};
use super::{Existing, FolderError, not_writable};

/// The program writes this one beside the reports, with the time of the run.
pub(super) const RUN_LOG: &str = "run.log";

/// What stands where the audit is to go.
pub(super) enum Target {
    Free,
    Replaceable,
}

/// Looks whether the target is free, or may be replaced. An empty folder is
/// replaced without asking: nothing is lost.
pub(super) fn look(target: &Path, existing: Existing) -> Result<Target, FolderError> {
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
    if inside.iter().any(|name| name == REVIEW) {
        return Err(FolderError::Reviewed(target.to_owned()));
    }
    let owned = written_by_an_audit(target);
    match inside.into_iter().find(|name| !owned.contains(name)) {
        Some(found) => Err(FolderError::NotAnAudit { path: target.to_owned(), found }),
        None if existing == Existing::Refuse => Err(FolderError::Exists(target.to_owned())),
        None => Ok(Target::Replaceable),
    }
}

/// What is in the folder, by name.
pub(super) fn names(folder: &Path) -> io::Result<Vec<String>> {
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
