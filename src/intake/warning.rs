//! What an auditor should know about a file that was read all the same. A
//! warning counts; it never changes what is audited.

use std::fmt;

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

impl fmt::Display for Warning {
    #[expect(clippy::too_many_lines, reason = "a sentence for each")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AgencyFromFileName { agency } => write!(
                f,
                "The agency is taken from the file name: {agency}. Say --agency NAME or --column agency=NAME if it is \
                 another."
            ),
            Self::AgencyMissing { rows } => write!(f, "{rows} rows do not say which agency wrote them."),
            Self::OtherTextColumn { used, other } => write!(
                f,
                "The notes are read from column {used:?}; column {other:?} may hold note text too and is not audited."
            ),
            Self::UnreadColumns { columns } => {
                write!(
                    f,
                    "Columns whose values are no text, such as lists, structures or binary data, are not read: {}.",
                    columns.join(", ")
                )
            }
            Self::HiddenSheets { sheets } => {
                write!(f, "Hidden sheets are not audited: {}. To audit one, name it: --sheet NAME.", sheets.join(", "))
            }
            Self::OtherSheets { used, others } => {
                write!(f, "The notes are read from sheet {used:?}; not audited: {}.", others.join(", "))
            }
            Self::CellComments { comments } => {
                write!(f, "The workbook has comments on {comments} cells, which are not audited.")
            }
            Self::MergedCells { cells } => write!(
                f,
                "{cells} merged cells lie over notes: what they say counts for the first row and column they cover."
            ),
            Self::FailedFormulas { cells } => {
                write!(f, "{cells} cells hold the error of a formula, such as #REF!, and are read as empty.")
            }
            Self::JoinedHeader => f.write_str(
                "The header stands in several rows, whose names are joined: plainrecord preview shows the columns.",
            ),
            Self::RareNames { names, records } => write!(
                f,
                "{records} records lack a name that most have and use one that most lack: {}. Check whether one thing \
                 has two names.",
                names.join(", ")
            ),
            Self::ExcelRowLimit { rows } => write!(
                f,
                "The file has exactly {rows} rows, which is the most that a sheet of Excel holds. Check that none are \
                 missing at its end."
            ),
            Self::MostlyEmpty { empty, rows } => write!(
                f,
                "{empty} of {rows} notes are empty. If the notes stand in another column, name it: --column text=NAME."
            ),
            Self::FooterTotal { stated, counted } => {
                write!(f, "The file says it has {stated} records, and {counted} were read. Check the export.")
            }
            Self::RepeatedHeaders { lines } => write!(f, "{lines} lines repeat the header and are left out."),
            Self::QuotesNotDoubled { rows } => {
                write!(f, "{rows} rows have quotation marks in quoted text that are not doubled.")
            }
            Self::ShortRows { rows } => {
                write!(f, "{rows} rows leave out cells at their end, which are taken as empty.")
            }
            Self::DuplicateIds { rows } => {
                write!(f, "{rows} rows have a note id that occurred before; they are kept under the same id.")
            }
            Self::DatesNotRead { reason, cells } => {
                write!(f, "{cells} dates were not read: {reason}. Their notes are audited without a date.")
            }
            Self::ShortYears { cells } => {
                write!(f, "{cells} dates have a year of two digits, read as 1950 to 2049.")
            }
            Self::TextCutOff { units, rows } => write!(
                f,
                "{rows} notes are exactly {units} characters long, where systems cut text off; their ends are probably \
                 missing."
            ),
            Self::RtfBodies { rows } => write!(
                f,
                "{rows} notes are RTF that is damaged or cut off; what cannot be read of it stands as it came. Export them \
                 as plain text."
            ),
            Self::DayNumbers { cells } => write!(
                f,
                "{cells} dates are numbers of days, read as Excel counts them from 1900. If the workbook counts from 1904, \
                 export the dates as dates."
            ),
            Self::DatedSections { rows, sections } => write!(
                f,
                "{rows} cells hold several dated notes, {sections} in all; what is found has the date of its own part, and \
                 the cell counts as one note."
            ),
            Self::BlackedOut { rows, places, characters, of } => write!(
                f,
                "{places} places in {rows} notes are blacked out, {:.1}% of all text; no wording is looked for across them.",
                *characters as f64 * 100.0 / (*of).max(1) as f64
            ),
            Self::TurnedText { rows } => write!(
                f,
                "{rows} notes have marks that turn the direction of text round; the text is read, and shown, without them."
            ),
            Self::NotEnglish { rows, of } => write!(
                f,
                "{rows} of {of} notes are hardly in English; only English wording is looked for, so little is found in them."
            ),
            Self::RoundedNumbers { column, cells } => write!(
                f,
                "{cells} cells of column {column:?} are numbers that a spreadsheet has rounded, such as 1.23E+15; different \
                 people may be taken for one. Export them as text."
            ),
            Self::UndefinedBytes { bytes } => write!(f, "{bytes} bytes have no meaning in Windows-1252."),
            Self::MixedEncodings { places } => write!(
                f,
                "{places} places look like UTF-8, though most of the file is Windows-1252; they are put right for reading."
            ),
            Self::LostCharacters { characters } => {
                write!(f, "{characters} characters were lost before the file was exported (\u{fffd}).")
            }
            Self::Mojibake { places } => {
                write!(
                    f,
                    "{places} places were garbled before the file was exported, such as \u{e2}€™ for ’; they are put right for reading."
                )
            }
            Self::NulCharacters { characters } => write!(f, "The file has {characters} NUL characters in its text."),
        }
    }
}
