//! The character between fields. Which one a file uses is found in `reading`.

use std::fmt;

/// The character between fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Delimiter(u8);

impl Delimiter {
    /// What UK systems write, most frequent first.
    pub const CANDIDATES: [Self; 4] = [Self(b','), Self(b';'), Self(b'\t'), Self(b'|')];

    /// Stands for "none": a file of one column. It is ASCII's unit separator,
    /// which no export contains.
    pub const NONE: Self = Self(0x1F);

    /// What stands between cells that are all in quotation marks.
    pub(super) const SPACE: Self = Self(b' ');

    /// One ASCII character that is neither a letter, a digit, a quotation
    /// mark nor a line break.
    pub fn new(char: char) -> Option<Self> {
        let unfit = char.is_ascii_alphanumeric() || matches!(char, '"' | '\n' | '\r');
        u8::try_from(char).ok().filter(|byte| byte.is_ascii() && !unfit).map(Self)
    }

    /// The character; `None` for a file of one column.
    pub fn char(self) -> Option<char> {
        (self != Self::NONE).then_some(char::from(self.0))
    }

    pub(super) fn byte(self) -> u8 {
        self.0
    }
}

impl fmt::Display for Delimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            b',' => f.write_str("comma"),
            b';' => f.write_str("semicolon"),
            b'\t' => f.write_str("tab"),
            b'|' => f.write_str("bar"),
            b' ' => f.write_str("space"),
            0x1F => f.write_str("none"),
            other => write!(f, "{:?}", char::from(other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_quotes_and_line_breaks_cannot_delimit() {
        assert!(['a', '7', '"', '\n', '£'].into_iter().all(|char| Delimiter::new(char).is_none()));
        assert_eq!(Delimiter::new('~').map(|delimiter| delimiter.to_string()), Some("'~'".to_owned()));
    }
}
