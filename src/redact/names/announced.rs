//! Names that a title, a rank, a role or kinship announces, whatever word
//! they look like. Refuses to hide the announcement itself.

use super::People;
use crate::redact::vocabulary::Class;
use crate::redact::words::{Gap, Manner, Shape, Word};

/// Titles that no sentence uses for anything else, even in lower case.
const TITLES: &[&str] = &["mr", "mrs", "ms", "mx", "dr"];
/// Ranks that lower case leaves recognisable.
const RANKS: &[&str] = &["pc", "wpc", "pcso", "dc", "sgt", "insp", "inspector", "constable", "sergeant"];
/// What announces another name of someone, besides "known as".
const ALIASES: &[&str] = &["aka", "alias", "nickname", "nicknamed"];

impl People<'_, '_> {
    /// Marks what every title, rank, role and relative announces.
    pub(super) fn announce(&mut self) {
        for at in 0..self.words.len() {
            let cue = &self.words[at];
            let miss = cue.key == "miss" && self.close(at + 1).is_some_and(|w| w.is_unknown() || w.is(Class::SURE));
            let title = cue.is(Class::TITLE) && (cue.is_raised() || miss || TITLES.contains(&cue.key));
            if cue.is(Class::RANK.or(Class::NAMED_RANK)) {
                self.after_a_rank(at);
            }
            if (title && self.is_titled(at)) || self.is_related(at) || self.is_alias(at) {
                self.named[at + 1] = true;
            }
        }
    }

    /// `PC 4417 Hale`, `DS 902`, `Sgt Imrie`.
    fn after_a_rank(&mut self, at: usize) {
        let rank = &self.words[at];
        let quiet = self.manner == Manner::Quiet && RANKS.contains(&rank.key);
        if !(rank.is_raised() || quiet) {
            return;
        }
        let numbered = rank.is(Class::RANK) && self.close(at + 1).is_some_and(is_collar_number);
        if numbered {
            self.named[at + 1] = true;
        }
        let last = at + usize::from(numbered);
        let Some(word) = self.close(last + 1) else { return };
        // Without a number and without capitals to tell, only sure names.
        let known = if self.manner == Manner::Mixed || numbered { Class::NAME } else { Class::SURE };
        let rare = word.shape == Shape::Capital && word.is(Class::RARE);
        let fits = !word.is(Class::KEPT) && (word.is(known) || !word.is(Class::ORDINARY) || rare);
        if (word.is_raised() || (quiet && word.shape == Shape::Lower)) && fits {
            self.named[last + 1] = true;
        }
    }

    /// Whether the word after the title at `at` is the name.
    fn is_titled(&self, at: usize) -> bool {
        let doctor = self.words[at].key == "dr";
        let Some(word) = self.close(at + 1).filter(|word| word.before != Gap::Joined) else { return false };
        match word.shape {
            Shape::Initial => true,
            Shape::Caps if self.is_loud() => {
                !word.is(Class::FIELD) && (word.is(Class::NAME) || !word.is(Class::ORDINARY))
            }
            Shape::Capital | Shape::Caps => !word.is(Class::TITLE),
            Shape::Lower if word.key.len() == 1 => word.key != "a" && !doctor,
            Shape::Lower if word.is_unknown() || word.is(Class::SURE) => true,
            // "dr will ring" has no name in it, "mr brown" has.
            Shape::Lower => !doctor && word.is(Class::NAME.or(Class::TOWNLIKE)),
            Shape::Number | Shape::Masked => false,
        }
    }

    /// Whether the word after a role or a relative at `at` is a name that
    /// could also be a word. Other names need no announcement.
    fn is_related(&self, at: usize) -> bool {
        let cue = &self.words[at];
        let kin = cue.is(Class::KIN);
        let Some(word) = self.words.get(at + 1).filter(|_| cue.is(Class::KIN.or(Class::ROLE)) && !cue.possessive)
        else {
            return false;
        };
        let beside = word.before == Gap::Space;
        // "HV Grace Period": a phrase in capitals, not a person.
        let phrase = |next: &Word<'_>| next.shape == Shape::Capital && next.is(Class::COMMON.or(Class::FIELD));
        let forename = kin && beside && word.is(Class::FORENAME) && !word.is(Class::VERB);
        match word.shape {
            Shape::Capital if word.is(Class::FIELD) => kin && beside && word.is(Class::WORDLIKE),
            Shape::Capital if word.is(Class::WORDLIKE) => {
                matches!(word.before, Gap::Space | Gap::List | Gap::Colon) && !self.next(at + 1).is_some_and(phrase)
            }
            Shape::Lower => forename,
            Shape::Caps => forename && self.is_loud(),
            _ => false,
        }
    }

    /// `known as Kay`, `aka SMILER`.
    fn is_alias(&self, at: usize) -> bool {
        let cue = &self.words[at];
        let known = cue.key == "as" && at.checked_sub(1).is_some_and(|before| self.words[before].key == "known");
        let Some(word) = self.words.get(at + 1).filter(|_| known || cue.is_one_of(ALIASES)) else { return false };
        let said = match self.manner {
            Manner::Mixed => word.is_raised(),
            Manner::Loud | Manner::Quiet => word.is(Class::NAME) || !word.is(Class::COMMON),
        };
        // "KNOWN AS BEAR)" and "known as bear," give a name, whatever the word.
        let alone = self.words.get(at + 2).is_none_or(|next| next.before != Gap::Space);
        !matches!(word.shape, Shape::Number | Shape::Masked)
            && !word.is(Class::KEPT.or(Class::SMALL))
            && (said || alone)
    }

    /// The word at `at`, if nothing but a space or a full stop precedes it.
    fn close(&self, at: usize) -> Option<&Word<'_>> {
        self.words.get(at).filter(|word| matches!(word.before, Gap::Space | Gap::Dot | Gap::Joined))
    }
}

fn is_collar_number(word: &Word<'_>) -> bool {
    word.shape == Shape::Number && (3..=6).contains(&(word.end - word.start))
}
