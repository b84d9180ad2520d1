//! The labels under which minutes are taken: "Police: …", "HV – …".

use std::ops::Range;

use super::Shape;
use crate::detect::finding::EvidenceRule;
use crate::detect::page::Page;
use crate::detect::program::Part;
use crate::detect::text::Break;
use crate::lexicon::Status;
use crate::note::Span;

/// Marks the labels at the start of lines, where there are different ones.
pub(super) fn mark_minutes(shapes: &mut [Shape], page: &Page<'_>) {
    let label = |shape: &Shape| page.words_of(shape.evidence).to_owned();
    let mut labels: Vec<_> =
        shapes.iter().filter(|shape| shape.rule == EvidenceRule::SpeakerLabel).map(label).collect();
    labels.sort_unstable();
    labels.dedup();
    for shape in shapes.iter_mut().filter(|_| labels.len() > 1) {
        shape.minutes = page.is_first_of_line(shape.evidence);
    }
}

impl Page<'_> {
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
