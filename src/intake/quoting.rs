//! How cells are put in quotation marks. Most files do it as RFC 4180 says;
//! some systems have ways of their own. Which one a file has is decided in
//! `reading`, once and with evidence; a file that can be read in the usual
//! way is never read in another.

use std::fmt;

/// How the cells of a file are put in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoting {
    mark: u8,
    backslash: bool,
    spaced: bool,
    joined: bool,
}

impl Quoting {
    /// Quotation marks at the very ends of a cell, and two for one inside it.
    pub const USUAL: Self = Self { mark: b'"', backslash: false, spaced: false, joined: false };

    /// The other ways there are, least unusual first.
    pub(super) const OTHERS: [Self; 7] = [
        Self::USUAL.with_backslash(),
        Self::USUAL.with_space(),
        Self::USUAL.with_space().with_backslash(),
        Self::APOSTROPHES,
        Self::APOSTROPHES.with_backslash(),
        Self::APOSTROPHES.with_space(),
        Self { joined: true, ..Self::USUAL },
    ];

    const APOSTROPHES: Self = Self { mark: b'\'', ..Self::USUAL };

    const fn with_backslash(self) -> Self {
        Self { backslash: true, ..self }
    }

    const fn with_space(self) -> Self {
        Self { spaced: true, ..self }
    }

    /// The character that opens and closes a cell.
    pub(super) fn mark(self) -> u8 {
        self.mark
    }

    /// Whether a backslash takes the meaning from the mark after it.
    pub(super) fn has_backslash(self) -> bool {
        self.backslash
    }

    /// Whether spaces may stand before the mark that opens a cell.
    pub(super) fn is_spaced(self) -> bool {
        self.spaced
    }

    /// Whether the marks belong to the separator, as in `1","Seen`. No cell is
    /// quoted then, and a mark inside one means nothing.
    pub(super) fn is_joined(self) -> bool {
        self.joined
    }

    /// Whether a text has the marks that a file written this way must have.
    /// Most files lack them, and need not be read again.
    pub(super) fn shows_in(self, text: &str, delimiter: u8) -> bool {
        let bytes = text.as_bytes();
        let has = |marks: &[u8]| bytes.windows(marks.len()).any(|window| window == marks);
        let opens = |mark: u8| {
            bytes.first() == Some(&mark) || [delimiter, b'\n', b'\r'].iter().any(|&before| has(&[before, mark]))
        };
        if self.joined {
            return is_joined(text, self.mark, delimiter);
        }
        // A file has one kind of marks: apostrophes beside quotation marks are those of speech.
        (self.mark != b'\'' || opens(b'\'') && !opens(b'"'))
            && (!self.backslash || has(&[b'\\', self.mark]))
            && (!self.spaced || has(&[delimiter, b' ', self.mark]))
    }
}

/// Whether a line begins with a cell that a mark ends and none opens. The
/// lines above the header have none.
fn is_joined(text: &str, mark: u8, delimiter: u8) -> bool {
    let separator = [mark, delimiter, mark];
    let line = text.lines().find(|line| line.as_bytes().windows(3).any(|window| window == separator));
    let first = line.and_then(|line| line.as_bytes().split(|&byte| byte == delimiter).next());
    first.is_some_and(|first| first.first() != Some(&mark) && first.last() == Some(&mark))
}

impl fmt::Display for Quoting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let marks = if self.mark == b'\'' { "apostrophes" } else { "quotation marks" };
        match (self.joined, self.spaced, self.backslash) {
            (true, ..) => write!(f, "{marks} on both sides of each separator, as part of it"),
            (_, true, true) => write!(f, "{marks} after a space, with a backslash before those inside a cell"),
            (_, true, false) => write!(f, "{marks} after a space"),
            (_, false, true) => write!(f, "{marks}, with a backslash before those inside a cell"),
            (_, false, false) => f.write_str(marks),
        }
    }
}
