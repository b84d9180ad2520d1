//! Counts that are taken partition by partition and put together: the tally of
//! `plainrecord::measure`, over notes and findings as Spark hands them on.

use arrow_array::types::Date32Type;
use arrow_array::{BooleanArray, Int64Array, PrimitiveArray, RecordBatch};
use arrow_pyarrow::PyArrowType;
use arrow_schema::ArrowError;
use plainrecord::lexicon::Indicator;
use plainrecord::measure::{self, CaseNote, Choices, InNote, Measures, Peers, Threshold, Topic, UnreadRows};
use plainrecord::note::{Agency, CaseId, Note, NoteId};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use super::auditor::Auditor;
use super::column::{Rows, Unfit, day, value};
use super::figures;
use super::texts::Texts;

/// What the notes of some cases come to, case after case; each note comes
/// before its findings.
#[pyclass(module = "plainrecord._core")]
pub(crate) struct Tally {
    counted: measure::Tally,
    /// Rows that could not be assessed, by who wrote them.
    not_assessable: Vec<(Agency, u64)>,
    threshold: Threshold,
    /// The note that is being read.
    note: Option<(Note, InNote)>,
    case: Vec<CaseNote>,
}

#[pymethods]
impl Tally {
    /// Nothing counted yet. `bases` says of every agency how many notes it has
    /// in all, how many of them are about abuse, and how many rows of it could not
    /// be assessed.
    #[new]
    fn new(bases: Vec<(String, u64, u64, u64)>, threshold: u64) -> Self {
        let threshold = Threshold::new(threshold);
        let mut counted = measure::Tally::new(Peers::default());
        let of_agency = |(agency, notes, about_abuse, rows): (String, u64, u64, u64)| {
            let agency = Agency::new(&agency);
            ((agency.clone(), [notes, about_abuse]), (agency, rows))
        };
        let (bases, not_assessable): (Vec<_>, Vec<_>) = bases.into_iter().map(of_agency).unzip();
        counted.settle_by(bases, threshold);
        Self { counted, not_assessable, threshold, note: None, case: Vec::new() }
    }

    /// Takes the next notes and findings.
    fn push(&mut self, py: Python<'_>, rows: PyArrowType<RecordBatch>) -> PyResult<()> {
        let PyArrowType(rows) = rows;
        Ok(py.detach(|| self.take(&rows)).map_err(Unfit)?)
    }

    /// Ends the last case; gives what was counted, to be merged into another.
    fn finish(&mut self) -> PyResult<Vec<u8>> {
        self.end_note();
        self.end_case();
        postcard::to_stdvec(&self.counted).map_err(|error| PyValueError::new_err(error.to_string()))
    }

    /// Adds what was counted of other cases.
    fn merge(&mut self, counted: &[u8]) -> PyResult<()> {
        let other = postcard::from_bytes(counted).map_err(|error| PyValueError::new_err(error.to_string()))?;
        self.counted.merge(other);
        Ok(())
    }

    /// The figures, a row for each agency and topic, those of all together
    /// first.
    fn figures(&self, auditor: &Auditor) -> PyResult<PyArrowType<RecordBatch>> {
        let mut counted = self.counted.clone();
        for (agency, not_assessable) in self.not_assessable.iter().filter(|(_, rows)| *rows > 0) {
            counted.add_unread(Some(agency), UnreadRows { not_assessable: *not_assessable, withdrawn: 0 });
        }
        let topics = Topic::looked_for(auditor.detector.lexicon());
        let choices = Choices { topics: &topics, threshold: self.threshold, ..Choices::default() };
        Ok(PyArrowType(figures::table_of(&Measures::new(&counted, choices)).map_err(Unfit)?))
    }
}

/// The columns of notes and findings that are read here.
struct Columns<'a> {
    id: Texts<'a>,
    case: Texts<'a>,
    agency: Texts<'a>,
    note_type: Texts<'a>,
    source: Texts<'a>,
    row: &'a Int64Array,
    date: &'a PrimitiveArray<Date32Type>,
    words: &'a Int64Array,
    about_abuse: &'a BooleanArray,
    indicator: Texts<'a>,
    status: Texts<'a>,
    repeat_of: Texts<'a>,
}

impl<'a> Columns<'a> {
    fn new(rows: Rows<'a>) -> Result<Self, ArrowError> {
        Ok(Self {
            id: rows.texts("note_id")?,
            case: rows.texts("case_id")?,
            agency: rows.texts("agency")?,
            note_type: rows.texts("note_type")?,
            source: rows.texts("source")?,
            row: rows.whole("row")?,
            date: rows.numbers("date")?,
            words: rows.whole("words")?,
            about_abuse: rows.flags("about_abuse")?,
            indicator: rows.texts("indicator")?,
            status: rows.texts("status")?,
            repeat_of: rows.texts("repeat_of")?,
        })
    }

    /// The note that a row is, or that its finding stands in.
    fn note(&self, row: usize) -> Note {
        Note {
            id: NoteId::new(self.id.trimmed(row)),
            case: CaseId::new(self.case.trimmed(row)),
            agency: Agency::new(self.agency.trimmed(row)),
            date: value(self.date, row).and_then(day),
            note_type: self.note_type.trimmed(row).to_owned(),
            source: self.source.trimmed(row).into(),
            row: number(self.row, row),
            ..Note::default()
        }
    }
}

fn number(column: &Int64Array, row: usize) -> u64 {
    value(column, row).and_then(|number| u64::try_from(number).ok()).unwrap_or_default()
}

impl Tally {
    fn take(&mut self, rows: &RecordBatch) -> Result<(), ArrowError> {
        let columns = Columns::new(Rows(rows))?;
        (0..rows.num_rows()).try_for_each(|row| match columns.indicator.get(row) {
            None => self.begin_note(&columns, row),
            Some(indicator) => self.add_finding(&columns, row, indicator),
        })
    }

    fn begin_note(&mut self, columns: &Columns<'_>, row: usize) -> Result<(), ArrowError> {
        let note = columns.note(row);
        if self.note.as_ref().is_some_and(|(before, _)| is_same(before, &note)) {
            return Err(ArrowError::InvalidArgumentError(
                "two notes have the same source, row and note_id; map `row` to a column that tells them apart"
                    .to_owned(),
            ));
        }
        self.end_note();
        let about_abuse = columns.about_abuse.value(row);
        let words = number(columns.words, row);
        self.note = Some((note, InNote { about_abuse, words, ..InNote::default() }));
        Ok(())
    }

    fn add_finding(&mut self, columns: &Columns<'_>, row: usize, indicator: &str) -> Result<(), ArrowError> {
        let note = self.note.as_mut().filter(|(note, _)| is_same(note, &columns.note(row)));
        let Some((_, found)) = note else {
            return Err(ArrowError::InvalidArgumentError(
                "a finding stands in a note that is not among the notes; both must come from the same read".to_owned(),
            ));
        };
        let indicator: Indicator =
            indicator.parse().map_err(|error| ArrowError::InvalidArgumentError(format!("{error}")))?;
        if columns.status.get(row) == Some("counted") {
            let repeats = columns.repeat_of.get(row).is_some();
            if repeats { found.repeated.push(indicator) } else { found.counted.push(indicator) }
        }
        Ok(())
    }

    fn end_note(&mut self) {
        let Some((note, found)) = self.note.take() else { return };
        self.counted.add(&note, &found);
        // The number orders the notes of a case, which a tally does not ask for.
        let Some(note) = CaseNote::new(&note, 0, &found) else { return };
        if self.case.last().is_some_and(|last| last.case != note.case) {
            self.end_case();
        }
        self.case.push(note);
    }

    fn end_case(&mut self) {
        if !self.case.is_empty() {
            self.counted.add_case(&self.case);
            self.case.clear();
        }
    }
}

/// Whether two rows are of the same note.
fn is_same(one: &Note, other: &Note) -> bool {
    (&one.case, &one.source, one.row, &one.id) == (&other.case, &other.source, other.row, &other.id)
}
