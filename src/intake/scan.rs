//! The grammar of delimited text: where fields and records end, and what each
//! quotation mark inside a quoted field is. It believes what it is told about
//! closing quotes and doubts nothing: doubt is `recovery`'s.

/// What a quotation mark inside a quoted field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The first of two that stand for one.
    Doubled,
    /// The end of the field.
    Closing,
    /// Neither: one that was not doubled, or one that opens the next field
    /// while this one was never closed.
    Stray,
}

/// Where a quoted field ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closing {
    /// With the quotation mark before `after`.
    Closed {
        /// The byte after the closing mark.
        after: usize,
        /// The marks inside it.
        quotes: Quotes,
    },
    /// Nowhere. The record it is in ends where the next one starts.
    Open {
        /// The next record, or the end of the text.
        next: usize,
    },
}

/// How well the quotation marks of a record add up, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Quotes {
    /// Every one opens, closes or is doubled.
    Sound,
    /// A field without quotes holds an odd number of them.
    Odd,
    /// A quoted field holds one that is not doubled.
    Stray,
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

/// Reads fields and records out of a text with one delimiter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scanner<'t> {
    bytes: &'t [u8],
    delimiter: u8,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str, delimiter: u8) -> Self {
        Self { bytes: text.as_bytes(), delimiter }
    }

    /// The same text, cut off at `end`.
    pub(super) fn up_to(self, end: usize) -> Self {
        Self { bytes: &self.bytes[..end], ..self }
    }

    pub(super) fn delimiter(self) -> u8 {
        self.delimiter
    }

    pub(super) fn len(self) -> usize {
        self.bytes.len()
    }

    /// One record from `start`, asking `close` where each quoted field ends.
    pub(super) fn record(self, start: usize, mut close: impl FnMut(usize) -> Closing) -> Scanned {
        let (mut at, mut fields, mut worst) = (start, 1, Quotes::Sound);
        loop {
            if self.bytes.get(at) == Some(&b'"') {
                match close(at) {
                    Closing::Closed { after, quotes } => (at, worst) = (after, worst.max(quotes)),
                    Closing::Open { next } => return Scanned { end: next, fields, quotes: Quotes::Open(fields - 1) },
                }
            }
            let stop = self.field_end(at);
            let odd = self.bytes[at..stop].iter().fold(false, |odd, &byte| odd ^ (byte == b'"'));
            worst = if odd { worst.max(Quotes::Odd) } else { worst };
            if self.bytes.get(stop) != Some(&self.delimiter) {
                return Scanned { end: stop + self.break_len(stop), fields, quotes: worst };
            }
            (at, fields) = (stop + 1, fields + 1);
        }
    }

    /// Where the quoted field opened at `open` ends if every quotation mark
    /// is what it seems; not searched beyond `limit` bytes.
    pub(super) fn believe(self, open: usize, limit: usize) -> Closing {
        let near = self.up_to(self.len().min(open.saturating_add(limit)));
        let (mut at, mut quotes) = (open + 1, Quotes::Sound);
        while let Some((quote, role)) = near.next_quote(at) {
            match role {
                Role::Closing => return Closing::Closed { after: quote + 1, quotes },
                Role::Doubled => at = quote + 2,
                Role::Stray => (at, quotes) = (quote + 1, Quotes::Stray),
            }
        }
        Closing::Open { next: near.len() }
    }

    /// As [`Self::believe`], but the first stray quotation mark counts as
    /// "never closed": for asking whether a record is sound without reading on.
    pub(super) fn insist(self, open: usize, limit: usize) -> Closing {
        let near = self.up_to(self.len().min(open.saturating_add(limit)));
        let mut at = open + 1;
        while let Some((quote, role)) = near.next_quote(at) {
            match role {
                Role::Closing => return Closing::Closed { after: quote + 1, quotes: Quotes::Sound },
                Role::Doubled => at = quote + 2,
                Role::Stray => break,
            }
        }
        Closing::Open { next: near.len() }
    }

    /// The next quotation mark from `at` on, inside a quoted field.
    pub(super) fn next_quote(self, at: usize) -> Option<(usize, Role)> {
        let quote = at + self.bytes.get(at..)?.iter().position(|&byte| byte == b'"')?;
        if self.bytes.get(quote + 1) == Some(&b'"') {
            return Some((quote, Role::Doubled));
        }
        let rest = &self.bytes[quote + 1..];
        let spaces = rest.iter().take_while(|&&byte| byte == b' ' && byte != self.delimiter).count();
        let closes = rest.get(spaces).is_none_or(|&byte| byte == self.delimiter || is_break(byte));
        Some((quote, if closes { Role::Closing } else { Role::Stray }))
    }

    /// The stray quotation marks of the record at `start`.
    pub(super) fn strays(self, start: usize) -> Vec<usize> {
        let mut strays = Vec::new();
        self.record(start, |open| {
            let closing = self.believe(open, usize::MAX);
            let end = match closing {
                Closing::Closed { after, .. } => after,
                Closing::Open { next } => next,
            };
            let mut at = open + 1;
            while let Some((quote, role)) = self.next_quote(at).filter(|(quote, _)| *quote < end) {
                strays.extend((role == Role::Stray).then_some(quote));
                at = quote + if role == Role::Doubled { 2 } else { 1 };
            }
            closing
        });
        strays
    }

    /// The delimiter, line break or end of text at or after `at`.
    fn field_end(self, at: usize) -> usize {
        let ends = |&byte: &u8| byte == self.delimiter || is_break(byte);
        self.bytes[at..].iter().position(ends).map_or(self.len(), |offset| at + offset)
    }

    /// The start of the line after the one that `at` is on, or the end of
    /// the text.
    pub(super) fn next_line(self, at: usize) -> usize {
        self.line_after(at, self.len()).unwrap_or(self.len())
    }

    /// The start of the line after the next line break between `at` and
    /// `end`.
    pub(super) fn line_after(self, at: usize, end: usize) -> Option<usize> {
        let stop = at + self.bytes.get(at..end)?.iter().position(|&byte| is_break(byte))?;
        Some(stop + self.break_len(stop))
    }

    /// How many fields the line at `start` has if quotation marks mean
    /// nothing.
    pub(super) fn plain_width(self, start: usize) -> usize {
        let line = &self.bytes[start..self.next_line(start)];
        line.split(|&byte| byte == self.delimiter).count()
    }

    /// Whether a field between `start` and `end` opens with a quotation mark.
    pub(super) fn has_quoted_field(self, start: usize, end: usize) -> bool {
        let record = &self.bytes[start..end];
        record.starts_with(b"\"") || record.windows(2).any(|pair| pair == [self.delimiter, b'"'])
    }

    /// The bytes of the first field of the record at `start`.
    pub(super) fn first_field(self, start: usize) -> &'t [u8] {
        let end = match self.bytes.get(start) {
            Some(b'"') => self.next_quote(start + 1).map_or(start, |(quote, _)| quote),
            _ => self.field_end(start),
        };
        &self.bytes[start..end]
    }

    /// The line breaks in a stretch of the text: CRLF, LF and CR count one.
    pub(super) fn breaks(self, start: usize, end: usize) -> u64 {
        let (mut at, mut count) = (start, 0);
        while at < end {
            let len = self.break_len(at);
            count += u64::from(len > 0);
            at += len.max(1);
        }
        count
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
        assert_eq!(Scanner::new("\"A,1\",b", b',').first_field(0), b"\"A,1");
    }
}
