//! One cell: a value, or the shorthand that says why there is none.

use std::borrow::Cow;

use rust_xlsxwriter::{ExcelDateTime, Worksheet, XlsxError};

use super::super::column::{Cells, Column, yes_or_too_few};
use crate::note::Date;

/// So many letters fit into a cell, counted as UTF-16 counts them.
const LONGEST: usize = 32_767;

/// At the end of what did not fit.
pub(super) const CUT: &str = " [cut]";

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell<'r> {
    Text(Cow<'r, str>),
    Number(f64),
    Day(Date),
}

impl<'r> Cell<'r> {
    /// In an empty cell of a row on too few.
    pub(super) const TOO_FEW: Self = Self::Text(Cow::Borrowed("[c]"));

    /// In any other empty cell.
    pub(super) const NOTHING: Self = Self::Text(Cow::Borrowed("[z]"));

    /// The cell of a row; `None` if it is empty.
    pub(super) fn of<R>(column: &Column<R>, row: &'r R) -> Option<Self> {
        match column.cells {
            Cells::Text(cell) => Some(cell(row)).filter(|text| !text.is_empty()).map(Self::Text),
            Cells::Whole(cell) => cell(row).map(|number| Self::Number(number as f64)),
            Cells::Share(cell) | Cells::Decimal(cell) => cell(row).map(Self::Number),
            Cells::Day(cell) => cell(row).map(Self::Day),
            Cells::Shown(cell) => Some(Self::Text(yes_or_too_few(cell(row)).into())),
        }
    }

    /// Writes it. Text is written as text whatever it begins with, and never as
    /// a formula; a day from before 1900, which Excel cannot hold, is text.
    pub(super) fn write(self, sheet: &mut Worksheet, row: u32, column: u16) -> Result<(), XlsxError> {
        match self {
            Self::Text(text) => sheet.write_string(row, column, fitting(&text))?,
            Self::Number(number) => sheet.write_number(row, column, number)?,
            Self::Day(date) => match excel_day(date) {
                Some(day) => sheet.write_datetime(row, column, &day)?,
                None => sheet.write_string(row, column, date.to_string())?,
            },
        };
        Ok(())
    }
}

fn excel_day(date: Date) -> Option<ExcelDateTime> {
    let (year, month, day) = (date.year().try_into().ok()?, date.month().try_into().ok()?, date.day().try_into().ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// As much of the text as fits, with a mark where that is not all of it.
fn fitting(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
        return text.into();
    }
    let mut left = LONGEST - CUT.len();
    let fits = |letter: &char| {
        let enough = left.checked_sub(letter.len_utf16());
        left = enough.unwrap_or(0);
        enough.is_some()
    };
    let kept: String = text.chars().take_while(fits).collect();
    (kept + CUT).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_only_what_does_not_fit_and_never_half_a_letter() {
        for (text, kept) in [
            ("a".repeat(LONGEST), "a".repeat(LONGEST)),
            ("a".repeat(LONGEST + 1), "a".repeat(LONGEST - 6) + CUT),
            ("é".repeat(LONGEST), "é".repeat(LONGEST)),
            ("😀".repeat(LONGEST), "😀".repeat((LONGEST - 6) / 2) + CUT),
        ] {
            assert!(fitting(&text) == kept, "{} letters", text.chars().count());
        }
    }
}
