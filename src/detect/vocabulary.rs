//! Every word of a note as a number, so that phrases are matched over numbers.
//! Words that no phrase lists are told apart by what phrases ask of a word: how
//! it begins, and whether it is digits.

use std::sync::Arc;

use foldhash::{HashMap, HashMapExt as _, HashSet};

use serde::{Deserialize, Serialize};

use super::frequency::frequency;
use super::word_set::Remainders;
use crate::lexicon::{Choice, Piece};

/// A word, by number. Words that are the same to every phrase share one.
pub(super) type WordId = u32;

/// The words that phrases list, and the beginnings that they ask for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Listed", into = "Listed")]
pub(super) struct Vocabulary {
    ids: HashMap<Box<str>, WordId>,
    /// Sorted.
    words: Vec<Box<str>>,
    stems: Stems,
    digits: Vec<WordId>,
}

impl Vocabulary {
    /// The vocabulary of phrases.
    pub(super) fn new<'p>(phrases: impl Iterator<Item = &'p [Piece]>) -> Self {
        let mut fixed = Fixed::default();
        phrases.for_each(|pieces| fixed.add(pieces));
        let (words, stems) = (sorted(fixed.words), Stems::new(sorted(fixed.stems)));
        Self::from(Listed { words, stems })
    }
}

/// A vocabulary as it is kept.
#[derive(Serialize, Deserialize)]
struct Listed {
    words: Vec<Box<str>>,
    stems: Stems,
}

impl From<Vocabulary> for Listed {
    fn from(Vocabulary { words, stems, .. }: Vocabulary) -> Self {
        Self { words, stems }
    }
}

impl From<Listed> for Vocabulary {
    fn from(Listed { words, stems }: Listed) -> Self {
        let mut vocabulary = Self { ids: HashMap::new(), words, stems, digits: Vec::new() };
        vocabulary.ids = vocabulary.listed().map(|(id, word)| (word.into(), id)).collect();
        let listed = vocabulary.listed().filter(|(_, word)| is_digits(word)).map(|(id, _)| id);
        vocabulary.digits = vocabulary.stems.digits().map(number).chain(listed).collect();
        vocabulary
    }
}

impl Vocabulary {
    /// How many numbers there are.
    pub(super) fn len(&self) -> usize {
        self.stems.ids() + self.words.len()
    }

    /// Whether a phrase lists the word.
    pub(super) fn lists(&self, word: &str) -> bool {
        self.ids.contains_key(word)
    }

    /// The number of a word.
    pub(super) fn id(&self, word: &str) -> WordId {
        self.ids.get(word).copied().unwrap_or_else(|| number(self.stems.unlisted(word)))
    }

    /// The words that phrases list, with their numbers, which lie behind those
    /// of the others.
    fn listed(&self) -> impl Iterator<Item = (WordId, &str)> {
        self.words.iter().enumerate().map(|(at, word)| (number(self.stems.ids() + at), &**word))
    }

    /// About how many of ten thousand words of a note are this one.
    pub(super) fn frequency(&self, id: WordId) -> f32 {
        let listed = (id as usize).checked_sub(self.stems.ids()).and_then(|place| self.words.get(place));
        listed.map_or_else(|| self.stems.frequency(id as usize), |word| frequency(word))
    }

    /// How many words of a note have each remainder.
    pub(super) fn shares(&self) -> [f32; 64] {
        let mut shares = [0.0; 64];
        for word in 0..number(self.len()) {
            let share = self.frequency(word) / 10_000.0;
            Remainders::of_word(word).each().for_each(|remainder| shares[remainder] += share);
        }
        shares
    }

    /// Every word that begins so, in the order of the numbers.
    pub(super) fn beginning(&self, stem: &str) -> Vec<WordId> {
        let from = self.words.partition_point(|word| **word < *stem);
        let listed = self.listed().skip(from).take_while(|(_, word)| word.starts_with(stem)).map(|(id, _)| id);
        self.stems.beginning(stem).map(number).chain(listed).collect()
    }

    /// Every word of digits, in the order of the numbers.
    pub(super) fn digits(&self) -> &[WordId] {
        &self.digits
    }
}

fn sorted(words: HashSet<&str>) -> Vec<Box<str>> {
    let mut words: Vec<Box<str>> = words.into_iter().map(Box::from).collect();
    words.sort_unstable();
    words
}

fn number(place: usize) -> WordId {
    WordId::try_from(place).unwrap_or_default()
}

fn is_digits(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The beginnings of words that phrases ask for. A word that no phrase lists
/// has one of two numbers for the longest that it begins with, or for none: one
/// if it is digits, one if it is not.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Stems {
    /// Sorted.
    all: Vec<Box<str>>,
    /// For each, the longest other that it begins with.
    within: Vec<Option<usize>>,
}

impl Stems {
    fn new(all: Vec<Box<str>>) -> Self {
        let mut stems = Self::default();
        for stem in all {
            stems.within.push(stems.longest(&stem));
            stems.all.push(stem);
        }
        stems
    }

    /// How many numbers they take.
    fn ids(&self) -> usize {
        2 * (self.all.len() + 1)
    }

    /// The longest stem that a word begins with. The last that does not come
    /// after the word in the alphabet begins with every one of them.
    fn longest(&self, word: &str) -> Option<usize> {
        let mut last = self.all.partition_point(|stem| **stem <= *word).checked_sub(1);
        while let Some(stem) = last.filter(|&stem| !word.starts_with(&*self.all[stem])) {
            last = self.within[stem];
        }
        last
    }

    /// The number of a word that no phrase lists.
    fn unlisted(&self, word: &str) -> usize {
        2 * self.longest(word).map_or(0, |stem| stem + 1) + usize::from(is_digits(word))
    }

    /// Unlisted words with a long stem are rare; those with a short one are not.
    fn frequency(&self, id: usize) -> f32 {
        let letters = (id / 2).checked_sub(1).and_then(|stem| self.all.get(stem)).map_or(0, |stem| stem.len());
        match letters {
            ..=1 => 200.0,
            2 => 50.0,
            3 => 10.0,
            4 => 1.0,
            _ => 0.1,
        }
    }

    fn beginning(&self, letters: &str) -> impl Iterator<Item = usize> {
        let from = self.all.partition_point(|stem| **stem < *letters);
        let with = self.all[from..].iter().take_while(move |stem| stem.starts_with(letters)).count();
        2 * (from + 1)..2 * (from + with + 1)
    }

    fn digits(&self) -> impl Iterator<Item = usize> {
        (1..self.ids()).step_by(2)
    }
}

/// The words and stems in phrases. Sets that many phrases share are looked at
/// once.
#[derive(Default)]
struct Fixed<'p> {
    words: HashSet<&'p str>,
    stems: HashSet<&'p str>,
    seen: HashSet<*const Choice>,
}

impl<'p> Fixed<'p> {
    fn add(&mut self, pieces: &'p [Piece]) {
        for piece in pieces {
            match piece {
                Piece::Words(words) => self.words.extend(words.iter().map(|word| &**word)),
                Piece::Stem(stem) => drop(self.stems.insert(stem)),
                Piece::OneOf(choice) | Piece::Maybe(choice) if self.seen.insert(Arc::as_ptr(choice)) => {
                    choice.sequences().iter().for_each(|one| self.add(one));
                }
                Piece::OneOf(_) | Piece::Maybe(_) | Piece::Number | Piece::Gap(_) => {}
            }
        }
    }
}
