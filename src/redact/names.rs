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

/// After a name that is also a word these show that it is a name.
const AFTER_A_NAME: &[&str] = &[
    "is", "was", "has", "had", "says", "said", "told", "states", "stated", "does", "did", "wants", "wanted", "came",
    "went", "denies", "denied", "called", "rang", "hit", "asked", "reports", "reported", "who", "should", "would",
    "could", "keeps",
];
/// What only a person does: after these words `April` is no month.
const SPEAKS: &[&str] = &[
    "says",
    "said",
    "told",
    "states",
    "stated",
    "reports",
    "reported",
    "disclosed",
    "denies",
    "denied",
    "asked",
    "rang",
];
/// Before it these do; not `to`, which makes a verb of it.
const BEFORE_A_NAME: &[&str] = &["by", "with", "from", "told", "tell", "asked", "called", "against", "named"];

/// Every person named in `words`.
pub(super) fn find(words: &[Word<'_>], known: &Known, manner: Manner) -> Vec<Hit> {
    let mut people = People { words, manner, known, named: vec![false; words.len()] };
    for at in 0..words.len() {
        people.named[at] = people.is_known(at);
    }
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
    known: &'w Known,
    named: Vec<bool>,
}

impl People<'_, '_> {
    /// The name at `at`, with what follows an initial: `J. Smith` is one name.
    fn hit(&self, at: usize) -> Hit {
        let word = &self.words[at];
        let letter = word.shape == Shape::Initial || word.key.len() == 1;
        let next = self.words.get(at + 1).filter(|next| letter && next.before == Gap::Dot);
        let end = next.filter(|_| self.named[at + 1]).map_or(word.end, |next| next.end);
        Hit::new(word.start..end, Mask::Name)
    }

    /// Whether the word is a name that the record gives. Where capitals say
    /// nothing, a name that is also a word must stand as one.
    fn is_known(&self, at: usize) -> bool {
        let word = &self.words[at];
        if self.known.has(word.key) && self.is_in_pair(at) {
            return true;
        }
        let plain = word.is(Class::ORDINARY.or(Class::FIELD));
        if !plain || self.manner == Manner::Mixed {
            return self.known.names(word);
        }
        let name = word.is(Class::WORDLIKE.or(Class::FORENAME)) && !self.is_busy(at);
        self.known.has(word.key) && (name || self.stands_as_person(at))
    }

    fn is_in_pair(&self, at: usize) -> bool {
        let pair = |first: usize| {
            let (Some(a), Some(b)) = (self.words.get(first), self.words.get(first + 1)) else { return false };
            matches!(b.before, Gap::Space | Gap::Hyphen) && self.known.has_pair(a.key, b.key)
        };
        pair(at) || at.checked_sub(1).is_some_and(pair)
    }

    /// Whether the word is a verb or a month too.
    fn is_busy(&self, at: usize) -> bool {
        self.words[at].is(Class::VERB.or(Class::FIELD))
    }

    /// Whether what is around a word makes a person of it: `told will that`,
    /// `grace's`, `ROSE SAID`.
    fn stands_as_person(&self, at: usize) -> bool {
        let word = &self.words[at];
        let before = at.checked_sub(1).map(|before| &self.words[before]).filter(|_| word.before == Gap::Space);
        let led = before.is_some_and(|w| w.is_one_of(BEFORE_A_NAME)) && !word.is(Class::FIELD);
        word.possessive || led || self.next(at).is_some_and(|next| next.is_one_of(AFTER_A_NAME))
    }

    /// Whether the word is a name by itself, where it stands.
    fn is_name(&self, at: usize) -> bool {
        let word = &self.words[at];
        if self.is_coded(at) || self.is_scheme(at) || word.key.len() < 2 {
            return false;
        }
        match word.shape {
            Shape::Lower | Shape::Caps if self.is_strange_pair(at) => true,
            Shape::Capital => self.is_capital_name(at),
            Shape::Caps => self.is_caps_name(at),
            Shape::Lower if self.is_quiet_forename(at) => true,
            Shape::Lower if word.is(Class::ORDINARY.or(Class::KEPT).or(Class::TOWN)) => false,
            Shape::Lower if self.is_quiet_name(at) => true,
            Shape::Lower if word.key.len() > 4 => word.is(Class::SURE),
            Shape::Lower => word.key.len() > 2 && word.is(Class::FORENAME),
            Shape::Initial | Shape::Number | Shape::Masked => false,
        }
    }

    /// `li-wei`, `LI-WEI` where capitals say nothing: of two strange words.
    fn is_strange_pair(&self, at: usize) -> bool {
        let next = self.words.get(at + 1).filter(|next| next.before == Gap::Hyphen && next.key.len() > 1);
        let strange = self.words[at].is_unknown() && next.is_some_and(Word::is_unknown);
        self.manner != Manner::Mixed && strange
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
        if self.is_loud() && word.is(Class::WORDLIKE) && (self.owns(at) || self.is_before_surname(at)) {
            true
        } else if word.is(Class::ACRONYM) || (word.is(Class::FIELD) && !word.is(Class::BESIDE)) {
            false
        } else if word.is(Class::SURE) {
            !(word.is(Class::COMMON) && word.is(Class::VERB)) && (word.key.len() + 1 >= shortest || reversed)
        } else if word.is(Class::COMMON.or(Class::FIELD)) {
            reversed && at.checked_sub(1).is_some_and(|before| self.words[before].is(Class::ROLE))
        } else {
            reversed || (word.is_unknown() && vowel && word.key.len() >= shortest)
        }
    }

    /// `hope llewellyn`, `hope's brother` in a text without capitals.
    fn is_quiet_forename(&self, at: usize) -> bool {
        let word = &self.words[at];
        let name = word.is(Class::WORDLIKE.or(Class::FORENAME)) && word.is(Class::ORDINARY);
        self.manner == Manner::Quiet && name && (self.owns(at) || self.is_before_surname(at))
    }

    /// Whether something belongs to the word, which is no relative or month.
    fn owns(&self, at: usize) -> bool {
        self.words[at].possessive && !self.words[at].is(Class::FIELD)
    }

    /// Whether what follows can only be a name, and no verb stands here:
    /// `ROSE LLEWELLYN`, but not `SHE WILL`.
    fn is_before_surname(&self, at: usize) -> bool {
        let surname = |next: &Word<'_>| next.is(Class::SURE) || (next.is_unknown() && next.key.len() > 3);
        let subject = |before: usize| self.named[before] || self.words[before].is(Class::SMALL.or(Class::KIN));
        let verb = self.is_busy(at) && at.checked_sub(1).is_some_and(subject);
        !verb && self.next(at).is_some_and(surname)
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
        let cue = |w: &Word<'_>| !w.possessive && (w.is(Class::KIN.or(Class::ROLE)) || w.is_one_of(BEFORE_A_NAME));
        let listed = at.checked_sub(1).filter(|_| word.before == Gap::List).map(|before| &self.words[before]);
        // "w/ dazza"
        let cued = (before.is_some_and(cue) || listed.is_some_and(|w| w.is(Class::KIN) || w.key == "w")) && !verb;
        cued || before.is_some_and(strange) || self.next(at).is_some_and(strange)
    }

    /// Whether a word that may be a name is used as one: alone inside a
    /// sentence, before something that can only be a name, or as only people
    /// are written of: `Amber (9)`, `Amber's room`.
    fn stands_out(&self, at: usize) -> bool {
        let word = &self.words[at];
        let before = at.checked_sub(1).map(|before| &self.words[before]).filter(|_| self.is_inside(at));
        let month = word.is(Class::FIELD);
        let speaks = self.next(at).is_some_and(|next| next.is_one_of(SPEAKS));
        if month && before.is_none_or(|w| w.is_one_of(BEFORE_A_MONTH) || w.shape == Shape::Number) {
            return before.is_none() && speaks;
        }
        let opens = before.is_none() && word.is(Class::WORDLIKE) && !month;
        if opens && (self.next(at).is_some_and(|next| next.is_one_of(AFTER_A_NAME)) || self.is_one_of_two(at)) {
            return true;
        }
        if self.is_aged_or_owns(at) && word.is(Class::WORDLIKE) && !month {
            return true;
        }
        if let Some(next) = self.next(at).filter(|next| next.shape == Shape::Capital) {
            let verb = before.is_none() && word.is_one_of(&["will", "may", "can"]);
            let name = next.is_unknown() || next.is(Class::NAME.or(Class::RARE));
            return name && !next.is(Class::KEPT) && !verb && word.is(Class::WORDLIKE);
        }
        let title = before.is_some_and(|w| {
            w.is_raised() && word.before == Gap::Space && self.is_inside(at - 1) && !self.named[at - 1]
        });
        before.is_some_and(|w| w.shape != Shape::Number) && !title && !month
    }

    /// `Mark and Joanne`, of which the second is a name.
    fn is_one_of_two(&self, at: usize) -> bool {
        let and = self.next(at).is_some_and(|next| next.key == "and");
        let other = self.words.get(at + 2).filter(|_| and);
        other.is_some_and(|word| word.shape == Shape::Capital && word.is(Class::NAME) && !word.is(Class::KEPT))
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
