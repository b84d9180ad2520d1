//! What detection gives: a place in a note that bears an indicator.

use crate::lexicon::{EntryId, Indicator, Role, Status};
use crate::note::Span;

/// One place in one note that an entry found.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Whose act or state it is; `None` where the entry does not ask.
    pub whose: Option<Whose>,
    /// The sentence it stands in.
    pub sentence: Span,
}

/// Whose act or state the words of a finding are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What decided.
    pub rule: EvidenceRule,
    /// Where it stands.
    pub span: Span,
}

/// What kind of evidence it is.
#[derive(Clone, Debug, PartialEq, Eq)]
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
}
