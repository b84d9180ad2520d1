//! What a reviewer is shown: a whole note, redacted, and one question about it.

use std::fmt;

use super::decision::Decision;
use crate::lexicon::{EntryId, Indicator, Kind, Status};
use crate::note::Span;

/// One question of a review, numbered from 1 in the order of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(pub(super) u32);

impl ItemId {
    /// The item with this number, if it is one that can be.
    pub fn new(number: u32) -> Option<Self> {
        (number > 0).then_some(Self(number))
    }

    /// Its number.
    pub fn get(self) -> u32 {
        self.0
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A finding of the audit, numbered from 1 in the order of `findings.csv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FindingId(pub(super) u64);

impl FindingId {
    /// The finding with this number, if it is one that can be.
    pub fn new(number: u64) -> Option<Self> {
        (number > 0).then_some(Self(number))
    }

    /// Its number.
    pub fn get(self) -> u64 {
        self.0
    }
}

/// How often something was said of an item by one reviewer, undoing included. A
/// decision names the revision that the reviewer saw, so that none is made over
/// another unseen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Revision(pub(super) u32);

impl Revision {
    /// As a page hands it back.
    pub fn new(number: u32) -> Self {
        Self(number)
    }

    /// Its number.
    pub fn get(self) -> u32 {
        self.0
    }

    pub(super) fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// What is asked. It says which indicator the words may be evidence of and not
/// what the audit made of them: whether it counted them, by which rule, and what
/// else it found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Whether these words are evidence of this, and in whose voice.
    Words {
        /// Where, as characters of the text shown.
        span: Span,
        /// Of what.
        indicator: Indicator,
    },
    /// Whether the note has wording of this kind in its writer's own words.
    Note {
        /// Of which kind.
        kind: Kind,
    },
    /// The same of the rest of the note, because the words asked about before
    /// are none.
    Rest {
        /// The words asked about before.
        span: Span,
        /// Of which kind.
        kind: Kind,
    },
}

impl Asked {
    /// Whether words that a reviewer found are of the kind asked about; they are
    /// where the reviewer does not say of which they are.
    pub(super) fn is_about(self, found: Option<Indicator>) -> bool {
        match self {
            Self::Words { .. } => false,
            Self::Note { kind } | Self::Rest { kind, .. } => found.is_none_or(|indicator| indicator.kind() == kind),
        }
    }
}

/// What the audit says of words. The entry is the rule: why it is looked for, on
/// whose word and what is better is in the lexicon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Which finding it is.
    pub finding: FindingId,
    /// What it is evidence of.
    pub indicator: Indicator,
    /// Who says it, and how.
    pub status: Status,
    /// The rule that found it.
    pub entry: EntryId,
    /// Which of its phrases, counted from 0.
    pub phrase: usize,
    /// The words that decided the status, redacted; empty if nothing had to.
    pub cue: String,
    /// Whether an earlier note of the case has the same passage, so that it is
    /// not counted here.
    pub is_repeat: bool,
}

/// Words of a note with what the audit says of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where, as characters of the text shown.
    pub span: Span,
    /// What the audit says.
    pub label: Label,
}

/// Where a note is from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Who wrote it.
    pub agency: String,
    /// The day it is about, as in `findings.csv`; empty if that is not known.
    pub date: String,
    /// The kind of record.
    pub note_type: String,
    /// The record's identifier.
    pub note_id: String,
    /// The file it came from.
    pub source: String,
    /// The record number in that file, from 1.
    pub row: u64,
}

/// One item as it is for one reviewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Which.
    pub id: ItemId,
    /// What is asked.
    pub asked: Asked,
    /// The whole note, redacted; lines as written.
    pub text: String,
    /// Where the note is from.
    pub origin: Origin,
    /// What the audit says of the words asked about, if they are and it may be
    /// shown: in a blind review only once the reviewer has decided.
    pub label: Option<Label>,
    /// All that the audit found in the note, in the order of the text, if it may
    /// be shown.
    pub marks: Vec<Mark>,
    /// What this reviewer decided, if so.
    pub decision: Option<Decision>,
    /// What this reviewer noted; for nobody else.
    pub own_note: Option<String>,
    /// How often this reviewer said something of it.
    pub revision: Revision,
    /// Whether two reviewers are to read it.
    pub is_read_twice: bool,
}

#[cfg(test)]
impl Label {
    pub(super) fn of(indicator: Indicator) -> Self {
        let entry = EntryId::new("BLA001").unwrap();
        let (status, cue) = (Status::Counted, String::new());
        Self { finding: FindingId(1), indicator, status, entry, phrase: 0, cue, is_repeat: false }
    }
}
