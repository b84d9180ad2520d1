//! What is looked for together, as rules: of each sequence of words, what it
//! cannot match without. Of this the rarest is looked for: most sentences hold
//! little of it, and only few rules are tried.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use smallvec::SmallVec;

use super::program::{Need, Options, Part, Symbol, needs};
use super::vocabulary::{Vocabulary, WordId};
use super::word_set::WordSet;

/// A phrase among all phrases of the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PhraseRef(pub(super) usize);

/// What stands more often than so many times in ten thousand words stands in
/// most sentences, and says little.
const TOO_FREQUENT: f32 = 60.0;

/// Rules, by what they need. What they need is numbered anew, so that it lies
/// close together.
#[derive(Clone, Debug, Default)]
pub(super) struct Rules {
    /// For each word, the sets that it is in by itself, of those that some rule
    /// needs.
    sets: Vec<Vec<Symbol>>,
    /// For each symbol, the rules that need nothing rarer, each with words that
    /// it needs as well, if it does.
    waiting: Vec<Vec<(u32, Symbol)>>,
    /// What sequences are made of stands in front of them.
    all: Vec<Rule>,
    /// For each symbol of the lexicon, its number here, if rules make it.
    made: Vec<Option<Symbol>>,
}

/// One sequence.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) makes: Made,
    pub(super) parts: Box<[Part]>,
    /// The rarest first.
    pub(super) needs: SmallVec<[Needed; 4]>,
}

/// What a match of a rule holds, and between how many words behind its first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Needed {
    pub(super) symbol: Symbol,
    pub(super) least: u16,
    pub(super) most: u16,
    /// Whether rules make it.
    made: bool,
}

impl Needed {
    fn new(need: &Need) -> Self {
        let words = |words| u16::try_from(words).unwrap_or(u16::MAX);
        let (least, most) = (words(need.behind.least), words(need.behind.most));
        Self { symbol: need.symbol, least, most, made: need.made }
    }
}

/// What a match of a sequence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Made {
    /// One of several sequences.
    Option(Symbol),
    /// A whole phrase.
    Phrase(PhraseRef),
}

impl Rules {
    /// The rules for some phrases, and for the sets of sequences that these or
    /// other sequences need.
    pub(super) fn new<'p>(
        phrases: impl Iterator<Item = (PhraseRef, &'p [Part])>,
        vocabulary: &Vocabulary,
        symbols: usize,
    ) -> Self {
        let mut used = Used::default();
        let whole = phrases.map(|(phrase, parts)| {
            used.add(parts);
            Rule::new(Made::Phrase(phrase), parts)
        });
        let mut all = whole.collect();
        add_made(&mut all, &used);
        let needed: BTreeSet<Symbol> = all.iter().flat_map(|rule| &rule.needs).map(|need| need.symbol).collect();
        let numbers: BTreeMap<Symbol, Symbol> = needed.into_iter().zip(0..).collect();
        for rule in &mut all {
            rule.number(&numbers);
        }
        let waiting = vec![Vec::new(); numbers.len()];
        let mut rules = Self { sets: vec![Vec::new(); vocabulary.len()], waiting, all, made: vec![None; symbols] };
        rules.index(&used, &numbers);
        rules
    }

    fn index(&mut self, used: &Used, numbers: &BTreeMap<Symbol, Symbol>) {
        for (number, rule) in (0..).zip(&self.all) {
            if let Some(rarest) = rule.needs.first() {
                let words = rule.needs.iter().skip(1).find(|need| !need.made).unwrap_or(rarest);
                self.waiting[rarest.symbol as usize].push((number, words.symbol));
            }
        }
        for options in used.options.values() {
            self.made[options.symbol as usize] = numbers.get(&options.symbol).copied();
        }
        let made = used.options.values().map(|set| (set.symbol, &set.words.1));
        let words = used.words.iter().map(|(symbol, words)| (*symbol, words));
        for (symbol, words) in words.chain(made) {
            let number = numbers.get(&symbol);
            words.ids().iter().for_each(|&word| self.sets[word as usize].extend(number));
        }
    }

    /// How many symbols rules need.
    pub(super) fn symbols(&self) -> usize {
        self.waiting.len()
    }

    /// The sets that a word is in.
    pub(super) fn sets(&self, word: WordId) -> &[Symbol] {
        self.sets.get(word as usize).map_or(&[], Vec::as_slice)
    }

    /// The rules that need nothing rarer than this, each with words that it
    /// needs as well; with this again, if there are none.
    pub(super) fn waiting(&self, symbol: Symbol) -> &[(u32, Symbol)] {
        self.waiting.get(symbol as usize).map_or(&[], Vec::as_slice)
    }

    /// The number of what rules make; `None` if they do not.
    pub(super) fn made(&self, options: &Options) -> Option<Symbol> {
        self.made.get(options.symbol as usize).copied().flatten()
    }

    pub(super) fn get(&self, rule: u32) -> &Rule {
        &self.all[rule as usize]
    }
}

impl Rule {
    fn new(makes: Made, parts: &[Part]) -> Self {
        let rare =
            |(rank, need): (usize, Need)| (rank == 0 || need.frequency < TOO_FREQUENT).then(|| Needed::new(&need));
        let needs = needs(parts).into_iter().enumerate().filter_map(rare).collect();
        Self { makes, parts: parts.into(), needs }
    }

    fn number(&mut self, numbers: &BTreeMap<Symbol, Symbol>) {
        let number = |symbol: &mut Symbol| *symbol = numbers.get(symbol).copied().unwrap_or_default();
        self.needs.iter_mut().for_each(|need| number(&mut need.symbol));
        if let Made::Option(symbol) = &mut self.makes {
            number(symbol);
        }
    }
}

/// Adds rules for the sets of sequences that rules need, and puts what
/// sequences are made of in front of them.
fn add_made(all: &mut Vec<Rule>, used: &Used) {
    let (mut made, mut next) = (BTreeSet::new(), 0);
    while let Some(rule) = all.get(next) {
        let sets: Vec<_> = rule.needs.iter().filter_map(|need| used.options.get(&need.symbol)).collect();
        for set in sets.into_iter().filter(|set| made.insert(set.symbol)) {
            all.extend(set.longer.iter().map(|parts| Rule::new(Made::Option(set.symbol), parts)));
        }
        next += 1;
    }
    all.sort_by_key(|rule| rule.makes);
}

/// What some phrases are made of.
#[derive(Default)]
struct Used {
    words: BTreeMap<Symbol, Arc<WordSet>>,
    options: BTreeMap<Symbol, Arc<Options>>,
}

impl Used {
    fn add(&mut self, parts: &[Part]) {
        for part in parts {
            match part {
                Part::Words(symbol, words) => drop(self.words.insert(*symbol, Arc::clone(words))),
                Part::OneOf(options) | Part::Maybe(options) => self.add_options(options),
                Part::Gap(_) => {}
            }
        }
    }

    fn add_options(&mut self, options: &Arc<Options>) {
        if self.options.insert(options.symbol, Arc::clone(options)).is_none() {
            let (symbol, words) = &options.words;
            self.words.insert(*symbol, Arc::clone(words));
            options.longer.iter().chain(&options.loose).for_each(|sequence| self.add(sequence));
        }
    }
}
