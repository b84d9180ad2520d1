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
    /// A share or probability.
    Share(fn(&R) -> Option<f64>),
    /// Another number that is not whole.
    Decimal(fn(&R) -> Option<f64>),
    /// Whether the figures of the row may be shown; where not, it has none.
    Shown(fn(&R) -> bool),
}

impl<R> Column<R> {
    /// Whether this column says that the row is on too few to have figures.
    pub(super) fn is_too_few(&self, row: &R) -> bool {
        matches!(self.cells, Cells::Shown(shown) if !shown(row))
    }
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
    Column { name, cells: Cells::Share(cell) }
}

/// A column of numbers that are not whole.
pub(super) fn decimal<R>(name: &'static str, cell: fn(&R) -> Option<f64>) -> Column<R> {
    Column { name, cells: Cells::Decimal(cell) }
}

/// The column that says whether a row has figures: `yes`, or `too few`.
pub(super) fn shown<R>(cell: fn(&R) -> bool) -> Column<R> {
    Column { name: "shown", cells: Cells::Shown(cell) }
}

/// How [`shown`] says it.
pub(super) fn yes_or_too_few(shown: bool) -> &'static str {
    if shown { "yes" } else { "too few" }
}
