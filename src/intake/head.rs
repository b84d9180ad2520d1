//! What the start of a delimited file says about all of it, and how its parts
//! are read by that.

use std::sync::Arc;

use super::csv::{Delimited, Given, Stretch};
use super::decode::Decoded;
use super::dialect::Dialect;
use super::error::IntakeError;
use super::records::{Piece, split};
use super::recovery::{Habits, Recovery};

/// What the start of a file says about all of it.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub(super) dialect: Dialect,
    pub(super) header: Vec<String>,
    /// The rows of the header as they stand in the text.
    pub(super) header_rows: Vec<String>,
    /// How many fields the header has.
    pub(super) columns: usize,
    pub(super) habits: Habits,
    pub(super) given: Given,
}

/// The start of a file down to its header, without its text: what all its
/// parts are read by.
#[derive(Clone, Debug)]
pub(super) struct Head {
    form: Arc<Form>,
    pieces: Vec<Piece>,
}

impl Head {
    pub(super) fn new(form: Arc<Form>, pieces: Vec<Piece>) -> Self {
        Self { form, pieces }
    }

    /// The names of the columns.
    pub(super) fn header(&self) -> &[String] {
        &self.form.header
    }

    /// How the file is laid out.
    pub(super) fn dialect(&self) -> &Dialect {
        &self.form.dialect
    }

    /// Reads the part of the file that this is the head of.
    ///
    /// # Errors
    /// If a second header is a question.
    pub(super) fn first_part(&self, stretch: Stretch<'_>, decoded: Decoded) -> Result<Delimited, IntakeError> {
        let start = self.pieces.last().map_or(0, |piece| piece.span.end);
        let line = 1 + self.form.dialect.scanner(&decoded.text).breaks(0, start);
        self.below(self.pieces.clone(), stretch, decoded, line)
    }

    /// Reads a later part of the file, which begins with a record on `line`.
    ///
    /// # Errors
    /// If a second header is a question.
    pub(super) fn part(&self, stretch: Stretch<'_>, decoded: Decoded, line: u64) -> Result<Delimited, IntakeError> {
        self.below(Vec::new(), stretch, decoded, line)
    }

    fn below(
        &self,
        mut pieces: Vec<Piece>,
        stretch: Stretch<'_>,
        decoded: Decoded,
        line: u64,
    ) -> Result<Delimited, IntakeError> {
        let form = Arc::clone(&self.form);
        let (scanner, start) = (form.dialect.scanner(&decoded.text), pieces.last().map_or(0, |piece| piece.span.end));
        pieces.extend(split(scanner, &decoded.text, start, line, &Recovery::new(scanner, &form.habits)));
        Delimited::split(stretch, decoded, form, pieces)
    }
}
