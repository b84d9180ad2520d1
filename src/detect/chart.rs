//! What stands where in one sentence, from single words up: a sequence is tried
//! once all that it is made of is known, and what it makes is noted for those
//! that are made of it.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use super::phrase_match::{Matcher, Words};
use super::program::Symbol;
use super::rules::{Made, Needed, PhraseRef, Rule, Rules};

/// Places in a sentence, a bit for each word. The last bit stands for every
/// word from its own on.
type Places = u128;

const LAST: usize = 127;

thread_local! {
    /// Kept from note to note: it is much longer than what one note writes in it.
    static CHART: RefCell<Chart> = RefCell::default();
}

/// What stands where in one sentence.
#[derive(Debug, Default)]
pub(super) struct Chart {
    /// The symbols that stand somewhere.
    met: Vec<Symbol>,
    /// For each symbol, where it stands.
    places: Vec<Places>,
    /// For each symbol, the last that was noted of it.
    last: Vec<Option<usize>>,
    noted: Vec<Noted>,
    /// The rules that may match, by number.
    waiting: BinaryHeap<Reverse<u32>>,
}

/// One match of a sequence.
#[derive(Debug)]
struct Noted {
    tokens: Range<usize>,
    /// The one noted before it for the same symbol.
    before: Option<usize>,
}

impl Chart {
    /// Lends the chart of this thread.
    pub(super) fn with<T>(read: impl FnOnce(&mut Self) -> T) -> T {
        CHART.with_borrow_mut(read)
    }

    /// Reads a sentence, and adds where whole phrases stand.
    pub(super) fn read(
        &mut self,
        rules: &Rules,
        words: &Words,
        sentence: &Range<usize>,
        found: &mut Vec<(PhraseRef, Range<usize>)>,
    ) {
        self.clear(rules);
        self.meet_words(rules, words, sentence);
        while let Some(Reverse(number)) = self.waiting.pop() {
            let rule = rules.get(number);
            let starts = rule.needs.iter().fold(Places::MAX, |starts, need| starts & self.starts(need));
            match rule.makes {
                _ if starts == 0 => {}
                Made::Option(symbol) => self.note(symbol, rule, starts, rules, words, sentence),
                Made::Phrase(phrase) => {
                    let matches = self.matches(rule, starts, rules, words, sentence);
                    found.extend(matches.into_iter().map(|tokens| (phrase, tokens)));
                }
            }
        }
    }

    fn clear(&mut self, rules: &Rules) {
        for symbol in self.met.drain(..) {
            self.places[symbol as usize] = 0;
            self.last[symbol as usize] = None;
        }
        self.noted.clear();
        self.places.resize(rules.symbols().max(self.places.len()), 0);
        self.last.resize(self.places.len(), None);
    }

    fn meet_words(&mut self, rules: &Rules, words: &Words, sentence: &Range<usize>) {
        for (at, &word) in words.ids()[sentence.clone()].iter().enumerate() {
            for &symbol in rules.sets(word) {
                self.meet(symbol, at);
            }
        }
        for at in 0..self.met.len() {
            self.call(self.met[at], rules);
        }
    }

    /// Notes that a symbol stands at a place, and says whether it is the first.
    fn meet(&mut self, symbol: Symbol, at: usize) -> bool {
        let places = &mut self.places[symbol as usize];
        let first = *places == 0;
        *places |= 1 << at.min(LAST);
        if first {
            self.met.push(symbol);
        }
        first
    }

    /// Lets the rules wait that need nothing rarer than this, unless words that
    /// they need are not there.
    fn call(&mut self, symbol: Symbol, rules: &Rules) {
        let possible = rules.waiting(symbol).iter().filter(|(_, words)| self.places[*words as usize] != 0);
        self.waiting.extend(possible.map(|(number, _)| Reverse(*number)));
    }

    /// Where a match may begin, so far as one need shows.
    fn starts(&self, need: &Needed) -> Places {
        let places = self.places[need.symbol as usize];
        if places == 0 {
            return 0;
        }
        if places >> LAST != 0 || usize::from(need.most) >= LAST {
            return Places::MAX;
        }
        spread(places >> need.least, usize::from(need.most - need.least))
    }

    fn note(
        &mut self,
        symbol: Symbol,
        rule: &Rule,
        starts: Places,
        rules: &Rules,
        words: &Words,
        sentence: &Range<usize>,
    ) {
        for start in at(starts, sentence) {
            let ends = Matcher { words, rules, chart: self, end: sentence.end }.after(&rule.parts, start, start);
            for end in ends.into_iter().filter(|&end| end > start) {
                let before = self.last[symbol as usize].replace(self.noted.len());
                self.noted.push(Noted { tokens: start..end, before });
                if self.meet(symbol, start - sentence.start) {
                    self.call(symbol, rules);
                }
            }
        }
    }

    /// Every match of a phrase, leftmost first, none overlapping.
    fn matches(
        &self,
        rule: &Rule,
        starts: Places,
        rules: &Rules,
        words: &Words,
        sentence: &Range<usize>,
    ) -> Vec<Range<usize>> {
        let matcher = Matcher { words, rules, chart: self, end: sentence.end };
        let (mut found, mut free) = (Vec::new(), sentence.start);
        for start in at(starts, sentence) {
            if start >= free
                && let Some(end) = matcher.end(&rule.parts, start)
            {
                found.push(start..end);
                free = end;
            }
        }
        found
    }

    /// Where the sequences end that begin with the word at `start`.
    pub(super) fn ends(&self, symbol: Symbol, start: usize) -> impl Iterator<Item = usize> {
        let last = self.last.get(symbol as usize).copied().flatten();
        let noted =
            std::iter::successors(last.map(|last| &self.noted[last]), |noted| noted.before.map(|at| &self.noted[at]));
        noted.filter(move |noted| noted.tokens.start == start).map(|noted| noted.tokens.end)
    }
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

/// The words of a sentence that stand at these places.
fn at(places: Places, sentence: &Range<usize>) -> impl Iterator<Item = usize> {
    let mut left = places & !(1 << LAST);
    let near = std::iter::from_fn(move || {
        let next = (left != 0).then(|| left.trailing_zeros() as usize);
        left &= left.wrapping_sub(1);
        next
    });
    let far = if places >> LAST == 0 { 0..0 } else { LAST..sentence.len() };
    let (start, length) = (sentence.start, sentence.len());
    near.chain(far).take_while(move |&at| at < length).map(move |at| start + at)
}
