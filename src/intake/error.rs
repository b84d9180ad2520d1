//! Inputs that cannot be used: what was expected, what was found and what to
//! do, in sentences. No message holds text from a note.

mod wording;

use std::fmt;

use self::wording::{did_you_mean, encodings, explained, in_folder, list, no_header, or_none, packed, parquet, quoted};
use super::account::Unit;
use super::encoding::EncodingFound;
use super::field::Field;
use super::foreign::Foreign;
use super::packed::PackedProblem;
pub use super::parquet::Problem as ParquetProblem;
use super::reading::Reading;
pub use super::workbook::Problem as WorkbookProblem;

/// An input that cannot be read at all. A row that cannot is a
/// [`Reject`](super::Reject) instead.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// There is no such file.
    #[error("There is no file {path}.{}", did_you_mean(.nearest.as_deref()))]
    Missing {
        /// The path, as given.
        path: String,
        /// The file in the same folder whose name is nearest.
        nearest: Option<String>,
    },
    /// A folder where a file was expected.
    #[error("{path} is a folder. Name the files to read{}", in_folder(.readable))]
    Folder {
        /// The path, as given.
        path: String,
        /// The files in it that could be read.
        readable: Vec<String>,
    },
    /// A pattern that no file fits.
    #[error("No file fits {pattern}. Check the folder and the ending, and that the files are there.")]
    NoMatch {
        /// The pattern, as given.
        pattern: String,
    },
    /// A pattern that cannot be understood.
    #[error("The pattern {pattern} cannot be understood: {reason}. Use * for any characters and ? for one.")]
    BadPattern {
        /// The pattern, as given.
        pattern: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// What Excel leaves beside a workbook that is open.
    #[error(
        "{path} is no workbook: Excel leaves it beside one that is open. Name the workbook itself, and close it in Excel."
    )]
    LockFile {
        /// The path, as given.
        path: String,
    },
    /// A file that the system would not let us read.
    #[error("{path} cannot be read: {error}. If it is open in another program, close it there.")]
    Unreadable {
        /// The path, as given.
        path: String,
        /// What the system said.
        error: std::io::Error,
    },
    /// A file that is not the same when it is read again.
    #[error("{path} has changed while it was being read. Close it in other programs, or copy it, and run this again.")]
    Changed {
        /// The path, as given.
        path: String,
    },
    /// A file with nothing in it.
    #[error("{path} is empty ({bytes} bytes and no text). Export it again.")]
    Empty {
        /// The path, as given.
        path: String,
        /// Its size.
        bytes: u64,
    },
    /// A file in a format that is not read.
    #[error("{path} is not a table in text form: it looks like {looks_like}. {remedy}")]
    NotATable {
        /// The path, as given.
        path: String,
        /// What it looks like.
        looks_like: &'static str,
        /// What to do, as a sentence.
        remedy: &'static str,
    },
    /// What comes out of a file, or of standard input, cannot be kept.
    #[error("what comes out of {path} cannot be kept beside the audit folder: {error}\nSee that the disk has room.")]
    Unkept {
        /// The path, as given.
        path: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// A packed file that cannot be unpacked.
    #[error("{path} cannot be unpacked: {}", packed(.problem))]
    Packed {
        /// The path, as given.
        path: String,
        /// What is wrong.
        problem: Box<PackedProblem>,
    },
    /// A workbook that cannot be parsed.
    #[error("{path} cannot be read as a workbook: {}", explained(.problem))]
    Workbook {
        /// The path, as given.
        path: String,
        /// What is wrong.
        problem: Box<WorkbookProblem>,
    },
    /// A Parquet file that cannot be parsed.
    #[error("{path} cannot be read as Parquet: {}", parquet(.problem))]
    Parquet {
        /// The path, as given.
        path: String,
        /// What is wrong.
        problem: Box<ParquetProblem>,
    },
    /// A column that was to be read and whose values are no text.
    #[error(
        "The values in column {column:?} of {path}, which was to be the {}, are no text but lists, structures or binary \
         data, which are not read. Export them as text, or say which column it is: --column {}=NAME.{}",
        .field.name(), .field.name(), or_none(*.field)
    )]
    UnreadColumn {
        /// The path, as given.
        path: String,
        /// The field it was to hold.
        field: Field,
        /// The column.
        column: String,
    },
    /// A sheet that was asked for and is not there, or has nothing in it.
    #[error("{path} has no sheet {asked:?} with anything in it. Its sheets are {}.", .there.join(", "))]
    MissingSheet {
        /// The path, as given.
        path: String,
        /// The sheet asked for.
        asked: String,
        /// The sheets that are there.
        there: Vec<String>,
    },
    /// Two sheets that could hold the notes.
    #[error(
        "Several sheets of {path} could hold the notes: {}. Say which one it is: --sheet NAME, or --sheet all if they are \
         parts of one table.",
        .sheets.join(", ")
    )]
    AmbiguousSheet {
        /// The path, as given.
        path: String,
        /// The sheets.
        sheets: Vec<String>,
    },
    /// Sheets that were to be read as one table and have different headers.
    #[error(
        "The sheets {first:?} and {other:?} of {path} are not parts of one table: their headers differ. Audit them one \
         by one: --sheet NAME."
    )]
    DifferentSheets {
        /// The path, as given.
        path: String,
        /// One sheet.
        first: String,
        /// One with another header.
        other: String,
    },
    /// A workbook whose only sheets are hidden.
    #[error(
        "All sheets of {path} that have anything in them are hidden: {}. To read one, name it: --sheet NAME.",
        .sheets.join(", ")
    )]
    OnlyHiddenSheets {
        /// The path, as given.
        path: String,
        /// The sheets.
        sheets: Vec<String>,
    },
    /// A file of which not everything came out that is in it: a fault of ours.
    #[error("{path} has {there} {unit} and only {counted} are accounted for. Please report this; nothing was written.")]
    Unaccounted {
        /// The path, as given.
        path: String,
        /// What it is counted in.
        unit: Unit,
        /// What the file has.
        there: u64,
        /// What was read or recognised as something else.
        counted: u64,
    },
    /// An encoding that is not read, or could only be guessed.
    #[error(
        "{path} can be read in two encodings: it looks like {looks_like}; next best {} ({}). Export it as UTF-8, or say {}.",
        .found.encoding, .found.evidence, encodings(*.looks_like, .found.encoding)
    )]
    ForeignEncoding {
        /// The path, as given.
        path: String,
        /// What it looks like.
        looks_like: Foreign,
        /// What it would be read in without that.
        found: EncodingFound,
    },
    /// A character that cannot separate fields.
    #[error("{given:?} cannot separate fields. Give one ASCII character, such as \",\", \";\", \"|\" or a tab.")]
    BadDelimiter {
        /// The character, as given.
        given: char,
    },
    /// Two delimiters that are equally plausible.
    #[error(
        "{path} can be read in two ways ({best}; {other}). Say which separator it has: --delimiter {}.",
        quoted(.best, .other)
    )]
    AmbiguousDelimiter {
        /// The path, as given.
        path: String,
        /// The better reading.
        best: Box<Reading>,
        /// The other.
        other: Box<Reading>,
    },
    /// A header with a quotation mark that is never closed.
    #[error(
        "The header of {path}, in line {line}, has a quotation mark that is never closed. Close it, or export the file \
         again."
    )]
    UnclosedHeader {
        /// The path, as given.
        path: String,
        /// The line of the header.
        line: u64,
    },
    /// A header with more columns than a table of notes has.
    #[error(
        "The header of {path} has {columns} columns, and {most} are the most that is read. Export only those that are needed."
    )]
    TooManyColumns {
        /// The path, as given.
        path: String,
        /// Names in the header.
        columns: usize,
        /// The most that is read.
        most: usize,
    },
    /// A second header with the names of the first, but not in its order.
    #[error(
        "The columns of {path} change in line {line}: from {} to {}. Split the file above that line and export each \
         part by itself.",
        .first.join(", "), .second.join(", ")
    )]
    ColumnsChange {
        /// The path, as given.
        path: String,
        /// The line of the second header.
        line: u64,
        /// The names in the first.
        first: Vec<String>,
        /// The names in the second.
        second: Vec<String>,
    },
    /// A second header with names of its own.
    #[error(
        "There seem to be two tables in {path}: the header of another one is in line {line}. Export the notes by \
         themselves, or split the file above that line."
    )]
    TwoTables {
        /// The path, as given.
        path: String,
        /// The line of the second header.
        line: u64,
    },
    /// No column holds the notes.
    #[error(
        "No column of {path} is known to hold the text of the notes. It has {}. Say which one it is: --column \
         text=NAME.{}",
        list(.columns),
        no_header(.columns)
    )]
    NoTextColumn {
        /// The path, as given.
        path: String,
        /// The columns that are there.
        columns: Vec<FoundColumn>,
    },
    /// Two columns that could equally well hold a field.
    #[error(
        "Two columns of {path} could be the {}: {first:?} and {second:?}. Say which one it is: --column {}={first:?} or \
         --column {}={second:?}.",
        .field.name(), .field.name(), .field.name()
    )]
    AmbiguousColumn {
        /// The path, as given.
        path: String,
        /// The field.
        field: Field,
        /// One column.
        first: String,
        /// The other.
        second: String,
    },
    /// A column that was asked for and is not there.
    #[error(
        "{path} has no column {asked:?}, which was to be the {}.{} Its columns are {}.",
        .field.name(),
        did_you_mean(.nearest.as_deref()),
        .header.join(", ")
    )]
    MissingColumn {
        /// The path, as given.
        path: String,
        /// The field it was to hold.
        field: Field,
        /// The column asked for.
        asked: String,
        /// The columns that are there.
        header: Vec<String>,
        /// The one whose name is nearest.
        nearest: Option<String>,
    },
    /// Dates that could all be read day first or month first.
    #[error(
        "There are ambiguous dates in column {column:?} of {path}: {cells} could be read day first or month first (the \
         first in line {line}), and no other date settles it. Say which it is: --date-format dd/mm/yyyy or \
         --date-format mm/dd/yyyy."
    )]
    AmbiguousDates {
        /// The path, as given.
        path: String,
        /// The date column.
        column: String,
        /// How many cells could be either.
        cells: u64,
        /// The line of the first.
        line: u64,
    },
    /// Note ids that a spreadsheet has rounded.
    #[error(
        "The note ids in column {column:?} of {path} were rounded by a spreadsheet: {cells} are written like 1.23E+15 (the \
         first in line {line}), so that different notes share one. Export the file again without opening it in a \
         spreadsheet, or say --column note_id= (without a name) to number the notes by their rows."
    )]
    RoundedIds {
        /// The path, as given.
        path: String,
        /// The column.
        column: String,
        /// How many cells are rounded.
        cells: u64,
        /// The line of the first.
        line: u64,
    },
    /// A date format that cannot be understood.
    #[error(
        "The date format {given:?} cannot be understood. Write dd/mm/yyyy or mm/dd/yyyy, or a pattern such as \
         %d/%m/%Y."
    )]
    BadDateFormat {
        /// The format, as given.
        given: String,
    },
}

impl IntakeError {
    /// The same, with the row of a sheet for the line of its text.
    pub(super) fn in_sheet(mut self, row_of: impl Fn(u64) -> u64) -> Self {
        if let Self::ColumnsChange { line, .. } | Self::TwoTables { line, .. } | Self::UnclosedHeader { line, .. } =
            &mut self
        {
            *line = row_of(*line);
        }
        self
    }
}

/// A column of a file in which no text column was found.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundColumn {
    /// Its name, or its letter if the name might be the content of a row.
    pub name: String,
    /// The average length of its cells, in characters.
    pub average_length: f64,
}

impl fmt::Display for FoundColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({:.0} characters on average)", self.name, self.average_length)
    }
}
