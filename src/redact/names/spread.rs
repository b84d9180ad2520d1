//! What belongs to a name that was found: surnames, initials, the other half
//! of a double name. Refuses to run on into the sentence.

use super::{AFTER_A_NAME, People};
use crate::redact::vocabulary::Class;
use crate::redact::words::{Gap, Manner, Shape, Word};

/// The longest name, in words.
const LONGEST: usize = 4;
/// Words that make a term of `Young` and `Adult` before them.
const PEOPLE: &[&str] = &["person", "people", "carer", "carers", "offender", "adult", "men"];

impl People<'_, '_> {
    /// Marks what belongs to the names marked so far.
    pub(super) fn spread(&mut self) {
        self.spread_on();
        for at in (0..self.words.len()).rev() {
            if self.leads(at) {
                self.named[at] = true;
                // Of "J. Field" the initial says that the word is a name.
                self.named[at + 1] = true;
            }
        }
        self.spread_on();
    }

    fn spread_on(&mut self) {
        let mut length = 0;
        for at in 0..self.words.len() {
            if !self.named[at] && (1..LONGEST).contains(&length) {
                self.named[at] = self.belongs(at);
            }
            length = if self.named[at] { length + 1 } else { 0 };
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
        if word.before == Gap::Hyphen && self.is_other_half(at) {
            return true;
        }
        match word.shape {
            Shape::Initial => word.key != "i" && (word.key != "a" || self.ends(at)),
            Shape::Capital | Shape::Caps if word.is(Class::BESIDE) && !self.is_loud() => {
                !word.is(Class::FIELD) || self.ends(at) || !self.is_term(at + 1)
            }
            Shape::Capital | Shape::Caps if word.is(Class::FIELD) && word.is(Class::NAME) => self.is_no_month(at),
            Shape::Capital | Shape::Caps if word.is(Class::KEPT) => false,
            Shape::Capital => self.is_surname(at),
            Shape::Caps if word.is(Class::SURE) => true,
            Shape::Caps if self.is_loud() && word.is(Class::BESIDE) => !word.is(Class::VERB),
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

    /// Whether the second half of `Thi-Ha` is a name, however short.
    fn is_other_half(&self, at: usize) -> bool {
        let (before, word) = (&self.words[at - 1], &self.words[at]);
        let capitals = word.is_raised() && before.is_raised() && !word.is(Class::FIELD);
        capitals || self.known.has(word.key)
    }

    /// Whether `May` after a name is a surname, not a month or a verb.
    fn is_no_month(&self, at: usize) -> bool {
        let number = self.words.get(at + 1).is_some_and(|next| next.shape == Shape::Number);
        let name = |next: &Word<'_>| next.is_one_of(AFTER_A_NAME) || next.is_one_of(&["of", "at"]);
        let verb = self.is_loud() && !self.ends(at) && !self.next(at).is_some_and(name);
        self.words[at].before == Gap::Space && !number && !verb
    }

    /// Whether a word before a name is part of it: `J Smith`, `Bright-Cole`.
    fn leads(&self, at: usize) -> bool {
        let (word, Some(next)) = (&self.words[at], self.words.get(at + 1)) else { return false };
        match next.before {
            Gap::Hyphen if self.named[at + 1] && self.is_first_half(at) => true,
            Gap::Space | Gap::Hyphen if word.is(Class::PARTICLE) => self.named[at + 1] && self.is_particle(at),
            Gap::Space | Gap::Dot if self.is_initial(at, next) => {
                let quiet = word.shape == Shape::Lower;
                let raised = next.shape == Shape::Capital || (self.is_loud() && next.before == Gap::Dot);
                let surname = quiet || (raised && next.is(Class::NAME) && !next.is(Class::KEPT));
                self.named[at + 1] || (surname && !word.possessive)
            }
            _ => false,
        }
    }

    /// Whether a word before a hyphen and a name is part of it: `Bright-Cole`.
    fn is_first_half(&self, at: usize) -> bool {
        let (word, next) = (&self.words[at], &self.words[at + 1]);
        let raised = word.is_raised() && next.is_raised() && !word.is(Class::KEPT);
        raised || (word.shape == Shape::Lower && (word.is_unknown() || word.is(Class::FORENAME)))
    }

    /// Whether a small word before a name is part of it: `Ms de Souza`, but not
    /// `a van Dean had`.
    fn is_particle(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| &self.words[before]);
        let title = before.is_some_and(|w| w.is(Class::TITLE.or(Class::PARTICLE).or(Class::RANK)));
        title || at.checked_sub(1).is_some_and(|before| self.named[before]) || self.words[at].key.len() == 2
    }

    /// Whether a letter before `next` is an initial: not `I`, not the end of
    /// `A&E`, not the `m` of `24m`.
    fn is_initial(&self, at: usize, next: &Word<'_>) -> bool {
        let word = &self.words[at];
        let unit = at.checked_sub(1).is_some_and(|before| self.words[before].key == "a" && word.key == "e");
        let quiet = self.manner == Manner::Quiet && word.shape == Shape::Lower && word.key.len() == 1;
        let quiet = quiet && next.before == Gap::Dot && (next.is_unknown() || next.is(Class::SURE));
        let letter = (word.shape == Shape::Initial || quiet) && word.before != Gap::Joined && !unit;
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
