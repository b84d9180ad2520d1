//! Schools, surgeries, refuges, towns and addresses: what would lead someone
//! to a door. Refuses to hide a kind of place: `school` and `the hospital`
//! stay.

mod streets;

use super::mask::{Hit, Mask};
use super::vocabulary::Class;
use super::words::{Gap, Manner, Shape, Word};

/// After these a capital that is in no list is a place.
const NEARBY: &[&str] = &["in", "near", "around", "outside"];
/// After these a word that may be a town is one.
const TOWARDS: &[&str] = &["in", "near", "around", "outside", "from", "to", "at", "via"];

/// The first and the last word of a place.
type Stretch = Option<(usize, usize)>;

/// Every place named in `words`.
pub(super) fn find(words: &[Word<'_>], manner: Manner) -> Vec<Hit> {
    let ground = Ground { words, manner };
    let ways = [Ground::numbered, Ground::road, Ground::door, Ground::premises, Ground::dedicated, Ground::area];
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
            Shape::Capital => self.chain(at, 4)?,
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
            "the" => word.shape == Shape::Capital && next.shape == Shape::Capital && self.is_after(at, TOWARDS),
            _ => false,
        };
        (letters && dedicated).then(|| (at, self.last_kind(at + 1)))
    }

    /// A town anywhere; a word that may be a town, or a capital that is in no
    /// list, after `in` and the like.
    fn area(&self, at: usize) -> Stretch {
        let word = self.words.get(at)?;
        let plain = self.manner == Manner::Loud && word.is(Class::COMMON);
        let town = word.is(Class::TOWN) && (word.is_raised() || word.key.len() > 4);
        let townlike = word.is(Class::TOWNLIKE) && word.is_raised() && !plain && self.is_after(at, TOWARDS);
        let stranger = word.shape == Shape::Capital && word.is_unknown() && word.key.len() > 2 && !word.possessive;
        (town || townlike || (stranger && self.is_after(at, NEARBY))).then_some((at, at))
    }

    /// The first of the capitalised words before `last`, if one of them says
    /// which road or school it is.
    fn chain(&self, last: usize, longest: usize) -> Option<usize> {
        let mut first = last;
        let mut named = false;
        while first > 0 && last - first < longest && self.is_linked(first) {
            let word = &self.words[first - 1];
            let opening = self.opens_sentence(first - 1) && word.is(Class::ORDINARY.or(Class::KEPT));
            if !word.is_raised() || word.is(Class::OUTSIDE.or(Class::ACRONYM)) || (opening && !word.is(Class::SURE)) {
                break;
            }
            let says_which = word.is(Class::NAME) || !word.is(Class::KEPT);
            named |= says_which && !word.is(Class::GENERIC);
            first -= 1;
        }
        named.then_some(first)
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
        let stranger = word.is_unknown() || word.is(Class::TOWN) || surname || inside;
        (letters && stranger && !word.possessive).then_some(before)
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
