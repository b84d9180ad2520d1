//! Decides who says a finding and how, from the cues that reach it. The cue
//! that decided is kept, so that a reader can see why and disagree.

mod reach;

use std::ops::Range;
use std::rc::Rc;

use super::finding::{Evidence, EvidenceRule};
use super::ranges::Ranges;
use super::shape::{Shape, Shapes};
use super::text::Text;
use crate::lexicon::{Cue, Indicator, Reach, Status};
use crate::note::Span;

/// Which status wins when several cues reach a finding: standard text is
/// nobody's wording; criticism of a wording outweighs whose wording it was;
/// what is said not to be, or not to be yet, is no finding whoever says so.
const PRECEDENCE: &[Status] =
    &[Status::Template, Status::Challenged, Status::Negated, Status::Hypothetical, Status::Reported];

/// A cue found in a note, with what would cut it off.
#[derive(Clone, Debug)]
pub(super) struct CueMatch<'l> {
    pub(super) cue: &'l Cue,
    pub(super) tokens: Range<usize>,
    /// Words that end its reach, anywhere in the note.
    pub(super) until: Rc<Ranges<()>>,
}

/// The cues found in a note, by place.
#[derive(Clone, Debug, Default)]
pub(super) struct Cues<'l> {
    /// Those that reach no further than the next sentence.
    near: Ranges<CueMatch<'l>>,
    /// Labels over lines.
    labels: Ranges<CueMatch<'l>>,
}

impl<'l> Cues<'l> {
    pub(super) fn new(found: impl Iterator<Item = CueMatch<'l>>) -> Self {
        let (labels, near): (Vec<_>, _) = found.partition(|found| found.cue.reach == Reach::Paragraph);
        let placed =
            |found: Vec<CueMatch<'l>>| Ranges::new(found.into_iter().map(|found| (found.tokens.clone(), found)));
        Self { near: placed(near), labels: placed(labels) }
    }
}

/// What is known about one note's voices.
pub(super) struct Voices<'a, 'l> {
    pub(super) text: &'a Text,
    pub(super) cues: &'a Cues<'l>,
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
        let reaching =
            self.cues_near(tokens).filter(|found| found.cue.status == status && found.cue.decides(indicator));
        let reaching = reaching.filter_map(|found| Some((self.distance(found, tokens)?, found)));
        let (_, nearest) =
            reaching.min_by_key(|(distance, found)| (*distance, found.tokens.start, found.cue.id.clone()))?;
        let span = self.text.span(nearest.tokens.clone());
        Some(Evidence { rule: EvidenceRule::Cue(nearest.cue.id.clone()), span })
    }

    /// The cues of the sentence and its neighbours, and the labels of the block.
    fn cues_near(&self, tokens: &Range<usize>) -> impl Iterator<Item = &CueMatch<'_>> {
        let sentences = self.text.sentences();
        let own = self.text.sentence_of(tokens.start);
        let last = (self.text.sentence_of(tokens.end.saturating_sub(1)) + 1).min(sentences.len().saturating_sub(1));
        let around = sentences.get(own.saturating_sub(1)).map_or(0, |sentence| sentence.start)
            ..sentences.get(last).map_or(tokens.end, |sentence| sentence.end);
        let labels = self.cues.labels.touching(self.block_start(tokens.start)..tokens.end);
        self.cues.near.touching(around).chain(labels).map(|(_, found)| found)
    }

    /// The first word of the block of lines that a word stands in.
    fn block_start(&self, word: usize) -> usize {
        let tokens = self.text.tokens();
        let Some(at) = tokens.get(word).map(|token| token.span.start()) else { return 0 };
        let start = self.shapes.block_start(at);
        tokens.partition_point(|token| token.span.start() < start)
    }

    /// Whether what is said under a status at one character is over at another:
    /// behind a blank line or, but for the writer's own criticism, where the writer
    /// speaks as "I" or "we".
    pub(super) fn is_over(&self, status: Status, start: usize, end: usize) -> bool {
        let between = self.text.tokens_in(Span::new(start, end.max(start)));
        let writer = || between.into_iter().any(|word| matches!(self.text.word(word), "i" | "we"));
        !self.shapes.same_block(start, end) || status != Status::Challenged && writer()
    }

    fn shape(&self, status: Status, indicator: Indicator, tokens: &Range<usize>) -> Option<Evidence> {
        let span = self.text.span(tokens.clone());
        let over = |shape: &&Shape| {
            shape.status == status && shape.covers(span) && shape.decides(indicator.kind()) && !self.assigns(shape)
        };
        let shape = self.shapes.over(span).find(over)?;
        Some(Evidence { rule: shape.rule.clone(), span: shape.evidence })
    }

    /// Whether a speaker's label stands in a list of actions, where it names
    /// who is to act.
    fn assigns(&self, shape: &Shape) -> bool {
        let label = self.text.tokens_in(shape.evidence).start;
        let plan = |found: &CueMatch<'_>| {
            let (cue, status) = (found.cue, found.cue.status);
            cue.reach == Reach::Paragraph && status == Status::Hypothetical && self.labels(&found.tokens, label)
        };
        shape.rule == EvidenceRule::SpeakerLabel
            && self.cues.labels.touching(self.block_start(label)..label + 1).any(|(_, found)| plan(found))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::detect::Detector;
    use crate::lexicon::{Indicator, Lexicon, LexiconFile};
    use crate::note::Span;

    /// A cue file with one cue.
    fn cue(status: &str, id: &str, rest: &str) -> LexiconFile {
        let head = format!("status = \"{status}\"\n[[cue]]\nid = \"{id}\"\ntitle = \"t\"\nwhy = \"w\"\nflags = []\n");
        LexiconFile { name: format!("cues/{id}.toml"), text: head + rest }
    }

    fn detector() -> Detector {
        let files = vec![
            cue("reported", "REP001", "stands = \"before\"\nexcept = [\"risk\"]\nphrases = [\"says\"]"),
            cue("reported", "REP002", "stands = \"after\"\nphrases = [\"she said\"]"),
            cue("negated", "NEG001", "stands = \"before\"\nphrases = [\"no\"]"),
            cue(
                "hypothetical",
                "HYP001",
                "stands = \"before\"\nreach = \"paragraph\"\nphrases = [\"plan\"]\nuntil = [\"sent\"]",
            ),
            cue("challenged", "CHA001", "stands = \"after\"\nreach = \"sentence\"\nphrases = [\"is wrong\"]"),
            cue("challenged", "CHA002", "stands = \"before\"\nreach = \"neighbours\"\nwithin = 1\nphrases = [\"log\"]"),
        ];
        Detector::new(Arc::new(Lexicon::from_files(files).unwrap()))
    }

    #[test]
    fn cues_reach_as_far_as_they_should() {
        let detector = detector();
        for (marked, indicator, expected) in [
            ("She says <a row>.", Indicator::MinimisingEuphemism, "reported"),
            ("<She says a row>.", Indicator::MinimisingEuphemism, "counted"),
            ("<Says a row>.", Indicator::MinimisingEuphemism, "reported"),
            ("She says <he has a knife>.", Indicator::RiskWeapon, "counted"),
            ("<A row>, she said.", Indicator::MinimisingEuphemism, "reported"),
            ("<A row>, she said he left.", Indicator::MinimisingEuphemism, "counted"),
            ("No <weapons>.", Indicator::RiskWeapon, "negated"),
            ("No reply, <weapons seen>.", Indicator::RiskWeapon, "counted"),
            ("Plan: call school. <DASH>.", Indicator::GoodRiskAssessment, "hypothetical"),
            ("Plan\n- call school\n- <DASH>", Indicator::GoodRiskAssessment, "hypothetical"),
            ("Plan: <MARAC form> sent, <DASH>.", Indicator::GoodMarac, "counted"),
            ("Plan\n- call\n\nDone: <DASH>", Indicator::GoodRiskAssessment, "counted"),
            ("Safety plan: <DASH>", Indicator::GoodRiskAssessment, "counted"),
            ("The entry “<a row>”. That is wrong.", Indicator::MinimisingEuphemism, "challenged"),
            ("<A row>. That is wrong.", Indicator::MinimisingEuphemism, "counted"),
            ("Log: “<a row>” and more.", Indicator::MinimisingEuphemism, "challenged"),
            ("Log: “a tiff”, “<a row>”.", Indicator::MinimisingEuphemism, "challenged"),
            ("Log: <a row>.", Indicator::MinimisingEuphemism, "counted"),
        ] {
            let plain = marked.replace(['<', '>'], "");
            let at = |mark: char| marked.chars().filter(|c| *c == mark || !"<>".contains(*c)).position(|c| c == mark);
            let words = Span::new(at('<').unwrap(), at('>').unwrap());
            assert_eq!(detector.status(&plain, words, indicator).0.id(), expected, "{marked}");
        }
    }
}
