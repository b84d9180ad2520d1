//! What a reviewer says of an item, and what that comes to.

use std::fmt;
use std::str::FromStr;

use super::item::{Asked, Label};
use crate::lexicon::{Indicator, Kind, Status};
use crate::note::Span;

/// What a reviewer says. The first five answer what is asked about marked words,
/// the last two what is asked about a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The words are what is asked about, in the writer's own words.
    Confirm,
    /// They are nothing of the kind.
    NotThis,
    /// They are what is asked about, and somebody else's words, denied, planned
    /// or the like.
    OtherStatus(Status),
    /// They are something else, in the writer's own words.
    OtherIndicator(Indicator),
    /// It cannot be said. An answer to either question.
    Unsure,
    /// The note has such wording in the writer's own words: here.
    Missed(Vec<Missed>),
    /// The note has none.
    NothingMissed,
}

/// Words that a reviewer found in a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missed {
    /// Where, as characters of the text that the reviewer read.
    pub span: Span,
    /// What they are evidence of, if the reviewer said so.
    pub indicator: Option<Indicator>,
}

/// What a decision says of the words or the note that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// The words bear this, said so.
    Bears(Indicator, Status),
    /// They bear nothing.
    Nothing,
    /// The note has wording of the kind asked about, or not.
    Has(bool),
    /// It cannot be said.
    Unsure,
}

impl Decision {
    /// What this says; `None` if it does not answer what is asked.
    pub fn answer(&self, asked: Asked) -> Option<Answer> {
        let words = match asked {
            Asked::Words { indicator, .. } => Some(indicator),
            Asked::Note { .. } | Asked::Rest { .. } => None,
        };
        match (self, words) {
            (Self::Confirm, Some(indicator)) => Some(Answer::Bears(indicator, Status::Counted)),
            (Self::OtherStatus(status), Some(indicator)) => Some(Answer::Bears(indicator, *status)),
            (Self::OtherIndicator(indicator), Some(_)) => Some(Answer::Bears(*indicator, Status::Counted)),
            (Self::NotThis, Some(_)) => Some(Answer::Nothing),
            (Self::Missed(missed), None) => Some(Answer::Has(missed.iter().any(|one| asked.is_about(one.indicator)))),
            (Self::NothingMissed, None) => Some(Answer::Has(false)),
            (Self::Unsure, _) => Some(Answer::Unsure),
            _ => None,
        }
    }

    /// The word in the store and in exchanged files.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::NotThis => "not this",
            Self::OtherStatus(_) => "other status",
            Self::OtherIndicator(_) => "other indicator",
            Self::Unsure => "unsure",
            Self::Missed(_) => "missed",
            Self::NothingMissed => "nothing missed",
        }
    }
}

impl Answer {
    /// Whether the note has wording of a kind in its writer's own words by this;
    /// `None` where it cannot be said.
    pub fn bears(self, kind: Kind) -> Option<bool> {
        match self {
            Self::Bears(indicator, status) => Some(indicator.kind() == kind && status == Status::Counted),
            Self::Nothing => Some(false),
            Self::Has(has) => Some(has),
            Self::Unsure => None,
        }
    }

    /// Whether it is what the audit said; `None` where it cannot be said.
    pub fn agrees(self, label: &Label) -> Option<bool> {
        match self {
            Self::Bears(indicator, status) => Some((indicator, status) == (label.indicator, label.status)),
            Self::Nothing => Some(false),
            Self::Has(_) | Self::Unsure => None,
        }
    }
}

impl fmt::Display for Missed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.span.start(), self.span.end())?;
        self.indicator.map_or(Ok(()), |indicator| write!(f, " {indicator}"))
    }
}

/// Text that names no words of a note.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” names no words; expected where they begin and end, such as 12-20, and what they are, or nothing")]
pub struct NoWords(String);

impl FromStr for Missed {
    type Err = NoWords;

    fn from_str(text: &str) -> Result<Self, NoWords> {
        let read = || {
            let (place, indicator) = text.split_once(' ').map_or((text, None), |(place, rest)| (place, Some(rest)));
            let (start, end) = place.split_once('-')?;
            let (start, end): (usize, usize) = (start.parse().ok()?, end.parse().ok()?);
            let indicator = indicator.map(str::parse).transpose().ok()?;
            (start < end).then(|| Self { span: Span::new(start, end), indicator })
        };
        read().ok_or_else(|| NoWords(text.to_owned()))
    }
}

/// Words found, as they are written down: one after the other.
pub(super) fn written(missed: &[Missed]) -> String {
    missed.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// The same, read again.
pub(super) fn read(text: &str) -> Result<Vec<Missed>, NoWords> {
    text.split("; ").map(str::parse).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Asked {
        Asked::Words { span: Span::new(0, 4), indicator: Indicator::BlameChoice }
    }

    fn note() -> Asked {
        Asked::Note { kind: Kind::Concern }
    }

    fn missed(indicator: Option<Indicator>) -> Decision {
        Decision::Missed(vec![Missed { span: Span::new(2, 9), indicator }])
    }

    #[test]
    fn a_note_bears_what_its_writer_says_in_words_of_the_kind_asked_about() {
        for (decision, asked, bears) in [
            (Decision::Confirm, words(), Some(true)),
            (Decision::NotThis, words(), Some(false)),
            (Decision::OtherStatus(Status::Reported), words(), Some(false)),
            (Decision::OtherStatus(Status::Counted), words(), Some(true)),
            (Decision::OtherIndicator(Indicator::MinimisingMutual), words(), Some(true)),
            (Decision::OtherIndicator(Indicator::GoodMarac), words(), Some(false)),
            (Decision::Unsure, words(), None),
            (missed(None), note(), Some(true)),
            (missed(Some(Indicator::BlameInsight)), note(), Some(true)),
            (missed(Some(Indicator::GoodMarac)), note(), Some(false)),
            (Decision::NothingMissed, note(), Some(false)),
            (Decision::Unsure, note(), None),
        ] {
            let answer = decision.answer(asked).unwrap();
            assert_eq!(answer.bears(Kind::Concern), bears, "{decision:?}");
        }
    }

    #[test]
    fn words_found_read_back_as_they_are_written_and_nothing_else_does() {
        let two = "2-9 blame.insight; 12-20";
        assert_eq!(written(&read(two).unwrap()), two);
        for text in ["", "2", "9-2", "2-2", "2-9 blame", "2-9;", "-2-9", "2-9 "] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_answer_to_another_question_is_none() {
        for (decision, asked) in [
            (Decision::Confirm, note()),
            (Decision::NotThis, note()),
            (Decision::OtherIndicator(Indicator::BlameChoice), note()),
            (missed(None), words()),
            (Decision::NothingMissed, words()),
        ] {
            assert_eq!(decision.answer(asked), None, "{decision:?}");
        }
    }

    #[test]
    fn agreeing_with_the_audit_is_saying_the_same_indicator_and_status() {
        let label = |status| Label { status, ..Label::of(Indicator::BlameChoice) };
        for (decision, status, agrees) in [
            (Decision::Confirm, Status::Counted, Some(true)),
            (Decision::Confirm, Status::Reported, Some(false)),
            (Decision::OtherStatus(Status::Reported), Status::Reported, Some(true)),
            (Decision::OtherIndicator(Indicator::BlameInsight), Status::Counted, Some(false)),
            (Decision::NotThis, Status::Counted, Some(false)),
            (Decision::Unsure, Status::Counted, None),
        ] {
            let answer = decision.answer(words()).unwrap();
            assert_eq!(answer.agrees(&label(status)), agrees, "{decision:?}");
        }
    }
}
