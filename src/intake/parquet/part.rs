//! A column in one group of rows, and the cells of a stretch of them.

use std::io::Cursor;
use std::ops::Range;

use polars_parquet::parquet::read::PageMetaData;
use polars_parquet::read::{
    BasicDecompressor, ColumnChunkMetadata, Filter, PageReader, PrimitiveLogicalType, RowGroupMetadata,
    column_iter_to_arrays,
};

use super::column::Kind;
use super::pages::{Pages, Stretch};
use super::values;

/// A column in one group of rows.
pub(super) struct Part<'f> {
    kind: Kind,
    stored: &'f ColumnChunkMetadata,
    bytes: &'f [u8],
    pages: Pages,
}

impl<'f> Part<'f> {
    /// The column that is stored under this number.
    ///
    /// # Errors
    /// If it is not what the file says it is; how.
    pub(super) fn of(kind: Kind, file: &'f [u8], group: &'f RowGroupMetadata, number: usize) -> Result<Self, String> {
        let stored = group.parquet_columns().get(number).ok_or("it is not there")?;
        let range = stored.byte_range();
        let range = usize::try_from(range.start).ok().zip(usize::try_from(range.end).ok());
        let bytes = range.and_then(|(start, end)| file.get(start..end)).ok_or("it lies beyond the end of the file")?;
        Ok(Self { kind, stored, bytes, pages: Pages::of(bytes, group.num_rows())? })
    }

    /// How many bytes come out of it.
    pub(super) fn unpacked(&self) -> usize {
        self.pages.unpacked
    }

    /// The cells of a stretch of rows; `None` if they are no text.
    ///
    /// # Errors
    /// If the pages cannot be read; how.
    pub(super) fn cells(&self, rows: &Range<usize>) -> Result<Option<Vec<String>>, String> {
        let stretch = self.pages.stretch(self.bytes, rows);
        let wanted = Filter::new_ranged(rows.start - stretch.rows.start, rows.end - stretch.rows.start);
        let columns = vec![BasicDecompressor::new(self.reader(stretch)?, Vec::new())];
        let Kind { leaf, field } = &self.kind;
        let (arrays, _) = column_iter_to_arrays(columns, vec![leaf], field.clone(), Some(wanted))
            .map_err(|error| error.to_string())?;
        let is_uuid = leaf.logical_type == Some(PrimitiveLogicalType::Uuid);
        let cells: Option<Vec<_>> = arrays.iter().map(|array| values::cells(array.as_ref(), is_uuid)).collect();
        match cells.map(|cells| cells.concat()) {
            Some(cells) if cells.len() != rows.len() => {
                Err(format!("it has {} values for {} rows", cells.len(), rows.len()))
            }
            cells => Ok(cells),
        }
    }

    fn reader(&self, Stretch { bytes, rows }: Stretch) -> Result<PageReader, String> {
        let (longest, values) = (bytes.len(), i64::try_from(rows.len()).map_err(|error| error.to_string())?);
        let descriptor = self.stored.descriptor().descriptor.clone();
        let pages = PageMetaData::new(0, values, self.stored.compression(), descriptor);
        Ok(PageReader::new_with_page_meta(Cursor::new(bytes.into()), pages, Vec::new(), longest))
    }
}
