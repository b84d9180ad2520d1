//! What rules leave of a run. The tagger often makes one run of several marks,
//! of which the rules know some; and what rules set aside as somebody else's
//! words may be the writer's own.

use super::Read;
use super::runs::Run;
use crate::detect::{Finding, Text};
use crate::lexicon::{Family, Status};
use crate::note::Span;

/// The shortest part in a sentence of its own, in pieces.
const SHORTEST: usize = 3;

/// The shortest part that shares its sentence with a finding, in pieces: most
/// that are shorter are the rest of what the finding has.
const SHORTEST_IN_SENTENCE: usize = 8;

/// A run, or the part of one, that rules leave.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) run: Run,
    /// Whether a rule found something in it and set it aside.
    pub(super) is_set_aside: bool,
}

/// A note as the rules and the tagger have read it, for one family.
pub(super) struct Ruled<'a> {
    pub(super) readable: &'a str,
    pub(super) text: &'a Text,
    pub(super) read: &'a Read,
    /// Which of [`Family::ALL`] the runs are of.
    pub(super) number: usize,
    /// What the rules found in the note.
    pub(super) found: &'a [Finding],
}

impl Ruled<'_> {
    /// What they leave of a run: all of it if no rule found anything in it. Of
    /// any other, what stands in another sentence, or is long and of another
    /// indicator; and a sentence in which the rules set all aside that is no
    /// standard text.
    pub(super) fn leave(&self, run: Run) -> Vec<Part> {
        if self.touching(&run).is_empty() {
            return vec![Part { run, is_set_aside: false }];
        }
        // A sign belongs to the word before it.
        let last_word = |at: usize| self.text.tokens_in(self.word(at)).end.saturating_sub(1);
        let sentence = |at: usize| Some(self.text.sentence_of(last_word(at)));
        let sentences = run.parts(self.read, self.number, sentence);
        sentences.into_iter().flat_map(|part| self.of_sentence(part)).collect()
    }

    fn of_sentence(&self, run: Run) -> Vec<Part> {
        let touching = self.touching(&run);
        let (runs, shortest, is_set_aside) = if touching.is_empty() {
            (vec![run], SHORTEST, false)
        } else if touching.iter().any(|finding| finding.is_counted()) {
            (self.between(&run, &touching), SHORTEST_IN_SENTENCE, false)
        } else if touching.iter().any(|finding| finding.status == Status::Template) {
            (Vec::new(), 0, false)
        } else {
            // What somebody else says is mostly said in the whole sentence.
            (vec![run], 0, true)
        };
        let long = runs.into_iter().filter(|run| self.length(run) >= shortest);
        long.map(|run| Part { run, is_set_aside }).collect()
    }

    /// The parts between findings that are of another indicator than they.
    fn between(&self, run: &Run, findings: &[&Finding]) -> Vec<Run> {
        let is_free = |at: usize| (!findings.iter().any(|finding| finding.span.overlaps(self.word(at)))).then_some(());
        let mut between = run.parts(self.read, self.number, is_free);
        between.retain(|part| {
            let indicator = part.indicator(self.read, Family::ALL[self.number]);
            findings.iter().all(|finding| finding.indicator != indicator)
        });
        between
    }

    /// Its pieces, signs left out.
    fn length(&self, run: &Run) -> usize {
        run.pieces().filter(|&at| !self.text.tokens_in(self.word(at)).is_empty()).count()
    }

    fn touching(&self, run: &Run) -> Vec<&Finding> {
        let (span, family) = (run.span(self.read, self.readable), Family::ALL[self.number]);
        let of_family = self.found.iter().filter(|finding| finding.indicator.family() == family);
        of_family.filter(|finding| finding.span.overlaps(span)).collect()
    }

    fn word(&self, piece: usize) -> Span {
        self.read.pieces[piece].word
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::pieces::Piece;
    use crate::classify::runs;
    use crate::lexicon::{EntryId, Indicator};

    /// Two sentences, all of which the tagger has for one run about risk.
    const NOTE: &str =
        "He grabbed her neck . He then said he would burn the house down with all of them in it tonight .";

    /// The note as the tagger would read it: strangulation up to this word, a
    /// threat to kill from there.
    fn read(threat_from: &str) -> Read {
        let mut read = Read::default();
        let from = NOTE.find(threat_from).unwrap();
        for word in NOTE.split_inclusive(' ').scan(0, |at, word| {
            let start = *at;
            *at += word.len();
            Some(Span::new(start, start + word.trim_end().len()))
        }) {
            let borne = if word.start() < from { Indicator::RiskStrangulation } else { Indicator::RiskThreatToKill };
            let bears = |indicator: &Indicator| if *indicator == borne { 0.9 } else { 0.1 };
            let families = vec![0.9; 2 * Family::ALL.len()];
            read.outputs.push(families.into_iter().chain(Indicator::ALL.iter().map(bears)).collect());
            read.pieces.push(Piece { id: 0, word });
        }
        read
    }

    fn found(words: &str, indicator: Indicator, status: Status) -> Finding {
        let start = NOTE.find(words).unwrap();
        let (span, entry) = (Span::new(start, start + words.len()), EntryId::new("RSK001").unwrap());
        Finding { span, indicator, status, cue: None, entry, phrase: 0, whose: None, sentence: span }
    }

    /// The parts that are left, and whether a rule set them aside.
    fn left(threat_from: &str, found: &[Finding]) -> Vec<(&'static str, bool)> {
        let (read, text) = (read(threat_from), Text::new(NOTE));
        let number = Family::ALL.iter().position(|&family| family == Family::RiskMarker).unwrap();
        let run = runs::runs(&read, number).remove(0);
        let ruled = Ruled { readable: NOTE, text: &text, read: &read, number, found };
        let parts = ruled.leave(run).into_iter();
        parts.map(|Part { run, is_set_aside }| (run.span(&read, NOTE).of(NOTE), is_set_aside)).collect()
    }

    const SECOND: &str = "He then said he would burn the house down with all of them in it tonight";

    #[test]
    fn a_run_in_which_no_rule_found_anything_stays_whole() {
        let other = found("neck", Indicator::GoodHistory, Status::Counted);
        for found in [vec![], vec![other]] {
            assert_eq!(left("He then", &found), [(NOTE.trim_end_matches(" ."), false)]);
        }
    }

    #[test]
    fn a_sentence_in_which_no_rule_found_anything_is_left() {
        let grabbed = found("grabbed her neck", Indicator::RiskStrangulation, Status::Counted);
        assert_eq!(left("He then", &[grabbed]), [(SECOND, false)]);
    }

    #[test]
    fn a_long_part_of_another_indicator_is_left() {
        let grabbed = found("grabbed her neck", Indicator::RiskStrangulation, Status::Counted);
        let then = found("then said", Indicator::RiskCoerciveFacts, Status::Counted);
        let rest = "he would burn the house down with all of them in it tonight";
        assert_eq!(left("He then", &[grabbed.clone(), then]), [(rest, false)]);
        let same = found("then said", Indicator::RiskThreatToKill, Status::Counted);
        assert_eq!(left("He then", &[grabbed.clone(), same]), []);
        let long = found("then said he would burn the house down", Indicator::RiskCoerciveFacts, Status::Counted);
        assert_eq!(left("He then", &[grabbed, long]), []);
    }

    #[test]
    fn what_rules_set_aside_is_left_as_such_unless_it_is_standard_text() {
        let grabbed = found("grabbed her neck", Indicator::RiskStrangulation, Status::Counted);
        for (status, expected) in [
            (Status::Reported, &[(SECOND, true)][..]),
            (Status::Hypothetical, &[(SECOND, true)]),
            (Status::Template, &[]),
            (Status::Counted, &[]),
        ] {
            let burn = found("burn the house", Indicator::RiskThreatToKill, status);
            assert_eq!(left("He then", &[grabbed.clone(), burn]), expected, "{status:?}");
        }
    }
}
