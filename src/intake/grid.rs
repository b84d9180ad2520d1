//! Cells in rows and columns, of a sheet or of a web page. They become
//! delimited text, which is read as any other, with the row of the grid in
//! place of the line.

mod writer;

use serde::{Deserialize, Serialize};

use super::cells::{fields, records};
use super::csv::{Delimited, Given};
use super::delimiter::Delimiter;
use super::encoding::Encoding;
use super::error::IntakeError;
use super::header_rows;
use super::raw::{Fault, Raw, RawRow};
use super::records::{Kind, Piece};

pub(super) use self::writer::{GridProblem, GridWriter};

/// Cells that show as one. Only the first, at the top left, has a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Merged {
    /// The first and the last row, from 1.
    pub(super) rows: (u64, u64),
    /// The first and the last column, from 0.
    pub(super) columns: (usize, usize),
}

/// A grid as text.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct GridText {
    /// Cells with something in them.
    pub(super) cells: u64,
    /// Each row that has such a cell, by the line on which it starts in the
    /// text and by its number in the grid, both from 1.
    pub(super) rows: Vec<(u64, u64)>,
    pub(super) merged: Vec<Merged>,
    /// The rows, comma-separated.
    pub(super) text: String,
}

/// A grid that was read as a table.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    table: Delimited,
    rows: Vec<(u64, u64)>,
    /// Merged cells that lie over records.
    pub(super) merged: u64,
    cells: Cells,
}

impl Grid {
    /// Reads the text of a grid. `known` says whether a header name means
    /// something to intake.
    ///
    /// # Errors
    /// If the header cannot be read, or if a cell was lost on the way.
    pub(super) fn read(path: &str, found: GridText, known: &dyn Fn(&str) -> bool) -> Result<Self, IntakeError> {
        let given = Given {
            encoding: Some(Encoding::Utf8),
            delimiter: Delimiter::new(','),
            short_rows: Some(true),
            ours: true,
            ..Given::default()
        };
        let table = Delimited::read(path, found.text.as_bytes(), given, known)
            .map_err(|error| error.in_sheet(|line| row_of(&found.rows, line)))?;
        let cells = Cells::count(&found, &table);
        let mut grid = Self { table, rows: found.rows, merged: 0, cells };
        grid.join_header(&found.text, &found.merged);
        grid.merged = grid.over_records(&found.merged);
        Ok(grid)
    }

    pub(super) fn table(&self) -> &Delimited {
        &self.table
    }

    /// Its cells with something in them.
    pub(super) fn cells(&self) -> &Cells {
        &self.cells
    }

    pub(super) fn pieces(&self) -> &[Piece] {
        self.table.pieces()
    }

    pub(super) fn records(&self) -> u64 {
        self.pieces().iter().filter(|piece| matches!(piece.kind, Kind::Row(_))).count() as u64
    }

    /// The cells of every record, in order, whether or not it can be read.
    pub(super) fn cells_of_records(&self) -> impl Iterator<Item = Vec<String>> + '_ {
        let comma = self.table.dialect().delimiter;
        let records = self.pieces().iter().filter(|piece| matches!(piece.kind, Kind::Row(_)));
        let text = records.filter_map(|piece| self.table.decoded().text.get(piece.span.clone()));
        text.map(move |record| without_failed(fields(record, comma)))
    }

    /// Every record, in order.
    pub(super) fn rows(&self) -> impl Iterator<Item = Raw> + '_ {
        self.table.rows().map(|raw| match raw {
            Ok(mut row) => {
                row.fields = without_failed(row.fields);
                row.fields.resize(row.fields.len().max(self.table.header().len()), String::new());
                Ok(RawRow { line: self.row_of(row.line), bytes: None, ..row })
            }
            Err(fault) => Err(Fault { line: self.row_of(fault.line), bytes: None, ..fault }),
        })
    }

    fn row_of(&self, line: u64) -> u64 {
        row_of(&self.rows, line)
    }

    /// Where a cell of the header is merged with one above or below it, the
    /// header stands in all of their rows.
    fn join_header(&mut self, text: &str, merged: &[Merged]) {
        let Some(header) = self.pieces().iter().find(|piece| piece.kind == Kind::Header) else { return };
        let Some((first, last)) = header_rows::rows_of_header(self.row_of(header.line), merged) else { return };
        let in_rows = |piece: &&Piece| (first..=last).contains(&self.row_of(piece.line)) && piece.kind != Kind::Blank;
        let from = self.pieces().iter().take_while(|piece| !in_rows(piece)).count();
        let pieces: Vec<&Piece> = self.pieces().iter().skip(from).take_while(in_rows).collect();
        let comma = self.table.dialect().delimiter;
        let row = |piece: &&Piece| (self.row_of(piece.line), fields(&text[piece.span.clone()], comma));
        let names = header_rows::names_of_merged(pieces.iter().map(row).collect(), merged);
        let pieces = from..from + pieces.len();
        self.table.set_header(pieces, names);
    }

    /// How many merged cells lie over records.
    fn over_records(&self, merged: &[Merged]) -> u64 {
        if merged.is_empty() {
            return 0;
        }
        let records = self.pieces().iter().filter(|piece| matches!(piece.kind, Kind::Row(_)));
        let rows: Vec<u64> = records.map(|piece| self.row_of(piece.line)).collect();
        let before = |row: u64| rows.partition_point(|known| *known < row);
        merged.iter().filter(|cells| before(cells.rows.0) < before(cells.rows.1 + 1)).count() as u64
    }
}

/// The row of the grid that starts on a line of its text.
fn row_of(rows: &[(u64, u64)], line: u64) -> u64 {
    let at = rows.partition_point(|(start, _)| *start <= line);
    at.checked_sub(1).and_then(|at| rows.get(at)).map_or(line, |(_, row)| *row)
}

/// How many cells have something in them, counted where they were written and
/// where they are read.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    /// As many as the parser wrote.
    pub(super) there: u64,
    /// In each record.
    pub(super) in_records: Vec<u64>,
    /// In the header, and above and below the table.
    pub(super) elsewhere: u64,
    /// Those in records that hold the error of a formula in place of a value.
    pub(super) failed: u64,
}

impl Cells {
    fn count(found: &GridText, table: &Delimited) -> Self {
        let comma = table.dialect().delimiter;
        let header = table.pieces().iter().position(|piece| piece.kind == Kind::Header).unwrap_or_default();
        let (above, below) = table.pieces().split_at(header);
        // Titles may run over several lines, so what stands above the header is read in one.
        let above = above.last().map_or(0, |piece| piece.span.end);
        let above = records(&found.text[..above], comma).flatten().filter(|cell| !cell.is_empty()).count();
        let mut cells = Self { there: found.cells, elsewhere: above as u64, ..Self::default() };
        for piece in below {
            let mut of_piece = fields(&found.text[piece.span.clone()], comma);
            of_piece.retain(|cell| !cell.is_empty());
            if matches!(piece.kind, Kind::Row(_)) {
                cells.in_records.push(of_piece.len() as u64);
                cells.failed += of_piece.iter().filter(|cell| is_failed(cell)).count() as u64;
            } else {
                cells.elsewhere += of_piece.len() as u64;
            }
        }
        cells
    }
}

/// What spreadsheets show where a formula gave no value.
const FAILED: &[&str] = &[
    "#REF!",
    "#N/A",
    "#NAME?",
    "#VALUE!",
    "#DIV/0!",
    "#NULL!",
    "#NUM!",
    "#DATA!",
    "#GETTING_DATA",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#UNKNOWN!",
    "#CONNECT!",
];

/// The error of a formula is no value.
fn without_failed(mut cells: Vec<String>) -> Vec<String> {
    cells.iter_mut().filter(|cell| is_failed(cell)).for_each(String::clear);
    cells
}

fn is_failed(cell: &str) -> bool {
    cell.starts_with('#') && FAILED.contains(&cell)
        || cell
            .strip_prefix("Err:")
            .is_some_and(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A grid with these rows, and how its records and its header read.
    fn read(rows: &[&str], merged: &[Merged]) -> (Grid, Vec<String>) {
        let mut writer = GridWriter::new();
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells.split('|')) {
                writer.add(row, column, cell.to_owned()).unwrap();
            }
        }
        let found = GridText { merged: merged.to_vec(), ..writer.finish().unwrap() };
        let known = |name: &str| {
            ["id", "note", "case number", "date", "date of contact"].contains(&name.to_lowercase().as_str())
        };
        let grid = Grid::read("f.xlsx", found, &known).unwrap();
        let rows = grid.rows().flatten().map(|row| format!("{}: {}", row.line, row.fields.join("|"))).collect();
        (grid, rows)
    }

    fn cells(rows: (u64, u64), columns: (usize, usize)) -> Merged {
        Merged { rows, columns }
    }

    #[test]
    fn a_header_in_merged_cells_is_joined() {
        let merged = [cells((1, 1), (0, 1)), cells((1, 2), (2, 2))];
        let (grid, rows) = read(&["Case||Note", "number|date", "7||Seen."], &merged);
        assert_eq!(grid.table.header(), ["Case number", "Case date", "Note"]);
        assert_eq!((rows, grid.merged), (vec!["3: 7||Seen.".to_owned()], 0));
        let (grid, rows) = read(
            &["East team", "Date of||Note", "contact|visit", "1|2|Seen."],
            &[cells((1, 1), (0, 2)), cells((2, 2), (0, 1)), cells((2, 3), (2, 2))],
        );
        assert_eq!((grid.table.header()[1].as_str(), rows.len()), ("Date of visit", 1));
    }

    #[test]
    fn merged_cells_count_where_they_lie_over_records() {
        let over = |merged| read(&["id|note", "1|Seen.", "|Seen."], &[merged]).0.merged;
        assert_eq!(over(cells((1, 1), (0, 1))), 0);
        assert_eq!(over(cells((2, 3), (0, 0))), 1);
        assert_eq!(over(cells((4, 9), (0, 0))), 0);
    }

    #[test]
    fn the_error_of_a_formula_is_no_value() {
        let (grid, rows) = read(&["id|note", "1|#REF!", "2|#1 on the list", "#N/A|Err:502"], &[]);
        assert_eq!(rows, ["2: 1|", "3: 2|#1 on the list", "4: |"]);
        assert_eq!(grid.cells.failed, 3);
    }
}
