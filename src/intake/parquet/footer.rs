//! The footer of a Parquet file, which says what is where: held against limits
//! and against itself before anything else is read.

use std::io::Cursor;

use polars_parquet::parquet::compression::Compression;
use polars_parquet::read::{FileMetadata, RowGroupMetadata, read_metadata};
use polars_parquet_format::thrift::protocol::TCompactInputProtocol;
use polars_parquet_format::thrift::{self, Error, ProtocolErrorKind};
use polars_parquet_format::{CompressionCodec, FileMetaData};

use super::super::header::MOST_COLUMNS;
use super::Problem;

/// The most rows of one file.
const MOST_ROWS: usize = 1 << 26;

/// The end of a file: the length of the footer and a mark.
const END: usize = 8;

/// Reads and checks the footer of a file.
///
/// # Errors
/// If the file is not complete, is encrypted or has its rows elsewhere, or if
/// it is larger than what is read.
pub(super) fn read(bytes: &[u8]) -> Result<FileMetadata, Problem> {
    match bytes.last_chunk() {
        Some(b"PARE") => return Err(Problem::Encrypted),
        Some(b"PAR1") if bytes.len() > END => {}
        _ => return Err(Problem::Damaged("the end of it is missing".to_owned())),
    }
    match all_of(bytes) {
        Some(Ok(footer)) => passed_over(footer).map_or(Ok(()), Err)?,
        Some(Err(Error::Protocol(error))) if error.kind == ProtocolErrorKind::SizeLimit => {
            return Err(Problem::Damaged("its footer lists more than is in it".to_owned()));
        }
        // The reader knows better, or says why.
        _ => {}
    }
    let footer = read_metadata(&mut Cursor::new(bytes)).map_err(|error| Problem::Damaged(error.to_string()))?;
    check(&footer)?;
    Ok(footer)
}

/// All that the footer says, for what the reader passes over or takes on
/// trust.
fn all_of(bytes: &[u8]) -> Option<thrift::Result<FileMetaData>> {
    let (rest, end) = bytes.split_last_chunk::<END>()?;
    let length = usize::try_from(u32::from_le_bytes(*end.first_chunk()?)).ok()?;
    let footer = rest.get(rest.len().checked_sub(length)?..)?;
    // A list counts eight bytes for each of its items, which may be one byte long.
    let most = footer.len().saturating_mul(16);
    Some(FileMetaData::read_from_in_protocol(&mut TCompactInputProtocol::new(footer, most)))
}

fn passed_over(footer: FileMetaData) -> Option<Problem> {
    if footer.encryption_algorithm.is_some() {
        return Some(Problem::Encrypted);
    }
    footer.row_groups.into_iter().flat_map(|group| group.columns).find_map(|column| {
        let codec = column.meta_data.map(|column| column.codec).filter(|codec| !is_read(*codec));
        let elsewhere = column.file_path.filter(|path| !path.is_empty()).map(Problem::Elsewhere);
        elsewhere.or(codec.map(|codec| Problem::Codec(name(codec))))
    })
}

fn is_read(codec: CompressionCodec) -> bool {
    Compression::try_from(codec).is_ok_and(|codec| codec != Compression::Lzo)
}

fn name(codec: CompressionCodec) -> String {
    Compression::try_from(codec).map_or_else(|_| format!("codec {}", codec.0), |codec| format!("{codec:?}"))
}

fn check(footer: &FileMetadata) -> Result<(), Problem> {
    let stated = footer.num_rows;
    let rows = footer.row_groups.iter().map(RowGroupMetadata::num_rows).fold(0, usize::saturating_add);
    match () {
        () if rows != stated => Err(Problem::Damaged(format!(
            "its footer says that it has {stated} rows, and its groups of rows have {rows}"
        ))),
        () if rows > MOST_ROWS => Err(Problem::TooLong(MOST_ROWS)),
        () if footer.schema().fields().len() > MOST_COLUMNS => Err(Problem::TooWide(MOST_COLUMNS)),
        () => Ok(()),
    }
}
