//! The first records of a text as they come out with one delimiter and one
//! way of quoting: enough to judge both by, and no more.

use super::delimiter::Delimiter;
use super::quoting::Quoting;
use super::records::is_blank;
use super::scan::{Quotes, Scanner};

/// Bytes of a file that are looked at.
const SAMPLE_BYTES: usize = 256 << 10;

/// Records that are looked at.
const SAMPLE_RECORDS: usize = 500;

/// A record of the sample.
pub(super) struct Record {
    pub(super) start: usize,
    pub(super) end: usize,
    /// How many fields it has.
    pub(super) width: usize,
    pub(super) quotes: Quotes,
}

/// The bytes of a text that a sample is taken from.
pub(super) fn looked_at(text: &str) -> &str {
    &text[..text.floor_char_boundary(SAMPLE_BYTES)]
}

/// The first records that are not blank, every quotation mark believed. If
/// that runs off the end of the text, single lines are taken instead: a quote
/// is open somewhere and the records it swallowed would not be seen.
pub(super) fn sample(text: &str, delimiter: Delimiter, quoting: Quoting) -> Vec<Record> {
    let whole = text.len() <= SAMPLE_BYTES;
    let text = looked_at(text);
    let scanner = Scanner::new(text, delimiter.byte()).quoted(quoting);
    let mut open = false;
    let mut records = collect(text, scanner, |at| {
        let record = scanner.record(at, |open| scanner.believe(open, usize::MAX));
        open |= matches!(record.quotes, Quotes::Open(_));
        (record.end, record.fields, record.quotes)
    });
    if open {
        records = collect(text, scanner, |at| {
            let end = scanner.next_line(at);
            let line = scanner.up_to(end);
            let record = line.record(at, |open| line.believe(open, usize::MAX));
            let closed = !matches!(record.quotes, Quotes::Open(_));
            (end, if closed { record.fields } else { line.plain_width(at) }, record.quotes)
        });
    }
    if !whole && records.len() < SAMPLE_RECORDS && records.len() > 1 {
        records.pop();
    }
    records
}

fn collect(text: &str, scanner: Scanner<'_>, mut step: impl FnMut(usize) -> (usize, usize, Quotes)) -> Vec<Record> {
    let (mut records, mut start) = (Vec::new(), 0);
    while start < text.len() && records.len() < SAMPLE_RECORDS {
        let (end, width, quotes) = step(start);
        if !is_blank(&text[start..end], scanner) {
            records.push(Record { start, end, width, quotes });
        }
        start = end;
    }
    records
}

/// The most frequent number of fields above one; one if there is none.
pub(super) fn usual_width(records: &[Record]) -> usize {
    let mut widths: Vec<usize> = records.iter().map(|record| record.width).filter(|&width| width > 1).collect();
    widths.sort_unstable();
    let runs = widths.chunk_by(|a, b| a == b);
    runs.max_by_key(|run| (run.len(), run[0])).map_or(1, |run| run[0])
}
