//! The phrases of a lexicon as the matcher runs them: words are numbers, and
//! what many phrases use is there once. Nothing is matched here.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use foldhash::{HashMap, HashMapExt as _};

use super::vocabulary::{Vocabulary, WordId};
use super::word_set::{Remainders, WordSet};
use crate::lexicon::{Choice, Piece};

/// A set of words, or of sequences, by number. What sequences are made of has
/// lower numbers than they have.
pub(super) type Symbol = u32;

/// What one place of a phrase accepts.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// One of these words.
    Words(Symbol, Arc<WordSet>),
    /// One of several sequences.
    OneOf(Arc<Options>),
    /// One of several sequences, or nothing.
    Maybe(Arc<Options>),
    /// Up to so many words of any kind.
    Gap(usize),
}

/// Sequences of which one must stand.
#[derive(Clone, Debug)]
pub(super) struct Options {
    pub(super) symbol: Symbol,
    /// Those of one word, with their own symbol.
    pub(super) words: (Symbol, Arc<WordSet>),
    /// Those of several words.
    pub(super) longer: Vec<Box<[Part]>>,
    /// Which of these begin with which words.
    starts: OnceLock<Starts>,
    /// Those that may be nothing.
    pub(super) loose: Vec<Box<[Part]>>,
    length: Length,
    /// About how often one of them stands in ten thousand words; `None` if they
    /// may be nothing.
    frequency: Option<f32>,
}

/// Sequences by their first word.
#[derive(Clone, Debug, Default)]
struct Starts {
    /// First word and sequence, sorted.
    listed: Vec<(WordId, usize)>,
    remainders: Remainders,
    /// Sequences that can begin with any word.
    open: Vec<usize>,
}

impl Starts {
    fn new(sequences: &[Box<[Part]>]) -> Self {
        let mut starts = Self::default();
        for (place, sequence) in sequences.iter().enumerate() {
            let mut words = BTreeSet::new();
            if add_first_words(sequence, &mut words) {
                starts.listed.extend(words.into_iter().map(|word| (word, place)));
            } else {
                starts.open.push(place);
            }
        }
        starts.listed.sort_unstable();
        starts.remainders = Remainders::of(starts.listed.iter().map(|&(word, _)| word));
        starts
    }

    fn with(&self, word: WordId) -> impl Iterator<Item = usize> {
        let listed = if self.remainders.may_hold(word) { &*self.listed } else { &[] };
        let from = listed.partition_point(|&(first, _)| first < word);
        let here = listed[from..].iter().take_while(move |&&(first, _)| first == word).map(|&(_, place)| place);
        here.chain(self.open.iter().copied())
    }
}

/// Adds the words that a match can begin with, if they can be listed.
fn add_first_words(sequence: &[Part], words: &mut BTreeSet<WordId>) -> bool {
    for part in sequence {
        match part {
            Part::Words(_, set) => {
                words.extend(set.ids());
                return true;
            }
            Part::OneOf(options) => return options.add_first_words(words),
            Part::Maybe(options) if options.add_first_words(words) => {}
            Part::Maybe(_) | Part::Gap(_) => return false,
        }
    }
    false
}

impl Options {
    /// The sequences of several words that may begin with this word.
    pub(super) fn starting_with(&self, word: WordId) -> impl Iterator<Item = &[Part]> {
        self.starts().with(word).map(|place| &*self.longer[place])
    }

    /// Worked out when it is first asked for: most are never.
    fn starts(&self) -> &Starts {
        self.starts.get_or_init(|| Starts::new(&self.longer))
    }

    fn add_first_words(&self, words: &mut BTreeSet<WordId>) -> bool {
        words.extend(self.words.1.ids());
        words.extend(self.starts().listed.iter().map(|(word, _)| word));
        self.starts().open.is_empty() && self.loose.is_empty()
    }
}

/// At least and at most so many words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Length {
    pub(super) least: usize,
    pub(super) most: usize,
}

/// What every match of a sequence holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Need {
    pub(super) symbol: Symbol,
    /// How far behind the first word of the match.
    pub(super) behind: Length,
    /// About how often it stands in ten thousand words.
    pub(super) frequency: f32,
    /// Whether it is made of others, and known once they are.
    pub(super) made: bool,
}

/// What every match of a sequence holds, the rarest first.
pub(super) fn needs(sequence: &[Part]) -> Vec<Need> {
    let (mut needs, mut behind) = (Vec::new(), Length::default());
    for part in sequence {
        let need = match part {
            Part::Words(symbol, words) => Some((*symbol, words.frequency(), false)),
            Part::OneOf(options) => options.frequency.map(|frequency| (options.symbol, frequency, true)),
            Part::Maybe(_) | Part::Gap(_) => None,
        };
        needs.extend(need.map(|(symbol, frequency, made)| Need { symbol, behind, frequency, made }));
        behind = behind.and(part.length());
    }
    needs.sort_by(|a, b| a.frequency.total_cmp(&b.frequency));
    needs
}

impl Part {
    fn length(&self) -> Length {
        match self {
            Self::Words(..) => Length { least: 1, most: 1 },
            Self::OneOf(options) => options.length,
            Self::Maybe(options) => Length { least: 0, ..options.length },
            Self::Gap(most) => Length { least: 0, most: *most },
        }
    }
}

impl Length {
    fn of(sequence: &[Part]) -> Self {
        sequence.iter().map(Part::length).fold(Self::default(), Self::and)
    }

    fn and(self, other: Self) -> Self {
        Self { least: self.least.saturating_add(other.least), most: self.most.saturating_add(other.most) }
    }

    fn or(self, other: Self) -> Self {
        Self { least: self.least.min(other.least), most: self.most.max(other.most) }
    }
}

/// Turns phrases into parts. What several phrases use is made once.
#[derive(Debug)]
pub(super) struct Compiler<'v> {
    vocabulary: &'v Vocabulary,
    words: HashMap<Vec<WordId>, (Symbol, Arc<WordSet>)>,
    /// By what they are.
    options: HashMap<(Symbol, Vec<Vec<Mark>>), Arc<Options>>,
    /// The same, by where the lexicon keeps them.
    choices: HashMap<*const Choice, Arc<Options>>,
}

/// What tells one part from another.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Mark {
    One(Symbol),
    Maybe(Symbol),
    Gap(usize),
}

impl Mark {
    fn new(part: &Part) -> Self {
        match part {
            Part::Words(symbol, _) => Self::One(*symbol),
            Part::OneOf(options) => Self::One(options.symbol),
            Part::Maybe(options) => Self::Maybe(options.symbol),
            Part::Gap(most) => Self::Gap(*most),
        }
    }
}

impl<'v> Compiler<'v> {
    pub(super) fn new(vocabulary: &'v Vocabulary) -> Self {
        Self { vocabulary, words: HashMap::new(), options: HashMap::new(), choices: HashMap::new() }
    }

    pub(super) fn phrase(&mut self, pieces: &[Piece]) -> Box<[Part]> {
        pieces.iter().map(|piece| self.part(piece)).collect()
    }

    /// How many symbols there are.
    pub(super) fn symbols(&self) -> usize {
        self.words.len() + self.options.len()
    }

    fn next(&self) -> Symbol {
        Symbol::try_from(self.symbols()).unwrap_or_default()
    }

    fn part(&mut self, piece: &Piece) -> Part {
        match piece {
            Piece::OneOf(choice) => self.one_of(choice),
            Piece::Maybe(choice) => Part::Maybe(self.options(choice)),
            Piece::Gap(most) => Part::Gap(*most),
            Piece::Words(_) | Piece::Stem(_) | Piece::Number => {
                let (symbol, words) = self.words(self.ids(piece));
                Part::Words(symbol, words)
            }
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

    fn words(&mut self, mut ids: Vec<WordId>) -> (Symbol, Arc<WordSet>) {
        ids.sort_unstable();
        ids.dedup();
        if let Some(known) = self.words.get(&ids) {
            return known.clone();
        }
        let frequency = ids.iter().map(|&id| self.vocabulary.frequency(id)).sum();
        let new = (self.next(), Arc::new(WordSet::new(ids.clone(), frequency)));
        self.words.insert(ids, new.clone());
        new
    }

    /// One of several sequences; of several words, if each is one.
    fn one_of(&mut self, choice: &Arc<Choice>) -> Part {
        let options = self.options(choice);
        let (symbol, words) = &options.words;
        let all = options.longer.is_empty() && options.loose.is_empty();
        if all { Part::Words(*symbol, Arc::clone(words)) } else { Part::OneOf(options) }
    }

    /// A set of sequences.
    pub(super) fn options(&mut self, choice: &Arc<Choice>) -> Arc<Options> {
        if let Some(known) = self.choices.get(&Arc::as_ptr(choice)) {
            return Arc::clone(known);
        }
        let new = self.new_options(choice);
        self.choices.insert(Arc::as_ptr(choice), Arc::clone(&new));
        new
    }

    fn new_options(&mut self, choice: &Choice) -> Arc<Options> {
        let sequences = choice.sequences().iter().map(|sequence| self.phrase(sequence));
        let (words, several): (Vec<_>, Vec<_>) = sequences.partition(|one| matches!(**one, [Part::Words(..)]));
        let marks = several.iter().map(|sequence| sequence.iter().map(Mark::new).collect()).collect();
        let length = words.iter().chain(&several).map(|one| Length::of(one)).reduce(Length::or).unwrap_or_default();
        let ids = words
            .iter()
            .flatten()
            .filter_map(|part| if let Part::Words(_, set) = part { Some(set.ids()) } else { None });
        let words = self.words(ids.flatten().copied().collect());
        let known = (words.0, marks);
        if let Some(known) = self.options.get(&known) {
            return Arc::clone(known);
        }
        let (loose, longer): (Vec<_>, Vec<_>) = several.into_iter().partition(|one| needs(one).is_empty());
        let rarest = longer.iter().filter_map(|one| needs(one).first().map(|need| need.frequency));
        let frequency = loose.is_empty().then(|| words.1.frequency() + rarest.sum::<f32>());
        let new =
            Arc::new(Options { symbol: self.next(), words, starts: OnceLock::new(), longer, loose, length, frequency });
        self.options.insert(known, Arc::clone(&new));
        new
    }
}
