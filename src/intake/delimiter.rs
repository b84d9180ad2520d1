//! The character between fields, and which one a file uses. It is found by
//! how evenly each candidate cuts the file; where two cut equally well it is
//! a question to the user, never a guess.

use std::fmt;

use super::csv::fields;
use super::records::is_blank;
use super::scan::{Quotes, Scanner};

/// The character between fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Delimiter(u8);

impl Delimiter {
    /// What UK systems write, most frequent first.
    pub const CANDIDATES: [Self; 4] = [Self(b','), Self(b';'), Self(b'\t'), Self(b'|')];

    /// Stands for "none": a file of one column. It is ASCII's unit separator,
    /// which no export contains.
    pub const NONE: Self = Self(0x1F);

    /// One ASCII character that is neither a letter, a digit, a quotation
    /// mark, a space nor a line break.
    pub fn new(char: char) -> Option<Self> {
        let unfit = char.is_ascii_alphanumeric() || matches!(char, '"' | ' ' | '\n' | '\r');
        u8::try_from(char).ok().filter(|byte| byte.is_ascii() && !unfit).map(Self)
    }

    /// The character; `None` for a file of one column.
    pub fn char(self) -> Option<char> {
        (self != Self::NONE).then_some(char::from(self.0))
    }

    pub(super) fn byte(self) -> u8 {
        self.0
    }
}

impl fmt::Display for Delimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            b',' => f.write_str("comma"),
            b';' => f.write_str("semicolon"),
            b'\t' => f.write_str("tab"),
            b'|' => f.write_str("bar"),
            0x1F => f.write_str("none"),
            other => write!(f, "{:?}", char::from(other)),
        }
    }
}

/// How a file reads with one delimiter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The delimiter.
    pub delimiter: Delimiter,
    /// The columns that most records have.
    pub columns: usize,
    /// Records looked at, header included.
    pub records: usize,
    /// Records with that many columns, or with as many as the header.
    pub even: usize,
    /// Names in the header that mean something to intake.
    pub known: usize,
    /// The record that is the header, counted from 0 without blank ones.
    pub(super) header: usize,
    /// Where the header starts in the text.
    pub(super) start: usize,
}

impl Reading {
    /// The share of records with the same number of columns, from 0 to 1.
    pub fn evenness(&self) -> f64 {
        self.even as f64 / self.records.max(1) as f64
    }

    /// Even records weigh, more so if there are several columns and if the
    /// header has names that intake knows.
    fn score(&self) -> f64 {
        self.evenness() * (1 + self.known) as f64 * (self.columns - 1) as f64 / self.columns as f64
    }

    fn is_plausible(&self) -> bool {
        self.columns > 1 && (self.evenness() >= 0.5 || self.known > 1)
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { delimiter, columns, records, even, .. } = self;
        write!(f, "{delimiter}: {columns} columns in {even} of {records} rows looked at")
    }
}

/// The best reading of a text, and the next best if it is as plausible.
pub(super) struct Readings {
    pub(super) best: Reading,
    pub(super) rival: Option<Reading>,
}

/// A runner-up with less than this share of the best score is no rival.
const RIVAL: f64 = 0.8;

/// Bytes of a file that are looked at.
const SAMPLE_BYTES: usize = 256 << 10;

/// Records that are looked at.
const SAMPLE_RECORDS: usize = 500;

/// A header is not looked for below this many records.
const PREAMBLE_RECORDS: usize = 30;

/// Reads the start of `text` with every candidate. `known` says whether a
/// header name means something to intake.
pub(super) fn readings(text: &str, known: &dyn Fn(&str) -> bool) -> Readings {
    let one_column = read(text, Delimiter::NONE, known);
    let all = Delimiter::CANDIDATES.map(|delimiter| read(text, delimiter, known));
    let mut plausible: Vec<Reading> = all.into_iter().filter(Reading::is_plausible).collect();
    plausible.sort_by(|a, b| b.score().total_cmp(&a.score()));
    // A file of one column: commas in its notes may look like columns, but not below a name that intake knows.
    if plausible.first().is_none_or(|best| best.known < one_column.known) {
        return Readings { best: one_column, rival: None };
    }
    let mut ranked = plausible.into_iter();
    let best = ranked.next().unwrap_or(one_column);
    let rival = ranked.next().filter(|rival| rival.score() >= RIVAL * best.score());
    Readings { best, rival }
}

/// How the start of `text` reads with this delimiter.
pub(super) fn read(text: &str, delimiter: Delimiter, known: &dyn Fn(&str) -> bool) -> Reading {
    let records = sample(text, delimiter);
    let width = usual_width(&records);
    let names = |record: &Record| {
        let mut names = fields(&text[record.start..record.end], delimiter);
        names.retain(|name| !name.trim().is_empty());
        names
    };
    let known_in = |record: &Record| names(record).iter().filter(|name| known(name)).count();
    let top = records.iter().take(PREAMBLE_RECORDS);
    let full = |record: &Record| record.width == width && names(record).len() * 2 >= width;
    // A cell that begins with a digit is a value. Without that, a record whose
    // cells happen to be header names would be taken, and those above it lost.
    let worded =
        |record: &Record| !names(record).iter().any(|name| name.trim().starts_with(|c: char| c.is_ascii_digit()));
    let header = top
        .clone()
        .position(|record| full(record) && known_in(record) >= 1)
        .or_else(|| top.clone().position(|record| known_in(record) >= 2 && worded(record)))
        .or_else(|| top.clone().position(full))
        .unwrap_or_default();
    let below = records.get(header..).unwrap_or_default();
    let of_header = below.first().map_or(width, |record| record.width);
    let even = below.iter().filter(|record| record.width == width || record.width == of_header).count();
    let (known, start) = below.first().map_or((0, 0), |record| (known_in(record), record.start));
    Reading { delimiter, columns: width, records: below.len(), even, known, header, start }
}

struct Record {
    start: usize,
    end: usize,
    width: usize,
}

/// The first records that are not blank, every quotation mark believed. If
/// that runs off the end of the text, single lines are taken instead: a quote
/// is open somewhere and the records it swallowed would not be seen.
fn sample(text: &str, delimiter: Delimiter) -> Vec<Record> {
    let whole = text.len() <= SAMPLE_BYTES;
    let cut = text.floor_char_boundary(SAMPLE_BYTES);
    let text = &text[..cut];
    let scanner = Scanner::new(text, delimiter.byte());
    let mut open = false;
    let mut records = collect(text, scanner, |at| {
        let record = scanner.record(at, |open| scanner.believe(open, usize::MAX));
        open |= matches!(record.quotes, Quotes::Open(_));
        (record.end, record.fields)
    });
    if open {
        records = collect(text, scanner, |at| {
            let end = scanner.next_line(at);
            let line = scanner.up_to(end);
            let record = line.record(at, |open| line.believe(open, usize::MAX));
            let closed = !matches!(record.quotes, Quotes::Open(_));
            (end, if closed { record.fields } else { line.plain_width(at) })
        });
    }
    if !whole && records.len() < SAMPLE_RECORDS && records.len() > 1 {
        records.pop();
    }
    records
}

fn collect(text: &str, scanner: Scanner<'_>, mut step: impl FnMut(usize) -> (usize, usize)) -> Vec<Record> {
    let (mut records, mut start) = (Vec::new(), 0);
    while start < text.len() && records.len() < SAMPLE_RECORDS {
        let (end, width) = step(start);
        if !is_blank(&text[start..end], scanner) {
            records.push(Record { start, end, width });
        }
        start = end;
    }
    records
}

/// The most frequent number of fields above one; one if there is none.
fn usual_width(records: &[Record]) -> usize {
    let mut widths: Vec<usize> = records.iter().map(|record| record.width).filter(|&width| width > 1).collect();
    widths.sort_unstable();
    let runs = widths.chunk_by(|a, b| a == b);
    runs.max_by_key(|run| (run.len(), run[0])).map_or(1, |run| run[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(name: &str) -> bool {
        ["note_id", "date", "note"].contains(&name)
    }

    fn found(text: &str) -> (String, Option<String>) {
        let Readings { best, rival } = readings(text, &known);
        (best.delimiter.to_string(), rival.map(|rival| rival.delimiter.to_string()))
    }

    #[test]
    fn finds_the_delimiter_that_cuts_evenly() {
        let cases = [
            ("note_id,date,note\n1,2,a; b\n2,3,c; d\n", "comma"),
            ("note_id;date;note\n1;2;a, b\n2;3;c\n", "semicolon"),
            ("note_id\tdate\tnote\n1\t2\ta, b\n", "tab"),
            ("note_id|date|note\n1|2|a, b; c\n", "bar"),
            ("ref|day|story\n1|2|a, b; c\n2|3|d\n", "bar"),
            ("note\nShe said, he said\nThey argued, again\n", "none"),
            ("note\n", "none"),
            ("note_id,date,note\n", "comma"),
            ("Notes, all teams\n\nnote_id;date;note\n1;2;a, b, c\n", "semicolon"),
            ("note_id,note\n1,\"open\n2,b\n3,c\n4,d\n", "comma"),
            ("id;name;note\n1;\"Smith, Ann\";a\n2;\"Jones, Jo\";b\n", "semicolon"),
        ];
        for (text, expected) in cases {
            assert_eq!(found(text), (expected.to_owned(), None), "{text:?}");
        }
    }

    #[test]
    fn two_even_readings_are_rivals() {
        let text = "note_id;date,note\n1;a,b\n2;c,d\n";
        assert_eq!(found(text), ("comma".to_owned(), Some("semicolon".to_owned())));
    }

    #[test]
    fn letters_quotes_and_line_breaks_cannot_delimit() {
        assert!(['a', '7', '"', '\n', ' ', '£'].into_iter().all(|char| Delimiter::new(char).is_none()));
        assert_eq!(Delimiter::new('~').map(|delimiter| delimiter.to_string()), Some("'~'".to_owned()));
    }
}
