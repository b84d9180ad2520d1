//! A finding: as a Python object, and the columns of a table of them.

use std::sync::Arc;

use arrow_array::{ArrayRef, Int64Array, StringArray};
use arrow_schema::{DataType, Field};
use plainrecord::detect::{self, Whose};
use pyo3::prelude::*;

/// One place in one note that bears an indicator. Places count characters of
/// the text as received, as Python does: `text[finding.start:finding.end]`.
#[pyclass(frozen, eq, module = "plainrecord")]
#[derive(PartialEq)]
pub(crate) struct Finding(pub(crate) detect::Finding);

#[pymethods]
impl Finding {
    /// The first character.
    #[getter]
    fn start(&self) -> usize {
        self.0.span.start()
    }

    /// Behind the last character.
    #[getter]
    fn end(&self) -> usize {
        self.0.span.end()
    }

    /// The group that the indicator belongs to, such as `minimising`.
    #[getter]
    fn family(&self) -> &'static str {
        self.0.indicator.family().id()
    }

    /// What it is evidence of, such as `minimising.euphemism`.
    #[getter]
    fn indicator(&self) -> &'static str {
        self.0.indicator.id()
    }

    /// `concern`, `good` or `risk`.
    #[getter]
    fn kind(&self) -> &'static str {
        self.0.indicator.kind().id()
    }

    /// Who says it, and how; only `counted` counts.
    #[getter]
    fn status(&self) -> &'static str {
        self.0.status.id()
    }

    /// The id of the cue, or the name of the shape, that decided the status;
    /// `None` for the writer's own wording.
    #[getter]
    fn cue_rule(&self) -> Option<&str> {
        cue_rule(&self.0)
    }

    /// The first character of what decided.
    #[getter]
    fn cue_start(&self) -> Option<usize> {
        self.0.cue.as_ref().map(|cue| cue.span.start())
    }

    /// Behind the last character of what decided.
    #[getter]
    fn cue_end(&self) -> Option<usize> {
        self.0.cue.as_ref().map(|cue| cue.span.end())
    }

    /// Whose act or state it is, or `unclear`; `None` where the entry does not
    /// ask.
    #[getter]
    fn role(&self) -> Option<&'static str> {
        role(&self.0)
    }

    /// The entry that found it.
    #[getter]
    fn entry(&self) -> &str {
        self.0.entry.as_str()
    }

    /// The first character of its sentence.
    #[getter]
    fn sentence_start(&self) -> usize {
        self.0.sentence.start()
    }

    /// Behind the last character of its sentence.
    #[getter]
    fn sentence_end(&self) -> usize {
        self.0.sentence.end()
    }

    fn __repr__(&self) -> String {
        format!("Finding({}-{}, {}, {}, {})", self.start(), self.end(), self.indicator(), self.status(), self.entry())
    }
}

fn cue_rule(finding: &detect::Finding) -> Option<&str> {
    finding.cue.as_ref().map(|cue| cue.rule.id())
}

fn role(finding: &detect::Finding) -> Option<&'static str> {
    finding.whose.map(|whose| match whose {
        Whose::Known { role, .. } => role.id(),
        Whose::Unclear => "unclear",
    })
}

/// What a column has for each finding.
#[derive(Clone, Copy)]
enum Cells {
    Text(fn(&detect::Finding) -> &str),
    MaybeText(fn(&detect::Finding) -> Option<&str>),
    Place(fn(&detect::Finding) -> usize),
    MaybePlace(fn(&detect::Finding) -> Option<usize>),
}

use Cells::{MaybePlace, MaybeText, Place, Text};

const COLUMNS: [(&str, Cells); 13] = [
    ("start", Place(|finding| finding.span.start())),
    ("end", Place(|finding| finding.span.end())),
    ("family", Text(|finding| finding.indicator.family().id())),
    ("indicator", Text(|finding| finding.indicator.id())),
    ("kind", Text(|finding| finding.indicator.kind().id())),
    ("status", Text(|finding| finding.status.id())),
    ("cue_rule", MaybeText(cue_rule)),
    ("cue_start", MaybePlace(|finding| Some(finding.cue.as_ref()?.span.start()))),
    ("cue_end", MaybePlace(|finding| Some(finding.cue.as_ref()?.span.end()))),
    ("role", MaybeText(role)),
    ("entry", Text(|finding| finding.entry.as_str())),
    ("sentence_start", Place(|finding| finding.sentence.start())),
    ("sentence_end", Place(|finding| finding.sentence.end())),
];

/// The names and types of the columns of findings.
pub(crate) fn fields() -> Vec<Field> {
    let field = |(name, cells): &(&str, Cells)| match cells {
        Text(_) => Field::new(*name, DataType::Utf8, false),
        MaybeText(_) => Field::new(*name, DataType::Utf8, true),
        Place(_) => Field::new(*name, DataType::Int64, false),
        MaybePlace(_) => Field::new(*name, DataType::Int64, true),
    };
    COLUMNS.iter().map(field).collect()
}

/// Those columns.
pub(crate) fn columns(findings: &[&detect::Finding]) -> Vec<ArrayRef> {
    let findings = || findings.iter().copied();
    let column = |(_, cells): &(&str, Cells)| -> ArrayRef {
        match cells {
            Text(cell) => Arc::new(StringArray::from_iter_values(findings().map(cell))),
            MaybeText(cell) => Arc::new(findings().map(cell).collect::<StringArray>()),
            Place(cell) => Arc::new(Int64Array::from_iter_values(findings().map(|finding| whole(cell(finding))))),
            MaybePlace(cell) => Arc::new(findings().map(|finding| cell(finding).map(whole)).collect::<Int64Array>()),
        }
    };
    COLUMNS.iter().map(column).collect()
}

/// A count as Arrow holds it for programs that know no numbers without a sign.
pub(crate) fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
