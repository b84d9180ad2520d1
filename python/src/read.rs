//! Notes of a table, read: a row for each finding, or a row for each note with
//! its findings in it.

use std::sync::Arc;

use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_array::{ArrayRef, BooleanArray, Int64Array, ListArray, RecordBatch, StringArray, StructArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_pyarrow::Table;
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema};
use plainrecord::detect::{Detector, Finding, Reading, Sentence};
use plainrecord::intake::{RejectReason, is_blacked_out, readable, says_nothing};
use plainrecord::note::{NoteText, Span};
use pyo3::PyResult;
use rayon::ThreadPool;
use rayon::prelude::*;

use super::column::{Unfit, table};
use super::finding::{columns, fields, whole};
use super::texts::Texts;

/// A row for each finding in the notes of a table, with the place of the note
/// in the table, from 0.
///
/// # Errors
/// A table that cannot be read, or has no such column of text.
pub(crate) fn scan(
    detector: &Detector,
    notes: RecordBatchStreamReader,
    text: &str,
    in_case: bool,
    pool: Option<&ThreadPool>,
) -> PyResult<Table> {
    let mut found = Vec::new();
    let mut before = 0;
    for batch in notes {
        let batch = batch.map_err(Unfit)?;
        let texts = Texts::of(&batch, text)?;
        let read = |row| texts.get(row).map(|text| detector.read(&readable(text)).in_case(in_case)).unwrap_or_default();
        let all = || (0..batch.num_rows()).into_par_iter().map(read).collect::<Vec<Vec<Finding>>>();
        let all = pool.map_or_else(all, |pool| pool.install(all));
        found.push(rows(before, &all).map_err(Unfit)?);
        before += batch.num_rows();
    }
    let schema = Schema::new(std::iter::once(note_field()).chain(fields()).collect::<Fields>());
    Table::try_new(found, Arc::new(schema)).map_err(|error| Unfit(error).into())
}

fn note_field() -> Field {
    Field::new("note", DataType::Int64, false)
}

/// The findings of some notes, of which the first has so many before it.
fn rows(before: usize, found: &[Vec<Finding>]) -> Result<RecordBatch, ArrowError> {
    let findings: Vec<&Finding> = found.iter().flatten().collect();
    let note = found.iter().enumerate().flat_map(|(row, found)| found.iter().map(move |_| whole(before + row)));
    let note: ArrayRef = Arc::new(Int64Array::from_iter_values(note));
    let first = std::iter::once((note_field(), note));
    table(first.chain(fields().into_iter().zip(columns(&findings))))
}

/// A note, read.
#[derive(Default)]
struct Read {
    /// Why it is no note, where it says nothing that could be read.
    reject: Option<RejectReason>,
    about_abuse: bool,
    words: usize,
    /// The whole of it, if it may be pasted.
    whole: Option<Sentence>,
    /// What it shows by itself.
    shown: Found,
    /// What it shows in a case about abuse, where that makes a difference.
    if_about_abuse: Option<Found>,
}

/// Findings, and their sentences as far as they may be pasted.
#[derive(Default)]
struct Found {
    findings: Vec<Finding>,
    sentences: Vec<Option<Sentence>>,
}

impl Read {
    fn new(detector: &Detector, text: &str) -> Self {
        let empty = says_nothing(text).then_some(RejectReason::EmptyNote);
        let reject = empty.or_else(|| is_blacked_out(text).then_some(RejectReason::BlackedOut));
        if reject.is_some() {
            return Self { reject, ..Self::default() };
        }
        let text = readable(text);
        let Reading { findings, if_about_abuse, about_abuse, .. } = detector.read(&text);
        let read = Self { about_abuse, words: text.split_whitespace().count(), ..Self::default() };
        if findings.is_empty() && if_about_abuse.is_none() {
            return read;
        }
        let (whole, text) = (Span::new(0, text.chars().count()), NoteText::plain(text));
        let sentence = |span| Sentence::new(text.part(span));
        let found = |findings: Vec<Finding>| Found {
            sentences: findings.iter().map(|finding| sentence(finding.sentence)).collect(),
            findings,
        };
        Self { whole: sentence(whole), shown: found(findings), if_about_abuse: if_about_abuse.map(found), ..read }
    }
}

/// The notes with what was found in each of them, without their text.
///
/// # Errors
/// Columns that do not fit together.
pub(crate) fn notes(detector: &Detector, notes: &RecordBatch, texts: Texts<'_>) -> Result<RecordBatch, ArrowError> {
    let rows = 0..notes.num_rows();
    let read: Vec<Read> = rows.map(|row| Read::new(detector, texts.get(row).unwrap_or_default())).collect();
    let schema = notes.schema();
    let others = schema.fields().iter().zip(notes.columns()).filter(|(field, _)| field.name() != "text");
    let others = others.map(|(field, column)| trimmed(field, column));
    let whole_note = read.iter().map(|note| note.whole.map(number)).collect::<Int64Array>();
    let about_abuse = read.iter().map(|note| Some(note.about_abuse)).collect::<BooleanArray>();
    let words = Int64Array::from_iter_values(read.iter().map(|note| whole(note.words)));
    table(others.chain([
        text("reject", read.iter().map(|note| note.reject.map(RejectReason::code))),
        (Field::new("words", DataType::Int64, false), Arc::new(words) as ArrayRef),
        (Field::new("about_abuse", DataType::Boolean, false), Arc::new(about_abuse)),
        (Field::new("whole", DataType::Int64, true), Arc::new(whole_note)),
        lists("findings", read.iter().map(|note| Some(&note.shown)))?,
        lists("if_about_abuse", read.iter().map(|note| note.if_about_abuse.as_ref()))?,
    ]))
}

/// A column as it is; text without white space around it, and nothing where
/// that leaves nothing.
fn trimmed(field: &Field, column: &ArrayRef) -> (Field, ArrayRef) {
    match Texts::in_array(column) {
        Some(texts) => {
            let cell = |row| Some(texts.trimmed(row)).filter(|text| !text.is_empty());
            text(field.name(), (0..column.len()).map(cell))
        }
        None => (field.clone(), Arc::clone(column)),
    }
}

fn text<'a>(name: &str, cells: impl Iterator<Item = Option<&'a str>>) -> (Field, ArrayRef) {
    (Field::new(name, DataType::Utf8, true), Arc::new(cells.collect::<StringArray>()))
}

/// A number as a program takes it that knows none without a sign.
fn number(sentence: Sentence) -> i64 {
    sentence.number().cast_signed()
}

/// Findings with their sentences, a list for each note; `None` where there is
/// no list.
fn lists<'f>(
    name: &str,
    found: impl Iterator<Item = Option<&'f Found>> + Clone,
) -> Result<(Field, ArrayRef), ArrowError> {
    let findings: Vec<&Finding> = found.clone().flatten().flat_map(|found| &found.findings).collect();
    let sentences = found.clone().flatten().flat_map(|found| &found.sentences);
    let sentences: Int64Array = sentences.map(|one| one.map(number)).collect();
    let fields: Fields = fields().into_iter().chain([Field::new("sentence", DataType::Int64, true)]).collect();
    let cells = columns(&findings).into_iter().chain([Arc::new(sentences) as ArrayRef]).collect();
    let values = StructArray::try_new(fields.clone(), cells, None)?;
    let lengths = found.clone().map(|found| found.map_or(0, |found| found.findings.len()));
    let (offsets, nulls) =
        (OffsetBuffer::from_lengths(lengths), found.map(|one| one.is_some()).collect::<NullBuffer>());
    let item = Arc::new(Field::new("element", DataType::Struct(fields), false));
    let lists = ListArray::try_new(Arc::clone(&item), offsets, Arc::new(values), Some(nulls))?;
    Ok((Field::new(name, DataType::List(item), true), Arc::new(lists)))
}
