//! The columns of a Parquet file: which are text, and where their values are
//! stored.

use std::ops::Range;

use polars_arrow::datatypes::{ArrowDataType as Type, Field, TimeUnit};
use polars_parquet::parquet::schema::Repetition;
use polars_parquet::parquet::schema::types::PrimitiveType;
use polars_parquet::read::schema::parquet_to_arrow_schema_with_options;
use polars_parquet::read::{ParquetType, PhysicalType, PrimitiveLogicalType, RowGroupMetadata};

use super::Problem;
use super::part::Part;

/// The most digits of a decimal number, and the most bytes it is stored in.
const MOST_OF_DECIMAL: (usize, usize) = (38, 16);

/// A column of a file.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) name: String,
    /// Its number among the columns that are stored: a structure is stored as
    /// several.
    stored: usize,
    /// What its values are; `None` if they are no text.
    pub(super) kind: Option<Kind>,
}

/// Values that are text, as stored and as decoded.
#[derive(Clone, Debug)]
pub(super) struct Kind {
    pub(super) leaf: PrimitiveType,
    pub(super) field: Field,
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

    /// The column in a group of rows; `None` if its values are no text.
    ///
    /// # Errors
    /// If it is not what the file says it is.
    pub(super) fn part<'f>(&self, file: &'f [u8], group: &'f RowGroupMetadata) -> Result<Option<Part<'f>>, Problem> {
        let Some(kind) = &self.kind else { return Ok(None) };
        Part::of(kind.clone(), file, group, self.stored).map(Some).map_err(|why| self.damaged(&why))
    }

    /// The cells of a stretch of rows; none if they are no text.
    ///
    /// # Errors
    /// If they cannot be read.
    pub(super) fn cells(&mut self, part: Option<&Part<'_>>, rows: &Range<usize>) -> Result<Vec<String>, Problem> {
        let part = part.filter(|_| self.kind.is_some());
        let cells = part.map_or(Ok(None), |part| part.cells(rows)).map_err(|why| self.damaged(&why))?;
        if cells.is_none() {
            self.kind = None;
        }
        Ok(cells.unwrap_or_default())
    }

    fn damaged(&self, why: &str) -> Problem {
        Problem::Damaged(format!("column {:?}: {why}", self.name))
    }
}

fn stored_columns(field: &ParquetType) -> usize {
    match field {
        ParquetType::PrimitiveType(_) => 1,
        ParquetType::GroupType { fields, .. } => fields.iter().map(stored_columns).sum(),
    }
}

impl Kind {
    /// What the schema of the file says. What else a writer says of its types
    /// is not looked at: one place for a fact is enough.
    fn of(field: &ParquetType) -> Option<Self> {
        let ParquetType::PrimitiveType(leaf) = field else { return None };
        let is_opaque = matches!(leaf.logical_type, Some(PrimitiveLogicalType::Bson | PrimitiveLogicalType::Float16));
        if is_opaque || leaf.field_info.repetition == Repetition::Repeated {
            return None;
        }
        let schema = parquet_to_arrow_schema_with_options(std::slice::from_ref(field), &None);
        let (_, mut field) = schema.into_iter().next()?;
        if leaf.physical_type == PhysicalType::Int96 {
            // Moments as Spark writes them, in universal time. Counted in nanoseconds they would end in the year 2262.
            field.dtype = Type::Timestamp(TimeUnit::Millisecond, Some("+00:00".into()));
        }
        is_text(&field.dtype, leaf.physical_type).then(|| Self { leaf: leaf.clone(), field })
    }
}

fn is_text(decoded: &Type, stored: PhysicalType) -> bool {
    let (digits, bytes) = MOST_OF_DECIMAL;
    match (decoded, stored) {
        (Type::Interval(_), _) => false,
        (Type::Decimal(_, scale), PhysicalType::FixedLenByteArray(size)) => *scale <= digits && size <= bytes,
        (Type::Decimal(_, scale), _) => *scale <= digits,
        _ => true,
    }
}
