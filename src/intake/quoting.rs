//! How cells are put in quotation marks. Most files do it as RFC 4180 says;
//! some systems have ways of their own. Which one a file has is decided in
//! `reading`, once and with evidence; a file that can be read in the usual
//! way is never read in another.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

/// How the cells of a file are put in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
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

    /// Every way, the usual one first.
    fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self::USUAL).chain(Self::OTHERS)
    }

    /// The name used by `--quoting` and the configuration.
    pub fn name(self) -> String {
        let parts = [
            (self.mark == b'\'', "apostrophes"),
            (self.spaced, "spaced"),
            (self.backslash, "backslash"),
            (self.joined, "joined"),
            (self == Self::USUAL, "usual"),
        ];
        let parts = parts.into_iter().filter(|(is, _)| *is).map(|(_, part)| part);
        parts.collect::<Vec<_>>().join("-")
    }

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

/// A name that is not that of a way of quoting.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("There is no way of quoting called {0:?}. The ways are {all}; leave it out to have it found.", all = names())]
pub struct UnknownQuoting(pub String);

fn names() -> String {
    Quoting::all().map(Quoting::name).collect::<Vec<_>>().join(", ")
}

impl FromStr for Quoting {
    type Err = UnknownQuoting;

    fn from_str(name: &str) -> Result<Self, UnknownQuoting> {
        Self::all().find(|quoting| quoting.name() == name).ok_or_else(|| UnknownQuoting(name.to_owned()))
    }
}

impl TryFrom<String> for Quoting {
    type Error = UnknownQuoting;

    fn try_from(name: String) -> Result<Self, UnknownQuoting> {
        name.parse()
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_has_a_name_by_which_it_can_be_given() {
        for quoting in Quoting::all() {
            assert_eq!(quoting.name().parse(), Ok(quoting));
        }
        assert_eq!(Quoting::OTHERS[2].name(), "spaced-backslash");
        let message = "none".parse::<Quoting>().unwrap_err().to_string();
        assert!(message.contains("usual, backslash, spaced"), "{message}");
    }
}
