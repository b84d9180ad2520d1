//! Delimited text: CSV, TSV and their relatives. It joins what `dialect` and
//! `records` found to rows of cells; the cells themselves are parsed by the
//! `csv` crate, one run of sound records at a time. It knows no notes.

use std::ops::Range;

use super::decode::{Decoded, decode};
use super::delimiter::Delimiter;
use super::dialect::{self, Dialect};
use super::encoding::Encoding;
use super::error::IntakeError;
use super::footer;
use super::header::{MOST_COLUMNS, header_names};
use super::raw::{Fault, Raw, RawRow};
use super::records::{Kind, Piece, split};
use super::recovery::{Habits, Recovery};
use super::reject::{RejectReason, is_too_long};
use super::scan::{Quotes, Scanner};

/// What the user may say about a delimited file.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Given {
    pub(super) encoding: Option<Encoding>,
    pub(super) delimiter: Option<Delimiter>,
    /// Whether rows leave out empty cells at their end, as in a workbook.
    pub(super) ragged: bool,
}

/// A delimited file, decoded and split, its cells not yet parsed.
#[derive(Clone, Debug)]
pub(super) struct Delimited {
    decoded: Decoded,
    dialect: Dialect,
    header: Vec<String>,
    pieces: Vec<Piece>,
    habits: Habits,
    ragged: bool,
    stated_total: Option<u64>,
}

impl Delimited {
    /// Reads the bytes of a whole file. `known` says whether a header name
    /// means something to intake.
    ///
    /// # Errors
    /// If the delimiter is a question, or the header cannot be read.
    pub(super) fn read(
        path: &str,
        bytes: &[u8],
        given: Given,
        known: &dyn Fn(&str) -> bool,
    ) -> Result<Self, IntakeError> {
        let decoded = decode(bytes, given.encoding);
        let text = decoded.text.as_str();
        let layout = dialect::find(path, text, given.delimiter, known)?;
        let (dialect, start) = (layout.dialect, layout.header_start);
        let scanner = Scanner::new(text, dialect.delimiter.byte());
        let record = scanner.record(start, |open| scanner.believe(open, usize::MAX));
        if matches!(record.quotes, Quotes::Open(_)) {
            return Err(IntakeError::UnclosedHeader { path: path.to_owned(), line: dialect.header_line });
        }
        if record.fields > MOST_COLUMNS {
            return Err(IntakeError::TooManyColumns {
                path: path.to_owned(),
                columns: record.fields,
                most: MOST_COLUMNS,
            });
        }
        let header = header_names(fields(&text[start..record.end], dialect.delimiter));
        let mut pieces = above(scanner, layout.separator_end, start);
        pieces.push(Piece { span: start..record.end, line: dialect.header_line, kind: Kind::Header });
        let habits = Habits::learn(scanner, record.end, vec![record.fields, dialect.reading.columns]);
        let line = dialect.header_line + scanner.breaks(start, record.end);
        pieces.extend(split(scanner, text, record.end, line, &Recovery::new(scanner, &habits)));
        repeated_headers(text, &mut pieces, start..record.end);
        let stated_total = footer::mark(text, &mut pieces, scanner, record.fields);
        Ok(Self { decoded, dialect, header, pieces, habits, ragged: given.ragged, stated_total })
    }

    /// The names of the columns.
    pub(super) fn header(&self) -> &[String] {
        &self.header
    }

    /// How the file is laid out.
    pub(super) fn dialect(&self) -> &Dialect {
        &self.dialect
    }

    /// The text and how it relates to the file.
    pub(super) fn decoded(&self) -> &Decoded {
        &self.decoded
    }

    /// The records that a closing line says there are.
    pub(super) fn stated_total(&self) -> Option<u64> {
        self.stated_total
    }

    /// The file as pieces that lie end to end.
    pub(super) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Every record, in file order.
    pub(super) fn rows(&self) -> Rows<'_> {
        Rows { table: self, next: 0, row: 0, in_file: self.decoded.start(), run: None }
    }
}

/// The `sep=` line and what stands between it and the header.
fn above(scanner: Scanner<'_>, separator_end: usize, header: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    if separator_end > 0 {
        pieces.push(Piece { span: 0..separator_end, line: 1, kind: Kind::Separator });
    }
    let (mut at, mut line) = (separator_end, 1 + scanner.breaks(0, separator_end));
    while at < header {
        let end = scanner.next_line(at).min(header);
        pieces.push(Piece { span: at..end, line, kind: Kind::Preamble });
        (at, line) = (end, line + 1);
    }
    pieces
}

/// Reports repeat the header on every page, and files that were joined have
/// one for each part.
fn repeated_headers(text: &str, pieces: &mut [Piece], header: Range<usize>) {
    let bare = |span: Range<usize>| text[span].trim_matches(|char: char| char.is_whitespace() || char == '\u{feff}');
    for piece in pieces.iter_mut().filter(|piece| matches!(piece.kind, Kind::Row(_))) {
        if bare(piece.span.clone()) == bare(header.clone()) {
            piece.kind = Kind::RepeatedHeader;
        }
    }
}

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

/// A run of sound records, which one reader of the `csv` crate parses.
struct Run<'t> {
    reader: csv::Reader<&'t [u8]>,
    record: csv::StringRecord,
    /// One past the last piece of the run.
    end: usize,
}

impl Iterator for Rows<'_> {
    type Item = Raw;

    fn next(&mut self) -> Option<Raw> {
        loop {
            let piece = self.table.pieces.get(self.next)?;
            let start = self.in_file;
            self.in_file += self.table.decoded.bytes_in_file(piece.span.clone());
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
        let (text, delimiter) = (&self.table.decoded.text, self.table.dialect.delimiter);
        match quotes {
            Quotes::Open(_) => Vec::new(),
            Quotes::Stray => fields(&doubled(&text[piece.span.clone()], delimiter), delimiter),
            Quotes::Sound | Quotes::Odd => self.next_of_run(),
        }
    }

    /// The cells of the record before `self.next`, from the run it is in.
    fn next_of_run(&mut self) -> Vec<String> {
        let mut run = match self.run.take() {
            Some(run) if self.next <= run.end => run,
            _ => self.start_run(),
        };
        // Reading from memory cannot fail, and the text is UTF-8 already.
        let read = run.reader.read_record(&mut run.record).unwrap_or_default();
        let cells = if read { run.record.iter().map(str::to_owned).collect() } else { Vec::new() };
        self.run = Some(run);
        cells
    }

    fn start_run(&self) -> Run<'t> {
        let first = self.next - 1;
        let text = &self.table.decoded.text;
        // The `csv` crate passes over empty lines, as we do.
        let sound = |piece: &&Piece| match piece.kind {
            Kind::Row(quotes) => quotes <= Quotes::Odd,
            Kind::Blank => text[piece.span.clone()].bytes().all(|byte| matches!(byte, b'\n' | b'\r')),
            _ => false,
        };
        let pieces = &self.table.pieces[first..];
        let length = pieces.iter().take_while(sound).count();
        let start = pieces.first().map_or(0, |piece| piece.span.start);
        let end = pieces[..length].last().map_or(start, |piece| piece.span.end);
        let reader = reader(&text[start..end], self.table.dialect.delimiter);
        Run { reader, record: csv::StringRecord::new(), end: first + length }
    }

    /// What is wrong with a record, and in which column.
    fn fault(&self, piece: &Piece, quotes: Quotes, cells: &[String]) -> Option<(RejectReason, Option<usize>)> {
        let (expected, found) = (self.table.header.len(), cells.len());
        if let Quotes::Open(field) = quotes {
            return Some((RejectReason::UnclosedQuote, Some(field)));
        }
        if self.table.decoded.is_damaged(piece.span.clone()) {
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
        if found < expected && !self.may_be_short(piece) {
            return Some((RejectReason::TooFewFields { expected, found }, None));
        }
        cells.iter().position(|cell| is_too_long(cell)).map(|column| (RejectReason::FieldTooLong, Some(column)))
    }

    /// Excel leaves out empty cells at the end of a row. A row that begins
    /// unlike the others has lost a separator instead, and a last row without
    /// its line break has been cut off.
    fn may_be_short(&self, piece: &Piece) -> bool {
        let text = &self.table.decoded.text;
        let complete = text[piece.span.clone()].ends_with(['\n', '\r']);
        let scanner = Scanner::new(text, self.table.dialect.delimiter.byte());
        self.table.ragged || complete && self.table.habits.fit(scanner, piece.span.start)
    }
}

fn reader(text: &str, delimiter: Delimiter) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter.byte())
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(text.len().clamp(64, 64 << 10))
        .from_reader(text.as_bytes())
}

/// The cells of a single record.
pub(super) fn fields(record: &str, delimiter: Delimiter) -> Vec<String> {
    let mut cells = csv::StringRecord::new();
    let read = reader(record, delimiter).read_record(&mut cells).unwrap_or_default();
    if read { cells.iter().map(str::to_owned).collect() } else { Vec::new() }
}

/// The cells of each of several records.
pub(super) fn records(text: &str, delimiter: Delimiter) -> impl Iterator<Item = Vec<String>> {
    // Reading from memory cannot fail, and the text is UTF-8 already.
    reader(text, delimiter).into_records().flatten().map(|cells| cells.iter().map(str::to_owned).collect())
}

/// A record with every stray quotation mark written twice, as it should have
/// been, so that the `csv` crate reads what stands there.
fn doubled(record: &str, delimiter: Delimiter) -> String {
    let scanner = Scanner::new(record, delimiter.byte());
    let strays = scanner.strays(0);
    let mut out = String::with_capacity(record.len() + strays.len());
    let mut from = 0;
    for stray in strays {
        out.push_str(&record[from..=stray]);
        out.push('"');
        from = stray + 1;
    }
    out.push_str(&record[from..]);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::reject::MAX_FIELD_CHARS;
    use super::*;

    fn table(text: &str) -> Delimited {
        Delimited::read("f.csv", text.as_bytes(), Given::default(), &|name| ["id", "note"].contains(&name)).unwrap()
    }

    fn count(table: &Delimited, is_kind: impl Fn(Kind) -> bool) -> u64 {
        table.pieces.iter().filter(|piece| is_kind(piece.kind)).count() as u64
    }

    /// Rows as their cells joined by `|`, faults as their codes.
    fn rows(text: &str) -> Vec<String> {
        let show = |raw: Raw| match raw {
            Ok(row) => row.fields.join("|"),
            Err(fault) => format!("{} in line {}", fault.reason.code(), fault.line),
        };
        table(text).rows().map(show).collect()
    }

    #[test]
    fn every_row_is_cells_or_a_fault() {
        let cases: &[(&str, &[&str])] = &[
            ("id,note\n1,a\n2,\"b, \"\"c\"\"\n\nd\"\n", &["1|a", "2|b, \"c\"\n\nd"]),
            ("id,note\r1,a\r\r2,b\r", &["1|a", "2|b"]),
            ("id,note\n1,a\n2,\"b\n3,c\n", &["1|a", "unclosed-quote in line 3", "3|c"]),
            ("id,note\n1,a,b\n2,c,\n", &["too-many-fields in line 2", "2|c|"]),
            ("id,note,x\n1,a\n2 b,c\n3,d,e\n4,f,\n", &["1|a", "too-few-fields in line 3", "3|d|e", "4|f|"]),
            ("id,note,x\n1,a,b\n2,c", &["1|a|b", "too-few-fields in line 3"]),
            ("id,note\n1,\"a 6\" knife\nfound\"\n2,b\n", &["1|a 6\" knife\nfound", "2|b"]),
            ("id,note\n1,a 6\" knife\n2,b\n", &["1|a 6\" knife", "2|b"]),
            ("id,note,x\n1,\"a,\"b\"\n2,c,d\n", &["unclosed-quote in line 2", "2|c|d"]),
            ("id,note\n1,a\n\u{feff}id,note\n2,b\n", &["1|a", "2|b"]),
            ("id,note\n", &[]),
            ("id,note", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(rows(text), *expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_not_a_record_is_counted() {
        let table = table("sep=,\nCase notes\n\nid,note\n1,a\n\n2,b\nid,note\n3,c\nTotal: 3\nEnd of report\n");
        assert_eq!(count(&table, |kind| kind == Kind::Separator), 1);
        assert_eq!(count(&table, |kind| kind == Kind::Preamble), 2);
        assert_eq!(count(&table, |kind| kind == Kind::RepeatedHeader), 1);
        assert_eq!(count(&table, |kind| kind == Kind::Blank), 1);
        assert_eq!(count(&table, |kind| kind == Kind::Footer), 2);
        assert_eq!(table.stated_total(), Some(3));
        assert_eq!(table.rows().count(), 3);
    }

    #[test]
    fn knows_the_line_and_the_bytes_of_a_row() {
        let bytes = b"id,note\r\n1,\xA320\r\n2,\"b\r\nc\"\r\n3,d\r\n";
        let table = Delimited::read("f.csv", bytes, Given::default(), &|name| ["id", "note"].contains(&name)).unwrap();
        let places: Vec<_> = table.rows().flatten().map(|row| (row.row, row.line, row.bytes.unwrap())).collect();
        assert_eq!(places, [(1, 2, 9..16), (2, 3, 16..26), (3, 5, 26..31)]);
    }

    #[test]
    fn only_the_row_with_bad_bytes_is_a_fault() {
        let text = "id,note\n1,Mum’s\n2,Dad’s \u{1}\n3,child’s\n";
        let bytes: Vec<u8> = text.bytes().map(|byte| if byte == 1 { 0x92 } else { byte }).collect();
        let table = Delimited::read("f.csv", &bytes, Given::default(), &|name| name == "note").unwrap();
        let faults: Vec<_> = table.rows().filter_map(Result::err).collect();
        assert_eq!(faults.len(), 1);
        assert_eq!((faults[0].row, faults[0].column, faults[0].reason), (2, Some(1), RejectReason::BadBytes));
        assert_eq!(table.rows().flatten().count(), 2);
    }

    #[test]
    fn a_field_beyond_the_limit_is_a_fault() {
        let text = format!("id,note\n1,{}\n2,b\n", "a".repeat(MAX_FIELD_CHARS + 1));
        assert_eq!(rows(&text), ["field-too-long in line 2", "2|b"]);
    }

    proptest! {
        #[test]
        fn reads_back_what_the_csv_crate_writes(
            width in 2_usize..5,
            cells in prop::collection::vec("[ab1,;\"\r\n\t é]{0,12}", 0..60),
            delimiter in prop::sample::select(vec![b',', b';', b'\t', b'|']),
            quote_all in any::<bool>(),
        ) {
            let style = if quote_all { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
            let mut writer = csv::WriterBuilder::new().delimiter(delimiter).quote_style(style).from_writer(Vec::new());
            let header: Vec<String> = ["id", "note", "team", "date"].iter().take(width).map(|&name| name.into()).collect();
            writer.write_record(&header).unwrap();
            let mut written: Vec<Vec<String>> = Vec::new();
            for (number, row) in cells.chunks_exact(width - 1).enumerate() {
                let row: Vec<String> = std::iter::once(format!("N{number}")).chain(row.iter().cloned()).collect();
                writer.write_record(&row).unwrap();
                written.push(row);
            }
            let bytes = writer.into_inner().unwrap();
            let given = Given { delimiter: Delimiter::new(char::from(delimiter)), ..Given::default() };
            let table = Delimited::read("f.csv", &bytes, given, &|name| ["id", "note"].contains(&name)).unwrap();
            let read: Vec<Vec<String>> = table.rows().map(|raw| raw.unwrap().fields).collect();
            prop_assert_eq!(read, written);
        }

        #[test]
        fn the_pieces_of_a_file_cover_it(text in "(sep=;\n)?[a1,;\"\r\né]{1,120}") {
            if let Ok(table) = Delimited::read("f.csv", text.as_bytes(), Given::default(), &|name| name == "a") {
                let mut at = 0;
                for piece in &table.pieces {
                    prop_assert_eq!(piece.span.start, at);
                    at = piece.span.end;
                }
                prop_assert_eq!(at, text.len());
                prop_assert_eq!(table.rows().count() as u64, count(&table, |kind| matches!(kind, Kind::Row(_))));
            }
        }
    }
}
