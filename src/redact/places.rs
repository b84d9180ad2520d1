//! Schools, surgeries, refuges, towns and addresses: what would lead someone
//! to a door. Refuses to hide a kind of place: `school` and `the hospital`
//! stay.

mod loose;
mod streets;
mod work;

use super::mask::{Hit, Mask};
use super::vocabulary::Class;
use super::words::{Gap, Manner, Shape, Word};

/// After these a capital that is in no list is a place.
const NEARBY: &[&str] = &["in", "near", "around", "outside", "enter", "towards", "fled", "cover", "covers"];
/// After these a word that may be a town is one.
const TOWARDS: &[&str] = &["in", "near", "around", "outside", "from", "to", "at", "via"];

/// What stands before hardly anything but the name of a town or a street.
const STRONG: &[&str] = &["chipping", "market", "great", "little", "upper", "lower", "nether"];
/// What follows the name of a town and belongs to it.
const SUFFIXES: &[&str] =
    &["vale", "bay", "spa", "regis", "wells", "heath", "moor", "green", "common", "bridge", "norton", "gwent", "hill"];

/// The first and the last word of a place.
type Stretch = Option<(usize, usize)>;

/// Every place named in `words`.
pub(super) fn find(words: &[Word<'_>], manner: Manner) -> Vec<Hit> {
    let ground = Ground { words, manner };
    let ways = [
        Ground::numbered,
        Ground::road,
        Ground::door,
        Ground::premises,
        Ground::inn,
        Ground::dedicated,
        Ground::school,
        Ground::area,
        Ground::workplace,
        Ground::loose,
    ];
    let mut hits = Vec::new();
    for at in 0..words.len() {
        let found = ways.iter().filter_map(|way| way(&ground, at));
        hits.extend(found.map(|(first, last)| Hit::new(words[first].start..words[last].end, Mask::Place)));
    }
    hits
}

struct Ground<'w, 't> {
    words: &'w [Word<'t>],
    manner: Manner,
}

impl Ground<'_, '_> {
    /// `Ferncroft Primary School`, `the Ferncroft surgery`, ending at `at`.
    fn premises(&self, at: usize) -> Stretch {
        let kind = self.words.get(at).filter(|kind| kind.is(Class::PREMISES))?;
        let first = match kind.shape {
            Shape::Capital => self.chain(at, 6)?,
            Shape::Lower | Shape::Caps if kind.is(Class::PLAIN_PREMISES) => self.stranger_before(at)?,
            _ => return None,
        };
        Some((first, self.last_kind(at)))
    }

    /// `St Helens`, `st. mary's primary`, `HMP Durham`, `at The Willows`,
    /// beginning at `at`.
    fn dedicated(&self, at: usize) -> Stretch {
        let word = self.words.get(at)?;
        let next = self.words.get(at + 1).filter(|next| matches!(next.before, Gap::Space | Gap::Dot))?;
        let letters = matches!(next.shape, Shape::Lower | Shape::Capital | Shape::Caps) && !next.is(Class::KEPT);
        let dedicated = match word.key {
            "st" | "saint" if word.before != Gap::Joined => {
                // "5 Cardigan St. Says he" ends a sentence.
                let new_sentence = next.before == Gap::Dot && next.is(Class::COMMON);
                !new_sentence && (next.shape == Shape::Capital || !next.is(Class::ORDINARY))
            }
            "hmp" | "yoi" | "hmyoi" => next.is_raised() && !next.is(Class::COMMON),
            "the" => word.shape == Shape::Capital && next.shape == Shape::Capital && at > 0 && !self.opens_sentence(at),
            _ => false,
        };
        (letters && dedicated).then(|| (at, self.last_raised(self.last_kind(at + 1))))
    }

    /// A town anywhere; a word that may be a town, or a capital that is in no
    /// list, after `in` and the like.
    fn area(&self, at: usize) -> Stretch {
        let word = self.words.get(at)?;
        let first = self.prefix(at);
        let after = |words: &[&str]| self.is_after(first, words);
        let plain = self.manner == Manner::Loud && word.is(Class::COMMON);
        let town = word.is(Class::TOWN) && (word.is_raised() || word.key.len() > 4);
        let townlike = word.is(Class::TOWNLIKE) && word.is_raised() && !plain && after(TOWARDS);
        let strong = first < at && self.words[first].is_one_of(STRONG);
        let surname = strong && word.is_raised() && (word.is_unknown() || word.is(Class::SURNAME.or(Class::TOWNLIKE)));
        let stranger = word.is_unknown()
            && !word.possessive
            && match word.shape {
                Shape::Capital => word.key.len() > 2 && after(NEARBY),
                Shape::Lower => self.manner == Manner::Quiet && word.key.len() > 4 && (after(TOWARDS) || after(NEARBY)),
                _ => false,
            };
        let linked = word.shape == Shape::Capital && !word.is(Class::KEPT) && self.is_upon(at);
        (town || townlike || stranger || surname || linked).then(|| (first, self.suffix(at)))
    }

    /// `Market` of `Market Rasen`, where a sentence does not begin with it.
    fn prefix(&self, at: usize) -> usize {
        let before = at.checked_sub(1).filter(|&before| self.follows(at) && self.words[before].is(Class::PREFIX));
        let raised = |before: &usize| self.manner != Manner::Mixed || self.words[*before].shape == Shape::Capital;
        before.filter(raised).filter(|before| !self.opens_sentence(*before)).unwrap_or(at)
    }

    /// `Vale` of `Ebbw Vale`.
    fn suffix(&self, at: usize) -> usize {
        let word = self.words.get(at + 1).filter(|_| self.follows(at + 1));
        let plain = self.manner != Manner::Mixed;
        let last = word.is_some_and(|word| word.is_one_of(SUFFIXES) && (plain || word.shape == Shape::Capital));
        if last { at + 1 } else { self.upon(at).unwrap_or(at) }
    }

    /// Whether `le Willows` follows: then it is a town, whatever it is else.
    fn is_upon(&self, at: usize) -> bool {
        let sure = self.words.get(at + 1).is_some_and(|word| word.is_one_of(&["le", "upon", "under"]));
        let the = self.words.get(at + 2).is_some_and(|word| word.key == "the");
        let premises = self.words.get(at + 3).is_none_or(|word| word.is(Class::PREMISES.or(Class::COMMON)));
        self.upon(at).is_some() && (sure || (the && !premises))
    }

    /// `upon Tyne` of `Newcastle upon Tyne`, `on the Wold`.
    fn upon(&self, at: usize) -> Option<usize> {
        let joined = |index: usize| self.words.get(index).filter(|w| matches!(w.before, Gap::Space | Gap::Hyphen));
        joined(at + 1).filter(|word| word.is_one_of(&["on", "upon", "under", "le", "de"]))?;
        let last = at + 2 + usize::from(joined(at + 2)?.is_one_of(&["the", "la"]));
        joined(last).filter(|word| word.shape == Shape::Capital && !word.is(Class::KEPT)).map(|_| last)
    }

    /// The first of the capitalised words before `last`, if one of them says
    /// which road or school it is.
    fn chain(&self, last: usize, longest: usize) -> Option<usize> {
        let mut first = last - self.denomination(last);
        let mut named = false;
        while first > 0 && last - first < longest && self.is_linked(first) {
            let word = &self.words[first - 1];
            let opening = self.opens_sentence(first - 1) && word.is(Class::ORDINARY.or(Class::KEPT));
            if !word.is_raised() || word.is(Class::OUTSIDE.or(Class::ACRONYM)) || (opening && !word.is(Class::SURE)) {
                break;
            }
            let says_which = word.is(Class::NAME) || !word.is(Class::KEPT) || self.is_borrowed(first - 1, last);
            named |= says_which && !word.is(Class::GENERIC);
            first -= 1;
            first -= self.denomination(first);
        }
        named.then_some(first)
    }

    /// Whether `Merlin`, elsewhere a system, is what a school is called.
    fn is_borrowed(&self, at: usize, kind: usize) -> bool {
        let word = &self.words[at];
        let field = word.is(Class::FIELD) && !word.is(Class::ORDINARY.or(Class::GENERIC).or(Class::QUALIFIER));
        word.shape == Shape::Capital && field && self.words[kind].is(Class::PLAIN_PREMISES)
    }

    /// The word before `last` if it is no ordinary word: in lower case, or in
    /// capitals throughout, that is all there is to go by.
    fn stranger_before(&self, last: usize) -> Option<usize> {
        let before = last.checked_sub(1).filter(|_| self.is_linked(last))?;
        let word = &self.words[before];
        // "Ferncroft Hill infant school": the kind itself has more words.
        if word.is(Class::PLAIN_PREMISES.or(Class::QUALIFIER)) {
            return self.stranger_before(before);
        }
        let letters = matches!(word.shape, Shape::Lower | Shape::Capital | Shape::Caps) && word.key.len() > 3;
        let surname = word.is(Class::SURNAME) && !word.is(Class::ORDINARY);
        let inside = word.shape == Shape::Capital && word.is(Class::RARE) && !self.opens_sentence(before);
        let borrowed = self.is_borrowed(before, last);
        let stranger = word.is_unknown() || word.is(Class::TOWN) || surname || inside || borrowed;
        (letters && stranger && !word.possessive).then_some(before)
    }

    /// The last of the names that follow `at`: `The Black Swan`.
    fn last_raised(&self, at: usize) -> usize {
        let raised = |&next: &usize| {
            self.follows(next) && self.words[next].shape == Shape::Capital && !self.words[next].is(Class::KEPT)
        };
        (at + 1..at + 3).take_while(raised).last().unwrap_or(at)
    }

    /// The last of the kinds of place that follow `at`: `Primary School`.
    fn last_kind(&self, at: usize) -> usize {
        let kind = |&next: &usize| self.follows(next) && self.words[next].is(Class::PREMISES);
        (at + 1..at + 3).take_while(kind).last().unwrap_or(at)
    }

    /// Whether only a space, a hyphen or the dot of `St.` stands before `at`.
    fn is_linked(&self, at: usize) -> bool {
        let saint = at.checked_sub(1).is_some_and(|before| self.words[before].key == "st");
        let gap = self.words[at].before;
        matches!(gap, Gap::Space | Gap::Hyphen) || (saint && gap == Gap::Dot)
    }

    fn opens_sentence(&self, at: usize) -> bool {
        matches!(self.words[at].before, Gap::Stop | Gap::Line | Gap::Dot | Gap::Colon)
    }

    fn is_after(&self, at: usize, words: &[&str]) -> bool {
        self.follows(at) && at.checked_sub(1).is_some_and(|before| self.words[before].is_one_of(words))
    }

    fn follows(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.before == Gap::Space)
    }
}
