//! E. Dates and identifiers.

use std::process::Output;

use super::build::{lines, notes};
use super::case::Input::{Run, Text};
use super::case::{Case, case, read, refused};
use super::stage::{PROGRAM, Stage};

pub(crate) const CASES: &[Case] = &[
    case(
        95,
        "dates that are all day first or month first are a question",
        Text(notes!("1,03/04/2025,Mum arguing with her partner." "2,05/06/2025,Seen.")),
        refused(&["ambiguous dates in column \"date\"", "the first in line 2", "--date-format dd/mm/yyyy"]),
    ),
    case(
        95,
        "what the user says of dates settles it",
        Text(notes!("1,03/04/2025,Mum arguing with her partner." "2,05/06/2025,Mum seen.")),
        read(2).finds(&[("date", &["2025-03-04"])]),
    )
    .with(&["--date-format", "mm/dd/yyyy"]),
    case(
        96,
        "dates in both orders are read where they are clear",
        Text(notes!(
            "1,14/03/2025,Mum arguing with her partner."
            "2,03/15/2025,Mum arguing with her partner."
            "3,04/05/2025,Mum arguing with her partner."
        )),
        read(3)
            .warns(&["1 date was not read: it could be day first or month first"])
            .finds(&[("date", &["2025-03-14", "2025-03-15", ""])]),
    ),
    case(
        97,
        "dates in words, with times and in ISO form are read",
        Text(notes!(
            "1,29 Sep 2011 14:53:28,Mum arguing with her partner."
            "2,2025-03-30T01:30,Mum arguing with her partner."
            "3,20250330,Mum arguing with her partner."
            "4,2025-03-30T01:30:00Z,Mum arguing with her partner."
        )),
        read(4).finds(&[("date", &["2011-09-29", "2025-03-30", "2025-03-30", "2025-03-30"])]),
    ),
    case(
        99,
        "midnight is no time",
        Text(notes!("1,14/03/2025 00:00:00,Mum arguing with her partner.")),
        read(1).finds(&[("date", &["2025-03-14"])]),
    ),
    case(
        100,
        "days that stand for none, that never were or never will be are no dates",
        Text(notes!(
            "1,01/01/1900,Mum arguing with her partner."
            "2,31/12/9999,Seen."
            "3,31/02/2025,Seen."
            "4,14/03/2077,Seen."
            "5,14/03/25,Seen."
        )),
        read(5)
            .warns(&[
                "1 date was not read: there is no such day",
                "2 dates were not read: it stands for an unknown date",
                "1 date was not read: the year is not between",
                "1 date has a year of two digits",
            ])
            .finds(&[("date", &[""])])
            .facts(&[("first_date", "2025-03-14"), ("last_date", "2025-03-14")]),
    ),
    case(
        103,
        "a note id that occurs twice is a warning",
        Text(notes!(
            "7,14/03/2025,Seen."
            "7,15/03/2025,Mum arguing with her partner."
            "7,16/03/2025,Calm."
        )),
        read(3).warns(&["2 rows have a note id that occurred before"]).finds(&[("note_id", &["7"]), ("row", &["2"])]),
    ),
    case(
        104,
        "a note without an agency is read with a warning",
        Run(without_agency),
        read(2).warns(&["1 row does not say which agency wrote the note"]).finds(&[("note_id", &["1", "2"])]),
    ),
    case(
        97,
        "milliseconds since 1970 are a date",
        Text(notes!("1,1741910400000,Mum arguing with her partner.")),
        read(1).finds(&[("date", &["2025-03-14"])]),
    ),
    case(
        98,
        "Excel’s number of a day is a date in text too",
        Text(notes!("1,45730,Mum arguing with her partner." "2,45731.5,Seen.")),
        read(2).warns(&["2 dates are numbers of days"]).finds(&[("date", &["2025-03-14"])]),
    ),
    case(
        100,
        "a date in years to come is a warning",
        Text(notes!("1,14/03/2049,Mum arguing with her partner." "2,14/03/2025,Seen.")),
        read(2).warns(&["1 date "]).finds(&[("date", &[""])]),
    ),
    case(
        101,
        "an NHS number that Excel rounded is a warning",
        Text(lines!(
            "note_id,nhs_number,note"
            "1,9.43477E+09,Mum arguing with her partner."
            "2,9434765919.0,Seen."
        )),
        read(2).warns(&["1 number that a spreadsheet has rounded"]),
    ),
    case(
        102,
        "note ids that Excel rounded are refused",
        Text(lines!(
            "note_id,note"
            "1.23457E+15,Mum arguing with her partner."
            "1.23457E+15,Seen."
        )),
        refused(&["rounded"]),
    ),
    case(
        104,
        "a worker who is not recorded is called that",
        Text("note_id,worker,note\n1,,Mum arguing with her partner.\n"),
        read(1).finds(&[("worker", &["(not recorded)"])]),
    )
    .with(&["--by-worker"]),
];

pub(crate) const NOT_YET: &[Case] = &[];

/// The agency of a note comes from its row only where it is not given.
fn without_agency(stage: &Stage) -> Result<Output, String> {
    let rows = "1,Police,East,Mum arguing with her partner.\n2,,,Mum arguing with her partner.\n";
    let file = stage.put("notes.csv", format!("note_id,agency,team,note\n{rows}"));
    let mut command = stage.program(PROGRAM);
    command.args(["audit", "--no-classifier", "--out"]).args([stage.audit(), file]);
    command.output().map_err(|error| error.to_string())
}
