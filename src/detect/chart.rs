//! What stands where in one sentence, from single words up: a sequence is tried
//! once all that it is made of is known, and what it makes is noted for those
//! that are made of it.
//!
//! Most of the work is to see that a rule cannot match, and is done with bits:
//! a word calls the rules that need nothing rarer; of these, those wait of whose
//! other needs two may be near; of these, those are tried for which all that they
//! need stands far enough apart.

use std::cell::RefCell;
use std::ops::Range;

use super::near::Near;
use super::phrase_match::{Matcher, Words};
use super::program::{Program, SequenceRef};
use super::queue::Queue;
use super::rules::{Known, Made, Needed, PhraseRef, Rules, Symbol, Waiting};
use super::word_set::{Remainders, SetRef};

/// Places in a sentence, a bit for each word. The last bit stands for every
/// word from its own on.
pub(super) type Places = u128;

const LAST: usize = 127;

/// Up to so many words are looked at one by one.
const FEW: u32 = 6;

thread_local! {
    /// Kept from note to note: it is much longer than what one note writes in it.
    static CHART: RefCell<Chart> = RefCell::default();
}

/// A sentence, and what is looked for in it.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'a> {
    pub(super) program: &'a Program,
    pub(super) rules: &'a Rules,
    pub(super) words: &'a Words,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Those of its words.
    remainders: Remainders,
}

/// What stands where in one sentence.
#[derive(Debug, Default)]
pub(super) struct Chart {
    /// The symbols that stand somewhere.
    met: Vec<Symbol>,
    /// For each symbol, where it stands.
    places: Vec<Places>,
    /// For each symbol, the last that was noted of it.
    last: Vec<Option<u32>>,
    noted: Vec<Noted>,
    /// The sets of words that have been asked for.
    asked: Vec<SetRef>,
    /// For each set of words, whether it has been asked for, a bit each.
    known: Vec<u64>,
    /// For each that has, where one of its words stands.
    sets: Vec<Places>,
    /// The rules that may match.
    waiting: Queue,
    /// For each rule, where the rarest stands that it needs, if it waits.
    called: Vec<Places>,
}

/// One match of a sequence.
#[derive(Clone, Copy, Debug)]
struct Noted {
    start: u32,
    end: u32,
    /// The one noted before it for the same symbol.
    before: Option<u32>,
}

impl Chart {
    /// Lends the chart of this thread.
    pub(super) fn with<T>(read: impl FnOnce(&mut Self) -> T) -> T {
        CHART.with_borrow_mut(read)
    }

    /// Reads a sentence, and adds where whole phrases stand.
    pub(super) fn read(&mut self, sentence: Sentence<'_>, found: &mut Vec<(PhraseRef, Range<usize>)>) {
        let rules = sentence.rules;
        self.clear(sentence);
        self.meet_words(sentence);
        while let Some(number) = self.waiting.pop() {
            let rule = rules.get(number);
            let places = std::mem::take(&mut self.called[number as usize]);
            let Some((rarest, others)) = rules.needs(rule).split_first() else { continue };
            let starts = self.starts(in_front(places, rarest), others, sentence);
            match rule.makes {
                _ if starts == 0 => {}
                Made::Option(symbol) => self.note(symbol, rule.sequence, starts, sentence),
                Made::Phrase(phrase) => {
                    let matches = self.matches(rule.sequence, starts, sentence);
                    found.extend(matches.map(|tokens| (phrase, tokens)));
                }
            }
        }
    }

    /// Looks in a sentence for phrases one by one, and adds where they stand.
    pub(super) fn look_for(
        &mut self,
        phrases: &[PhraseRef],
        sentence: Sentence<'_>,
        found: &mut Vec<(PhraseRef, Range<usize>)>,
    ) {
        self.clear(sentence);
        for &phrase in phrases {
            for waiting in sentence.rules.of_phrase(phrase) {
                if waiting.also.may_be_in(sentence.remainders) {
                    let rule = sentence.rules.get(waiting.rule);
                    let starts = self.starts(Places::MAX, sentence.rules.needs(rule), sentence);
                    found.extend(self.matches(rule.sequence, starts, sentence).map(|tokens| (phrase, tokens)));
                }
            }
        }
    }

    fn clear(&mut self, sentence: Sentence<'_>) {
        for symbol in self.met.drain(..) {
            self.places[symbol as usize] = 0;
            self.last[symbol as usize] = None;
        }
        self.asked.drain(..).for_each(|set| self.known[set as usize / 64] = 0);
        self.noted.clear();
        let (rules, sets) = (sentence.rules, sentence.program.sets.len());
        self.places.resize(rules.symbols().max(self.places.len()), 0);
        self.last.resize(self.places.len(), None);
        self.sets.resize(sets.max(self.sets.len()), 0);
        self.known.resize(self.sets.len().div_ceil(64), 0);
        self.waiting.hold(rules.len());
        self.called.resize(rules.len().max(self.called.len()), 0);
    }

    fn meet_words(&mut self, sentence: Sentence<'_>) {
        for (at, &word) in sentence.ids().iter().enumerate() {
            self.call(sentence.rules.of_word(word), at, sentence);
        }
    }

    /// Has the rules wait whose rarest need stands at a place, and of whose
    /// others some may be near.
    fn call(&mut self, rules: &[Waiting], at: usize, sentence: Sentence<'_>) {
        if rules.is_empty() {
            return;
        }
        let near = sentence.near(at);
        for waiting in rules.iter().filter(|waiting| near.has(waiting.also)) {
            self.called[waiting.rule as usize] |= 1 << at.min(LAST);
            self.waiting.push(waiting.rule);
        }
    }

    /// Of some places, those where a match may begin, so far as what else it needs
    /// shows.
    fn starts(&mut self, mut starts: Places, needs: &[Needed], sentence: Sentence<'_>) -> Places {
        for need in needs {
            if starts == 0 {
                break;
            }
            starts &= match need.what {
                Known::Words(set) => self.in_front_of(set, starts, need, sentence),
                Known::Noted(set, symbol) => {
                    let longer = in_front(self.places[symbol as usize], need);
                    longer | self.in_front_of(set, starts & !longer, need, sentence)
                }
            };
        }
        starts
    }

    /// Some of the places with one of these words as far behind as is needed, all
    /// those among `starts`.
    fn in_front_of(&mut self, set: SetRef, starts: Places, need: &Needed, sentence: Sentence<'_>) -> Places {
        match starts {
            0 => 0,
            _ if !sentence.may_hold(set) => 0,
            _ if are_few(starts, need) => sentence.in_front_of(set, starts, need),
            _ => in_front(self.ask(set, sentence), need),
        }
    }

    /// Where one of some words stands.
    fn ask(&mut self, set: SetRef, sentence: Sentence<'_>) -> Places {
        let (number, bit) = (set as usize, 1 << (set % 64));
        if self.known[number / 64] & bit != 0 {
            return self.sets[number];
        }
        let places = sentence.program.sets.places(set, sentence.ids());
        let places = places.fold(0, |places, at| places | 1 << at.min(LAST));
        self.asked.push(set);
        self.known[number / 64] |= bit;
        self.sets[number] = places;
        places
    }

    fn note(&mut self, symbol: Symbol, sequence: SequenceRef, starts: Places, sentence: Sentence<'_>) {
        for start in sentence.at(starts) {
            let parts = sentence.program.parts(sequence);
            let ends = Matcher { sentence, chart: self }.after(parts, start, start);
            for end in ends.into_iter().filter(|&end| end > start) {
                let number = |number| u32::try_from(number).unwrap_or(u32::MAX);
                let before = self.last[symbol as usize].replace(number(self.noted.len()));
                self.noted.push(Noted { start: number(start), end: number(end), before });
                self.meet(symbol, start - sentence.start, sentence);
            }
        }
    }

    /// Notes that a symbol stands at a place.
    fn meet(&mut self, symbol: Symbol, at: usize, sentence: Sentence<'_>) {
        let (places, place) = (&mut self.places[symbol as usize], 1 << at.min(LAST));
        if *places == 0 {
            self.met.push(symbol);
        }
        if *places & place == 0 || at >= LAST {
            *places |= place;
            self.call(sentence.rules.of_symbol(symbol), at, sentence);
        }
    }

    /// Every match of a phrase, leftmost first, none overlapping.
    fn matches(
        &self,
        sequence: SequenceRef,
        starts: Places,
        sentence: Sentence<'_>,
    ) -> impl Iterator<Item = Range<usize>> {
        let parts = sentence.program.parts(sequence);
        let mut free = sentence.start;
        sentence.at(starts).filter_map(move |start| {
            let end = if start < free { None } else { Matcher { sentence, chart: self }.end(parts, start) };
            free = end.unwrap_or(free);
            Some(start..end?)
        })
    }

    /// Where one of several sequences may begin, if it stands anywhere.
    pub(super) fn begins(&mut self, words: SetRef, longer: Symbol, sentence: Sentence<'_>) -> Places {
        self.ask(words, sentence) | self.places[longer as usize]
    }

    /// Where the sequences end that begin with the word at `start`.
    pub(super) fn ends(&self, symbol: Symbol, start: usize) -> impl Iterator<Item = usize> {
        let last = self.last.get(symbol as usize).copied().flatten();
        let at = |place: u32| self.noted[place as usize];
        let noted = std::iter::successors(last.map(at), move |noted| noted.before.map(at));
        noted.filter(move |noted| noted.start as usize == start).map(|noted| noted.end as usize)
    }
}

impl<'a> Sentence<'a> {
    pub(super) fn new(program: &'a Program, rules: &'a Rules, words: &'a Words, range: &Range<usize>) -> Self {
        let remainders = Remainders::of(words.ids()[range.clone()].iter().copied());
        Self { program, rules, words, start: range.start, end: range.end, remainders }
    }

    /// The numbers of its words.
    fn ids(&self) -> &'a [u32] {
        &self.words.ids()[self.start..self.end]
    }

    /// What stands near one of its words.
    fn near(&self, at: usize) -> Near {
        Near::new(self.words, self.start + at, self.start..self.end, self.remainders)
    }

    /// Whether one of these words may stand in it.
    fn may_hold(&self, set: SetRef) -> bool {
        self.program.sets.remainders(set).may_share(self.remainders)
    }

    /// Of some places, those with one of these words as far behind as is needed.
    fn in_front_of(&self, set: SetRef, starts: Places, need: &Needed) -> Places {
        let sets = &self.program.sets;
        let behind = |start: usize| {
            let [from, to] = [need.least, need.most].map(|words| start + usize::from(words));
            self.words.ids()[from.min(self.end)..self.end.min(to + 1)].iter().any(|&word| sets.contains(set, word))
        };
        self.at(starts).filter(|&start| behind(start)).fold(0, |kept, start| kept | 1 << (start - self.start))
    }

    /// The words of the note that stand at these places.
    pub(super) fn at(&self, places: Places) -> impl Iterator<Item = usize> + use<> {
        let mut left = places & !(1 << LAST);
        let near = std::iter::from_fn(move || {
            let next = (left != 0).then(|| left.trailing_zeros() as usize);
            left &= left.wrapping_sub(1);
            next
        });
        let (start, length) = (self.start, self.end - self.start);
        let far = if places >> LAST == 0 { 0..0 } else { LAST..length };
        near.chain(far).take_while(move |&at| at < length).map(move |at| start + at)
    }
}

/// Whether the words that may be what is needed are so few that looking at each
/// is quicker than at the whole sentence.
fn are_few(starts: Places, need: &Needed) -> bool {
    let each = u32::from(need.most - need.least) + 1;
    starts >> LAST == 0 && starts.count_ones().saturating_mul(each) <= FEW
}

/// Where a match may begin that needs something which stands at these places.
fn in_front(places: Places, need: &Needed) -> Places {
    if places == 0 {
        return 0;
    }
    if places >> LAST != 0 || usize::from(need.most) >= LAST {
        return Places::MAX;
    }
    spread(places >> need.least, usize::from(need.most - need.least))
}

/// These places, and up to so many in front of each.
fn spread(mut places: Places, mut in_front: usize) -> Places {
    let mut step = 1;
    while in_front > 0 {
        let far = step.min(in_front);
        places |= places >> far;
        (in_front, step) = (in_front - far, step * 2);
    }
    places
}
