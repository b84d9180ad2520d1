//! The phrases of a lexicon as the matcher runs them: words are numbers, and a
//! set that many phrases use is worked out once. Nothing is matched here.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use super::vocabulary::{Vocabulary, WordId};
use super::word_set::WordSet;
use crate::lexicon::{Choice, Piece};

/// What one place of a phrase accepts.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// One of these words.
    Words(Arc<WordSet>),
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
    /// Which of all options these are.
    number: u32,
    /// Those of one word.
    words: WordSet,
    sequences: Vec<Box<[Part]>>,
    /// Every word that one of the sequences can begin with, if it can be listed.
    starts: WordSet,
    /// Sequences that can begin with any word, or with none.
    open: Vec<usize>,
    /// Every word that a match can begin with, if they can be listed.
    firsts: Option<Arc<WordSet>>,
    /// How many words a match has.
    length: Length,
    /// What every match needs, if there is anything.
    need: Option<Need>,
}

/// At least and at most so many words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Length {
    pub(super) least: usize,
    pub(super) most: usize,
}

/// Words of which every match holds one.
#[derive(Clone, Debug)]
pub(super) struct Need {
    pub(super) words: Arc<WordSet>,
    /// How far behind the first word of the match.
    pub(super) behind: Length,
}

/// For each word, the sequences that begin with it: options and sequence, sorted.
#[derive(Debug, Default)]
pub(super) struct Starts(Vec<Vec<(u32, u32)>>);

impl Options {
    /// Numbers some sequences, and says where they start.
    fn new(words: WordSet, sequences: Vec<Box<[Part]>>, number: u32, starts: &mut Starts) -> Self {
        let mut open = Vec::new();
        for (place, sequence) in sequences.iter().enumerate() {
            match first_words(sequence) {
                Some(words) => starts.add(&words, (number, u32::try_from(place).unwrap_or_default())),
                None => open.push(place),
            }
        }
        let first_words: Vec<_> = sequences.iter().filter_map(|one| first_words(one)).collect();
        let starts = WordSet::union(first_words.iter().map(|set| &**set));
        let firsts = open.is_empty().then(|| Arc::new(WordSet::union([&words, &starts])));
        let one_word = (!words.ids().is_empty()).then_some(Length { least: 1, most: 1 });
        let length = sequences.iter().map(|one| length(one)).chain(one_word).reduce(Length::or).unwrap_or_default();
        let need = Self::need(&words, &sequences);
        Self { number, words, sequences, starts, open, firsts, length, need }
    }

    /// Of each sequence the rarest words, if all have any.
    fn need(words: &WordSet, sequences: &[Box<[Part]>]) -> Option<Need> {
        let needs: Vec<_> = sequences.iter().map(|one| needs(one).into_iter().next()).collect::<Option<_>>()?;
        let all = WordSet::union(needs.iter().map(|need| &*need.words).chain([words]));
        let one_word = (!words.ids().is_empty()).then(Length::default);
        let behind = needs.iter().map(|need| need.behind).chain(one_word).reduce(Length::or)?;
        Some(Need { words: Arc::new(all), behind })
    }

    /// Whether this word alone is one of them.
    pub(super) fn contains(&self, word: WordId) -> bool {
        self.words.contains(word)
    }

    /// The sequences that begin with this word.
    pub(super) fn beginning_with(&self, word: WordId, starts: &Starts) -> impl Iterator<Item = &[Part]> {
        let here = if self.starts.may_contain(word) { starts.of(word) } else { &[] };
        let from = here.partition_point(|&(options, _)| options < self.number);
        let mine = here[from..].iter().take_while(|&&(options, _)| options == self.number);
        mine.map(|&(_, place)| &*self.sequences[place as usize])
    }

    /// The sequences that may begin with any word, or with none.
    pub(super) fn open(&self) -> impl Iterator<Item = &[Part]> {
        self.open.iter().map(|&number| &*self.sequences[number])
    }
}

impl Starts {
    fn add(&mut self, words: &WordSet, sequence: (u32, u32)) {
        words.ids().iter().for_each(|&word| self.0[word as usize].push(sequence));
    }

    fn of(&self, word: WordId) -> &[(u32, u32)] {
        self.0.get(word as usize).map_or(&[], Vec::as_slice)
    }
}

/// The words that a match can begin with; `None` if they cannot be listed.
pub(super) fn first_words(sequence: &[Part]) -> Option<Arc<WordSet>> {
    match sequence.split_first()? {
        (Part::Words(words), _) => Some(Arc::clone(words)),
        (Part::OneOf(options), _) => options.firsts.clone(),
        (Part::Maybe(options), rest) => {
            let (here, behind) = (options.firsts.as_deref()?, first_words(rest)?);
            Some(Arc::new(WordSet::union([here, &behind])))
        }
        (Part::Gap(_), _) => None,
    }
}

/// What every match needs, the rarest first.
pub(super) fn needs(sequence: &[Part]) -> Vec<Need> {
    let (mut needs, mut before) = (Vec::new(), Length::default());
    for part in sequence {
        match part {
            Part::Words(words) => needs.push(Need { words: Arc::clone(words), behind: before }),
            Part::OneOf(options) => needs.extend(options.need.clone().map(|need| need.after(before))),
            Part::Maybe(_) | Part::Gap(_) => {}
        }
        before = before.and(part.length());
    }
    needs.sort_by(|a, b| a.words.frequency().total_cmp(&b.words.frequency()));
    needs
}

fn length(sequence: &[Part]) -> Length {
    sequence.iter().map(Part::length).fold(Length::default(), Length::and)
}

impl Part {
    fn length(&self) -> Length {
        match self {
            Self::Words(_) => Length { least: 1, most: 1 },
            Self::OneOf(options) => options.length,
            Self::Maybe(options) => Length { least: 0, ..options.length },
            Self::Gap(most) => Length { least: 0, most: *most },
        }
    }
}

impl Length {
    fn and(self, other: Self) -> Self {
        Self { least: self.least.saturating_add(other.least), most: self.most.saturating_add(other.most) }
    }

    fn or(self, other: Self) -> Self {
        Self { least: self.least.min(other.least), most: self.most.max(other.most) }
    }
}

impl Need {
    fn after(self, before: Length) -> Self {
        Self { behind: self.behind.and(before), ..self }
    }
}

/// Turns phrases into parts. What several phrases use is made once.
#[derive(Debug)]
pub(super) struct Compiler<'v> {
    vocabulary: &'v Vocabulary,
    words: HashMap<Vec<WordId>, Arc<WordSet>>,
    /// By their content.
    options: HashMap<(Vec<WordId>, Vec<Vec<Mark>>), Arc<Options>>,
    /// The same, by where the lexicon keeps them.
    choices: HashMap<*const Choice, Arc<Options>>,
    starts: Starts,
}

/// What tells one part from another.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Mark {
    Words(*const WordSet),
    OneOf(u32),
    Maybe(u32),
    Gap(usize),
}

impl Mark {
    fn new(part: &Part) -> Self {
        match part {
            Part::Words(words) => Self::Words(Arc::as_ptr(words)),
            Part::OneOf(options) => Self::OneOf(options.number),
            Part::Maybe(options) => Self::Maybe(options.number),
            Part::Gap(most) => Self::Gap(*most),
        }
    }
}

impl<'v> Compiler<'v> {
    pub(super) fn new(vocabulary: &'v Vocabulary) -> Self {
        let starts = Starts(vec![Vec::new(); vocabulary.len()]);
        Self { vocabulary, words: HashMap::new(), options: HashMap::new(), choices: HashMap::new(), starts }
    }

    pub(super) fn phrase(&mut self, pieces: &[Piece]) -> Box<[Part]> {
        pieces.iter().map(|piece| self.part(piece)).collect()
    }

    fn part(&mut self, piece: &Piece) -> Part {
        match piece {
            Piece::Words(words) => self.words(words.iter().map(|word| self.vocabulary.id(word)).collect()),
            Piece::Stem(stem) => self.words(self.vocabulary.beginning(stem)),
            Piece::Number => self.words(self.vocabulary.digits()),
            Piece::OneOf(choice) => self.one_of(choice),
            Piece::Maybe(choice) => Part::Maybe(self.options(choice)),
            Piece::Gap(most) => Part::Gap(*most),
        }
    }

    fn words(&mut self, mut ids: Vec<WordId>) -> Part {
        ids.sort_unstable();
        ids.dedup();
        if let Some(known) = self.words.get(&ids) {
            return Part::Words(Arc::clone(known));
        }
        let frequency = ids.iter().map(|&id| self.vocabulary.frequency(id)).sum();
        let new = Arc::new(WordSet::new(ids.clone(), frequency));
        self.words.insert(ids, Arc::clone(&new));
        Part::Words(new)
    }

    /// One of several sequences; of several words, if each is one.
    fn one_of(&mut self, choice: &Arc<Choice>) -> Part {
        let options = self.options(choice);
        if options.sequences.is_empty() { self.words(options.words.ids().to_vec()) } else { Part::OneOf(options) }
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
        let (mut words, mut sequences) = (Vec::new(), Vec::new());
        for sequence in choice.sequences() {
            match self.phrase(sequence) {
                one if matches!(&*one, [Part::Words(_)]) => words.extend(one),
                longer => sequences.push(longer),
            }
        }
        let words = words.iter().filter_map(|part| if let Part::Words(set) = part { Some(&**set) } else { None });
        let words = WordSet::union(words);
        let marks = sequences.iter().map(|sequence| sequence.iter().map(Mark::new).collect()).collect();
        let number = u32::try_from(self.options.len()).unwrap_or_default();
        match self.options.entry((words.ids().to_vec(), marks)) {
            Entry::Occupied(known) => Arc::clone(known.get()),
            Entry::Vacant(place) => {
                Arc::clone(place.insert(Arc::new(Options::new(words, sequences, number, &mut self.starts))))
            }
        }
    }

    /// Where the sequences of all options start.
    pub(super) fn finish(self) -> Starts {
        self.starts
    }
}
