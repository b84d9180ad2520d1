//! Verifies one phrase against one sentence. The prefilter has said that it
//! may match; this says whether and where.

use std::cmp::Reverse;
use std::ops::Range;

use super::text::{Break, Text};
use crate::lexicon::{Choice, Piece};

/// Every match of `pieces` in the sentence, leftmost first, none overlapping.
/// Optional words are taken where they stand, gaps are as short as can be.
pub(super) fn matches(text: &Text, sentence: &Range<usize>, pieces: &[Piece]) -> Vec<Range<usize>> {
    let matcher = Matcher { text, end: sentence.end };
    let mut found = Vec::new();
    let mut start = sentence.start;
    while start < sentence.end {
        match matcher.after(pieces, vec![start], start).first() {
            Some(&end) if end > start => {
                found.push(start..end);
                start = end;
            }
            _ => start += 1,
        }
    }
    found
}

/// The match of `pieces` at the very start of the sentence, if there is one.
pub(super) fn match_at(text: &Text, sentence: &Range<usize>, pieces: &[Piece]) -> Option<Range<usize>> {
    let matcher = Matcher { text, end: sentence.end };
    let end = *matcher.after(pieces, vec![sentence.start], sentence.start).first()?;
    (end > sentence.start).then_some(sentence.start..end)
}

/// Where the longest of these terms that begins with the word at `start` ends.
pub(super) fn longest(text: &Text, sentence: &Range<usize>, terms: &Choice, start: usize) -> Option<usize> {
    let matcher = Matcher { text, end: sentence.end };
    matcher.any(terms, start, start).first().copied().filter(|&end| end > start)
}

struct Matcher<'a> {
    text: &'a Text,
    end: usize,
}

impl Matcher<'_> {
    /// Where a match may have come to after `pieces`, best first. Keeping all
    /// ends of each piece, without repeats, bounds the work for any text.
    fn after(&self, pieces: &[Piece], mut ends: Vec<usize>, start: usize) -> Vec<usize> {
        for piece in pieces {
            let mut next = Vec::new();
            for &at in &ends {
                for end in self.after_piece(piece, at, start) {
                    if !next.contains(&end) {
                        next.push(end);
                    }
                }
            }
            if next.is_empty() {
                return next;
            }
            ends = next;
        }
        ends
    }

    fn after_piece(&self, piece: &Piece, at: usize, start: usize) -> Vec<usize> {
        match piece {
            Piece::Words(words) => self.word(at, start, |word| words.binary_search_by(|w| (**w).cmp(word)).is_ok()),
            Piece::Stem(stem) => self.word(at, start, |word| word.starts_with(&**stem)),
            Piece::Number => self.word(at, start, |word| word.bytes().all(|byte| byte.is_ascii_digit())),
            Piece::OneOf(choice) => self.any(choice, at, start),
            Piece::Maybe(choice) => {
                let mut ends = self.any(choice, at, start);
                ends.push(at);
                ends
            }
            Piece::Gap(most) => self.gap(*most, at, start),
        }
    }

    /// The longest alternative first.
    fn any(&self, choice: &Choice, at: usize, start: usize) -> Vec<usize> {
        let word = if at < self.end { self.text.word(at) } else { "" };
        let mut ends: Vec<usize> =
            choice.starting_with(word).flat_map(|one| self.after(one, vec![at], start)).collect();
        ends.sort_unstable_by_key(|&end| Reverse(end));
        ends.dedup();
        ends
    }

    fn word(&self, at: usize, start: usize, accepts: impl Fn(&str) -> bool) -> Vec<usize> {
        let fits = at < self.end && self.joined(at, start) && accepts(self.text.word(at));
        if fits { vec![at + 1] } else { Vec::new() }
    }

    fn gap(&self, most: usize, at: usize, start: usize) -> Vec<usize> {
        let room = (at..self.end).take(most).take_while(|&word| self.joined(word, start));
        std::iter::once(at).chain(room.map(|word| word + 1)).collect()
    }

    /// Whether a match that began at `start` may go on with this word.
    fn joined(&self, at: usize, start: usize) -> bool {
        at == start || self.text.tokens()[at].gap < Break::Clause
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Lexicon, Phrase};

    fn found(phrase: &str, note: &str) -> Vec<String> {
        let lexicon = Lexicon::builtin().unwrap();
        let phrase = Phrase::parse(phrase, lexicon.terms()).unwrap();
        let text = Text::new(note);
        let in_sentence = |sentence| matches(&text, sentence, phrase.pieces());
        let spans = text.sentences().iter().flat_map(in_sentence);
        spans.map(|range| text.span(range).of(note).to_owned()).collect()
    }

    #[test]
    fn the_words_of_a_phrase_may_be_written_in_many_ways() {
        for (phrase, note, expected) in [
            ("family problems", "FAMILY\n problems, again", "FAMILY\n problems"),
            ("didn't want", "She didn’t want to", "didn’t want"),
            ("didn't want", "She didnt want to", "didnt want"),
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
