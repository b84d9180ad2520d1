//! A row that could not be audited, and why. A reject knows where the row is,
//! never what it says: the row stays in the file, to be put right there.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::note::Agency;

/// One row that was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// The file, as given.
    pub source: Arc<str>,
    /// The record number in the file, from 1, header not counted; `None` if
    /// the fault leaves it open.
    pub row: Option<u64>,
    /// The line the record starts on, from 1. In a workbook or a web page, the
    /// row of the sheet or the table; in Parquet, the row.
    pub line: u64,
    /// The column at fault, where it is one.
    pub column: Option<String>,
    /// Who wrote it; `None` where the row was not read so far.
    pub agency: Option<Agency>,
    /// What is wrong.
    pub reason: RejectReason,
    /// The record's bytes in the file; `None` where a row is not a stretch of
    /// bytes.
    pub bytes: Option<Range<u64>>,
}

/// Why a row was set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RejectReason {
    /// Fewer fields than the header has names.
    TooFewFields {
        /// Names in the header.
        expected: usize,
        /// Fields in the row.
        found: usize,
    },
    /// More fields than the header has names.
    TooManyFields {
        /// Names in the header.
        expected: usize,
        /// Fields in the row.
        found: usize,
    },
    /// The last field goes on in the next line, without quotation marks.
    LineBreak,
    /// A quotation mark opens a field and nothing closes it.
    UnclosedQuote,
    /// Bytes that are not text in the file's encoding.
    BadBytes,
    /// The note says nothing.
    EmptyNote,
    /// All that the note said was blacked out.
    BlackedOut,
    /// A field longer than [`MAX_FIELD_CHARS`].
    FieldTooLong,
    /// A record that is not JSON.
    NotJson,
    /// A JSON value that is not an object.
    NotAnObject,
    /// A JSON object that names a key twice.
    RepeatedKey,
    /// The last record, which ends before it is complete.
    CutOff,
    /// An earlier version of a note that is there in a later one.
    Superseded,
    /// A note that the record says was entered in error.
    EnteredInError,
    /// A note that the record says was deleted.
    Deleted,
    /// A note that is a draft.
    Draft,
}

/// The longest field that is read, in characters. A case note is never that
/// long; a file that was put together wrongly may be.
pub const MAX_FIELD_CHARS: usize = 1 << 20;

/// Whether a field is longer than that. Most are not, and need no counting.
pub(super) fn is_too_long(cell: &str) -> bool {
    cell.len() > MAX_FIELD_CHARS && cell.chars().count() > MAX_FIELD_CHARS
}

impl RejectReason {
    /// The stable name that `rejected.csv` and the manifest use.
    pub fn code(self) -> &'static str {
        match self {
            // The same fault from two sides: what is missing here begins the next line.
            Self::TooFewFields { .. } | Self::LineBreak => "too-few-fields",
            Self::TooManyFields { .. } => "too-many-fields",
            Self::UnclosedQuote => "unclosed-quote",
            Self::BadBytes => "bad-bytes",
            Self::EmptyNote => "empty-note",
            Self::BlackedOut => "blacked-out",
            Self::FieldTooLong => "field-too-long",
            Self::NotJson => "not-json",
            Self::NotAnObject => "not-an-object",
            Self::RepeatedKey => "repeated-key",
            Self::CutOff => "cut-off",
            Self::Superseded => "superseded",
            Self::EnteredInError => "entered-in-error",
            Self::Deleted => "deleted",
            Self::Draft => "draft",
        }
    }

    /// Whether the row is no part of the record, which was there to be read.
    pub fn is_withdrawn(self) -> bool {
        matches!(self, Self::Superseded | Self::EnteredInError | Self::Deleted | Self::Draft)
    }

    /// What is wrong, as a sentence.
    pub fn message(self) -> String {
        match self {
            Self::TooFewFields { expected, found } => {
                format!("The row has only {found} fields and the header has {expected}.")
            }
            Self::TooManyFields { expected, found } => {
                format!("The row has {found} fields and the header only {expected}.")
            }
            Self::LineBreak => "The row goes on in the next line, without quotation marks around the field.".to_owned(),
            Self::UnclosedQuote => "A quotation mark opens a field and is never closed.".to_owned(),
            Self::BadBytes => "The row has bytes that are not text in the encoding of the file.".to_owned(),
            Self::EmptyNote => "The note is empty, or says that there is nothing to say.".to_owned(),
            Self::BlackedOut => "All of the note is blacked out.".to_owned(),
            Self::FieldTooLong => format!("A field is longer than {MAX_FIELD_CHARS} characters."),
            Self::NotJson => "The record is not valid JSON.".to_owned(),
            Self::NotAnObject => "The record is JSON, but no object with names and values.".to_owned(),
            Self::RepeatedKey => "The record gives the same name twice.".to_owned(),
            Self::CutOff => "The file ends before its last record is complete.".to_owned(),
            Self::Superseded => "A later version of the note takes the place of this one.".to_owned(),
            Self::EnteredInError => "The note is marked as entered in error.".to_owned(),
            Self::Deleted => "The note is marked as deleted.".to_owned(),
            Self::Draft => "The note is marked as a draft.".to_owned(),
        }
    }

    /// What to do about it, as a sentence.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::TooFewFields { .. } | Self::LineBreak => {
                "Look for a missing separator, or for a line break in a field that is not in quotation marks, and \
                 export again with every text field in quotation marks."
            }
            Self::TooManyFields { .. } => {
                "Look for a separator in a field that is not in quotation marks, and export again with every text \
                 field in quotation marks."
            }
            Self::UnclosedQuote => {
                "Close the quotation mark, or write it twice if it belongs to the text, and export again with every \
                 text field in quotation marks."
            }
            Self::BadBytes => "Export the file again in one encoding, best UTF-8, or name it with --encoding.",
            Self::EmptyNote => "Nothing, if the note is empty in the case system; if not, check --column text=NAME.",
            Self::BlackedOut => {
                "Nothing, if it was blacked out on purpose; if not, export the notes as they were written."
            }
            Self::FieldTooLong => "Look at the line: several records may have run together in one field.",
            Self::NotJson => "Correct the line, or export the file again: one JSON object on each line is best.",
            Self::NotAnObject => "Export the notes as objects, with a name for every value.",
            Self::RepeatedKey => "Export the file again with a name of its own for every value.",
            Self::CutOff => "Export the file again: the end of it is missing.",
            Self::Superseded => {
                "Nothing, if the numbers are versions of one note; if not, say --column version= (without a name)."
            }
            Self::EnteredInError | Self::Deleted | Self::Draft => {
                "Nothing, if that is what the column means; if not, or to audit such notes too, say --column status= \
                 (without a name)."
            }
        }
    }
}

impl fmt::Display for RejectReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_its_own_code_a_sentence_and_a_remedy() {
        let reasons = [
            RejectReason::TooFewFields { expected: 5, found: 4 },
            RejectReason::TooManyFields { expected: 5, found: 6 },
            RejectReason::UnclosedQuote,
            RejectReason::BadBytes,
            RejectReason::EmptyNote,
            RejectReason::BlackedOut,
            RejectReason::FieldTooLong,
            RejectReason::NotJson,
            RejectReason::NotAnObject,
            RejectReason::RepeatedKey,
            RejectReason::CutOff,
            RejectReason::Superseded,
            RejectReason::EnteredInError,
            RejectReason::Deleted,
            RejectReason::Draft,
        ];
        let mut codes: Vec<_> = reasons.iter().map(|reason| reason.code()).collect();
        codes.dedup();
        assert_eq!(codes.len(), reasons.len());
        for reason in reasons.into_iter().chain([RejectReason::LineBreak]) {
            assert!(reason.message().ends_with('.') && reason.remedy().ends_with('.'), "{}", reason.code());
        }
    }
}
