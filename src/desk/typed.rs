//! What a reviewer sent: the fields of the form, and the decision that they
//! come to.

use super::words::Words;
use crate::lexicon::{Indicator, Status};
use crate::note::Span;
use crate::review::{Decision, Missed};

/// So many places can be named at once.
pub(super) const PLACES: usize = 5;

/// The fields of a form, in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed(pub(super) Vec<(String, String)>);

/// Why the fields come to no decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unclear {
    #[error("Choose whose words they are first.")]
    NoStatus,
    #[error("Choose what the words are first.")]
    NoIndicator,
    #[error("Say which words were missed: the number of the first and of the last.")]
    NoWords,
    #[error("The note has {0} words; give the number of the first and of the last, in this order.")]
    NotInNote(usize),
    #[error("Choose one of the answers.")]
    NoAnswer,
}

impl Typed {
    /// A field that was filled in.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let field = self.0.iter().find(|(of, _)| of == name);
        field.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// A field that holds a number.
    pub(super) fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.get(name)?.parse().ok()
    }

    /// The decision on an item whose note has these words.
    pub(super) fn decision(&self, words: &Words) -> Result<Decision, Unclear> {
        match self.get("decision") {
            Some("confirm") => Ok(Decision::Confirm),
            Some("not this") => Ok(Decision::NotThis),
            Some("unsure") => Ok(Decision::Unsure),
            Some("nothing missed") => Ok(Decision::NothingMissed),
            Some("missed") => self.missed(words).map(Decision::Missed),
            Some("other status") => self.number::<Status>("status").map(Decision::OtherStatus).ok_or(Unclear::NoStatus),
            Some("other indicator") => {
                self.number::<Indicator>("indicator").map(Decision::OtherIndicator).ok_or(Unclear::NoIndicator)
            }
            _ => Err(Unclear::NoAnswer),
        }
    }

    fn missed(&self, words: &Words) -> Result<Vec<Missed>, Unclear> {
        let mut missed = Vec::new();
        for place in 1..=PLACES {
            let [first, last, what] = ["first", "last", "what"].map(|name| format!("{name}{place}"));
            if self.get(&first).or(self.get(&last)).is_none() {
                continue;
            }
            let span = self.words(&first, &last, words).ok_or(Unclear::NotInNote(words.count()))?;
            missed.push(Missed { span, indicator: self.number(&what) });
        }
        if missed.is_empty() { Err(Unclear::NoWords) } else { Ok(missed) }
    }

    /// One number alone is one word.
    fn words(&self, first: &str, last: &str, words: &Words) -> Option<Span> {
        let (given, to) = (self.get(first), self.get(last));
        let number = |text: Option<&str>| text?.parse().ok();
        words.span(number(given.or(to))?, number(to.or(given))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(fields: &[(&str, &str)]) -> Typed {
        Typed(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    fn missed(start: usize, end: usize, indicator: Option<Indicator>) -> Decision {
        Decision::Missed(vec![Missed { span: Span::new(start, end), indicator }])
    }

    #[test]
    fn fields_come_to_a_decision_or_to_what_is_unclear() {
        let words = Words::of("Mum and partner arguing");
        for (fields, expected) in [
            (vec![("decision", "confirm")], Ok(Decision::Confirm)),
            (vec![("decision", "not this")], Ok(Decision::NotThis)),
            (vec![("decision", "other status"), ("status", "reported")], Ok(Decision::OtherStatus(Status::Reported))),
            (vec![("decision", "other status")], Err(Unclear::NoStatus)),
            (vec![("decision", "other status"), ("status", "x")], Err(Unclear::NoStatus)),
            (
                vec![("decision", "other indicator"), ("indicator", "blame.choice")],
                Ok(Decision::OtherIndicator(Indicator::BlameChoice)),
            ),
            (vec![("decision", "other indicator"), ("indicator", "")], Err(Unclear::NoIndicator)),
            (vec![("decision", "missed"), ("first1", "1"), ("last1", "3")], Ok(missed(0, 15, None))),
            (
                vec![("decision", "missed"), ("first2", "4"), ("what2", "blame.choice")],
                Ok(missed(16, 23, Some(Indicator::BlameChoice))),
            ),
            (vec![("decision", "missed")], Err(Unclear::NoWords)),
            (vec![("decision", "missed"), ("first1", "3"), ("last1", "1")], Err(Unclear::NotInNote(4))),
            (vec![("decision", "missed"), ("first1", "5")], Err(Unclear::NotInNote(4))),
            (vec![("decision", "missed"), ("last1", "-1")], Err(Unclear::NotInNote(4))),
            (vec![("decision", "perhaps")], Err(Unclear::NoAnswer)),
            (vec![], Err(Unclear::NoAnswer)),
        ] {
            assert_eq!(typed(&fields).decision(&words), expected, "{fields:?}");
        }
    }
}
