//! Tables as Parquet, with nothing in the file but the table: no statistics,
//! which would repeat whole sentences in the footer, and no time of writing.

use std::io;

use polars_io::parquet::write::{ParquetWriter, StatisticsOptions};

use super::column::Column;
use super::error::Problem;
use super::frame::frame;
use super::output::Sink;

/// So many rows are a frame at once, and a group in the file.
const GROUP: usize = 1 << 15;

/// Writes the rows as one Parquet file.
pub(super) fn write<R>(
    out: &mut dyn Sink,
    columns: &[Column<R>],
    mut rows: impl Iterator<Item = io::Result<R>>,
) -> Result<(), Problem> {
    let mut group = || rows.by_ref().take(GROUP).collect::<io::Result<Vec<R>>>();
    let first = frame(columns, &group()?)?;
    let writer = ParquetWriter::new(out).with_statistics(StatisticsOptions::empty());
    let mut writer = writer.batched(first.schema())?;
    writer.write_batch(&first)?;
    loop {
        let rows = group()?;
        if rows.is_empty() {
            writer.finish()?;
            return Ok(());
        }
        writer.write_batch(&frame(columns, &rows)?)?;
    }
}
