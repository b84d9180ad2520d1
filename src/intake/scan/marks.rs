//! Quotation marks: which one opens a field, and what each inside it is.

use memchr::{memchr, memchr2};

use super::{Quotes, Scanner, is_break};

/// What a quotation mark inside a quoted field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Role {
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
pub(in super::super) enum Closing {
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

impl Scanner<'_> {
    /// The quotation mark that opens the field at `at`, if it has one.
    pub(super) fn opening(self, at: usize) -> Option<usize> {
        let at = if self.quoting.is_spaced() { at + self.spaces(at) } else { at };
        (self.bytes.get(at) == Some(&self.quoting.mark()) && !self.quoting.is_joined()).then_some(at)
    }

    /// How many spaces stand at `at`, none of them a separator.
    fn spaces(self, at: usize) -> usize {
        let is_space = |byte: &&u8| **byte == b' ' && **byte != self.delimiter;
        self.bytes.get(at..).unwrap_or_default().iter().take_while(is_space).count()
    }

    /// Where the quoted field opened at `open` ends if every quotation mark
    /// is what it seems; not searched beyond `limit` bytes.
    pub(in super::super) fn believe(self, open: usize, limit: usize) -> Closing {
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
    pub(in super::super) fn insist(self, open: usize, limit: usize) -> Closing {
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
    pub(in super::super) fn next_quote(self, at: usize) -> Option<(usize, Role)> {
        let quote = self.next_mark(at)?;
        if self.bytes.get(quote + 1) == Some(&self.quoting.mark()) {
            return Some((quote, Role::Doubled));
        }
        let after = quote + 1 + self.spaces(quote + 1);
        let closes = self.bytes.get(after).is_none_or(|&byte| byte == self.delimiter || is_break(byte));
        Some((quote, if closes { Role::Closing } else { Role::Stray }))
    }

    /// The next mark from `at` on whose meaning no backslash takes.
    fn next_mark(self, mut at: usize) -> Option<usize> {
        let mark = self.quoting.mark();
        if !self.quoting.has_backslash() {
            return Some(at + memchr(mark, self.bytes.get(at..)?)?);
        }
        loop {
            let found = at + memchr2(mark, b'\\', self.bytes.get(at..)?)?;
            if self.bytes.get(found) == Some(&mark) {
                return Some(found);
            }
            at = found + 2;
        }
    }

    /// The places in a quoted field, from `start` to `end`, of what only says
    /// that the mark after it is meant as it stands.
    pub(in super::super) fn escapes(self, start: usize, end: usize) -> Vec<usize> {
        let (mark, backslash) = (self.quoting.mark(), self.quoting.has_backslash());
        let (mut at, mut found) = (start, Vec::new());
        while let Some(&[byte, next]) = self.bytes.get(at..end.min(at + 2)).and_then(|pair| pair.first_chunk()) {
            let escapes = byte == mark && next == mark || backslash && byte == b'\\' && [mark, b'\\'].contains(&next);
            found.extend(escapes.then_some(at));
            at += if escapes { 2 } else { 1 };
        }
        found
    }
}
