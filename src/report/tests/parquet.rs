//! `findings.parquet` holds what `findings.csv` says, each column in its type.

use std::fs::File;

use polars::prelude::{AnyValue, DataFrame, DataType};
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;

use super::{Sample, rows, written};

#[test]
fn parquet_reads_back_as_the_csv_says() {
    let sample = Sample::new();
    let (folder, files) = written(&sample);
    let frame = ParquetReader::new(File::open(folder.path().join("findings.parquet")).unwrap()).finish().unwrap();
    let csv = rows(&String::from_utf8_lossy(&files["findings.csv"]));
    assert_eq!(frame.height(), csv.len());
    for name in frame.get_column_names() {
        let column = frame.column(name).unwrap();
        for (at, row) in csv.iter().enumerate() {
            let value = match column.get(at).unwrap() {
                AnyValue::Null => String::new(),
                AnyValue::String(text) => text.to_owned(),
                AnyValue::Date(days) => (jiff::civil::date(1970, 1, 1) + jiff::Span::new().days(days)).to_string(),
                other => other.to_string(),
            };
            assert_eq!(value, row[name.as_str()], "{name} of row {at}");
        }
    }
    types_are_kept(&frame);
}

fn types_are_kept(frame: &DataFrame) {
    for (name, expected) in [
        ("row", DataType::UInt64),
        ("start", DataType::UInt64),
        ("date", DataType::Date),
        ("probability", DataType::Float64),
        ("words", DataType::String),
    ] {
        assert_eq!(frame.column(name).unwrap().dtype(), &expected, "{name}");
    }
}

#[test]
fn parquet_of_no_findings_keeps_its_columns() {
    let (folder, _) = written(&Sample::with(Vec::clear));
    let frame = ParquetReader::new(File::open(folder.path().join("findings.parquet")).unwrap()).finish().unwrap();
    assert_eq!((frame.height(), frame.width()), (0, 23));
    types_are_kept(&frame);
}

#[test]
fn parquet_holds_no_statistics_and_no_time() {
    let (folder, _) = written(&Sample::new());
    let mut reader = ParquetReader::new(File::open(folder.path().join("findings.parquet")).unwrap());
    let metadata = reader.get_metadata().unwrap();
    for group in &metadata.row_groups {
        assert!(group.parquet_columns().iter().all(|column| column.statistics(&[]).is_none()));
    }
    let keys: Vec<_> = metadata.key_value_metadata.iter().flatten().map(|pair| pair.key.as_str()).collect();
    assert_eq!(keys, ["ARROW:schema"]);
}
