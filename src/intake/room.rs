//! Where exports are worked on.

use std::path::Path;

use super::isolation::Isolation;

/// Where exports are worked on: what could bring a parser down, and what is too
/// long for memory.
#[derive(Clone, Copy, Debug)]
pub struct Room<'a> {
    /// Where workbooks and Parquet are parsed.
    pub isolation: &'a Isolation,
    /// Where what comes out of packed files or standard input is kept beyond
    /// 64 MiB, in files without a name; without it, in memory.
    pub folder: Option<&'a Path>,
}

impl<'a> From<&'a Isolation> for Room<'a> {
    fn from(isolation: &'a Isolation) -> Self {
        Self { isolation, folder: None }
    }
}
