//! The encodings that are read, their names, and what speaks for them. The
//! bytes themselves are looked at in `decode`.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

/// The encodings that UK systems and Excel write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "String")]
pub enum Encoding {
    /// UTF-8, which includes ASCII.
    Utf8,
    /// UTF-16, low byte first: Excel's "Unicode Text".
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252: Excel's plain "CSV" in the UK.
    Windows1252,
}

/// A name that is not one of [`Encoding::ALL`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "There is no encoding called {0:?} here. Use utf-8, utf-16le, utf-16be or windows-1252, or leave it out to have \
     the encoding found."
)]
pub struct UnknownEncoding(pub String);

impl Encoding {
    /// Every encoding, in the order in which messages list them.
    pub const ALL: [Self; 4] = [Self::Utf8, Self::Utf16Le, Self::Utf16Be, Self::Windows1252];

    /// The name used by `--encoding`, the configuration and the manifest.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1252 => "windows-1252",
        }
    }

    /// The byte order mark, empty where there is none.
    pub(super) fn mark(self) -> &'static [u8] {
        match self {
            Self::Utf8 => &[0xEF, 0xBB, 0xBF],
            Self::Utf16Le => &[0xFF, 0xFE],
            Self::Utf16Be => &[0xFE, 0xFF],
            Self::Windows1252 => &[],
        }
    }

    /// The bytes that `text` took up in the file.
    pub(super) fn bytes_of(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16Le | Self::Utf16Be => 2 * text.encode_utf16().count(),
            Self::Windows1252 => text.chars().count(),
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Encoding {
    type Err = UnknownEncoding;

    /// Takes the names of [`Encoding::name`] and the usual other spellings,
    /// such as `UTF8`, `utf_16_le`, `cp1252`, `ansi` and `latin1`.
    fn from_str(name: &str) -> Result<Self, UnknownEncoding> {
        let key: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        match key.as_str() {
            "utf8" | "ascii" | "utf8bom" => Ok(Self::Utf8),
            "utf16" | "utf16le" | "unicode" => Ok(Self::Utf16Le),
            "utf16be" => Ok(Self::Utf16Be),
            // Browsers read Latin-1 as Windows-1252 too, because files so labelled usually are.
            "windows1252" | "cp1252" | "1252" | "ansi" | "latin1" | "iso88591" => Ok(Self::Windows1252),
            _ => Err(UnknownEncoding(name.to_owned())),
        }
    }
}

impl TryFrom<String> for Encoding {
    type Error = UnknownEncoding;

    fn try_from(name: String) -> Result<Self, UnknownEncoding> {
        name.parse()
    }
}

/// Why an encoding was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EncodingEvidence {
    /// The user said so.
    Given,
    /// The file starts with the encoding's byte order mark.
    ByteOrderMark,
    /// Nothing but ASCII, which is the same in UTF-8 and Windows-1252.
    Ascii,
    /// The whole file is valid UTF-8.
    ValidUtf8 {
        /// Characters of more than one byte.
        multi_byte: usize,
    },
    /// Valid UTF-8 but for some bytes, whose records are rejected.
    MostlyUtf8 {
        /// Characters of more than one byte.
        multi_byte: usize,
        /// Places that are not UTF-8.
        bad: usize,
    },
    /// No byte order mark, but every second byte is zero.
    ZeroBytes,
    /// Not UTF-8.
    NotUtf8 {
        /// Places that are not UTF-8.
        bad: usize,
        /// Places that would have been characters of more than one byte.
        multi_byte: usize,
    },
}

impl fmt::Display for EncodingEvidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Given => f.write_str("as given"),
            Self::ByteOrderMark => f.write_str("the file starts with its byte order mark"),
            Self::Ascii => f.write_str("every byte is ASCII"),
            Self::ValidUtf8 { multi_byte } => {
                write!(f, "the whole file is valid UTF-8, with {multi_byte} characters beyond ASCII")
            }
            Self::MostlyUtf8 { multi_byte, bad } => {
                write!(f, "{multi_byte} characters beyond ASCII are valid UTF-8 and {bad} places are not")
            }
            Self::ZeroBytes => f.write_str("every second byte is zero"),
            Self::NotUtf8 { bad, .. } => write!(f, "{bad} places are not valid UTF-8"),
        }
    }
}

/// The encoding of a file, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EncodingFound {
    /// The encoding the file was read in.
    pub encoding: Encoding,
    /// What says so.
    pub evidence: EncodingEvidence,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_encodings_are_read_in_any_spelling() {
        for encoding in Encoding::ALL {
            assert_eq!(encoding.name().to_uppercase().parse(), Ok(encoding));
        }
        assert_eq!("cp1252".parse(), Ok(Encoding::Windows1252));
        assert!("ebcdic".parse::<Encoding>().is_err());
    }
}
