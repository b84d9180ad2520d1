//! Delimited text: CSV, TSV and their relatives, a whole file or a part of
//! one. It puts together what `dialect`, `records` and `seams` find out; the
//! records are read by `rows`. It knows no notes.

use std::ops::Range;
use std::sync::Arc;

use super::cells::{cells, scanned};
use super::decode::{Decoded, decode};
use super::delimiter::Delimiter;
use super::dialect::{self, Dialect};
use super::encoding::Encoding;
use super::error::IntakeError;
use super::head::{Form, Head};
use super::header::{MOST_COLUMNS, header_names};
use super::quoting::Quoting;
use super::records::{Kind, Piece, split};
use super::recovery::{Habits, Recovery};
use super::rows::Rows;
use super::scan::{Quotes, Scanned, Scanner};
use super::seams::{Joined, may_be_header};
use super::{footer, foreign, fragments, header_rows};

/// What the user may say about a delimited file.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Given {
    pub(super) encoding: Option<Encoding>,
    pub(super) delimiter: Option<Delimiter>,
    pub(super) quoting: Option<Quoting>,
    /// Whether rows may leave out cells at their end; found if left out.
    pub(super) short_rows: Option<bool>,
    /// Whether we wrote it ourselves, from a workbook: it is quoted in the usual
    /// way, with every line break in quotation marks.
    pub(super) ours: bool,
}

/// A delimited file or a part of one, decoded and split, its cells not yet
/// parsed.
#[derive(Clone, Debug)]
pub(super) struct Delimited {
    decoded: Decoded,
    form: Arc<Form>,
    pieces: Vec<Piece>,
    stated_total: Option<u64>,
}

/// Where a text stands in its file.
#[derive(Clone, Copy)]
pub(super) struct Stretch<'a> {
    pub(super) path: &'a str,
    /// Whether the file ends with it. If not, its last record may be cut.
    pub(super) is_last: bool,
    /// Whether a header name means something to intake.
    pub(super) known: &'a dyn Fn(&str) -> bool,
}

impl Delimited {
    /// Reads the bytes of a whole file. `known` says whether a header name
    /// means something to intake.
    ///
    /// # Errors
    /// As [`Delimited::start`], or if the encoding is a question.
    pub(super) fn read(
        path: &str,
        bytes: &[u8],
        given: Given,
        known: &dyn Fn(&str) -> bool,
    ) -> Result<Self, IntakeError> {
        let decoded = decode(bytes, given.encoding);
        foreign::refuse(path, bytes, decoded.found)?;
        Self::start(Stretch { path, is_last: true, known }, decoded, given)
    }

    /// Reads the start of a file, or all of it.
    ///
    /// # Errors
    /// If the delimiter or a second header is a question, or if the first one
    /// cannot be read.
    pub(super) fn start(stretch: Stretch<'_>, decoded: Decoded, given: Given) -> Result<Self, IntakeError> {
        let Stretch { path, known, .. } = stretch;
        let text = decoded.text.as_str();
        let layout = dialect::find(path, text, given, known)?;
        let (dialect, start) = (layout.dialect, layout.header_start);
        let scanner = dialect.scanner(text);
        let record = header_record(path, scanner, start, dialect.header_line)?;
        let read = |record: &str| cells(record, dialect.delimiter, dialect.quoting);
        let first = &text[start..record.end];
        let mut pieces = above(scanner, layout.separator_end, start);
        pieces.push(Piece { span: start..record.end, line: dialect.header_line, kind: Kind::Header });
        let habits = Habits::learn(scanner, record.end, first, widths(&record, &dialect, given));
        let line = dialect.header_line + scanner.breaks(start, record.end);
        pieces.extend(split(scanner, text, record.end, line, &Recovery::new(scanner, &habits)));
        let joined = header_rows::find(text, &mut pieces, &read, known);
        let header = header_names(joined.unwrap_or_else(|| read(first)));
        let header_rows = header_rows::of(&pieces).map(|piece| text[piece.span.clone()].to_owned()).collect();
        let form = Form { dialect, header, header_rows, columns: record.fields, habits, given };
        let form = Arc::new(form);
        Self::split(stretch, decoded, form, pieces)
    }

    /// What stands down to the header.
    pub(super) fn head(&self) -> Head {
        let last = self.pieces.iter().rposition(|piece| piece.kind == Kind::Header).unwrap_or_default();
        Head::new(Arc::clone(&self.form), self.pieces.iter().take(last + 1).cloned().collect())
    }

    /// A text that was split as this form has it.
    ///
    /// # Errors
    /// If a second header is a question.
    pub(super) fn split(
        stretch: Stretch<'_>,
        decoded: Decoded,
        form: Arc<Form>,
        pieces: Vec<Piece>,
    ) -> Result<Self, IntakeError> {
        Self { decoded, form, pieces, stated_total: None }.marked(stretch)
    }

    /// Marks what is no record, and records that are not whole.
    fn marked(mut self, Stretch { path, is_last, known }: Stretch<'_>) -> Result<Self, IntakeError> {
        let (text, form) = (self.decoded.text.as_str(), &*self.form);
        let scanner = form.dialect.scanner(text);
        if !is_last {
            self.pieces.pop();
        }
        let read = |record: &str| scanned(record, form.dialect.delimiter, form.dialect.quoting);
        let joined = Joined { path, text, headers: &form.header_rows, names: &form.header, cells: &read, known };
        joined.mark(&mut self.pieces)?;
        if is_last {
            self.stated_total = footer::mark(text, &mut self.pieces, scanner, form.columns);
        }
        // What we wrote ourselves has every line break in quotation marks.
        if !form.given.ours {
            fragments::mark(text, &mut self.pieces, scanner, &form.habits, form.columns);
        }
        Ok(self)
    }

    /// Cuts the text off at the last record before its last `margin` bytes
    /// that nothing above has to do with, and gives the line of that record;
    /// `None` if there is none.
    pub(super) fn cut(&mut self, margin: usize) -> Option<u64> {
        let most = self.decoded.text.len().saturating_sub(margin);
        let is_apart =
            |pair: &[Piece]| pair.last().is_some_and(|piece| piece.span.start <= most) && self.are_apart(pair);
        let at = 1 + self.pieces.windows(2).rposition(is_apart)?;
        let (start, line) = self.pieces.get(at).map(|piece| (piece.span.start, piece.line))?;
        self.pieces.truncate(at);
        self.decoded.cut(start);
        Some(line)
    }

    /// Whether two pieces are sound records, or a record after a blank line
    /// that cannot be a header.
    fn are_apart(&self, pieces: &[Piece]) -> bool {
        let [above, record] = pieces else { return false };
        let is_sound = |piece: &Piece| matches!(piece.kind, Kind::Row(Quotes::Sound | Quotes::Odd));
        let text = self.decoded.text.as_str();
        let fits = || self.form.habits.fit(self.form.dialect.scanner(text), record.span.start);
        let is_long = || text.get(record.span.clone()).is_some_and(|record| !may_be_header(record, &self.form.header));
        is_sound(record) && fits() && (is_sound(above) || above.kind == Kind::Blank && is_long())
    }

    /// The names of the columns.
    pub(super) fn header(&self) -> &[String] {
        &self.form.header
    }

    /// How the file is laid out.
    pub(super) fn dialect(&self) -> &Dialect {
        &self.form.dialect
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

    /// Makes these pieces the header, with these names.
    pub(super) fn set_header(&mut self, pieces: Range<usize>, names: Vec<String>) {
        self.pieces.get_mut(pieces).into_iter().flatten().for_each(|piece| piece.kind = Kind::Header);
        Arc::make_mut(&mut self.form).header = header_names(names);
    }

    /// Every record, in file order.
    pub(super) fn rows(&self) -> Rows<'_> {
        Rows::of(self)
    }

    /// Excel leaves out empty cells at the end of a row. A row that begins
    /// unlike the others has lost a separator instead, and a last row without
    /// its line break has been cut off.
    pub(super) fn may_be_short(&self, piece: &Piece) -> bool {
        let text = &self.decoded.text;
        let complete = || text[piece.span.clone()].ends_with(['\n', '\r']);
        let fits = || self.form.habits.fit(self.form.dialect.scanner(text), piece.span.start);
        self.form.given.short_rows.unwrap_or_else(|| complete() && fits())
    }
}

/// The header, which starts at `start` on `line`.
fn header_record(path: &str, scanner: Scanner<'_>, start: usize, line: u64) -> Result<Scanned, IntakeError> {
    let record = scanner.record(start, |open| scanner.believe(open, usize::MAX));
    let path = path.to_owned();
    match record.quotes {
        Quotes::Open(_) => Err(IntakeError::UnclosedHeader { path, line }),
        _ if record.fields > MOST_COLUMNS => {
            Err(IntakeError::TooManyColumns { path, columns: record.fields, most: MOST_COLUMNS })
        }
        _ => Ok(record),
    }
}

/// The numbers of fields that a record may have.
fn widths(header: &Scanned, dialect: &Dialect, given: Given) -> Vec<usize> {
    if given.short_rows == Some(false) { vec![header.fields] } else { vec![header.fields, dialect.reading.columns] }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::raw::Raw;
    use super::super::reject::{MAX_FIELD_CHARS, RejectReason};
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
            ("id,note\n1,\"a \\\"b\\\", c\"\n2,\"d\"\n", &["1|a \"b\", c", "2|d"]),
            ("'id','note'\n'1','Mum''s, a'\n'2','b'\n", &["1|Mum's, a", "2|b"]),
            ("id,note,x\n1,a,b\nThen c\n2,d,e\n", &["too-few-fields in line 2", "too-few-fields in line 3", "2|d|e"]),
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
