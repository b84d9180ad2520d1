//! Streets, house numbers and flats. Refuses distances and counts: `2 men in
//! the road` is no address.

use super::{Ground, Stretch};
use crate::redact::vocabulary::Class;
use crate::redact::words::{Gap, Manner, Shape, Word};

/// What stands before `no. 14` when it is a door.
const BEFORE_A_DOOR: &[&str] = &[
    "at", "from", "to", "of", "with", "w", "in", "into", "opposite", "behind", "outside", "near", "by", "house", "bour",
];
const FLATS: &[&str] = &["flat", "flats", "apartment", "apt", "plot"];
/// How Welsh street names begin.
const WELSH: &[&str] = &["heol", "ffordd", "stryd", "lon", "rhodfa", "maes", "clos", "cwrt", "bryn", "rhes"];

impl Ground<'_, '_> {
    /// `14 Mafeking Road`, `9 GARTH CT`, `22a high street`, beginning at a
    /// number.
    pub(super) fn numbered(&self, at: usize) -> Stretch {
        let number = self.door_number(at)?;
        let first = number + 1;
        let last = (first + 1..first + 4).find(|&last| self.is_road(last))?;
        let joined = (first..=last).all(|word| self.follows(word));
        (joined && self.names_a_road(&self.words[first..last], &self.words[last])).then_some((at, last))
    }

    /// `Moorgate Rd`, `Fenwright Close`, ending at `at`; `Heol y Gof`,
    /// beginning there.
    pub(super) fn road(&self, at: usize) -> Stretch {
        let word = self.words.get(at)?;
        if word.is_raised() && word.is_one_of(WELSH) {
            let last = (at + 1..at + 4).take_while(|&next| self.follows(next) && self.is_welsh(next)).last()?;
            let number = at.checked_sub(1).filter(|&before| self.follows(at) && self.door_number(before).is_some());
            return Some((number.unwrap_or(at), last));
        }
        // "St Helens" is a saint, not a street.
        let saint = word.key == "st" && self.follows(at + 1) && self.words[at + 1].is_raised();
        if !self.is_road(at) || word.possessive || saint {
            return None;
        }
        match word.shape {
            Shape::Capital => self.chain(at, 3).map(|first| (first, at)),
            _ if word.is(Class::ROAD) && word.key != "st" => self.stranger_before(at).map(|first| (first, at)),
            _ => None,
        }
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
        Some((at, self.more_doors(self.door_number(at + 1)?)))
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

    fn names_a_road(&self, between: &[Word<'_>], ending: &Word<'_>) -> bool {
        let capitals = self.manner == Manner::Mixed && ending.is_raised() && between.iter().all(Word::is_raised);
        let plain = |word: &Word<'_>| word.key.len() > 2 && word.shape != Shape::Number && !word.is(Class::OUTSIDE);
        // "1 long walk" is no address, "1 BROWN WALK" is one.
        let name = match self.manner {
            Manner::Mixed => Class::SURE,
            Manner::Quiet => Class::SURE.or(Class::WORDLIKE),
            Manner::Loud => Class::NAME,
        };
        let named = |word: &Word<'_>| word.is(name) || !word.is(Class::COMMON.or(Class::KEPT));
        let road = (ending.is(Class::ROAD) && ending.key != "st") || between.iter().any(named);
        capitals || (road && between.iter().all(plain))
    }

    fn is_welsh(&self, at: usize) -> bool {
        let word = &self.words[at];
        (word.is_raised() && !word.is(Class::KEPT)) || word.is_one_of(&["y", "yr", "r"])
    }

    fn is_road(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.is(Class::ROAD.or(Class::ROADLIKE)))
    }
}
