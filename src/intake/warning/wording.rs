//! The sentence for each warning.

use std::fmt;

use super::Warning;

/// A number with the words that go with it.
fn many(number: u64, one: &str, several: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { several })
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
            Self::AgencyMissing { rows } => {
                write!(f, "{} which agency wrote the note.", many(*rows, "row does not say", "rows do not say"))
            }
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
                write!(
                    f,
                    "The workbook has comments on {}; comments are not audited.",
                    many(*comments, "cell", "cells")
                )
            }
            Self::MergedCells { cells } => write!(
                f,
                "{} over notes: what is in it counts for the first row and column that it covers.",
                many(*cells, "merged cell lies", "merged cells lie")
            ),
            Self::FailedFormulas { cells } => {
                let hold = many(*cells, "cell holds", "cells hold");
                write!(f, "{hold} the error of a formula, such as #REF!, which is read as empty.")
            }
            Self::JoinedHeader => f.write_str(
                "The header stands in several rows, whose names are joined: plainrecord preview shows the columns.",
            ),
            Self::RareNames { names, records } => write!(
                f,
                "{} that most lack: {}. Check whether one thing has two names.",
                many(
                    *records,
                    "record lacks a name that most have and uses one",
                    "records lack a name that most have and use one"
                ),
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
                let stated = many(*stated, "record", "records");
                write!(f, "The file says it has {stated}, but holds {counted}. Check the export.")
            }
            Self::RepeatedHeaders { lines } => {
                write!(f, "{} the header, which is left out.", many(*lines, "line repeats", "lines repeat"))
            }
            Self::QuotesNotDoubled { rows } => {
                write!(
                    f,
                    "{} quotation marks in quoted text that are not doubled.",
                    many(*rows, "row has", "rows have")
                )
            }
            Self::ShortRows { rows } => {
                write!(f, "{} out cells at the end, which are taken as empty.", many(*rows, "row leaves", "rows leave"))
            }
            Self::DuplicateIds { rows } => {
                write!(
                    f,
                    "{} a note id that occurred before, and nothing is left out.",
                    many(*rows, "row has", "rows have")
                )
            }
            Self::DatesNotRead { reason, cells } => {
                let were = many(*cells, "date was", "dates were");
                write!(f, "{were} not read: {reason}. A note whose date is not read is audited without one.")
            }
            Self::ShortYears { cells } => {
                write!(f, "{} a year of two digits, read as 1950 to 2049.", many(*cells, "date has", "dates have"))
            }
            Self::TextCutOff { units, rows } => write!(
                f,
                "{} exactly {units} characters long, where systems cut text off; the end is probably missing.",
                many(*rows, "note is", "notes are")
            ),
            Self::RtfBodies { rows } => write!(
                f,
                "{} RTF that is damaged or cut off; what cannot be read of it stands as it came. Export notes as plain \
                 text.",
                many(*rows, "note is", "notes are")
            ),
            Self::DayNumbers { cells } => write!(
                f,
                "{} of days, read as Excel counts from 1900. If the workbook counts from 1904, export the dates as dates.",
                many(*cells, "date is a number", "dates are numbers")
            ),
            Self::DatedSections { rows, sections } => write!(
                f,
                "{} several dated notes, {sections} in all; what is found has the date of its own part, and a cell \
                 counts as one note.",
                many(*rows, "cell holds", "cells hold")
            ),
            Self::BlackedOut { rows, places, characters, of } => write!(
                f,
                "{} in {} blacked out, {:.1}% of all text; no wording is looked for across what is blacked out.",
                many(*places, "place", "places"),
                many(*rows, "note is", "notes are"),
                *characters as f64 * 100.0 / (*of).max(1) as f64
            ),
            Self::TurnedText { rows } => write!(
                f,
                "{} marks that turn the direction of text round; the text is read, and shown, without them.",
                many(*rows, "note has", "notes have")
            ),
            Self::NotEnglish { rows, of } => write!(
                f,
                "Hardly in English: {rows} of {of} notes. Only English wording is looked for, so that little is found there."
            ),
            Self::RoundedNumbers { column, cells } => write!(
                f,
                "Column {column:?} has {} that a spreadsheet has rounded, such as 1.23E+15; different people may be \
                 taken for one. Export the column as text.",
                many(*cells, "number", "numbers")
            ),
            Self::UndefinedBytes { bytes } => {
                write!(f, "{} no meaning in Windows-1252.", many(*bytes, "byte has", "bytes have"))
            }
            Self::MixedEncodings { places } => write!(
                f,
                "{} like UTF-8, though most of the file is Windows-1252; this is put right for reading.",
                many(*places, "place looks", "places look")
            ),
            Self::LostCharacters { characters } => {
                let were = many(*characters, "character was", "characters were");
                write!(f, "{were} lost before the file was exported (\u{fffd}).")
            }
            Self::Mojibake { places } => {
                write!(
                    f,
                    "{} garbled before the file was exported, such as \u{e2}€™ for ’; this is put right for reading.",
                    many(*places, "place was", "places were")
                )
            }
            Self::NulCharacters { characters } => {
                write!(f, "The file has {} in its text.", many(*characters, "NUL character", "NUL characters"))
            }
        }
    }
}
