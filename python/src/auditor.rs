//! The lexicon made ready: what reads a text, or a table of notes.

use std::path::PathBuf;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_pyarrow::{FromPyArrow, PyArrowType, Table};
use plainrecord::detect::Detector;
use plainrecord::intake::readable;
use plainrecord::lexicon::{EntryId, Lexicon, LexiconError, LexiconFile, read_folder};
use pyo3::exceptions::{PyKeyError, PyOSError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::column::Unfit;
use super::entry::Entry;
use super::finding::Finding;
use super::read;
use super::texts::Texts;

/// Finds what a lexicon describes: the one that comes with plainrecord, or
/// that of a folder. Made once, used for any number of notes, from any thread.
#[pyclass(frozen, module = "plainrecord")]
pub(crate) struct Auditor {
    pub(crate) detector: Detector,
}

#[pymethods]
impl Auditor {
    #[new]
    #[pyo3(signature = (lexicon=None))]
    fn new(py: Python<'_>, lexicon: Option<PathBuf>) -> PyResult<Self> {
        let read = py.detach(|| match lexicon {
            None => Lexicon::builtin(),
            Some(folder) => read_folder(&folder).and_then(Lexicon::from_files),
        });
        Ok(Self::of(read.map_err(Unusable)?))
    }

    /// What is found in one text, in its order. Markup is read as it is in an
    /// export: tags and RTF are no words.
    #[pyo3(signature = (text, *, in_case=false))]
    fn scan(&self, py: Python<'_>, text: &str, in_case: bool) -> Vec<Finding> {
        let found = py.detach(|| self.detector.read(&readable(text)).in_case(in_case));
        found.into_iter().map(Finding).collect()
    }

    /// What is found in every note of a table: a row for each finding, in the
    /// order of the notes.
    #[pyo3(signature = (table, text="text", *, in_case=false, threads=None))]
    fn scan_batch(
        &self,
        py: Python<'_>,
        table: &Bound<'_, PyAny>,
        text: &str,
        in_case: bool,
        threads: Option<usize>,
    ) -> PyResult<PyArrowType<Table>> {
        let (table, pool) = (stream(table)?, pool(threads)?);
        py.detach(|| read::scan(&self.detector, table, text, in_case, pool.as_ref())).map(PyArrowType)
    }

    /// The entry with this id.
    fn entry(&self, id: &str) -> PyResult<Entry> {
        let lexicon = self.detector.lexicon();
        let entry = EntryId::new(id).and_then(|id| lexicon.entry(&id));
        entry.map(|entry| Entry::new(entry, lexicon)).ok_or_else(|| PyKeyError::new_err(format!("no entry {id:?}")))
    }

    /// The ids of all entries, in order.
    fn entries(&self) -> Vec<&str> {
        self.detector.lexicon().entries().iter().map(|entry| entry.id.as_str()).collect()
    }

    /// A batch of notes, each with what is found in it and without its text.
    fn _read(&self, py: Python<'_>, notes: PyArrowType<RecordBatch>) -> PyResult<PyArrowType<RecordBatch>> {
        let PyArrowType(notes) = notes;
        let texts = Texts::of(&notes, "text")?;
        let read = py.detach(|| read::notes(&self.detector, &notes, texts)).map_err(Unfit)?;
        Ok(PyArrowType(read))
    }

    /// How it is sent to another process: as the files of its lexicon.
    fn __reduce__(&self, py: Python<'_>) -> PyResult<(Py<PyAny>, (Option<Files>,))> {
        let lexicon = self.detector.lexicon();
        let files = lexicon.files().iter().map(|file| (file.name.clone(), file.text.clone()));
        let files = (!lexicon.is_builtin()).then(|| files.collect());
        Ok((py.import("plainrecord._core")?.getattr("auditor_of_files")?.unbind(), (files,)))
    }

    fn __repr__(&self) -> String {
        let lexicon = self.detector.lexicon();
        let whose = if lexicon.is_builtin() { "the built-in lexicon" } else { "a lexicon" };
        format!("Auditor({whose} of {} entries)", lexicon.entries().len())
    }
}

impl Auditor {
    fn of(lexicon: Lexicon) -> Self {
        Self { detector: Detector::new(Arc::new(lexicon)) }
    }
}

/// The files of a lexicon, each with its name and its text.
type Files = Vec<(String, String)>;

/// The auditor of these lexicon files; `None` for those that are built in.
#[pyfunction]
#[pyo3(signature = (files))]
pub(crate) fn auditor_of_files(py: Python<'_>, files: Option<Files>) -> PyResult<Auditor> {
    let file = |(name, text)| LexiconFile { name, text };
    let read = py.detach(|| match files {
        None => Lexicon::builtin(),
        Some(files) => Lexicon::from_files(files.into_iter().map(file).collect()),
    });
    Ok(Auditor::of(read.map_err(Unusable)?))
}

/// A lexicon that cannot be used.
struct Unusable(LexiconError);

impl From<Unusable> for PyErr {
    fn from(Unusable(error): Unusable) -> Self {
        match error {
            LexiconError::Unreadable { .. } => PyOSError::new_err(error.to_string()),
            LexiconError::Mistakes(_) => PyValueError::new_err(error.to_string()),
        }
    }
}

fn stream(table: &Bound<'_, PyAny>) -> PyResult<RecordBatchStreamReader> {
    if !table.hasattr("__arrow_c_stream__")? {
        let found = table.get_type().name()?;
        let message = format!(
            "scan_batch reads a table that can be handed on as Arrow data, such as one of pyarrow, polars or pandas, not {found}; \
             for one text there is scan"
        );
        return Err(PyTypeError::new_err(message));
    }
    RecordBatchStreamReader::from_pyarrow_bound(table)
}

/// Threads of their own, where a number was asked for.
fn pool(threads: Option<usize>) -> PyResult<Option<ThreadPool>> {
    match threads {
        Some(0) => Err(PyValueError::new_err("threads is 1 or more; None is all cores")),
        Some(threads) => {
            let pool = ThreadPoolBuilder::new().num_threads(threads).build();
            pool.map(Some).map_err(|error| PyOSError::new_err(error.to_string()))
        }
        None => Ok(None),
    }
}
