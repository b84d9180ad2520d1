//! Terms that are the wording of an agency and not of few people, and of these
//! the ones that it uses more than the others do.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::HashMap;
use rayon::prelude::*;

use super::corpus::{Corpus, Numbered, Run};
use super::frequent::frequent;
use super::wording::PARTS;
use crate::measure::{Dispersion, Keyness, Proportion, Style, Threshold};
use crate::note::Key;
use crate::suggest::says_something;

/// So many terms of an agency are looked at more closely.
const CLOSELY: usize = 200;

/// What was looked at.
#[derive(Debug)]
pub(super) struct Tested {
    /// How many terms, over all agencies.
    pub(super) terms: u64,
    /// Agency by agency, those that it uses most clearly more first.
    pub(super) keyed: Vec<Vec<Keyed>>,
}

/// A term that an agency uses more than the others.
#[derive(Clone, Debug)]
pub(super) struct Keyed {
    pub(super) run: Run,
    pub(super) words: String,
    pub(super) own: Proportion,
    pub(super) others: Proportion,
    pub(super) log_ratio: f64,
    pub(super) g_squared: f64,
    pub(super) unevenness: f64,
}

/// A term that is no habit of few.
#[derive(Clone, Debug)]
struct Candidate {
    run: Run,
    words: String,
    notes: u64,
    unevenness: f64,
}

/// Tests the frequent terms of each agency against those of its group, which has
/// a number, or of all agencies.
pub(super) fn tested(corpus: &Corpus, groups: &[Option<usize>], threshold: Threshold) -> Tested {
    let of_one = |notes: &Vec<Numbered>| candidates(corpus, notes, threshold);
    let candidates: Vec<Vec<Candidate>> = corpus.agencies.par_iter().map(of_one).collect();
    let terms = candidates.iter().map(|of_one| of_one.len() as u64).sum();
    let of_group = |group: Option<usize>| (group, Together::new(corpus, &candidates, groups, group));
    // Once each, however many agencies a group has.
    let each: BTreeSet<Option<usize>> = groups.iter().copied().collect();
    let together: BTreeMap<Option<usize>, Together> = each.into_iter().map(of_group).collect();
    let keyed = candidates.into_par_iter().zip(&corpus.agencies).zip(groups).map(|((candidates, notes), group)| {
        let Some(together) = together.get(group) else { return Vec::new() };
        let compare = |term| together.compare(term, notes.len() as u64, terms, threshold);
        most_clearly(candidates.into_iter().filter_map(compare).filter(|term| term.log_ratio > 0.0).collect())
    });
    let keyed = keyed.collect();
    Tested { terms, keyed }
}

/// What candidates of agencies of a group are held against: all the notes of it.
struct Together {
    notes: u64,
    /// Those with each term.
    with: HashMap<Run, u64>,
}

impl Together {
    /// The notes of a group, or of all agencies.
    fn new(corpus: &Corpus, candidates: &[Vec<Candidate>], groups: &[Option<usize>], group: Option<usize>) -> Self {
        let own = candidates.iter().zip(groups).filter(|(_, one)| **one == group);
        let mut with: HashMap<Run, u64> = own.flat_map(|(terms, _)| terms).map(|one| (one.run, 0)).collect();
        let agencies = corpus.agencies.iter().zip(groups).filter(|(_, one)| group.is_none() || **one == group);
        let mut together = 0;
        for note in agencies.flat_map(|(notes, _)| notes) {
            together += 1;
            for term in note.terms(|term| with.contains_key(term)) {
                with.entry(term).and_modify(|notes| *notes += 1);
            }
        }
        Self { notes: together, with }
    }

    /// Holds a term of an agency with so many notes, one of so many `terms`, against
    /// the others; `None` if these have too few, or use it as much.
    fn compare(&self, term: Candidate, notes: u64, terms: u64, threshold: Threshold) -> Option<Keyed> {
        let others = Proportion::new(self.with.get(&term.run)? - term.notes, self.notes - notes)?;
        threshold.show(others.of(), others.of()).value()?;
        let own = Proportion::new(term.notes, notes).filter(|own| own.share() > others.share())?;
        let keyness = Keyness::new(own, others)?;
        let (log_ratio, g_squared) = (keyness.conservative_log_ratio(terms), keyness.g_squared());
        let Candidate { run, words, unevenness, .. } = term;
        Some(Keyed { run, words, own, others, log_ratio, g_squared, unevenness })
    }
}

/// Those that are used most clearly more, first.
fn most_clearly(mut terms: Vec<Keyed>) -> Vec<Keyed> {
    terms.sort_by(|a, b| b.log_ratio.total_cmp(&a.log_ratio).then_with(|| a.words.cmp(&b.words)));
    terms.truncate(CLOSELY);
    terms
}

/// Where a frequent term of an agency stands.
#[derive(Clone, Debug, Default)]
struct Standing {
    notes: u64,
    cases: Few,
    authors: Few,
    parts: [u64; PARTS],
}

/// The first few of many different things.
#[derive(Clone, Debug, Default)]
struct Few(Vec<Key>);

impl Few {
    fn add(&mut self, one: Option<Key>, most: u64) {
        let new = one.filter(|one| self.count() < most && !self.0.contains(one));
        self.0.extend(new);
    }

    fn count(&self) -> u64 {
        self.0.len() as u64
    }
}

/// The terms of an agency that may be published, by their words.
fn candidates(corpus: &Corpus, notes: &[Numbered], threshold: Threshold) -> Vec<Candidate> {
    let mut standing: HashMap<Run, Standing> =
        frequent(notes).into_iter().map(|run| (run, Standing::default())).collect();
    let (mut sizes, names_authors) = ([0; PARTS], notes.iter().any(|note| note.author.is_some()));
    for note in notes {
        sizes[note.part] += 1;
        for term in note.terms(|term| standing.contains_key(term)) {
            standing.entry(term).and_modify(|standing| standing.add(note, threshold));
        }
    }
    let candidate = |(run, standing): (Run, Standing)| {
        let unevenness = standing.unevenness(sizes, names_authors, threshold)?;
        let words = corpus.words(run);
        says_something(words.split(' ')).then_some(Candidate { run, words, notes: standing.notes, unevenness })
    };
    standing.into_iter().filter_map(candidate).collect()
}

impl Standing {
    fn add(&mut self, note: &Numbered, threshold: Threshold) {
        self.notes += 1;
        self.parts[note.part] += 1;
        // No more are told apart than the rules ask for.
        self.cases.add(note.case, threshold.get().max(Style::FEWEST_CASES));
        self.authors.add(note.author, Style::FEWEST_AUTHORS);
    }

    /// How unevenly the term is spread over parts of these sizes, if it is more
    /// than the habit of few and in enough cases to be shown.
    fn unevenness(&self, sizes: [u64; PARTS], names_authors: bool, threshold: Threshold) -> Option<f64> {
        let parts: Vec<_> = self.parts.iter().copied().zip(sizes).filter(|&(_, size)| size > 0).collect();
        let dispersion = Dispersion::new(&parts);
        let authors = names_authors.then(|| self.authors.count());
        let style = Style::new(self.cases.count(), authors, dispersion);
        threshold.show(self.cases.count(), self.cases.count()).value()?;
        dispersion.filter(|_| style == Style::OfTheAgency).map(|dispersion| dispersion.dp_norm)
    }
}
