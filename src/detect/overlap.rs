//! Two entries that claim the same words: which one is kept. The order is
//! total, so the answer never depends on which was found first.

use std::cmp::Reverse;
use std::ops::Range;

use crate::lexicon::Entry;

/// An entry that matched, and where.
#[derive(Clone, Debug)]
pub(super) struct Hit<'l> {
    pub(super) entry: &'l Entry,
    pub(super) tokens: Range<usize>,
}

/// Keeps, of the hits of one indicator that share words, the longest, then
/// the one of higher priority, then the one with the lower id. Different
/// indicators may stand on the same words: both are really there. The result
/// is in the order of the text.
pub(super) fn resolve(mut hits: Vec<Hit<'_>>) -> Vec<Hit<'_>> {
    hits.sort_by_key(|hit| {
        (Reverse(hit.tokens.len()), Reverse(hit.entry.priority), hit.entry.id.clone(), hit.tokens.start)
    });
    let mut kept: Vec<Hit<'_>> = Vec::new();
    for hit in hits {
        if !kept.iter().any(|other| clash(other, &hit)) {
            kept.push(hit);
        }
    }
    kept.sort_by_key(|hit| (hit.tokens.start, hit.tokens.end, hit.entry.id.clone()));
    kept
}

fn clash(a: &Hit<'_>, b: &Hit<'_>) -> bool {
    a.entry.indicator == b.entry.indicator && a.tokens.start < b.tokens.end && b.tokens.start < a.tokens.end
}
