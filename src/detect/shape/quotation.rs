//! Quotation marks of every fashion, opened and closed.

use super::Shape;
use crate::detect::finding::EvidenceRule;
use crate::detect::page::Page;
use crate::detect::text::Break;
use crate::lexicon::Status;
use crate::note::Span;

/// The longest stretch taken for a quotation, in characters. Beyond it a
/// closing mark was more likely forgotten.
const LONGEST: usize = 400;

/// Stretches between matching quotation marks within one paragraph.
pub(super) fn quotations(characters: &[char]) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, &character) in characters.iter().enumerate() {
        let before = at.checked_sub(1).map_or(' ', |before| characters[before]);
        let after = characters.get(at + 1).copied().unwrap_or(' ');
        match open {
            Some((start, close)) if character == close && closes(close, after) => {
                shapes.push(quotation(start, at + 1));
                open = None;
            }
            Some((start, _)) if at - start > LONGEST || (character == '\n' && after == '\n') => open = None,
            Some(_) => {}
            None => open = closing_mark(character, before, after).map(|close| (at, close)),
        }
    }
    shapes
}

/// Lines that an e-mail program marks as the other side's: "> both argue".
pub(super) fn quoted_lines(characters: &[char]) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let mut start = 0;
    for line in characters.split(|&c| c == '\n') {
        if line.first() == Some(&'>') {
            let over = Span::new(start, start + line.len());
            let (rule, evidence, status) = (EvidenceRule::Quotation, over, Status::Reported);
            shapes.push(Shape { rule, over, evidence, status, minutes: false });
        }
        start += line.len() + 1;
    }
    shapes
}

impl Page<'_> {
    /// Whether a quotation opens its sentence and is not all of it: then the
    /// sentence is about these words (“Not bothered” is an opinion).
    pub(super) fn is_subject(&self, words: Span) -> bool {
        let tokens = self.text.tokens();
        let quoted = self.text.tokens_in(words);
        let opens = tokens.get(quoted.start).is_some_and(|token| token.gap >= Break::Sentence);
        opens && !quoted.is_empty() && tokens.get(quoted.end).is_some_and(|token| token.gap < Break::Sentence)
    }
}

fn quotation(start: usize, end: usize) -> Shape {
    Shape {
        rule: EvidenceRule::Quotation,
        over: Span::new(start, end),
        evidence: Span::new(start, start + 1),
        status: Status::Reported,
        minutes: false,
    }
}

/// A single mark inside a word is an apostrophe, not the end of a quotation.
fn closes(mark: char, after: char) -> bool {
    !matches!(mark, '\'' | '’') || !after.is_alphanumeric()
}

/// The mark that closes what this one opens, if it opens anything here.
fn closing_mark(mark: char, before: char, after: char) -> Option<char> {
    let begins = !before.is_alphanumeric() && !after.is_whitespace();
    match mark {
        '"' if begins => Some('"'),
        '“' | '„' => Some('”'),
        '‘' if begins => Some('’'),
        '\'' if begins && !before.is_ascii_punctuation() => Some('\''),
        '«' => Some('»'),
        _ => None,
    }
}
