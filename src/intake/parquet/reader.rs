//! What is in a Parquet file, as lines of text: one stretch of rows after the
//! other, so that no more than a stretch is in memory twice.

use polars_parquet::read::RowGroupMetadata;

use super::super::header::header_names;
use super::column::Column;
use super::part::Part;
use super::{Parquet, Problem, footer};

/// The most text of one file, and the most that comes out of one group of
/// rows, in bytes.
const MOST_TEXT: usize = 1 << 30;

/// The most cells, and the most rows, that are read at a time.
const AT_A_TIME: (usize, usize) = (1 << 20, 1 << 16);

/// Reads the bytes of a whole file.
///
/// # Errors
/// If they are no Parquet file that can be read, or more than is read.
pub(super) fn read(bytes: &[u8]) -> Result<Parquet, Problem> {
    let footer = footer::read(bytes)?;
    let mut columns = Column::all(footer.schema().fields());
    let mut lines = Lines::default();
    for group in &footer.row_groups {
        lines.add_group(bytes, group, &mut columns)?;
    }
    let unread = (0..).zip(&columns).filter(|(_, column)| column.kind.is_none()).map(|(at, _)| at).collect();
    let header = header_names(columns.into_iter().map(|column| column.name).collect());
    Ok(Parquet { header, unread, rows: footer.num_rows as u64, text: lines.finish()? })
}

/// Rows as comma-separated text.
struct Lines {
    out: csv::Writer<Vec<u8>>,
    /// Bytes of text that may still come.
    left: usize,
}

impl Default for Lines {
    fn default() -> Self {
        Self { out: csv::Writer::from_writer(Vec::new()), left: MOST_TEXT }
    }
}

impl Lines {
    fn add_group(&mut self, file: &[u8], group: &RowGroupMetadata, columns: &mut [Column]) -> Result<(), Problem> {
        let parts = columns.iter().map(|column| column.part(file, group)).collect::<Result<Vec<_>, _>>()?;
        let unpacked = parts.iter().flatten().map(Part::unpacked).fold(0, usize::saturating_add);
        if unpacked > MOST_TEXT {
            return Err(Problem::TooMuchText(MOST_TEXT));
        }
        let at_a_time = (AT_A_TIME.0 / columns.len().max(1)).clamp(1, AT_A_TIME.1);
        for from in (0..group.num_rows()).step_by(at_a_time) {
            let rows = from..(from + at_a_time).min(group.num_rows());
            let parts = columns.iter_mut().zip(&parts);
            let cells: Result<_, _> = parts.map(|(column, part)| column.cells(part.as_ref(), &rows)).collect();
            self.add(rows.len(), cells?)?;
        }
        Ok(())
    }

    /// Adds so many rows, given by their columns. A column that is no
    /// text has empty cells.
    fn add(&mut self, rows: usize, columns: Vec<Vec<String>>) -> Result<(), Problem> {
        let size: usize = columns.iter().flatten().map(|cell| cell.len() + 1).sum();
        self.left = self.left.checked_sub(size.max(rows)).ok_or(Problem::TooMuchText(MOST_TEXT))?;
        let mut columns: Vec<_> = columns.into_iter().map(Vec::into_iter).collect();
        for _ in 0..rows {
            let row = columns.iter_mut().map(|cells| cells.next().unwrap_or_default());
            self.out.write_record(row).map_err(|error| Problem::Damaged(error.to_string()))?;
        }
        Ok(())
    }

    fn finish(self) -> Result<String, Problem> {
        let bytes = self.out.into_inner().map_err(|error| Problem::Damaged(error.to_string()))?;
        String::from_utf8(bytes).map_err(|error| Problem::Damaged(error.to_string()))
    }
}
