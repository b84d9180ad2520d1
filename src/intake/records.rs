//! Where each record starts and ends. The pieces lie end to end and cover the
//! text, so that no byte of an export is left out of the account. Cells are
//! not read here: that is `csv`'s.

use std::iter::Sum;
use std::ops::{AddAssign, Range};

use super::recovery::Recovery;
use super::scan::{Quotes, Scanner};

/// A stretch of the text, line break included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its bytes in the text.
    pub(super) span: Range<usize>,
    /// The line it starts on, from 1.
    pub(super) line: u64,
    /// What it is.
    pub(super) kind: Kind,
}

/// What a stretch of the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Excel's `sep=;`.
    Separator,
    /// Titles, filters and run dates above the header.
    Preamble,
    /// The names of the columns.
    Header,
    /// The header once more, as reports repeat it on every page.
    RepeatedHeader,
    /// A record, with the state of its quotation marks.
    Row(Quotes),
    /// Nothing but separators and white space.
    Blank,
    /// Totals and closing lines.
    Footer,
    /// What stands around and between the records of a JSON list.
    Bracket,
}

/// How many pieces of a file are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds {
    pub(super) rows: u64,
    /// Rows with a quotation mark that is not doubled.
    pub(super) strays: u64,
    pub(super) blank: u64,
    /// What stands above the header, `sep=` included.
    pub(super) preamble: u64,
    pub(super) headers: u64,
    pub(super) repeated_headers: u64,
    pub(super) footer: u64,
}

impl Kinds {
    pub(super) fn of(pieces: &[Piece]) -> Self {
        let mut kinds = Self::default();
        for piece in pieces {
            match piece.kind {
                Kind::Row(quotes) => {
                    kinds.rows += 1;
                    kinds.strays += u64::from(quotes == Quotes::Stray);
                }
                Kind::Blank => kinds.blank += 1,
                Kind::Separator | Kind::Preamble => kinds.preamble += 1,
                Kind::Header => kinds.headers += 1,
                Kind::RepeatedHeader => kinds.repeated_headers += 1,
                Kind::Footer => kinds.footer += 1,
                Kind::Bracket => {}
            }
        }
        kinds
    }
}

impl AddAssign for Kinds {
    fn add_assign(&mut self, other: Self) {
        self.rows += other.rows;
        self.strays += other.strays;
        self.blank += other.blank;
        self.preamble += other.preamble;
        self.headers += other.headers;
        self.repeated_headers += other.repeated_headers;
        self.footer += other.footer;
    }
}

impl Sum for Kinds {
    fn sum<I: Iterator<Item = Self>>(kinds: I) -> Self {
        kinds.fold(Self::default(), |mut sum, kinds| {
            sum += kinds;
            sum
        })
    }
}

/// Splits the text from byte `start`, which is on `line`, to its end.
pub(super) fn split(scanner: Scanner<'_>, text: &str, start: usize, line: u64, recovery: &Recovery<'_>) -> Vec<Piece> {
    let (mut pieces, mut at, mut line) = (Vec::new(), start, line);
    while at < text.len() {
        let record = scanner.record(at, |open| recovery.close(open));
        let span = at..record.end;
        let kind = if is_blank(&text[span.clone()], scanner) { Kind::Blank } else { Kind::Row(record.quotes) };
        pieces.push(Piece { span, line, kind });
        line += scanner.breaks(at, record.end);
        at = record.end;
    }
    pieces
}

/// Whether a record has nothing in it: Excel writes rows of bare separators,
/// old systems end a file with Ctrl-Z.
pub(super) fn is_blank(record: &str, scanner: Scanner<'_>) -> bool {
    let nothing = |char: char| char.is_whitespace() || matches!(char, '\u{1a}' | '\u{feff}');
    let fields = record.split(char::from(scanner.delimiter())).map(|field| field.trim_matches(nothing));
    let (mark, joined) = (scanner.quoting().mark(), scanner.quoting().is_joined());
    let is_empty = |field: &str| field.bytes().all(|byte| byte == mark) && (joined || matches!(field.len(), 0 | 2));
    fields.into_iter().all(is_empty)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::recovery::Habits;
    use super::*;

    fn pieces(text: &str, width: usize) -> Vec<Piece> {
        let scanner = Scanner::new(text, b',');
        let habits = Habits::learn(scanner, 0, "", vec![width]);
        split(scanner, text, 0, 1, &Recovery::new(scanner, &habits))
    }

    /// Each row as its number of lines, `!` where its quote is not closed.
    fn shape(text: &str, width: usize) -> String {
        let show = |piece: &Piece| {
            let lines = text[piece.span.clone()].lines().count();
            match piece.kind {
                Kind::Row(Quotes::Open(_)) => format!("{lines}!"),
                Kind::Row(_) => lines.to_string(),
                _ => "_".to_owned(),
            }
        };
        pieces(text, width).iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn an_unclosed_quote_costs_one_record() {
        let cases = [
            ("first row, rest bare", 3, "1,\"abc,x\n2,def,y\n3,ghi,z\n4,jkl,w\n", "1! 1 1 1"),
            ("middle row, rest bare", 3, "1,abc,x\n2,\"def,y\n3,ghi,z\n4,jkl,w\n", "1 1! 1 1"),
            ("last row", 3, "1,abc,x\n2,def,y\n3,\"ghi,z\n", "1 1 1!"),
            ("last row, no line break", 3, "1,abc,x\n2,def,y\n3,ghi,\"z", "1 1 1!"),
            ("first row, rest quoted", 3, "1,\"abc,x\n2,\"def\",y\n3,\"ghi\",z\n4,\"jkl\",w\n", "1! 1 1 1"),
            ("middle row, all quoted", 2, "\"1\",\"abc\"\n\"2\",\"def\n\"3\",\"ghi\"\n\"4\",\"jkl\"\n", "1 1! 1 1"),
            ("text column last, rest quoted", 2, "1,\"abc\n2,\"def\"\n3,\"ghi\"\n", "1! 1 1"),
            ("another column", 3, "1,abc,\"x\n2,def,y\n3,ghi,\"z\"\n4,jkl,w\n", "1! 1 1 1"),
            ("the damaged note has paragraphs", 3, "1,abc,x\n2,\"one\ntwo\nthree,y\n3,ghi,z\n4,j,w\n", "1 3! 1 1"),
            ("notes after it have paragraphs", 3, "1,\"abc,x\n2,\"one\ntwo\",y\n3,\"one\n\ntwo\",z\n", "1! 2 3"),
            ("two in a row", 2, "1,abc\n2,\"def\n3,\"ghi\n4,jkl\n5,mno\n", "1 1! 1! 1 1"),
            ("the next row quotes speech", 3, "1,a,x\n2,\"b,y\n3,she said \"no\",z\n4,d,w\n", "1 1! 1 1"),
            ("the next row has inches", 3, "1,a,x\n2,\"b,y\n3,a 6\" knife,z\n4,d,w\n5,e,v\n", "1 1! 1 1 1"),
            ("a later row is well quoted", 2, "1,\"a\n2,b\n3,c\n4,\"d, e\"\n5,f\n", "1! 1 1 1 1"),
            ("the next quote starts with speech", 2, "1,\"a\n2,b\n3,\"\"\"no\"\", she said\"\n4,d\n", "1! 1 1 1"),
        ];
        for (name, width, text, expected) in cases {
            assert_eq!(shape(text, width), expected, "{name}");
        }
    }

    #[test]
    fn honest_line_breaks_are_kept() {
        let cases = [
            ("paragraphs", 3, "1,\"one\n\ntwo, three\nfour\",x\n2,b,y\n", "4 1"),
            ("a numbered list", 2, "1,\"Plan:\n1, see mum\n2, call school\n3, review\"\n2,b\n", "4 1"),
            ("inches and a line break", 2, "1,\"a 6\" knife\nwas found\"\n2,b\n", "2 1"),
            ("one column, quotes not doubled", 1, "\"a 6\" knife\nwas found\"\nb\n", "2 1"),
            ("doubled quotes", 2, "1,\"he said \"\"go\"\"\nand left\"\n2,\"\"\n", "2 1"),
            ("line ends in CR", 2, "1,\"one\rtwo\"\r2,b\r", "1 1"),
        ];
        for (name, width, text, expected) in cases {
            assert_eq!(shape(text, width), expected, "{name}");
        }
    }

    #[test]
    fn a_thousand_rows_after_an_unclosed_quote_are_read() {
        let rows =
            (1..=1000).map(|n| if n == 10 { format!("{n},\"note {n},x\n") } else { format!("{n},note {n},x\n") });
        let text: String = rows.collect();
        assert_eq!(pieces(&text, 3).len(), 1000);
    }

    #[test]
    fn rows_without_anything_in_them_are_blank() {
        assert_eq!(shape("1,a\n\n , \n,\n\"\",\"\"\n\u{1a}", 2), "1 _ _ _ _ _");
    }

    proptest! {
        #[test]
        fn splitting_never_loses_a_byte(text in "[a1,\"\r\n ;é]{0,200}", width in 1_usize..5) {
            let pieces = pieces(&text, width);
            let mut at = 0;
            for piece in &pieces {
                prop_assert_eq!(piece.span.start, at);
                prop_assert!(piece.span.end > at);
                at = piece.span.end;
            }
            prop_assert_eq!(at, text.len());
        }
    }
}
