//! Decides who says a finding and how, from the cues that reach it. The cue
//! that decided is kept, so that a reader can see why and disagree.

use std::ops::Range;

use super::finding::{Evidence, EvidenceRule};
use super::shape::Shape;
use super::text::{Break, Text};
use crate::lexicon::{Cue, Indicator, Place, Reach, Status};

/// Which status wins when several cues reach a finding: standard text is
/// nobody's wording; criticism of a wording outweighs whose wording it was;
/// a denial inside what somebody said is still theirs.
const PRECEDENCE: &[Status] =
    &[Status::Template, Status::Challenged, Status::Hypothetical, Status::Negated, Status::Reported];

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
    pub(super) shapes: &'a [Shape],
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
        let over = |shape: &&Shape| shape.over.contains(span) && shape.status(indicator.kind()) == status;
        let shape = self.shapes.iter().find(over)?;
        Some(Evidence { rule: shape.rule.clone(), span: shape.evidence })
    }

    /// How many words lie between a cue and the finding; `None` if the cue
    /// does not reach it.
    fn distance(&self, found: &CueMatch<'_>, finding: &Range<usize>) -> Option<usize> {
        let cue = &found.tokens;
        let overlaps = cue.start < finding.end && finding.start < cue.end;
        let between = if overlaps {
            return matches!(found.cue.stands, Place::Over).then_some(0);
        } else if cue.end <= finding.start {
            matches!(found.cue.stands, Place::Before | Place::Either).then(|| cue.end..finding.start)?
        } else {
            matches!(found.cue.stands, Place::After | Place::Either).then(|| finding.end..cue.start)?
        };
        let cut = found.until.iter().any(|until| between.start <= until.start && until.end <= between.end);
        let reaches = between.len() <= found.cue.within && !cut && self.within_reach(found.cue.reach, &between);
        reaches.then_some(between.len())
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
}
