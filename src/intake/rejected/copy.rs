//! A file that is put together, and where each of its records stands.

use super::super::decode::decode;
use super::super::encoding::Encoding;
use super::super::scan::Scanner;

/// Where a record stands in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The record number, from 1, header not counted.
    pub row: u64,
    /// The line it starts on, from 1.
    pub line: u64,
}

/// The file so far.
#[derive(Debug, Default)]
pub(super) struct Copied {
    pub(super) bytes: Vec<u8>,
    /// Where each record stands.
    pub(super) places: Vec<Place>,
    /// Line breaks so far.
    breaks: u64,
}

impl Copied {
    /// Adds what is no record.
    pub(super) fn add(&mut self, bytes: &[u8], encoding: Encoding) {
        let text = decode(bytes, Some(encoding)).text;
        self.breaks += Scanner::new(&text, b',').breaks(0, text.len());
        self.bytes.extend_from_slice(bytes);
    }

    /// Adds a record.
    pub(super) fn add_record(&mut self, bytes: &[u8], encoding: Encoding) {
        self.places.push(Place { row: self.places.len() as u64 + 1, line: self.breaks + 1 });
        self.add(bytes, encoding);
    }
}

/// A stretch of a file; nothing where it has none.
pub(super) fn part(bytes: &[u8], range: std::ops::Range<u64>) -> &[u8] {
    let place = |at| usize::try_from(at).unwrap_or(usize::MAX);
    bytes.get(place(range.start)..place(range.end)).unwrap_or_default()
}
