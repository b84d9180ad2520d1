//! Who and where the notes of a case name, so that a name seen once is hidden
//! in every note of the case and each has one number there. Refuses to guess:
//! a name that several people of the case may have gets no number. Names stay
//! in memory and are never written.

use super::known::{Known, is_near};
use super::mask::Mask;
use super::vocabulary::Vocabulary;
use crate::note::{Key, Note};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

/// More names than this are not of one case, but of a number that stands for
/// all who have none; the rest is hidden in its own note only.
const MOST: usize = 400;

/// A person or a place as one note names it: the words in small letters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mention {
    pub(super) mask: Mask,
    pub(super) words: Vec<String>,
}

impl Mention {
    pub(super) fn new(mask: Mask, words: Vec<String>) -> Self {
        Self { mask, words }
    }

    /// Whether this may be another way to write what `whole` names.
    fn is_part_of(&self, whole: &Self) -> bool {
        self.mask == whole.mask
            && (self.words.iter().all(|word| whole.words.iter().any(|other| may_stand_for(word, other)))
                || self.is_initials_of(whole))
    }

    fn is_initials_of(&self, whole: &Self) -> bool {
        let [letters] = self.words.as_slice() else { return false };
        whole.mask == Mask::Name && whole.initials().any(|initials| initials == *letters)
    }

    /// `dean hallworth` to `dh`; of more words all letters, the first two, or
    /// the first and the last. A single word has none.
    pub(super) fn initials(&self) -> impl Iterator<Item = String> {
        let several = self.mask == Mask::Name && self.words.len() > 1;
        let letters: Vec<char> = self.words.iter().filter_map(|word| word.chars().next()).collect();
        let few = |letters: &[char]| [letters.iter().collect(), letters.iter().take(2).collect(), ends(letters)];
        several.then(|| few(&letters)).into_iter().flatten()
    }
}

fn ends(letters: &[char]) -> String {
    letters.first().into_iter().chain(letters.last()).collect()
}

/// The word itself, its initial, or a slip of the pen.
fn may_stand_for(word: &str, other: &str) -> bool {
    if word.bytes().next() != other.bytes().next() {
        return false;
    }
    word == other || (word.len() == 1 && other.starts_with(word)) || is_near(other, word)
}

/// The mentions of many notes, case by case.
#[derive(Debug, Default)]
pub struct Register {
    numbers: HashMap<Arc<Mention>, u32>,
    mentions: Vec<Arc<Mention>>,
    cases: HashMap<Key, Vec<u32>>,
}

impl Register {
    /// Takes what a note of a case mentions; gives each a number within the
    /// register, in the same order.
    pub fn add(&mut self, case: Key, mentions: &[Mention]) -> Vec<u32> {
        let numbers: Vec<u32> = mentions.iter().map(|mention| self.number(mention)).collect();
        if !numbers.is_empty() {
            let known = self.cases.entry(case).or_default();
            for number in &numbers {
                if known.len() < MOST && !known.contains(number) {
                    known.push(*number);
                }
            }
        }
        numbers
    }

    fn number(&mut self, mention: &Mention) -> u32 {
        if let Some(number) = self.numbers.get(mention) {
            return *number;
        }
        let number = u32::try_from(self.mentions.len()).unwrap_or(u32::MAX);
        let mention = Arc::new(mention.clone());
        self.mentions.push(Arc::clone(&mention));
        self.numbers.insert(mention, number);
        number
    }

    fn case(&self, case: Key) -> impl Iterator<Item = (u32, &Mention)> {
        let numbers = self.cases.get(&case).map(Vec::as_slice).unwrap_or_default();
        numbers.iter().filter_map(|&number| Some((number, &**self.mentions.get(number as usize)?)))
    }
}

/// Whose case a note belongs to; a note without one is a case of its own.
pub fn case_of(note: &Note, number: u64) -> Key {
    if note.case.is_empty() { Key::of(number) } else { Key::of(&note.case) }
}

/// The people and places of one case, numbered in the order in which its notes
/// first name them.
#[derive(Debug)]
pub struct CaseNames {
    known: Known,
    /// What no other mention says more fully.
    whole: Vec<Mention>,
    /// For each mention by its number in the register.
    numbers: HashMap<u32, Option<usize>>,
    /// The last text in which nothing was left to hide: several findings of one
    /// sentence ask for the same.
    clear: RefCell<String>,
}

impl CaseNames {
    pub(super) fn of(register: &Register, case: Key, vocabulary: &Vocabulary) -> Self {
        let all: Vec<(u32, &Mention)> = register.case(case).collect();
        let known = Known::of_mentions(all.iter().map(|(_, mention)| *mention), vocabulary);
        let fuller = |at: usize| {
            let this = all[at].1;
            let better = |(other, (_, mention)): (usize, &(u32, &Mention))| {
                other != at && this.is_part_of(mention) && (other < at || !mention.is_part_of(this))
            };
            all.iter().enumerate().any(better)
        };
        let whole = (0..all.len()).filter(|&at| !fuller(at)).map(|at| all[at].1.clone()).collect();
        let mut names = Self { known, whole, numbers: HashMap::new(), clear: RefCell::default() };
        names.numbers = all.iter().map(|(number, mention)| (*number, names.number_of(mention))).collect();
        names
    }

    pub(super) fn is_clear(&self, text: &str) -> bool {
        *self.clear.borrow() == text
    }

    pub(super) fn set_clear(&self, text: String) {
        self.clear.replace(text);
    }

    /// The names of the case.
    pub(super) fn known(&self) -> &Known {
        &self.known
    }

    /// The number of a mention of the register, as [`CaseNames::number_of`].
    pub(super) fn number(&self, mention: u32) -> Option<usize> {
        self.numbers.get(&mention).copied().flatten()
    }

    /// Which of its kind this is in the case, from 1, if it can only be one.
    pub(super) fn number_of(&self, mention: &Mention) -> Option<usize> {
        let kind = self.whole.iter().filter(|whole| whole.mask == mention.mask);
        let mut fitting = kind.enumerate().filter(|(_, whole)| mention.is_part_of(whole));
        let (index, _) = fitting.next()?;
        fitting.next().is_none().then_some(index + 1)
    }
}
