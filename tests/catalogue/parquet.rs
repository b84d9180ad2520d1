//! Parquet files, and the same with a footer or a page that says otherwise.

use std::io::Cursor;
use std::sync::Arc;

use polars_arrow::array::{Array, ListArray, Utf8ViewArray};
use polars_arrow::datatypes::{ArrowSchema, Field};
use polars_arrow::offset::OffsetsBuffer;
use polars_arrow::record_batch::RecordBatchT;
use polars_parquet::write::{
    CompressionOptions, FileWriter, StatisticsOptions, Version, WriteOptions, get_dtype_encoding, row_group_iter,
};
use polars_parquet_format::thrift::protocol::{TCompactInputProtocol, TCompactOutputProtocol};
use polars_parquet_format::{FileMetaData, PageHeader};

/// The columns of a table.
pub(crate) type Columns<'n> = Vec<(&'n str, Box<dyn Array>)>;

/// Two notes, and a column of lists.
pub(crate) fn parquet(note: &str) -> Vec<u8> {
    let cells = [("note_id", ["1", "2"]), ("date", ["2025-03-14", "2025-03-15"]), ("note", [note, "Seen."])];
    let mut columns: Columns<'_> = cells.map(|(name, cells)| (name, texts(&cells))).into();
    let (tags, ends) = (texts(&["a", "b", "c"]), OffsetsBuffer::try_from(vec![0_i64, 2, 3]).unwrap());
    let lists = ListArray::new(ListArray::<i64>::default_datatype(tags.dtype().clone()), ends, tags, None);
    columns.push(("tags", lists.boxed()));
    written(&columns, usize::MAX)
}

/// A column of text.
pub(crate) fn texts(cells: &[impl AsRef<str>]) -> Box<dyn Array> {
    Utf8ViewArray::from_slice_values(cells).boxed()
}

/// A table without compression, in groups of so many rows.
pub(crate) fn written(columns: &Columns<'_>, rows: usize) -> Vec<u8> {
    let options = WriteOptions {
        statistics: StatisticsOptions::default(),
        version: Version::V1,
        compression: CompressionOptions::Uncompressed,
        data_page_size: None,
    };
    let fields = columns.iter().map(|(name, cells)| Field::new((*name).into(), cells.dtype().clone(), true));
    let schema: Arc<ArrowSchema> = Arc::new(fields.collect());
    let mut writer = FileWriter::try_new(Vec::new(), (*schema).clone(), options).unwrap();
    let all = columns[0].1.len();
    for start in (0..all).step_by(rows) {
        let length = rows.min(all - start);
        let group = columns.iter().map(|(_, cells)| cells.sliced(start, length)).collect();
        let group = RecordBatchT::new(length, Arc::clone(&schema), group);
        let encodings = schema.iter_values().map(|field| get_dtype_encoding(&field.dtype)).collect();
        let types = writer.parquet_schema().fields().to_vec();
        writer.write(length as u64, row_group_iter(group, encodings, types, options)).unwrap();
    }
    writer.end(None).unwrap();
    writer.into_inner()
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
