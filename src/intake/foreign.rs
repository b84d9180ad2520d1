//! Signs that a file is in an encoding that is not read, or that could only be
//! guessed. Bytes have a meaning in every encoding, so that such a file would
//! be read without a fault and audited as gibberish.

use std::fmt;

use super::encoding::{Encoding, EncodingEvidence, EncodingFound};
use super::error::IntakeError;

/// What a file without a known encoding looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// UTF-16 without a byte order mark, most of it in another script.
    Utf16(Encoding),
    /// EBCDIC.
    Ebcdic,
    /// One of the code pages of DOS, 850 or 437.
    Dos,
}

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Utf16(encoding) => write!(f, "{encoding} without the mark at its start that would say so"),
            Self::Ebcdic => f.write_str("EBCDIC, which mainframes write"),
            Self::Dos => f.write_str("code page 850 or 437, which DOS programs write"),
        }
    }
}

/// Bytes of a file that are looked at.
const LOOKED_AT: usize = 64 << 10;

/// Fewer zero bytes than this may stand where they do by chance.
const ZEROS: usize = 8;

/// Refuses a file whose encoding is in doubt.
///
/// # Errors
/// If `found` is not what the bytes look like.
pub(super) fn refuse(path: &str, bytes: &[u8], found: EncodingFound) -> Result<(), IntakeError> {
    of(bytes, found)
        .map_or(Ok(()), |looks_like| Err(IntakeError::ForeignEncoding { path: path.to_owned(), looks_like }))
}

/// What a file looks like that was found to be in `found`, if that is in doubt.
fn of(bytes: &[u8], found: EncodingFound) -> Option<Foreign> {
    let start = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    match found.evidence {
        EncodingEvidence::Given | EncodingEvidence::ByteOrderMark | EncodingEvidence::ZeroBytes => None,
        _ if is_ebcdic(start, found.encoding) => Some(Foreign::Ebcdic),
        EncodingEvidence::NotUtf8 { .. } if is_dos(bytes) => Some(Foreign::Dos),
        _ => utf16(start).map(Foreign::Utf16),
    }
}

/// In UTF-16 the digits, spaces and line breaks of any script have a zero on
/// the same side, and nothing else has one. NUL characters in a text stand on
/// either side.
fn utf16(bytes: &[u8]) -> Option<Encoding> {
    let (pairs, _) = bytes.as_chunks::<2>();
    let high_first = pairs.iter().filter(|[first, _]| *first == 0).count();
    let low_first = pairs.iter().filter(|[_, second]| *second == 0).count();
    let plain = |[first, second]: &[u8; 2]| {
        *first == 0 && matches!(second, b'\n' | b'\r') || *second == 0 && matches!(first, b'\n' | b'\r')
    };
    let breaks = pairs.iter().any(plain);
    let enough = |zeros: usize| breaks && zeros >= ZEROS && zeros * 20 >= pairs.len();
    match (low_first, high_first) {
        (zeros, 0) if enough(zeros) => Some(Encoding::Utf16Le),
        (0, zeros) if enough(zeros) => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// EBCDIC has its letters and digits where ASCII has nothing, and a space that
/// reads as `@`. A text in Windows-1252 has spaces, and UTF-8 is known as such.
fn is_ebcdic(bytes: &[u8], found: Encoding) -> bool {
    let count = |is: fn(u8) -> bool| bytes.iter().filter(|byte| is(**byte)).count();
    let letters = count(
        |byte| matches!(byte, 0x81..=0x89 | 0x91..=0x99 | 0xA2..=0xA9 | 0xC1..=0xC9 | 0xD1..=0xD9 | 0xE2..=0xE9 | 0xF0..=0xF9),
    );
    let (at_signs, spaces) = (count(|byte| byte == b'@'), count(|byte| byte == b' '));
    found == Encoding::Windows1252 && letters * 2 > bytes.len() && at_signs > spaces
}

/// Where DOS has its pound sign Windows has œ, which no number follows. It
/// counts only against the signs that Windows itself puts in such a text.
fn is_dos(bytes: &[u8]) -> bool {
    let before_digit = |sign: u8| {
        let pairs = bytes.windows(2);
        pairs.filter(|pair| matches!(pair, [found, b'0'..=b'9'] if *found == sign)).count()
    };
    let of_windows = bytes.iter().filter(|byte| matches!(byte, 0x91..=0x94 | 0x96)).count();
    before_digit(0x9C) > before_digit(0xA3) + of_windows
}

#[cfg(test)]
mod tests {
    use super::super::decode::decode;
    use super::*;

    fn utf16_of(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    fn found(bytes: &[u8]) -> Option<Foreign> {
        of(bytes, decode(bytes, None).found)
    }

    #[test]
    fn encodings_that_are_not_read_are_told_apart() {
        let cyrillic = "note_id,note\n1,Мама пришла поздно вечером и осталась до утра\n";
        let ebcdic = b"\x95\x96\xA3\x85\x6B\x84\x81\xA3\x85\x25\x94\xA4\x94\x40\xA2\x85\x85\x95\x6B\xF1\x25";
        let cases: [(&[u8], Foreign); 4] = [
            (&utf16_of(cyrillic, u16::to_le_bytes), Foreign::Utf16(Encoding::Utf16Le)),
            (&utf16_of(cyrillic, u16::to_be_bytes), Foreign::Utf16(Encoding::Utf16Be)),
            (ebcdic, Foreign::Ebcdic),
            (b"id,note\n1,Owes \x9C20.\n", Foreign::Dos),
        ];
        for (bytes, expected) in cases {
            assert_eq!(found(bytes), Some(expected));
        }
    }

    #[test]
    fn encodings_that_are_read_are_in_no_doubt() {
        let nul = "id,note\n1,a\0\n2,b\0\n3,c\0\n4,d\0\n5,ef\0\n6,g\0\n7,h\0\n8,i\0\n9,j\0\n10,k\0\n";
        let cases: [&[u8]; 6] = [
            b"id,note\n1,Seen.\n",
            b"id,note\n1,Mum\x92s \xA320, \x9Cuvre\n",
            b"id,note\n1,Mum\x92s \x9C20 and \xA330\n",
            nul.as_bytes(),
            "ид,заметка\n1,Мама пришла поздно вечером@дом\n".as_bytes(),
            &utf16_of("id,note\n1,Seen.\n", u16::to_le_bytes),
        ];
        for bytes in cases {
            assert_eq!(found(bytes), None, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
