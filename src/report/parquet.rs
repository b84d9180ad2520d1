//! Tables as Parquet, with nothing in the file but the table: no statistics,
//! which would repeat whole sentences in the footer, and no time of writing.
//! Text that is missing is empty, as in the CSV; numbers and dates that are
//! missing are null.

use std::io;
use std::sync::Arc;

use polars_arrow::array::{Array, PrimitiveArray, Utf8ViewArray};
use polars_arrow::datatypes::{ArrowDataType, ArrowSchema, Field};
use polars_arrow::record_batch::RecordBatchT;
use polars_parquet::write::{
    CompressionOptions, FileWriter, StatisticsOptions, Version, WriteOptions, get_dtype_encoding, row_group_iter,
};

use super::column::{Cells, Column, yes_or_too_few};
use super::error::Problem;
use super::output::Sink;
use crate::note::Date;

/// So many rows are a group in the file.
const GROUP: usize = 1 << 15;

/// Writes the rows as one Parquet file.
pub(super) fn write<R>(
    out: &mut dyn Sink,
    columns: &[Column<R>],
    mut rows: impl Iterator<Item = io::Result<R>>,
) -> Result<(), Problem> {
    let schema = Arc::new(schema(columns));
    let mut writer = FileWriter::try_new(out, (*schema).clone(), options())?;
    loop {
        let rows = rows.by_ref().take(GROUP).collect::<io::Result<Vec<R>>>()?;
        if rows.is_empty() {
            writer.end(None)?;
            return Ok(());
        }
        let arrays = columns.iter().map(|column| array(column, &rows)).collect();
        let batch = RecordBatchT::try_new(rows.len(), Arc::clone(&schema), arrays)?;
        let encodings = schema.iter_values().map(|field| get_dtype_encoding(&field.dtype)).collect();
        let types = writer.parquet_schema().fields().to_vec();
        writer.write(rows.len() as u64, row_group_iter(batch, encodings, types, options()))?;
    }
}

/// As Polars writes by itself, but for the statistics.
fn options() -> WriteOptions {
    let (statistics, compression) = (StatisticsOptions::empty(), CompressionOptions::Zstd(None));
    WriteOptions { statistics, version: Version::V1, compression, data_page_size: None }
}

fn schema<R>(columns: &[Column<R>]) -> ArrowSchema {
    columns.iter().map(|column| Field::new(column.name.into(), array(column, &[]).dtype().clone(), true)).collect()
}

fn array<R>(column: &Column<R>, rows: &[R]) -> Box<dyn Array> {
    match column.cells {
        Cells::Text(cell) => texts(rows.iter().map(cell)),
        Cells::Whole(cell) => rows.iter().map(cell).collect::<PrimitiveArray<u64>>().boxed(),
        Cells::Share(cell) | Cells::Decimal(cell) => rows.iter().map(cell).collect::<PrimitiveArray<f64>>().boxed(),
        Cells::Shown(cell) => texts(rows.iter().map(|row| yes_or_too_few(cell(row)))),
        Cells::Day(cell) => {
            let days = rows.iter().map(|row| cell(row).and_then(days_since_1970));
            days.collect::<PrimitiveArray<i32>>().to(ArrowDataType::Date32).boxed()
        }
    }
}

fn texts(cells: impl Iterator<Item = impl AsRef<str>>) -> Box<dyn Array> {
    Utf8ViewArray::from_slice_values(cells.collect::<Vec<_>>()).boxed()
}

/// Days since 1 January 1970, which is how Parquet keeps dates.
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
