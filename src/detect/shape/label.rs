//! The labels under which minutes are taken: "Police: …", "HV – …".

use std::collections::BTreeSet;
use std::ops::Range;

use super::Shape;
use crate::detect::finding::EvidenceRule;
use crate::detect::labels::{DATED, HEADING, RELATIVE, SPEAKER};
use crate::detect::page::Page;
use crate::detect::text::Break;
use crate::lexicon::Status;
use crate::note::Span;

/// The longest label that is a name, in words: "Steph – …", "Cllr J Bates: …".
const LONGEST_LABEL: usize = 3;

/// How many different known labels open lines in minutes.
const VOICES: usize = 2;

/// Single letters that head a part of a note and name nobody: S, O, A, P of a
/// clinical note, S, B, A, R of a handover, Q and A, E and I of a plan.
const PARTS: &[&str] = &["a", "b", "e", "f", "i", "o", "p", "q", "r", "s"];

/// How somebody speaks from elsewhere: "Nan on the phone: …". With the word in
/// front and an article, so many words.
const LINES: &[&str] = &["phone", "telephone", "text"];
const LONGEST_LINE: usize = 3;

/// The labels of a note. In minutes, where different known ones or people with
/// an initial open lines, a name that nobody could list stands for a speaker as
/// well.
pub(super) fn labels(page: &Page<'_>) -> Vec<Shape> {
    let sentences = page.text.sentences();
    let mut known: Vec<_> = sentences.iter().filter_map(|sentence| page.speaker_label(sentence)).collect();
    let people: Vec<_> = sentences.iter().filter_map(|sentence| page.person_label(sentence)).collect();
    let opens = |shape: &&Shape| page.is_first_of_line(shape.evidence);
    let voices = known.iter().chain(&people).filter(opens).map(|shape| page.words_of(shape.evidence));
    let minutes = voices.collect::<BTreeSet<_>>().len() >= VOICES;
    if minutes {
        known.extend(sentences.iter().filter_map(|sentence| page.name_label(sentence)));
    }
    known.extend(sentences.iter().filter_map(|sentence| page.initial_label(sentence)));
    let mark = |shape: Shape| Shape { minutes: minutes && opens(&&shape), ..shape };
    known.into_iter().map(mark).collect()
}

impl Page<'_> {
    /// The words at these characters, folded.
    pub(super) fn words_of(&self, span: Span) -> &str {
        self.text.words(self.text.tokens_in(span))
    }

    /// Whether the word at these characters opens its line.
    pub(super) fn is_first_of_line(&self, span: Span) -> bool {
        self.opens_line(self.text.tokens_in(span).start)
    }

    /// The end of the line that a word stands in.
    fn line_end(&self, word: usize) -> usize {
        let tokens = self.text.tokens();
        (word + 1..tokens.len()).find(|&at| tokens[at].gap == Break::Paragraph).unwrap_or(tokens.len())
    }

    /// "Police: …" or "HV – …": what follows is theirs, to the end of the line
    /// if the label begins it, else to the end of the sentence. A date or a time
    /// may stand in front, as in a chronology and a log. What a worker says under
    /// a label as "I" is the worker's own.
    pub(super) fn speaker_label(&self, sentence: &Range<usize>) -> Option<Shape> {
        let start = sentence.clone().find(|&word| !self.is_dated(word))?;
        let called = self.is_call_sign(start).then_some(start + 1);
        let label = start..self.name_end(self.labels.end(SPEAKER, start).or(called)?);
        self.label(label, sentence)
    }

    /// A figure, a month or a day of the week.
    fn is_dated(&self, word: usize) -> bool {
        self.text.word(word).bytes().all(|byte| byte.is_ascii_digit()) || self.labels.end(DATED, word).is_some()
    }

    /// The call sign of a unit: "BD21".
    fn is_call_sign(&self, word: usize) -> bool {
        let letters = self.text.word(word).trim_end_matches(|last: char| last.is_ascii_digit());
        let figures = self.text.word(word).len() - letters.len();
        letters.len() == 2 && letters.bytes().all(|byte| byte.is_ascii_lowercase()) && figures >= 2
    }

    /// "K: …": a family member by the first letter, where the note calls somebody
    /// so in other places too. The writer is not among them, so that "I" is theirs
    /// as well.
    fn initial_label(&self, sentence: &Range<usize>) -> Option<Shape> {
        let first = sentence.start;
        let word = self.text.word(first);
        let is_letter = self.text.tokens().get(first)?.capital && word.len() == 1 && !PARTS.contains(&word);
        let named = is_letter && self.marked(first) && self.calls_somebody(word);
        named.then(|| self.given(first..first + 1, sentence)).flatten()
    }

    /// Whether the letter stands by itself in the note and is no label there.
    fn calls_somebody(&self, letter: &str) -> bool {
        let mut tokens = self.text.tokens().iter().enumerate();
        tokens.any(|(at, token)| token.capital && self.text.word(at) == letter && !self.marked(at))
    }

    /// What a label gives to its speaker, unless a worker speaks under it as "I".
    fn label(&self, label: Range<usize>, sentence: &Range<usize>) -> Option<Shape> {
        let is_relative = self.labels.end(RELATIVE, label.start).is_some();
        let is_own = |shape: &Shape| self.text.word(self.text.tokens_in(shape.over).start) == "i";
        self.given(label, sentence).filter(|shape| is_relative || !is_own(shape))
    }

    /// What stands under a label.
    fn given(&self, label: Range<usize>, sentence: &Range<usize>) -> Option<Shape> {
        let start = self.label_end(&label, sentence)?;
        let end = if self.opens_line(sentence.start) { self.line_end(sentence.start) } else { sentence.end };
        (start < end).then(|| Shape {
            rule: EvidenceRule::SpeakerLabel,
            over: self.text.span(start..end),
            evidence: self.text.span(label),
            status: Status::Reported,
            minutes: false,
        })
    }

    /// A line's first words in front of a colon or a dash, where they are no
    /// speaker and no heading that anybody would know.
    fn name_label(&self, sentence: &Range<usize>) -> Option<Shape> {
        let first = sentence.start;
        if !self.text.tokens().get(first)?.capital || !self.opens_line(first) {
            return None;
        }
        let last = sentence.clone().take(LONGEST_LABEL).find(|&word| self.marked(word))?;
        let is = |set, word| self.labels.end(set, word).is_some();
        if is(SPEAKER, first) || (first..=last).any(|word| is(HEADING, word)) {
            return None;
        }
        self.label(first..last + 1, sentence)
    }

    /// An initial and a surname in front of a colon or a dash: "N Rae – …".
    fn person_label(&self, sentence: &Range<usize>) -> Option<Shape> {
        let is_capital = |word: usize| self.text.tokens().get(word).is_some_and(|token| token.capital);
        let is_initial = self.text.word(sentence.start).chars().count() == 1;
        let named = is_initial && is_capital(sentence.start + 1) && self.marked(sentence.start + 1);
        if named { self.name_label(sentence) } else { None }
    }

    /// A label may go on with a name: "Ward sister Okoro: …", "Mrs Hale: …".
    fn name_end(&self, start: usize) -> usize {
        let named = |&at: &usize| self.text.tokens().get(at).is_some_and(|t| t.capital && t.gap == Break::Space);
        (start..start + 2).take_while(named).last().filter(|&last| self.marked(last)).map_or(start, |last| last + 1)
    }

    /// The word after the mark that ends a label: "Police (by phone): …", "Nan on
    /// the phone: …". The writer may stand under a label, too: "Health visitor
    /// (me): …".
    fn label_end(&self, label: &Range<usize>, sentence: &Range<usize>) -> Option<usize> {
        if let Some(line) = self.line(label.end, sentence) {
            return Some(line + 1);
        }
        let bracket = self.behind(label.end - 1).contains(&'(').then_some(label.end..sentence.end);
        let closed = bracket.map(|mut words| words.find(|&word| self.behind(word).contains(&')')));
        let last = closed.unwrap_or(Some(label.end - 1))?;
        let own = (label.end..=last).any(|word| self.text.word(word) == "me");
        (!own && self.marked(last)).then_some(last + 1)
    }

    /// The last word of "on the phone" behind a label, in front of a colon.
    fn line(&self, start: usize, sentence: &Range<usize>) -> Option<usize> {
        let mut words = (start..sentence.end).take(LONGEST_LINE);
        words.next().filter(|&word| matches!(self.text.word(word), "on" | "by"))?;
        words.find(|&word| LINES.contains(&self.text.word(word))).filter(|&word| self.behind(word).contains(&':'))
    }

    /// Whether a colon, or a dash with a space in front, follows the word.
    fn marked(&self, word: usize) -> bool {
        let behind: String = self.behind(word).iter().collect();
        behind.contains(':') || [" –", " —", " - "].iter().any(|dash| behind.contains(dash))
    }
}
