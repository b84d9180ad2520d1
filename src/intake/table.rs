//! A file as a table of rows, whatever its format. This is the one place that
//! knows which readers there are.

use super::account::Sizes;
use super::csv::Given;
use super::decode::{Damage, Decoded};
use super::dialect::Dialect;
use super::encoding::EncodingFound;
use super::error::IntakeError;
use super::format::Format;
use super::grid::Grid;
use super::json::Json;
use super::limits::Limits;
use super::packed::unpack;
use super::parquet::Parquet;
use super::parts::{Lengths, Parts};
use super::raw::Raw;
use super::records::Kinds;
use super::room::Room;
use super::web_page::WebPage;
use super::workbook::{self, Sheets};
use crate::content::Content;
use crate::digest::{sha256, sha256_of};

/// A file, split into rows and everything else; cells are parsed as rows are
/// asked for.
#[derive(Clone, Debug)]
pub(super) enum Table {
    Delimited(Parts),
    Json(Json),
    Sheets(Sheets),
    WebPage(WebPage),
    Parquet(Parquet),
}

/// How a file is to be read, where that is said.
#[derive(Clone, Copy, Debug)]
pub(super) struct ReadAs<'a> {
    pub(super) given: Given,
    pub(super) sheet: Option<&'a str>,
    pub(super) room: Room<'a>,
    pub(super) limits: &'a Limits,
}

impl Table {
    /// Reads the content of a file, by what it looks like, and gives its
    /// SHA-256 too, in hexadecimal. `known` says whether a header name means
    /// something to intake.
    ///
    /// # Errors
    /// If the file is empty or no table, or if its layout is a question.
    pub(super) fn read(
        path: &str,
        content: Content,
        how: ReadAs<'_>,
        known: &dyn Fn(&str) -> bool,
    ) -> Result<(Self, String), IntakeError> {
        let unreadable = |error| IntakeError::Unreadable { path: path.to_owned(), error };
        let (format, unpacked) = unpack(path, &content, how.limits, how.room.folder)?;
        let packed = unpacked.is_some().then(|| sha256_of(content.reader(0))).transpose().map_err(unreadable)?;
        let content = unpacked.unwrap_or(content);
        if format == Format::Delimited {
            let parts = Parts::read(path, content, how.given, Lengths::USUAL, known)?;
            let digest = packed.unwrap_or_else(|| parts.digest());
            return Ok((Self::Delimited(parts), digest));
        }
        // What is no long text is read whole.
        let bytes = content.read(0, usize::MAX).map_err(unreadable)?;
        let table = match format {
            Format::Delimited | Format::Json => Self::Json(Json::read(&bytes, how.given.encoding)),
            Format::Workbook => Self::Sheets(workbook::read(path, &bytes, how, known)?),
            Format::Parquet => Self::Parquet(Parquet::read(path, &bytes, how.room.isolation)?),
            Format::WebPage => Self::WebPage(WebPage::read(path, &bytes, how.given.encoding, known)?),
        };
        Ok((table, packed.unwrap_or_else(|| sha256(&bytes))))
    }

    /// The names of the columns.
    pub(super) fn header(&self) -> &[String] {
        match self {
            Self::Delimited(table) => table.header(),
            Self::Json(table) => table.header(),
            Self::Sheets(sheets) => sheets.header(),
            Self::WebPage(page) => page.grid().table().header(),
            Self::Parquet(table) => table.header(),
        }
    }

    /// How the file is laid out; `None` for formats without delimiters.
    pub(super) fn dialect(&self) -> Option<&Dialect> {
        match self {
            Self::Delimited(table) => Some(table.dialect()),
            Self::Json(_) | Self::Sheets(_) | Self::WebPage(_) | Self::Parquet(_) => None,
        }
    }

    /// The sheets that are read; `None` for files that are no workbooks.
    pub(super) fn sheets(&self) -> Option<&Sheets> {
        match self {
            Self::Sheets(sheets) => Some(sheets),
            Self::Delimited(_) | Self::Json(_) | Self::WebPage(_) | Self::Parquet(_) => None,
        }
    }

    /// The records as JSON; `None` for files that are not.
    pub(super) fn json(&self) -> Option<&Json> {
        match self {
            Self::Json(table) => Some(table),
            Self::Delimited(_) | Self::Sheets(_) | Self::WebPage(_) | Self::Parquet(_) => None,
        }
    }

    /// The columns and rows of Parquet; `None` for files that are not.
    pub(super) fn parquet(&self) -> Option<&Parquet> {
        match self {
            Self::Parquet(table) => Some(table),
            Self::Delimited(_) | Self::Json(_) | Self::Sheets(_) | Self::WebPage(_) => None,
        }
    }

    /// The grids of cells that are read, if the file has such.
    pub(super) fn grids(&self) -> Box<dyn Iterator<Item = &Grid> + '_> {
        match self {
            Self::Delimited(_) | Self::Json(_) | Self::Parquet(_) => Box::new(std::iter::empty()),
            Self::Sheets(sheets) => Box::new(sheets.grids()),
            Self::WebPage(page) => Box::new(std::iter::once(page.grid())),
        }
    }

    /// The encoding of the file, if the file is text.
    pub(super) fn encoding(&self) -> Option<EncodingFound> {
        match self {
            Self::Delimited(parts) => Some(parts.encoding()),
            Self::Json(_) | Self::Sheets(_) | Self::WebPage(_) | Self::Parquet(_) => {
                self.decoded().map(|decoded| decoded.found)
            }
        }
    }

    /// What in the text speaks of an encoding gone wrong, if the file is text.
    pub(super) fn damage(&self) -> Option<Damage> {
        match self {
            Self::Delimited(parts) => Some(parts.damage()),
            Self::Json(_) | Self::Sheets(_) | Self::WebPage(_) | Self::Parquet(_) => {
                self.decoded().map(Decoded::damage)
            }
        }
    }

    /// The text of the file, where it is held as one.
    fn decoded(&self) -> Option<&Decoded> {
        match self {
            Self::Json(table) => Some(table.decoded()),
            Self::WebPage(page) => Some(page.decoded()),
            Self::Delimited(_) | Self::Sheets(_) | Self::Parquet(_) => None,
        }
    }

    /// The records that a closing line says there are.
    pub(super) fn stated_total(&self) -> Option<u64> {
        match self {
            Self::Delimited(table) => table.stated_total(),
            Self::Json(_) | Self::Parquet(_) => None,
            Self::Sheets(sheets) => sheets.stated_total(),
            Self::WebPage(page) => page.grid().table().stated_total(),
        }
    }

    /// The cells of every record of a file that has cells and no text, in file
    /// order, whether or not it can be read.
    pub(super) fn cells_of_records(&self) -> Box<dyn Iterator<Item = Vec<String>> + '_> {
        match self {
            Self::Parquet(table) => Box::new(table.cells_of_records()),
            _ => Box::new(self.grids().flat_map(Grid::cells_of_records)),
        }
    }

    /// How many pieces of the file are of each kind.
    pub(super) fn kinds(&self) -> Kinds {
        match self {
            Self::Delimited(parts) => parts.kinds(),
            Self::Json(table) => Kinds::of(table.pieces()),
            Self::Sheets(_) | Self::WebPage(_) => self.grids().map(|grid| Kinds::of(grid.pieces())).sum(),
            // Every row is a record, and nothing else is in such a file.
            Self::Parquet(table) => Kinds { rows: table.there(), ..Kinds::default() },
        }
    }

    /// Whether the header stands in several rows.
    pub(super) fn is_header_joined(&self) -> bool {
        match self {
            Self::Delimited(parts) => parts.kinds().headers > 1,
            Self::Json(_) | Self::Parquet(_) => false,
            Self::Sheets(_) | Self::WebPage(_) => self.grids().any(|grid| Kinds::of(grid.pieces()).headers > 1),
        }
    }

    /// How large the file and each of its records are.
    pub(super) fn sizes(&self) -> Sizes {
        match self {
            Self::Delimited(parts) => Sizes::of_text(parts.length(), parts.other()),
            Self::Json(table) => Sizes::of_text(table.decoded().length(), table.decoded().other(table.pieces())),
            Self::Sheets(_) | Self::WebPage(_) => Sizes::of_grids(self.grids()),
            Self::Parquet(table) => Sizes::of_rows(table.there()),
        }
    }

    /// Every record, in file order. A second call starts again.
    pub(super) fn rows(&self) -> Box<dyn Iterator<Item = Result<Raw, IntakeError>> + Send + '_> {
        match self {
            Self::Delimited(parts) => Box::new(parts.rows()),
            Self::Json(table) => Box::new(table.rows().map(Ok)),
            Self::Sheets(sheets) => Box::new(sheets.rows().map(Ok)),
            Self::WebPage(page) => Box::new(page.rows().map(Ok)),
            Self::Parquet(table) => Box::new(table.rows().map(Ok)),
        }
    }
}
