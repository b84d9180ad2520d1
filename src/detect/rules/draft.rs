//! How rules are made of the phrases of a lexicon: what each needs, and which
//! option has which number.

use std::collections::{BTreeMap, BTreeSet};

use super::super::compile::{Compiler, Need, Needs};
use super::super::near::{Beside, Both};
use super::super::program::{OptionsRef, SequenceRef};
use super::{Known, Made, Needed, PhraseRef, Rule, Rules, Symbol, Waiting};

/// What is made of other sequences and stands more often than so many times in
/// ten thousand words is not worth noting: it stands in most sentences.
const TOO_FREQUENT: f32 = 25.0;

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
    pub(in crate::detect) fn new(
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
    pub(in crate::detect) fn one_by_one(
        phrases: impl Iterator<Item = (PhraseRef, SequenceRef)>,
        compiler: &mut Compiler<'_>,
    ) -> Self {
        let drafts = phrases.map(|(phrase, sequence)| Draft::alone(phrase, sequence, compiler));
        let drafts: Vec<_> = drafts.collect();
        let (needs, all) = rules(&drafts, &BTreeMap::new(), compiler);
        let mut by_phrase = Vec::new();
        for (rule, draft) in (0..).zip(&drafts) {
            by_phrase.resize_with(draft.phrase.0 as usize, || None);
            by_phrase.push(Some(Waiting { rule, also: also(&draft.needs, None, compiler) }));
        }
        Self { by_phrase: by_phrase.into_iter().collect(), needs, all, ..Self::default() }
    }

    fn numbered(drafts: &[Draft], numbers: &BTreeMap<OptionsRef, Symbol>, compiler: &Compiler<'_>) -> Self {
        let (needs, all) = rules(drafts, numbers, compiler);
        let mut by_word = vec![Vec::new(); compiler.vocabulary().len()];
        let mut by_symbol = vec![Vec::new(); numbers.len()];
        for (rule, draft) in (0..).zip(drafts) {
            let Some((rarest, others)) = draft.needs.split_first() else { continue };
            let waiting = Waiting { rule, also: also(others, Some(rarest), compiler) };
            let words = match rarest.what {
                Needs::Words(words) => words,
                Needs::OneOf(options) => {
                    numbers.get(&options).into_iter().for_each(|&symbol| by_symbol[symbol as usize].push(waiting));
                    compiler.program.options(options).words
                }
            };
            compiler.program.sets.ids(words).iter().for_each(|&word| by_word[word as usize].push(waiting));
        }
        let made = (0..).take(compiler.program.options_len()).map(|option| numbers.get(&option).copied()).collect();
        let [by_word, by_symbol] = [by_word, by_symbol].map(|lists| lists.into_iter().collect());
        Self { by_word, by_symbol, all, needs, made, ..Self::default() }
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

/// Numbers for what is noted.
fn numbers(drafts: &[Draft], wanted: impl Iterator<Item = OptionsRef>) -> BTreeMap<OptionsRef, Symbol> {
    let made = drafts.iter().filter_map(|draft| draft.option);
    made.chain(wanted).collect::<BTreeSet<_>>().into_iter().zip(0..).collect()
}

/// Rules with all that they need.
fn rules(
    drafts: &[Draft],
    numbers: &BTreeMap<OptionsRef, Symbol>,
    compiler: &Compiler<'_>,
) -> (Vec<Needed>, Vec<Rule>) {
    let mut needs = Vec::new();
    let rule = |draft: &Draft| {
        let start = place(&needs);
        needs.extend(draft.needs.iter().filter_map(|need| needed(need, numbers, compiler)));
        let option = draft.option.and_then(|option| numbers.get(&option).copied());
        let makes = option.map_or(Made::Phrase(draft.phrase), Made::Option);
        Rule { makes, sequence: draft.sequence, needs: [start, place(&needs)] }
    };
    let all = drafts.iter().map(rule).collect();
    (needs, all)
}

/// Of what a match needs, what is least often near the rarest, or in its sentence.
fn also(needs: &[Need], rarest: Option<&Need>, compiler: &Compiler<'_>) -> Both {
    let beside = |need: &Need| {
        let words = match need.what {
            Needs::Words(set) => compiler.program.sets.remainders(set),
            Needs::OneOf(options) => compiler.program.options(options).starts,
        };
        Beside::new(words, rarest.map(|rarest| need.behind.distance_from(rarest.behind)))
    };
    Both::rarest_of(needs.iter().map(beside).collect(), compiler.shares())
}

fn needed(need: &Need, numbers: &BTreeMap<OptionsRef, Symbol>, compiler: &Compiler<'_>) -> Option<Needed> {
    let words = |words| u16::try_from(words).unwrap_or(u16::MAX);
    let what = match need.what {
        Needs::Words(set) => Known::Words(set),
        Needs::OneOf(options) => Known::Noted(compiler.program.options(options).words, *numbers.get(&options)?),
    };
    Some(Needed { what, least: words(need.behind.least), most: words(need.behind.most) })
}

fn place(needs: &[Needed]) -> u32 {
    u32::try_from(needs.len()).unwrap_or(u32::MAX)
}
