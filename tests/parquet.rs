//! Parquet through the program: files as they are written, parts of one table,
//! and files made or damaged so that they claim what is not there. Whatever is
//! in them, the answer is a table with every row or an error with a name.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use plainrecord::intake::{Export, Intake, Isolation, Limits, SourceSpec, Unit};
use polars_arrow::array::PrimitiveArray;
use polars_parquet_format::{FileMetaData, RowGroup};
use tempfile::TempDir;

#[path = "catalogue/parquet.rs"]
mod made;

use made::{Columns, parquet, texts, with_footer, with_page, written};

/// No file takes longer than this, in a build without optimisation.
const LONGEST: Duration = Duration::from_mins(1);

/// Files in a folder that goes away with the value.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Every file that a pattern finds, opened as the program opens it.
    fn open(&self, pattern: &str) -> Vec<Result<Export, String>> {
        let spec = SourceSpec { files: vec![self.0.path().join(pattern)], ..SourceSpec::default() };
        let isolation = Isolation::Process {
            program: env!("CARGO_BIN_EXE_plainrecord").into(),
            memory: Limits::default().parser_memory,
        };
        let open = |source: &plainrecord::intake::Source| source.open(&isolation).map_err(|error| error.to_string());
        Intake::find(&[spec]).unwrap().sources().iter().map(open).collect()
    }
}

/// A file, opened; it takes no longer than it may.
fn opened(bytes: &[u8]) -> Result<Export, String> {
    let folder = Folder::new();
    folder.put("notes.parquet", bytes);
    let start = Instant::now();
    let export = folder.open("notes.parquet").remove(0);
    assert!(start.elapsed() < LONGEST, "it took {:?}", start.elapsed());
    export
}

/// So many notes.
fn notes(range: std::ops::Range<u32>) -> Columns<'static> {
    let notes: Vec<String> = range.clone().map(|number| format!("Seen {number}.")).collect();
    vec![("note_id", range.map(Some).collect::<PrimitiveArray<u32>>().boxed()), ("note", texts(&notes))]
}

#[test]
fn every_row_of_every_group_is_accounted_for() {
    let export = opened(&written(&notes(0..1000), 300)).unwrap();
    let (counts, account) = (export.counts(), export.account());
    assert_eq!((counts.rows, counts.notes, counts.rejects), (1000, 1000, 0));
    assert_eq!((account.unit, account.there, account.audited, account.other), (Unit::Rows, 1000, 1000, 0));
    assert!(account.balances());
}

#[test]
fn the_parts_of_a_table_are_read_by_a_pattern() {
    let folder = Folder::new();
    for part in 0..3_u32 {
        folder.put(&format!("part-0000{part}-c000.snappy.parquet"), &written(&notes(part * 10..part * 10 + 10), 4));
    }
    folder.put("_SUCCESS", b"");
    let rows: Vec<u64> =
        folder.open("part-*.parquet").into_iter().map(|export| export.unwrap().counts().rows).collect();
    assert_eq!(rows, [10, 10, 10]);
}

#[test]
fn a_table_without_rows_is_one_without_notes() {
    let export = opened(&written(&notes(0..0), 1)).unwrap();
    assert_eq!((export.counts().rows, export.header()), (0, &["note_id", "note"].map(str::to_owned)[..]));
}

#[test]
fn parquet_that_is_packed_is_read_as_if_it_were_not() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("notes.parquet", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(&parquet("Seen.")).unwrap();
    assert_eq!(opened(&zip.finish().unwrap().into_inner()).unwrap().counts().notes, 2);
}

#[test]
fn a_file_that_is_cut_off_anywhere_is_refused_by_name() {
    let whole = parquet("Seen.");
    for length in (4..whole.len()).step_by(37) {
        let message = opened(&whole[..length]).unwrap_err();
        assert!(message.contains("notes.parquet cannot be read as Parquet: it is damaged"), "{length}: {message}");
    }
}

#[test]
fn a_bit_that_is_flipped_costs_the_file_or_a_value_and_never_a_row_unseen() {
    let whole = written(&notes(0..50), 20);
    let mut seed = 1_u64;
    for _ in 0..300 {
        // Numbers as Knuth draws them: the same on every machine.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (place, bit) = (usize::try_from(seed >> 33).unwrap() % whole.len(), (seed >> 20) % 8);
        let mut flipped = whole.clone();
        flipped[place] ^= 1 << bit;
        match opened(&flipped) {
            Ok(export) => assert!(place < 4 || export.counts().rows == 50, "{place}, bit {bit}"),
            Err(message) => assert!(message.contains("notes.parquet"), "{place}, bit {bit}: {message}"),
        }
    }
}

fn groups(file: &[u8], change: impl Fn(&mut RowGroup)) -> Vec<u8> {
    with_footer(file, |footer| {
        footer.row_groups.iter_mut().for_each(change);
        footer.num_rows = footer.row_groups.iter().fold(0, |rows, group| rows.wrapping_add(group.num_rows));
    })
}

/// A file whose footer is these bytes.
fn footer_of(bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(bytes.len()).unwrap().to_le_bytes();
    [b"PAR1", bytes, &length, b"PAR1"].concat()
}

#[test]
fn a_file_that_claims_what_is_not_there_is_refused_by_name() {
    let file = parquet("Seen.");
    let column = |change: fn(&mut polars_parquet_format::ColumnMetaData)| {
        groups(&file, |group| change(group.columns[0].meta_data.as_mut().unwrap()))
    };
    // A list of 2^31 - 1 elements in a footer of a few bytes.
    let endless = footer_of(&[0x15, 2, 0x19, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0]);
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (groups(&file, |group| group.num_rows = 1 << 60), "more than 67108864 rows"),
        (groups(&file, |group| group.num_rows = i64::MAX), "more than 67108864 rows"),
        (groups(&file, |group| group.num_rows = 1 << 25), "2 values for 33554432 rows"),
        (groups(&file, |group| group.num_rows = -1), "damaged"),
        (groups(&file, |group| group.columns.truncate(1)), "damaged"),
        (column(|column| column.total_compressed_size = i64::MAX), "damaged"),
        (column(|column| column.total_compressed_size = -1), "damaged"),
        (column(|column| column.total_compressed_size = 0), "0 values for 2 rows"),
        (column(|column| (column.dictionary_page_offset, column.data_page_offset) = (None, i64::MIN)), "damaged"),
        (column(|column| column.dictionary_page_offset = Some(1 << 40)), "beyond the end of the file"),
        (with_page(&file, |page| page.uncompressed_page_size = i32::MAX), "MiB of text"),
        (with_page(&file, |page| page.uncompressed_page_size = -1), "below zero"),
        (with_page(&file, |page| page.compressed_page_size = i32::MAX), "longer than its column"),
        (with_page(&file, |page| page.type_.0 = 1), "no known kind"),
        (with_page(&file, |page| page.type_.0 = 0), "no known kind"),
        (footer_of(&[]), "damaged"),
        (footer_of(&[0x15, 2, 0]), "damaged"),
        (endless, "lists more than is in it"),
        (deep(&file), "cannot be read as Parquet"),
    ];
    for (bytes, expected) in cases {
        let message = opened(&bytes).unwrap_err();
        let named = message.contains("notes.parquet cannot be read as Parquet");
        assert!(named && message.contains(expected), "{expected}: {message}");
    }
}

/// A structure in a structure, a hundred thousand times.
fn deep(file: &[u8]) -> Vec<u8> {
    with_footer(file, |footer: &mut FileMetaData| {
        let mut inner = footer.schema[1].clone();
        (inner.type_, inner.num_children) = (None, Some(1));
        let leaf = footer.schema.pop().unwrap();
        footer.schema.truncate(1);
        footer.schema[0].num_children = Some(1);
        footer.schema.extend(std::iter::repeat_n(inner, 100_000).chain([leaf]));
    })
}

#[test]
fn a_small_file_that_becomes_a_large_one_is_refused_by_name() {
    let long = "a".repeat(1 << 20);
    let bomb = with_footer(&written(&vec![("note", texts(&[long]))], 1), |footer| {
        footer.row_groups = vec![footer.row_groups[0].clone(); 1025];
        footer.num_rows = 1025;
    });
    let message = opened(&bomb).unwrap_err();
    assert!(message.contains("more than 1024 MiB of text come out of it"), "{message}");
}
