//! A table as a polars frame, for Parquet. Text that is missing is empty, as
//! in the CSV; numbers and dates that are missing are null.

use polars::prelude::{Column as Series, DataFrame, DataType, PolarsResult};

use super::column::{Cells, Column, yes_or_too_few};
use crate::note::Date;

/// The frame of these rows, one typed column each.
pub(super) fn frame<R>(columns: &[Column<R>], rows: &[R]) -> PolarsResult<DataFrame> {
    let columns = columns.iter().map(|column| series(column, rows)).collect::<PolarsResult<Vec<_>>>()?;
    DataFrame::new(rows.len(), columns)
}

fn series<R>(column: &Column<R>, rows: &[R]) -> PolarsResult<Series> {
    let name = column.name.into();
    match column.cells {
        Cells::Text(cell) => Ok(Series::new(name, rows.iter().map(cell).collect::<Vec<_>>())),
        Cells::Whole(cell) => Ok(Series::new(name, rows.iter().map(cell).collect::<Vec<_>>())),
        Cells::Share(cell) | Cells::Decimal(cell) => Ok(Series::new(name, rows.iter().map(cell).collect::<Vec<_>>())),
        Cells::Shown(cell) => {
            Ok(Series::new(name, rows.iter().map(|row| yes_or_too_few(cell(row))).collect::<Vec<_>>()))
        }
        Cells::Day(cell) => {
            let days: Vec<_> = rows.iter().map(|row| cell(row).and_then(days_since_1970)).collect();
            Series::new(name, days).cast(&DataType::Date)
        }
    }
}

/// Days since 1 January 1970, which is how frames keep dates.
fn days_since_1970(date: Date) -> Option<i32> {
    let days = date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24;
    days.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_days_from_1970_in_both_directions() {
        assert_eq!(days_since_1970(Date::constant(1970, 1, 2)), Some(1));
        assert_eq!(days_since_1970(Date::constant(1969, 12, 31)), Some(-1));
        assert_eq!(days_since_1970(Date::constant(2026, 3, 1)), Some(20_513));
    }
}
