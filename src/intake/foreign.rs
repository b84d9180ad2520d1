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
    Utf16 {
        /// Which.
        encoding: Encoding,
        /// Pairs of bytes with a zero on its side; none has one on the other.
        zeros: usize,
        /// Pairs looked at.
        pairs: usize,
    },
    /// EBCDIC.
    Ebcdic {
        /// Bytes that are its letters and digits.
        letters: usize,
        /// Bytes looked at.
        bytes: usize,
    },
    /// One of the code pages of DOS, 850 or 437.
    Dos {
        /// Its pound signs before a digit.
        pounds: usize,
        /// Signs of Windows, pound signs included.
        of_windows: usize,
    },
}

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Utf16 { encoding, zeros, pairs } => write!(
                f,
                "{encoding} without the mark at its start that would say so ({zeros} of {pairs} pairs of bytes have a zero \
                 on the same side)"
            ),
            Self::Ebcdic { letters, bytes } => write!(
                f,
                "EBCDIC, which mainframes write ({letters} of {bytes} bytes looked at are its letters and digits)"
            ),
            Self::Dos { pounds, of_windows } => write!(
                f,
                "code page 850 or 437, which DOS programs write (its pound signs before a number: {pounds}; signs of \
                 Windows: {of_windows})"
            ),
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
    let doubted = |looks_like| IntakeError::ForeignEncoding { path: path.to_owned(), looks_like, found };
    of(bytes, found).map_or(Ok(()), |looks_like| Err(doubted(looks_like)))
}

/// What a file looks like that was found to be in `found`, if that is in doubt.
fn of(bytes: &[u8], found: EncodingFound) -> Option<Foreign> {
    let start = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    match found.evidence {
        EncodingEvidence::Given | EncodingEvidence::ByteOrderMark | EncodingEvidence::ZeroBytes => None,
        evidence => {
            let not_utf8 = matches!(evidence, EncodingEvidence::NotUtf8 { .. });
            let dos = || if not_utf8 { dos(bytes) } else { None };
            ebcdic(start, found.encoding).or_else(dos).or_else(|| utf16(start))
        }
    }
}

/// In UTF-16 the digits, spaces and line breaks of any script have a zero on
/// the same side, and nothing else has one. NUL characters in a text stand on
/// either side.
fn utf16(bytes: &[u8]) -> Option<Foreign> {
    let (pairs, _) = bytes.as_chunks::<2>();
    let high_first = pairs.iter().filter(|[first, _]| *first == 0).count();
    let low_first = pairs.iter().filter(|[_, second]| *second == 0).count();
    let plain = |[first, second]: &[u8; 2]| {
        *first == 0 && matches!(second, b'\n' | b'\r') || *second == 0 && matches!(first, b'\n' | b'\r')
    };
    let breaks = pairs.iter().any(plain);
    let enough = |zeros: usize| breaks && zeros >= ZEROS && zeros * 20 >= pairs.len();
    let of = |encoding, zeros| Foreign::Utf16 { encoding, zeros, pairs: pairs.len() };
    match (low_first, high_first) {
        (zeros, 0) if enough(zeros) => Some(of(Encoding::Utf16Le, zeros)),
        (0, zeros) if enough(zeros) => Some(of(Encoding::Utf16Be, zeros)),
        _ => None,
    }
}

/// EBCDIC has its letters and digits where ASCII has nothing, and a space that
/// reads as `@`. A text in Windows-1252 has spaces, and UTF-8 is known as such.
fn ebcdic(bytes: &[u8], found: Encoding) -> Option<Foreign> {
    let count = |is: fn(u8) -> bool| bytes.iter().filter(|byte| is(**byte)).count();
    let letters = count(
        |byte| matches!(byte, 0x81..=0x89 | 0x91..=0x99 | 0xA2..=0xA9 | 0xC1..=0xC9 | 0xD1..=0xD9 | 0xE2..=0xE9 | 0xF0..=0xF9),
    );
    let (at_signs, spaces) = (count(|byte| byte == b'@'), count(|byte| byte == b' '));
    let is = found == Encoding::Windows1252 && letters * 2 > bytes.len() && at_signs > spaces;
    is.then_some(Foreign::Ebcdic { letters, bytes: bytes.len() })
}

/// Where DOS has its pound sign Windows has œ, which no number follows. It
/// counts only against the signs that Windows itself puts in such a text.
fn dos(bytes: &[u8]) -> Option<Foreign> {
    let before_digit = |sign: u8| {
        let pairs = bytes.windows(2);
        pairs.filter(|pair| matches!(pair, [found, b'0'..=b'9'] if *found == sign)).count()
    };
    let of_windows = bytes.iter().filter(|byte| matches!(byte, 0x91..=0x94 | 0x96)).count();
    let (pounds, of_windows) = (before_digit(0x9C), before_digit(0xA3) + of_windows);
    (pounds > of_windows).then_some(Foreign::Dos { pounds, of_windows })
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
            (
                &utf16_of(cyrillic, u16::to_le_bytes),
                Foreign::Utf16 { encoding: Encoding::Utf16Le, zeros: 23, pairs: 61 },
            ),
            (
                &utf16_of(cyrillic, u16::to_be_bytes),
                Foreign::Utf16 { encoding: Encoding::Utf16Be, zeros: 23, pairs: 61 },
            ),
            (ebcdic, Foreign::Ebcdic { letters: 16, bytes: 21 }),
            (b"id,note\n1,Owes \x9C20.\n", Foreign::Dos { pounds: 1, of_windows: 0 }),
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
