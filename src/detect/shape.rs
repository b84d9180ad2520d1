//! What the shape of a note says about who is speaking: quotation marks,
//! questions, headings, and the labels under which minutes are taken. Words
//! that do so are cues, and those are in the lexicon.

use std::ops::Range;

use super::finding::EvidenceRule;
use super::text::{Break, Text};
use crate::lexicon::{Kind, Piece, Status};
use crate::note::Span;

/// The longest stretch taken for a quotation, in characters. Beyond it a
/// closing mark was more likely forgotten.
const LONGEST_QUOTATION: usize = 400;

/// The longest heading, in words.
const LONGEST_HEADING: usize = 8;

/// A stretch of the note to which its shape gives a status.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub(super) rule: EvidenceRule,
    /// The characters it decides about.
    pub(super) over: Span,
    /// The characters that show it.
    pub(super) evidence: Span,
}

impl Shape {
    /// The status it gives; the victim's disclosure of a risk counts, however
    /// it is quoted.
    pub(super) fn status(&self, kind: Kind) -> Status {
        match self.rule {
            EvidenceRule::Quotation | EvidenceRule::SpeakerLabel if kind == Kind::Risk => Status::Counted,
            EvidenceRule::Quotation | EvidenceRule::SpeakerLabel | EvidenceRule::Cue(_) => Status::Reported,
            EvidenceRule::Question | EvidenceRule::Heading => Status::Template,
        }
    }
}

/// Every shape of a note. `speaker` are the labels that stand for a speaker.
pub(super) fn shapes(readable: &str, text: &Text, speaker: &[Piece]) -> Vec<Shape> {
    let characters: Vec<char> = readable.chars().collect();
    let mut shapes = quotations(&characters);
    for sentence in text.sentences() {
        shapes.extend(question(&characters, text, sentence));
        shapes.extend(heading(&characters, text, sentence));
        shapes.extend(speaker_label(&characters, text, sentence, speaker));
    }
    shapes
}

/// Stretches between matching quotation marks within one paragraph.
fn quotations(characters: &[char]) -> Vec<Shape> {
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
            Some((start, _)) if at - start > LONGEST_QUOTATION || (character == '\n' && after == '\n') => open = None,
            Some(_) => {}
            None => open = closing_mark(character, before, after).map(|close| (at, close)),
        }
    }
    shapes
}

fn quotation(start: usize, end: usize) -> Shape {
    let over = Span::new(start, end);
    Shape { rule: EvidenceRule::Quotation, over, evidence: Span::new(start, start + 1) }
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

/// The characters between the last of these words and the next word.
fn behind<'c>(characters: &'c [char], text: &Text, last: usize) -> &'c [char] {
    let start = text.tokens()[last].span.end();
    let end = text.tokens().get(last + 1).map_or(characters.len(), |next| next.span.start());
    characters.get(start..end).unwrap_or_default()
}

fn question(characters: &[char], text: &Text, sentence: &Range<usize>) -> Option<Shape> {
    let last = sentence.end.checked_sub(1)?;
    let behind = behind(characters, text, last);
    let at = text.tokens()[last].span.end() + behind.iter().position(|&c| c == '?')?;
    Some(Shape { rule: EvidenceRule::Question, over: text.span(sentence.clone()), evidence: Span::new(at, at + 1) })
}

/// The words at the start of a line in front of a colon, where the line (or
/// the sentence) is nothing else.
fn heading(characters: &[char], text: &Text, sentence: &Range<usize>) -> Option<Shape> {
    let last = sentence.end.checked_sub(1)?;
    let behind = behind(characters, text, last);
    let alone = text.tokens()[sentence.start].gap == Break::Paragraph && sentence.len() <= LONGEST_HEADING;
    let at = behind.iter().position(|&c| c == ':').filter(|_| alone)? + text.tokens()[last].span.end();
    Some(Shape { rule: EvidenceRule::Heading, over: text.span(sentence.clone()), evidence: Span::new(at, at + 1) })
}

/// "Police: …" or "HV – …": what follows, to the end of the line, is theirs.
fn speaker_label(characters: &[char], text: &Text, sentence: &Range<usize>, speaker: &[Piece]) -> Option<Shape> {
    let label = super::phrase_match::match_at(text, sentence, speaker)?;
    let mark = behind(characters, text, label.end - 1).iter().find(|c| !c.is_whitespace())?;
    if !matches!(mark, ':' | '–' | '—' | '-') {
        return None;
    }
    let ends = |at: &usize| text.tokens().get(*at).is_none_or(|token| token.gap == Break::Paragraph);
    let end = (label.end..=text.tokens().len()).find(ends)?;
    let over = (end > label.end).then(|| text.span(label.end..end))?;
    Some(Shape { rule: EvidenceRule::SpeakerLabel, over, evidence: text.span(label) })
}
