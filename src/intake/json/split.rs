//! Where each JSON record starts and ends. The pieces lie end to end and
//! cover the text. A record that is broken ends where the next one seems to
//! begin, so that it costs one row.

use super::super::records::{Kind, Piece};
use super::super::scan::{Quotes, Scanner};

/// How many lines are looked at to see whether every line is a record.
const LOOKED_AT: usize = 100;

/// Splits a whole file.
pub(super) fn split(text: &str) -> Vec<Piece> {
    let starts = if is_a_record_a_line(text) { lines(text) } else { values(text) };
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
    let scanner = Scanner::new(text, b',');
    let mut line = 1;
    let pieces = starts.iter().zip(ends).map(|(&(start, is_record), end)| {
        let kind = match text[start..end].trim_matches(is_nothing) {
            "" => Kind::Blank,
            _ if is_record => Kind::Row(Quotes::Sound),
            _ => Kind::Bracket,
        };
        let piece = Piece { span: start..end, line, kind };
        line += scanner.breaks(start, end);
        piece
    });
    pieces.collect()
}

fn is_nothing(char: char) -> bool {
    char.is_whitespace() || matches!(char, '\u{feff}' | '\u{1a}')
}

/// Whether most lines at the start are complete objects. One alone on its
/// line says nothing about the others, but reads the same either way.
fn is_a_record_a_line(text: &str) -> bool {
    let bare = text.lines().map(|line| line.trim_matches(is_nothing)).filter(|line| !line.is_empty());
    let (mut whole, mut all) = (0, 0);
    for line in bare.take(LOOKED_AT) {
        all += 1;
        whole += usize::from(line.starts_with('{') && line.ends_with('}'));
    }
    whole * 2 > all || all > 0 && whole * 2 == all && !text.trim_start_matches(is_nothing).starts_with('[')
}

fn lines(text: &str) -> Vec<(usize, bool)> {
    let scanner = Scanner::new(text, b',');
    let mut starts = Vec::new();
    let mut at = 0;
    while at < text.len() {
        starts.push((at, true));
        at = scanner.next_line(at);
    }
    starts
}

/// Values one after the other or in a list, and the brackets and commas
/// between them.
fn values(text: &str) -> Vec<(usize, bool)> {
    let bytes = text.as_bytes();
    let mut walk = Walk { bytes, margin: margin(text), doubtful: false };
    let (mut starts, mut in_list, mut at) = (Vec::new(), None, 0);
    loop {
        at = walk.skip_space(at);
        let Some(&byte) = bytes.get(at) else { break };
        let is_record = match byte {
            b'[' if in_list.is_none() => {
                in_list = Some(true);
                false
            }
            b']' if in_list == Some(true) => {
                in_list = Some(false);
                false
            }
            _ => byte != b',',
        };
        // What stands before the first value belongs to it.
        starts.push((if starts.is_empty() { 0 } else { at }, is_record));
        in_list = in_list.or(Some(false));
        at = if is_record { walk.end(at) } else { at + 1 };
    }
    if starts.is_empty() { vec![(0, true)] } else { starts }
}

/// The white space in front of the first object, which stands in front of
/// every other where a person or a program laid the file out.
fn margin(text: &str) -> Vec<u8> {
    let first = text.find('{').unwrap_or_default();
    let line = text[..first].rfind('\n').map_or(0, |newline| newline + 1);
    text[line..first].bytes().filter(u8::is_ascii_whitespace).collect()
}

/// Where values end.
struct Walk<'t> {
    bytes: &'t [u8],
    margin: Vec<u8>,
    /// Whether a value before was broken: from then on a value ends at the
    /// latest where a line begins like a record.
    doubtful: bool,
}

impl Walk<'_> {
    fn skip_space(&self, at: usize) -> usize {
        let mut rest = &self.bytes[at..];
        loop {
            rest = match rest {
                [byte, rest @ ..] if byte.is_ascii_whitespace() || *byte == 0x1A => rest,
                [0xEF, 0xBB, 0xBF, rest @ ..] => rest,
                _ => return self.bytes.len() - rest.len(),
            }
        }
    }

    /// The byte after the value at `start`.
    fn end(&mut self, start: usize) -> usize {
        if !matches!(self.bytes[start], b'{' | b'[') {
            let ends = |byte: &u8| matches!(byte, b',' | b']' | b'{' | b'\n' | b'\r');
            return self.bytes[start + 1..].iter().position(ends).map_or(self.bytes.len(), |length| start + 1 + length);
        }
        self.nested_end(start).unwrap_or_else(|| {
            self.doubtful = true;
            self.nested_end(start).unwrap_or(self.bytes.len())
        })
    }

    /// The byte after the brackets that open at `start`; `None` if they do
    /// not close as they open. A text cannot run over a line end.
    fn nested_end(&self, start: usize) -> Option<usize> {
        let (mut open, mut in_text, mut at) = (Vec::new(), false, start);
        while let Some(&byte) = self.bytes.get(at) {
            match byte {
                b'\n' if self.doubtful && self.begins_record(at + 1) => return Some(at + 1),
                b'\n' => in_text = false,
                b'\\' if in_text && self.bytes.get(at + 1) != Some(&b'\n') => at += 1,
                b'"' => in_text = !in_text,
                b'{' | b'[' if !in_text => open.push(byte + 2),
                b'}' | b']' if !in_text && open.pop() != Some(byte) && !self.doubtful => return None,
                _ => {}
            }
            at += 1;
            if open.is_empty() && !in_text {
                return Some(at);
            }
        }
        None
    }

    fn begins_record(&self, line: usize) -> bool {
        self.bytes[line..].strip_prefix(self.margin.as_slice()).is_some_and(|rest| rest.starts_with(b"{"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_pieces_of_a_file_cover_it(text in "[a1,:\"\\\\\\[\\]{}\r\n é\u{feff}\u{fffd}]{1,80}") {
            let mut at = 0;
            for piece in split(&text) {
                prop_assert_eq!(piece.span.start, at);
                at = piece.span.end;
            }
            prop_assert_eq!(at, text.len());
        }

        #[test]
        fn records_that_are_whole_are_told_apart_however_they_are_laid_out(
            cells in prop::collection::vec("[a\"\\\\{}\\[\\], \n]{0,8}", 1..8),
            shape in 0..4,
        ) {
            let records: Vec<_> = cells.iter().map(|cell| serde_json::json!({"id": 1, "in": {"note": cell}})).collect();
            let text = match shape {
                0 => records.iter().map(|record| format!("{record}\n")).collect::<Vec<_>>().concat(),
                1 => serde_json::to_string(&records).unwrap(),
                2 => serde_json::to_string_pretty(&records).unwrap(),
                _ => records.iter().map(|record| serde_json::to_string_pretty(record).unwrap() + "\n").collect::<String>(),
            };
            let rows = split(&text).into_iter().filter(|piece| matches!(piece.kind, Kind::Row(_)));
            let read: Vec<serde_json::Value> =
                rows.map(|piece| serde_json::from_str(text[piece.span].trim()).unwrap()).collect();
            prop_assert_eq!(read, records);
        }
    }
}
