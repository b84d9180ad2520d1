//! The records of a delimited file, in file order: each as its cells, or as
//! what is wrong with it.

use std::ops::Range;

use super::cells::{Run, scanned};
use super::csv::Delimited;
use super::quoting::Quoting;
use super::raw::{Fault, Raw, RawRow};
use super::records::{Kind, Piece};
use super::reject::{RejectReason, is_too_long};
use super::scan::Quotes;

/// The records of a delimited file.
pub(super) struct Rows<'t> {
    table: &'t Delimited,
    /// The next piece.
    next: usize,
    /// Records so far.
    row: u64,
    /// Where the next piece starts in the file.
    in_file: u64,
    run: Option<Run<'t>>,
}

impl<'t> Rows<'t> {
    pub(super) fn of(table: &'t Delimited) -> Self {
        Self { table, next: 0, row: 0, in_file: table.decoded().start(), run: None }
    }
}

impl Iterator for Rows<'_> {
    type Item = Raw;

    fn next(&mut self) -> Option<Raw> {
        loop {
            let piece = self.table.pieces().get(self.next)?;
            let start = self.in_file;
            self.in_file += self.table.decoded().bytes_in_file(piece.span.clone());
            self.next += 1;
            if let Kind::Row(quotes) = piece.kind {
                self.row += 1;
                return Some(self.read(piece, quotes, start..self.in_file));
            }
        }
    }
}

impl<'t> Rows<'t> {
    fn read(&mut self, piece: &'t Piece, quotes: Quotes, bytes: Range<u64>) -> Raw {
        let (row, line) = (self.row, piece.line);
        let cells = self.cells(piece, quotes);
        match self.fault(piece, quotes, &cells) {
            Some((reason, column)) => Err(Fault { row, line, column, reason, bytes: Some(bytes) }),
            None => Ok(RawRow { row, line, fields: cells, bytes: Some(bytes) }),
        }
    }

    fn cells(&mut self, piece: &'t Piece, quotes: Quotes) -> Vec<String> {
        let dialect = self.table.dialect();
        let record = &self.table.decoded().text[piece.span.clone()];
        match quotes {
            Quotes::Open(_) | Quotes::Missing => Vec::new(),
            Quotes::Sound | Quotes::Odd if dialect.quoting == Quoting::USUAL => self.next_of_run(),
            Quotes::Sound | Quotes::Odd | Quotes::Stray => scanned(record, dialect.delimiter, dialect.quoting),
        }
    }

    /// The cells of the record before `self.next`, from the run it is in.
    fn next_of_run(&mut self) -> Vec<String> {
        let mut run = match self.run.take() {
            Some(run) if run.has(self.next) => run,
            _ => self.start_run(),
        };
        let cells = run.cells();
        self.run = Some(run);
        cells
    }

    fn start_run(&self) -> Run<'t> {
        let first = self.next - 1;
        let text = &self.table.decoded().text;
        // The `csv` crate passes over empty lines, as we do.
        let sound = |piece: &&Piece| match piece.kind {
            Kind::Row(quotes) => quotes <= Quotes::Odd,
            Kind::Blank => text[piece.span.clone()].bytes().all(|byte| matches!(byte, b'\n' | b'\r')),
            _ => false,
        };
        let pieces = &self.table.pieces()[first..];
        let length = pieces.iter().take_while(sound).count();
        let start = pieces.first().map_or(0, |piece| piece.span.start);
        let end = pieces[..length].last().map_or(start, |piece| piece.span.end);
        Run::new(&text[start..end], self.table.dialect().delimiter, first + length)
    }

    /// What is wrong with a record, and in which column.
    fn fault(&self, piece: &Piece, quotes: Quotes, cells: &[String]) -> Option<(RejectReason, Option<usize>)> {
        let (expected, found) = (self.table.header().len(), cells.len());
        if let Quotes::Open(field) = quotes {
            return Some((RejectReason::UnclosedQuote, Some(field)));
        }
        if quotes == Quotes::Missing {
            return Some((RejectReason::LineBreak, None));
        }
        if self.table.decoded().is_damaged(piece.span.clone()) {
            let damaged = cells.iter().position(|cell| cell.contains(char::REPLACEMENT_CHARACTER));
            return Some((RejectReason::BadBytes, damaged));
        }
        if quotes == Quotes::Stray && found != expected {
            return Some((RejectReason::UnclosedQuote, None));
        }
        let surplus = cells.get(expected..).unwrap_or_default();
        if surplus.iter().any(|cell| !cell.trim().is_empty()) {
            return Some((RejectReason::TooManyFields { expected, found }, None));
        }
        if found < expected && !self.table.may_be_short(piece) {
            return Some((RejectReason::TooFewFields { expected, found }, None));
        }
        cells.iter().position(|cell| is_too_long(cell)).map(|column| (RejectReason::FieldTooLong, Some(column)))
    }
}
