//! A file as a table of rows, whatever its format. This is the one place that
//! knows which readers there are.

use super::account::Sizes;
use super::csv::{Delimited, Given};
use super::decode::Decoded;
use super::dialect::Dialect;
use super::error::IntakeError;
use super::format::Format;
use super::grid::Grid;
use super::isolation::Isolation;
use super::json::Json;
use super::limits::Limits;
use super::packed::unpack;
use super::raw::Raw;
use super::records::{Kind, Piece};
use super::web_page::WebPage;
use super::workbook::{self, Sheets};

/// A file, split into rows and everything else; cells are parsed as rows are
/// asked for.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one for each file")]
pub(super) enum Table {
    Delimited(Delimited),
    Json(Json),
    Sheets(Sheets),
    WebPage(WebPage),
}

/// How a file is to be read, where that is said.
#[derive(Clone, Copy, Debug)]
pub(super) struct ReadAs<'a> {
    pub(super) given: Given,
    pub(super) sheet: Option<&'a str>,
    pub(super) isolation: &'a Isolation,
    pub(super) limits: &'a Limits,
}

impl Table {
    /// Reads the bytes of a whole file, by what they look like. `known` says
    /// whether a header name means something to intake.
    ///
    /// # Errors
    /// If the file is empty or no table, or if its layout is a question.
    pub(super) fn read(
        path: &str,
        bytes: &[u8],
        how: ReadAs<'_>,
        known: &dyn Fn(&str) -> bool,
    ) -> Result<Self, IntakeError> {
        let (format, bytes) = unpack(path, bytes, how.limits)?;
        let bytes = &*bytes;
        Ok(match format {
            Format::Delimited => Self::Delimited(Delimited::read(path, bytes, how.given, known)?),
            Format::Json => Self::Json(Json::read(bytes, how.given.encoding)),
            Format::Workbook => Self::Sheets(workbook::read(path, bytes, how, known)?),
            Format::WebPage => Self::WebPage(WebPage::read(path, bytes, how.given.encoding, known)?),
        })
    }

    /// The names of the columns.
    pub(super) fn header(&self) -> &[String] {
        match self {
            Self::Delimited(table) => table.header(),
            Self::Json(table) => table.header(),
            Self::Sheets(sheets) => sheets.header(),
            Self::WebPage(page) => page.grid().table().header(),
        }
    }

    /// How the file is laid out; `None` for formats without delimiters.
    pub(super) fn dialect(&self) -> Option<&Dialect> {
        match self {
            Self::Delimited(table) => Some(table.dialect()),
            Self::Json(_) | Self::Sheets(_) | Self::WebPage(_) => None,
        }
    }

    /// The sheets that are read; `None` for files that are no workbooks.
    pub(super) fn sheets(&self) -> Option<&Sheets> {
        match self {
            Self::Sheets(sheets) => Some(sheets),
            Self::Delimited(_) | Self::Json(_) | Self::WebPage(_) => None,
        }
    }

    /// The records as JSON; `None` for files that are not.
    pub(super) fn json(&self) -> Option<&Json> {
        match self {
            Self::Json(table) => Some(table),
            Self::Delimited(_) | Self::Sheets(_) | Self::WebPage(_) => None,
        }
    }

    /// The grids of cells that are read, if the file has such.
    pub(super) fn grids(&self) -> Box<dyn Iterator<Item = &Grid> + '_> {
        match self {
            Self::Delimited(_) | Self::Json(_) => Box::new(std::iter::empty()),
            Self::Sheets(sheets) => Box::new(sheets.grids()),
            Self::WebPage(page) => Box::new(std::iter::once(page.grid())),
        }
    }

    /// Whether the header stands in several rows.
    pub(super) fn is_header_joined(&self) -> bool {
        match self {
            Self::Delimited(table) => table.is_header_joined(),
            Self::Json(_) => false,
            Self::Sheets(_) | Self::WebPage(_) => self.grids().any(|grid| grid.table().is_header_joined()),
        }
    }

    /// The text and how it relates to the file, if the file is text.
    pub(super) fn decoded(&self) -> Option<&Decoded> {
        match self {
            Self::Delimited(table) => Some(table.decoded()),
            Self::Json(table) => Some(table.decoded()),
            Self::Sheets(_) => None,
            Self::WebPage(page) => Some(page.decoded()),
        }
    }

    /// The records that a closing line says there are.
    pub(super) fn stated_total(&self) -> Option<u64> {
        match self {
            Self::Delimited(table) => table.stated_total(),
            Self::Json(_) => None,
            Self::Sheets(sheets) => sheets.stated_total(),
            Self::WebPage(page) => page.grid().table().stated_total(),
        }
    }

    /// How many pieces of the file are of a kind.
    pub(super) fn count(&self, is_kind: impl Fn(Kind) -> bool) -> u64 {
        let count = |pieces: &[Piece]| pieces.iter().filter(|piece| is_kind(piece.kind)).count() as u64;
        match self {
            Self::Delimited(table) => count(table.pieces()),
            Self::Json(table) => count(table.pieces()),
            Self::Sheets(_) | Self::WebPage(_) => self.grids().map(|grid| count(grid.pieces())).sum(),
        }
    }

    /// How large the file and each of its records are.
    pub(super) fn sizes(&self) -> Sizes {
        match self {
            Self::Delimited(table) => Sizes::of_text(table.decoded(), table.pieces()),
            Self::Json(table) => Sizes::of_text(table.decoded(), table.pieces()),
            Self::Sheets(_) | Self::WebPage(_) => Sizes::of_grids(self.grids()),
        }
    }

    /// Every record, in file order. A second call starts again.
    pub(super) fn rows(&self) -> Box<dyn Iterator<Item = Raw> + Send + '_> {
        match self {
            Self::Delimited(table) => Box::new(table.rows()),
            Self::Json(table) => Box::new(table.rows()),
            Self::Sheets(sheets) => Box::new(sheets.rows()),
            Self::WebPage(page) => Box::new(page.rows()),
        }
    }
}
