//! The columns of a Parquet file: which have text, and the cells of one for a
//! stretch of rows.

use std::io::Cursor;
use std::ops::Range;

use polars_arrow::datatypes::{ArrowDataType as Type, Field, TimeUnit};
use polars_parquet::parquet::read::PageMetaData;
use polars_parquet::parquet::schema::Repetition;
use polars_parquet::parquet::schema::types::PrimitiveType;
use polars_parquet::read::schema::parquet_to_arrow_schema_with_options;
use polars_parquet::read::{
    BasicDecompressor, ColumnChunkMetadata, Filter, PageReader, ParquetType, PhysicalType, PrimitiveLogicalType,
    RowGroupMetadata, column_iter_to_arrays,
};

use super::pages::{Pages, Stretch};
use super::{Problem, values};

/// The most digits of a decimal number.
const MOST_DIGITS: usize = 38;

/// A column of a file.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) name: String,
    /// Its number among the columns that are stored: one of a structure is
    /// stored as several.
    stored: usize,
    /// What its values are; `None` if they are no text.
    pub(super) kind: Option<Kind>,
}

/// Values that are text.
#[derive(Clone, Debug)]
pub(super) struct Kind {
    leaf: PrimitiveType,
    field: Field,
}

impl Column {
    /// The columns of a file, in order.
    pub(super) fn all(fields: &[ParquetType]) -> Vec<Self> {
        let mut next = 0;
        let column = |field: &ParquetType| {
            let stored = next;
            next += stored_columns(field);
            Self { name: field.name().to_owned(), stored, kind: Kind::of(field) }
        };
        fields.iter().map(column).collect()
    }

    /// The part of the column in a group of rows.
    ///
    /// # Errors
    /// If it is not what the file says it is.
    pub(super) fn part<'f>(&self, file: &'f [u8], group: &'f RowGroupMetadata) -> Result<Option<Part<'f>>, Problem> {
        let Some(kind) = self.kind.clone() else { return Ok(None) };
        let part = || {
            let stored = group.parquet_columns().get(self.stored).ok_or("it is not there")?;
            let range = stored.byte_range();
            let range = usize::try_from(range.start).ok().zip(usize::try_from(range.end).ok());
            let bytes =
                range.and_then(|(start, end)| file.get(start..end)).ok_or("it lies beyond the end of the file")?;
            Ok(Part { kind, stored, bytes, pages: Pages::of(bytes, group.num_rows())? })
        };
        part().map(Some).map_err(|why| self.damaged(why))
    }

    /// What is wrong with the column, as a problem of the file.
    pub(super) fn damaged(&self, why: String) -> Problem {
        Problem::Damaged(format!("column {:?}: {why}", self.name))
    }
}

/// How many columns are stored for a field.
fn stored_columns(field: &ParquetType) -> usize {
    match field {
        ParquetType::PrimitiveType(_) => 1,
        ParquetType::GroupType { fields, .. } => fields.iter().map(stored_columns).sum(),
    }
}

impl Kind {
    fn of(field: &ParquetType) -> Option<Self> {
        let ParquetType::PrimitiveType(leaf) = field else { return None };
        let is_opaque = matches!(leaf.logical_type, Some(PrimitiveLogicalType::Bson | PrimitiveLogicalType::Float16));
        if is_opaque || leaf.field_info.repetition == Repetition::Repeated {
            return None;
        }
        let schema = parquet_to_arrow_schema_with_options(std::slice::from_ref(field), &None);
        let mut field = schema.into_iter().next()?.1;
        if leaf.physical_type == PhysicalType::Int96 {
            // Spark writes such moments, in universal time; in nanoseconds they would not reach the year 2262.
            field.dtype = Type::Timestamp(TimeUnit::Millisecond, Some("+00:00".into()));
        }
        let has_text = match (&field.dtype, leaf.physical_type) {
            (Type::Interval(_), _) => false,
            (Type::Decimal(_, scale), PhysicalType::FixedLenByteArray(size)) => *scale <= MOST_DIGITS && size <= 16,
            (Type::Decimal(_, scale), _) => *scale <= MOST_DIGITS,
            _ => true,
        };
        has_text.then(|| Self { leaf: leaf.clone(), field })
    }
}

/// A column in one group of rows.
pub(super) struct Part<'f> {
    kind: Kind,
    stored: &'f ColumnChunkMetadata,
    bytes: &'f [u8],
    pub(super) pages: Pages,
}

impl Part<'_> {
    /// The cells of a stretch of rows; `None` if they are no text.
    ///
    /// # Errors
    /// If the pages cannot be read; how.
    pub(super) fn cells(&self, rows: &Range<usize>) -> Result<Option<Vec<String>>, String> {
        let Stretch { bytes, rows: there } = self.pages.stretch(self.bytes, rows);
        let (length, values) = (bytes.len(), i64::try_from(there.len()).map_err(|error| error.to_string())?);
        let pages =
            PageMetaData::new(0, values, self.stored.compression(), self.stored.descriptor().descriptor.clone());
        let pages = PageReader::new_with_page_meta(Cursor::new(bytes.into()), pages, Vec::new(), length);
        let wanted = Filter::new_ranged(rows.start - there.start, rows.end - there.start);
        let columns = vec![BasicDecompressor::new(pages, Vec::new())];
        let (arrays, _) = column_iter_to_arrays(columns, vec![&self.kind.leaf], self.kind.field.clone(), Some(wanted))
            .map_err(|error| error.to_string())?;
        let is_uuid = self.kind.leaf.logical_type == Some(PrimitiveLogicalType::Uuid);
        let cells: Option<Vec<_>> = arrays.iter().map(|array| values::cells(array.as_ref(), is_uuid)).collect();
        let cells = cells.map(|cells| cells.concat());
        match cells.as_ref().map(Vec::len).filter(|found| *found != rows.len()) {
            None => Ok(cells),
            Some(found) => Err(format!("{found} values came out of it for {} rows", rows.len())),
        }
    }
}
