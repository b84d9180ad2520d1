//! How much is taken of a file before it is thought to do harm, as far as an
//! honest one may need more. What no honest file reaches is a constant where
//! it is checked.

use super::size::Size;

/// The limits of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most that is unpacked of one file.
    pub max_unpacked: Size,
    /// How many times its packed size a file may come to, once that is more
    /// than 64 MiB. Notes pack to a fifth; only a file made to do harm to a
    /// thousandth.
    pub max_ratio: u64,
    /// The most entries of an archive, folders and all.
    pub max_entries: u64,
    /// The memory of the process that parses a workbook. Linux only.
    pub parser_memory: Size,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_unpacked: Size::of_mib(4 << 10),
            max_ratio: 200,
            max_entries: 1000,
            parser_memory: Size::of_mib(2 << 10),
        }
    }
}
