//! The cells of a workbook as delimited text, one record for each row that has
//! anything in it. XLSX is read cell by cell: the range that a workbook says it
//! covers may be a thousand times larger than what is in it.

use std::io::Cursor;

use calamine::{Data, ExcelDateTime, Ods, Reader, SheetType, SheetVisible, Xls, Xlsb, Xlsx};

use super::super::format::holds;
use super::super::header::MOST_COLUMNS;
use super::{Problem, SheetText};

/// The most text that is taken from one workbook, in bytes.
const MOST_TEXT: usize = 1 << 30;

/// Every worksheet, in the order of the workbook. Sheets that are hidden are
/// named and not read, unless `wanted` names them.
pub(super) fn sheets(bytes: &[u8], wanted: Option<&str>) -> Result<Vec<SheetText>, Problem> {
    let has = |part: &[u8]| holds(bytes, part);
    let file = Cursor::new(bytes);
    if !bytes.starts_with(b"PK") {
        // What Excel protects with a password is no archive; only the reader of archives says so.
        if let Err(calamine::XlsxError::Password) = Xlsx::new(file.clone()) {
            return Err(Problem::Password);
        }
        return dense(Xls::new(file)?, wanted);
    }
    match () {
        () if has(b"xl/workbook.bin") => dense(Xlsb::new(file)?, wanted),
        () if has(b"META-INF/manifest.xml") && !has(b"xl/workbook.xml") => dense(Ods::new(file)?, wanted),
        () => streamed(Xlsx::new(file)?, wanted),
    }
}

fn is_read(sheet: &calamine::Sheet, wanted: Option<&str>) -> bool {
    sheet.typ == SheetType::WorkSheet
        && wanted.map_or(sheet.visible == SheetVisible::Visible, |wanted| sheet.name == wanted)
}

fn empty(sheet: &calamine::Sheet, is_read: bool) -> SheetText {
    SheetText {
        name: sheet.name.clone(),
        hidden: sheet.visible != SheetVisible::Visible,
        is_table: sheet.typ == SheetType::WorkSheet,
        is_read,
        ..SheetText::default()
    }
}

fn streamed(mut book: Xlsx<Cursor<&[u8]>>, wanted: Option<&str>) -> Result<Vec<SheetText>, Problem> {
    let sheets = book.sheets_metadata().to_vec();
    each(&sheets, wanted, |name, rows| {
        let mut reader = book.worksheet_cells_reader(name)?;
        while let Some(cell) = reader.next_cell()? {
            let (row, column) = cell.get_position();
            rows.add(row, column, text_of(cell.get_value().clone().into()))?;
        }
        Ok(())
    })
}

fn dense<'b, R>(mut book: R, wanted: Option<&str>) -> Result<Vec<SheetText>, Problem>
where
    R: Reader<Cursor<&'b [u8]>>,
    Problem: From<R::Error>,
{
    let sheets = book.sheets_metadata().to_vec();
    each(&sheets, wanted, |name, rows| {
        let range = book.worksheet_range(name)?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, cell) in range.used_cells() {
            // A sheet has at most 2^20 rows and 2^14 columns.
            let (row, column) = (u32::try_from(row).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX));
            rows.add(top.saturating_add(row), left.saturating_add(column), text_of(cell.clone()))?;
        }
        Ok(())
    })
}

/// Every sheet, filled by `fill` if it is read. No more text is taken from all
/// of them than [`MOST_TEXT`].
fn each(
    sheets: &[calamine::Sheet],
    wanted: Option<&str>,
    mut fill: impl FnMut(&str, &mut Rows) -> Result<(), Problem>,
) -> Result<Vec<SheetText>, Problem> {
    let mut left = MOST_TEXT;
    let read = sheets.iter().map(|sheet| {
        let mut rows = Rows::new(empty(sheet, is_read(sheet, wanted)), left);
        if rows.sheet.is_read {
            fill(&sheet.name, &mut rows)?;
        }
        let sheet = rows.finish()?;
        left = left.saturating_sub(sheet.text.len());
        Ok(sheet)
    });
    read.collect()
}

/// The row that is being put together, and those before it as text.
struct Rows {
    sheet: SheetText,
    out: csv::Writer<Vec<u8>>,
    row: u32,
    cells: Vec<String>,
    line: u64,
    /// Bytes of text that may still come.
    left: usize,
}

impl Rows {
    fn new(sheet: SheetText, left: usize) -> Self {
        let out = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        Self { sheet, out, row: 0, cells: Vec::new(), line: 1, left }
    }

    fn add(&mut self, row: u32, column: u32, cell: String) -> Result<(), Problem> {
        if cell.is_empty() {
            return Ok(());
        }
        if row < self.row {
            return Err(Problem::Damaged("its rows are not in order".to_owned()));
        }
        if row > self.row {
            self.end_row()?;
            self.row = row;
        }
        let column = column as usize;
        if column >= MOST_COLUMNS && self.sheet.rows.is_empty() {
            return Err(Problem::TooWide(MOST_COLUMNS));
        }
        // Cells far out cost their row, which has more fields than the header, and no memory: they stand one behind
        // the other there.
        let column = if column < MOST_COLUMNS { column } else { self.cells.len().max(MOST_COLUMNS) };
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        if !self.cells[column].is_empty() {
            return Err(Problem::Damaged(format!("a cell of row {} is there twice", row + 1)));
        }
        self.left = self.left.checked_sub(cell.len()).ok_or(Problem::TooMuchText(MOST_TEXT))?;
        self.sheet.cells += 1;
        self.cells[column] = cell;
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Problem> {
        if self.cells.is_empty() {
            return Ok(());
        }
        self.sheet.rows.push((self.line, u64::from(self.row) + 1));
        self.out.write_record(&self.cells).map_err(|error| Problem::Damaged(error.to_string()))?;
        self.line += 1 + self.cells.iter().map(|cell| breaks(cell)).sum::<u64>();
        self.cells.clear();
        Ok(())
    }

    fn finish(mut self) -> Result<SheetText, Problem> {
        self.end_row()?;
        let bytes = self.out.into_inner().map_err(|error| Problem::Damaged(error.to_string()))?;
        self.sheet.text = String::from_utf8(bytes).map_err(|error| Problem::Damaged(error.to_string()))?;
        Ok(self.sheet)
    }
}

/// Line breaks: CRLF, LF and CR count one.
fn breaks(cell: &str) -> u64 {
    let pairs = cell.matches("\r\n").count();
    (cell.matches(['\r', '\n']).count() - pairs) as u64
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
