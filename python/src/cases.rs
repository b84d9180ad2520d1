//! Notes of a case, one case after the other: whether the case is about abuse
//! decides what is found in its notes, and what stood in an earlier note of
//! the same agency is a repeat of it.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, BooleanArray, Int64Array, ListArray, RecordBatch, StringArray, UInt32Array};
use arrow_pyarrow::PyArrowType;
use arrow_schema::{ArrowError, DataType, Field};
use arrow_select::concat::concat_batches;
use arrow_select::interleave::interleave;
use arrow_select::take::take;
use pyo3::prelude::*;

use super::column::{Rows, Unfit, table, value};
use super::texts::Texts;

/// What a finding takes along of its note.
const OF_NOTE: [&str; 7] = ["note_id", "case_id", "agency", "date", "note_type", "source", "row"];

/// Notes sorted by case, and by their order within each; a batch ends where it
/// may, a case only where the next begins.
#[pyclass(module = "plainrecord._core")]
#[derive(Default)]
pub(crate) struct Cases {
    /// Notes of the last case so far.
    open: Vec<RecordBatch>,
}

#[pymethods]
impl Cases {
    #[new]
    fn new() -> Self {
        Self::default()
    }

    /// Takes the next notes; gives the findings of the cases that are complete.
    fn push(&mut self, py: Python<'_>, notes: PyArrowType<RecordBatch>) -> PyResult<Option<PyArrowType<RecordBatch>>> {
        let PyArrowType(notes) = notes;
        Ok(py.detach(|| self.take(notes)).map_err(Unfit)?.map(PyArrowType))
    }

    /// Gives the findings of the last case.
    fn finish(&mut self, py: Python<'_>) -> PyResult<Option<PyArrowType<RecordBatch>>> {
        Ok(py.detach(|| self.close(None)).map_err(Unfit)?.map(PyArrowType))
    }
}

impl Cases {
    fn take(&mut self, notes: RecordBatch) -> Result<Option<RecordBatch>, ArrowError> {
        let Some(last) = notes.num_rows().checked_sub(1) else { return Ok(None) };
        let cases = Rows(&notes).texts("case_id")?;
        let begins = (1..=last).rev().find(|&row| !is_same_case(cases, row - 1, cases, row)).unwrap_or_default();
        let follows = match self.open.last() {
            Some(open) => is_same_case(Rows(open).texts("case_id")?, open.num_rows() - 1, cases, 0),
            None => true,
        };
        if begins == 0 && follows {
            self.open.push(notes);
            return Ok(None);
        }
        let found = self.close((begins > 0).then(|| notes.slice(0, begins)));
        self.open.push(notes.slice(begins, notes.num_rows() - begins));
        found
    }

    /// The findings of all notes so far and of these.
    fn close(&mut self, last: Option<RecordBatch>) -> Result<Option<RecordBatch>, ArrowError> {
        let open: Vec<RecordBatch> = self.open.drain(..).chain(last).collect();
        let Some(first) = open.first() else { return Ok(None) };
        settled(&concat_batches(&first.schema(), &open)?).map(Some)
    }
}

/// Whether two notes are of one case; a note without a case is of none.
fn is_same_case(one: Texts<'_>, row: usize, other: Texts<'_>, next: usize) -> bool {
    let case = one.trimmed(row);
    !case.is_empty() && case == other.trimmed(next)
}

/// The columns of notes that are read here.
struct Notes<'a> {
    cases: Texts<'a>,
    agencies: Texts<'a>,
    ids: Texts<'a>,
    about_abuse: &'a BooleanArray,
    whole: &'a Int64Array,
    /// What each note shows by itself, and what it shows in a case about abuse.
    found: [&'a ListArray; 2],
    sentences: [&'a Int64Array; 2],
}

/// A finding: of which note, in which of the two lists, where in it, and the
/// earlier note that it repeats.
struct Place {
    note: usize,
    list: usize,
    at: usize,
    repeats: Option<usize>,
}

/// Where sentences stood first in a case, by agency.
type First<'a> = HashMap<(i64, &'a str), usize>;

impl<'a> Notes<'a> {
    fn new(rows: Rows<'a>) -> Result<Self, ArrowError> {
        let found = [rows.lists("findings")?, rows.lists("if_about_abuse")?];
        let [one, other] = found.map(|lists| {
            let sentences = lists.values().as_struct_opt().and_then(|found| found.column_by_name("sentence"));
            sentences.and_then(|column| column.as_primitive_opt::<Int64Type>())
        });
        let missing = || ArrowError::SchemaError("the findings have no column \"sentence\"".to_owned());
        Ok(Self {
            cases: rows.texts("case_id")?,
            agencies: rows.texts("agency")?,
            ids: rows.texts("note_id")?,
            about_abuse: rows.flags("about_abuse")?,
            whole: rows.whole("whole")?,
            found,
            sentences: [one.ok_or_else(missing)?, other.ok_or_else(missing)?],
        })
    }

    /// The places of a note in one of the two lists.
    fn places(&self, note: usize, list: usize) -> std::ops::Range<usize> {
        let lists = self.found[list];
        let at = |row: usize| usize::try_from(lists.value_offsets()[row]).unwrap_or_default();
        if lists.is_valid(note) { at(note)..at(note + 1) } else { 0..0 }
    }

    fn settle_case(&self, notes: std::ops::Range<usize>, settled: &mut Vec<Place>) {
        let in_case = notes.len() > 1 || !self.cases.trimmed(notes.start).is_empty();
        let about_abuse = in_case && notes.clone().any(|note| value_of(self.about_abuse, note));
        let mut first = First::new();
        for note in notes {
            if in_case {
                self.take_down(note, &mut first);
            }
            let list = usize::from(about_abuse && self.found[1].is_valid(note));
            let earlier = |sentence: Option<i64>| {
                let first = first.get(&(sentence?, self.agencies.trimmed(note))).copied()?;
                (first != note).then_some(first)
            };
            let pasted = earlier(value(self.whole, note));
            settled.extend(self.places(note, list).map(|at| {
                let repeats = pasted.or_else(|| earlier(value(self.sentences[list], at)));
                Place { note, list, at, repeats }
            }));
        }
    }

    /// Takes the sentences of a note down in which something was found, shown
    /// or not.
    fn take_down(&self, note: usize, first: &mut First<'a>) {
        let of = |list: usize| self.places(note, list).filter_map(move |at| value(self.sentences[list], at));
        let sentences: BTreeSet<i64> = of(0).chain(of(1)).chain(value(self.whole, note)).collect();
        for sentence in sentences {
            first.entry((sentence, self.agencies.trimmed(note))).or_insert(note);
        }
    }
}

fn value_of(flags: &BooleanArray, row: usize) -> bool {
    flags.is_valid(row) && flags.value(row)
}

/// A row for each finding of complete cases.
fn settled(notes: &RecordBatch) -> Result<RecordBatch, ArrowError> {
    let columns = Notes::new(Rows(notes))?;
    let mut places = Vec::new();
    let mut start = 0;
    for end in 1..=notes.num_rows() {
        if end == notes.num_rows() || !is_same_case(columns.cases, end - 1, columns.cases, end) {
            columns.settle_case(start..end, &mut places);
            start = end;
        }
    }
    rows(notes, &columns, &places)
}

fn rows(notes: &RecordBatch, columns: &Notes<'_>, places: &[Place]) -> Result<RecordBatch, ArrowError> {
    let note: UInt32Array = places.iter().map(|place| u32::try_from(place.note).ok()).collect();
    let of_note = OF_NOTE.iter().map(|name| {
        let (at, field) = notes.schema_ref().column_with_name(name).ok_or_else(|| missing(name))?;
        Ok((field.clone(), take(notes.column(at), &note, None)?))
    });
    let of_note = of_note.collect::<Result<Vec<_>, ArrowError>>()?;
    let found: Vec<(usize, usize)> = places.iter().map(|place| (place.list, place.at)).collect();
    let found = interleave(&columns.found.map(|lists| lists.values().as_ref()), &found)?;
    let (fields, arrays, _) = found.as_struct().clone().into_parts();
    let fields = fields.iter().map(|field| field.as_ref().clone());
    let whole: ArrayRef = take(columns.whole, &note, None)?;
    let repeat_of = places.iter().map(|place| Some(columns.ids.trimmed(place.repeats?)));
    let repeat_of: ArrayRef = Arc::new(repeat_of.collect::<StringArray>());
    table(of_note.into_iter().chain(fields.zip(arrays)).chain([
        (Field::new("whole", DataType::Int64, true), whole),
        (Field::new("repeat_of", DataType::Utf8, true), repeat_of),
    ]))
}

fn missing(name: &str) -> ArrowError {
    ArrowError::SchemaError(format!("the notes have no column \"{name}\""))
}
