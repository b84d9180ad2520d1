//! What the reports are made of: everything they may say, handed over
//! finished. Nothing here is worked out from a note's text.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::ledger::Ledger;
use super::notes::Notes;
use super::read_again::ReadAgain;
use crate::classify::{Measured, Passage, Probability};
use crate::detect::{Agreement, Finding};
use crate::kept::Kept;
use crate::language::Profile;
use crate::lexicon::{Kind, Lexicon};
use crate::measure::{AgencyRebase, CaseMeasures, Measures, Peers};
use crate::note::{Agency, CaseId, Date, Note, NoteId, shared_text};
use crate::redact::{Excerpt, Excerpts, kept};

/// What all agencies together are called in tables.
pub const ALL_AGENCIES: &str = "(all)";

/// One finished audit, as the reports see it.
#[derive(Clone, Copy, Debug)]
pub struct Audit<'a> {
    /// The exports that were read, in the order given.
    pub sources: &'a [SourceSummary],
    /// Every row that was not audited.
    pub rejects: &'a Kept<RejectRow>,
    /// Every note.
    pub notes: &'a Notes,
    /// Every finding whatever its status, in the order of the notes.
    pub findings: &'a Kept<FindingRow>,
    /// Every passage that the classifier points at, in the order of the notes.
    pub passages: &'a Kept<PassageRow>,
    /// What was measured of the classifier; `None` if it was not used.
    pub classifier: Option<&'a Measured>,
    /// Every note that describes a written agreement, in the order of the notes.
    pub agreements: &'a Kept<AgreementRow>,
    /// How many findings there are of what sort.
    pub totals: Totals,
    /// The figures, after the small-number rule.
    pub measures: &'a Measures,
    /// The figures about cases, after the small-number rule.
    pub cases: &'a CaseMeasures,
    /// Wording that one agency uses more than the others.
    pub language: &'a Profile,
    /// What was looked for.
    pub lexicon: &'a Lexicon,
    /// What the auditor chose.
    pub settings: &'a Settings,
    /// What makes the audit reproducible.
    pub run: &'a RunFacts,
    /// What people say who read some of its notes again, if any did.
    pub read_again: Option<&'a ReadAgain>,
    /// What it can be written up from again; `None` where that is not to be had.
    pub ledger: Option<&'a Ledger>,
}

/// One export: what it was taken for, and what became of its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceSummary {
    /// The file as given.
    pub name: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// The character encoding it was read in.
    pub encoding: String,
    /// What separates its fields, in words or as the character.
    pub delimiter: String,
    /// Records in it, the header not counted.
    pub rows: u64,
    /// Records that became notes.
    pub notes: u64,
    /// Records that did not.
    pub rejects: u64,
    /// Lines that are no records: above the header, blank, closing, or the
    /// header again.
    pub other_lines: u64,
    /// What became of every byte or cell of it.
    pub account: Accounted,
    /// The earliest date of its notes.
    pub first_date: Option<Date>,
    /// The latest date of its notes.
    pub last_date: Option<Date>,
    /// What a reader should know about how it was read, a sentence each.
    pub warnings: Vec<String>,
}

/// What became of every part of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accounted {
    /// What it is counted in.
    pub unit: Cow<'static, str>,
    /// How much there is.
    pub there: u64,
    /// How much of it is in notes.
    pub audited: u64,
    /// How much is in rows that were rejected.
    pub rejected: u64,
    /// How much is no record.
    pub other: u64,
}

/// One row that was not audited, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectRow {
    /// The file as given.
    #[serde(with = "shared_text")]
    pub source: Arc<str>,
    /// The record number, from 1; `None` where no record could be made out.
    pub row: Option<u64>,
    /// The line of the file, from 1.
    pub line: u64,
    /// The column at fault, empty if it is the whole row.
    pub column: String,
    /// The stable code of the reason.
    pub reason: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

/// What the reports say about a note besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteHead {
    /// Which note of the audit it is.
    pub number: u64,
    /// The record's identifier.
    pub note_id: NoteId,
    /// The family or person it belongs to.
    pub case_id: CaseId,
    /// Who wrote it.
    pub agency: Agency,
    /// The team within the agency.
    pub team: String,
    /// The member of staff; written out only with [`Workers::Named`].
    pub worker: String,
    /// The day it is about.
    pub date: Option<Date>,
    /// The kind of record.
    pub note_type: String,
    /// The file it came from.
    #[serde(with = "shared_text")]
    pub source: Arc<str>,
    /// The record number in that file, from 1.
    pub row: u64,
}

/// How the head that several rows share is written down: with each.
pub(super) mod shared_head {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::NoteHead;

    pub(crate) fn serialize<S: Serializer>(head: &Arc<NoteHead>, to: S) -> Result<S::Ok, S::Error> {
        head.as_ref().serialize(to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Arc<NoteHead>, D::Error> {
        NoteHead::deserialize(from).map(Arc::new)
    }
}

impl NoteHead {
    /// The head of a note, the `number`th of the audit. A worker who is not to be
    /// named is not in it.
    pub fn new(note: &Note, number: u64, workers: Workers) -> Self {
        Self {
            number,
            note_id: note.id.clone(),
            case_id: note.case.clone(),
            agency: note.agency.clone(),
            team: note.team.clone(),
            worker: if workers == Workers::Named { note.worker.clone() } else { String::new() },
            date: note.date,
            note_type: note.note_type.clone(),
            source: Arc::clone(&note.source),
            row: note.row,
        }
    }
}

/// One finding, with its note and the words that may be quoted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingRow {
    /// The note it was found in; findings of one note share it.
    #[serde(with = "shared_head")]
    pub note: Arc<NoteHead>,
    /// What was found, and where.
    pub finding: Finding,
    /// The words that decided the status, redacted, or the name of the shape
    /// that did; empty if nothing had to.
    pub cue: String,
    /// The words found and the sentence around them, redacted.
    #[serde(with = "kept")]
    pub excerpt: Excerpt,
    /// The earlier note that the same passage was repeated from.
    pub repeat_of: Option<NoteId>,
    /// How probable the classifier thinks that it is right to count it;
    /// `None` where it has no opinion.
    pub opinion: Option<Probability>,
}

/// How many findings there are, whatever the agency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Those that are in the figures.
    pub counted: u64,
    /// Concerns that are in the figures.
    pub concerns: u64,
    /// Concerns that are not the writer's own wording.
    pub other_concerns: u64,
}

impl Totals {
    /// Adds a finding.
    pub fn add(&mut self, row: &FindingRow) {
        let is_concern = row.finding.indicator.kind() == Kind::Concern;
        self.counted += u64::from(row.counts());
        self.concerns += u64::from(is_concern && row.counts());
        self.other_concerns += u64::from(is_concern && !row.finding.is_counted());
    }
}

/// One passage worth reading, with its note and the words that may be quoted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassageRow {
    /// The note it stands in.
    #[serde(with = "shared_head")]
    pub note: Arc<NoteHead>,
    /// Where, and what it is like.
    pub passage: Passage,
    /// Its words and the sentence around them, redacted.
    #[serde(with = "kept")]
    pub excerpt: Excerpt,
    /// The words that the classifier is surest of, redacted.
    pub carried_by: String,
    /// The earlier note that the same passage was repeated from.
    pub repeat_of: Option<NoteId>,
}

impl FindingRow {
    /// Whether it is in the figures: the writer's own words, and not a passage
    /// that was counted in an earlier note.
    pub fn counts(&self) -> bool {
        self.finding.is_counted() && self.repeat_of.is_none()
    }
}

/// A written agreement as one note describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementRow {
    /// The note.
    #[serde(with = "shared_head")]
    pub note: Arc<NoteHead>,
    /// Who is bound to what, what follows a breach, how far it was agreed.
    pub agreement: Agreement,
}

/// What the auditor chose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// How notes are quoted.
    pub excerpts: Excerpts,
    /// Whether the tables of findings name staff.
    pub workers: Workers,
    /// The period audited, where one was set.
    pub period: Period,
    /// What was left out by choice.
    pub ignored: Vec<IgnoredWords>,
    /// Which agencies are held beside one another rather than beside all others.
    pub peers: Peers,
    /// Where the limits of months start again, and why.
    pub rebases: Vec<AgencyRebase>,
}

/// A wording that the auditor chose to leave out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IgnoredWords {
    /// The phrase.
    pub words: String,
    /// The entry it is about; empty for all.
    pub entry: String,
    /// Why.
    pub reason: String,
    /// In how many places it took something out.
    pub places: u64,
}

/// Whether `findings.csv` and `findings.parquet` say who wrote a note.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Workers {
    /// The column stays empty: an audit is about practice, not about staff.
    #[default]
    Hidden,
    /// The column is filled, because the auditor asked for it.
    Named,
}

impl Workers {
    /// The word used in the manifest.
    pub fn id(self) -> &'static str {
        match self {
            Self::Hidden => "hidden",
            Self::Named => "named",
        }
    }
}

/// A period, open at either end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The first day in it.
    pub first: Option<Date>,
    /// The last day in it.
    pub last: Option<Date>,
}

/// What makes an audit reproducible, apart from its inputs and settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunFacts {
    /// The version of the program.
    pub version: String,
    /// The SHA-256 of all lexicon files together, in hexadecimal.
    pub lexicon_digest: String,
    /// The SHA-256 of the classifier's weights, in hexadecimal; `None` if it
    /// was not used.
    pub classifier_digest: Option<String>,
    /// What the rows of all inputs came to.
    pub counts: Counts,
}

/// Rows in, notes and rejects out, over all inputs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Records read.
    pub rows: u64,
    /// Records that became notes.
    pub notes: u64,
    /// Records that did not.
    pub rejects: u64,
}
