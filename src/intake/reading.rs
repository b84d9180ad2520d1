//! How a file reads with one delimiter and one way of quoting, and which of
//! each it has. They are found by how evenly they cut the file; where two
//! delimiters cut equally well it is a question to the user, never a guess.

use std::fmt;

use super::cells::cells;
use super::delimiter::Delimiter;
use super::quoting::Quoting;
use super::sample::{Record, looked_at, sample, usual_width};
use super::scan::Quotes;

/// How a file reads with one delimiter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The delimiter.
    pub delimiter: Delimiter,
    /// How cells are put in quotation marks.
    pub quoting: Quoting,
    /// The columns that most records have.
    pub columns: usize,
    /// Records looked at, header included.
    pub records: usize,
    /// Records with that many columns, or with as many as the header.
    pub even: usize,
    /// Names in the header that mean something to intake.
    pub known: usize,
    /// Records whose quotation marks do not add up, or whose columns are not
    /// those of the header.
    pub(super) faults: usize,
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

    /// Whether another way of quoting may be what the file needs.
    fn is_doubtful(&self) -> bool {
        self.faults > 0 || self.columns == 1 && self.known == 0
    }

    /// Whether this is beyond doubt the better reading: it makes sense of
    /// nearly all that the usual one does not, and costs no known name.
    fn puts_right(&self, usual: &Self) -> bool {
        let fewer = match usual.faults {
            0 => self.faults == 0,
            faults => self.faults * REPAIRED < faults,
        };
        fewer && self.known >= usual.known && (self.is_plausible() || self.delimiter == usual.delimiter)
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

/// An unusual way of quoting has to leave fewer than one in so many faults.
const REPAIRED: usize = 4;

/// A header is not looked for below this many records.
const PREAMBLE_RECORDS: usize = 30;

/// Reads the start of `text` with every candidate, quoted as `given` if that
/// is said. `known` says whether a header name means something to intake.
pub(super) fn readings(text: &str, given: Option<Quoting>, known: &dyn Fn(&str) -> bool) -> Readings {
    if let Some(given) = given {
        return readings_quoted(text, given, known);
    }
    let usual = readings_quoted(text, Quoting::USUAL, known);
    if usual.rival.is_some() || !usual.best.is_doubtful() {
        return usual;
    }
    let delimiters = [&[usual.best.delimiter], &Delimiter::CANDIDATES[..]].concat();
    let other = between_marks(text, &usual.best, known).or_else(|| unusual(text, &delimiters, &usual.best, known));
    Readings { best: other.unwrap_or(usual.best), rival: None }
}

/// The best reading of the start of `text` with a delimiter that is given, as
/// a way of quoting may be.
pub(super) fn reading(
    text: &str,
    delimiter: Delimiter,
    given: Option<Quoting>,
    known: &dyn Fn(&str) -> bool,
) -> Reading {
    if let Some(given) = given {
        return read(text, delimiter, given, known);
    }
    let usual = read(text, delimiter, Quoting::USUAL, known);
    let other = if usual.is_doubtful() { unusual(text, &[delimiter], &usual, known) } else { None };
    other.unwrap_or(usual)
}

fn readings_quoted(text: &str, quoting: Quoting, known: &dyn Fn(&str) -> bool) -> Readings {
    let one_column = read(text, Delimiter::NONE, quoting, known);
    let all = Delimiter::CANDIDATES.map(|delimiter| read(text, delimiter, quoting, known));
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

/// The least unusual way of quoting that puts right what `usual` does not.
fn unusual(text: &str, delimiters: &[Delimiter], usual: &Reading, known: &dyn Fn(&str) -> bool) -> Option<Reading> {
    let is_there = |quoting: Quoting, delimiter: Delimiter| quoting.shows_in(looked_at(text), delimiter.byte());
    Quoting::OTHERS.into_iter().find_map(|quoting| {
        let shown = delimiters.iter().filter(|delimiter| is_there(quoting, **delimiter));
        shown.map(|delimiter| read(text, *delimiter, quoting, known)).find(|reading| reading.puts_right(usual))
    })
}

/// A file whose cells are all in quotation marks, with a space between them.
fn between_marks(text: &str, usual: &Reading, known: &dyn Fn(&str) -> bool) -> Option<Reading> {
    let header = text.lines().find(|line| !line.trim().is_empty())?;
    let marked = header.starts_with('"') && header.trim_end().ends_with('"') && header.contains("\" \"");
    let reading = marked.then(|| read(text, Delimiter::SPACE, Quoting::USUAL, known))?;
    (usual.columns == 1 && reading.faults == 0 && reading.puts_right(usual)).then_some(reading)
}

/// How the start of `text` reads with this delimiter and this way of quoting.
pub(super) fn read(text: &str, delimiter: Delimiter, quoting: Quoting, known: &dyn Fn(&str) -> bool) -> Reading {
    let records = sample(text, delimiter, quoting);
    let width = usual_width(&records);
    let names = |record: &Record| {
        let mut names = cells(&text[record.start..record.end], delimiter, quoting);
        names.retain(|name| !name.trim().is_empty());
        names
    };
    let known_in = |record: &Record| names(record).iter().filter(|name| known(name)).count();
    let below = records.get(header(&records, width, names, known_in)..).unwrap_or_default();
    let of_header = below.first().map_or(width, |record| record.width);
    let even = below.iter().filter(|record| record.width == width || record.width == of_header).count();
    // Closing lines and the rests of notes have one field whatever the marks mean.
    let sound = |record: &&Record| record.quotes < Quotes::Stray && (record.width == 1 || record.width == of_header);
    let faults = below.len() - below.iter().filter(sound).count();
    let (known, start) = below.first().map_or((0, 0), |record| (known_in(record), record.start));
    Reading { delimiter, quoting, columns: width, records: below.len(), even, known, faults, start }
}

/// The record that is the header, counted from 0 without blank ones: it has as
/// many names as records have fields, or else at least one that is known.
fn header(
    records: &[Record],
    width: usize,
    names: impl Fn(&Record) -> Vec<String>,
    known_in: impl Fn(&Record) -> usize,
) -> usize {
    let top = records.iter().take(PREAMBLE_RECORDS);
    let full = |record: &Record| record.width == width && names(record).len() * 2 >= width;
    // A cell that begins with a digit is a value. Without that, a record whose
    // cells happen to be header names would be taken, and those above it lost.
    let worded =
        |record: &Record| !names(record).iter().any(|name| name.trim().starts_with(|c: char| c.is_ascii_digit()));
    top.clone()
        .position(|record| full(record) && known_in(record) >= 1)
        .or_else(|| top.clone().position(|record| known_in(record) >= 2 && worded(record)))
        .or_else(|| top.clone().position(|record| record.width > 1 && known_in(record) >= 1 && worded(record)))
        .or_else(|| top.clone().position(full))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(name: &str) -> bool {
        ["note_id", "date", "note"].contains(&name.trim())
    }

    fn found(text: &str) -> (String, Option<String>) {
        let Readings { best, rival } = readings(text, None, &known);
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
            ("\"note_id\" \"note\"\n\"1\" \"a, b\"\n", "space"),
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
    fn another_way_of_quoting_is_found_where_the_usual_one_is_uneven() {
        let backslash = "quotation marks, with a backslash before those inside a cell";
        let cases = [
            ("note_id,note\n1,\"a \\\"b\\\", c\"\n2,\"d\"\n", backslash),
            ("note_id, note\n1, \"a, b\"\n", "quotation marks after a space"),
            ("note_id,note\n1,'a, b'\n2,'c'\n", "apostrophes"),
            ("note_id,note\n1,'Mum\\'s, b'\n2,'c'\n", "apostrophes, with a backslash before those inside a cell"),
            ("note_id\",\"note\n1\",\"a, \"b\"\n", "quotation marks on both sides of each separator, as part of it"),
        ];
        for (text, expected) in cases {
            assert_eq!(readings(text, None, &known).best.quoting.to_string(), expected, "{text:?}");
        }
    }

    #[test]
    fn a_way_of_quoting_that_is_given_is_used() {
        let text = "note_id,note\n1,'a, b'\n2,'c, d, e'\n";
        let apostrophes = "apostrophes".parse::<Quoting>().unwrap();
        for given in [Quoting::USUAL, apostrophes] {
            assert_eq!(readings(text, Some(given), &known).best.quoting, given);
            assert_eq!(reading(text, Delimiter::CANDIDATES[0], Some(given), &known).quoting, given);
        }
    }

    #[test]
    fn a_file_that_is_even_without_it_is_never_read_another_way() {
        let cases = [
            "note_id,note\n1,\"C:\\docs\\\"\n2,\"a\"\n",
            "note_id, note\n1, \"a\"\n",
            "note_id,note\n1,'tis late\n2,'a'\n",
            "note_id,note\n1,\"a\"\n2,'b'\n3,'c, d'\n",
            "note_id,note\n1,\"open\n2,b\n",
            "\"note\"\n\"a\" \"b\"\n",
        ];
        for text in cases {
            assert_eq!(readings(text, None, &known).best.quoting, Quoting::USUAL, "{text:?}");
        }
    }
}
