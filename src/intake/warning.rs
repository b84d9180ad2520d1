//! What an auditor should know about a file that was read all the same. A
//! warning counts; it never changes what is audited.

mod wording;

use super::dates::NoDate;
use crate::note::Agency;

/// Something about a file that may matter to what its numbers mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Neither the user nor a column says which agency wrote the file.
    AgencyFromFileName {
        /// The name taken: the file's, without its ending.
        agency: Agency,
    },
    /// Rows whose agency cell is empty.
    AgencyMissing {
        /// How many.
        rows: u64,
    },
    /// Another column may hold note text too; it is not audited.
    OtherTextColumn {
        /// The column that is read.
        used: String,
        /// The one that is not.
        other: String,
    },
    /// Columns whose values are no text: lists, structures, binary data.
    UnreadColumns {
        /// Their names.
        columns: Vec<String>,
    },
    /// Sheets that are hidden; they are not audited.
    HiddenSheets {
        /// Their names.
        sheets: Vec<String>,
    },
    /// Other sheets with something in them; they are not audited.
    OtherSheets {
        /// The sheet that is read.
        used: String,
        /// The names of the others.
        others: Vec<String>,
    },
    /// Comments on the cells of a workbook; they are not audited.
    CellComments {
        /// How many.
        comments: u64,
    },
    /// Merged cells that lie over records; what they say counts for the first
    /// row and column only.
    MergedCells {
        /// How many.
        cells: u64,
    },
    /// Cells that hold the error of a formula; they are read as empty.
    FailedFormulas {
        /// How many.
        cells: u64,
    },
    /// A header that stands in several rows.
    JoinedHeader,
    /// Records that lack a name which most have and use one which most lack.
    RareNames {
        /// The names that most records lack.
        names: Vec<String>,
        /// How many records.
        records: u64,
    },
    /// The file is as long as a sheet of Excel can be.
    ExcelRowLimit {
        /// How many rows, the header and other lines counted or not.
        rows: u64,
    },
    /// More than half of the notes are empty.
    MostlyEmpty {
        /// How many.
        empty: u64,
        /// Of how many rows.
        rows: u64,
    },
    /// A closing line states another number of records than were read.
    FooterTotal {
        /// What the line says.
        stated: u64,
        /// What was read, rejects included.
        counted: u64,
    },
    /// Lines that repeat the header.
    RepeatedHeaders {
        /// How many.
        lines: u64,
    },
    /// Rows with quotation marks that are not doubled, read as they stand.
    QuotesNotDoubled {
        /// How many.
        rows: u64,
    },
    /// Rows that end early, read as if the rest were empty.
    ShortRows {
        /// How many.
        rows: u64,
    },
    /// Rows whose note id occurred before. They are kept, under the same id.
    DuplicateIds {
        /// How many.
        rows: u64,
    },
    /// Date cells that gave no date; their notes are audited without one.
    DatesNotRead {
        /// Why not.
        reason: NoDate,
        /// How many.
        cells: u64,
    },
    /// Dates with a year of two digits, read as 1950 to 2049.
    ShortYears {
        /// How many.
        cells: u64,
    },
    /// Notes that all end at a length where systems cut text off.
    TextCutOff {
        /// The length, in UTF-16 units as Excel and databases count.
        units: usize,
        /// How many notes.
        rows: u64,
    },
    /// RTF bodies that could not be read to their end.
    RtfBodies {
        /// How many.
        rows: u64,
    },
    /// Days by their numbers, as Excel counts them from 1900.
    DayNumbers {
        /// How many.
        cells: u64,
    },
    /// Cells that hold several notes, each with its date.
    DatedSections {
        /// How many cells.
        rows: u64,
        /// How many notes are in them.
        sections: u64,
    },
    /// Text that was blacked out before the export.
    BlackedOut {
        /// How many notes have such places.
        rows: u64,
        /// How many places there are.
        places: u64,
        /// How many characters are in them.
        characters: u64,
        /// How many characters all notes have.
        of: u64,
    },
    /// Notes with marks that turn the direction of the text round.
    TurnedText {
        /// How many.
        rows: u64,
    },
    /// Notes that are hardly English.
    NotEnglish {
        /// How many.
        rows: u64,
        /// How many notes there are.
        of: u64,
    },
    /// Numbers of cases that a spreadsheet has rounded.
    RoundedNumbers {
        /// The column.
        column: String,
        /// How many cells.
        cells: u64,
    },
    /// Bytes that Windows-1252 leaves undefined.
    UndefinedBytes {
        /// How many.
        bytes: u64,
    },
    /// A file read as Windows-1252 with places that look like UTF-8.
    MixedEncodings {
        /// How many places.
        places: u64,
    },
    /// Replacement characters: text lost before the file was exported.
    LostCharacters {
        /// How many.
        characters: u64,
    },
    /// Text that was decoded wrongly before the file was exported.
    Mojibake {
        /// How many places.
        places: u64,
    },
    /// NUL characters.
    NulCharacters {
        /// How many.
        characters: u64,
    },
}

impl Warning {
    /// What is to be said where so many notes have an id that occurred before.
    pub fn duplicate_ids(rows: u64) -> Option<Self> {
        (rows > 0).then_some(Self::DuplicateIds { rows })
    }

    /// The stable name that the manifest uses.
    pub fn code(&self) -> &'static str {
        match self {
            Self::AgencyFromFileName { .. } => "agency-from-file-name",
            Self::AgencyMissing { .. } => "agency-missing",
            Self::OtherTextColumn { .. } => "other-text-column",
            Self::UnreadColumns { .. } => "unread-columns",
            Self::HiddenSheets { .. } => "hidden-sheets",
            Self::OtherSheets { .. } => "other-sheets",
            Self::CellComments { .. } => "cell-comments",
            Self::MergedCells { .. } => "merged-cells",
            Self::FailedFormulas { .. } => "failed-formulas",
            Self::JoinedHeader => "joined-header",
            Self::RareNames { .. } => "rare-names",
            Self::ExcelRowLimit { .. } => "excel-row-limit",
            Self::MostlyEmpty { .. } => "mostly-empty",
            Self::FooterTotal { .. } => "footer-total",
            Self::RepeatedHeaders { .. } => "repeated-headers",
            Self::QuotesNotDoubled { .. } => "quotes-not-doubled",
            Self::ShortRows { .. } => "short-rows",
            Self::DuplicateIds { .. } => "duplicate-ids",
            Self::DatesNotRead { .. } => "dates-not-read",
            Self::ShortYears { .. } => "short-years",
            Self::TextCutOff { .. } => "text-cut-off",
            Self::RtfBodies { .. } => "rtf-bodies",
            Self::DayNumbers { .. } => "day-numbers",
            Self::DatedSections { .. } => "dated-sections",
            Self::BlackedOut { .. } => "blacked-out",
            Self::TurnedText { .. } => "turned-text",
            Self::NotEnglish { .. } => "not-english",
            Self::RoundedNumbers { .. } => "rounded-numbers",
            Self::UndefinedBytes { .. } => "undefined-bytes",
            Self::MixedEncodings { .. } => "mixed-encodings",
            Self::LostCharacters { .. } => "lost-characters",
            Self::Mojibake { .. } => "mojibake",
            Self::NulCharacters { .. } => "nul-characters",
        }
    }
}
