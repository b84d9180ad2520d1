//! What a detector looks for, in the order in which it is asked for: most notes
//! hold nothing of the first, and are not searched for the rest.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::compile::Compiler;
use super::labels::Labels;
use super::lists::Lists;
use super::phrases::Phrases;
use super::program::Program;
use super::rules::{PhraseRef, Rules};
use super::vocabulary::Vocabulary;
use crate::lexicon::{Choice, Ignore, Lexicon, Phrase, Sequence};

/// What a detector looks for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Sought {
    pub(super) vocabulary: Vocabulary,
    pub(super) program: Program,
    /// By the order of the lexicon.
    pub(super) entries: Vec<Parts>,
    pub(super) cues: Vec<Parts>,
    pub(super) signs: Vec<Parts>,
    pub(super) ignore: Vec<PhraseRef>,
    /// What the entries find, and everything about signs: what every note is
    /// searched for.
    pub(super) always: Rules,
    /// What cancels that, what they need beside it, and what is left out by
    /// choice.
    pub(super) beside: Rules,
    /// Everything about cues.
    pub(super) voices: Rules,
    /// For each phrase, the entries that find something by it.
    pub(super) of_entries: Users,
    /// The same of cues.
    pub(super) of_cues: Users,
    /// The same of signs.
    pub(super) of_signs: Users,
    /// The words for people, and the labels over what is said.
    pub(super) labels: Labels,
}

/// For each phrase, who uses it, with its place among their phrases.
pub(super) type Users = Lists<(usize, usize)>;

/// The phrases of an entry, a cue or a sign.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Parts {
    pub(super) phrases: Vec<PhraseRef>,
    pub(super) unless: Vec<PhraseRef>,
    /// An entry's `needs`, a cue's `until`.
    pub(super) third: Vec<PhraseRef>,
}

impl Sought {
    pub(super) fn new(lexicon: &Lexicon, ignore: &[Ignore]) -> Self {
        let (sets, pieces) = (sets(lexicon), pieces(lexicon, ignore));
        let all = pieces.values().chain(sets.iter().flatten().flat_map(|set| set.sequences()));
        let vocabulary = Vocabulary::new(all.map(Vec::as_slice));
        let (mut phrases, mut compiler) = (Phrases::default(), Compiler::new(&vocabulary));
        let sets: Vec<_> = sets.iter().map(|set| set.as_ref().map(|set| compiler.options(set))).collect();
        let mut add = |phrase: &Phrase| phrases.add(phrase.source(), &pieces, &mut compiler);
        let mut all = |some: &[Phrase]| some.iter().map(&mut add).collect();
        let mut parts = |a, b, c| Parts { phrases: all(a), unless: all(b), third: all(c) };
        let entries: Vec<_> = lexicon.entries().iter().map(|e| parts(&e.phrases, &e.unless, &e.needs)).collect();
        let cues: Vec<_> = lexicon.cues().iter().map(|c| parts(&c.phrases, &c.unless, &c.until)).collect();
        let signs: Vec<_> = lexicon.signs().iter().map(|s| parts(&s.phrases, &s.unless, &[])).collect();
        let ignore: Vec<_> = ignore.iter().map(|ignore| add(&ignore.words)).collect();
        let mut rules = |some| Rules::new(phrases.some(some), std::iter::empty(), &mut compiler);
        let find = entries.iter().flat_map(|parts| &parts.phrases).copied();
        let always = rules(find.chain(everything(&signs)).collect());
        let voices = rules(everything(&cues));
        let beside = entries.iter().flat_map(|parts| parts.unless.iter().chain(&parts.third)).chain(&ignore);
        let beside = Rules::one_by_one(phrases.some(beside.copied().collect()), &mut compiler);
        let [of_entries, of_cues, of_signs] = [&entries, &cues, &signs].map(|all| users(all, phrases.len()));
        let labels = Labels::new(sets, &mut compiler);
        let program = compiler.program;
        Self {
            vocabulary,
            program,
            entries,
            cues,
            signs,
            ignore,
            always,
            beside,
            voices,
            of_entries,
            of_cues,
            of_signs,
            labels,
        }
    }
}

/// The sets of words that are looked for by themselves: labels, and then people.
fn sets(lexicon: &Lexicon) -> Vec<Option<Arc<Choice>>> {
    let labels = Labels::NAMES.iter().map(|name| lexicon.terms().slot(name).ok());
    let people = lexicon.people().persons.iter().map(|person| Some(Arc::new(person.choice(lexicon.terms()))));
    labels.chain(people).collect()
}

/// The pieces of every phrase, by its text.
fn pieces<'l>(lexicon: &'l Lexicon, ignore: &'l [Ignore]) -> BTreeMap<&'l str, Sequence> {
    let entries = lexicon.entries().iter().flat_map(|e| e.phrases.iter().chain(&e.unless).chain(&e.needs));
    let cues = lexicon.cues().iter().flat_map(|c| c.phrases.iter().chain(&c.unless).chain(&c.until));
    let signs = lexicon.signs().iter().flat_map(|s| s.phrases.iter().chain(&s.unless));
    let ignored = ignore.iter().map(|ignore| &ignore.words);
    let all = entries.chain(cues).chain(signs).chain(ignored);
    all.map(|phrase| (phrase.source(), phrase.pieces(lexicon.terms()))).collect()
}

fn everything(all: &[Parts]) -> Vec<PhraseRef> {
    all.iter().flat_map(|parts| parts.phrases.iter().chain(&parts.unless).chain(&parts.third)).copied().collect()
}

/// For each phrase, those of `all` that use it.
fn users(all: &[Parts], phrases: usize) -> Users {
    let mut users = vec![Vec::new(); phrases];
    for (user, parts) in all.iter().enumerate() {
        parts.phrases.iter().enumerate().for_each(|(place, phrase)| users[phrase.0 as usize].push((user, place)));
    }
    users.into_iter().collect()
}
