//! The names and numbers that the record itself gives: its people, its
//! worker, its own identifiers. Refuses to guess; what no column names is
//! left to [`super::names`].

use super::case_names::Mention;
use super::folded::Folded;
use super::mask::{Hit, Mask};
use super::vocabulary::{Class, Vocabulary};
use super::words::{Shape, Word, split};
use crate::note::Note;
use foldhash::{HashMap, HashSet};

/// Shorter names have too many neighbours one letter away.
const MISSPELT_FROM: usize = 6;
/// A word that is no word may be a slip in a shorter name.
const STRANGE_FROM: usize = 4;
/// A shorter identifier is as likely a house number or a count.
const ID_FROM: usize = 4;

/// What one record, or all notes of one case, say about who is in it.
#[derive(Debug, Default)]
pub(super) struct Known {
    parts: Vec<Part>,
    initials: Vec<String>,
    ids: Vec<String>,
    /// Words that follow one another in a name.
    pairs: HashSet<[String; 2]>,
    /// Which part has this spelling: most words are asked for and are none.
    spelt: HashMap<String, usize>,
}

#[derive(Debug)]
struct Part {
    name: String,
    mask: Mask,
    /// `may` and `field` are names only where they are written as names.
    ordinary: bool,
}

impl Known {
    /// What the columns of a record say, and its people one by one.
    pub(super) fn of(note: &Note, vocabulary: &Vocabulary) -> (Self, Vec<Mention>) {
        let mut known = Self { ids: ids(note), ..Self::default() };
        let mut mentions = Vec::new();
        for cell in note.names.iter().chain([&note.worker]) {
            for name in people(cell) {
                mentions.extend(known.add(name, vocabulary));
            }
        }
        (known, mentions)
    }

    /// What the notes of a case mention.
    pub(super) fn of_mentions<'m>(mentions: impl Iterator<Item = &'m Mention>, vocabulary: &Vocabulary) -> Self {
        let mut known = Self::default();
        for mention in mentions {
            known.learn(mention, vocabulary);
        }
        known
    }

    /// Takes what a text mentions for known.
    pub(super) fn learn(&mut self, mention: &Mention, vocabulary: &Vocabulary) {
        for word in mention.words.iter().filter(|word| word.len() > 1) {
            let class = vocabulary.class(word);
            let says_nothing = class.is(Class::KEPT) && !class.is(Class::NAME);
            let place = mention.mask == Mask::Place;
            // Of "14 Fenwright Close" only "Fenwright" says where.
            let plain = class.is(Class::ORDINARY.or(Class::NAME).or(Class::PREMISES).or(Class::ROADS));
            if !(says_nothing || (place && (plain || word.len() < 4)) || word.starts_with(|c: char| c.is_ascii_digit()))
            {
                self.push(word, mention.mask, class);
            }
        }
        self.add_whole(mention);
    }

    fn add_whole(&mut self, mention: &Mention) {
        self.initials.extend(mention.initials());
        if mention.mask == Mask::Name && mention.words.len() > 1 {
            // "Dean Young", and "YOUNG Dean" too.
            let next = mention.words.iter().cycle().skip(1);
            let pairs = mention.words.iter().zip(next).map(|(word, next)| [word.clone(), next.clone()]);
            self.pairs.extend(pairs);
        }
    }

    /// Whether a name has these two words, one after the other: then they are
    /// a name however they are written.
    pub(super) fn has_pair(&self, first: &str, second: &str) -> bool {
        self.has(first) && self.has(second) && self.pairs.contains(&[first, second].map(str::to_owned))
    }

    /// Whether this word is part of a name, letter for letter.
    pub(super) fn has(&self, word: &str) -> bool {
        self.spelt.get(word).is_some_and(|&part| self.parts[part].mask == Mask::Name)
    }

    /// Whether the word is one of the names, in any case, possessive, run
    /// together with another (`Dean'll`), one letter off or cut short.
    pub(super) fn names(&self, word: &Word<'_>) -> bool {
        self.mask_of(word) == Some(Mask::Name)
    }

    /// What the word is a name of.
    pub(super) fn mask_of(&self, word: &Word<'_>) -> Option<Mask> {
        match word.shape {
            Shape::Number | Shape::Masked | Shape::Initial => None,
            Shape::Caps if self.has_initials(word) => (!word.is(Class::KEPT.or(Class::ORDINARY))).then_some(Mask::Name),
            Shape::Lower if word.is_unknown() && self.has_initials(word) => Some(Mask::Name),
            _ if !word.key.contains('\'') => self.part(word, word.key),
            _ => {
                let joined = word.key.replace('\'', "");
                let mut pieces = word.key.split('\'').filter(|piece| piece.len() > 2);
                self.part(word, &joined).or_else(|| pieces.find_map(|key| self.part(word, key)))
            }
        }
    }

    fn has_initials(&self, word: &Word<'_>) -> bool {
        self.initials.iter().any(|initials| initials == word.key)
    }

    fn part(&self, word: &Word<'_>, key: &str) -> Option<Mask> {
        let spelt = self.spelt.get(key).or_else(|| self.spelt.get(key.strip_suffix('s')?));
        if let Some(part) = spelt.map(|&part| &self.parts[part]) {
            return part.is_written_in(word).then_some(part.mask);
        }
        let may_be_a_slip = !word.is(Class::ORDINARY.or(Class::FIELD));
        let near = || self.parts.iter().find(|part| part.is_near(word, key)).map(|part| part.mask);
        may_be_a_slip.then(near).flatten()
    }

    /// Where the record's own identifiers stand in `lower`.
    pub(super) fn ids(&self, lower: &str) -> Vec<Hit> {
        let found = self.ids.iter().flat_map(|id| lower.match_indices(id.as_str()));
        let hits = found.map(|(start, id)| start..start + id.len()).filter(|at| stands_alone(lower, at.start, at.end));
        hits.map(|at| Hit::new(at, Mask::Reference)).collect()
    }

    fn add(&mut self, name: &str, vocabulary: &Vocabulary) -> Option<Mention> {
        let folded = Folded::new(name);
        let words = split(folded.text(), folded.lower(), vocabulary);
        let mut parts: Vec<_> = words.iter().filter(|word| is_part(word)).collect();
        if is_surname_first(folded.text(), &parts) {
            parts.rotate_left(1);
        }
        // "Audit team" names nobody, "J Hole" does: a plain word needs company.
        let person = words.len() == 1 || words.iter().any(|word| word.shape == Shape::Initial || names_alone(word));
        parts.retain(|word| names_alone(word) || (person && words.len() < 5));
        let names = parts.iter().map(|word| word.key.replace('\'', "")).collect();
        for word in parts {
            self.push(&word.key.replace('\'', ""), Mask::Name, word.class);
        }
        let mention = Some(Mention::new(Mask::Name, names)).filter(|mention| !mention.words.is_empty())?;
        self.add_whole(&mention);
        Some(mention)
    }

    fn push(&mut self, name: &str, mask: Mask, class: Class) {
        if !self.spelt.contains_key(name) {
            let ordinary = class.is(Class::ORDINARY.or(Class::KEPT));
            self.spelt.insert(name.to_owned(), self.parts.len());
            self.parts.push(Part { name: name.to_owned(), mask, ordinary });
        }
    }
}

/// The people of one cell: `Jade Farrow; Alfie Farrow` are two, `Farrow, Jade`
/// is one.
fn people(cell: &str) -> Vec<&str> {
    let several = cell.split([';', '&', '/', '\n', '|']).flat_map(|part| part.split(" and "));
    let listed = |part: &'_ str| part.split(',').all(|name| name.split_whitespace().count() > 1);
    several.flat_map(|part| if listed(part) { part.split(',').collect() } else { vec![part] }).collect()
}

/// `HALLWORTH, Dean` and `HALLWORTH Dean`.
pub(super) fn is_surname_first(text: &str, parts: &[&Word<'_>]) -> bool {
    let shapes: Vec<Shape> = parts.iter().map(|word| word.shape).collect();
    text.contains(',') || matches!(shapes.as_slice(), [Shape::Caps, Shape::Capital, ..])
}

impl Part {
    /// Whether a word of this spelling is the name, as it is written.
    fn is_written_in(&self, word: &Word<'_>) -> bool {
        word.is_raised() || !(self.ordinary || self.name.len() < 3)
    }

    /// Whether another spelling may be meant for the name: cut short, or with
    /// a slip of the pen.
    fn is_near(&self, word: &Word<'_>, key: &str) -> bool {
        let abbreviation = word.is(Class::ACRONYM) && word.shape != Shape::Capital;
        if abbreviation || self.mask != Mask::Name {
            return false;
        }
        let short = word.is_raised() && key.len() >= 3 && self.name.starts_with(key);
        let slip = word.is_unknown() && self.name.len() >= STRANGE_FROM && is_one_edit_away(&self.name, key);
        short || (!self.ordinary && (slip || is_near(&self.name, key)))
    }
}

/// Whether a word is a name with a slip of the pen.
pub(super) fn is_near(name: &str, word: &str) -> bool {
    name.len() >= MISSPELT_FROM && word.len() + 1 >= MISSPELT_FROM && is_one_edit_away(name, word)
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
    let (name, word) = (name.as_bytes(), word.as_bytes());
    if name.len().abs_diff(word.len()) > 1 {
        return false;
    }
    let same_start = name.iter().zip(word).take_while(|(a, b)| a == b).count();
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
        let (known, _) = Known::of(&note, &vocabulary);
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
        let (known, _) = Known::of(&note, &Vocabulary::new());
        assert_eq!(known.ids("see c-1001, not c-10011; 7 calls"), [Hit::new(4..10, Mask::Reference)]);
    }
}
