//! How a delimited file is laid out: its delimiter, its quotation marks, and
//! which lines are not records. Everything is found with evidence and can be shown; a file that
//! can be read in two ways is refused with both readings.

use super::csv::Given;
use super::delimiter::Delimiter;
use super::error::IntakeError;
use super::quoting::Quoting;
use super::reading::{Reading, Readings, read, reading, readings};
use super::scan::Scanner;

/// The layout of a delimited file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// The character between fields.
    pub delimiter: Delimiter,
    /// How fields are put in quotation marks.
    pub quoting: Quoting,
    /// How the delimiter was found.
    pub evidence: DelimiterEvidence,
    /// How the start of the file reads with it.
    pub reading: Reading,
    /// The line of the header, from 1.
    pub header_line: u64,
}

/// How a delimiter was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DelimiterEvidence {
    /// The user said so.
    Given,
    /// The first line says `sep=`.
    SeparatorLine,
    /// It cuts the file most evenly.
    Even,
}

impl Dialect {
    /// How sure the delimiter is, from 0 to 1: certain if the user or the
    /// file says it, else the share of records it cuts evenly.
    pub fn confidence(&self) -> f64 {
        match self.evidence {
            DelimiterEvidence::Given | DelimiterEvidence::SeparatorLine => 1.0,
            DelimiterEvidence::Even => self.reading.evenness(),
        }
    }

    /// What reads the fields of a text that is laid out like this.
    pub(super) fn scanner<'t>(&self, text: &'t str) -> Scanner<'t> {
        Scanner::new(text, self.delimiter.byte()).quoted(self.quoting)
    }
}

/// A dialect and where it puts things in the text.
pub(super) struct Layout {
    pub(super) dialect: Dialect,
    /// The bytes of the `sep=` line, if any.
    pub(super) separator_end: usize,
    /// Where the header starts.
    pub(super) header_start: usize,
}

/// Finds the layout of `text`. `known` says whether a header name means
/// something to intake.
///
/// # Errors
/// If two delimiters are equally plausible.
pub(super) fn find(path: &str, text: &str, given: Given, known: &dyn Fn(&str) -> bool) -> Result<Layout, IntakeError> {
    let (said, separator_end) = separator_line(text).map_or((None, 0), |(said, end)| (Some(said), end));
    let rest = &text[separator_end..];
    let (reading, evidence) = match (given.delimiter, said) {
        (Some(ours), _) if given.ours => (read(rest, ours, Quoting::USUAL, known), DelimiterEvidence::Given),
        (Some(delimiter), _) => (reading(rest, delimiter, given.quoting, known), DelimiterEvidence::Given),
        (None, Some(said)) => (reading(rest, said, given.quoting, known), DelimiterEvidence::SeparatorLine),
        (None, None) => (decided(path, readings(rest, given.quoting, known))?, DelimiterEvidence::Even),
    };
    let header_start = separator_end + reading.start;
    let (delimiter, quoting) = (reading.delimiter, reading.quoting);
    let header_line = 1 + Scanner::new(text, delimiter.byte()).breaks(0, header_start);
    let dialect = Dialect { delimiter, quoting, evidence, reading, header_line };
    Ok(Layout { dialect, separator_end, header_start })
}

fn decided(path: &str, readings: Readings) -> Result<Reading, IntakeError> {
    match readings.rival {
        None => Ok(readings.best),
        Some(other) => Err(IntakeError::AmbiguousDelimiter {
            path: path.to_owned(),
            best: Box::new(readings.best),
            other: Box::new(other),
        }),
    }
}

/// The delimiter that Excel's `sep=` line names, and where that line ends.
fn separator_line(text: &str) -> Option<(Delimiter, usize)> {
    let end = Scanner::new(text, 0).next_line(0);
    let line = text[..end].trim_end_matches(['\r', '\n']).trim_matches('"');
    let name = line.get(..4).filter(|name| name.eq_ignore_ascii_case("sep="))?;
    let mut rest = line[name.len()..].chars();
    let said = rest.next().and_then(Delimiter::new)?;
    rest.next().is_none().then_some((said, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(text: &str) -> (String, DelimiterEvidence, u64) {
        let found = find("f.csv", text, Given::default(), &|name| ["note", "date", "note_id"].contains(&name)).unwrap();
        (found.dialect.delimiter.to_string(), found.dialect.evidence, found.dialect.header_line)
    }

    #[test]
    fn finds_the_header_below_titles_and_blank_lines() {
        let cases = [
            ("note_id,note\n1,a\n", 1),
            ("Case notes\nRun date: 12/03/2025\n\nnote_id,note\n1,a\n2,b\n", 4),
            ("Case notes,,\n,,\nnote_id,date,note\n1,2,a\n2,3,b\n", 3),
            ("Run date,12/03/2025\nnote_id,note\n1,a\n2,b\n", 2),
            ("\"Case notes,\nall teams\"\r\nnote_id,note\r\n1,a\r\n", 3),
            ("ref,story,extra\n1,a,b\n", 1),
        ];
        for (text, line) in cases {
            assert_eq!(layout(text), ("comma".to_owned(), DelimiterEvidence::Even, line), "{text:?}");
        }
    }

    #[test]
    fn a_separator_line_decides_and_is_not_the_header() {
        for text in ["sep=;\nnote;date\na;b,c\n", "SEP=;\r\nnote;date\r\n", "\"sep=;\"\nnote;date\n"] {
            assert_eq!(layout(text), ("semicolon".to_owned(), DelimiterEvidence::SeparatorLine, 2), "{text:?}");
        }
        assert_eq!(layout("sep=\t\nnote\tdate\n").0, "tab");
    }
}
