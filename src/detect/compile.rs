//! Turns phrases into a program, and says of what is in it how long and how
//! rare it is.

use std::sync::Arc;

use foldhash::{HashMap, HashMapExt as _};

use super::program::{OptionsRef, Part, Program, SequenceRef};
use super::vocabulary::{Vocabulary, WordId};
use super::word_set::SetRef;
use crate::lexicon::{Choice, Piece};

/// At least and at most so many words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Length {
    pub(super) least: usize,
    pub(super) most: usize,
}

impl Length {
    const ONE: Self = Self { least: 1, most: 1 };

    fn and(self, other: Self) -> Self {
        Self { least: self.least.saturating_add(other.least), most: self.most.saturating_add(other.most) }
    }

    /// At least and at most how far this lies behind the other, if both are as
    /// far behind the same word.
    pub(super) fn distance_from(self, other: Self) -> [isize; 2] {
        let far = |this: usize, other: usize| this.cast_signed().saturating_sub(other.cast_signed());
        let (least, most) = (far(self.least, other.least), far(self.most, other.most));
        [least.min(most), least.max(most)]
    }

    fn or(self, other: Self) -> Self {
        Self { least: self.least.min(other.least), most: self.most.max(other.most) }
    }
}

/// What every match of a sequence holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Need {
    pub(super) what: Needs,
    /// How far behind the first word of the match.
    pub(super) behind: Length,
    /// About how often it stands in ten thousand words.
    pub(super) frequency: f32,
}

/// What a match cannot do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Needs {
    /// One of several sequences.
    OneOf(OptionsRef),
    /// One of some words.
    Words(SetRef),
}

/// Turns phrases into parts. What several phrases use is made once.
#[derive(Debug)]
pub(super) struct Compiler<'v> {
    vocabulary: &'v Vocabulary,
    pub(super) program: Program,
    words: HashMap<Vec<WordId>, SetRef>,
    /// By what they are.
    options: HashMap<(SetRef, Vec<Vec<Part>>), OptionsRef>,
    /// The same, by where the lexicon keeps them.
    choices: HashMap<*const Choice, OptionsRef>,
    /// About how often one of the words of each set stands in ten thousand.
    frequencies: Vec<f32>,
    /// How long the sequences of each options are, and about how often one of
    /// them stands in ten thousand words; `None` if they may be nothing.
    known: Vec<(Length, Option<f32>)>,
    /// How many words of a note have each remainder.
    shares: [f32; 64],
}

impl<'v> Compiler<'v> {
    pub(super) fn new(vocabulary: &'v Vocabulary) -> Self {
        Self {
            vocabulary,
            program: Program::default(),
            words: HashMap::new(),
            options: HashMap::new(),
            choices: HashMap::new(),
            frequencies: Vec::new(),
            known: Vec::new(),
            shares: vocabulary.shares(),
        }
    }

    pub(super) fn vocabulary(&self) -> &'v Vocabulary {
        self.vocabulary
    }

    /// How many words of a note have each remainder.
    pub(super) fn shares(&self) -> &[f32; 64] {
        &self.shares
    }

    pub(super) fn phrase(&mut self, pieces: &[Piece]) -> SequenceRef {
        let parts = self.parts(pieces);
        self.program.sequences.push(parts)
    }

    fn parts(&mut self, pieces: &[Piece]) -> Vec<Part> {
        pieces.iter().map(|piece| self.part(piece)).collect()
    }

    fn part(&mut self, piece: &Piece) -> Part {
        match piece {
            Piece::OneOf(choice) => self.one_of(choice),
            Piece::Maybe(choice) => Part::Maybe(self.options(choice)),
            Piece::Gap(most) => Part::Gap(u32::try_from(*most).unwrap_or(u32::MAX)),
            Piece::Words(_) | Piece::Stem(_) | Piece::Number => Part::Words(self.words(self.ids(piece))),
        }
    }

    /// The words that a piece accepts.
    fn ids(&self, piece: &Piece) -> Vec<WordId> {
        match piece {
            Piece::Words(words) => words.iter().map(|word| self.vocabulary.id(word)).collect(),
            Piece::Stem(stem) => self.vocabulary.beginning(stem),
            Piece::Number => self.vocabulary.digits().to_vec(),
            Piece::OneOf(_) | Piece::Maybe(_) | Piece::Gap(_) => Vec::new(),
        }
    }

    fn words(&mut self, mut ids: Vec<WordId>) -> SetRef {
        ids.sort_unstable();
        ids.dedup();
        if let Some(&known) = self.words.get(&ids) {
            return known;
        }
        let new = self.program.sets.push(&ids);
        self.frequencies.push(ids.iter().map(|&id| self.vocabulary.frequency(id)).sum());
        self.words.insert(ids, new);
        new
    }

    /// One of several sequences; of several words, if each is one.
    fn one_of(&mut self, choice: &Arc<Choice>) -> Part {
        let number = self.options(choice);
        let options = self.program.options(number);
        let all = options.longer().is_empty() && options.loose().is_empty();
        if all { Part::Words(options.words) } else { Part::OneOf(number) }
    }

    /// A set of sequences.
    pub(super) fn options(&mut self, choice: &Arc<Choice>) -> OptionsRef {
        if let Some(&known) = self.choices.get(&Arc::as_ptr(choice)) {
            return known;
        }
        let new = self.new_options(choice);
        self.choices.insert(Arc::as_ptr(choice), new);
        new
    }

    fn new_options(&mut self, choice: &Choice) -> OptionsRef {
        let (mut words, mut several) = (Vec::new(), Vec::new());
        for sequence in choice.sequences() {
            match *self.parts(sequence) {
                [Part::Words(set)] => words.extend_from_slice(self.program.sets.ids(set)),
                ref parts => several.push(parts.to_vec()),
            }
        }
        let one_word = (!words.is_empty()).then_some(Length::ONE);
        let key = (self.words(words), several);
        if let Some(&known) = self.options.get(&key) {
            return known;
        }
        let (words, several) = (key.0, &key.1);
        let lengths = several.iter().map(|parts| self.length(parts));
        let length = one_word.into_iter().chain(lengths).reduce(Length::or).unwrap_or_default();
        let (loose, longer): (Vec<_>, Vec<_>) = several.iter().partition(|parts| self.needs(parts).is_empty());
        let rarest = longer.iter().filter_map(|parts| self.needs(parts).first().map(|need| need.frequency));
        let frequency = self.frequencies[words as usize] + rarest.sum::<f32>();
        let first = self.program.sequences.len();
        let mut push = |sequences: &[&Vec<Part>]| {
            for parts in sequences {
                self.program.sequences.push(parts.iter().copied());
            }
            self.program.sequences.len()
        };
        let bounds = [first, push(&longer), push(&loose)];
        let new = self.program.add_options(words, bounds);
        self.known.push((length, loose.is_empty().then_some(frequency)));
        self.options.insert(key, new);
        new
    }

    /// What every match of a sequence holds, the rarest first.
    pub(super) fn needs(&self, sequence: &[Part]) -> Vec<Need> {
        let (mut needs, mut behind) = (Vec::new(), Length::default());
        for part in sequence {
            let need = match *part {
                Part::Words(set) => Some((Needs::Words(set), self.frequencies[set as usize])),
                Part::OneOf(options) => {
                    self.known[options as usize].1.map(|frequency| (Needs::OneOf(options), frequency))
                }
                Part::Maybe(_) | Part::Gap(_) => None,
            };
            needs.extend(need.map(|(what, frequency)| Need { what, behind, frequency }));
            behind = behind.and(self.length_of(*part));
        }
        needs.sort_by(|a, b| a.frequency.total_cmp(&b.frequency));
        needs
    }

    /// The same as words that somebody can ask for, if it is not: those that
    /// one of several sequences begins with.
    pub(super) fn askable(&mut self, need: Need) -> Option<Need> {
        let Needs::OneOf(options) = need.what else { return Some(need) };
        let mut words = Vec::new();
        let listed = self.program.first_words_of(options, &mut words);
        listed.then(|| Need { what: Needs::Words(self.words(words)), ..need })
    }

    fn length(&self, sequence: &[Part]) -> Length {
        sequence.iter().map(|part| self.length_of(*part)).fold(Length::default(), Length::and)
    }

    fn length_of(&self, part: Part) -> Length {
        match part {
            Part::Words(_) => Length::ONE,
            Part::OneOf(options) => self.known[options as usize].0,
            Part::Maybe(options) => Length { least: 0, ..self.known[options as usize].0 },
            Part::Gap(most) => Length { least: 0, most: most as usize },
        }
    }
}
