//! Terms that stand in enough notes of an agency to be looked at. A term can
//! stand in no more notes than the words in it, so that longer terms are only
//! counted where shorter ones were found often (Agrawal and Srikant 1994, Fast
//! algorithms for mining association rules).

use foldhash::{HashMap, HashSet};

use super::corpus::{LONGEST, Numbered, Run, once};
use crate::measure::Style;

/// Finds them, from single words up.
pub(super) fn frequent(notes: &[Numbered]) -> HashSet<Run> {
    let mut frequent = HashSet::default();
    for length in 1..=LONGEST {
        let may_be = |row: &&[u32]| {
            let mut shorter = row.windows(length.max(2) - 1).map(Run::of);
            length == 1 || shorter.all(|part| frequent.contains(&part))
        };
        let mut counts = HashMap::<Run, u64>::default();
        for term in notes.iter().flat_map(|note| once(note.rows(length).filter(may_be).map(Run::of))) {
            *counts.entry(term).or_default() += 1;
        }
        counts.retain(|_, notes| *notes >= Style::FEWEST_CASES);
        frequent.extend(counts.into_keys());
    }
    frequent
}
