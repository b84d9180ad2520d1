//! Places in texts whose capitals say nothing, because there are none or
//! nothing else: what stands before a kind of place and after `at`, `to` or
//! `in` says which. Refuses `the old house` and `her school`.

use super::{Ground, Stretch};
use crate::redact::vocabulary::Class;
use crate::redact::words::{Manner, Shape, Word};

/// After these a place may begin.
const LEADS: &[&str] = &[
    "in",
    "near",
    "around",
    "outside",
    "from",
    "to",
    "at",
    "via",
    "of",
    "is",
    "for",
    "attends",
    "attended",
    "enter",
    "towards",
    "into",
    "by",
    "fled",
    "covers",
    "cover",
    "avoid",
    "along",
    "gp",
    "visited",
    "visit",
    "inspection",
];
/// Kinds that stand in too many plain phrases: `in temporary home`.
const PLAIN: &[&str] = &[
    "home", "house", "practice", "ward", "club", "windows", "stores", "close", "drive", "way", "place", "view", "walk",
    "square", "green", "mount", "fold", "bank", "gate", "bridge", "fields", "field", "row", "parade",
];
/// Streets that need no name.
const BARE: &[&str] = &["crescent", "avenue", "grove", "mews", "boulevard", "terrace", "green", "paddock"];
/// The most words in front of the kind.
const LONGEST: usize = 6;

impl Ground<'_, '_> {
    /// `moved to magnolia house`, `GP IS PARK LANE MEDICAL CENTRE`, ending at
    /// `at`.
    pub(super) fn loose(&self, at: usize) -> Stretch {
        let kind = self.words.get(at).filter(|kind| kind.is(Class::PREMISES.or(Class::ROADS)))?;
        if self.manner == Manner::Mixed || kind.possessive || kind.key == "st" {
            return None;
        }
        if self.is_bare(at) {
            return Some((at - 1, at));
        }
        let first = self.loose_start(at)?;
        let lead = &self.words[first.checked_sub(1)?];
        let article = lead.key == "the";
        let weak = lead.is_one_of(&["and", "with"]);
        let only_rare = article || weak || kind.is_one_of(PLAIN);
        let says_which = |word: &Word<'_>| {
            let rare = !word.is(Class::COMMON) || word.is(Class::NAME.or(Class::TOWNLIKE));
            !word.is(Class::GENERIC) && (rare || !only_rare)
        };
        let named =
            self.words[first..at].iter().any(says_which) || (kind.is(Class::ROAD) && self.is_high_street(first, at));
        let on = lead.key == "on" && kind.is(Class::ROAD);
        (named && (article || weak || on || lead.is_one_of(LEADS))).then(|| (first, self.last_kind(at)))
    }

    /// The first word after what leads to the place at `kind`.
    fn loose_start(&self, kind: usize) -> Option<usize> {
        let mut first = kind;
        while first > 0 && kind - first < LONGEST && self.is_linked(first) {
            first -= self.denomination(first);
            let word = &self.words[first - 1];
            if word.is_one_of(LEADS)
                || word.is_one_of(&["and", "with"])
                || word.is(Class::OUTSIDE.or(Class::KIN))
                || word.shape == Shape::Number
            {
                break;
            }
            first -= 1;
        }
        (first < kind).then_some(first)
    }

    /// `moved to the crescent`: of such endings alone there are few.
    fn is_bare(&self, at: usize) -> bool {
        let lead = at.checked_sub(2).is_some_and(|lead| self.words[lead].is_one_of(LEADS) && self.follows(at - 1));
        lead && self.follows(at) && self.words[at - 1].key == "the" && self.words[at].is_one_of(BARE)
    }

    fn is_high_street(&self, first: usize, kind: usize) -> bool {
        first + 1 == kind && self.words[first].is_one_of(&["high", "station", "church", "market"])
    }
}
