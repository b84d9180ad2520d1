//! A note's characters and words side by side, and who speaks in its lines.

use std::ops::Range;

use super::Shape;
use crate::detect::finding::EvidenceRule;
use crate::detect::phrase_match::Words;
use crate::detect::program::Part;
use crate::detect::text::{Break, Text};
use crate::lexicon::Status;
use crate::note::Span;

/// Where blank lines stand.
pub(super) fn blanks(characters: &[char]) -> Vec<usize> {
    let mut blanks = Vec::new();
    let mut line = None;
    for (at, character) in characters.iter().enumerate() {
        match character {
            '\n' if line.is_some() => blanks.push(at),
            '\n' => line = Some(at),
            _ if character.is_whitespace() => {}
            _ => line = None,
        }
    }
    blanks
}

/// A note's characters and words side by side.
pub(super) struct Page<'a> {
    pub(super) characters: Vec<char>,
    pub(super) text: &'a Text,
    pub(super) words: &'a Words,
}

impl Page<'_> {
    /// The characters between a word and the next.
    pub(super) fn behind(&self, word: usize) -> &[char] {
        let start = self.text.tokens()[word].span.end();
        let end = self.text.tokens().get(word + 1).map_or(self.characters.len(), |next| next.span.start());
        self.characters.get(start..end).unwrap_or_default()
    }

    /// Whether a quotation opens its sentence and is not all of it: then the
    /// sentence is about these words (“Not bothered” is an opinion).
    pub(super) fn is_subject(&self, words: Span) -> bool {
        let tokens = self.text.tokens();
        let first = tokens.partition_point(|token| token.span.end() <= words.start());
        let next = tokens.partition_point(|token| token.span.start() < words.end());
        let opens = tokens.get(first).is_some_and(|token| token.gap >= Break::Sentence);
        opens && first < next && tokens.get(next).is_some_and(|token| token.gap < Break::Sentence)
    }

    /// Whether a word is the first of its line but for a number.
    pub(super) fn opens_line(&self, word: usize) -> bool {
        let parted = |word: usize| self.text.tokens().get(word).is_some_and(|token| token.gap == Break::Paragraph);
        let number =
            |word: usize| self.text.word(word).trim_start_matches('q').bytes().all(|byte| byte.is_ascii_digit());
        parted(word) || word.checked_sub(1).is_some_and(|before| parted(before) && number(before))
    }

    /// The words at these characters, folded.
    pub(super) fn words_of(&self, span: Span) -> &str {
        let tokens = self.text.tokens();
        let first = tokens.partition_point(|token| token.span.end() <= span.start());
        self.text.words(first..tokens.partition_point(|token| token.span.start() < span.end()))
    }

    /// Whether the word at these characters opens its line.
    pub(super) fn is_first_of_line(&self, span: Span) -> bool {
        self.opens_line(self.text.tokens().partition_point(|token| token.span.end() <= span.start()))
    }

    /// The end of the line that a word stands in.
    fn line_end(&self, word: usize) -> usize {
        let tokens = self.text.tokens();
        (word + 1..tokens.len()).find(|&at| tokens[at].gap == Break::Paragraph).unwrap_or(tokens.len())
    }

    /// "Police: …" or "HV – …": what follows is theirs, to the end of the line
    /// if the label begins it, else to the end of the sentence. What a worker
    /// says under a label as "I" is the worker's own.
    pub(super) fn speaker_label(&self, sentence: &Range<usize>, speaker: &[Part]) -> Option<Shape> {
        let label = self.words.match_at(sentence, speaker)?;
        let label = label.start..self.name_end(label.end);
        let start = self.label_end(&label, sentence)?;
        let end = if self.opens_line(sentence.start) { self.line_end(sentence.start) } else { sentence.end };
        let theirs = start < end && self.text.word(start) != "i";
        theirs.then(|| Shape {
            rule: EvidenceRule::SpeakerLabel,
            over: self.text.span(start..end),
            evidence: self.text.span(label),
            status: Status::Reported,
            minutes: false,
        })
    }

    /// A label may go on with a name: "Ward sister Okoro: …", "Mrs Hale: …".
    fn name_end(&self, start: usize) -> usize {
        let named = |&at: &usize| self.text.tokens().get(at).is_some_and(|t| t.capital && t.gap == Break::Space);
        (start..start + 2).take_while(named).last().filter(|&last| self.marked(last)).map_or(start, |last| last + 1)
    }

    /// The word after the mark that ends a label: "Police (by phone): …". The
    /// writer may stand under a label, too: "Health visitor (me): …".
    fn label_end(&self, label: &Range<usize>, sentence: &Range<usize>) -> Option<usize> {
        let bracket = self.behind(label.end - 1).contains(&'(').then_some(label.end..sentence.end);
        let closed = bracket.map(|mut words| words.find(|&word| self.behind(word).contains(&')')));
        let last = closed.unwrap_or(Some(label.end - 1))?;
        let own = (label.end..=last).any(|word| self.text.word(word) == "me");
        (!own && self.marked(last)).then_some(last + 1)
    }

    /// Whether a colon, or a dash with a space in front, follows the word.
    fn marked(&self, word: usize) -> bool {
        let behind: String = self.behind(word).iter().collect();
        behind.contains(':') || [" –", " —", " - "].iter().any(|dash| behind.contains(dash))
    }
}
