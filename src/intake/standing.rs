//! Whether a row stands in the record: drafts, what was deleted or entered in
//! error, and versions that a later one replaces are not audited. The columns
//! and the words that decide are those of `RiO`, CRIS, EMIS, `SystmOne`,
//! Mosaic and FHIR, all of them here; any other word in such a column decides nothing.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use super::columns::Mapping;
use super::error::IntakeError;
use super::field::{Field, key};
use super::raw::{Raw, RawRow};
use super::reject::RejectReason;
use crate::note::Key;

/// The columns that say whether a row stands, as [`key`] writes their names.
#[rustfmt::skip]
pub(super) const STATUS_COLUMNS: &[&str] = &[
    "status", "notestatus", "casenotestatus", "recordstatus", "entrystatus", "documentstatus",
    "enteredinerror", "isenteredinerror", "enteredinerrorflag", "recordedinerror", "markedinerror", "inerror",
    "deleted", "isdeleted", "deletedflag", "softdeleted", "markedasdeleted", "removeddata",
    "draft", "isdraft",
    "superseded", "issuperseded",
];

/// The columns that number the versions of a note.
pub(super) const VERSION_COLUMNS: &[&str] =
    &["version", "versionnumber", "versionno", "noteversion", "subnum", "revision", "revisionnumber"];

/// What a word means in any of the columns, and what the name of a column
/// means whose cell says yes.
#[rustfmt::skip]
const MEANINGS: &[(RejectReason, &[&str])] = &[
    (RejectReason::EnteredInError, &[
        "enteredinerror", "isenteredinerror", "enteredinerrorflag", "recordedinerror", "markedinerror", "inerror",
    ]),
    (RejectReason::Deleted, &[
        "deleted", "isdeleted", "deletedflag", "softdeleted", "deletedsoft", "markedasdeleted", "removeddata",
    ]),
    (RejectReason::Superseded, &["superseded", "superceded", "issuperseded"]),
    (RejectReason::Draft, &["draft", "isdraft"]),
];

/// What says yes; Access writes -1.
const YES: &[&str] = &["1", "y", "yes", "t", "true"];

/// Why a row does not stand, and the column that says so.
pub(super) fn withdrawn(row: &RawRow, mapping: &Mapping) -> Option<(usize, RejectReason)> {
    let said = |(column, name): (usize, &str)| {
        let cell = row.fields.get(column).map(|cell| key(cell)).filter(|cell| !cell.is_empty())?;
        let word = if YES.contains(&cell.as_str()) { key(name) } else { cell };
        let meaning = MEANINGS.iter().find(|(_, words)| words.contains(&word.as_str()));
        meaning.map(|(reason, _)| (column, *reason))
    };
    mapping.of(Field::Status).map(|mapped| (mapped.column, mapped.name.as_str())).find_map(said)
}

/// The cells by which the rows of one note are known: there may be millions.
type Chain = Key;

/// Numbers with stops in between: 2, 2.1.
type Version = Vec<u64>;

/// The records, by number, that a later version of the same note replaces. A
/// draft replaces nothing, and a version that is no number is compared with
/// none.
///
/// # Errors
/// If a row cannot be read because the file cannot.
pub(super) fn superseded(
    rows: impl Iterator<Item = Result<Raw, IntakeError>>,
    mapping: &Mapping,
) -> Result<HashSet<u64>, IntakeError> {
    let (mut latest, mut superseded) = (HashMap::<Chain, (Version, Vec<u64>)>::new(), HashSet::new());
    for row in rows {
        let Ok(row) = row? else { continue };
        let Some((chain, version)) = version(&row, mapping) else { continue };
        let (newest, holders) = latest.entry(chain).or_default();
        match version.cmp(newest) {
            Ordering::Less => {
                superseded.insert(row.row);
            }
            Ordering::Equal => holders.push(row.row),
            Ordering::Greater => {
                superseded.extend(std::mem::replace(holders, vec![row.row]));
                *newest = version;
            }
        }
    }
    Ok(superseded)
}

fn version(row: &RawRow, mapping: &Mapping) -> Option<(Chain, Version)> {
    if withdrawn(row, mapping).is_some_and(|(_, reason)| reason == RejectReason::Draft) {
        return None;
    }
    let cell = |field| Some(row.fields.get(mapping.position(field)?)?.trim().to_owned());
    let id = cell(Field::NoteId).filter(|id| !id.is_empty())?;
    let numbers = cell(Field::Version)?.split('.').map(|number| number.parse().ok()).collect::<Option<_>>()?;
    // Some systems number the notes of each person from one.
    Some((Key::of([id, cell(Field::CaseId).unwrap_or_default()]), numbers))
}

#[cfg(test)]
mod tests {
    use super::super::columns::map;
    use super::super::field::ColumnSpec;
    use super::*;

    fn table(header: &[&str], rows: &[&[&str]]) -> (Mapping, Vec<RawRow>) {
        let header: Vec<String> = header.iter().map(|&name| name.to_owned()).collect();
        let mapping = map("f.csv", &header, &ColumnSpec::default(), Vec::new).unwrap();
        let row = |(row, cells): (u64, &&[&str])| {
            let fields = cells.iter().map(|&cell| cell.to_owned()).collect();
            RawRow { row, line: row + 1, fields, bytes: None }
        };
        (mapping, (1..).zip(rows).map(row).collect())
    }

    #[test]
    fn a_row_that_was_withdrawn_is_known_by_its_status() {
        let error = Some(RejectReason::EnteredInError);
        for (column, cell, expected) in [
            ("Status", "Entered in error", error),
            ("status", "entered-in-error", error),
            ("EnteredInError", "1", error),
            ("Entered_In_Error", "Y", error),
            ("EnteredInError", "0", None),
            ("EnteredInError", "", None),
            ("Deleted", "true", Some(RejectReason::Deleted)),
            ("RemovedData", "-1", Some(RejectReason::Deleted)),
            ("Note Status", "Deleted (soft)", Some(RejectReason::Deleted)),
            ("Status", "DRAFT", Some(RejectReason::Draft)),
            ("Status", "Superseded", Some(RejectReason::Superseded)),
            ("Status", "1", None),
            ("Status", "Complete", None),
            ("Case status", "Deleted", None),
        ] {
            let (mapping, rows) = table(&[column, "note"], &[&[cell, "Seen."]]);
            assert_eq!(withdrawn(&rows[0], &mapping).map(|(_, reason)| reason), expected, "{column}: {cell}");
        }
    }

    #[test]
    fn only_the_last_version_of_a_note_stands() {
        let cases: &[(&[&[&str]], &[u64])] = &[
            (&[&["1", "A", "1", ""], &["1", "A", "2", ""]], &[1]),
            (&[&["1", "A", "10", ""], &["1", "A", "9", ""], &["1", "A", "10", ""]], &[2]),
            (&[&["1", "A", "1.2", ""], &["1", "A", "1.10", ""]], &[1]),
            (&[&["1", "A", "1", ""], &["1", "B", "2", ""], &["2", "A", "3", ""]], &[]),
            (&[&["1", "A", "1", "Final"], &["1", "A", "2", "Draft"]], &[]),
            (&[&["1", "A", "1", ""], &["1", "A", "2", "Entered in error"]], &[1]),
            (&[&["1", "A", "first", ""], &["1", "A", "2", ""], &["", "A", "1", ""]], &[]),
        ];
        for (rows, expected) in cases {
            let rows: Vec<Vec<&str>> = rows.iter().map(|row| [*row, &["Seen."]].concat()).collect();
            let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
            let (mapping, rows) = table(&["note_id", "case_id", "version", "status", "note"], &rows);
            let found = superseded(rows.into_iter().map(|row| Ok(Ok(row))), &mapping).unwrap();
            assert_eq!(found, expected.iter().copied().collect(), "{expected:?}");
        }
    }
}
