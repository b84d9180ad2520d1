//! A table's columns: what each is called and where its cells come from. Said
//! once, so that the same table cannot differ between formats.

use std::borrow::Cow;

use crate::note::Date;

/// One column of a table whose rows are `R`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column<R> {
    pub(super) name: &'static str,
    pub(super) cells: Cells<R>,
}

/// How a row gives its cell, by what the cell holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cells<R> {
    /// Words; empty where there are none.
    Text(fn(&R) -> Cow<'_, str>),
    /// A whole number.
    Whole(fn(&R) -> Option<u64>),
    /// A day.
    Day(fn(&R) -> Option<Date>),
    /// A share or probability, or another number that is not whole.
    Decimal(fn(&R) -> Option<f64>),
}

/// A column of words.
pub(super) fn text<R>(name: &'static str, cell: fn(&R) -> Cow<'_, str>) -> Column<R> {
    Column { name, cells: Cells::Text(cell) }
}

/// A column of whole numbers.
pub(super) fn whole<R>(name: &'static str, cell: fn(&R) -> Option<u64>) -> Column<R> {
    Column { name, cells: Cells::Whole(cell) }
}

/// A column of days.
pub(super) fn day<R>(name: &'static str, cell: fn(&R) -> Option<Date>) -> Column<R> {
    Column { name, cells: Cells::Day(cell) }
}

/// A column of shares or probabilities, between 0 and 1.
pub(super) fn share<R>(name: &'static str, cell: fn(&R) -> Option<f64>) -> Column<R> {
    decimal(name, cell)
}

/// A column of numbers that are not whole.
pub(super) fn decimal<R>(name: &'static str, cell: fn(&R) -> Option<f64>) -> Column<R> {
    Column { name, cells: Cells::Decimal(cell) }
}
