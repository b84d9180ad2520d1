//! The grammar of delimited text: where fields and records end, and what each
//! quotation mark inside a quoted field is. It believes what it is told about
//! closing quotes and doubts nothing: doubt is `recovery`'s.

mod marks;

use memchr::{memchr_iter, memchr2, memchr2_iter, memchr3};

pub(super) use self::marks::{Closing, Role};
use super::quoting::Quoting;

/// How well the quotation marks of a record add up, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Quotes {
    /// Every one opens, closes or is doubled.
    Sound,
    /// A field without quotes holds an odd number of them.
    Odd,
    /// A quoted field holds one that is not doubled.
    Stray,
    /// They are missing: the last field goes on in the next line.
    Missing,
    /// A quoted field is never closed: the one with this number, from 0.
    Open(usize),
}

/// One record as scanned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scanned {
    /// The byte after its line break.
    pub(super) end: usize,
    /// How many fields it has.
    pub(super) fields: usize,
    /// Its quotation marks.
    pub(super) quotes: Quotes,
}

/// One field as scanned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Field {
    /// What stands between its quotation marks, if it has them.
    pub(super) quoted: Option<(usize, usize)>,
    /// Where the rest of it starts, or all of it if it has none.
    pub(super) rest: usize,
    /// Where it ends.
    pub(super) end: usize,
}

/// Reads fields and records out of a text with one delimiter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scanner<'t> {
    bytes: &'t [u8],
    delimiter: u8,
    quoting: Quoting,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str, delimiter: u8) -> Self {
        Self { bytes: text.as_bytes(), delimiter, quoting: Quoting::USUAL }
    }

    /// The same text, its fields put in quotation marks in this way.
    pub(super) fn quoted(self, quoting: Quoting) -> Self {
        Self { quoting, ..self }
    }

    /// Another text, read in the same way.
    pub(super) fn on(self, text: &str) -> Scanner<'_> {
        Scanner { bytes: text.as_bytes(), delimiter: self.delimiter, quoting: self.quoting }
    }

    /// The same text, cut off at `end`.
    pub(super) fn up_to(self, end: usize) -> Self {
        Self { bytes: &self.bytes[..end], ..self }
    }

    pub(super) fn delimiter(self) -> u8 {
        self.delimiter
    }

    pub(super) fn quoting(self) -> Quoting {
        self.quoting
    }

    pub(super) fn len(self) -> usize {
        self.bytes.len()
    }

    /// Whether these bytes stand at `at`.
    pub(super) fn has(self, at: usize, bytes: &[u8]) -> bool {
        self.bytes.get(at..).is_some_and(|rest| rest.starts_with(bytes))
    }

    /// One record from `start`, asking `close` where each quoted field ends.
    pub(super) fn record(self, start: usize, close: impl FnMut(usize) -> Closing) -> Scanned {
        self.fields(start, close, |_| {})
    }

    /// The same, showing every field to `each`.
    pub(super) fn fields(
        self,
        start: usize,
        mut close: impl FnMut(usize) -> Closing,
        mut each: impl FnMut(Field),
    ) -> Scanned {
        let (mut at, mut fields, mut worst) = (start, 1, Quotes::Sound);
        loop {
            let mut quoted = None;
            if let Some(open) = self.opening(at) {
                match close(open) {
                    Closing::Closed { after, quotes } => {
                        quoted = Some((open + 1, after - 1));
                        (at, worst) = (after, worst.max(quotes));
                    }
                    Closing::Open { next } => {
                        each(Field { quoted: Some((open + 1, next)), rest: next, end: next });
                        return Scanned { end: next, fields, quotes: Quotes::Open(fields - 1) };
                    }
                }
            }
            let stop = self.field_end(at);
            let odd = memchr_iter(self.quoting.mark(), &self.bytes[at..stop]).count() % 2 == 1;
            worst = if odd && !self.quoting.is_joined() { worst.max(Quotes::Odd) } else { worst };
            each(Field { quoted, rest: at, end: stop });
            if self.bytes.get(stop) != Some(&self.delimiter) {
                return Scanned { end: stop + self.break_len(stop), fields, quotes: worst };
            }
            (at, fields) = (stop + 1, fields + 1);
        }
    }

    /// The delimiter, line break or end of text at or after `at`.
    fn field_end(self, at: usize) -> usize {
        if self.quoting.is_joined() {
            return self.joined_end(at);
        }
        memchr3(self.delimiter, b'\n', b'\r', &self.bytes[at..]).map_or(self.len(), |offset| at + offset)
    }

    /// The same where a delimiter needs a quotation mark on both sides, none
    /// of which is that of the one before it.
    fn joined_end(self, at: usize) -> usize {
        let byte = |place: usize| self.bytes.get(place).copied();
        let after_another = at > 0 && byte(at - 1) == Some(self.delimiter);
        let first = at + usize::from(after_another) + 1;
        let mark = Some(self.quoting.mark());
        let separates = |place: usize| {
            place >= first && byte(place) == Some(self.delimiter) && byte(place - 1) == mark && byte(place + 1) == mark
        };
        (at..self.len()).find(|&place| byte(place).is_some_and(is_break) || separates(place)).unwrap_or(self.len())
    }

    /// The start of the line after the one that `at` is on, or the end of
    /// the text.
    pub(super) fn next_line(self, at: usize) -> usize {
        self.line_after(at, self.len()).unwrap_or(self.len())
    }

    /// The start of the line after the next line break between `at` and
    /// `end`.
    pub(super) fn line_after(self, at: usize, end: usize) -> Option<usize> {
        let stop = at + memchr2(b'\n', b'\r', self.bytes.get(at..end)?)?;
        Some(stop + self.break_len(stop))
    }

    /// How many fields the line at `start` has if quotation marks mean
    /// nothing.
    pub(super) fn plain_width(self, start: usize) -> usize {
        if self.quoting.is_joined() {
            return self.record(start, |open| self.believe(open, 0)).fields;
        }
        let line = &self.bytes[start..self.next_line(start)];
        line.split(|&byte| byte == self.delimiter).count()
    }

    /// Whether a field between `start` and `end` opens with a quotation mark.
    pub(super) fn has_quoted_field(self, start: usize, end: usize) -> bool {
        let record = &self.bytes[start..end];
        let (mark, spaced) = (self.quoting.mark(), self.quoting.is_spaced());
        let opens = |pair: &[u8]| matches!(pair, [before, byte] if *byte == mark && (*before == self.delimiter || spaced && *before == b' '));
        record.starts_with(&[mark]) || record.windows(2).any(opens)
    }

    /// The bytes of the first field of the record at `start`.
    pub(super) fn first_field(self, start: usize) -> &'t [u8] {
        match self.opening(start) {
            Some(open) => {
                let end = self.next_quote(open + 1).map_or(open + 1, |(quote, _)| quote);
                &self.bytes[open + 1..end]
            }
            None => &self.bytes[start..self.field_end(start)],
        }
    }

    /// The line breaks in a stretch of the text: CRLF, LF and CR count one.
    pub(super) fn breaks(self, start: usize, end: usize) -> u64 {
        let starts = memchr2_iter(b'\n', b'\r', &self.bytes[start..end]).filter(|&offset| {
            let at = start + offset;
            offset == 0 || self.bytes.get(at - 1..=at) != Some(b"\r\n")
        });
        starts.count() as u64
    }

    fn break_len(self, at: usize) -> usize {
        match (self.bytes.get(at), self.bytes.get(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => 2,
            (Some(b'\r' | b'\n'), _) => 1,
            _ => 0,
        }
    }
}

fn is_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scanned(text: &str) -> (usize, usize, Quotes) {
        let scanner = Scanner::new(text, b',');
        let Scanned { end, fields, quotes } = scanner.record(0, |open| scanner.believe(open, usize::MAX));
        (end, fields, quotes)
    }

    #[test]
    fn a_record_ends_at_the_first_line_break_outside_quotes() {
        let cases = [
            ("a,b\nc,d", (4, 2, Quotes::Sound)),
            ("a,b\r\nc,d", (5, 2, Quotes::Sound)),
            ("a,b\rc,d", (4, 2, Quotes::Sound)),
            ("a,\"b\nc\",d\ne", (10, 3, Quotes::Sound)),
            ("a,\"b, \"\"c\"\"\"\n", (13, 2, Quotes::Sound)),
            ("a,\"\"\nb", (5, 2, Quotes::Sound)),
            ("a,\"b\" ,c\nd", (9, 3, Quotes::Sound)),
            ("", (0, 1, Quotes::Sound)),
            ("a,6\" knife\nb", (11, 2, Quotes::Odd)),
            ("a,said \"no\"\nb", (12, 2, Quotes::Sound)),
            ("a,\"a 6\" knife\nx\"\nb", (17, 2, Quotes::Stray)),
            ("a,\"b\nc,d", (8, 2, Quotes::Open(1))),
        ];
        for (text, expected) in cases {
            assert_eq!(scanned(text), expected, "{text:?}");
        }
    }

    #[test]
    fn line_breaks_of_every_kind_count_one() {
        assert_eq!(Scanner::new("a\r\nb\nc\rd\n\r", b',').breaks(0, 10), 5);
    }

    #[test]
    fn the_first_field_comes_without_the_rest() {
        assert_eq!(Scanner::new("A-1,b", b',').first_field(0), b"A-1");
        assert_eq!(Scanner::new("\"A,1\",b", b',').first_field(0), b"A,1");
    }
}
