//! What belongs to a name that was found: surnames, initials, the other half
//! of a double name. Refuses to run on into the sentence.

use super::People;
use crate::redact::vocabulary::Class;
use crate::redact::words::{Gap, Shape, Word};

/// The longest name, in words.
const LONGEST: usize = 4;
/// Words that make a term of `Young` and `Adult` before them.
const PEOPLE: &[&str] = &["person", "people", "carer", "carers", "offender", "adult", "men"];

impl People<'_, '_> {
    /// Marks what belongs to the names marked so far.
    pub(super) fn spread(&mut self) {
        let mut length = 0;
        for at in 0..self.words.len() {
            if !self.named[at] && (1..LONGEST).contains(&length) {
                self.named[at] = self.belongs(at);
            }
            length = if self.named[at] { length + 1 } else { 0 };
        }
        for at in (0..self.words.len()).rev() {
            self.named[at] |= self.leads(at);
        }
    }

    /// Whether a word after a name is part of it.
    fn belongs(&self, at: usize) -> bool {
        let (before, word) = (&self.words[at - 1], &self.words[at]);
        let initial_dot = word.before == Gap::Dot && before.shape == Shape::Initial && !word.is(Class::COMMON);
        let joined = matches!(word.before, Gap::Space | Gap::Hyphen) || initial_dot;
        if !joined || before.possessive || self.is_coded(at) {
            return false;
        }
        match word.shape {
            Shape::Initial => word.key != "i" && (word.key != "a" || self.ends(at)),
            Shape::Capital | Shape::Caps if word.is(Class::BESIDE) && !self.is_loud() => {
                !word.is(Class::FIELD) || self.ends(at) || !self.is_term(at + 1)
            }
            Shape::Capital | Shape::Caps if word.is(Class::KEPT) => false,
            Shape::Capital => self.is_surname(at),
            Shape::Caps if word.is(Class::SURE) => true,
            Shape::Caps if self.is_loud() && word.is(Class::NAME.or(Class::RARE)) => self.ends(at),
            Shape::Caps => word.is(Class::NAME) || (!word.is(Class::COMMON) && word.key.len() > 2),
            Shape::Lower if word.is(Class::PARTICLE) => {
                self.next(at).is_some_and(|next| next.is_raised() && !next.is(Class::KEPT.or(Class::COMMON)))
            }
            Shape::Lower => {
                let beside = before.shape == Shape::Lower || word.before == Gap::Hyphen;
                let name = word.is_unknown() || word.is(Class::SURE);
                beside && word.key.len() > 2 && name && !word.is(Class::COMMON)
            }
            Shape::Number | Shape::Masked => false,
        }
    }

    /// Whether a word before a name is part of it: `J Smith`, `Bright-Cole`.
    fn leads(&self, at: usize) -> bool {
        let (word, Some(next)) = (&self.words[at], self.words.get(at + 1)) else { return false };
        match next.before {
            Gap::Space | Gap::Dot if self.is_initial(at, next) => {
                let surname = next.shape == Shape::Capital && next.is(Class::NAME) && !next.is(Class::KEPT);
                self.named[at + 1] || (surname && !word.possessive)
            }
            Gap::Hyphen => self.named[at + 1] && word.is_raised() && !word.is(Class::KEPT) && next.is_raised(),
            _ => false,
        }
    }

    /// Whether a letter before `next` is an initial: not `I`, not the end of
    /// `A&E`, not the `m` of `24m`.
    fn is_initial(&self, at: usize, next: &Word<'_>) -> bool {
        let word = &self.words[at];
        let unit = at.checked_sub(1).is_some_and(|before| self.words[before].key == "a" && word.key == "e");
        let letter = word.shape == Shape::Initial && word.before != Gap::Joined && !unit;
        letter && (!word.is_one_of(&["i", "a"]) || next.before == Gap::Dot)
    }

    /// Whether a capital after a name is a surname, even if it is a word; two
    /// plain words with capitals are a heading.
    fn is_surname(&self, at: usize) -> bool {
        let word = &self.words[at];
        if word.is(Class::NAME) || !word.is(Class::COMMON) {
            return true;
        }
        let plain = !word.is(Class::SMALL) && !word.key.contains('\'') && word.key.len() > 2;
        plain && !self.next(at).is_some_and(|next| next.is_raised() && next.is(Class::COMMON))
    }

    /// Whether the sentence pauses after the word.
    fn ends(&self, at: usize) -> bool {
        let pauses = |next: &Word<'_>| next.before != Gap::Space || next.shape == Shape::Number;
        self.words[at].possessive || self.words.get(at + 1).is_none_or(pauses)
    }

    /// Whether the word makes a term of the one before: `Early Help`, `Young
    /// person`.
    fn is_term(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.is_raised() || word.is_one_of(PEOPLE))
    }
}
