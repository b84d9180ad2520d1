//! The columns of `worth-reading.csv`: what the classifier points at, why it
//! does, and what to hold it against.

use std::borrow::Cow;

use super::column::{Column, day, share, text, whole};
use super::model::PassageRow;
use crate::classify::Example;

/// The columns, in order.
pub(super) fn columns() -> Vec<Column<PassageRow>> {
    vec![
        text("note_id", |row: &PassageRow| row.note.note_id.as_str().into()),
        text("case_id", |row| row.note.case_id.as_str().into()),
        text("agency", |row| row.note.agency.as_str().into()),
        text("team", |row| row.note.team.as_str().into()),
        day("date", |row| row.note.date),
        text("note_type", |row| row.note.note_type.as_str().into()),
        text("source", |row| (*row.note.source).into()),
        whole("row", |row| Some(row.note.row)),
        whole("start", |row| Some(row.passage.span.start() as u64)),
        whole("end", |row| Some(row.passage.span.end() as u64)),
        text("family", |row| row.passage.indicator.family().id().into()),
        text("indicator", |row| row.passage.indicator.id().into()),
        text("kind", |row| row.passage.indicator.kind().id().into()),
        share("probability", |row| Some(row.passage.probability.share())),
        text("words", |row| row.excerpt.words().into()),
        text("carried_by", |row| row.carried_by.as_str().into()),
        text("sentence", |row| row.excerpt.text().into()),
        text("nearest_1", |row| nearest(row, 0).map_or("", |example| &example.words).into()),
        text("nearest_1_note", |row| nearest(row, 0).map_or("", |example| &example.note).into()),
        text("nearest_2", |row| nearest(row, 1).map_or("", |example| &example.words).into()),
        text("nearest_2_note", |row| nearest(row, 1).map_or("", |example| &example.note).into()),
        text("repeat_of", |row| -> Cow<'_, str> { row.repeat_of.as_ref().map_or("", |id| id.as_str()).into() }),
    ]
}

fn nearest(row: &PassageRow, number: usize) -> Option<&'static Example> {
    row.passage.nearest.get(number).copied()
}
