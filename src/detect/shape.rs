//! What the shape of a note says about who is speaking: quotation marks,
//! questions, headings, and the labels under which minutes are taken. Words
//! that do so are cues, and those are in the lexicon.

mod form;
mod label;
mod quotation;

use super::finding::EvidenceRule;
use super::page::Page;
use super::ranges::Ranges;
use crate::lexicon::{Kind, Status};
use crate::note::Span;

/// The longest quotation taken for a phrase that is talked about, in
/// characters.
const LONGEST_PHRASE: usize = 90;

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
    /// Whether it is one of several labels, as in minutes. A single label
    /// often heads what the writer did: "Legal: FMPO granted".
    pub(super) minutes: bool,
}

impl Shape {
    /// Whether it decides about findings of this kind. The victim's disclosure
    /// of a risk counts, however it is quoted; a child's own words are good
    /// recording because they are quoted; and a concern put as a query
    /// ("?attention seeking") or as a heading is a concern.
    pub(super) fn decides(&self, kind: Kind) -> bool {
        match (&self.rule, self.status) {
            (EvidenceRule::Quotation, _) => kind == Kind::Concern,
            (EvidenceRule::SpeakerLabel, _) => kind == Kind::Concern || kind == Kind::Good && self.minutes,
            (EvidenceRule::Question, Status::Hypothetical) | (EvidenceRule::Heading, _) => kind != Kind::Concern,
            _ => true,
        }
    }

    /// Whether it is a quotation short enough to be held up as wording; a whole
    /// e-mail in quotation marks is not.
    fn is_quoted_phrase(&self) -> bool {
        self.rule == EvidenceRule::Quotation && self.over.len() <= LONGEST_PHRASE && self.evidence.len() == 1
    }

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
    /// With their order, which decides where several give one status.
    all: Ranges<(usize, Shape)>,
    /// The characters behind which a blank line stands.
    blanks: Vec<usize>,
}

impl Shapes {
    /// The shapes that lie over some of these characters, in their order.
    pub(super) fn over(&self, span: Span) -> impl Iterator<Item = &Shape> {
        let mut over: Vec<_> = self.all.touching(span.start()..span.end()).map(|(_, shape)| shape).collect();
        over.sort_unstable_by_key(|(order, _)| *order);
        over.into_iter().map(|(_, shape)| shape)
    }

    /// Whether no blank line parts these characters.
    pub(super) fn same_block(&self, start: usize, end: usize) -> bool {
        let next = self.blanks.partition_point(|&blank| blank < start);
        self.blanks.get(next).is_none_or(|&blank| blank >= end)
    }

    /// The first character of the block of lines that a character stands in.
    pub(super) fn block_start(&self, at: usize) -> usize {
        let before = self.blanks.partition_point(|&blank| blank < at);
        before.checked_sub(1).map_or(0, |last| self.blanks[last])
    }

    /// Whether the characters are a phrase in quotation marks.
    pub(super) fn quoted(&self, span: Span) -> bool {
        self.over(span).any(|shape| shape.is_quoted_phrase() && shape.over.contains(span))
    }
}

/// Every shape of a note.
pub(super) fn shapes(page: &Page<'_>) -> Shapes {
    let mut quotations = quotation::quotations(&page.characters);
    let phrases = quotations.iter_mut().filter(|words| words.is_quoted_phrase());
    phrases.filter(|words| page.is_subject(words.over)).for_each(|words| words.status = Status::Challenged);
    let quoted = Ranges::new(quotations.iter().map(|words| (words.over.start()..words.over.end(), ())));
    let mut all = Vec::new();
    for sentence in page.text.sentences() {
        let question = page.question(sentence);
        let question = question.filter(|asked| {
            !quoted
                .touching(asked.evidence.start()..asked.evidence.end())
                .any(|(range, ())| range.end >= asked.evidence.end())
        });
        all.extend(question);
        all.extend(page.queries(sentence));
        all.extend(page.heading(sentence));
    }
    all.extend(label::labels(page));
    all.extend(quotations);
    all.extend(quotation::quoted_lines(&page.characters));
    let placed =
        all.into_iter().enumerate().map(|(order, shape)| (shape.over.start()..shape.over.end(), (order, shape)));
    Shapes { all: Ranges::new(placed), blanks: page.blanks() }
}

#[cfg(test)]
mod tests {
    use super::super::compile::Compiler;
    use super::super::labels::Labels;
    use super::super::phrase_match::Words;
    use super::super::text::Text;
    use super::super::vocabulary::Vocabulary;
    use super::*;
    use crate::lexicon::{Phrase, Piece, Terms};

    /// What each shape covers, as "rule: words".
    fn found(note: &str) -> Vec<String> {
        let terms = Terms::default();
        let set = |words| Phrase::parse(words, &terms).unwrap().pieces(&terms);
        let sets = ["[police|hv|sw|mrs|mum] x", "[plan|risk] x", "[mum] x", "[jan] x"].map(set);
        let vocabulary = Vocabulary::new(sets.iter().map(Vec::as_slice));
        let mut compiler = Compiler::new(&vocabulary);
        let sets = sets.iter().map(|set| match &**set {
            [Piece::Maybe(choice), ..] => Some(compiler.options(choice)),
            _ => None,
        });
        let labels = Labels::new(sets.collect(), &mut compiler);
        let words = Words::new(Text::new(note), &vocabulary);
        let shapes = shapes(&Page::new(note, &words.text, labels.find(&compiler.program, &words)));
        shapes
            .over(Span::new(0, note.chars().count()))
            .map(|shape| format!("{:?} {}: {}", shape.rule, shape.status, shape.over.of(note)))
            .collect()
    }

    #[test]
    fn sees_who_speaks_by_shape() {
        for (note, expected) in [
            ("She said “it was nothing”.", &["Quotation reported: “it was nothing”"][..]),
            ("“Not bothered” is an opinion.", &["Quotation challenged: “Not bothered”"]),
            ("Police: verbal only. No injuries.\nPlan", &["SpeakerLabel reported: verbal only. No injuries"]),
            ("Police (by phone): verbal only.", &["SpeakerLabel reported: verbal only"]),
            ("Seen today. HV – both argue. Tired.", &["SpeakerLabel reported: both argue"]),
            ("SW: I asked for that to be changed.", &[]),
            ("1. Was she seen alone? Not known", &["Question template: Was she seen alone"]),
            ("Closed today. Was she seen alone? Regrade.", &["Question hypothetical: Was she seen alone"]),
            ("DASH done? N", &["Question template: DASH done"]),
            ("DASH done? Yes, 14", &["Question template: DASH done"]),
            ("DASH done? Y/N Date:", &["Question template: DASH done"]),
            ("Asked \"are you safe?\" at once.", &["Quotation reported: \"are you safe?\""]),
            ("Low mood. ?refer to MARAC. Seen", &["Question hypothetical: refer to MARAC"]),
            ("Mrs S-M declined it.", &[]),
            ("HV (me): both argue.", &[]),
            ("Mrs Hale: both argue.", &["SpeakerLabel reported: both argue"]),
            ("> both argue\nNoted.", &["Quotation reported: > both argue"]),
            ("Risk assessment:\nDASH 14", &["Heading template: Risk assessment"]),
            ("That wasn't hers, 'tis true.", &[]),
            (
                "Police: verbal only\nHV: calm\nSteph – both argue\nPlan: no role",
                &[
                    "SpeakerLabel reported: verbal only",
                    "SpeakerLabel reported: calm",
                    "SpeakerLabel reported: both argue",
                ],
            ),
            ("Police: verbal only\nSteph – both argue", &["SpeakerLabel reported: verbal only"]),
            (
                "N Rae – both argue\nM Faulds: calm\nSteph – tired",
                &["SpeakerLabel reported: both argue", "SpeakerLabel reported: calm", "SpeakerLabel reported: tired"],
            ),
            ("N Rae – both argue\nSteph – tired", &[]),
            ("Steph – both argue\nMr O: calm\nKev: tired", &[]),
            ("04.02.15 Police – verbal only", &["SpeakerLabel reported: verbal only"]),
            ("4yo SW: verbal only", &[]),
            ("Jan 14 – police: verbal only", &["SpeakerLabel reported: verbal only"]),
            ("02:05 BD21: both argue", &["SpeakerLabel reported: both argue"]),
            ("B21: both argue", &[]),
            ("BD21 told both", &[]),
            ("Mum: I made my bed", &["SpeakerLabel reported: I made my bed"]),
            ("Seen K at home. K: I made my bed", &["SpeakerLabel reported: I made my bed"]),
            ("Tired. K: both argue", &[]),
            ("O seen. O: both argue", &[]),
            ("SW on the phone: both argue", &["SpeakerLabel reported: both argue"]),
            ("SW on the phone - both argue", &[]),
            ("SW in office today: both argue", &[]),
        ] {
            assert_eq!(found(note), expected, "{note}");
        }
    }
}
