//! A column of text, in each of the forms in which Arrow holds one.

use arrow_array::cast::AsArray;
use arrow_array::{Array, LargeStringArray, RecordBatch, StringArray, StringViewArray};
use arrow_schema::{DataType, Schema};
use pyo3::PyErr;
use pyo3::exceptions::{PyKeyError, PyTypeError};

/// A column of text that somebody else holds.
#[derive(Clone, Copy)]
pub(crate) enum Texts<'a> {
    Usual(&'a StringArray),
    Large(&'a LargeStringArray),
    View(&'a StringViewArray),
    /// A column in which nothing was ever written.
    Empty,
}

impl<'a> Texts<'a> {
    /// A column of a table.
    ///
    /// # Errors
    /// A table without that column, or a column of something else.
    pub(crate) fn of(table: &'a RecordBatch, name: &str) -> Result<Self, NoText> {
        let column = table.column_by_name(name).ok_or_else(|| NoText::missing(&table.schema(), name))?;
        Self::in_array(column).ok_or_else(|| NoText::other(name, column.data_type()))
    }

    pub(crate) fn in_array(column: &'a dyn Array) -> Option<Self> {
        match column.data_type() {
            DataType::Utf8 => Some(Self::Usual(column.as_string())),
            DataType::LargeUtf8 => Some(Self::Large(column.as_string())),
            DataType::Utf8View => Some(Self::View(column.as_string_view())),
            DataType::Null => Some(Self::Empty),
            _ => None,
        }
    }

    /// The text of a row; `None` where there is none.
    pub(crate) fn get(self, row: usize) -> Option<&'a str> {
        match self {
            Self::Usual(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::Large(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::View(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::Empty => None,
        }
    }

    /// The text of a row without white space around it; nothing where there is
    /// none.
    pub(crate) fn trimmed(self, row: usize) -> &'a str {
        self.get(row).unwrap_or_default().trim()
    }
}

/// A column that holds no text.
#[derive(Debug)]
pub(crate) enum NoText {
    Missing(String),
    Other(String),
}

impl NoText {
    fn missing(schema: &Schema, name: &str) -> Self {
        let names: Vec<_> = schema.fields().iter().map(|field| format!("\"{}\"", field.name())).collect();
        Self::Missing(format!("the table has no column \"{name}\"; it has {}", names.join(", ")))
    }

    fn other(name: &str, found: &DataType) -> Self {
        Self::Other(format!("the column \"{name}\" holds {found}, not text; cast it to string first"))
    }
}

impl From<NoText> for PyErr {
    fn from(error: NoText) -> Self {
        match error {
            NoText::Missing(message) => PyKeyError::new_err(message),
            NoText::Other(message) => PyTypeError::new_err(message),
        }
    }
}
