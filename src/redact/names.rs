//! People whom no column names: by what announces them, by the lists of
//! names, and by a capital that nothing else explains. Refuses to hide roles:
//! `mum`, `PC` and `ex-partner` carry what is audited.

mod announced;
mod spread;

use super::known::Known;
use super::mask::{Hit, Mask};
use super::vocabulary::Class;
use super::words::{Gap, Manner, Shape, Word};

/// Words after which a month is a month, though `April` and `June` are names.
const BEFORE_A_MONTH: &[&str] = &[
    "in", "on", "since", "from", "until", "till", "by", "of", "last", "this", "next", "early", "late", "mid", "end",
    "during", "before", "after", "for",
];
/// Schemes named after a person, who is not the person in the note.
const SCHEMES: &[(&str, &str)] = &[("clare", "law"), ("clares", "law"), ("sarah", "law"), ("martha", "rule")];

/// Every person named in `words`.
pub(super) fn find(words: &[Word<'_>], known: &Known, manner: Manner) -> Vec<Hit> {
    let mut people = People { words, manner, named: words.iter().map(|word| known.names(word)).collect() };
    people.announce();
    for at in 0..words.len() {
        people.named[at] |= people.is_name(at);
    }
    people.spread();
    (0..words.len()).filter(|&at| people.named[at]).map(|at| people.hit(at)).collect()
}

/// The words of a text, and which of them are known to name someone so far.
struct People<'w, 't> {
    words: &'w [Word<'t>],
    manner: Manner,
    named: Vec<bool>,
}

impl People<'_, '_> {
    /// The name at `at`, with what follows an initial: `J. Smith` is one name.
    fn hit(&self, at: usize) -> Hit {
        let word = &self.words[at];
        let next = self.words.get(at + 1).filter(|next| word.shape == Shape::Initial && next.before == Gap::Dot);
        let end = next.filter(|_| self.named[at + 1]).map_or(word.end, |next| next.end);
        Hit::new(word.start..end, Mask::Name)
    }

    /// Whether the word is a name by itself, where it stands.
    fn is_name(&self, at: usize) -> bool {
        let word = &self.words[at];
        if self.is_coded(at) || self.is_scheme(at) || word.key.len() < 2 {
            return false;
        }
        match word.shape {
            Shape::Capital => self.is_capital_name(at),
            Shape::Caps => self.is_caps_name(at),
            Shape::Lower if word.is(Class::ORDINARY.or(Class::KEPT).or(Class::TOWN)) => false,
            Shape::Lower if self.is_quiet_name(at) => true,
            Shape::Lower if word.key.len() > 4 => word.is(Class::SURE),
            Shape::Lower => word.key.len() > 2 && word.is(Class::FORENAME),
            Shape::Initial | Shape::Number | Shape::Masked => false,
        }
    }

    fn is_capital_name(&self, at: usize) -> bool {
        let word = &self.words[at];
        if word.is(Class::SURE) {
            return true;
        }
        if word.is(Class::WORDLIKE) || (word.is(Class::RARE) && !word.is(Class::KEPT)) {
            return self.stands_out(at);
        }
        word.is_unknown() && word.key.len() > 2
    }

    /// In capitals throughout, a name is a word in no list; elsewhere a short
    /// one is more likely an abbreviation.
    fn is_caps_name(&self, at: usize) -> bool {
        let word = &self.words[at];
        let shortest = if self.is_loud() { 4 } else { 5 };
        let vowel = word.key.contains(['a', 'e', 'i', 'o', 'u', 'y']);
        // "HALLWORTH Dean": the surname may be as short as an abbreviation.
        let reversed = !self.is_loud() && self.is_before_forename(at);
        if word.is(Class::ACRONYM) || (word.is(Class::FIELD) && !word.is(Class::BESIDE)) {
            false
        } else if word.is(Class::SURE) {
            !(word.is(Class::COMMON) && word.is(Class::VERB)) && (word.key.len() + 1 >= shortest || reversed)
        } else if word.is(Class::COMMON.or(Class::FIELD)) {
            reversed && at.checked_sub(1).is_some_and(|before| self.words[before].is(Class::ROLE))
        } else {
            reversed || (word.is_unknown() && vowel && word.key.len() >= shortest)
        }
    }

    /// Whether a word in a text without capitals is in no list and stands
    /// where a name does: after a role or a relative, or beside another such
    /// word. A slip of the pen that looks like a verb is left alone.
    fn is_quiet_name(&self, at: usize) -> bool {
        let strange = |word: &Word<'_>| word.is_unknown() && word.key.len() > 3 && word.shape == Shape::Lower;
        let word = &self.words[at];
        if self.manner != Manner::Quiet || !strange(word) {
            return false;
        }
        let before = at.checked_sub(1).map(|before| &self.words[before]).filter(|_| word.before == Gap::Space);
        let verb = ["ed", "ing", "es", "ly"].iter().any(|ending| word.key.ends_with(ending));
        let cued = before.is_some_and(|w| !w.possessive && w.is(Class::KIN.or(Class::ROLE))) && !verb;
        cued || before.is_some_and(strange) || self.next(at).is_some_and(strange)
    }

    /// Whether a word that may be a name is used as one: alone inside a
    /// sentence, before something that can only be a name, or as only people
    /// are written of: `Amber (9)`, `Amber's room`.
    fn stands_out(&self, at: usize) -> bool {
        let word = &self.words[at];
        let before = at.checked_sub(1).map(|before| &self.words[before]).filter(|_| self.is_inside(at));
        let month = word.is(Class::FIELD);
        if month && before.is_none_or(|w| w.is_one_of(BEFORE_A_MONTH) || w.shape == Shape::Number) {
            return false;
        }
        if self.is_aged_or_owns(at) && word.is(Class::WORDLIKE) && !month {
            return true;
        }
        if let Some(next) = self.next(at).filter(|next| next.shape == Shape::Capital) {
            let verb = before.is_none() && word.is(Class::VERB);
            let name = next.is_unknown() || next.is(Class::NAME.or(Class::RARE));
            return name && !next.is(Class::KEPT) && !verb && word.is(Class::WORDLIKE);
        }
        let title = before.is_some_and(|w| {
            w.is_raised() && word.before == Gap::Space && self.is_inside(at - 1) && !self.named[at - 1]
        });
        before.is_some_and(|w| w.shape != Shape::Number) && !title && !month
    }

    fn is_aged_or_owns(&self, at: usize) -> bool {
        let aged = |next: &Word<'_>| next.before == Gap::List && next.shape == Shape::Number;
        self.words[at].possessive || self.words.get(at + 1).is_some_and(aged)
    }

    /// Whether what follows can only be a forename.
    fn is_before_forename(&self, at: usize) -> bool {
        let forename =
            |next: &Word<'_>| next.shape == Shape::Capital && (next.is(Class::FORENAME) || next.is_unknown());
        self.words[at].key.len() > 2 && self.next(at).is_some_and(forename)
    }

    /// Whether the word is part of a code such as `Yr11`.
    fn is_coded(&self, at: usize) -> bool {
        let number = |index: usize| self.words.get(index).is_some_and(|w| w.shape == Shape::Number);
        let joined = |index: usize| self.words.get(index).is_some_and(|w| w.before == Gap::Joined);
        (joined(at) && at > 0 && number(at - 1)) || (joined(at + 1) && number(at + 1))
    }

    fn is_scheme(&self, at: usize) -> bool {
        let next = self.next(at).map(|next| next.key);
        SCHEMES.iter().any(|(name, law)| *name == self.words[at].key && next == Some(law))
    }

    /// Whether the word stands after another in its sentence.
    fn is_inside(&self, at: usize) -> bool {
        at > 0 && matches!(self.words[at].before, Gap::Space | Gap::List | Gap::Hyphen)
    }

    fn is_loud(&self) -> bool {
        self.manner == Manner::Loud
    }

    /// The word after `at`, if only spaces part them.
    fn next(&self, at: usize) -> Option<&Word<'_>> {
        self.words.get(at + 1).filter(|next| next.before == Gap::Space)
    }
}
