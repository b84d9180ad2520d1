//! JSON records as they stand, one after the other or in a list.

use super::super::json::Json;
use super::super::records::Kind;
use super::super::reject::Reject;
use super::copy::{Copied, part};

/// The mark of the encoding and these records, in the shape of the file. A
/// list that the file does not close stays open.
pub(super) fn copy(table: &Json, bytes: &[u8], rejects: &[&Reject]) -> Copied {
    let encoding = table.decoded().found.encoding;
    let (is_list, is_closed) = (has_bracket(table, '['), has_bracket(table, ']'));
    let mut copy = Copied::default();
    copy.add(part(bytes, 0..table.decoded().start()), encoding);
    let mut before = if is_list { "[\n" } else { "" };
    for reject in rejects {
        let record = part(bytes, reject.bytes.clone().unwrap_or_default());
        let bare = record.trim_ascii_end();
        copy.add(before.as_bytes(), encoding);
        copy.add_record(if is_list { bare } else { record }, encoding);
        before = match is_list {
            true => ",\n",
            false if bare.len() == record.len() => "\n",
            false => "",
        };
    }
    if is_list && is_closed {
        copy.add(b"\n]\n", encoding);
    }
    copy
}

fn has_bracket(table: &Json, bracket: char) -> bool {
    let brackets = table.pieces().iter().filter(|piece| piece.kind == Kind::Bracket);
    brackets.filter_map(|piece| table.decoded().text.get(piece.span.clone())).any(|text| text.contains(bracket))
}
