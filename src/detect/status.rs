//! Decides who says a finding and how, from the cues that reach it. The cue
//! that decided is kept, so that a reader can see why and disagree.

use std::ops::Range;

use super::finding::{Evidence, EvidenceRule};
use super::shape::{Shape, Shapes};
use super::text::{Break, Text};
use crate::lexicon::{Cue, Indicator, Place, Reach, Status};

/// Which status wins when several cues reach a finding: standard text is
/// nobody's wording; criticism of a wording outweighs whose wording it was;
/// a denial inside what somebody said is still theirs.
const PRECEDENCE: &[Status] =
    &[Status::Template, Status::Challenged, Status::Hypothetical, Status::Negated, Status::Reported];

/// How many words of a finding may stand before a cue that it holds, where the
/// cue decides about what is behind it: "SW to complete DASH".
const FIRST_WORDS: usize = 2;

/// A cue found in a note, with what would cut it off.
#[derive(Clone, Debug)]
pub(super) struct CueMatch<'l> {
    pub(super) cue: &'l Cue,
    pub(super) tokens: Range<usize>,
    /// Words that end its reach, anywhere in the note.
    pub(super) until: Vec<Range<usize>>,
}

/// What is known about one note's voices.
pub(super) struct Voices<'a, 'l> {
    pub(super) text: &'a Text,
    pub(super) cues: &'a [CueMatch<'l>],
    pub(super) shapes: &'a Shapes,
}

impl Voices<'_, '_> {
    /// The status of the words at `tokens`, and what decided it.
    pub(super) fn status(&self, indicator: Indicator, tokens: &Range<usize>) -> (Status, Option<Evidence>) {
        for &status in PRECEDENCE {
            let evidence = self.cue(status, indicator, tokens).or_else(|| self.shape(status, indicator, tokens));
            if evidence.is_some() {
                return (status, evidence);
            }
        }
        (Status::Counted, None)
    }

    /// The nearest cue of this status that reaches the words.
    fn cue(&self, status: Status, indicator: Indicator, tokens: &Range<usize>) -> Option<Evidence> {
        let reaching = self.cues.iter().filter(|found| found.cue.status == status && found.cue.decides(indicator));
        let reaching = reaching.filter_map(|found| Some((self.distance(found, tokens)?, found)));
        let (_, nearest) =
            reaching.min_by_key(|(distance, found)| (*distance, found.tokens.start, found.cue.id.clone()))?;
        let span = self.text.span(nearest.tokens.clone());
        Some(Evidence { rule: EvidenceRule::Cue(nearest.cue.id.clone()), span })
    }

    fn shape(&self, status: Status, indicator: Indicator, tokens: &Range<usize>) -> Option<Evidence> {
        let span = self.text.span(tokens.clone());
        let over = |shape: &&Shape| {
            shape.status == status && shape.covers(span) && shape.decides(indicator.kind()) && !self.assigns(shape)
        };
        let shape = self.shapes.iter().find(over)?;
        Some(Evidence { rule: shape.rule.clone(), span: shape.evidence })
    }

    /// Whether a speaker's label stands in a list of actions, where it names
    /// who is to act.
    fn assigns(&self, shape: &Shape) -> bool {
        let tokens = self.text.tokens();
        let label = tokens.partition_point(|token| token.span.end() <= shape.evidence.start());
        let plan = |found: &CueMatch<'_>| {
            let (cue, status) = (found.cue, found.cue.status);
            cue.reach == Reach::Paragraph && status == Status::Hypothetical && self.labels(&found.tokens, label)
        };
        shape.rule == EvidenceRule::SpeakerLabel && self.cues.iter().any(plan)
    }

    /// How many words lie between a cue and the finding; `None` if the cue
    /// does not reach it. A finding of many words may hold its own cue ("MARAC
    /// if she agrees"), but words of saying must open it ("says it was nothing").
    fn distance(&self, found: &CueMatch<'_>, finding: &Range<usize>) -> Option<usize> {
        let (cue, stands) = (&found.tokens, found.cue.stands);
        let before = matches!(stands, Place::Before | Place::Either);
        let after = matches!(stands, Place::After | Place::Either);
        if cue.start < finding.end && finding.start < cue.end {
            let holds = match found.cue.status {
                Status::Reported => before && cue.start <= finding.start && cue.end < finding.end,
                _ if before && !after => cue.start <= finding.start + FIRST_WORDS,
                _ => true,
            };
            return (stands == Place::Over || holds && found.cue.reach != Reach::Paragraph).then_some(0);
        }
        let between = match cue.end <= finding.start {
            true => before.then(|| cue.end..finding.start)?,
            false => after.then(|| finding.end..cue.start)?,
        };
        let reaches = match self.reach(found.cue, finding) {
            Reach::Paragraph => self.labels(cue, finding.start) && !self.item_holds(finding, &found.until),
            reach => self.within_reach(reach, &between) && !found.until.iter().any(|until| lies_in(until, &between)),
        };
        (between.len() <= found.cue.within && reaches && self.joins(found, &between)).then_some(between.len())
    }

    /// A negator in front does not carry across a comma or a dash, and a
    /// speaker named behind ends the clause: "…, she said." but not "…, she
    /// said he was asleep".
    fn joins(&self, found: &CueMatch<'_>, between: &Range<usize>) -> bool {
        let gap = |at: usize| self.text.tokens().get(at).map_or(Break::Paragraph, |token| token.gap);
        match (found.cue.status, found.cue.reach) {
            (Status::Negated, Reach::Clause) if found.tokens.end <= between.start => {
                (between.start..=between.end).all(|at| gap(at) < Break::Light)
            }
            (Status::Reported, Reach::Clause) if between.end <= found.tokens.start => {
                gap(found.tokens.end) >= Break::Light
            }
            _ => true,
        }
    }

    /// Whether the item of a list in which a finding stands, as parted by
    /// commas and dashes, holds any of these words.
    fn item_holds(&self, finding: &Range<usize>, words: &[Range<usize>]) -> bool {
        let tokens = self.text.tokens();
        let parts = |at: &usize| tokens.get(*at).is_none_or(|token| token.gap >= Break::Light);
        let start = (0..=finding.start).rev().find(parts).unwrap_or(0);
        let end = (finding.end..=tokens.len()).find(parts).unwrap_or(tokens.len());
        words.iter().any(|word| lies_in(word, &(start..end)))
    }

    /// Words in quotation marks are held up to be looked at: criticism of them
    /// may stand in the next sentence.
    fn reach(&self, cue: &Cue, finding: &Range<usize>) -> Reach {
        let held_up = cue.status == Status::Challenged && cue.reach != Reach::Paragraph;
        if held_up && self.shapes.quoted(self.text.span(finding.clone())) { Reach::Neighbours } else { cue.reach }
    }

    /// Whether nothing in between, nor at its end, stops this kind of reach.
    fn within_reach(&self, reach: Reach, between: &Range<usize>) -> bool {
        let gaps = self.text.tokens()[between.start..=between.end].iter().map(|token| token.gap);
        match reach {
            Reach::Clause => gaps.max() < Some(Break::Clause),
            Reach::Sentence => gaps.max() < Some(Break::Sentence),
            Reach::Neighbours => gaps.filter(|&gap| gap >= Break::Sentence).count() <= 1,
            Reach::Paragraph => gaps.max() < Some(Break::Paragraph),
        }
    }

    /// Whether a cue is a label ("Plan:", "Bulletin –") over the word at
    /// `word`: to the end of its line or, where the label has the line to
    /// itself, of the block of lines under it.
    fn labels(&self, cue: &Range<usize>, word: usize) -> bool {
        let tokens = self.text.tokens();
        let gap = |at: usize| tokens.get(at).map(|token| token.gap);
        let marked = gap(cue.start) >= Some(Break::Sentence) && gap(cue.end) >= Some(Break::Light);
        if !marked || word < cue.end {
            return false;
        }
        let alone = gap(cue.start) == Some(Break::Paragraph) && gap(cue.end) == Some(Break::Paragraph);
        let line = !(cue.end..=word).any(|at| gap(at) == Some(Break::Paragraph));
        let first = tokens[cue.end].span.start();
        line || alone && self.shapes.same_block(first, tokens[word].span.start())
    }
}

fn lies_in(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
