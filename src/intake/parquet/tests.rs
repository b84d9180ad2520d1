//! Files of every type of value, written by the writer of Polars and read back as cells.

use std::sync::Arc;

use polars_arrow::array::{
    Array, BinaryViewArray, BooleanArray, FixedSizeBinaryArray, ListArray, PrimitiveArray, StructArray, Utf8ViewArray,
};
use polars_arrow::datatypes::{ArrowDataType as Type, ArrowSchema, Field, TimeUnit};
use polars_arrow::record_batch::RecordBatchT;
use polars_arrow::types::NativeType;
use polars_parquet::write::{
    CompressionOptions, FileWriter, StatisticsOptions, Version, WriteOptions, get_dtype_encoding, row_group_iter,
};

use super::*;

type Values = Box<dyn Array>;

fn usual() -> WriteOptions {
    let statistics = StatisticsOptions::empty();
    WriteOptions { statistics, version: Version::V1, compression: CompressionOptions::Snappy, data_page_size: None }
}

/// A file with these groups of rows, each with the same columns.
fn written(names: &[&str], groups: &[Vec<Values>], options: WriteOptions) -> Vec<u8> {
    let columns = names.iter().zip(groups.first().unwrap());
    let field = |(name, values): (&&str, &Values)| Field::new((*name).into(), values.dtype().clone(), true);
    let schema: Arc<ArrowSchema> = Arc::new(columns.map(field).collect());
    let mut writer = FileWriter::try_new(Vec::new(), (*schema).clone(), options).unwrap();
    for group in groups {
        let rows = group.first().unwrap().len();
        let batch = RecordBatchT::new(rows, Arc::clone(&schema), group.clone());
        let encodings = schema.iter_values().map(|field| get_dtype_encoding(&field.dtype)).collect();
        let types = writer.parquet_schema().fields().to_vec();
        writer.write(rows as u64, row_group_iter(batch, encodings, types, options)).unwrap();
    }
    writer.end(None).unwrap();
    writer.into_inner()
}

/// The cells of a file, row by row.
fn rows(table: &Parquet) -> Vec<Vec<String>> {
    table.rows().map(|row| row.unwrap().fields).collect()
}

fn texts(texts: &[Option<&str>]) -> Values {
    Utf8ViewArray::from_slice(texts).boxed()
}

/// A value and null.
fn one<T: NativeType>(value: T, kind: Type) -> Values {
    PrimitiveArray::<T>::from(vec![Some(value), None]).to(kind).boxed()
}

fn moment(unit: TimeUnit, is_universal: bool) -> Type {
    Type::Timestamp(unit, is_universal.then(|| "UTC".into()))
}

/// A value of each type that is text, null after it, and the cell of the first.
fn values() -> Vec<(Values, &'static str)> {
    use TimeUnit::{Microsecond, Millisecond, Nanosecond};
    // 30 June 2025, an hour before midnight.
    let late = 1_751_324_400_i64;
    vec![
        (texts(&[Some("a, \"b\"\r\nc é"), None]), "a, \"b\"\r\nc é"),
        (texts(&[Some(" "), None]), " "),
        (BinaryViewArray::from_slice([Some("é".as_bytes()), None]).boxed(), "é"),
        (FixedSizeBinaryArray::from([Some(*b"AB1"), None]).boxed(), "AB1"),
        (BooleanArray::from(vec![Some(true), None]).boxed(), "true"),
        (one(-7_i8, Type::Int8), "-7"),
        (one(-700_i16, Type::Int16), "-700"),
        (one(i32::MIN, Type::Int32), "-2147483648"),
        (one(i64::MAX, Type::Int64), "9223372036854775807"),
        (one(u8::MAX, Type::UInt8), "255"),
        (one(u16::MAX, Type::UInt16), "65535"),
        (one(u32::MAX, Type::UInt32), "4294967295"),
        (one(u64::MAX, Type::UInt64), "18446744073709551615"),
        (one(1.5_f32, Type::Float32), "1.5"),
        (one(12_345_678.0_f64, Type::Float64), "12345678"),
        (one(f64::NAN, Type::Float64), ""),
        (one(20_161_i32, Type::Date32), "2025-03-14"),
        (one(late, moment(Millisecond, false)), "1970-01-21T06:28:44.4"),
        (one(late * 1000, moment(Millisecond, false)), "2025-06-30T23:00:00"),
        (one(late * 1000, moment(Millisecond, true)), "2025-07-01"),
        (one(late * 1_000_000, moment(Microsecond, true)), "2025-07-01"),
        (one(late * 1_000_000_000, moment(Nanosecond, false)), "2025-06-30T23:00:00"),
        (one(253_402_214_400_000_i64, moment(Millisecond, true)), "9999-12-31"),
        (one(i64::MAX, moment(Millisecond, true)), "9223372036854775"),
        (one(34_200_000_i32, Type::Time32(Millisecond)), "09:30:00"),
        (one(34_200_000_000_i64, Type::Time64(Microsecond)), "09:30:00"),
        (one(1250_i128, Type::Decimal(9, 2)), "12.50"),
        (one(-1_234_500_i128, Type::Decimal(30, 2)), "-12345"),
    ]
}

/// Values of types that are no text, of two rows each.
fn no_texts() -> Vec<Values> {
    let numbers = PrimitiveArray::from_vec(vec![1_i32, 2]).boxed();
    let item = |name: &str| Field::new(name.into(), Type::Int32, true);
    let list = Type::LargeList(Box::new(item("item")));
    vec![
        ListArray::<i64>::new(list, vec![0, 1, 2].try_into().unwrap(), numbers.clone(), None).boxed(),
        StructArray::new(Type::Struct(vec![item("x"), item("y")]), 2, vec![numbers.clone(), numbers], None).boxed(),
        BinaryViewArray::from_slice([Some(b"\xFF\xFE"), None]).boxed(),
        one(1_i128, Type::Int128),
    ]
}

#[test]
fn values_of_every_type_are_cells_and_null_is_an_empty_one() {
    for (values, expected) in values() {
        let kind = format!("{:?}", values.dtype());
        let table =
            Parquet::parse(&written(&["x", "id"], &[vec![values, texts(&[Some("1"), Some("2")])]], usual()), None);
        let table = table.unwrap_or_else(|problem| panic!("{kind}: {problem:?}"));
        assert_eq!(rows(&table), [[expected, "1"], ["", "2"]], "{kind}");
        assert!(table.unread().is_empty(), "{kind}");
    }
}

#[test]
fn columns_that_are_no_text_are_named_and_cost_the_others_nothing() {
    for values in no_texts() {
        let kind = format!("{:?}", values.dtype());
        let note = || texts(&[Some("Seen."), None]);
        let table =
            Parquet::parse(&written(&["a", "x", "note"], &[vec![note(), values, note()]], usual()), None).unwrap();
        assert_eq!(rows(&table), [["Seen.", "", "Seen."], ["", "", ""]], "{kind}");
        assert_eq!(
            (table.header(), table.unread()),
            (&["a", "x", "note"].map(str::to_owned)[..], vec!["x".to_owned()])
        );
    }
}

#[test]
fn bytes_that_are_no_text_further_on_make_a_column_unread() {
    let group = |bytes: &[u8]| vec![BinaryViewArray::from_slice([Some(bytes)]).boxed(), texts(&[Some("Seen.")])];
    let table =
        Parquet::parse(&written(&["x", "note"], &[group(b"a"), group(b"\xFF"), group(b"b")], usual()), None).unwrap();
    assert_eq!((table.unread(), table.there()), (vec!["x".to_owned()], 3));
}

#[test]
fn every_row_of_every_group_comes_out_in_order_however_it_is_packed() {
    let numbers = |range: std::ops::Range<i64>| -> Vec<Values> {
        let text: Vec<String> = range.clone().map(|number| format!("note {}", number % 7)).collect();
        vec![PrimitiveArray::from_vec(range.collect()).boxed(), Utf8ViewArray::from_slice_values(&text).boxed()]
    };
    let groups = [numbers(0..70_000), numbers(70_000..70_001), numbers(70_001..140_003)];
    for (version, compression) in [
        (Version::V1, CompressionOptions::Uncompressed),
        (Version::V1, CompressionOptions::Snappy),
        (Version::V2, CompressionOptions::Gzip(None)),
        (Version::V2, CompressionOptions::Zstd(None)),
        (Version::V1, CompressionOptions::Brotli(None)),
        (Version::V2, CompressionOptions::Lz4Raw),
    ] {
        let options = WriteOptions { version, compression, data_page_size: Some(5000), ..usual() };
        let table = Parquet::parse(&written(&["id", "note"], &groups, options), None).unwrap();
        assert_eq!(table.there(), 140_003);
        for (number, row) in rows(&table).into_iter().enumerate() {
            assert_eq!(row, [number.to_string(), format!("note {}", number % 7)], "{compression:?}");
        }
    }
}

#[test]
fn a_cell_beyond_the_limit_costs_its_row() {
    let long = "a".repeat(super::super::reject::MAX_FIELD_CHARS + 1);
    let table = Parquet::parse(&written(&["note"], &[vec![texts(&[Some(&long), Some("b")])]], usual()), None).unwrap();
    let rows: Vec<Raw> = table.rows().collect();
    assert!(matches!(&rows[0], Err(Fault { row: 1, column: Some(0), reason: RejectReason::FieldTooLong, .. })));
    assert!(matches!(&rows[1], Ok(RawRow { row: 2, line: 2, .. })));
}
