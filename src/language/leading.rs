//! The terms that are published: their cases, people and entries, and the first
//! note that has them. Of terms that stand in nearly the same notes, which are
//! parts of one wording, the longest is left.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

use foldhash::HashMap;

use super::Term;
use super::corpus::{Corpus, Numbered, Run};
use super::sample::{AgencyAt, Notes};
use super::tested::Keyed;
use super::wording::Wording;
use crate::lexicon::{EntryId, Lexicon};
use crate::note::{Agency, Key};
use crate::redact::Excerpt;

/// So many terms of an agency are published.
const MOST: usize = 30;

/// Terms that share so many hundredths of their notes are one wording.
const SAME: usize = 80;

/// A term with what its notes show.
struct Leading {
    keyed: Keyed,
    /// By their place in the sample.
    notes: Vec<u32>,
    cases: BTreeSet<Key>,
    authors: BTreeSet<Key>,
    entries: BTreeMap<EntryId, u64>,
    example: Option<Excerpt>,
}

/// Looks closely at the terms of each agency.
pub(super) fn leading(
    notes: &Notes,
    corpus: &Corpus,
    keyed: Vec<Vec<Keyed>>,
    lexicon: &Lexicon,
) -> io::Result<Vec<Term>> {
    let chosen = keyed.into_iter().zip(&corpus.agencies).map(|(keyed, notes)| chosen(keyed, notes));
    let mut chosen: Vec<Vec<Leading>> = chosen.collect();
    read(notes, &mut chosen)?;
    let agencies = notes.agencies().iter().zip(&corpus.agencies);
    let published = chosen.into_iter().zip(agencies).flat_map(|(chosen, ((agency, ..), notes))| {
        let names_authors = notes.iter().any(|note| note.author.is_some());
        chosen.into_iter().map(move |term| term.published(agency, names_authors, lexicon))
    });
    Ok(published.collect())
}

/// The terms of an agency that are published.
fn chosen(keyed: Vec<Keyed>, notes: &[Numbered]) -> Vec<Leading> {
    let places: HashMap<Run, usize> = keyed.iter().map(|term| term.run).zip(0..).collect();
    let mut terms: Vec<Leading> = keyed.into_iter().map(Leading::new).collect();
    for note in notes {
        for place in note.terms(|term| places.contains_key(term)).iter().filter_map(|term| places.get(term)) {
            terms[*place].add(note);
        }
    }
    let mut longest = longest(terms);
    longest.truncate(MOST);
    longest
}

/// Reads the notes of terms again, for what numbers do not tell.
fn read(notes: &Notes, terms: &mut [Vec<Leading>]) -> io::Result<()> {
    let of_note = |note: u32| move |term: &&mut Leading| term.notes.binary_search(&note).is_ok();
    let mut number = 0;
    notes.each(|agency: AgencyAt, note| {
        terms[agency].iter_mut().filter(of_note(number)).for_each(|term| term.read(note));
        number += 1;
    })
}

impl Leading {
    fn new(keyed: Keyed) -> Self {
        let (cases, authors) = (BTreeSet::new(), BTreeSet::new());
        Self { keyed, notes: Vec::new(), cases, authors, entries: BTreeMap::new(), example: None }
    }

    fn add(&mut self, note: &Numbered) {
        self.notes.push(note.number);
        self.cases.extend(note.case);
        self.authors.extend(note.author);
    }

    fn read(&mut self, note: &Wording) {
        let text = note.text();
        let length = self.length();
        let Some(run) = note.runs(&text, length).find(|run| text.words(run.clone()) == self.keyed.words) else {
            return;
        };
        for entry in note.entries(text.span(run.clone())) {
            *self.entries.entry(entry.clone()).or_default() += 1;
        }
        self.example.get_or_insert_with(|| note.excerpt(&text, run));
    }

    fn length(&self) -> usize {
        self.keyed.words.split(' ').count()
    }

    /// Whether two stand in nearly the same notes.
    fn is_like(&self, other: &Self) -> bool {
        let (fewer, more) = if self.notes.len() < other.notes.len() { (self, other) } else { (other, self) };
        if fewer.notes.len() * 100 < more.notes.len() * SAME {
            return false;
        }
        let both = fewer.notes.iter().filter(|note| more.notes.binary_search(note).is_ok()).count();
        both * 100 >= (fewer.notes.len() + more.notes.len() - both) * SAME
    }

    fn published(self, agency: &Agency, names_authors: bool, lexicon: &Lexicon) -> Term {
        let notes = self.notes.len() as u64;
        let entries = self.entries.into_iter().filter(|(_, found)| 2 * found >= notes).map(|(entry, _)| entry);
        let entries: Vec<EntryId> = entries.collect();
        let better = entries.iter().filter_map(|id| lexicon.entry(id)).map(|entry| entry.instead.clone());
        Term {
            agency: agency.clone(),
            beside: None,
            words: self.keyed.words,
            own: self.keyed.own,
            others: self.keyed.others,
            log_ratio: self.keyed.log_ratio,
            g_squared: self.keyed.g_squared,
            cases: self.cases.len() as u64,
            authors: names_authors.then_some(self.authors.len() as u64),
            unevenness: self.keyed.unevenness,
            instead: better.into_iter().find(|better| !better.is_empty()).unwrap_or_default(),
            entries,
            example: self.example.unwrap_or_default(),
        }
    }
}

/// Of terms that are like one another the longest, in their order.
fn longest(terms: Vec<Leading>) -> Vec<Leading> {
    let mut by_length: Vec<(usize, Leading)> = terms.into_iter().enumerate().collect();
    by_length.sort_by_key(|(place, term)| (Reverse(term.length()), *place));
    let mut kept: Vec<(usize, Leading)> = Vec::new();
    for (place, term) in by_length {
        if !kept.iter().any(|(_, longer)| longer.is_like(&term)) {
            kept.push((place, term));
        }
    }
    kept.sort_by_key(|(place, _)| *place);
    kept.into_iter().map(|(_, term)| term).collect()
}
