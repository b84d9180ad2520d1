//! The catalogue of bad inputs: one row for each way in which an export, a
//! disk or a machine is known to go wrong, and what has to come out. Each row
//! runs the program itself. What is not done yet stands in tables of its own
//! and is tested the other way round, so that whoever does it moves the row.
//!
//! The numbers are those of the catalogue that the rows were made from; one
//! number may have several rows. The page for reviewers is not among them.
//!
//! Linux only: links, pipes, limits and `/proc` make the faults.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::time::Duration;

#[path = "catalogue/build.rs"]
mod build;
#[path = "catalogue/case.rs"]
mod case;
#[path = "catalogue/content.rs"]
mod content;
#[path = "catalogue/dates.rs"]
mod dates;
#[path = "catalogue/encoding.rs"]
mod encoding;
#[path = "catalogue/files.rs"]
mod files;
#[path = "catalogue/json.rs"]
mod json;
#[path = "catalogue/machine.rs"]
mod machine;
#[path = "catalogue/parquet.rs"]
mod parquet;
#[path = "catalogue/stage.rs"]
mod stage;
#[path = "catalogue/structure.rs"]
mod structure;
#[path = "catalogue/verdict.rs"]
mod verdict;
#[path = "catalogue/workbooks.rs"]
mod workbooks;

use case::{Case, Input};

/// The first eight sections of the catalogue; the ninth is the review page.
const LAST: u8 = 150;

/// No case takes longer than this, in a build without optimisation.
const LONGEST: Duration = Duration::from_mins(1);

const TABLES: [(&[Case], &[Case]); 8] = [
    (files::CASES, files::NOT_YET),
    (encoding::CASES, encoding::NOT_YET),
    (structure::CASES, structure::NOT_YET),
    (content::CASES, content::NOT_YET),
    (dates::CASES, dates::NOT_YET),
    (workbooks::CASES, workbooks::NOT_YET),
    (json::CASES, json::NOT_YET),
    (machine::CASES, machine::NOT_YET),
];

/// What has no row, and why.
const LEFT_OUT: &[(u8, &str)] = &[
    (12, "a file that changes while it is read needs a fault at one system call: tests/inject-faults.sh"),
    (141, "no workbook is written, so no sheet can be full"),
    (142, "no workbook is written, so no cell can be too long"),
    (146, "a limit on memory for all of the program needs a group of its own"),
    (147, "no file of an audit holds a time or the name of a run"),
];

/// Plays every row of a table; all that differ are named at once.
fn all_come_out(cases: &[Case]) {
    let wrong: Vec<String> = cases.iter().filter_map(|case| verdict::of(case, LONGEST).err()).collect();
    assert!(wrong.is_empty(), "{} of {} differ:\n\n{}", wrong.len(), cases.len(), wrong.join("\n\n"));
}

#[test]
fn files_come_out_as_expected() {
    all_come_out(files::CASES);
}

#[test]
fn encodings_come_out_as_expected() {
    all_come_out(encoding::CASES);
}

#[test]
fn structures_come_out_as_expected() {
    all_come_out(structure::CASES);
}

#[test]
fn contents_of_notes_come_out_as_expected() {
    all_come_out(content::CASES);
}

#[test]
fn dates_and_ids_come_out_as_expected() {
    all_come_out(dates::CASES);
}

#[test]
fn workbooks_come_out_as_expected() {
    all_come_out(workbooks::CASES);
}

#[test]
fn json_and_parquet_come_out_as_expected() {
    all_come_out(json::CASES);
}

#[test]
fn machines_that_fail_come_out_as_expected() {
    all_come_out(machine::CASES);
}

/// A row that comes out as expected belongs in the other table.
#[test]
fn what_is_not_done_yet_still_comes_out_otherwise() {
    let not_yet = TABLES.iter().flat_map(|(_, not_yet)| *not_yet);
    let done: Vec<&str> = not_yet.filter(|case| verdict::of(case, LONGEST).is_ok()).map(|case| case.name).collect();
    assert!(done.is_empty(), "done by now, so to be moved to CASES: {done:#?}");
}

#[test]
fn every_number_has_a_row_or_a_reason() {
    let all: Vec<&Case> = TABLES.iter().flat_map(|(cases, not_yet)| cases.iter().chain(*not_yet)).collect();
    let with_row: BTreeSet<u8> = all.iter().map(|case| case.number).collect();
    let left_out: BTreeSet<u8> = LEFT_OUT.iter().map(|(number, _)| *number).collect();
    let missing: Vec<u8> = (1..=LAST).filter(|number| with_row.contains(number) == left_out.contains(number)).collect();
    assert!(missing.is_empty(), "neither, or both: {missing:?}");
    assert!(with_row.last() <= Some(&LAST));
}

#[test]
fn no_two_rows_are_the_same() {
    let all: Vec<&Case> = TABLES.iter().flat_map(|(cases, not_yet)| cases.iter().chain(*not_yet)).collect();
    let names: BTreeSet<&str> = all.iter().map(|case| case.name).collect();
    assert_eq!(names.len(), all.len(), "each row has a name of its own");
    let text = |case: &&Case| match case.input {
        Input::Text(text) => Some((text.as_bytes().to_vec(), case.more)),
        Input::Made(_, make) => Some((make(), case.more)),
        Input::Files(_) | Input::Run(_) => None,
    };
    let texts: Vec<_> = all.iter().filter_map(text).collect();
    assert_eq!(texts.iter().collect::<BTreeSet<_>>().len(), texts.len(), "each row has an input of its own");
}
