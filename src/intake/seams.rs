//! Whether a file is one table throughout. Exports that were joined have a
//! second header half-way: the same one is left out and counted, one with
//! other names or another order is a question, because everything below it
//! would be read under the wrong names.

use std::collections::BTreeSet;

use super::error::IntakeError;
use super::field::key;
use super::header::{LONGEST_NAME, header_names, is_short, shown};
use super::records::{Kind, Piece};

/// A table that may be joined from several.
pub(super) struct Joined<'a> {
    pub(super) path: &'a str,
    pub(super) text: &'a str,
    /// The rows of the first header as they stand in the text.
    pub(super) headers: &'a [String],
    /// The names in it.
    pub(super) names: &'a [String],
    /// The cells of a record.
    pub(super) cells: &'a dyn Fn(&str) -> Vec<String>,
    /// Whether a header name means something to intake.
    pub(super) known: &'a dyn Fn(&str) -> bool,
}

/// What a record that looks like a header is to the table it stands in.
enum Second {
    /// The same names in the same order.
    Repeated,
    /// Names of this table, but not all of them or in another order.
    Changed(Vec<String>),
    /// Other names.
    Other(usize),
}

impl Joined<'_> {
    /// Marks the lines that repeat the header: reports do on every page, and
    /// files that were joined have one for each part.
    ///
    /// # Errors
    /// If a header says that the columns change, or that another table begins.
    pub(super) fn mark(&self, pieces: &mut [Piece]) -> Result<(), IntakeError> {
        for number in 0..pieces.len() {
            let (above, rest) = pieces.split_at_mut(number);
            let Some((piece, below)) = rest.split_first_mut() else { break };
            match self.second(piece) {
                Some(Second::Repeated) => piece.kind = Kind::RepeatedHeader,
                Some(Second::Changed(names)) => return Err(self.changed(piece.line, names)),
                Some(Second::Other(columns)) if self.is_between_tables(columns, above, below) => {
                    return Err(IntakeError::TwoTables { path: self.path.to_owned(), line: piece.line });
                }
                Some(Second::Other(_)) | None => {}
            }
        }
        Ok(())
    }

    /// What a record is, if it looks like a header.
    fn second(&self, piece: &Piece) -> Option<Second> {
        let record = self.text.get(piece.span.clone()).filter(|_| matches!(piece.kind, Kind::Row(_)))?;
        if self.headers.iter().any(|header| bare(record) == bare(header)) {
            return Some(Second::Repeated);
        }
        if !may_be_header(record, self.names) {
            return None;
        }
        let names = (self.cells)(record);
        if names.len() < 2 || !names.iter().all(|name| is_name(name)) {
            return None;
        }
        let keys: Vec<String> = names.iter().map(|name| key(name)).collect();
        let distinct: BTreeSet<&String> = keys.iter().collect();
        let ours: Vec<String> = self.names.iter().map(|name| key(name)).collect();
        let shared = ours.iter().filter(|name| distinct.contains(name)).count();
        Some(match () {
            () if keys == ours => Second::Repeated,
            () if shared >= 2 && shared * 2 > ours.len() => Second::Changed(names),
            () if distinct.len() < keys.len() => return None,
            () => Second::Other(names.len()),
        })
    }

    /// Whether what stands above and below a list of names are records of two
    /// tables: an empty line is between them, both have values, and those
    /// below as many as there are names.
    fn is_between_tables(&self, columns: usize, above: &[Piece], below: &[Piece]) -> bool {
        let cells = |piece: &Piece| (self.cells)(self.text.get(piece.span.clone()).unwrap_or_default());
        let after_blank = above.last().is_some_and(|piece| piece.kind == Kind::Blank);
        let record = |piece: &&Piece| matches!(piece.kind, Kind::Row(_));
        let last = above.iter().rev().find(|piece| piece.kind != Kind::Blank).filter(record).map(cells);
        let next = below.first().filter(record).map(cells).filter(|next| next.len() == columns);
        // A closing block of two columns has names too, one in each line.
        let is_table =
            |next: &Vec<String>| has_value(next) && (columns > 2 || next.first().is_some_and(|cell| !is_name(cell)));
        after_blank && last.is_some_and(|last| has_value(&last)) && next.is_some_and(|next| is_table(&next))
    }

    fn changed(&self, line: u64, names: Vec<String>) -> IntakeError {
        let (first, second) = (self.names.to_vec(), header_names(names));
        let known = |name: &str| first.iter().any(|ours| key(ours) == key(name)) || (self.known)(name);
        let (first, second) = (shown(&first, &known), shown(&second, &known));
        IntakeError::ColumnsChange { path: self.path.to_owned(), line, first, second }
    }
}

/// Whether a record could be a header, so that it is worth a look: most have
/// an id or a date in front, or a sentence in them.
pub(super) fn may_be_header(record: &str, names: &[String]) -> bool {
    record.len() <= LONGEST_NAME * (names.len() + 1) && !record.starts_with(|char: char| char.is_ascii_digit())
}

fn bare(record: &str) -> &str {
    record.trim_matches(|char: char| char.is_whitespace() || char == '\u{feff}')
}

/// Whether one of these cells is an id, a number or a date.
fn has_value(cells: &[String]) -> bool {
    let is_value =
        |cell: &&str| !cell.contains(char::is_whitespace) && cell.contains(|char: char| char.is_ascii_digit());
    cells.iter().map(|cell| cell.trim()).any(|cell| is_value(&cell))
}

/// Whether a cell could be the name of a column. A word of prose has a space
/// in front where a comma was taken for a separator.
fn is_name(cell: &str) -> bool {
    let cell = cell.trim_end_matches(['\r', '\n']);
    cell.starts_with(char::is_alphabetic)
        && cell.trim_end() == cell
        && is_short(cell)
        && !cell.contains(['.', '?', '!', ';', ',', ':', '"'])
}

#[cfg(test)]
mod tests {
    use super::super::cells::fields;
    use super::super::delimiter::Delimiter;
    use super::super::records::split;
    use super::super::recovery::{Habits, Recovery};
    use super::super::scan::Scanner;
    use super::*;

    /// The lines that repeat the header, or what is wrong.
    fn marked(below: &str) -> String {
        let header = "note_id,date,note\n";
        let text = format!("{header}{below}");
        let scanner = Scanner::new(&text, b',');
        let habits = Habits::learn(scanner, header.len(), header, vec![3]);
        let mut pieces = split(scanner, &text, header.len(), 2, &Recovery::new(scanner, &habits));
        let names = ["note_id", "date", "note"].map(str::to_owned);
        let cells = |record: &str| fields(record, Delimiter::CANDIDATES[0]);
        let headers = &[header.to_owned()];
        let joined = Joined { path: "f.csv", text: &text, headers, names: &names, cells: &cells, known: &|_| false };
        match joined.mark(&mut pieces) {
            Ok(()) => {
                let repeated = pieces.iter().filter(|piece| piece.kind == Kind::RepeatedHeader);
                repeated.map(|piece| piece.line.to_string()).collect::<Vec<_>>().join(" ")
            }
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_header_that_is_repeated_is_found_however_it_is_written() {
        assert_eq!(marked("1,2,a\nnote_id,date,note\n2,3,b\n\u{feff}note_id,date,note\n"), "3 5");
        assert_eq!(marked("1,2,a\n\"Note ID\",\"Date\",\"Note\"\n2,3,b\n"), "3");
    }

    #[test]
    fn a_header_in_another_order_is_a_question() {
        let message = marked("1,2,a\ndate,note_id,note\n3,2,b\n");
        assert!(message.contains("line 3: from note_id, date, note to date, note_id, note"), "{message}");
        assert!(marked("1,2,a\nnote_id,team,date,note\n2,East,3,b\n").contains("line 3"));
    }

    #[test]
    fn another_table_below_is_a_question() {
        for names in ["worker_id,started,address", "Worker,Start date", "Team,Lead,Since,Until"] {
            let row = "7,01/02/2020,East,x".split(',').take(names.split(',').count()).collect::<Vec<_>>().join(",");
            let message = marked(&format!("1,2,a\n2,3,b\n\n{names}\n{row}\n"));
            assert!(message.contains("two tables") && message.contains("line 5"), "{names}: {message}");
        }
    }

    #[test]
    fn what_only_looks_like_a_header_is_a_record() {
        let cases = [
            "1,2,a\nMum,Dad,Teacher\n2,3,b\n",
            "1,2,a\n\nMum, Dad, Teacher\n2,3,b\n",
            "1,2,a\n\nMum was upset.,Dad,Teacher\n2,3,b\n",
            "East,Smith,Seen.\n\nWest,Jones,Seen\nEast,Smith,Came.\n",
            "1,2,a\n\nPrinted by,J Smith\nRun date,12/03/2025\n",
            "1,2,a\n\nTeam,Since,Until\n",
        ];
        for below in cases {
            assert_eq!(marked(below), "", "{below:?}");
        }
    }
}
