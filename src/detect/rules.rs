//! What is looked for together, as rules: of each sequence of words, what it
//! cannot match without. Of this the rarest is looked for: most sentences hold
//! little of it, and only few rules are tried.

mod draft;

use serde::{Deserialize, Serialize};

use super::lists::Lists;
use super::near::Both;
use super::program::{OptionsRef, SequenceRef};
use super::vocabulary::WordId;
use super::word_set::SetRef;

/// A phrase among all phrases of the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct PhraseRef(pub(super) u32);

/// Sequences of which one is noted where it stands, by number among those of
/// these rules.
pub(super) type Symbol = u32;

/// Rules, by what they need.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Rules {
    /// For each word, the rules that need nothing rarer.
    by_word: Lists<Waiting>,
    /// For each symbol, the same.
    by_symbol: Lists<Waiting>,
    /// For each phrase that is asked for by itself, its rule.
    by_phrase: Lists<Waiting>,
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
    /// What must stand near it as well.
    pub(super) also: Both,
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
    /// The words are looked at when somebody asks.
    Words(SetRef),
    /// The same, or a longer sequence that is noted.
    Noted(SetRef, Symbol),
}

/// What a match of a sequence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Made {
    /// One of several sequences.
    Option(Symbol),
    /// A whole phrase.
    Phrase(PhraseRef),
}

impl Rules {
    /// How many rules there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// How many symbols there are.
    pub(super) fn symbols(&self) -> usize {
        self.by_symbol.len() as usize
    }

    /// The rules that need nothing rarer than this word.
    pub(super) fn of_word(&self, word: WordId) -> &[Waiting] {
        self.by_word.get(word)
    }

    /// The rules that need nothing rarer than this.
    pub(super) fn of_symbol(&self, symbol: Symbol) -> &[Waiting] {
        self.by_symbol.get(symbol)
    }

    /// The number of options that rules make; `None` if they do not.
    pub(super) fn made(&self, options: OptionsRef) -> Option<Symbol> {
        self.made.get(options as usize).copied().flatten()
    }

    /// The rule of a phrase that is asked for by itself.
    pub(super) fn of_phrase(&self, phrase: PhraseRef) -> &[Waiting] {
        self.by_phrase.get(phrase.0)
    }

    pub(super) fn get(&self, rule: u32) -> Rule {
        self.all[rule as usize]
    }

    /// What a rule needs, the rarest first.
    pub(super) fn needs(&self, rule: Rule) -> &[Needed] {
        &self.needs[rule.needs[0] as usize..rule.needs[1] as usize]
    }
}
