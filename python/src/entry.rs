//! An entry of the lexicon, as the person who wrote a note may read it.

use plainrecord::lexicon::{self, Lexicon};
use pyo3::prelude::*;

/// A rule of the lexicon: what it is evidence of, why that matters, and better
/// wording.
#[pyclass(frozen, get_all, module = "plainrecord")]
pub(crate) struct Entry {
    id: String,
    indicator: &'static str,
    title: String,
    why: String,
    instead: String,
    sources: Vec<String>,
}

impl Entry {
    pub(crate) fn new(entry: &lexicon::Entry, lexicon: &Lexicon) -> Self {
        let sources = entry.source.iter().filter_map(|source| lexicon.citation(source));
        Self {
            id: entry.id.to_string(),
            indicator: entry.indicator.id(),
            title: entry.title.clone(),
            why: entry.why.clone(),
            instead: entry.instead.clone(),
            sources: sources.map(str::to_owned).collect(),
        }
    }
}

#[pymethods]
impl Entry {
    fn __repr__(&self) -> String {
        format!("Entry({}, {}: {})", self.id, self.indicator, self.title)
    }
}
