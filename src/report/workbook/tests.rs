//! The workbook is read back, cell by cell and part by part.

use std::io::{Cursor, Read};

use calamine::{Data, DataType, Reader, Xlsx};
use zip::ZipArchive;

use super::super::sample::Sample;
use super::*;
use crate::note::Date;
use crate::redact::Excerpt;

/// With at most so many rows on a sheet.
fn sheets_of(rows: u64) -> Limits {
    Limits { rows, ..LIMITS }
}

fn written(sample: &Sample, limits: Limits) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let mut out = Vec::new();
    write_within(&mut out, &sample.audit(), folder.path(), limits).unwrap();
    assert_eq!(folder.path().read_dir().unwrap().count(), 0);
    out
}

/// Every part of the workbook, by name.
fn unzipped(workbook: &[u8]) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).unwrap();
    let length = archive.len();
    let part = |at| {
        let mut part = archive.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        (part.name().unwrap().into_owned(), text)
    };
    (0..length).map(part).collect()
}

/// Holds each table against its sheets.
struct Compared {
    workbook: Xlsx<Cursor<Vec<u8>>>,
    limits: Limits,
    cells: usize,
}

impl Compared {
    fn to(sample: &Sample, limits: Limits) -> Self {
        let workbook = Xlsx::new(Cursor::new(written(sample, limits))).unwrap();
        let mut compared = Self { workbook, limits, cells: 0 };
        let Ok(()) = each(&sample.audit(), &mut compared);
        compared
    }

    fn compare(&mut self, cell: Option<Cell<'_>>, read: &Data, is_too_few: bool) {
        self.cells += 1;
        match cell {
            Some(Cell::Text(text)) => assert_eq!(read.get_string(), Some(&*text)),
            Some(Cell::Number(number)) => assert_eq!(read.get_float(), Some(number)),
            Some(Cell::Day(date)) => assert_eq!(day_of(read), date),
            None if is_too_few => assert_eq!(read.get_string(), Some("[c]")),
            None => assert_eq!(read.get_string(), Some("[z]")),
        }
    }
}

fn day_of(read: &Data) -> Date {
    let (year, month, day, ..) = read.get_datetime().unwrap().to_ymd_hms_milli();
    let part = |part: u8| part.try_into().unwrap();
    Date::new(year.try_into().unwrap(), part(month), part(day)).unwrap()
}

impl Tables for Compared {
    type Error = std::convert::Infallible;

    fn table<R, B: Borrow<R>>(
        &mut self,
        about: About,
        columns: &[Column<R>],
        length: u64,
        mut rows: impl Iterator<Item = io::Result<B>>,
    ) -> Result<(), Self::Error> {
        for part in parts(about, length, columns.len(), self.limits) {
            let sheet = self.workbook.worksheet_range(&part.sheet()).unwrap();
            let cell = |row: u64, column: usize| sheet.get_value((row.try_into().unwrap(), column.try_into().unwrap()));
            assert_eq!(cell(0, 0).unwrap().get_string(), Some(&*part.title()));
            let headings = if part.rows == 0 { &[][..] } else { columns };
            for (at, column) in headings.iter().enumerate() {
                assert_eq!(cell(3, at).unwrap().get_string(), Some(column.meaning().heading));
            }
            for number in 0..part.rows {
                let row = rows.next().unwrap().unwrap();
                let row: &R = row.borrow();
                for (at, column) in columns.iter().enumerate() {
                    let read = cell(4 + number, at).unwrap_or(&Data::Empty);
                    let is_too_few = columns.iter().any(|column| column.is_too_few(row));
                    self.compare(Cell::of(column, row), read, is_too_few);
                }
            }
            assert_eq!(sheet.end().unwrap().0, u32::try_from(part.rows + if part.rows == 0 { 2 } else { 3 }).unwrap());
        }
        assert!(rows.next().is_none());
        Ok(())
    }
}

#[test]
fn every_cell_of_every_table_reads_back() {
    for sample in [Sample::new(), Sample::with_classifier(), Sample::showing_from(90)] {
        assert!(Compared::to(&sample, LIMITS).cells > 3000);
    }
}

#[test]
fn a_table_with_more_rows_than_a_sheet_holds_goes_on_on_the_next() {
    let sample = Sample::new();
    assert_eq!(Compared::to(&sample, sheets_of(40)).cells, Compared::to(&sample, LIMITS).cells);
    let workbook = Xlsx::new(Cursor::new(written(&sample, sheets_of(40)))).unwrap();
    let findings = workbook.sheet_names().iter().filter(|name| name.starts_with("Findings ")).count() as u64;
    assert!(findings == sample.findings.len().div_ceil(40) && findings > 1);
}

#[test]
fn a_table_with_more_cells_than_excel_should_hold_is_plain_rows() {
    let sample = Sample::new();
    let limits = Limits { cells: 3000, ..LIMITS };
    assert_eq!(Compared::to(&sample, limits).cells, Compared::to(&sample, LIMITS).cells);
    let tables =
        |limits| unzipped(&written(&sample, limits)).iter().filter(|(name, _)| name.starts_with("xl/tables/")).count();
    assert_eq!(tables(LIMITS) - tables(limits), 1, "the findings");
}

#[test]
fn the_contents_list_every_sheet_and_the_notes_every_column() {
    let mut workbook = Xlsx::new(Cursor::new(written(&Sample::new(), sheets_of(40)))).unwrap();
    let names = workbook.sheet_names();
    assert_eq!(names[..3], ["Cover", "Contents", "Notes"]);
    let column = |sheet: &calamine::Range<Data>, at: usize| -> Vec<String> {
        sheet.rows().skip(4).map(|row: &[Data]| row[at].to_string()).collect()
    };
    let contents = workbook.worksheet_range("Contents").unwrap();
    assert_eq!(column(&contents, 0), names[3..]);
    let notes = workbook.worksheet_range("Notes").unwrap();
    assert!(column(&notes, 3).iter().all(|says| says.ends_with('.')));
    assert!(column(&notes, 2).contains(&"counted_notes".to_owned()));
}

#[test]
fn every_table_has_a_name_and_a_description_and_no_cell_is_merged() {
    let parts = unzipped(&written(&Sample::new(), LIMITS));
    let tables: Vec<_> = parts.iter().filter(|(name, _)| name.starts_with("xl/tables/")).collect();
    // Contents, notes, and every table that has rows.
    assert_eq!(tables.len(), 9);
    for (name, table) in tables {
        for attribute in [" displayName=\"", " altText=\"", " altTextSummary=\""] {
            assert!(table.contains(attribute), "{name}: {table}");
        }
        assert!(!table.contains("<autoFilter"), "{name}");
    }
    for (name, sheet) in parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet")) {
        assert!(!sheet.contains("<mergeCell") && !sheet.contains("<f>") && !sheet.contains("hidden="), "{name}");
        assert!(sheet.matches("<tablePart ").count() <= 1, "{name}");
        // What the checklist of the Analysis Function asks to leave out.
        for left_out in ["<pane ", "<headerFooter", "<drawing ", "<conditionalFormatting", "<colBreaks"] {
            assert!(!sheet.contains(left_out), "{name}: {left_out}");
        }
    }
}

#[test]
fn says_what_it_is_and_names_no_one_and_no_time() {
    let parts = unzipped(&written(&Sample::new(), LIMITS));
    let core = &parts.iter().find(|(name, _)| name == "docProps/core.xml").unwrap().1;
    assert!(core.contains("<dc:title>How domestic abuse is recorded"), "{core}");
    assert!(core.contains("<dc:creator></dc:creator>") && core.contains(">2000-01-01T00:00:00Z<"), "{core}");
    assert_eq!(core.matches("2000-01-01T00:00:00Z").count(), core.matches("T00:00:00Z").count());
    assert!(parts.iter().all(|(_, text)| !text.contains("P. Worker")));
}

#[test]
fn text_is_never_a_formula_and_reads_back_whatever_is_in_it() {
    for hostile in [
        "=cmd|' /C calc'!A0",
        "+1",
        "@SUM(1)",
        "=HYPERLINK(\"http://x\")",
        "https://x.example",
        "\u{1}\u{b}\u{ffff}",
        "_x0041_",
        "</t></is><f>1+1</f>",
        "\u{202e}gnp.exe",
    ] {
        let sample = Sample::with(|findings| findings[0].excerpt = Excerpt::sample("", hostile, " and more"));
        Compared::to(&sample, LIMITS);
        for (name, sheet) in unzipped(&written(&sample, LIMITS)) {
            assert!(!sheet.contains("<f>") && !sheet.contains("TargetMode=\"External\""), "{hostile} in {name}");
        }
    }
}

#[test]
fn an_empty_table_says_that_there_is_nothing() {
    let mut workbook = Xlsx::new(Cursor::new(written(&Sample::new(), LIMITS))).unwrap();
    let sheet = workbook.worksheet_range("Agreements").unwrap();
    assert_eq!(sheet.get_value((2, 0)).unwrap().get_string(), Some("There are none."));
}
