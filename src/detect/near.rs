//! Which words stand near a word, in bits: what says soonest that a phrase
//! cannot match there. A match crosses no end of a thought, and no word beyond
//! one is near.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::phrase_match::Words;
use super::text::Break;
use super::word_set::Remainders;

/// From so many words behind a word to so many, in front of it if less than
/// nothing. On each side the narrowest first.
const STRETCHES: [[isize; 2]; 8] = [[-1, -1], [-2, -2], [-4, -1], [-8, -1], [1, 1], [2, 2], [1, 4], [1, 8]];

/// The whole sentence.
const ALL: usize = STRETCHES.len();

/// Words of which one must stand near another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beside {
    words: Remainders,
    stretch: u8,
}

impl Beside {
    /// One of `words` stands at least and at most so far behind, or anywhere in
    /// the sentence.
    pub(super) fn new(words: Remainders, behind: Option<[isize; 2]>) -> Self {
        let holds = |[from, to]: &[isize; 2]| behind.is_some_and(|[least, most]| *from <= least && most <= *to);
        let narrowest = STRETCHES.iter().position(holds).unwrap_or(ALL);
        Self { words, stretch: u8::try_from(narrowest).unwrap_or_default() }
    }

    /// What is the case beside any word.
    fn anything() -> Self {
        Self::new(Remainders::ALL, None)
    }

    /// About how often this is the case, where each remainder stands with this
    /// share of words.
    fn share(self, of_words: &[f32; 64]) -> f32 {
        let words = STRETCHES.get(usize::from(self.stretch)).map_or(12, |[from, to]| to - from + 1);
        let one = self.words.each().map(|remainder| of_words[remainder]).sum::<f32>();
        1.0 - (1.0 - one.min(1.0)).powi(i32::try_from(words).unwrap_or(i32::MAX))
    }
}

/// Two of these, of which neither may be missing.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Both {
    words: [Remainders; 2],
    stretches: [u8; 2],
}

impl Both {
    /// Those of several that are the case least often, where each remainder stands
    /// with this share of words.
    pub(super) fn rarest_of(mut all: Vec<Beside>, of_words: &[f32; 64]) -> Self {
        all.sort_by(|a, b| a.share(of_words).total_cmp(&b.share(of_words)));
        let two = [0, 1].map(|at| all.get(at).copied().unwrap_or_else(Beside::anything));
        Self { words: two.map(|beside| beside.words), stretches: two.map(|beside| beside.stretch) }
    }

    /// Whether both may be the case in a sentence with these words.
    pub(super) fn may_be_in(self, sentence: Remainders) -> bool {
        self.words.iter().all(|words| words.may_share(sentence))
    }
}

/// What stands near one word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Near([Remainders; ALL + 1]);

impl Near {
    /// Near the word `at`, in the sentence that begins and ends there.
    pub(super) fn new(words: &Words, at: usize, sentence: Range<usize>, all: Remainders) -> Self {
        let joined = |word: usize| words.text.tokens()[word].gap < Break::Clause;
        let bit = |word: usize| Remainders::of_word(words.ids()[word]);
        let in_front = (sentence.start..at).rev().take_while(|word| joined(word + 1)).map(bit);
        let behind = (at + 1..sentence.end).take_while(|&word| joined(word)).map(bit);
        let mut near = Self([all; ALL + 1]);
        near.0[..4].copy_from_slice(&side(in_front));
        near.0[4..ALL].copy_from_slice(&side(behind));
        near
    }

    /// Whether both may be the case.
    pub(super) fn has(&self, both: Both) -> bool {
        let stretches = both.stretches.map(|stretch| self.0[usize::from(stretch)]);
        stretches[0].may_share(both.words[0]) && stretches[1].may_share(both.words[1])
    }
}

/// Of the words on one side, the next first: the first, the second, the first
/// four, the first eight.
fn side(words: impl Iterator<Item = Remainders>) -> [Remainders; 4] {
    let mut stretches = [Remainders::default(); 4];
    for (far, word) in words.take(8).enumerate() {
        if far < 2 {
            stretches[far] = word;
        }
        if far < 4 {
            stretches[2] = stretches[2].or(word);
        }
        stretches[3] = stretches[3].or(word);
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::super::text::Text;
    use super::super::vocabulary::Vocabulary;
    use super::*;
    use crate::lexicon::{Lexicon, Phrase};

    /// Whether "bravo" may stand so far behind the first "alpha" of a note.
    fn may_be(note: &str, behind: Option<[isize; 2]>) -> bool {
        let lexicon = Lexicon::builtin().unwrap();
        let pieces = Phrase::parse("alpha bravo charlie", lexicon.terms()).unwrap().pieces(lexicon.terms());
        let vocabulary = Vocabulary::new(std::iter::once(&*pieces));
        let words = Words::new(Text::new(note), &vocabulary);
        let at = words.ids().iter().position(|&id| id == vocabulary.id("alpha")).unwrap();
        let all = Remainders::of(words.ids().iter().copied());
        let bravo = Beside::new(Remainders::of_word(vocabulary.id("bravo")), behind);
        Near::new(&words, at, 0..words.ids().len(), all).has(Both::rarest_of(vec![bravo], &[0.01; 64]))
    }

    #[test]
    fn a_word_is_near_within_its_stretch() {
        for (note, behind, expected) in [
            ("alpha bravo", Some([1, 1]), true),
            ("bravo alpha", Some([1, 1]), false),
            ("bravo alpha", Some([-1, -1]), true),
            ("alpha charlie bravo", Some([1, 1]), false),
            ("alpha charlie bravo", Some([2, 2]), true),
            ("alpha charlie charlie charlie charlie bravo", Some([1, 4]), false),
            ("alpha charlie charlie charlie charlie bravo", Some([1, 5]), true),
            ("bravo charlie charlie charlie charlie alpha", Some([-5, -2]), true),
            ("bravo charlie charlie charlie charlie alpha", Some([-4, -2]), false),
            ("alpha charlie charlie", None, false),
        ] {
            assert_eq!(may_be(note, behind), expected, "{behind:?} of alpha in {note}");
        }
    }

    #[test]
    fn no_word_is_near_beyond_the_end_of_a_thought() {
        for (note, behind) in [("alpha; bravo", [1, 1]), ("bravo; alpha", [-1, -1]), ("alpha charlie; bravo", [1, 8])] {
            assert!(!may_be(note, Some(behind)), "{note}");
            assert!(may_be(note, None), "{note}");
        }
    }

    #[test]
    fn what_may_be_further_off_than_any_stretch_may_be_anywhere_in_the_sentence() {
        let far = format!("alpha {}bravo", "charlie ".repeat(12));
        assert!(may_be(&far, Some([1, 20])));
        assert!(!may_be(&far, Some([1, 8])));
    }
}
