//! The shapes of forms: questions, queries and headings.

use std::ops::Range;

use super::Shape;
use crate::detect::finding::EvidenceRule;
use crate::detect::page::Page;
use crate::detect::text::Break;
use crate::lexicon::Status;
use crate::note::Span;

/// The longest heading, in words.
const LONGEST_HEADING: usize = 8;

/// How far a query carries, in words: "?refer to MARAC".
const LONGEST_QUERY: usize = 6;

/// What stands behind a form's question.
const ANSWERS: &[&str] = &["y", "n", "yes", "no", "na", "n/a", "none", "nil", "not", "unknown", "refused", "declined"];

impl Page<'_> {
    /// A question of a form stands on its own line or has an answer behind it;
    /// any other asks for something still to be known.
    pub(super) fn question(&self, sentence: &Range<usize>) -> Option<Shape> {
        let last = sentence.end.checked_sub(1)?;
        let at = self.text.tokens()[last].span.end() + mark(self.behind(last))?;
        let answered = ANSWERS.contains(&self.text.word(sentence.end));
        let status = if answered || self.opens_line(sentence.start) { Status::Template } else { Status::Hypothetical };
        let over = self.text.span(sentence.clone());
        Some(Shape { rule: EvidenceRule::Question, over, evidence: Span::new(at, at + 1), status, minutes: false })
    }

    /// "?refer to MARAC": a mark in front of a word, to the end of its phrase.
    pub(super) fn queries(&self, sentence: &Range<usize>) -> impl Iterator<Item = Shape> {
        let queried = |&word: &usize| word > 0 && ends_in_query(self.behind(word - 1));
        sentence.clone().filter(queried).map(|word| {
            let stops = |at: &usize| self.text.tokens()[*at].gap >= Break::Light || at - word == LONGEST_QUERY;
            let end = (word + 1..sentence.end).find(stops).unwrap_or(sentence.end);
            let at = self.text.tokens()[word].span.start();
            let (over, evidence) = (self.text.span(word..end), Span::new(at.saturating_sub(1), at));
            Shape { rule: EvidenceRule::Question, over, evidence, status: Status::Hypothetical, minutes: false }
        })
    }

    /// The words at the start of a line in front of a colon, where the line is
    /// nothing else.
    pub(super) fn heading(&self, sentence: &Range<usize>) -> Option<Shape> {
        let last = sentence.end.checked_sub(1)?;
        let colon = self.behind(last).iter().position(|&c| c == ':')?;
        let at = self.text.tokens()[last].span.end() + colon;
        let alone = self.opens_line(sentence.start) && sentence.len() <= LONGEST_HEADING;
        let over = self.text.span(sentence.clone());
        let (rule, evidence) = (EvidenceRule::Heading, Span::new(at, at + 1));
        alone.then_some(Shape { rule, over, evidence, status: Status::Template, minutes: false })
    }
}

/// Where a question mark stands that ends a question.
fn mark(behind: &[char]) -> Option<usize> {
    behind.iter().position(|&c| c == '?').filter(|_| !ends_in_query(behind))
}

/// A question mark right in front of the next word, with a space before it.
fn ends_in_query(behind: &[char]) -> bool {
    matches!(behind, [.., before, '?'] if before.is_whitespace() || matches!(before, '(' | '"' | '/' | '–' | '-'))
}
