//! The cells of a workbook as grids. XLSX is read cell by cell: the range that
//! a workbook says it covers may be a thousand times larger than what is in it.

use std::io::Cursor;

use calamine::{Data, Dimensions, ExcelDateTime, Ods, Reader, SheetType, SheetVisible, Xls, Xlsb, Xlsx};

use super::super::format::holds;
use super::super::grid::{GridText, GridWriter, Merged};
use super::parts::Parts;
use super::{ALL, BookText, Problem, SheetText};

/// The most text that is taken from one workbook, in bytes.
pub(super) const MOST_TEXT: usize = 1 << 30;

/// Every sheet, in the order of the workbook. Sheets that are hidden are named
/// and not read, unless `wanted` names them.
///
/// # Errors
/// If it is no workbook that can be read.
pub(super) fn book(bytes: &[u8], wanted: Option<&str>) -> Result<BookText, Problem> {
    let has = |part: &[u8]| holds(bytes, part);
    let file = Cursor::new(bytes);
    if !bytes.starts_with(b"PK") {
        // What Excel protects with a password is no archive; only the reader of archives says so.
        if let Err(calamine::XlsxError::Password) = Xlsx::new(file.clone()) {
            return Err(Problem::Password);
        }
        return old(Xls::new(file)?, wanted);
    }
    match () {
        () if has(b"xl/workbook.bin") => dense(&mut Xlsb::new(file)?, wanted, bytes),
        () if has(b"META-INF/manifest.xml") && !has(b"xl/workbook.xml") => dense(&mut Ods::new(file)?, wanted, bytes),
        () => streamed(Xlsx::new(file)?, wanted, bytes),
    }
}

fn streamed(mut book: Xlsx<Cursor<&[u8]>>, wanted: Option<&str>, bytes: &[u8]) -> Result<BookText, Problem> {
    let parts = Parts::read(bytes)?;
    let metadata = book.sheets_metadata().to_vec();
    let mut sheets = each(&metadata, wanted, |name, cells| {
        let mut reader = book.worksheet_cells_reader(name)?;
        while let Some(cell) = reader.next_cell()? {
            let (row, column) = cell.get_position();
            cells.add(row, column, text_of(cell.get_value().clone().into()))?;
        }
        Ok(())
    })?;
    // A second look at a sheet takes as long as the first, and hardly any has merged cells.
    for sheet in sheets.iter_mut().filter(|sheet| parts.merged && sheet.is_read) {
        let merged = book.merge_cells_by_sheet_name(&sheet.name)?;
        sheet.grid.merged = merged.into_iter().map(merged_cells).collect();
    }
    Ok(BookText { sheets, comments: parts.comments })
}

fn old(mut book: Xls<Cursor<&[u8]>>, wanted: Option<&str>) -> Result<BookText, Problem> {
    let mut sheets = range_of_each(&mut book, wanted)?;
    for sheet in sheets.iter_mut().filter(|sheet| sheet.is_read) {
        let merged = book.merge_cells_by_sheet_name(&sheet.name)?;
        sheet.grid.merged = merged.into_iter().map(merged_cells).collect();
    }
    Ok(BookText { sheets, comments: 0 })
}

fn dense<'b, R>(book: &mut R, wanted: Option<&str>, bytes: &'b [u8]) -> Result<BookText, Problem>
where
    R: Reader<Cursor<&'b [u8]>>,
    Problem: From<R::Error>,
{
    let parts = Parts::read(bytes)?;
    Ok(BookText { sheets: range_of_each(book, wanted)?, comments: parts.comments })
}

fn range_of_each<'b, R>(book: &mut R, wanted: Option<&str>) -> Result<Vec<SheetText>, Problem>
where
    R: Reader<Cursor<&'b [u8]>>,
    Problem: From<R::Error>,
{
    let sheets = book.sheets_metadata().to_vec();
    each(&sheets, wanted, |name, cells| {
        let range = book.worksheet_range(name)?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, cell) in range.used_cells() {
            // A sheet has at most 2^20 rows and 2^14 columns.
            let (row, column) = (u32::try_from(row).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX));
            cells.add(top.saturating_add(row), left.saturating_add(column), text_of(cell.clone()))?;
        }
        Ok(())
    })
}

/// Every sheet, filled by `fill` if it is read. No more text is taken from all
/// of them than [`MOST_TEXT`].
fn each(
    sheets: &[calamine::Sheet],
    wanted: Option<&str>,
    mut fill: impl FnMut(&str, &mut GridWriter) -> Result<(), Problem>,
) -> Result<Vec<SheetText>, Problem> {
    let wanted = wanted.filter(|wanted| *wanted != ALL || sheets.iter().any(|sheet| sheet.name == ALL));
    let mut left = MOST_TEXT;
    let read = sheets.iter().map(|sheet| {
        let mut cells = GridWriter::with_room_for(left);
        let is_read = is_read(sheet, wanted);
        if is_read {
            fill(&sheet.name, &mut cells)?;
        }
        let grid = cells.finish()?;
        left = left.saturating_sub(grid.text.len());
        Ok(found(sheet, is_read, grid))
    });
    read.collect()
}

fn is_read(sheet: &calamine::Sheet, wanted: Option<&str>) -> bool {
    sheet.typ == SheetType::WorkSheet
        && wanted.map_or(sheet.visible == SheetVisible::Visible, |wanted| sheet.name == wanted)
}

fn found(sheet: &calamine::Sheet, is_read: bool, grid: GridText) -> SheetText {
    SheetText {
        name: sheet.name.clone(),
        hidden: sheet.visible != SheetVisible::Visible,
        is_table: sheet.typ == SheetType::WorkSheet,
        is_read,
        grid,
    }
}

fn merged_cells(cells: Dimensions) -> Merged {
    let row = |row: u32| u64::from(row) + 1;
    Merged { rows: (row(cells.start.0), row(cells.end.0)), columns: (cells.start.1 as usize, cells.end.1 as usize) }
}

fn text_of(value: Data) -> String {
    match value {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => without_marks(text),
        Data::Bool(is) => truth(is).to_owned(),
        Data::DateTime(when) => moment(&when),
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}

/// Excel keeps characters that XML has not as `_x000D_`.
fn without_marks(text: String) -> String {
    if text.contains("_x000D_") { text.replace("_x000D_", "") } else { text }
}

fn truth(is: bool) -> &'static str {
    if is { "TRUE" } else { "FALSE" }
}

/// A date, with the time if it has one; a length of time in hours.
fn moment(when: &ExcelDateTime) -> String {
    if when.is_duration() {
        let minutes = (when.as_f64() * 24.0 * 60.0).round();
        return format!("{:02}:{:02}", (minutes / 60.0).floor(), minutes.rem_euclid(60.0));
    }
    let (year, month, day, hour, minute, second, _) = when.to_ymd_hms_milli();
    if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    }
}
