//! A file as a table of rows, whatever its format. This is the one place that
//! knows which readers there are.

use super::csv::{Delimited, Given};
use super::decode::Decoded;
use super::dialect::Dialect;
use super::error::IntakeError;
use super::format::{self, Format};
use super::json::Json;
use super::raw::Raw;
use super::records::{Kind, Piece};

/// A file, split into rows and everything else; cells are parsed as rows are
/// asked for.
#[derive(Clone, Debug)]
pub(super) enum Table {
    Delimited(Delimited),
    Json(Json),
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
        given: Given,
        known: &dyn Fn(&str) -> bool,
    ) -> Result<Self, IntakeError> {
        Ok(match format::of(path, bytes)? {
            Format::Delimited => Self::Delimited(Delimited::read(path, bytes, given, known)?),
            Format::Json => Self::Json(Json::read(bytes, given.encoding)),
        })
    }

    /// The names of the columns.
    pub(super) fn header(&self) -> &[String] {
        match self {
            Self::Delimited(table) => table.header(),
            Self::Json(table) => table.header(),
        }
    }

    /// How the file is laid out; `None` for formats without delimiters.
    pub(super) fn dialect(&self) -> Option<&Dialect> {
        match self {
            Self::Delimited(table) => Some(table.dialect()),
            Self::Json(_) => None,
        }
    }

    /// The text and how it relates to the file.
    pub(super) fn decoded(&self) -> &Decoded {
        match self {
            Self::Delimited(table) => table.decoded(),
            Self::Json(table) => table.decoded(),
        }
    }

    /// The records that a closing line says there are.
    pub(super) fn stated_total(&self) -> Option<u64> {
        match self {
            Self::Delimited(table) => table.stated_total(),
            Self::Json(_) => None,
        }
    }

    /// How many pieces of the file are of a kind.
    pub(super) fn count(&self, is_kind: impl Fn(Kind) -> bool) -> u64 {
        self.pieces().iter().filter(|piece| is_kind(piece.kind)).count() as u64
    }

    fn pieces(&self) -> &[Piece] {
        match self {
            Self::Delimited(table) => table.pieces(),
            Self::Json(table) => table.pieces(),
        }
    }

    /// Every record, in file order. A second call starts again.
    pub(super) fn rows(&self) -> Box<dyn Iterator<Item = Raw> + Send + '_> {
        match self {
            Self::Delimited(table) => Box::new(table.rows()),
            Self::Json(table) => Box::new(table.rows()),
        }
    }
}
