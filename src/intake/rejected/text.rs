//! Rows of delimited text, byte for byte.

use std::ops::Range;

use super::super::csv::Delimited;
use super::super::error::IntakeError;
use super::super::parts::Parts;
use super::super::records::Kind;
use super::super::reject::{Reject, RejectReason};
use super::copy::Copied;

/// The mark of the encoding, a `sep=` line, the header and these rows.
///
/// An open quotation mark runs on until a record is certain to begin, so the
/// header stands once more below such a row. What goes on in the next line
/// keeps the blank lines in between.
///
/// # Errors
/// If the file cannot be read any more.
pub(super) fn copy(parts: &Parts, rejects: &[&Reject]) -> Result<Copied, IntakeError> {
    let encoding = parts.encoding().encoding;
    let Head { above, header } = Head::of(&parts.first()?);
    let header = parts.bytes(header)?;
    let mut copy = Copied::default();
    copy.add(&parts.bytes(above)?, encoding);
    copy.add(&header, encoding);
    let mut before: Option<(RejectReason, u64)> = None;
    for reject in rejects {
        let row = reject.bytes.clone().unwrap_or_default();
        match before {
            Some((RejectReason::UnclosedQuote, _)) => copy.add(&header, encoding),
            Some((RejectReason::LineBreak, end)) => copy.add(&parts.bytes(end..row.start)?, encoding),
            _ => {}
        }
        copy.add_record(&parts.bytes(row.clone())?, encoding);
        before = Some((reject.reason, row.end));
    }
    Ok(copy)
}

/// What stands above the records of a file, in its bytes.
struct Head {
    /// The mark of the encoding and a `sep=` line.
    above: Range<u64>,
    header: Range<u64>,
}

impl Head {
    fn of(table: &Delimited) -> Self {
        let mut at = table.decoded().start();
        let mut head = Self { above: 0..at, header: at..at };
        for piece in table.pieces() {
            let start = at;
            at += table.decoded().bytes_in_file(piece.span.clone());
            match piece.kind {
                Kind::Separator => head.above.end = at,
                Kind::Header if head.header.is_empty() => head.header = start..at,
                Kind::Header => head.header.end = at,
                Kind::Preamble => {}
                _ => break,
            }
        }
        head
    }
}
