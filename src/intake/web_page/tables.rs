//! The only table of a page: its text and its tags, one after the other, and
//! why a page is not read.

use std::ops::Range;

use super::super::grid::{GridProblem, GridText};
use super::super::markup::{Markup, Page};
use super::reader::Reader;

/// A table and where each of its rows stands in the text.
pub(super) struct Found {
    pub(super) grid: GridText,
    pub(super) rows: Vec<Range<usize>>,
}

/// Why a page is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    NoTable,
    Several,
    Nested,
    /// Text in a table and in no cell of it.
    LooseText,
    CutOff,
    Grid(GridProblem),
}

impl From<GridProblem> for Trouble {
    fn from(problem: GridProblem) -> Self {
        Self::Grid(problem)
    }
}

/// The only table of a page with anything in it.
///
/// # Errors
/// If there is none, or if anything leaves doubt what its cells are.
pub(super) fn only_table(text: &str) -> Result<Found, Trouble> {
    let mut reader = Reader::new();
    let page = Page::new(text);
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let plain = rest.find(['<', '&']).unwrap_or(rest.len());
        reader.text(&rest[..plain])?;
        at += plain;
        at += read_markup(&mut reader, page, text, at)?;
    }
    reader.finish()
}

/// Reads what begins like markup at byte `at`, and says how long it is.
fn read_markup(reader: &mut Reader, page: Page<'_>, text: &str, at: usize) -> Result<usize, Trouble> {
    match page.at(at) {
        Some(Markup::Inline { bytes }) => Ok(bytes),
        Some(Markup::Block { bytes }) => reader.tag(&text[at..at + bytes], at).map(|()| bytes),
        Some(Markup::Reference { bytes, first, second }) => {
            reader.text(&[first].into_iter().chain(second).collect::<String>()).map(|()| bytes)
        }
        None => {
            let char = text[at..].chars().next().map_or(0, char::len_utf8);
            reader.text(&text[at..at + char]).map(|()| char)
        }
    }
}
