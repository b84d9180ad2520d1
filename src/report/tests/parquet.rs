//! `findings.parquet` holds what `findings.csv` says, each column in its type,
//! as a program reads it that is not of those who wrote the writer.

use std::fs::File;
use std::path::Path;

use parquet::basic::{LogicalType, Type as Physical};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

use super::{Sample, rows, written};

fn findings(folder: &Path) -> SerializedFileReader<File> {
    SerializedFileReader::new(File::open(folder.join("findings.parquet")).unwrap()).unwrap()
}

#[test]
fn parquet_reads_back_as_the_csv_says() {
    let sample = Sample::new();
    let (folder, files) = written(&sample);
    let file = findings(folder.path());
    let csv = rows(&String::from_utf8_lossy(&files["findings.csv"]));
    let mut read = file.get_row_iter(None).unwrap();
    for (at, row) in csv.iter().enumerate() {
        for (name, value) in read.next().unwrap().unwrap().get_column_iter() {
            let value = match value {
                Field::Null => String::new(),
                Field::Str(text) => text.to_owned(),
                Field::Date(days) => (jiff::civil::date(1970, 1, 1) + jiff::Span::new().days(*days)).to_string(),
                other => other.to_string(),
            };
            assert_eq!(value, row[name.as_str()], "{name} of row {at}");
        }
    }
    assert!(read.next().is_none());
    types_are_kept(&file);
}

fn types_are_kept(file: &SerializedFileReader<File>) {
    let schema = file.metadata().file_metadata().schema_descr();
    let number = LogicalType::integer(64, false);
    for (name, physical, logical) in [
        ("row", Physical::INT64, Some(number.clone())),
        ("start", Physical::INT64, Some(number)),
        ("date", Physical::INT32, Some(LogicalType::Date)),
        ("probability", Physical::DOUBLE, None),
        ("words", Physical::BYTE_ARRAY, Some(LogicalType::String)),
    ] {
        let column = schema.columns().iter().find(|column| column.name() == name).unwrap();
        assert_eq!((column.physical_type(), column.logical_type_ref().cloned()), (physical, logical), "{name}");
    }
}

#[test]
fn parquet_of_no_findings_keeps_its_columns() {
    let (folder, _) = written(&Sample::with(Vec::clear));
    let file = findings(folder.path());
    let about = file.metadata().file_metadata();
    assert_eq!((about.num_rows(), about.schema_descr().num_columns()), (0, 23));
    types_are_kept(&file);
}

#[test]
fn parquet_holds_no_statistics_and_no_time() {
    let (folder, _) = written(&Sample::new());
    let file = findings(folder.path());
    assert!(file.metadata().num_row_groups() > 0);
    for group in file.metadata().row_groups() {
        assert!(group.columns().iter().all(|column| column.statistics().is_none()));
    }
    let pairs = file.metadata().file_metadata().key_value_metadata();
    let keys: Vec<_> = pairs.into_iter().flatten().map(|pair| pair.key.as_str()).collect();
    assert_eq!(keys, ["ARROW:schema"]);
}
