//! The columns of `findings.csv` and `findings.parquet`: their names and order
//! are a promise to whoever reads the files with another program.

use std::borrow::Cow;

use super::column::{Column, day, share, text, whole};
use super::model::{FindingRow, Workers};

/// The columns, in order; `worker` is filled only if staff are to be named.
pub(super) fn columns(workers: Workers) -> Vec<Column<FindingRow>> {
    let worker: fn(&FindingRow) -> Cow<'_, str> = match workers {
        Workers::Named => |row| row.note.worker.as_str().into(),
        Workers::Hidden => |_| "".into(),
    };
    vec![
        text("note_id", |row: &FindingRow| row.note.note_id.as_str().into()),
        text("case_id", |row| row.note.case_id.as_str().into()),
        text("agency", |row| row.note.agency.as_str().into()),
        text("team", |row| row.note.team.as_str().into()),
        text("worker", worker),
        day("date", |row| row.note.date),
        text("note_type", |row| row.note.note_type.as_str().into()),
        text("source", |row| (*row.note.source).into()),
        whole("row", |row| Some(row.note.row)),
        whole("start", |row| Some(row.finding.span.start() as u64)),
        whole("end", |row| Some(row.finding.span.end() as u64)),
        text("family", |row| row.finding.indicator.family().id().into()),
        text("indicator", |row| row.finding.indicator.id().into()),
        text("kind", |row| row.finding.indicator.kind().id().into()),
        text("status", |row| row.finding.status.id().into()),
        text("cue", |row| row.cue.as_str().into()),
        text("entry", |row| row.finding.entry.as_str().into()),
        text("words", |row| row.excerpt.words().into()),
        text("sentence", |row| row.excerpt.text().into()),
        text("repeat_of", |row| row.repeat_of.as_ref().map_or("", |id| id.as_str()).into()),
        // The learned second tier will fill these two; every entry is a rule.
        text("tier", |_| "rule".into()),
        share("probability", |_| None),
    ]
}
