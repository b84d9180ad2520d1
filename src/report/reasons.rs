//! Rows that were rejected, as files to put right, with `reasons.csv` beside
//! them and the settings to audit them with. The one place that writes notes as
//! they stand, into a folder of its own and never into an audit.

use std::path::Path;

use super::column::{Column, text, whole};
use super::csv;
use super::error::ReportError;
use super::model::RejectRow;
use super::output::Outputs;

/// What stands beside the files.
pub const BESIDE_REJECTED: [&str; 2] = [REASONS, SETTINGS];

const REASONS: &str = "reasons.csv";
const SETTINGS: &str = "plainrecord.toml";

/// Everything that is handed back.
#[derive(Clone, Debug, Default)]
pub struct RejectedRows {
    /// The files, one for each export with rows to put right.
    pub files: Vec<RejectedFile>,
    /// Why each row was rejected, in the order of the exports.
    pub reasons: Vec<ReasonRow>,
    /// How the files are to be read.
    pub settings: String,
    /// Rows in all exports, rejected or not.
    pub of_rows: u64,
}

/// The rejected rows of one export.
#[derive(Clone, Debug)]
pub struct RejectedFile {
    /// Its name, which no other has.
    pub name: String,
    /// Notes as written.
    pub bytes: Vec<u8>,
    /// How many rows it has.
    pub rows: u64,
    /// Whether, read by itself, it is as many rejected rows.
    pub is_alike: bool,
}

/// Why one row was rejected, and where it was put.
#[derive(Clone, Debug)]
pub struct ReasonRow {
    /// Where it stands in the export, and why it was rejected.
    pub reject: RejectRow,
    /// The file it was put into; empty if it was not.
    pub file: String,
    /// Its record number there, from 1.
    pub row: Option<u64>,
    /// Its line there, from 1.
    pub line: Option<u64>,
}

/// Writes every file into `folder`, which exists and is empty.
///
/// # Errors
/// If a file cannot be written.
pub fn write_rejected(rejected: &RejectedRows, folder: &Path) -> Result<(), ReportError> {
    let outputs = Outputs::new(folder);
    for file in &rejected.files {
        outputs.file(&file.name, |out| Ok(out.write_all(&file.bytes)?))?;
    }
    outputs.file(SETTINGS, |out| Ok(out.write_all(rejected.settings.as_bytes())?))?;
    outputs.file(REASONS, |out| csv::write(out, &columns(), rejected.reasons.iter().map(Ok)))
}

/// The columns of `reasons.csv`, in order: those of `rejected.csv`, with the
/// place in the new file.
fn columns() -> Vec<Column<ReasonRow>> {
    vec![
        text("source", |row: &ReasonRow| (*row.reject.source).into()),
        whole("row", |row| row.reject.row),
        whole("line", |row| Some(row.reject.line)),
        text("file", |row| row.file.as_str().into()),
        whole("row_in_file", |row| row.row),
        whole("line_in_file", |row| row.line),
        text("column", |row| row.reject.column.as_str().into()),
        text("reason", |row| row.reject.reason.as_str().into()),
        text("message", |row| row.reject.message.as_str().into()),
        text("what_to_do", |row| row.reject.remedy.as_str().into()),
    ]
}
