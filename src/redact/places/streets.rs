//! Streets, house numbers and flats. Refuses distances and counts: `2 men in
//! the road` is no address.

use super::{Ground, Stretch};
use crate::redact::vocabulary::Class;
use crate::redact::words::{Gap, Manner, Shape, Word};

/// What stands before `no. 14` when it is a door.
const BEFORE_A_DOOR: &[&str] = &[
    "at", "from", "to", "of", "with", "w", "in", "into", "opposite", "behind", "outside", "near", "by", "house", "bour",
];
/// What stands before the number of a house without being a place itself.
const BEFORE_AN_ADDRESS: &[&str] = &["attended", "address", "is", "lives", "visited", "visit", "and", "flat"];
const FLATS: &[&str] = &["flat", "flats", "apartment", "apt", "plot"];
/// How Welsh street names begin.
const WELSH: &[&str] = &["heol", "ffordd", "stryd", "lon", "rhodfa", "maes", "clos", "cwrt", "bryn", "rhes"];
/// Those that are no English words.
const SURELY_WELSH: &[&str] = &["heol", "ffordd", "stryd", "rhodfa"];

impl Ground<'_, '_> {
    /// `14 Mafeking Road`, `9 GARTH CT`, `22a high street`, beginning at a
    /// number.
    pub(super) fn numbered(&self, at: usize) -> Stretch {
        let number = self.door_number(at)?;
        let first = number + 1;
        let road =
            (first + 1..first + 4).find(|&last| self.is_road(last)).map(|last| self.last_road(last)).filter(|&last| {
                let joined = (first..=last).all(|word| self.follows(word));
                joined && self.names_a_road(&self.words[first..last], &self.words[last], self.is_at_a_door(at))
            });
        let alone = |last: usize| self.words.get(last + 1).is_none_or(|next| next.before != Gap::Space);
        let stands = |&last: &usize| self.is_at_a_door(at) || (self.is_listed(at) && alone(last));
        road.or_else(|| self.house_name(first).filter(stands)).map(|last| (at, last))
    }

    /// `Lane` of `Mill Bank Lane`.
    fn last_road(&self, at: usize) -> usize {
        (at + 1..at + 3).take_while(|&next| self.follows(next) && self.is_road(next)).last().unwrap_or(at)
    }

    /// Whether the number at `at` stands where an address does.
    fn is_at_a_door(&self, at: usize) -> bool {
        let lead = at.checked_sub(1).map(|before| &self.words[before]);
        let opens = matches!(self.words[at].before, Gap::Colon) && at > 0;
        opens || lead.is_some_and(|lead| lead.is_one_of(BEFORE_A_DOOR) || lead.is_one_of(BEFORE_AN_ADDRESS))
    }

    /// The last word of a name that may follow a number: `14 Ashgrove`, `3 The
    /// Paddock`, `9 Lower Kirkgate`.
    fn house_name(&self, at: usize) -> Option<usize> {
        let word = self.words.get(at).filter(|word| matches!(word.before, Gap::Space | Gap::List))?;
        let capital = |index: usize| self.words.get(index).is_some_and(|word| word.shape == Shape::Capital);
        let lead =
            word.key == "the" || word.is(Class::PREFIX) || (capital(at) && capital(at + 1) && !word.is(Class::KEPT));
        let last = at + usize::from(lead && self.words.get(at + 1).is_some_and(|next| next.before == Gap::Space));
        let name = &self.words[last];
        let strange = name.is_unknown() || (name.is(Class::RARE.or(Class::SURNAME)) && !name.is(Class::COMMON));
        let capitals = self.words[at..=last].iter().all(|word| word.shape == Shape::Capital);
        let written = capitals || (self.manner != Manner::Mixed && (name.is_unknown() || last > at));
        ((strange || (last > at && capitals)) && written && name.key.len() > 4 && !name.is(Class::KEPT)).then_some(last)
    }

    /// The last word of a street after `Flat 3, `.
    fn street_after(&self, at: usize) -> Option<usize> {
        let first = self.door_number(at).map_or(at, |number| number + 1);
        let last = (first..first + 4).take_while(|&next| next == at || self.follows(next));
        let outside =
            |index: usize| self.words.get(index).is_none_or(|word| word.is(Class::OUTSIDE) && word.key != "the");
        let road = last.take_while(|&next| !outside(next)).find(|&next| next > first && self.is_road(next));
        let welsh = || self.welsh(first);
        road.or_else(welsh).or_else(|| self.house_name(first))
    }

    /// The last word of `Heol y Gof`, beginning at `at`.
    fn welsh(&self, at: usize) -> Option<usize> {
        let word = self.words.get(at)?;
        let sure = word.is_raised() || SURELY_WELSH.contains(&word.key);
        let last = |at| (at + 1..at + 4).take_while(|&next| self.follows(next) && self.is_welsh(next)).last();
        (sure && word.is_one_of(WELSH)).then(|| last(at)).flatten()
    }

    /// `Moorgate Rd`, `Fenwright Close`, ending at `at`; `Heol y Gof`,
    /// beginning there.
    pub(super) fn road(&self, at: usize) -> Stretch {
        let word = self.words.get(at)?;
        if let Some(last) = self.welsh(at) {
            let door = |&before: &usize| self.door_number(before).is_some_and(|number| number + 1 == at);
            let number = (at.saturating_sub(2)..at).find(door).filter(|_| self.follows(at));
            return Some((number.unwrap_or(at), last));
        }
        // "St Helens" is a saint, not a street.
        let saint = word.key == "st" && self.follows(at + 1) && self.words[at + 1].is_raised();
        if !self.is_road(at) || word.possessive || saint {
            return None;
        }
        match word.shape {
            Shape::Capital => self.chain(at, 3).or_else(|| self.plain_road(at)).map(|first| (first, at)),
            _ if word.is(Class::ROAD) && word.key != "st" => self.stranger_before(at).map(|first| (first, at)),
            _ => None,
        }
    }

    /// `High Street`, which no name tells from others.
    fn plain_road(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1).filter(|&before| self.words[before].shape == Shape::Capital)?;
        let capital = self.follows(at) && !self.opens_sentence(before) && self.words[at].is(Class::ROAD);
        capital.then_some(before)
    }

    /// `Flat 3`, `no. 14`, `nos 12 and 16`.
    pub(super) fn door(&self, at: usize) -> Stretch {
        let word = self.words.get(at)?;
        let flat = word.is_one_of(FLATS);
        let before = at.checked_sub(1).map(|before| &self.words[before]);
        // "pregnant with number 5" is not a neighbour.
        let door = before.is_some_and(|w| w.is_one_of(BEFORE_A_DOOR) && !(word.key == "number" && w.key == "with"));
        let number = word.is_one_of(&["no", "nos", "num", "number"]);
        if !(flat || (door && number)) {
            return None;
        }
        let next = self.words.get(at + 1).filter(|w| matches!(w.before, Gap::Space | Gap::Dot | Gap::Joined))?;
        if flat && next.shape == Shape::Initial && word.is_raised() && next.key != "i" {
            return Some((at, at + 1));
        }
        let last = self.more_doors(self.door_number(at + 1)?);
        let street = self.is_listed(last + 1).then(|| self.street_after(last + 1)).flatten();
        Some((at, street.unwrap_or(last)))
    }

    /// The last number of `12 and 16`, `12, 14`.
    fn more_doors(&self, last: usize) -> usize {
        let and = usize::from(self.words.get(last + 1).is_some_and(|word| word.is_one_of(&["and", "or"])));
        let next = last + 1 + and;
        let listed = and == 1 || self.words.get(next).is_some_and(|word| word.before == Gap::List);
        match self.door_number(next).filter(|_| listed) {
            Some(number) => self.more_doors(number),
            None => last,
        }
    }

    /// The last word of the house number at `at`, which may have a letter.
    fn door_number(&self, at: usize) -> Option<usize> {
        self.words.get(at).filter(|word| word.shape == Shape::Number && word.end - word.start <= 4)?;
        let letter = self.words.get(at + 1).is_some_and(|word| word.before == Gap::Joined && word.key.len() == 1);
        Some(at + usize::from(letter))
    }

    fn names_a_road(&self, between: &[Word<'_>], ending: &Word<'_>, at_a_door: bool) -> bool {
        let mixed =
            |word: &Word<'_>| word.shape == Shape::Capital || (self.manner == Manner::Mixed && word.is_raised());
        let capitals = mixed(ending) && between.iter().all(mixed);
        let plain = |word: &Word<'_>| {
            (word.key.len() > 2 || word.key == "st") && word.shape != Shape::Number && !word.is(Class::OUTSIDE)
        };
        // "1 long walk" is no address, "1 BROWN WALK" is one.
        let name = match self.manner {
            Manner::Mixed => Class::SURE,
            Manner::Quiet => Class::SURE.or(Class::WORDLIKE),
            Manner::Loud => Class::NAME,
        };
        let named = |word: &Word<'_>| word.is(name) || !word.is(Class::COMMON.or(Class::KEPT));
        let road = (ending.is(Class::ROAD) && ending.key != "st") || between.iter().any(named);
        let door = at_a_door && self.manner != Manner::Mixed;
        let the = between.first().is_some_and(|word| word.key == "the") && between.len() == 1;
        let bare = the && !ending.is_one_of(&["street", "road", "lane", "st", "way", "place"]);
        capitals || bare || ((road || door) && between.iter().all(plain))
    }

    fn is_welsh(&self, at: usize) -> bool {
        let word = &self.words[at];
        let name = word.is_raised() || word.is_unknown() || self.manner == Manner::Quiet;
        (name && !word.is(Class::KEPT.or(Class::OUTSIDE))) || word.is_one_of(&["y", "yr", "r"])
    }

    fn is_road(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.is(Class::ROAD.or(Class::ROADLIKE)))
    }
}
