//! Parquet files, and the same with a footer or a page that says otherwise.

use std::io::Cursor;

use polars::prelude::{Column, DataFrame, NamedFrom, Series};
use polars_io::parquet::write::{ParquetCompression, ParquetWriter};
use polars_parquet_format::thrift::protocol::{TCompactInputProtocol, TCompactOutputProtocol};
use polars_parquet_format::{FileMetaData, PageHeader};

/// Two notes, and a column of lists.
pub(crate) fn parquet(note: &str) -> Vec<u8> {
    let columns = [("note_id", ["1", "2"]), ("date", ["2025-03-14", "2025-03-15"]), ("note", [note, "Seen."])];
    let tags = Series::new("tags".into(), [Series::new("".into(), ["a", "b"]), Series::new("".into(), ["c"])]);
    let texts = columns.map(|(name, cells)| Column::new(name.into(), cells));
    written(DataFrame::new(2, texts.into_iter().chain([tags.into()]).collect()).unwrap(), usize::MAX)
}

/// A table without compression, in groups of so many rows.
pub(crate) fn written(mut table: DataFrame, rows: usize) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let writer = ParquetWriter::new(&mut out).with_compression(ParquetCompression::Uncompressed);
    writer.with_row_group_size(Some(rows)).finish(&mut table).unwrap();
    out.into_inner()
}

/// A file whose footer is changed.
pub(crate) fn with_footer(file: &[u8], change: impl FnOnce(&mut FileMetaData)) -> Vec<u8> {
    let (start, mut footer) = footer(file);
    change(&mut footer);
    let mut out = file[..start].to_vec();
    let length = footer.write_to_out_protocol(&mut TCompactOutputProtocol::new(&mut out)).unwrap();
    out.extend(u32::try_from(length).unwrap().to_le_bytes());
    out.extend(b"PAR1");
    out
}

/// A file whose first column has a page with a changed header.
pub(crate) fn with_page(file: &[u8], change: impl FnOnce(&mut PageHeader)) -> Vec<u8> {
    const FIRST: usize = 4;
    let mut rest = Cursor::new(&file[FIRST..]);
    let mut header = PageHeader::read_from_in_protocol(&mut TCompactInputProtocol::new(&mut rest, file.len())).unwrap();
    let before = usize::try_from(rest.position()).unwrap();
    change(&mut header);
    let mut out = file[..FIRST].to_vec();
    let after = header.write_to_out_protocol(&mut TCompactOutputProtocol::new(&mut out)).unwrap();
    out.extend(&file[FIRST + before..]);
    let longer = i64::try_from(after).unwrap() - i64::try_from(before).unwrap();
    with_footer(&out, |footer| {
        for (at, column) in footer.row_groups.iter_mut().flat_map(|group| &mut group.columns).enumerate() {
            let column = column.meta_data.as_mut().unwrap();
            if at == 0 {
                column.total_compressed_size += longer;
            }
            // What comes after the header has moved.
            for place in [Some(&mut column.data_page_offset), column.dictionary_page_offset.as_mut()] {
                place.into_iter().filter(|place| **place > 4).for_each(|place| *place += longer);
            }
        }
    })
}

/// Where the footer of a file starts, and what it says.
fn footer(file: &[u8]) -> (usize, FileMetaData) {
    let end = file.len() - 8;
    let length = u32::from_le_bytes(*file[end..].first_chunk().unwrap());
    let start = end - usize::try_from(length).unwrap();
    let mut read = TCompactInputProtocol::new(&file[start..end], usize::MAX);
    (start, FileMetaData::read_from_in_protocol(&mut read).unwrap())
}
