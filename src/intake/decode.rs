//! Bytes to text, once per file. The encoding is decided over the whole file
//! and always with evidence; bytes that are not text in it are remembered by
//! position, so that their record can be rejected. It never puts U+FFFD into
//! a note that goes on to be audited.

use std::ops::Range;

use super::encoding::{Encoding, EncodingEvidence, EncodingFound};

/// A place in the text where bytes could not be decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Undecodable {
    /// Where U+FFFD stands for them, in bytes of the text.
    at: usize,
    /// How many bytes of the file it stands for.
    bytes: usize,
}

/// The text of a file and how it relates to its bytes.
#[derive(Clone, Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) found: EncodingFound,
    /// Bytes that Windows-1252 leaves undefined (81, 8D, 8F, 90, 9D).
    pub(super) undefined: usize,
    mark: usize,
    /// The length of the file, in bytes.
    length: usize,
    undecodable: Vec<Undecodable>,
}

impl Decoded {
    /// The length of the byte order mark: where the text starts in the file.
    pub(super) fn start(&self) -> u64 {
        self.mark as u64
    }

    /// The length of the file, in bytes.
    pub(super) fn length(&self) -> u64 {
        self.length as u64
    }

    /// How many bytes of the file these bytes of the text came from.
    pub(super) fn bytes_in_file(&self, span: Range<usize>) -> u64 {
        let encoding = self.found.encoding;
        let stand_in = encoding.bytes_of("\u{fffd}");
        let decoded = encoding.bytes_of(&self.text[span.clone()]);
        let bad = self.undecodable_in(span);
        (decoded - bad.len() * stand_in + bad.iter().map(|bad| bad.bytes).sum::<usize>()) as u64
    }

    /// Whether bytes in this stretch of the text could not be decoded.
    pub(super) fn is_damaged(&self, span: Range<usize>) -> bool {
        !self.undecodable_in(span).is_empty()
    }

    /// Replacement characters that were already in the file.
    pub(super) fn lost_before(&self) -> usize {
        self.text.matches('\u{fffd}').count() - self.undecodable.len()
    }

    fn undecodable_in(&self, span: Range<usize>) -> &[Undecodable] {
        let from = self.undecodable.partition_point(|bad| bad.at < span.start);
        let to = self.undecodable.partition_point(|bad| bad.at < span.end);
        &self.undecodable[from..to.max(from)]
    }
}

/// Decodes a whole file in the encoding that was asked for, or else the one
/// its bytes speak for: byte order mark, UTF-8, Windows-1252.
pub(super) fn decode(bytes: &[u8], asked: Option<Encoding>) -> Decoded {
    let given = |encoding| EncodingFound { encoding, evidence: EncodingEvidence::Given };
    let found = asked.map_or_else(|| recognise(bytes), given);
    let mark = if bytes.starts_with(found.encoding.mark()) { found.encoding.mark().len() } else { 0 };
    let body = &bytes[mark..];
    let (text, undecodable) = match found.encoding {
        Encoding::Utf8 => utf8(body),
        Encoding::Utf16Le => utf16(body, u16::from_le_bytes),
        Encoding::Utf16Be => utf16(body, u16::from_be_bytes),
        Encoding::Windows1252 => {
            (encoding_rs::WINDOWS_1252.decode_without_bom_handling(body).0.into_owned(), Vec::new())
        }
    };
    let is_undefined = |byte: &&u8| matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D);
    let undefined = if found.encoding == Encoding::Windows1252 { body.iter().filter(is_undefined).count() } else { 0 };
    Decoded { text, found, undefined, mark, length: bytes.len(), undecodable }
}

fn recognise(bytes: &[u8]) -> EncodingFound {
    let by_mark = |encoding: &Encoding| !encoding.mark().is_empty() && bytes.starts_with(encoding.mark());
    if let Some(encoding) = Encoding::ALL.into_iter().find(by_mark) {
        return EncodingFound { encoding, evidence: EncodingEvidence::ByteOrderMark };
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return EncodingFound { encoding, evidence: EncodingEvidence::ZeroBytes };
    }
    let (mut multi_byte, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        multi_byte += chunk.valid().chars().filter(|char| !char.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    let (encoding, evidence) = match (multi_byte, bad) {
        (0, 0) => (Encoding::Utf8, EncodingEvidence::Ascii),
        (_, 0) => (Encoding::Utf8, EncodingEvidence::ValidUtf8 { multi_byte }),
        // Windows-1252 text hardly ever looks like UTF-8 by chance, so where most of it does, it is.
        // Reading it as Windows-1252 would garble every quote mark without a word; this way rows are rejected.
        _ if multi_byte > bad => (Encoding::Utf8, EncodingEvidence::MostlyUtf8 { multi_byte, bad }),
        _ => (Encoding::Windows1252, EncodingEvidence::NotUtf8 { bad, multi_byte }),
    };
    EncodingFound { encoding, evidence }
}

/// UTF-16 of mostly Latin text has a zero in every pair of bytes, and it is
/// valid UTF-8 too, so it has to be looked for first.
fn utf16_without_mark(bytes: &[u8]) -> Option<Encoding> {
    let pairs = bytes.chunks_exact(2).take(2048);
    let total = pairs.len();
    let high_first = pairs.clone().filter(|pair| pair[0] == 0).count();
    let low_first = pairs.filter(|pair| pair[1] == 0).count();
    let (most, few) = (total * 4 / 5, total / 20);
    match () {
        () if total < 2 => None,
        () if low_first > most && high_first <= few => Some(Encoding::Utf16Le),
        () if high_first > most && low_first <= few => Some(Encoding::Utf16Be),
        () => None,
    }
}

fn utf8(bytes: &[u8]) -> (String, Vec<Undecodable>) {
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
    fn each_encoding_is_found_by_what_speaks_for_it() {
        let with_mark = |mark: &[u8], text: Vec<u8>| [mark, &text].concat();
        let cases: Vec<(&str, Vec<u8>, Encoding, EncodingEvidence)> = vec![
            ("ascii", b"note".to_vec(), Encoding::Utf8, EncodingEvidence::Ascii),
            ("utf-8", "Mum’s".into(), Encoding::Utf8, EncodingEvidence::ValidUtf8 { multi_byte: 1 }),
            (
                "utf-8 bom",
                with_mark(&[0xEF, 0xBB, 0xBF], "Mum’s".into()),
                Encoding::Utf8,
                EncodingEvidence::ByteOrderMark,
            ),
            (
                "utf-16le bom",
                with_mark(&[0xFF, 0xFE], utf16_bytes("Mum’s", u16::to_le_bytes)),
                Encoding::Utf16Le,
                EncodingEvidence::ByteOrderMark,
            ),
            (
                "utf-16be bom",
                with_mark(&[0xFE, 0xFF], utf16_bytes("Mum’s", u16::to_be_bytes)),
                Encoding::Utf16Be,
                EncodingEvidence::ByteOrderMark,
            ),
            (
                "utf-16le, no bom",
                utf16_bytes("note_id,note", u16::to_le_bytes),
                Encoding::Utf16Le,
                EncodingEvidence::ZeroBytes,
            ),
            (
                "windows-1252",
                b"Mum\x92s \xA320".to_vec(),
                Encoding::Windows1252,
                EncodingEvidence::NotUtf8 { bad: 2, multi_byte: 0 },
            ),
            (
                "utf-8 with a bad byte",
                [b"\xE2\x80\x99 \xC2\xA3 ".as_slice(), b"\xA3"].concat(),
                Encoding::Utf8,
                EncodingEvidence::MostlyUtf8 { multi_byte: 2, bad: 1 },
            ),
        ];
        for (name, bytes, encoding, evidence) in cases {
            assert_eq!(decode(&bytes, None).found, EncodingFound { encoding, evidence }, "{name}");
        }
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
        assert_eq!(decoded.found.evidence, EncodingEvidence::Given);
    }

    #[test]
    fn counts_the_bytes_that_windows_1252_leaves_undefined() {
        assert_eq!(decode(b"a\x81b\x9Dc\x92", None).undefined, 2);
    }

    #[test]
    fn damage_is_known_by_place_and_the_file_can_be_measured_through_it() {
        let decoded = decode(b"\xEF\xBB\xBF\xC2\xA3 \xF0\x9F\x98 \xC2\xA3", None);
        let damaged = decoded.text.find('\u{fffd}').unwrap();
        assert!(decoded.is_damaged(damaged..damaged + 1));
        assert!(!decoded.is_damaged(0..damaged));
        assert_eq!(decoded.start() + decoded.bytes_in_file(0..decoded.text.len()), 12);
        assert_eq!(decoded.lost_before(), 0);
    }

    #[test]
    fn an_odd_last_byte_of_utf_16_is_damage() {
        let decoded = decode(b"\xFF\xFEa\0b\0c", None);
        assert!(decoded.is_damaged(2..decoded.text.len()));
        assert_eq!(decoded.bytes_in_file(0..decoded.text.len()), 5);
    }
}
