//! Where people work, drink and learn, by the words around the name. Refuses
//! what everybody knows: `works at Tesco` leads to no door.

use super::{Ground, Stretch};
use crate::redact::vocabulary::Class;
use crate::redact::words::{Gap, Manner, Shape};

const WORKS: &[&str] = &["works", "work", "worked", "working", "employed", "job"];
/// Kinds of house whose names are plain words: `The Crown Inn`.
const INNS: &[&str] = &["inn", "arms", "tavern", "hotel", "pub"];
/// Those that need no capital after `the` and one word.
const SURE_INNS: &[&str] = &["inn", "arms", "tavern"];

impl Ground<'_, '_> {
    /// `works nights at Tarnside Bakery`, beginning at `works`.
    pub(super) fn workplace(&self, at: usize) -> Stretch {
        self.words.get(at).filter(|word| word.is_one_of(WORKS))?;
        let employer = |&next: &usize| self.follows(next) && self.words[next].is_one_of(&["for", "at", "by"]);
        let first = (at + 1..at + 4).find(employer)? + 1;
        let raised = |&next: &usize| {
            let word = &self.words[next];
            let kept = word.is(Class::KEPT) && !word.is(Class::PREMISES.or(Class::NAME));
            self.follows(next) && matches!(word.shape, Shape::Capital) && (!kept || next > first)
        };
        let last = (first..self.words.len()).take_while(raised).last()?;
        (last > first || !self.words[last].is(Class::COMMON)).then_some((first, last))
    }

    /// `The Crown Inn`, ending at `at`.
    pub(super) fn inn(&self, at: usize) -> Stretch {
        let inn = self.words.get(at).filter(|word| word.is_one_of(INNS) && !word.possessive)?;
        if inn.shape != Shape::Capital {
            let the = at.checked_sub(2).filter(|&the| self.words[the].key == "the" && self.manner != Manner::Mixed)?;
            let sign = self.follows(at) && !self.words[at - 1].is(Class::GENERIC) || self.words[at - 1].key == "crown";
            return (sign && inn.is_one_of(SURE_INNS)).then_some((the, at));
        }
        let raised = |&before: &usize| self.words[before].shape == Shape::Capital && self.follows(before + 1);
        let first = (at.saturating_sub(3)..at).rev().take_while(raised).last()?;
        Some((first, at))
    }

    /// `Ysgol Glan Afon`, beginning at `at`.
    pub(super) fn school(&self, at: usize) -> Stretch {
        let word = self.words.get(at).filter(|word| word.key == "ysgol")?;
        let part = |&next: &usize| {
            let name = self.words.get(next).filter(|_| self.follows(next));
            name.is_some_and(|name| {
                if name.is_one_of(&["y", "yr"]) {
                    return true;
                }
                if word.is_raised() { name.is_raised() && !name.is(Class::KEPT) } else { name.is_unknown() }
            })
        };
        let last = (at + 1..at + 4).take_while(part).last()?;
        Some((at, last))
    }

    /// How many words `C of E` takes up before `first`.
    pub(super) fn denomination(&self, first: usize) -> usize {
        let key = |back: usize| first.checked_sub(back).map(|at| self.words[at].key);
        match (key(3), key(2), key(1)) {
            (Some("c"), Some("of"), Some("e")) => 3,
            (_, Some("church"), Some("of")) => 2,
            _ => 0,
        }
    }

    /// Whether a name of a street or of premises ends before `at`.
    pub(super) fn is_listed(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.before == Gap::List)
    }
}
