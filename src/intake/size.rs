//! Sizes in bytes, as people write them: `2 GiB`, `500 MB`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// So many bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Size(u64);

/// The units that are written, the largest first; those that are only read
/// come after them.
const UNITS: [(&str, u64); 8] = [
    ("TiB", 1 << 40),
    ("GiB", 1 << 30),
    ("MiB", 1 << 20),
    ("KiB", 1 << 10),
    ("TB", 1_000_000_000_000),
    ("GB", 1_000_000_000),
    ("MB", 1_000_000),
    ("KB", 1_000),
];

impl Size {
    /// So many bytes.
    pub const fn of_bytes(bytes: u64) -> Self {
        Self(bytes)
    }

    /// So many times 1,048,576 bytes.
    pub const fn of_mib(mib: u64) -> Self {
        Self(mib << 20)
    }

    /// In bytes.
    pub const fn bytes(self) -> u64 {
        self.0
    }

    /// Twice as much, without a space, as a flag takes it.
    pub(super) fn doubled(self) -> String {
        Self(self.0.saturating_mul(2)).to_string().replace(' ', "")
    }
}

impl fmt::Display for Size {
    /// In the largest unit that leaves a whole number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = |unit: &&(&str, u64)| self.0 > 0 && self.0.is_multiple_of(unit.1);
        match UNITS[..4].iter().find(whole) {
            Some((unit, bytes)) => write!(f, "{} {unit}", self.0 / bytes),
            None => write!(f, "{} bytes", self.0),
        }
    }
}

/// A size that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no size. Write a whole number with a unit: 500 MB, 4 GiB.")]
pub struct UnknownSize(pub String);

impl FromStr for Size {
    type Err = UnknownSize;

    /// Takes a whole number and a unit, whatever its case; without one it
    /// counts bytes.
    fn from_str(written: &str) -> Result<Self, UnknownSize> {
        let unknown = || UnknownSize(written.to_owned());
        let trimmed = written.trim();
        let end = trimmed.find(|char: char| !char.is_ascii_digit()).unwrap_or(trimmed.len());
        let (number, unit) = trimmed.split_at(end);
        let number: u64 = number.parse().map_err(|_| unknown())?;
        let same = |known: &&(&str, u64)| known.0.eq_ignore_ascii_case(unit.trim());
        let times = match unit.trim().to_ascii_lowercase().as_str() {
            "" | "b" | "bytes" => Some(1),
            _ => UNITS.iter().find(same).map(|(_, bytes)| *bytes),
        };
        times.and_then(|times| number.checked_mul(times)).map(Self).ok_or_else(unknown)
    }
}

impl TryFrom<String> for Size {
    type Error = UnknownSize;

    fn try_from(written: String) -> Result<Self, UnknownSize> {
        written.parse()
    }
}

impl From<Size> for String {
    fn from(size: Size) -> Self {
        size.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_people_write_them() {
        let cases = [
            ("4GiB", Some(4 << 30)),
            (" 4 gib ", Some(4 << 30)),
            ("500 MB", Some(500_000_000)),
            ("1024", Some(1024)),
            ("7 bytes", Some(7)),
            ("0", Some(0)),
            ("", None),
            ("GiB", None),
            ("1.5 GiB", None),
            ("-1", None),
            ("4 G", None),
            ("99999999 TiB", None),
        ];
        for (written, expected) in cases {
            assert_eq!(written.parse::<Size>().ok().map(Size::bytes), expected, "{written:?}");
        }
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        for (bytes, written) in
            [(64 << 20, "64 MiB"), (4 << 30, "4 GiB"), (1500, "1500 bytes"), (1536 << 10, "1536 KiB"), (0, "0 bytes")]
        {
            assert_eq!(Size(bytes).to_string(), written);
            assert_eq!(written.parse(), Ok(Size(bytes)));
        }
        assert_eq!(Size::of_mib(2048).doubled(), "4GiB");
    }
}
