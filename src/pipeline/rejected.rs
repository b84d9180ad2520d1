//! The rows that were rejected, handed back: one file for each export, and a
//! reason for every row.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{PipelineError, summary};
use crate::intake::{Intake, Isolation, Rejected, RejectedRow, Source, SourceSpec};
use crate::report::{BESIDE_REJECTED, ReasonRow, RejectedFile, RejectedRows};

/// Takes the rows that make no note out of the exports of `sources`.
///
/// # Errors
/// An export that cannot be opened or understood, or no export at all.
pub fn rejected(sources: &[SourceSpec], isolation: &Isolation) -> Result<RejectedRows, PipelineError> {
    let intake = Intake::find(sources)?;
    if intake.sources().is_empty() {
        return Err(PipelineError::NoExport);
    }
    let paths: Vec<String> = intake.sources().iter().map(Source::shown).collect();
    let mut names = Names::new();
    let mut all = RejectedRows::default();
    for (source, called) in intake.sources().iter().zip(summary::names(paths.iter().map(String::as_str))) {
        let rejected = source.rejected(isolation)?;
        all.of_rows += rejected.of_rows;
        let name = if rejected.handed_back() > 0 { names.free(&rejected.name) } else { String::new() };
        all.reasons.extend(reasons(&rejected, &called, &name));
        if rejected.handed_back() > 0 {
            let spec = SourceSpec { files: vec![PathBuf::from(&name)], ..rejected.spec.clone() };
            all.settings += &(spec.to_toml() + "\n");
            all.files.push(file(rejected, name));
        }
    }
    Ok(all)
}

fn reasons(rejected: &Rejected, called: &str, name: &str) -> Vec<ReasonRow> {
    let reason = |row: &RejectedRow| ReasonRow {
        reject: summary::reject(&row.reject, &summary::place(called, row.sheet.as_deref())),
        file: row.place.map_or_else(String::new, |_| name.to_owned()),
        row: row.place.map(|place| place.row),
        line: row.place.map(|place| place.line),
    };
    rejected.rows.iter().map(reason).collect()
}

fn file(rejected: Rejected, name: String) -> RejectedFile {
    RejectedFile { rows: rejected.handed_back(), is_alike: rejected.is_alike, name, bytes: rejected.bytes }
}

/// The names that are taken, without their case: some systems know none.
struct Names(BTreeSet<String>);

impl Names {
    fn new() -> Self {
        Self(BESIDE_REJECTED.map(str::to_owned).into())
    }

    /// The name, with a number if it is taken.
    fn free(&mut self, name: &str) -> String {
        let path = Path::new(name);
        let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
        let (stem, ending) = (part(path.file_stem()), part(path.extension()));
        let numbered = (2..).map(|number| format!("{stem}-{number}.{ending}"));
        let mut all = std::iter::once(name.to_owned()).chain(numbered);
        all.find(|name| self.0.insert(name.to_lowercase())).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_files_have_the_same_name() {
        let mut names = Names::new();
        let given = ["notes.csv", "Notes.CSV", "reasons.csv", "notes.csv", "notes-2.csv", "plainrecord.toml"];
        let free = given.map(|name| names.free(name));
        let expected =
            ["notes.csv", "Notes-2.CSV", "reasons-2.csv", "notes-3.csv", "notes-2-2.csv", "plainrecord-2.toml"];
        assert_eq!(free, expected);
    }
}
