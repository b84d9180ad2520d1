//! Who and where the notes of a case name, so that a name seen once is hidden
//! in every note of the case and each has one number there. Refuses to guess:
//! a name that several people of the case may have gets no number. Words of names
//! stay in memory; what may be written is their numbers.

use super::known::{Known, is_near};
use super::mask::Mask;
use super::vocabulary::Vocabulary;
use crate::note::{Key, Note};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

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
        let few = whole.words.len() > 1 && letters.len() <= 4 * whole.words.len();
        few && whole.initials().any(|initials| initials == *letters)
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

/// A mention in numbers, as a [`Register`] gave them out. It names nobody
/// without the register, so that it may be kept on disk.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Numbered {
    mask: Mask,
    words: Vec<u32>,
}

/// The words of names, each with a number. There are far fewer of them than
/// there are people.
#[derive(Debug, Default)]
pub struct Register {
    numbers: HashMap<Arc<str>, u32>,
    words: Vec<Arc<str>>,
}

impl Register {
    /// Numbers what a note mentions, in the same order.
    pub fn number(&mut self, mentions: &[Mention]) -> Vec<Numbered> {
        let numbered = |Mention { mask, words }: &Mention| {
            let words = words.iter().map(|word| self.word(word)).collect();
            Numbered { mask: *mask, words }
        };
        mentions.iter().map(numbered).collect()
    }

    fn word(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        let word: Arc<str> = word.into();
        self.words.push(Arc::clone(&word));
        self.numbers.insert(word, number);
        number
    }

    fn mention(&self, Numbered { mask, words }: &Numbered) -> Mention {
        let word = |number: &u32| self.words.get(*number as usize).map(ToString::to_string);
        Mention::new(*mask, words.iter().filter_map(word).collect())
    }
}

/// What the notes of one case mention, each once, in the order in which they
/// first do.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CaseMentions(Vec<Numbered>);

impl CaseMentions {
    /// Adds those of the next note.
    pub fn add(&mut self, mentions: impl IntoIterator<Item = Numbered>) {
        for mention in mentions {
            if self.0.len() < MOST && !self.0.contains(&mention) {
                self.0.push(mention);
            }
        }
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
    mentions: CaseMentions,
    /// For each of them, which of its kind it is.
    numbers: Vec<Option<usize>>,
    whole: Whole,
    /// The last text in which nothing was left to hide: several findings of one
    /// sentence ask for the same.
    clear: RefCell<String>,
}

impl CaseNames {
    pub(super) fn of(register: &Register, mentions: CaseMentions, vocabulary: &Vocabulary) -> Self {
        let all: Vec<Mention> = mentions.0.iter().map(|mention| register.mention(mention)).collect();
        let known = Known::of_mentions(all.iter(), vocabulary);
        let whole = Whole::of(&all);
        let numbers = all.iter().map(|mention| whole.number_of(mention)).collect();
        Self { known, mentions, numbers, whole, clear: RefCell::default() }
    }

    /// With what a note names besides and its case was not told: it has the number
    /// of what it can only be, or none, and changes no other number.
    #[must_use]
    pub fn knowing(mut self, register: &Register, mentions: &[Numbered]) -> Self {
        for mention in mentions {
            if !self.mentions.0.contains(mention) {
                self.numbers.push(self.whole.number_of(&register.mention(mention)));
                self.mentions.0.push(mention.clone());
            }
        }
        self
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

    /// The number of a mention of the case, as [`CaseNames::number_of`].
    pub(super) fn number(&self, mention: &Numbered) -> Option<usize> {
        let at = self.mentions.0.iter().position(|known| known == mention)?;
        self.numbers[at]
    }

    /// Which of its kind this is in the case, from 1, if it can only be one.
    pub(super) fn number_of(&self, mention: &Mention) -> Option<usize> {
        self.whole.number_of(mention)
    }
}

/// Mentions that no other says more fully, each with its number among those of
/// its kind.
#[derive(Debug, Default)]
struct Whole {
    mentions: Vec<(Mention, usize)>,
    letters: Letters,
}

impl Whole {
    fn of(all: &[Mention]) -> Self {
        let letters = Letters::of(all.iter());
        let fuller = |at: usize, this: &Mention| {
            let better = |other: usize| {
                other != at && this.is_part_of(&all[other]) && (other < at || !all[other].is_part_of(this))
            };
            letters.near(this).any(better)
        };
        let whole: Vec<&Mention> =
            all.iter().enumerate().filter(|(at, this)| !fuller(*at, this)).map(|(_, this)| this).collect();
        let mut counts: HashMap<Mask, usize> = HashMap::new();
        let mut numbered = |mention: &Mention| {
            let number = counts.entry(mention.mask).or_default();
            *number += 1;
            (mention.clone(), *number)
        };
        Self { letters: Letters::of(whole.iter().copied()), mentions: whole.into_iter().map(&mut numbered).collect() }
    }

    fn number_of(&self, mention: &Mention) -> Option<usize> {
        let near = self.letters.near(mention).map(|at| &self.mentions[at]);
        let mut fitting = near.filter(|(whole, _)| mention.is_part_of(whole));
        let (_, number) = fitting.next()?;
        fitting.next().is_none().then_some(*number)
    }
}

/// Which mentions have a word that begins so. What a mention may be part of is
/// among those that have its first letter.
#[derive(Debug, Default)]
struct Letters(HashMap<u8, Vec<usize>>);

impl Letters {
    fn of<'m>(mentions: impl Iterator<Item = &'m Mention>) -> Self {
        let mut letters = Self::default();
        for (at, mention) in mentions.enumerate() {
            for letter in mention.words.iter().filter_map(|word| word.bytes().next()) {
                let with = letters.0.entry(letter).or_default();
                if with.last() != Some(&at) {
                    with.push(at);
                }
            }
        }
        letters
    }

    fn near(&self, mention: &Mention) -> impl Iterator<Item = usize> {
        let letter = mention.words.first().and_then(|word| word.bytes().next());
        letter.and_then(|letter| self.0.get(&letter)).into_iter().flatten().copied()
    }
}
