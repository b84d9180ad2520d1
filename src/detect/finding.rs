//! What detection gives: a place in a note that bears an indicator.

use serde::{Deserialize, Serialize};

use crate::lexicon::{EntryId, Indicator, Kind, Role, Status};
use crate::note::Span;

/// What detection makes of one note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// What was found, in the order of the text.
    pub findings: Vec<Finding>,
    /// What would be found if the note were about abuse, where it does not
    /// show that by itself and it makes a difference; another note of the same
    /// case may show it.
    pub if_about_abuse: Option<Vec<Finding>>,
    /// Whether the note shows by itself that it is about abuse.
    pub about_abuse: bool,
    /// What shows it: the first of each sign.
    pub signs: Vec<SignOfAbuse>,
    /// For each wording that is left out by choice, how often it was.
    pub ignored: Vec<u64>,
}

impl Reading {
    /// What was found, given whether the case is about abuse.
    pub fn in_case(self, about_abuse: bool) -> Vec<Finding> {
        self.if_about_abuse.filter(|_| about_abuse).unwrap_or(self.findings)
    }
}

/// Words that show that a note is about abuse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignOfAbuse {
    /// Which sign of the lexicon.
    pub sign: EntryId,
    /// Where it stands.
    pub span: Span,
}

/// One place in one note that an entry found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The words found, as characters of the note's text.
    pub span: Span,
    /// What they are evidence of.
    pub indicator: Indicator,
    /// Who says it, and how.
    pub status: Status,
    /// What decided the status; `None` for the writer's own wording.
    pub cue: Option<Evidence>,
    /// The entry that found it.
    pub entry: EntryId,
    /// Which of its phrases, counted from 0.
    pub phrase: usize,
    /// Whose act or state it is; `None` where the entry does not ask.
    pub whose: Option<Whose>,
    /// The sentence it stands in.
    pub sentence: Span,
}

impl Finding {
    /// Whether it is in the writer’s own words.
    pub fn is_counted(&self) -> bool {
        self.status == Status::Counted
    }

    /// Whether it is a concern in the writer’s own words.
    pub fn is_counted_concern(&self) -> bool {
        self.is_counted() && self.indicator.kind() == Kind::Concern
    }

    /// The same as standard text, whatever decided its status before.
    #[must_use]
    pub fn into_template(self, evidence: Evidence) -> Self {
        Self { status: Status::Template, cue: Some(evidence), ..self }
    }
}

/// Whose act or state the words of a finding are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Whose {
    /// Somebody whose role the note shows.
    Known {
        /// The role.
        role: Role,
        /// The words that stand for them.
        span: Span,
    },
    /// The note does not show it.
    Unclear,
}

/// The words, or the shape of the text, that decided a status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// What decided.
    pub rule: EvidenceRule,
    /// Where it stands.
    pub span: Span,
}

/// What kind of evidence it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EvidenceRule {
    /// A cue of the lexicon.
    Cue(EntryId),
    /// Quotation marks around the words.
    Quotation,
    /// A question mark at the end of the sentence.
    Question,
    /// A speaker's label at the start of the line.
    SpeakerLabel,
    /// A line that is only a heading.
    Heading,
    /// The note is guidance: it has many signs of it, of which this is the first.
    Guidance(EntryId),
    /// The same sentence in the notes of many cases.
    StandardText,
}

impl EvidenceRule {
    /// The id of the cue or sign, or a word for what the shape of the text
    /// showed; for programs.
    pub fn id(&self) -> &str {
        match self {
            Self::Cue(id) | Self::Guidance(id) => id.as_str(),
            Self::Quotation => "quotation",
            Self::Question => "question",
            Self::SpeakerLabel => "speaker-label",
            Self::Heading => "heading",
            Self::StandardText => "standard-text",
        }
    }
}
