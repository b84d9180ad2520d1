//! Cells, one after the other, to the text of a grid: one record for each row
//! that has anything in it.

use super::super::header::MOST_COLUMNS;
use super::GridText;

/// Rows and columns of the largest sheet there can be.
const SHEET: (u32, u32) = (1 << 20, 1 << 14);

/// Why cells do not make a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum GridProblem {
    /// The cells are not as a program writes them; how.
    Damaged(String),
    /// A header with more columns than this.
    TooWide(usize),
    /// More text than was to come.
    TooMuchText,
}

/// The row that is being put together, and those before it as text.
pub(in super::super) struct GridWriter {
    grid: GridText,
    out: csv::Writer<Vec<u8>>,
    row: u32,
    cells: Vec<String>,
    line: u64,
    /// Bytes of text that may still come.
    left: usize,
}

impl GridWriter {
    pub(in super::super) fn new() -> Self {
        Self::with_room_for(usize::MAX)
    }

    /// For a grid with no more text than this, in bytes.
    pub(in super::super) fn with_room_for(left: usize) -> Self {
        let out = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        Self { grid: GridText::default(), out, row: 0, cells: Vec::new(), line: 1, left }
    }

    /// Adds a cell at a row and a column, both from 0. Rows come in order.
    ///
    /// # Errors
    /// If the cells are not those of a sheet, or more than are read.
    pub(in super::super) fn add(&mut self, row: u32, column: u32, cell: String) -> Result<(), GridProblem> {
        if row >= SHEET.0 || column >= SHEET.1 {
            return Err(GridProblem::Damaged("a cell lies beyond the last row or column of a sheet".to_owned()));
        }
        if cell.is_empty() {
            return Ok(());
        }
        if row < self.row {
            return Err(GridProblem::Damaged("its rows are not in order".to_owned()));
        }
        if row > self.row {
            self.end_row()?;
            self.row = row;
        }
        self.left = self.left.checked_sub(cell.len()).ok_or(GridProblem::TooMuchText)?;
        self.put(column as usize, cell)
    }

    fn put(&mut self, column: usize, cell: String) -> Result<(), GridProblem> {
        if column >= MOST_COLUMNS && self.grid.rows.is_empty() {
            return Err(GridProblem::TooWide(MOST_COLUMNS));
        }
        // Cells far out cost their row, which has more fields than the header, and no memory: they stand one behind
        // the other there.
        let column = if column < MOST_COLUMNS { column } else { self.cells.len().max(MOST_COLUMNS) };
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        if !self.cells[column].is_empty() {
            return Err(GridProblem::Damaged(format!("a cell of row {} is there twice", self.row + 1)));
        }
        self.grid.cells += 1;
        self.cells[column] = cell;
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), GridProblem> {
        if self.cells.is_empty() {
            return Ok(());
        }
        self.grid.rows.push((self.line, u64::from(self.row) + 1));
        self.out.write_record(&self.cells).map_err(|error| GridProblem::Damaged(error.to_string()))?;
        self.line += 1 + self.cells.iter().map(|cell| breaks(cell)).sum::<u64>();
        self.cells.clear();
        Ok(())
    }

    /// The grid, when all cells have come.
    ///
    /// # Errors
    /// If its text cannot be put together.
    pub(in super::super) fn finish(mut self) -> Result<GridText, GridProblem> {
        self.end_row()?;
        let bytes = self.out.into_inner().map_err(|error| GridProblem::Damaged(error.to_string()))?;
        self.grid.text = String::from_utf8(bytes).map_err(|error| GridProblem::Damaged(error.to_string()))?;
        Ok(self.grid)
    }
}

/// Line breaks: CRLF, LF and CR count one.
fn breaks(cell: &str) -> u64 {
    let pairs = cell.matches("\r\n").count();
    (cell.matches(['\r', '\n']).count() - pairs) as u64
}
