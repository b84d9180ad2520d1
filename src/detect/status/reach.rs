//! Whether a cue reaches a finding: which side it stands on, what stops it in
//! between, and how far its kind of reach carries.

use std::ops::Range;

use super::{CueMatch, Voices};
use crate::detect::ranges::Ranges;
use crate::detect::text::Break;
use crate::lexicon::{Cue, Place, Reach, Status};

/// How many words of a finding may stand before a cue that it holds, where the
/// cue decides about what is behind it: "SW to complete DASH".
const FIRST_WORDS: usize = 2;

impl Voices<'_, '_> {
    /// How many words lie between a cue and the finding; `None` if the cue
    /// does not reach it.
    pub(super) fn distance(&self, found: &CueMatch<'_>, finding: &Range<usize>) -> Option<usize> {
        let (cue, stands) = (&found.tokens, found.cue.stands);
        if cue.start < finding.end && finding.start < cue.end {
            return holds(found, finding).then_some(0);
        }
        let between = match stands {
            Place::Before | Place::Either if cue.end <= finding.start => cue.end..finding.start,
            Place::After | Place::Either if finding.end <= cue.start => finding.end..cue.start,
            _ => return None,
        };
        let reaches = match self.reach(found.cue, finding)? {
            Reach::Paragraph => self.labels(cue, finding.start) && !self.item_holds(finding, &found.until),
            reach => self.within_reach(reach, &between) && !found.until.any_within(&between),
        };
        let words = self.words(found.cue, &between);
        (words <= found.cue.within && reaches && self.joins(found, &between)).then_some(words)
    }

    /// How many words lie in between. Of wording that is criticised several
    /// pieces may be quoted in a row, and those in between do not count.
    fn words(&self, cue: &Cue, between: &Range<usize>) -> usize {
        let counts = |&at: &usize| cue.status != Status::Challenged || !self.shapes.quoted(self.text.span(at..at + 1));
        between.clone().filter(counts).count()
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
    fn item_holds(&self, finding: &Range<usize>, words: &Ranges<()>) -> bool {
        let tokens = self.text.tokens();
        let parts = |at: &usize| tokens.get(*at).is_none_or(|token| token.gap >= Break::Light);
        let sentence = &self.text.sentences()[self.text.sentence_of(finding.start)];
        let start = (sentence.start..=finding.start).rev().find(parts).unwrap_or(sentence.start);
        let end = (finding.end..sentence.end).find(parts).unwrap_or(sentence.end);
        words.any_within(&(start..end))
    }

    /// Words in quotation marks are held up to be looked at: criticism of them
    /// may stand in the next sentence. A cue for challenged wording that says
    /// so itself is about quoted words alone; `None` if these are not.
    fn reach(&self, cue: &Cue, finding: &Range<usize>) -> Option<Reach> {
        if cue.status != Status::Challenged || cue.reach == Reach::Paragraph {
            return Some(cue.reach);
        }
        let quoted = self.shapes.quoted(self.text.span(finding.clone()));
        if quoted { Some(Reach::Neighbours) } else { Some(cue.reach).filter(|&reach| reach != Reach::Neighbours) }
    }

    /// Whether nothing in between, nor at its end, stops this kind of reach.
    fn within_reach(&self, reach: Reach, between: &Range<usize>) -> bool {
        let tokens = self.text.tokens();
        let gaps = tokens[between.start..tokens.len().min(between.end + 1)].iter().map(|token| token.gap);
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
    pub(super) fn labels(&self, cue: &Range<usize>, word: usize) -> bool {
        let tokens = self.text.tokens();
        let gap = |at: usize| tokens.get(at).map(|token| token.gap);
        let heads = gap(cue.start) == Some(Break::Paragraph);
        let marked = heads || gap(cue.start) >= Some(Break::Sentence) && gap(cue.end) >= Some(Break::Light);
        if !marked || word < cue.end {
            return false;
        }
        let alone = heads && gap(cue.end) == Some(Break::Paragraph);
        let line = !(cue.end..=word).any(|at| gap(at) == Some(Break::Paragraph));
        let first = tokens[cue.end].span.start();
        line || alone && self.shapes.same_block(first, tokens[word].span.start())
    }
}

/// Whether a finding that shares words with a cue holds it: "MARAC if she
/// agrees". Words of saying must open the finding ("says it was nothing").
fn holds(found: &CueMatch<'_>, finding: &Range<usize>) -> bool {
    let (cue, stands) = (&found.tokens, found.cue.stands);
    match (found.cue.status, found.cue.reach) {
        _ if stands == Place::Over => true,
        (_, Reach::Paragraph) | (Status::Challenged, Reach::Neighbours) => false,
        (Status::Reported, _) => stands != Place::After && cue.start <= finding.start && cue.end < finding.end,
        _ => stands != Place::Before || cue.start <= finding.start + FIRST_WORDS,
    }
}
