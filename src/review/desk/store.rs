//! `review.sqlite`: the database beside an audit that a review is kept in. What is
//! acknowledged is on disk (write-ahead log, synchronous FULL), and a file that is
//! something else is told apart before anything is read of it.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension as _};
use serde::Deserialize;

use super::error::DeskError;
use crate::digest::sha256;
use crate::measure::Threshold;
use crate::report::{MANIFEST, REVIEW};

/// What tells a review from other databases: `PLRV`.
const APPLICATION: i32 = 0x504c_5256;

/// The form of the tables; it changes with them.
const FORM: i32 = 1;

/// How long a step waits for another process that is writing.
const PATIENCE: Duration = Duration::from_secs(5);

/// # Errors
/// If the audit has a review.
pub(super) fn none_yet(audit: &Path) -> Result<(), DeskError> {
    if audit.join(REVIEW).exists() { Err(DeskError::Exists(audit.to_owned())) } else { Ok(()) }
}

/// Makes the database of an audit, filled by `fill`. It is there whole or not at
/// all, and its owner's alone.
///
/// # Errors
/// If there is one, or it cannot be written.
pub(super) fn create(
    audit: &Path,
    fill: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<(), DeskError>,
) -> Result<(), DeskError> {
    let path = audit.join(REVIEW);
    let refused = |error| DeskError::CannotWrite { path: path.clone(), error };
    let draft = tempfile::Builder::new().prefix(".review").tempfile_in(audit).map_err(refused)?;
    let mut store = Connection::open(draft.path())?;
    // The draft is thrown away unless all of it is written, so that nothing need be undone in it.
    store.pragma_update(None, "journal_mode", "MEMORY")?;
    let filling = store.transaction()?;
    filling.execute_batch(include_str!("schema.sql"))?;
    filling.pragma_update(None, "application_id", APPLICATION)?;
    filling.pragma_update(None, "user_version", FORM)?;
    fill(&filling)?;
    filling.commit()?;
    store.close().map_err(|(_, error)| error)?;
    draft.as_file().sync_all().map_err(refused)?;
    draft.persist_noclobber(&path).map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => DeskError::Exists(audit.to_owned()),
        _ => DeskError::CannotWrite { path: path.clone(), error: error.error },
    })?;
    sync(audit).map_err(refused)
}

/// Waits until the disk has the name of a new file.
fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Opens the database of an audit.
///
/// # Errors
/// If there is none, or it is something else.
pub(super) fn open(audit: &Path) -> Result<Connection, DeskError> {
    let path = audit.join(REVIEW);
    if !path.exists() {
        return Err(DeskError::None(audit.to_owned()));
    }
    let store = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    recognise(&store, &path)?;
    store.busy_timeout(PATIENCE)?;
    store.pragma_update(None, "journal_mode", "WAL")?;
    store.pragma_update(None, "synchronous", "FULL")?;
    store.pragma_update(None, "foreign_keys", true)?;
    store.pragma_update(None, "trusted_schema", false)?;
    if fact(&store, "audit")? == digest(audit)? { Ok(store) } else { Err(DeskError::OtherAudit(path)) }
}

fn recognise(store: &Connection, path: &Path) -> Result<(), DeskError> {
    let pragma = |name| store.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let application = match pragma("application_id") {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => 0,
        application => application?,
    };
    let (path, form, known) = (path.to_owned(), pragma("user_version"), FORM);
    match (application, form) {
        (APPLICATION, Ok(FORM)) => Ok(()),
        (APPLICATION, Ok(form)) if form > FORM => Err(DeskError::Newer { path, form, known }),
        (APPLICATION, Ok(form)) => Err(DeskError::Older { path, form, known }),
        (APPLICATION, Err(error)) => Err(error.into()),
        _ => Err(DeskError::Foreign(path)),
    }
}

/// One of the facts of a review.
pub(super) fn fact(store: &Connection, name: &str) -> Result<String, DeskError> {
    let mut query = store.prepare_cached("SELECT value FROM fact WHERE name = ?1")?;
    Ok(query.query_row([name], |row| row.get(0)).optional()?.unwrap_or_default())
}

/// What tells what was drawn from any other sample, once for each time that notes
/// were drawn.
pub(super) fn samples(store: &Connection) -> Result<Vec<String>, DeskError> {
    let samples = "SELECT value FROM fact WHERE name = 'sample' OR name LIKE 'sample %' ORDER BY length(name), name";
    let mut query = store.prepare_cached(samples)?;
    let samples = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(samples)
}

/// What tells an audit from any other: the SHA-256 of its manifest, which has those
/// of all its files.
pub(super) fn digest(audit: &Path) -> Result<String, DeskError> {
    manifest(audit).map(sha256)
}

/// The smallest base on which a figure of the audit is shown.
pub(super) fn threshold(audit: &Path) -> Result<Threshold, DeskError> {
    let manifest: Manifest = serde_json::from_slice(&manifest(audit)?)
        .map_err(|error| DeskError::CannotRead { path: audit.join(MANIFEST), error: error.into() })?;
    Ok(Threshold::new(manifest.settings.small_numbers_below))
}

fn manifest(audit: &Path) -> Result<Vec<u8>, DeskError> {
    let path: PathBuf = audit.join(MANIFEST);
    fs::read(&path).map_err(|error| DeskError::CannotRead { path, error })
}

/// What is needed of the manifest.
#[derive(Deserialize)]
struct Manifest {
    settings: Settings,
}

#[derive(Deserialize)]
struct Settings {
    small_numbers_below: u64,
}
