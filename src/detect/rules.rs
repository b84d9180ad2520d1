//! What is looked for together, as rules: of each sequence of words, what it
//! cannot match without. Of this the rarest is looked for: most sentences hold
//! little of it, and only few rules are tried.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::compile::{Compiler, Need, Needs};
use super::lists::Lists;
use super::program::{OptionsRef, SequenceRef};
use super::vocabulary::WordId;
use super::word_set::{Remainders, SetRef};

/// A phrase among all phrases of the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct PhraseRef(pub(super) u32);

/// Something that is noted where it stands, by its number among that of these
/// rules.
pub(super) type Symbol = u32;

/// What is made of other sequences and stands more often than so many times in
/// ten thousand words is not worth noting: it stands in most sentences.
const TOO_FREQUENT: f32 = 60.0;

/// Rules, by what they need.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Rules {
    /// For each word, what it is by itself, of what some rule waits for.
    by_word: Lists<Symbol>,
    /// For each symbol, the rules that need nothing rarer.
    waiting: Lists<Waiting>,
    /// What sequences are made of stands in front of them.
    all: Vec<Rule>,
    needs: Vec<Needed>,
    /// For each of the program's options, its number here, if rules make it.
    made: Vec<Option<Symbol>>,
}

/// A rule that waits for the rarest of what it needs.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Waiting {
    pub(super) rule: u32,
    /// Some of these words must stand in the sentence as well, and of these.
    pub(super) also: [Remainders; 2],
}

/// One sequence.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Rule {
    pub(super) makes: Made,
    pub(super) sequence: SequenceRef,
    /// Where its needs begin and end.
    needs: [u32; 2],
}

/// What a match of a rule holds, and between how many words behind its first.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Needed {
    pub(super) what: Known,
    pub(super) least: u16,
    pub(super) most: u16,
}

/// How it is known where something stands in a sentence.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) enum Known {
    /// It is noted beforehand.
    Noted(Symbol),
    /// The words are looked at when somebody asks: these are too frequent to be
    /// noted for nothing.
    Asked(SetRef),
}

/// What a match of a sequence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Made {
    /// One of several sequences.
    Option(Symbol),
    /// A whole phrase.
    Phrase(PhraseRef),
}

/// A rule before what it needs has numbers.
struct Draft {
    /// The options that it is one of; `None` for a phrase.
    option: Option<OptionsRef>,
    phrase: PhraseRef,
    sequence: SequenceRef,
    needs: Vec<Need>,
}

impl Draft {
    fn new(option: Option<OptionsRef>, phrase: PhraseRef, sequence: SequenceRef, compiler: &mut Compiler<'_>) -> Self {
        let needs = compiler.needs(compiler.program.parts(sequence)).into_iter().enumerate();
        let known = |(rank, need): (usize, Need)| {
            let noted = rank == 0 || need.frequency < TOO_FREQUENT;
            if noted { Some(need) } else { compiler.askable(need) }
        };
        Self { option, phrase, sequence, needs: needs.filter_map(known).collect() }
    }

    /// A rule of a phrase that is asked for by itself, where nothing is noted.
    fn alone(phrase: PhraseRef, sequence: SequenceRef, compiler: &mut Compiler<'_>) -> Self {
        let needs = compiler.needs(compiler.program.parts(sequence)).into_iter();
        let needs = needs.filter_map(|need| compiler.askable(need)).collect();
        Self { option: None, phrase, sequence, needs }
    }
}

impl Rules {
    /// The rules for some phrases and some options, and for the options that
    /// these or other sequences need.
    pub(super) fn new(
        phrases: impl Iterator<Item = (PhraseRef, SequenceRef)>,
        options: impl Iterator<Item = OptionsRef> + Clone,
        compiler: &mut Compiler<'_>,
    ) -> Self {
        let drafts = drafts(phrases, options.clone(), compiler);
        let numbers = numbers(&drafts, options);
        Self::numbered(&drafts, &numbers, compiler)
    }

    /// Rules for phrases that are asked for one by one, where nothing is noted
    /// beforehand.
    pub(super) fn one_by_one(
        phrases: impl Iterator<Item = (PhraseRef, SequenceRef)>,
        compiler: &mut Compiler<'_>,
    ) -> Self {
        let drafts = phrases.map(|(phrase, sequence)| Draft::alone(phrase, sequence, compiler));
        let drafts: Vec<_> = drafts.collect();
        Self::numbered(&drafts, &BTreeMap::new(), compiler)
    }

    fn numbered(drafts: &[Draft], numbers: &BTreeMap<Needs, Symbol>, compiler: &Compiler<'_>) -> Self {
        let number = |what: &Needs| numbers.get(what).copied();
        let (mut needs, mut all) = (Vec::new(), Vec::new());
        let mut waiting = vec![Vec::new(); numbers.len()];
        for (rule, draft) in (0..).zip(drafts) {
            let start = place(&needs);
            needs.extend(draft.needs.iter().filter_map(|need| needed(need, numbers)));
            let option = draft.option.and_then(|option| number(&Needs::OneOf(option)));
            let makes = option.map_or(Made::Phrase(draft.phrase), Made::Option);
            all.push(Rule { makes, sequence: draft.sequence, needs: [start, place(&needs)] });
            if let Some(rarest) = draft.needs.first().and_then(|need| number(&need.what)) {
                waiting[rarest as usize].push(Waiting { rule, also: also(&draft.needs, compiler) });
            }
        }
        let made = (0..).take(compiler.program.options_len()).map(|option| number(&Needs::OneOf(option))).collect();
        Self { by_word: by_word(numbers, compiler), waiting: waiting.into_iter().collect(), all, needs, made }
    }

    /// How many rules there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// How many symbols are noted.
    pub(super) fn symbols(&self) -> usize {
        self.waiting.len() as usize
    }

    /// What a word is by itself.
    pub(super) fn of_word(&self, word: WordId) -> &[Symbol] {
        self.by_word.get(word)
    }

    /// The rules that need nothing rarer than this.
    pub(super) fn waiting(&self, symbol: Symbol) -> &[Waiting] {
        self.waiting.get(symbol)
    }

    /// The number of options that rules make; `None` if they do not.
    pub(super) fn made(&self, options: OptionsRef) -> Option<Symbol> {
        self.made.get(options as usize).copied().flatten()
    }

    /// The rule of a phrase, by itself.
    pub(super) fn of(&self, phrase: PhraseRef) -> Option<Rule> {
        let at = self.all.binary_search_by_key(&Made::Phrase(phrase), |rule| rule.makes).ok()?;
        self.all.get(at).copied()
    }

    pub(super) fn get(&self, rule: u32) -> Rule {
        self.all[rule as usize]
    }

    /// What a rule needs, the rarest first.
    pub(super) fn needs(&self, rule: Rule) -> &[Needed] {
        &self.needs[rule.needs[0] as usize..rule.needs[1] as usize]
    }
}

/// Rules for the phrases and the options, and for the options that rules need;
/// what sequences are made of stands in front of them.
fn drafts(
    phrases: impl Iterator<Item = (PhraseRef, SequenceRef)>,
    options: impl Iterator<Item = OptionsRef>,
    compiler: &mut Compiler<'_>,
) -> Vec<Draft> {
    let phrases = phrases.map(|(phrase, sequence)| Draft::new(None, phrase, sequence, compiler));
    let mut all: Vec<_> = phrases.collect();
    let (mut made, mut next) = (BTreeSet::new(), 0);
    let mut open: Vec<OptionsRef> = options.collect();
    loop {
        for option in open.drain(..).filter(|&option| made.insert(option)) {
            let sequences = compiler.program.options(option).longer();
            all.extend(sequences.map(|sequence| Draft::new(Some(option), PhraseRef(0), sequence, compiler)));
        }
        let Some(rule) = all.get(next) else { break };
        let options = |need: &Need| if let Needs::OneOf(option) = need.what { Some(option) } else { None };
        open.extend(rule.needs.iter().filter_map(options));
        next += 1;
    }
    all.sort_by_key(|draft| (draft.option.is_none(), draft.option, draft.phrase));
    all
}

/// Numbers for what is noted: options that are made, and what is the rarest of
/// some rule.
fn numbers(drafts: &[Draft], wanted: impl Iterator<Item = OptionsRef>) -> BTreeMap<Needs, Symbol> {
    let made = drafts.iter().filter_map(|draft| draft.option).chain(wanted).map(Needs::OneOf);
    let rarest = drafts.iter().filter_map(|draft| draft.needs.first()).map(|need| need.what);
    let needed = drafts.iter().flat_map(|draft| &draft.needs).map(|need| need.what);
    let options = needed.filter(|what| matches!(what, Needs::OneOf(_)));
    made.chain(rarest).chain(options).collect::<BTreeSet<_>>().into_iter().zip(0..).collect()
}

/// Words that a match cannot do without, beside the rarest.
fn also(needs: &[Need], compiler: &Compiler<'_>) -> [Remainders; 2] {
    let words = |need: &Need| match need.what {
        Needs::Words(set) => Some(compiler.program.sets.remainders(set)),
        Needs::OneOf(_) => None,
    };
    let mut others = needs.iter().skip(1).filter_map(words);
    [(); 2].map(|()| others.next().unwrap_or(Remainders::ALL))
}

fn needed(need: &Need, numbers: &BTreeMap<Needs, Symbol>) -> Option<Needed> {
    let words = |words| u16::try_from(words).unwrap_or(u16::MAX);
    let what = match (numbers.get(&need.what), need.what) {
        (Some(&symbol), _) => Known::Noted(symbol),
        (None, Needs::Words(set)) => Known::Asked(set),
        (None, Needs::OneOf(_)) => return None,
    };
    Some(Needed { what, least: words(need.behind.least), most: words(need.behind.most) })
}

/// For each word, the symbols that it is by itself.
fn by_word(numbers: &BTreeMap<Needs, Symbol>, compiler: &Compiler<'_>) -> Lists<Symbol> {
    let mut by_word = vec![Vec::new(); compiler.vocabulary().len()];
    for (what, &symbol) in numbers {
        let set = match *what {
            Needs::Words(set) => set,
            Needs::OneOf(options) => compiler.program.options(options).words,
        };
        compiler.program.sets.ids(set).iter().for_each(|&word| by_word[word as usize].push(symbol));
    }
    by_word.into_iter().collect()
}

fn place(needs: &[Needed]) -> u32 {
    u32::try_from(needs.len()).unwrap_or(u32::MAX)
}
