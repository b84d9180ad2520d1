//! Lines that are the rest of the record above them: a line break stands in a
//! cell that is not in quotation marks. Half a note must not be audited as a
//! whole one, so that both parts are set aside.

use super::footer::is_footer;
use super::records::{Kind, Piece};
use super::recovery::Habits;
use super::scan::{Quotes, Scanner};

/// Marks the records that go on in a line of their own. `columns` is how many
/// the header has; where it is one, there is nothing to tell by.
pub(super) fn mark(text: &str, pieces: &mut [Piece], scanner: Scanner<'_>, habits: &Habits, columns: usize) {
    let rest = |piece: &Piece| {
        let record = text.get(piece.span.clone()).unwrap_or_default();
        !habits.fit(scanner, piece.span.start) && is_rest(record, scanner, habits, columns)
    };
    let bare = |piece: &Piece| {
        let record = text.get(piece.span.clone()).unwrap_or_default();
        !record.trim_end().ends_with(char::from(scanner.quoting().mark()))
    };
    let mut above: Option<&mut Piece> = None;
    for piece in pieces.iter_mut().filter(|_| columns > 1) {
        match (piece.kind, &mut above) {
            // Empty lines may stand between the paragraphs of a note.
            (Kind::Blank, _) => {}
            (Kind::Row(_), Some(record)) if rest(piece) => {
                record.kind = Kind::Row(Quotes::Missing);
                above = None;
            }
            (Kind::Row(quotes), _) => above = Some(piece).filter(|piece| quotes < Quotes::Stray && bare(piece)),
            _ => above = None,
        }
    }
}

/// Whether a record is the rest of another: it has too few fields, and not
/// even its first word is how a record begins.
fn is_rest(record: &str, scanner: Scanner<'_>, habits: &Habits, columns: usize) -> bool {
    let alone = scanner.on(record);
    let read = alone.record(0, |open| alone.believe(open, usize::MAX));
    let word =
        record.split(|char: char| char.is_whitespace() || matches!(char, ',' | ';' | '|')).next().unwrap_or_default();
    read.fields < columns
        && read.quotes < Quotes::Stray
        && !word.is_empty()
        && !habits.fit_field(word.as_bytes())
        && !is_footer(record, scanner, columns)
}

#[cfg(test)]
mod tests {
    use super::super::records::split;
    use super::super::recovery::Recovery;
    use super::*;

    /// The lines of the records that go on in the next line.
    fn broken(text: &str) -> Vec<u64> {
        let scanner = Scanner::new(text, b',');
        let habits = Habits::learn(scanner, 0, "", vec![3]);
        let mut pieces = split(scanner, text, 0, 1, &Recovery::new(scanner, &habits));
        mark(text, &mut pieces, scanner, &habits, 3);
        pieces.iter().filter(|piece| piece.kind == Kind::Row(Quotes::Missing)).map(|piece| piece.line).collect()
    }

    #[test]
    fn a_bare_cell_that_goes_on_in_the_next_line_is_found() {
        let cases: &[(&str, &[u64])] = &[
            ("1,a,b\nThen c.\n2,d,e\n", &[1]),
            ("1,a,b\n\nThen c.\n\nAnd d, e.\n2,d,e\n", &[1]),
            ("1,a,b\nThen c,d\n2,d\nand e,f\n3,g,h\n", &[1, 3]),
            ("N-1,a,b\nN-2 c,d\nN-3,e,f\n", &[]),
            ("1,a,b\n2;c;d\n3 e,f\n4,g,h\n", &[]),
            ("1,a,\"b\"\nThen c.\n2,d,e\n", &[]),
            ("1,a,b\nTotal: 1\n", &[]),
            ("1,a,b\n,c\n2,d,e\n", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(broken(text), *expected, "{text:?}");
        }
    }
}
