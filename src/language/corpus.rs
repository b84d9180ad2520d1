//! The notes that are read, as numbers: each ordinary word has one, and where
//! anything else stands between two words there is a break. They are small
//! enough to be held all at once and read as often as need be.

use std::io;

use foldhash::HashMap;

use super::sample::Notes;
use super::wording::Wording;
use crate::detect::Break;
use crate::note::Key;

/// A term has at most so many words.
pub(super) const LONGEST: usize = 3;

/// The number of a word has so many bits, for a term to fit into 64.
const BITS: usize = 21;

/// No word.
const BREAK: u32 = 0;

/// Words in a row, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Run(u64);

impl Run {
    pub(super) fn of(words: &[u32]) -> Self {
        Self(words.iter().fold(0, |run, word| run << BITS | u64::from(*word)))
    }
}

/// A note in numbers.
#[derive(Debug)]
pub(super) struct Numbered {
    /// Which note of the sample it is.
    pub(super) number: u32,
    pub(super) case: Option<Key>,
    pub(super) author: Option<Key>,
    pub(super) part: usize,
    words: Box<[u32]>,
}

impl Numbered {
    /// Every so many words in a row.
    pub(super) fn rows(&self, length: usize) -> impl Iterator<Item = &[u32]> {
        self.words.split(|word| *word == BREAK).flat_map(move |row| row.windows(length))
    }

    /// Every term in it that is wanted, each once.
    pub(super) fn terms(&self, is_wanted: impl Fn(&Run) -> bool) -> Vec<Run> {
        once((1..=LONGEST).flat_map(|length| self.rows(length)).map(Run::of).filter(is_wanted))
    }
}

/// Each of them once, in order.
pub(super) fn once(runs: impl Iterator<Item = Run>) -> Vec<Run> {
    let mut runs: Vec<Run> = runs.collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// All notes that are read.
#[derive(Debug)]
pub(super) struct Corpus {
    /// Agency by agency.
    pub(super) agencies: Vec<Vec<Numbered>>,
    /// The words by number, less one.
    words: Vec<Box<str>>,
}

impl Corpus {
    /// Numbers the words of notes as they come.
    pub(super) fn read(notes: &Notes) -> io::Result<Self> {
        let mut agencies: Vec<Vec<Numbered>> = notes.agencies().iter().map(|_| Vec::new()).collect();
        let (mut numbers, mut number) = (Numbers::default(), 0);
        notes.each(|agency, note| {
            let (case, author, part) = (note.case, note.author, note.part);
            agencies[agency].push(Numbered { number, case, author, part, words: numbers.of(note) });
            number += 1;
        })?;
        Ok(Self { agencies, words: numbers.words })
    }

    /// The words of a term, with a space between.
    pub(super) fn words(&self, Run(run): Run) -> String {
        let places = (0..LONGEST).rev().map(|place| run >> (place * BITS) & ((1 << BITS) - 1));
        let words = places.filter_map(|number| self.words.get(usize::try_from(number).ok()?.checked_sub(1)?));
        words.map(|word| &**word).collect::<Vec<_>>().join(" ")
    }
}

/// Numbers for words, from 1 in the order in which they come.
#[derive(Debug, Default)]
struct Numbers {
    known: HashMap<Box<str>, u32>,
    words: Vec<Box<str>>,
}

impl Numbers {
    fn of(&mut self, note: &Wording) -> Box<[u32]> {
        let (text, mut words) = (note.text(), Vec::new());
        for (at, token) in text.tokens().iter().enumerate() {
            if token.gap != Break::Space {
                words.push(BREAK);
            }
            words.push(if note.is_ordinary(token) { self.number(text.word(at)) } else { BREAK });
        }
        words.into()
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.known.get(word) {
            return number;
        }
        let next = u32::try_from(self.words.len() + 1).ok().filter(|&number| number >> BITS == 0);
        let Some(number) = next else { return BREAK };
        self.known.insert(word.into(), number);
        self.words.push(word.into());
        number
    }
}
