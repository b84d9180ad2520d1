//! Columns of tables that plainrecord itself has made, or that Spark hands on:
//! each by its name and with the type that it has there.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{ArrowPrimitiveType, Int64Type};
use arrow_array::{Array, ArrayRef, BooleanArray, ListArray, PrimitiveArray, RecordBatch};
use arrow_schema::{ArrowError, Field, Schema};
use plainrecord::note::Date;
use pyo3::PyErr;
use pyo3::exceptions::PyValueError;

use super::texts::Texts;

/// A batch of notes or findings that a worker reads.
#[derive(Clone, Copy)]
pub(crate) struct Rows<'a>(pub(crate) &'a RecordBatch);

impl<'a> Rows<'a> {
    fn column(self, name: &str) -> Result<&'a ArrayRef, ArrowError> {
        let missing = || ArrowError::SchemaError(format!("the table has no column \"{name}\""));
        self.0.column_by_name(name).ok_or_else(missing)
    }

    pub(crate) fn texts(self, name: &str) -> Result<Texts<'a>, ArrowError> {
        let column = self.column(name)?;
        Texts::in_array(column).ok_or_else(|| other(name, column))
    }

    pub(crate) fn flags(self, name: &str) -> Result<&'a BooleanArray, ArrowError> {
        let column = self.column(name)?;
        column.as_boolean_opt().ok_or_else(|| other(name, column))
    }

    pub(crate) fn whole(self, name: &str) -> Result<&'a PrimitiveArray<Int64Type>, ArrowError> {
        self.numbers(name)
    }

    pub(crate) fn numbers<T: ArrowPrimitiveType>(self, name: &str) -> Result<&'a PrimitiveArray<T>, ArrowError> {
        let column = self.column(name)?;
        column.as_primitive_opt().ok_or_else(|| other(name, column))
    }

    pub(crate) fn lists(self, name: &str) -> Result<&'a ListArray, ArrowError> {
        let column = self.column(name)?;
        column.as_list_opt().ok_or_else(|| other(name, column))
    }
}

fn other(name: &str, column: &dyn Array) -> ArrowError {
    ArrowError::SchemaError(format!("the column \"{name}\" holds {}", column.data_type()))
}

/// A table that cannot be read, or made.
#[derive(Debug)]
pub(crate) struct Unfit(pub(crate) ArrowError);

impl From<Unfit> for PyErr {
    fn from(Unfit(error): Unfit) -> Self {
        PyValueError::new_err(error.to_string())
    }
}

/// A table of these columns.
pub(crate) fn table(columns: impl IntoIterator<Item = (Field, ArrayRef)>) -> Result<RecordBatch, ArrowError> {
    let (fields, columns): (Vec<Field>, Vec<ArrayRef>) = columns.into_iter().unzip();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)
}

/// A day that Arrow counts from 1970; `None` beyond the calendar.
pub(crate) fn day(since_1970: i32) -> Option<Date> {
    Date::constant(1970, 1, 1).checked_add(jiff::Span::new().try_days(since_1970).ok()?).ok()
}

/// A value of a column; `None` where there is none.
pub(crate) fn value<T: ArrowPrimitiveType>(column: &PrimitiveArray<T>, row: usize) -> Option<T::Native> {
    column.is_valid(row).then(|| column.value(row))
}
