//! Bytes to text. The encoding is that of the whole file; bytes that are not
//! text in it are remembered by position, so that their record can be
//! rejected. It never puts U+FFFD into a note that goes on to be audited.

use std::ops::{AddAssign, Range};

use super::body::garbled_places;
use super::encoding::{Encoding, EncodingFound};
use super::records::{Kind, Piece};
use super::witness::Witness;

/// A place in the text where bytes could not be decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Undecodable {
    /// Where U+FFFD stands for them, in bytes of the text.
    at: usize,
    /// How many bytes of the file it stands for.
    bytes: usize,
}

/// The text of a file, or of a part of one, and how it relates to its bytes.
#[derive(Clone, Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) found: EncodingFound,
    mark: usize,
    /// The length of it all, in bytes.
    length: usize,
    undecodable: Vec<Undecodable>,
}

/// Characters that speak of an encoding gone wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Damage {
    /// Bytes that Windows-1252 leaves undefined (81, 8D, 8F, 90, 9D).
    pub(super) undefined: u64,
    /// Replacement characters that were already in the file.
    pub(super) lost: u64,
    /// Places where UTF-8 was read as Windows-1252 before.
    pub(super) garbled: u64,
    pub(super) nul: u64,
}

impl AddAssign for Damage {
    fn add_assign(&mut self, other: Self) {
        self.undefined += other.undefined;
        self.lost += other.lost;
        self.garbled += other.garbled;
        self.nul += other.nul;
    }
}

impl Decoded {
    /// The length of the byte order mark: where the text starts in the bytes.
    pub(super) fn start(&self) -> u64 {
        self.mark as u64
    }

    /// The length of it all, in bytes.
    pub(super) fn length(&self) -> u64 {
        self.length as u64
    }

    /// Cuts the text off at byte `at` of it, and what it knows of its bytes.
    pub(super) fn cut(&mut self, at: usize) {
        // It is no longer than the bytes that are in memory.
        self.length = self.mark + usize::try_from(self.bytes_in_file(0..at)).unwrap_or(usize::MAX);
        self.text.truncate(at);
        self.undecodable.retain(|bad| bad.at < at);
    }

    /// How many bytes of the file these bytes of the text came from.
    pub(super) fn bytes_in_file(&self, span: Range<usize>) -> u64 {
        let encoding = self.found.encoding;
        let stand_in = encoding.bytes_of("\u{fffd}");
        let decoded = encoding.bytes_of(&self.text[span.clone()]);
        let bad = self.undecodable_in(span);
        (decoded - bad.len() * stand_in + bad.iter().map(|bad| bad.bytes).sum::<usize>()) as u64
    }

    /// How many bytes are in none of the records among these pieces of the
    /// text, the byte order mark included.
    pub(super) fn other(&self, pieces: &[Piece]) -> u64 {
        let others = pieces.iter().filter(|piece| !matches!(piece.kind, Kind::Row(_)));
        self.start() + others.map(|piece| self.bytes_in_file(piece.span.clone())).sum::<u64>()
    }

    /// Whether bytes in this stretch of the text could not be decoded.
    pub(super) fn is_damaged(&self, span: Range<usize>) -> bool {
        !self.undecodable_in(span).is_empty()
    }

    /// What in the text speaks of an encoding gone wrong.
    pub(super) fn damage(&self) -> Damage {
        let is_windows = self.found.encoding == Encoding::Windows1252;
        let is_undefined = |char| matches!(char, '\u{81}' | '\u{8d}' | '\u{8f}' | '\u{90}' | '\u{9d}');
        let undefined = self.text.matches(is_undefined).take(if is_windows { usize::MAX } else { 0 }).count();
        Damage {
            undefined: undefined as u64,
            lost: (self.text.matches(char::REPLACEMENT_CHARACTER).count() - self.undecodable.len()) as u64,
            garbled: garbled_places(&self.text) as u64,
            nul: self.text.matches('\0').count() as u64,
        }
    }

    fn undecodable_in(&self, span: Range<usize>) -> &[Undecodable] {
        let from = self.undecodable.partition_point(|bad| bad.at < span.start);
        let to = self.undecodable.partition_point(|bad| bad.at < span.end);
        &self.undecodable[from..to.max(from)]
    }
}

/// Decodes a whole file in the encoding that was asked for, or else the one
/// its bytes speak for.
pub(super) fn decode(bytes: &[u8], asked: Option<Encoding>) -> Decoded {
    decode_as(bytes, Witness::of(bytes).found(asked), true)
}

/// Decodes a file or a part of one, whose encoding is known; only the start
/// of a file has a byte order mark.
pub(super) fn decode_as(bytes: &[u8], found: EncodingFound, is_start: bool) -> Decoded {
    let mark = found.encoding.mark();
    let mark = if is_start && bytes.starts_with(mark) { mark.len() } else { 0 };
    let body = &bytes[mark..];
    let (text, undecodable) = match found.encoding {
        Encoding::Utf8 => utf8(body),
        Encoding::Utf16Le => utf16(body, u16::from_le_bytes),
        Encoding::Utf16Be => utf16(body, u16::from_be_bytes),
        Encoding::Windows1252 => {
            (encoding_rs::WINDOWS_1252.decode_without_bom_handling(body).0.into_owned(), Vec::new())
        }
    };
    Decoded { text, found, mark, length: bytes.len(), undecodable }
}

fn utf8(bytes: &[u8]) -> (String, Vec<Undecodable>) {
    // Nearly every file is sound, and that is soon seen.
    if let Ok(text) = str::from_utf8(bytes) {
        return (text.to_owned(), Vec::new());
    }
    let (mut text, mut undecodable) = (String::with_capacity(bytes.len()), Vec::new());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            undecodable.push(Undecodable { at: text.len(), bytes: chunk.invalid().len() });
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    (text, undecodable)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (String, Vec<Undecodable>) {
    let (mut text, mut undecodable) = (String::with_capacity(bytes.len()), Vec::new());
    let pairs = bytes.chunks_exact(2);
    let odd = pairs.remainder().len();
    for decoded in char::decode_utf16(pairs.map(|pair| unit([pair[0], pair[1]]))) {
        if decoded.is_err() {
            undecodable.push(Undecodable { at: text.len(), bytes: 2 });
        }
        text.push(decoded.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    if odd == 1 {
        undecodable.push(Undecodable { at: text.len(), bytes: 1 });
        text.push(char::REPLACEMENT_CHARACTER);
    }
    (text, undecodable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16_bytes(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn decodes_what_it_found() {
        assert_eq!(decode(b"Mum\x92s \xA320", None).text, "Mum’s £20");
        assert_eq!(decode(&[&[0xFF, 0xFE][..], &utf16_bytes("£😀", u16::to_le_bytes)].concat(), None).text, "£😀");
    }

    #[test]
    fn what_the_user_says_wins() {
        let decoded = decode("Mum’s".as_bytes(), Some(Encoding::Windows1252));
        assert_eq!(decoded.text, "Mumâ€™s");
        assert_eq!(decoded.found.evidence, super::super::encoding::EncodingEvidence::Given);
    }

    #[test]
    fn counts_the_bytes_that_windows_1252_leaves_undefined() {
        assert_eq!(decode(b"a\x81b\x9Dc\x92", None).damage().undefined, 2);
    }

    #[test]
    fn damage_is_known_by_place_and_the_file_can_be_measured_through_it() {
        let decoded = decode(b"\xEF\xBB\xBF\xC2\xA3 \xF0\x9F\x98 \xC2\xA3", None);
        let damaged = decoded.text.find('\u{fffd}').unwrap();
        assert!(decoded.is_damaged(damaged..damaged + 1));
        assert!(!decoded.is_damaged(0..damaged));
        assert_eq!(decoded.start() + decoded.bytes_in_file(0..decoded.text.len()), 12);
        assert_eq!(decoded.damage().lost, 0);
    }

    #[test]
    fn an_odd_last_byte_of_utf_16_is_damage() {
        let decoded = decode(b"\xFF\xFEa\0b\0c", None);
        assert!(decoded.is_damaged(2..decoded.text.len()));
        assert_eq!(decoded.bytes_in_file(0..decoded.text.len()), 5);
    }
}
