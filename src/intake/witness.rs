//! Which encoding the bytes of a whole file speak for: byte order mark, UTF-8,
//! Windows-1252. They may come block by block.

use super::encoding::{Encoding, EncodingEvidence, EncodingFound};

/// Pairs of bytes that are looked at for UTF-16 without a mark.
const PAIRS: usize = 2048;

/// What has been seen of a file so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Witness {
    /// The first bytes.
    start: Vec<u8>,
    /// Characters of more than one byte.
    multi_byte: usize,
    /// Places that are not UTF-8.
    bad: usize,
    /// The beginning of a character that may go on in the next block.
    cut: Vec<u8>,
}

impl Witness {
    /// What the bytes of a whole file say.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut witness = Self::default();
        witness.add(bytes);
        witness
    }

    /// Looks at the next block.
    pub(super) fn add(&mut self, block: &[u8]) {
        let room = (2 * PAIRS).saturating_sub(self.start.len()).min(block.len());
        self.start.extend(&block[..room]);
        if self.cut.is_empty() {
            self.look(block);
        } else {
            let begun = std::mem::take(&mut self.cut);
            self.look(&[&begun, block].concat());
        }
    }

    fn look(&mut self, bytes: &[u8]) {
        // Nearly every file is sound, and that is soon seen.
        if let Ok(text) = str::from_utf8(bytes) {
            self.multi_byte += characters_beyond_ascii(text);
            return;
        }
        let mut seen = 0;
        for chunk in bytes.utf8_chunks() {
            seen += chunk.valid().len() + chunk.invalid().len();
            self.multi_byte += characters_beyond_ascii(chunk.valid());
            let may_go_on = || str::from_utf8(chunk.invalid()).is_err_and(|error| error.error_len().is_none());
            if seen == bytes.len() && may_go_on() {
                self.cut = chunk.invalid().to_vec();
            } else {
                self.bad += usize::from(!chunk.invalid().is_empty());
            }
        }
    }

    /// The encoding that was asked for, or else the one that the bytes speak
    /// for.
    pub(super) fn found(&self, asked: Option<Encoding>) -> EncodingFound {
        if let Some(encoding) = asked {
            return EncodingFound { encoding, evidence: EncodingEvidence::Given };
        }
        let by_mark = |encoding: &Encoding| !encoding.mark().is_empty() && self.start.starts_with(encoding.mark());
        if let Some(encoding) = Encoding::ALL.into_iter().find(by_mark) {
            return EncodingFound { encoding, evidence: EncodingEvidence::ByteOrderMark };
        }
        if let Some(encoding) = utf16_without_mark(&self.start) {
            return EncodingFound { encoding, evidence: EncodingEvidence::ZeroBytes };
        }
        let (multi_byte, bad) = (self.multi_byte, self.bad + usize::from(!self.cut.is_empty()));
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
}

fn characters_beyond_ascii(text: &str) -> usize {
    text.bytes().filter(|byte| *byte >= 0xC0).count()
}

/// UTF-16 of mostly Latin text has a zero in every pair of bytes, and it is
/// valid UTF-8 too, so it has to be looked for first.
fn utf16_without_mark(start: &[u8]) -> Option<Encoding> {
    let (pairs, _) = start.as_chunks::<2>();
    let total = pairs.len();
    let high_first = pairs.iter().filter(|pair| pair[0] == 0).count();
    let low_first = pairs.iter().filter(|pair| pair[1] == 0).count();
    let (most, few) = (total * 4 / 5, total / 20);
    match () {
        () if total < 2 => None,
        () if low_first > most && high_first <= few => Some(Encoding::Utf16Le),
        () if high_first > most && low_first <= few => Some(Encoding::Utf16Be),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
            assert_eq!(Witness::of(&bytes).found(None), EncodingFound { encoding, evidence }, "{name}");
        }
    }

    proptest! {
        #[test]
        fn it_makes_no_difference_how_a_file_is_cut_into_blocks(
            parts in prop::collection::vec(prop::sample::select(vec![
                b"a".to_vec(), "é".into(), "’".into(), "😀".into(), vec![0x92], vec![0xE2], vec![0xE2, 0x80], vec![0xF0, 0x9F, 0x98],
            ]), 0..12),
            length in 1_usize..6,
        ) {
            let bytes = parts.concat();
            let mut witness = Witness::default();
            bytes.chunks(length).for_each(|block| witness.add(block));
            prop_assert_eq!(witness.found(None), Witness::of(&bytes).found(None));
        }
    }
}
