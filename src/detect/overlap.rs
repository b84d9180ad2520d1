//! Two entries that claim the same words: which one is kept. The order is
//! total, so the answer never depends on which was found first.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use super::finding::Whose;
use crate::lexicon::{Entry, Family, Kind};

/// An entry that matched, and where.
#[derive(Clone, Debug)]
pub(super) struct Hit<'l> {
    pub(super) entry: &'l Entry,
    /// Which of the entry's phrases.
    pub(super) phrase: usize,
    pub(super) tokens: Range<usize>,
    pub(super) whose: Option<Whose>,
}

/// Keeps, of the hits of one indicator that share words, the longest, then
/// the one of higher priority, then the one with the lower id. Of concerns on the
/// same words, the longest is kept as well: of those of different families that
/// stood inside another, one in five was right on notes that no rule was written
/// from; of pairs of one family, two in 56 were both right. The parts of an
/// agreement may share words, and so may different indicators otherwise: both are
/// really there. The result is in the order of the text.
pub(super) fn resolve(mut hits: Vec<Hit<'_>>) -> Vec<Hit<'_>> {
    hits.sort_by_key(|hit| {
        (Reverse(hit.tokens.len()), Reverse(hit.entry.priority), hit.entry.id.clone(), hit.tokens.start, hit.phrase)
    });
    let mut taken = BTreeMap::new();
    hits.retain(|hit| take(taken.entry(hit.entry.indicator).or_default(), &hit.tokens));
    let mut owners = BTreeMap::new();
    hits.retain(|hit| hit.entry.indicator.kind() != Kind::Concern || own(&mut owners, hit));
    hits.sort_by_key(|hit| (hit.tokens.start, hit.tokens.end, hit.entry.id.clone()));
    hits
}

/// Gives these words to a concern's family if none of them is taken, but by
/// another part of the same agreement.
fn own(owners: &mut BTreeMap<usize, Family>, hit: &Hit<'_>) -> bool {
    let family = hit.entry.indicator.family();
    let shares = |&owner: &Family| owner == family && family == Family::WrittenAgreement;
    let free = hit.tokens.clone().all(|word| owners.get(&word).is_none_or(shares));
    if free {
        owners.extend(hit.tokens.clone().map(|word| (word, family)));
    }
    free
}

/// Takes these words if none of them is taken. The stretches taken do not
/// overlap, so only the last that begins before the end can be in the way.
fn take(taken: &mut BTreeMap<usize, usize>, tokens: &Range<usize>) -> bool {
    let free = taken.range(..tokens.end).next_back().is_none_or(|(_, &end)| end <= tokens.start);
    if free {
        taken.insert(tokens.start, tokens.end);
    }
    free
}
