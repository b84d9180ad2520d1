//! One sheet: title, description and shorthand in the first column, then one
//! table with a name and a description, and nothing below it.

use rust_xlsxwriter::{
    Format, FormatAlign, FormatBorder, Table, TableColumn, TableStyle, Workbook, Worksheet, XlsxError,
};

use super::Part;
use super::cell::Cell;

/// The row of the headings, from 0.
const HEADINGS: u32 = 3;

/// The first row below them, from 0.
pub(super) const FIRST_ROW: u32 = HEADINGS + 1;

const SHORTHAND: &str = "[c]: too few to show. [z]: does not apply, or nothing to say.";

/// The height of a line, in points.
const LINE: f64 = 15.0;

/// No row can be higher.
const MOST_LINES: usize = 27;

/// A4, in the numbers of Excel.
const A4: u8 = 9;

/// How cells look; nothing is said by colour.
#[derive(Debug)]
pub(super) struct Styles {
    pub(super) title: Format,
    /// What stands between the title and the table, on one line.
    pub(super) line: Format,
    pub(super) heading: Format,
    pub(super) text: Format,
    pub(super) whole: Format,
    pub(super) share: Format,
    pub(super) decimal: Format,
    pub(super) day: Format,
}

impl Styles {
    pub(super) fn new() -> Self {
        let cell = Format::new().set_align(FormatAlign::Top);
        let number = |format: &str| cell.clone().set_align(FormatAlign::Right).set_num_format(format);
        Self {
            title: Format::new().set_bold().set_font_size(14),
            line: cell.clone(),
            heading: cell.clone().set_bold().set_text_wrap().set_border_bottom(FormatBorder::Medium),
            // Text stays text when somebody edits the cell.
            text: cell.clone().set_text_wrap().set_quote_prefix(),
            whole: number("#,##0"),
            share: number("0.0%"),
            decimal: number("0.000"),
            day: number("d mmm yyyy"),
        }
    }
}

/// A column of a sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head<'a> {
    pub(super) heading: &'a str,
    /// In letters.
    pub(super) width: u16,
    pub(super) style: &'a Format,
}

/// A sheet that is being filled, row by row.
pub(super) struct Sheet<'w> {
    into: &'w mut Worksheet,
    next: u32,
    /// The width of each column; none where rows are too many to be fitted,
    /// since the height of a row stays in memory.
    widths: Vec<u16>,
}

impl<'w> Sheet<'w> {
    /// A sheet for this part of a table, which has as many rows as it says.
    pub(super) fn begin(
        workbook: &'w mut Workbook,
        styles: &Styles,
        part: &Part,
        heads: &[Head<'_>],
    ) -> Result<Self, XlsxError> {
        let sheet = add(workbook, &part.sheet())?;
        for (head, column) in heads.iter().zip(0..) {
            sheet.set_column_width(column, head.width)?.set_column_format(column, head.style)?;
        }
        sheet.write_string_with_format(0, 0, part.title(), &styles.title)?;
        sheet.write_string_with_format(1, 0, part.about.says, &styles.line)?;
        let is_empty = part.rows == 0;
        sheet.write_string_with_format(2, 0, if is_empty { "There are none." } else { SHORTHAND }, &styles.line)?;
        if part.is_table {
            add_table(sheet, styles, part, heads)?;
        } else if !is_empty {
            for (head, column) in heads.iter().zip(0..) {
                sheet.write_string_with_format(HEADINGS, column, head.heading, &styles.heading)?;
            }
        }
        sheet.set_repeat_rows(HEADINGS, HEADINGS)?;
        let high = heads.iter().map(|head| lines(head.heading, head.width)).max();
        fit(sheet, HEADINGS, high.filter(|_| !is_empty).unwrap_or(1))?;
        let widths = heads.iter().filter(|_| part.is_table).map(|head| head.width).collect();
        Ok(Self { into: sheet, next: FIRST_ROW, widths })
    }

    /// Writes the next row.
    pub(super) fn row<'r>(&mut self, cells: impl Iterator<Item = Cell<'r>>) -> Result<(), XlsxError> {
        self.cells(cells.zip(0..))
    }

    /// Writes the next row, with a link to another sheet in front.
    pub(super) fn row_of_sheet<'r>(
        &mut self,
        name: &str,
        cells: impl Iterator<Item = Cell<'r>>,
    ) -> Result<(), XlsxError> {
        self.into.write_url_with_text(self.next, 0, format!("internal:'{name}'!A1").as_str(), name)?;
        self.cells(cells.zip(1..))
    }

    fn cells<'r>(&mut self, cells: impl Iterator<Item = (Cell<'r>, u16)>) -> Result<(), XlsxError> {
        let mut high = 1;
        for (cell, column) in cells {
            if let (Cell::Text(text), Some(&width)) = (&cell, self.widths.get(usize::from(column))) {
                high = lines(text, width).max(high);
            }
            cell.write(self.into, self.next, column)?;
        }
        fit(self.into, self.next, high)?;
        self.next += 1;
        Ok(())
    }
}

/// In how many lines text stands in a column of this width; a tenth more than
/// its letters need, because lines end between words.
pub(super) fn lines(text: &str, width: u16) -> usize {
    (text.chars().count() * 11).div_ceil(usize::from(width.max(1)) * 10).max(1)
}

/// Makes a row so many lines high: not every program sees to that itself.
pub(super) fn fit(sheet: &mut Worksheet, row: u32, lines: usize) -> Result<(), XlsxError> {
    if lines > 1 {
        sheet.set_row_height(row, LINE * lines.min(MOST_LINES) as f64)?;
    }
    Ok(())
}

/// A sheet that is kept a row at a time, and prints on the width of a page.
pub(super) fn add<'w>(workbook: &'w mut Workbook, name: &str) -> Result<&'w mut Worksheet, XlsxError> {
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_name(name)?.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    Ok(sheet)
}

/// Makes what follows a table: its headings are written now and its rows after
/// them.
fn add_table(sheet: &mut Worksheet, styles: &Styles, part: &Part, heads: &[Head<'_>]) -> Result<(), XlsxError> {
    let column = |head: &Head<'_>| TableColumn::new().set_header(head.heading).set_header_format(&styles.heading);
    let columns: Vec<_> = heads.iter().map(column).collect();
    let table = Table::new()
        .set_name(part.table())
        .set_alt_text_title(part.title())
        .set_alt_text(part.about.says)
        .set_columns(&columns)
        .set_style(TableStyle::None)
        .set_banded_rows(false)
        .set_autofilter(false);
    let last_row = HEADINGS.saturating_add(u32::try_from(part.rows).unwrap_or(u32::MAX));
    let last_column = u16::try_from(heads.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.add_table(HEADINGS, 0, last_row, last_column, &table)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_as_high_as_its_text_needs() {
        for (letters, width, expected) in [(0, 10, 1), (9, 10, 1), (10, 10, 2), (18, 10, 2), (27, 10, 3), (5, 0, 6)] {
            assert_eq!(lines(&"é".repeat(letters), width), expected, "{letters} letters in {width}");
        }
    }
}
