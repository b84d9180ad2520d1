//! Text and tags of a page to the cells of its table. Cells and rows need not
//! be closed, as HTML has it, but the table must be.

use std::ops::Range;

use super::super::grid::{GridText, GridWriter, Merged};
use super::tables::{Found, Trouble};

/// The most columns and rows that HTML lets a cell cover.
const WIDEST: u32 = 1000;
const TALLEST: u32 = 65_534;

/// What text outside cells belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Page,
    Table,
    Caption,
}

/// A cell that is being read.
struct Cell {
    column: u32,
    text: String,
}

/// The table as far as it was read.
pub(super) struct Reader {
    grid: GridWriter,
    merged: Vec<Merged>,
    /// Where the rows of the table start, and where it ends.
    starts: Vec<usize>,
    end: usize,
    /// For each column the row from which it is free of cells above.
    free_from: Vec<u32>,
    column: u32,
    cell: Option<Cell>,
    place: Place,
    has_cells: bool,
    /// Whether a table before this one has anything in it.
    is_second: bool,
}

impl Reader {
    pub(super) fn new() -> Self {
        Self {
            grid: GridWriter::new(),
            merged: Vec::new(),
            starts: Vec::new(),
            end: 0,
            free_from: Vec::new(),
            column: 0,
            cell: None,
            place: Place::Page,
            has_cells: false,
            is_second: false,
        }
    }

    /// White space is as wide as one space, however much there is.
    pub(super) fn text(&mut self, text: &str) -> Result<(), Trouble> {
        let Some(cell) = &mut self.cell else {
            let loose = self.place == Place::Table && !text.trim().is_empty();
            return if loose { Err(Trouble::LooseText) } else { Ok(()) };
        };
        for char in text.chars() {
            if !char.is_whitespace() {
                cell.text.push(char);
            } else if !cell.text.is_empty() && !cell.text.ends_with([' ', '\n']) {
                cell.text.push(' ');
            }
        }
        Ok(())
    }

    /// A tag that starts or ends a block, at this byte of the page.
    pub(super) fn tag(&mut self, tag: &str, at: usize) -> Result<(), Trouble> {
        match name(tag).as_str() {
            "table" => return self.start_table(),
            "/table" => return self.end_table(at),
            _ if self.place == Place::Page => {}
            "caption" => self.place = Place::Caption,
            "/caption" => self.place = Place::Table,
            "tr" => return self.start_row(at),
            "td" | "th" => return self.start_cell(tag, at),
            "/tr" | "/td" | "/th" | "thead" | "/thead" | "tbody" | "/tbody" | "tfoot" | "/tfoot" => {
                return self.end_cell();
            }
            _ => self.line_break(),
        }
        Ok(())
    }

    fn start_table(&mut self) -> Result<(), Trouble> {
        if self.place != Place::Page {
            return Err(Trouble::Nested);
        }
        (self.place, self.is_second) = (Place::Table, self.has_cells);
        if !self.is_second {
            (self.starts, self.free_from, self.merged) = (Vec::new(), Vec::new(), Vec::new());
        }
        Ok(())
    }

    fn end_table(&mut self, at: usize) -> Result<(), Trouble> {
        self.end_cell()?;
        self.end = if self.is_second { self.end } else { at };
        self.place = Place::Page;
        Ok(())
    }

    fn start_row(&mut self, at: usize) -> Result<(), Trouble> {
        self.end_cell()?;
        self.place = Place::Table;
        self.starts.push(at);
        self.column = 0;
        Ok(())
    }

    fn start_cell(&mut self, tag: &str, at: usize) -> Result<(), Trouble> {
        self.end_cell()?;
        if self.starts.is_empty() {
            self.start_row(at)?;
        }
        let row = self.row();
        let covered = self.free_from.iter().skip(self.column as usize).take_while(|from| **from > row).count();
        let column = self.column.saturating_add(u32::try_from(covered).unwrap_or(u32::MAX));
        // An empty cell takes no room, but has to lie in a sheet all the same.
        self.grid.add(row, column, String::new())?;
        let wide = number(tag, "colspan").unwrap_or(1).clamp(1, WIDEST);
        let tall = number(tag, "rowspan").map_or(1, |rows| if rows == 0 { TALLEST } else { rows.min(TALLEST) });
        self.column = column + wide;
        self.cover(column..column + wide, row..row + tall);
        self.cell = Some(Cell { column, text: String::new() });
        Ok(())
    }

    /// The row that is being read, from 0.
    fn row(&self) -> u32 {
        u32::try_from(self.starts.len()).unwrap_or(u32::MAX).saturating_sub(1)
    }

    fn cover(&mut self, columns: Range<u32>, rows: Range<u32>) {
        let (first, end) = (columns.start as usize, columns.end as usize);
        if rows.len() > 1 {
            self.free_from.resize(self.free_from.len().max(end), 0);
            self.free_from.iter_mut().take(end).skip(first).for_each(|from| *from = rows.end);
        }
        if rows.len() > 1 || columns.len() > 1 {
            let rows = (u64::from(rows.start) + 1, u64::from(rows.end));
            self.merged.push(Merged { rows, columns: (first, end - 1) });
        }
    }

    fn end_cell(&mut self) -> Result<(), Trouble> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let text = cell.text.trim_end();
        self.has_cells |= !text.is_empty();
        match (text, self.is_second) {
            ("", _) => Ok(()),
            (_, true) => Err(Trouble::Several),
            (text, false) => Ok(self.grid.add(self.row(), cell.column, text.to_owned())?),
        }
    }

    /// Ends a line, and leaves one line empty at the most.
    fn line_break(&mut self) {
        let Some(cell) = &mut self.cell else { return };
        cell.text.truncate(cell.text.trim_end_matches(' ').len());
        if !cell.text.is_empty() && !cell.text.ends_with("\n\n") {
            cell.text.push('\n');
        }
    }

    pub(super) fn finish(self) -> Result<Found, Trouble> {
        if self.place != Place::Page {
            return Err(Trouble::CutOff);
        }
        if !self.has_cells {
            return Err(Trouble::NoTable);
        }
        let ends = self.starts.iter().skip(1).copied().chain([self.end]);
        let rows = self.starts.iter().zip(ends).map(|(start, end)| *start..end).collect();
        Ok(Found { grid: GridText { merged: self.merged, ..self.grid.finish()? }, rows })
    }
}

/// The name of a tag in lower case, with the slash of a closing one.
fn name(tag: &str) -> String {
    let inside = tag.trim_start_matches('<').to_ascii_lowercase();
    inside
        .chars()
        .take_while(|char| char.is_ascii_alphanumeric() || *char == '/')
        .collect::<String>()
        .trim_end_matches('/')
        .to_owned()
}

/// The number that an attribute has in a tag.
fn number(tag: &str, attribute: &str) -> Option<u32> {
    let lower = tag.to_ascii_lowercase();
    let (_, rest) = lower.split_once(attribute)?;
    let value = rest.trim_start().strip_prefix('=')?.trim_start_matches([' ', '"', '\'']);
    value.split(|char: char| !char.is_ascii_digit()).next()?.parse().ok()
}
