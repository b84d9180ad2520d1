//! The footer of a Parquet file, which says what is where: held against limits
//! and against itself before anything else is read.

use std::io::Cursor;

use polars_parquet::parquet::compression::Compression;
use polars_parquet::read::{FileMetadata, RowGroupMetadata, read_metadata};

use super::super::header::MOST_COLUMNS;
use super::Problem;

/// The most rows of one file.
const MOST_ROWS: usize = 1 << 26;

/// What the reader says where the columns are sealed and the footer is not.
const SEALED: &str = "ColumnChunk.meta_data missing";

/// Reads and checks the footer of a file.
///
/// # Errors
/// If the file is not complete, sealed, or larger than anything that is read.
pub(super) fn read(bytes: &[u8]) -> Result<FileMetadata, Problem> {
    match bytes.last_chunk() {
        Some(b"PARE") => return Err(Problem::Encrypted),
        Some(b"PAR1") if bytes.len() > 8 => {}
        _ => return Err(Problem::Damaged("the end of it is missing".to_owned())),
    }
    let footer = read_metadata(&mut Cursor::new(bytes)).map_err(|error| match error.to_string() {
        sealed if sealed.contains(SEALED) => Problem::Encrypted,
        other => Problem::Damaged(other),
    })?;
    check(&footer)?;
    Ok(footer)
}

fn check(footer: &FileMetadata) -> Result<(), Problem> {
    let stated = footer.num_rows;
    let rows = footer.row_groups.iter().map(RowGroupMetadata::num_rows).fold(0, usize::saturating_add);
    let codecs = || footer.row_groups.iter().flat_map(RowGroupMetadata::parquet_columns);
    match () {
        () if rows != stated => Err(Problem::Damaged(format!(
            "its footer says that it has {stated} rows, and its groups of rows have {rows}"
        ))),
        () if rows > MOST_ROWS => Err(Problem::TooLong(MOST_ROWS)),
        () if footer.schema().columns().len() > MOST_COLUMNS => Err(Problem::TooWide(MOST_COLUMNS)),
        () if codecs().any(|column| column.compression() == Compression::Lzo) => Err(Problem::Codec("LZO".to_owned())),
        () => Ok(()),
    }
}
