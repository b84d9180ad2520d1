//! The rows of an export that make no note, handed back as a file of the same
//! kind: the header, then every such row as it stands, to be put right and
//! audited by itself. What was found out about the whole export goes with it
//! as settings, because a few broken rows do not show how they are to be read.

mod cells;
mod copy;
mod json;
#[cfg(test)]
mod tests;
mod text;

use std::path::{Path, PathBuf};

use self::copy::Copied;
pub use self::copy::Place;
use super::encoding::Encoding;
use super::error::IntakeError;
use super::export::Export;
use super::notes::Row;
use super::packed::unpack;
use super::quoting::Quoting;
use super::reject::{Reject, RejectReason};
use super::room::Room;
use super::source::SourceSpec;
use super::table::Table;
use crate::content::Content;

/// What was rejected of one export.
#[derive(Clone, Debug)]
pub struct Rejected {
    /// The name of the export without its folder and its packing.
    pub name: String,
    /// A file of the rows that were rejected; note text as written. Empty if
    /// there are none.
    pub bytes: Vec<u8>,
    /// Every row that was rejected, in the order of the export.
    pub rows: Vec<RejectedRow>,
    /// How the file is to be read; its path is its name.
    pub spec: SourceSpec,
    /// Rows of the export, rejected or not.
    pub of_rows: u64,
    /// Whether the file, read by itself, is as many rejected rows as it has.
    pub is_alike: bool,
}

/// One row that was rejected.
#[derive(Clone, Debug)]
pub struct RejectedRow {
    /// Where it stands in the export, and why it was rejected.
    pub reject: Reject,
    /// Its sheet, where several are read as one table.
    pub sheet: Option<String>,
    /// Where it stands in the file; `None` if it is not in it. An earlier
    /// version of a note is not: without the later one it would be audited.
    pub place: Option<Place>,
}

impl Rejected {
    /// Reads a whole file and takes out of it what makes no note.
    ///
    /// # Errors
    /// As [`Source::open`](super::Source::open).
    pub(super) fn of(path: &str, content: &Content, spec: &SourceSpec, room: Room<'_>) -> Result<Self, IntakeError> {
        let export = Export::read(path, content.clone(), spec, room)?;
        let rejects: Vec<Reject> =
            export.rows().filter_map(|row| row.map(reject).transpose()).collect::<Result<_, _>>()?;
        let handed: Vec<&Reject> = rejects.iter().filter(|reject| is_handed_back(reject)).collect();
        let copied = if handed.is_empty() { Copied::default() } else { copied(&export, content, room, spec, &handed)? };
        let mut places = copied.places.iter().copied();
        let row = |reject: Reject| RejectedRow {
            sheet: reject.row.and_then(|row| export.sheet_of(row)).map(str::to_owned),
            place: if is_handed_back(&reject) { places.next() } else { None },
            reject,
        };
        let rows = rejects.into_iter().map(row).collect();
        let name = name(path, export.table());
        let spec = SourceSpec { files: vec![PathBuf::from(&name)], ..settled(spec, &export) };
        Ok(Self {
            is_alike: is_alike(&name, &copied, &spec),
            name,
            bytes: copied.bytes,
            rows,
            spec,
            of_rows: export.counts().rows,
        })
    }

    /// The rows that are in the file.
    pub fn handed_back(&self) -> u64 {
        self.rows.iter().filter(|row| row.place.is_some()).count() as u64
    }
}

fn reject(row: Row) -> Option<Reject> {
    match row {
        Row::Reject(reject) => Some(reject),
        Row::Note(_) => None,
    }
}

fn is_handed_back(reject: &Reject) -> bool {
    reject.reason != RejectReason::Superseded
}

fn copied(
    export: &Export,
    content: &Content,
    room: Room<'_>,
    spec: &SourceSpec,
    rejects: &[&Reject],
) -> Result<Copied, IntakeError> {
    match export.table() {
        Table::Delimited(parts) => text::copy(parts, rejects),
        Table::Json(table) => {
            let unreadable = |error| IntakeError::Unreadable { path: export.path().to_string(), error };
            let (_, unpacked) = unpack(export.path(), content, &spec.limits, room.folder)?;
            let bytes = unpacked.as_ref().unwrap_or(content).read(0, usize::MAX).map_err(unreadable)?;
            Ok(json::copy(table, &bytes, rejects))
        }
        table @ (Table::Sheets(_) | Table::WebPage(_) | Table::Parquet(_)) => Ok(cells::copy(table, rejects)),
    }
}

/// The name of a file by itself, with an ending that fits what is in it.
fn name(path: &str, table: &Table) -> String {
    let file = Path::new(path).file_name().map(PathBuf::from).unwrap_or_default();
    let ending = |file: &Path| file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let bare = if ["gz", "zip"].contains(&&*ending(&file)) { file.with_extension("") } else { file };
    let named = match table {
        Table::Sheets(_) | Table::WebPage(_) | Table::Parquet(_) => bare.with_extension("csv"),
        Table::Delimited(_) if ending(&bare).is_empty() => bare.with_extension("csv"),
        Table::Json(_) if ending(&bare).is_empty() => bare.with_extension("json"),
        Table::Delimited(_) | Table::Json(_) => bare,
    };
    named.to_string_lossy().into_owned()
}

/// What `said` leaves open, as it was found in the whole export.
fn settled(said: &SourceSpec, export: &Export) -> SourceSpec {
    let found = SourceSpec {
        agency: export.agency().cloned(),
        columns: said.columns.clone(),
        short_rows: export.dialect().map(|_| false),
        limits: said.limits,
        ..SourceSpec::found(export.encoding(), export.dialect(), export.dates())
    };
    match export.table() {
        Table::Delimited(_) | Table::Json(_) => found,
        Table::Sheets(_) | Table::WebPage(_) | Table::Parquet(_) => SourceSpec {
            encoding: Some(Encoding::Utf8),
            delimiter: Some(','),
            quoting: Some(Quoting::USUAL),
            short_rows: Some(false),
            ..found
        },
    }
}

fn is_alike(name: &str, copied: &Copied, spec: &SourceSpec) -> bool {
    let counts = || Some(Export::from_bytes(name, &copied.bytes, spec).ok()?.counts());
    let all = copied.places.len() as u64;
    all == 0 || counts().is_some_and(|counts| (counts.notes, counts.rejects) == (0, all))
}
