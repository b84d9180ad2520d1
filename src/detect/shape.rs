//! What the shape of a note says about who is speaking: quotation marks,
//! questions, headings, and the labels under which minutes are taken. Words
//! that do so are cues, and those are in the lexicon.

mod form;
mod quotation;

use std::ops::Range;

use super::finding::EvidenceRule;
use super::text::{Break, Text};
use crate::lexicon::{Kind, Piece, Status};
use crate::note::Span;

/// A stretch of the note to which its shape gives a status.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub(super) rule: EvidenceRule,
    /// The characters it decides about.
    pub(super) over: Span,
    /// The characters that show it.
    pub(super) evidence: Span,
    /// What it makes of findings there.
    pub(super) status: Status,
}

impl Shape {
    /// Whether it decides about findings of this kind. The victim's disclosure
    /// of a risk counts, however it is quoted; a child's own words are good
    /// recording because they are quoted; and a concern put as a query
    /// ("?attention seeking") is a concern.
    pub(super) fn decides(&self, kind: Kind) -> bool {
        match (&self.rule, self.status) {
            (EvidenceRule::Quotation, _) => kind == Kind::Concern,
            (EvidenceRule::SpeakerLabel, _) => kind != Kind::Risk,
            (EvidenceRule::Question, Status::Hypothetical) => kind != Kind::Concern,
            _ => true,
        }
    }
}

impl Shape {
    /// Whether a finding stands in it. A question or a heading need only hold
    /// its beginning: "DASH completed? Date:".
    pub(super) fn covers(&self, span: Span) -> bool {
        match self.rule {
            EvidenceRule::Question | EvidenceRule::Heading => {
                (self.over.start()..self.over.end()).contains(&span.start())
            }
            _ => self.over.contains(span),
        }
    }
}

/// The shapes of a note, and where its blocks of lines end.
#[derive(Clone, Debug, Default)]
pub(super) struct Shapes {
    all: Vec<Shape>,
    /// The characters behind which a blank line stands.
    blanks: Vec<usize>,
}

impl Shapes {
    pub(super) fn iter(&self) -> std::slice::Iter<'_, Shape> {
        self.all.iter()
    }

    /// Whether no blank line parts these characters.
    pub(super) fn same_block(&self, start: usize, end: usize) -> bool {
        !self.blanks.iter().any(|blank| (start..end).contains(blank))
    }

    /// Whether the characters stand in quotation marks.
    pub(super) fn quoted(&self, span: Span) -> bool {
        self.iter().any(|shape| shape.rule == EvidenceRule::Quotation && shape.over.contains(span))
    }
}

/// Every shape of a note. `speaker` are the labels that stand for a speaker.
pub(super) fn shapes(readable: &str, text: &Text, speaker: &[Piece]) -> Shapes {
    let page = Page { characters: readable.chars().collect(), text };
    let quotations = quotation::quotations(&page.characters);
    let mut all = Vec::new();
    for sentence in text.sentences() {
        let question = page.question(sentence);
        all.extend(question.filter(|asked| !quotations.iter().any(|words| words.over.contains(asked.evidence))));
        all.extend(page.queries(sentence));
        all.extend(page.heading(sentence));
        all.extend(page.speaker_label(sentence, speaker));
    }
    all.extend(quotations);
    all.extend(quotation::quoted_lines(&page.characters));
    Shapes { all, blanks: blanks(&page.characters) }
}

/// Where blank lines stand.
fn blanks(characters: &[char]) -> Vec<usize> {
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
struct Page<'a> {
    characters: Vec<char>,
    text: &'a Text,
}

impl Page<'_> {
    /// The characters between a word and the next.
    fn behind(&self, word: usize) -> &[char] {
        let start = self.text.tokens()[word].span.end();
        let end = self.text.tokens().get(word + 1).map_or(self.characters.len(), |next| next.span.start());
        self.characters.get(start..end).unwrap_or_default()
    }

    /// Whether a word is the first of its line but for a number.
    fn opens_line(&self, word: usize) -> bool {
        let parted = |word: usize| self.text.tokens().get(word).is_some_and(|token| token.gap == Break::Paragraph);
        let number =
            |word: usize| self.text.word(word).trim_start_matches('q').bytes().all(|byte| byte.is_ascii_digit());
        parted(word) || word.checked_sub(1).is_some_and(|before| parted(before) && number(before))
    }

    /// The end of the line that a word stands in.
    fn line_end(&self, word: usize) -> usize {
        let tokens = self.text.tokens();
        (word + 1..tokens.len()).find(|&at| tokens[at].gap == Break::Paragraph).unwrap_or(tokens.len())
    }

    /// "Police: …" or "HV – …": what follows is theirs, to the end of the line
    /// if the label begins it, else to the end of the sentence. What a worker
    /// says under a label as "I" is the worker's own.
    fn speaker_label(&self, sentence: &Range<usize>, speaker: &[Piece]) -> Option<Shape> {
        let label = super::phrase_match::match_at(self.text, sentence, speaker)?;
        let label = label.start..self.name_end(label.end);
        let start = self.label_end(&label, sentence)?;
        let end = if self.opens_line(sentence.start) { self.line_end(sentence.start) } else { sentence.end };
        let theirs = start < end && self.text.word(start) != "i";
        theirs.then(|| Shape {
            rule: EvidenceRule::SpeakerLabel,
            over: self.text.span(start..end),
            evidence: self.text.span(label),
            status: Status::Reported,
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
        let bracket = self.behind(label.end - 1).contains(&'(').then(|| label.end..sentence.end);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    /// What each shape covers, as "rule: words".
    fn found(note: &str) -> Vec<String> {
        let lexicon = Lexicon::builtin().unwrap();
        let speaker = [Piece::OneOf(lexicon.terms().slot("speaker").unwrap())];
        let shapes = shapes(note, &Text::new(note), &speaker);
        shapes.iter().map(|shape| format!("{:?} {}: {}", shape.rule, shape.status, shape.over.of(note))).collect()
    }

    #[test]
    fn sees_who_speaks_by_shape() {
        for (note, expected) in [
            ("She said “it was nothing”.", &["Quotation reported: “it was nothing”"][..]),
            ("Police: verbal only. No injuries.\nPlan", &["SpeakerLabel reported: verbal only. No injuries"]),
            ("Police (by phone): verbal only.", &["SpeakerLabel reported: verbal only"]),
            ("Seen today. HV – both argue. Tired.", &["SpeakerLabel reported: both argue"]),
            ("SW: I asked for that to be changed.", &[]),
            ("1. Was she seen alone? Yes", &["Question template: Was she seen alone"]),
            ("Closed today. Was she seen alone? Regrade.", &["Question hypothetical: Was she seen alone"]),
            ("DASH done? N", &["Question template: DASH done"]),
            ("Asked \"are you safe?\" at once.", &["Quotation reported: \"are you safe?\""]),
            ("Low mood. ?refer to MARAC. Seen", &["Question hypothetical: refer to MARAC"]),
            ("Mrs S-M declined it.", &[]),
            ("HV (me): both argue.", &[]),
            ("Mrs Hale: both argue.", &["SpeakerLabel reported: both argue"]),
            ("> both argue\nNoted.", &["Quotation reported: > both argue"]),
            ("Risk assessment:\nDASH 14", &["Heading template: Risk assessment"]),
            ("That wasn't hers, 'tis true.", &[]),
        ] {
            assert_eq!(found(note), expected, "{note}");
        }
    }
}
