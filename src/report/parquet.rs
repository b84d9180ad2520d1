//! Frames as Parquet, with nothing in the file but the table: no statistics,
//! which would repeat whole sentences in the footer, and no time of writing.

use polars::prelude::DataFrame;
use polars_io::parquet::write::{ParquetWriter, StatisticsOptions};

use super::error::Problem;
use super::output::Sink;

/// Writes the frame as one Parquet file.
pub(super) fn write(out: &mut dyn Sink, mut frame: DataFrame) -> Result<(), Problem> {
    ParquetWriter::new(out).with_statistics(StatisticsOptions::empty()).finish(&mut frame)?;
    Ok(())
}
