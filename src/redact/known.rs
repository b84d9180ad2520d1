//! The names and numbers that the record itself gives: its people, its
//! worker, its own identifiers. Refuses to guess; what no column names is
//! left to [`super::names`].

use super::folded::Folded;
use super::mask::{Hit, Mask};
use super::vocabulary::{Class, Vocabulary};
use super::words::{Shape, Word, split};
use crate::note::Note;

/// Shorter names have too many neighbours one letter away.
const MISSPELT_FROM: usize = 6;
/// A shorter identifier is as likely a house number or a count.
const ID_FROM: usize = 4;

/// What one record says about who is in it.
pub(super) struct Known {
    parts: Vec<Part>,
    initials: Vec<String>,
    ids: Vec<String>,
}

struct Part {
    name: String,
    /// `may` and `field` are names only where they are written as names.
    ordinary: bool,
}

impl Known {
    pub(super) fn of(note: &Note, vocabulary: &Vocabulary) -> Self {
        let mut known = Self { parts: Vec::new(), initials: Vec::new(), ids: ids(note) };
        for name in note.names.iter().chain([&note.worker]) {
            known.add(name, vocabulary);
        }
        known
    }

    /// Whether the word is one of the names, in any case, possessive, run
    /// together with another (`Dean'll`), one letter off or cut short.
    pub(super) fn names(&self, word: &Word<'_>) -> bool {
        match word.shape {
            Shape::Number | Shape::Masked | Shape::Initial => false,
            Shape::Caps if self.initials.iter().any(|initials| initials == word.key) => !word.is(Class::KEPT),
            _ => {
                let joined = word.key.replace('\'', "");
                let pieces = word.key.split('\'').filter(|piece| piece.len() > 2);
                let mut keys = std::iter::once(joined.as_str()).chain(pieces);
                keys.any(|key| self.parts.iter().any(|part| part.is(word, key)))
            }
        }
    }

    /// Where the record's own identifiers stand in `lower`.
    pub(super) fn ids(&self, lower: &str) -> Vec<Hit> {
        let found = self.ids.iter().flat_map(|id| lower.match_indices(id.as_str()));
        let hits = found.map(|(start, id)| start..start + id.len()).filter(|at| stands_alone(lower, at.start, at.end));
        hits.map(|at| Hit::new(at, Mask::Reference)).collect()
    }

    fn add(&mut self, name: &str, vocabulary: &Vocabulary) {
        let folded = Folded::new(name);
        let words = split(folded.text(), folded.lower(), vocabulary);
        let parts: Vec<_> = words.iter().filter(|word| is_part(word)).collect();
        self.initials.extend(initials(&parts, folded.text().contains(',')));
        // "Audit team" names nobody, "J Hole" does: a plain word needs company.
        let person = words.len() == 1 || words.iter().any(|word| word.shape == Shape::Initial || names_alone(word));
        for word in parts.into_iter().filter(|word| names_alone(word) || (person && words.len() < 5)) {
            let part = Part { name: word.key.replace('\'', ""), ordinary: word.is(Class::ORDINARY.or(Class::KEPT)) };
            if !self.parts.iter().any(|known| known.name == part.name) {
                self.parts.push(part);
            }
        }
    }
}

impl Part {
    fn is(&self, word: &Word<'_>, key: &str) -> bool {
        let raised = word.is_raised();
        let exact = key == self.name || key.strip_suffix('s') == Some(&self.name);
        if exact {
            return raised || !(self.ordinary || self.name.len() < 3);
        }
        let abbreviation = word.is(Class::ACRONYM) && word.shape != Shape::Capital;
        if word.is(Class::ORDINARY.or(Class::FIELD)) || abbreviation {
            return false;
        }
        let short = raised && key.len() >= 3 && self.name.starts_with(key);
        let long = !self.ordinary && self.name.len() >= MISSPELT_FROM && key.len() + 1 >= MISSPELT_FROM;
        short || (long && is_one_edit_away(&self.name, key))
    }
}

/// Words of a name column that name: not titles, ranks, roles, numbers.
fn is_part(word: &Word<'_>) -> bool {
    let says_nothing = word.is(Class::KEPT) && !word.is(Class::NAME);
    !matches!(word.shape, Shape::Number | Shape::Masked | Shape::Initial) && word.key.len() > 1 && !says_nothing
}

/// Whether the word says by itself that a person is meant.
fn names_alone(word: &Word<'_>) -> bool {
    word.is(Class::NAME) || !word.is(Class::ORDINARY.or(Class::KEPT))
}

/// `Dean Hallworth` and `HALLWORTH, Dean` to `dh`.
fn initials(parts: &[&Word<'_>], surname_first: bool) -> Option<String> {
    let mut letters: Vec<char> = parts.iter().filter_map(|word| word.key.chars().next()).collect();
    if surname_first && !letters.is_empty() {
        letters.rotate_left(1);
    }
    (letters.len() > 1).then(|| letters.into_iter().collect())
}

fn ids(note: &Note) -> Vec<String> {
    let given = [note.case.as_str(), note.id.as_str()].map(|id| Folded::new(id).lower().to_owned());
    given.into_iter().filter(|id| id.len() >= ID_FROM && id.bytes().any(|b| b.is_ascii_digit())).collect()
}

fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back().is_some_and(char::is_alphanumeric);
    let after = text[end..].chars().next().is_some_and(char::is_alphanumeric);
    !before && !after
}

/// Whether one letter was left out, put in, changed, or two swapped.
fn is_one_edit_away(name: &str, word: &str) -> bool {
    let (name, word): (Vec<char>, Vec<char>) = (name.chars().collect(), word.chars().collect());
    if name.len().abs_diff(word.len()) > 1 {
        return false;
    }
    let same_start = name.iter().zip(&word).take_while(|(a, b)| a == b).count();
    let (name, word) = (&name[same_start..], &word[same_start..]);
    match (name, word) {
        ([a, b, rest @ ..], [c, d, others @ ..]) if a == d && b == c && rest == others => true,
        ([_, rest @ ..], _) if rest == word => true,
        (_, [_, others @ ..]) if name == others => true,
        ([_, rest @ ..], [_, others @ ..]) => rest == others,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::{CaseId, NoteId};

    fn known_in(names: &[&str], text: &str) -> Vec<String> {
        let vocabulary = Vocabulary::new();
        let note = Note { names: names.iter().map(|&name| name.to_owned()).collect(), ..Note::default() };
        let known = Known::of(&note, &vocabulary);
        let lower = text.to_ascii_lowercase();
        let words = split(text, &lower, &vocabulary);
        words.iter().filter(|word| known.names(word)).map(|word| text[word.start..word.end].to_owned()).collect()
    }

    #[test]
    fn finds_a_name_however_it_is_typed() {
        for (name, text) in [
            ("Dean Hallworth", "HALLWORTH"),
            ("Dean Hallworth", "hallworth's"),
            ("Dean Hallworth", "Hallwroth"),
            ("Dean Hallworth", "halworth"),
            ("HALLWORTH, Dean", "DH"),
            ("Osei-Tutu", "Osei"),
            ("Sinéad O’Brien", "OBrien"),
            ("PC 4412 Rudd", "rudd"),
            ("Natalie Harle", "Nat"),
            ("Dean Hallworth", "Dean'll"),
            ("Grace Field", "Field"),
            ("Jo Li", "Li"),
        ] {
            assert_eq!(known_in(&[name], text), [text.trim_end_matches("'s")], "{name}: {text}");
        }
    }

    #[test]
    fn leaves_words_alone() {
        for (name, text) in [
            ("Grace Field", "a field of work"),
            ("Duty Team", "the Duty team"),
            ("Mother", "Mother said"),
            ("PC 4412 Rudd", "4412 PC"),
            ("Ian Peters", "IP said"),
            ("Marina Warde", "warded off marinade"),
        ] {
            assert!(known_in(&[name], text).is_empty(), "{name}: {text}");
        }
    }

    #[test]
    fn finds_the_records_own_identifiers() {
        let note = Note { case: CaseId::new("C-1001"), id: NoteId::new("7"), ..Note::default() };
        let known = Known::of(&note, &Vocabulary::new());
        assert_eq!(known.ids("see c-1001, not c-10011; 7 calls"), [Hit::new(4..10, Mask::Reference)]);
    }
}
