//! Says whether and where one sequence matches in one sentence, once all that
//! it is made of is known.

use std::cmp::Reverse;

use smallvec::{SmallVec, smallvec};

use super::chart::{Chart, Sentence};
use super::program::{OptionsRef, Part, SequenceRef};
use super::text::{Break, Text};
use super::vocabulary::{Vocabulary, WordId};
use super::word_set::SetRef;

/// A text with its words as the phrases number them.
#[derive(Clone, Debug)]
pub(super) struct Words {
    pub(super) text: Text,
    ids: Vec<WordId>,
}

impl Words {
    pub(super) fn new(text: Text, vocabulary: &Vocabulary) -> Self {
        let ids = (0..text.tokens().len()).map(|at| vocabulary.id(text.word(at))).collect();
        Self { text, ids }
    }

    /// The same text with other words in places, as [`Text::read_as`] has them.
    pub(super) fn read_as(&self, others: &[Option<&'static str>], vocabulary: &Vocabulary) -> Self {
        let ids = self.ids.iter().zip(others).map(|(&id, other)| other.map_or(id, |word| vocabulary.id(word)));
        Self { text: self.text.read_as(others), ids: ids.collect() }
    }

    /// The number of each word.
    pub(super) fn ids(&self) -> &[WordId] {
        &self.ids
    }
}

/// Where a match may have come to, best first.
pub(super) type Ends = SmallVec<[usize; 8]>;

/// One sentence, with what is known of it.
pub(super) struct Matcher<'a> {
    pub(super) sentence: Sentence<'a>,
    pub(super) chart: &'a Chart,
}

impl Matcher<'_> {
    /// Where the best match that begins at `start` ends. Optional words are
    /// taken where they stand, gaps are as short as can be.
    pub(super) fn end(&self, parts: &[Part], start: usize) -> Option<usize> {
        self.after(parts, start, start).first().copied().filter(|&end| end > start)
    }

    /// Where a match may have come to after `parts`, best first. Keeping all
    /// ends of each part, without repeats, bounds the work for any text.
    pub(super) fn after(&self, parts: &[Part], at: usize, start: usize) -> Ends {
        let Some((at, parts)) = self.after_words(parts, at, start) else { return Ends::new() };
        let mut ends: Ends = smallvec![at];
        for part in parts {
            let mut next = Ends::new();
            for &at in &ends {
                self.after_part(*part, at, start, &mut next);
            }
            if next.is_empty() {
                return next;
            }
            ends = next;
        }
        ends
    }

    /// Where a match has come to after the words at the start of `parts`, and
    /// the other parts.
    fn after_words<'p>(&self, mut parts: &'p [Part], mut at: usize, start: usize) -> Option<(usize, &'p [Part])> {
        while let Some((Part::Words(words), rest)) = parts.split_first() {
            if !self.fits(*words, at, start) {
                return None;
            }
            (at, parts) = (at + 1, rest);
        }
        Some((at, parts))
    }

    /// Adds where a match at `at` may come to after one part.
    fn after_part(&self, part: Part, at: usize, start: usize, next: &mut Ends) {
        match part {
            Part::Words(words) => {
                if self.fits(words, at, start) {
                    add(at + 1, next);
                }
            }
            Part::OneOf(options) => self.any(options, at, start).into_iter().for_each(|end| add(end, next)),
            Part::Maybe(options) => {
                self.any(options, at, start).into_iter().for_each(|end| add(end, next));
                add(at, next);
            }
            Part::Gap(most) => {
                add(at, next);
                let text = &self.sentence.words.text;
                let open = |word: &usize| self.joined(*word, start) && !text.is_blacked_out(*word);
                let room = (at..self.sentence.end).take(most as usize).take_while(open);
                room.for_each(|word| add(word + 1, next));
            }
        }
    }

    /// The longest first.
    pub(super) fn any(&self, options: OptionsRef, at: usize, start: usize) -> Ends {
        let mut ends = Ends::new();
        if at >= self.sentence.end {
            return ends;
        }
        let (listed, word) = (self.sentence.program.options(options), self.sentence.words.ids[at]);
        if !listed.starts.may_hold(word) {
            return ends;
        }
        if self.joined(at, start) {
            if self.sentence.program.sets.contains(listed.words, word) {
                ends.push(at + 1);
            }
            if let Some(made) = self.sentence.rules.made(options) {
                ends.extend(self.chart.ends(made, at));
            } else {
                let longer = self.sentence.program.starting_with(options, word);
                self.each(longer, at, start, &mut ends);
            }
        }
        self.each(listed.loose(), at, start, &mut ends);
        if ends.len() > 1 {
            ends.sort_unstable_by_key(|&end| Reverse(end));
            ends.dedup();
        }
        ends
    }

    /// Adds where a match may come to after each of several sequences.
    fn each(&self, sequences: impl Iterator<Item = SequenceRef>, at: usize, start: usize, ends: &mut Ends) {
        for sequence in sequences {
            ends.extend(self.after(self.sentence.program.parts(sequence), at, start));
        }
    }

    fn fits(&self, words: SetRef, at: usize, start: usize) -> bool {
        let sentence = &self.sentence;
        at < sentence.end && sentence.program.sets.contains(words, sentence.words.ids[at]) && self.joined(at, start)
    }

    /// Whether a match that began at `start` may go on with this word.
    fn joined(&self, at: usize, start: usize) -> bool {
        at == start || self.sentence.words.text.tokens()[at].gap < Break::Clause
    }
}

fn add(end: usize, ends: &mut Ends) {
    if !ends.contains(&end) {
        ends.push(end);
    }
}

#[cfg(test)]
mod tests {
    use super::super::compile::Compiler;
    use super::super::phrases::Matches;
    use super::super::rules::{PhraseRef, Rules};
    use super::*;
    use crate::lexicon::{Lexicon, Phrase};

    fn found(phrase: &str, note: &str) -> Vec<String> {
        let lexicon = Lexicon::builtin().unwrap();
        let phrase = Phrase::parse(phrase, lexicon.terms()).unwrap();
        let pieces = phrase.pieces(lexicon.terms());
        let vocabulary = Vocabulary::new(std::iter::once(&*pieces));
        let mut compiler = Compiler::new(&vocabulary);
        let sequence = compiler.phrase(&pieces);
        let words = Words::new(Text::new(note), &vocabulary);
        let rules = Rules::new([(PhraseRef(0), sequence)].into_iter(), std::iter::empty(), &mut compiler);
        let found = Matches::new(&compiler.program, &rules, &words, words.text.sentences().iter());
        found.of(PhraseRef(0)).map(|range| words.text.span(range.clone()).of(note).to_owned()).collect()
    }

    #[test]
    fn the_words_of_a_phrase_may_be_written_in_many_ways() {
        for (phrase, note, expected) in [
            ("family problems", "FAMILY\n problems, again", "FAMILY\n problems"),
            ("didn't want", "She didn’t want to", "didn’t want"),
            ("didn't want", "She didnt want to", "didnt want"),
            ("didn't want", "She didn’\u{ad}\u{ad}t want to", "didn’\u{ad}\u{ad}t want"),
            ("step-dad", "her step dad", "step dad"),
            ("step-dad", "her stepdad", "stepdad"),
            ("family problems", "fam\u{ad}ily problems", "fam\u{ad}ily problems"),
            ("failed ... protect", "failed, we feel, to protect", "failed, we feel, to protect"),
            ("with [her|his] {partner}", "arguing with her ex-partner", "with her ex-partner"),
        ] {
            assert_eq!(found(phrase, note), [expected], "{phrase} in {note}");
        }
    }

    #[test]
    fn a_phrase_does_not_cross_what_ends_a_thought() {
        for (phrase, note) in [
            ("failed ... protect", "failed. Protect"),
            ("failed ... protect", "he failed; protect"),
            ("family problems", "family\n- problems"),
            ("failed ... protect", "failed one two three four five six protect"),
            ("argue~", "argument"),
            ("failed ... protect", "failed to ████ protect"),
            ("failed to protect", "failed to █ protect"),
        ] {
            assert!(found(phrase, note).is_empty(), "{phrase} in {note}");
        }
    }

    #[test]
    fn takes_the_shortest_gap_and_the_longest_option() {
        assert_eq!(found("failed ... protect", "failed to protect and protect"), ["failed to protect"]);
        assert_eq!(found("a [very] domestic [incident]", "a domestic incident"), ["a domestic incident"]);
    }
}
