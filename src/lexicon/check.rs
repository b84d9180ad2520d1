//! What no single entry can show: an id used twice, a phrase that stands in
//! two entries of one indicator, an entry without enough examples.

use std::collections::BTreeMap;

use super::entry::{Company, Entry};
use super::indicator::Kind;
use super::mistake::{LexiconFile, Mistake};
use super::parse::Declared;

/// Ids that are declared twice, among entries and cues alike.
pub(super) fn duplicate_ids<'a>(
    declared: impl Iterator<Item = (&'a str, usize, std::ops::Range<usize>)>,
    files: &[LexiconFile],
) -> Vec<Mistake> {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    let mut mistakes = Vec::new();
    for (id, file, span) in declared {
        let file = &files[file];
        if let Some(earlier) = first.insert(id, &file.name) {
            mistakes.push(
                file.mistake(span, format!("the id {id} is already used in {earlier}; ids are never used twice")),
            );
        }
    }
    mistakes
}

/// Entries that repeat another's phrase or lack examples.
pub(super) fn entries(file: &LexiconFile, entries: &[Declared<Entry>]) -> Vec<Mistake> {
    let mut seen: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    let mut mistakes = Vec::new();
    for (entry, span) in entries {
        if entry.flags.len() < 2 || entry.skips.is_empty() {
            let message = format!("{} needs at least two examples under `flags` and one under `skips`", entry.id);
            mistakes.push(file.mistake(span.clone(), message));
        }
        if entry.company != Company::default() && entry.indicator.kind() != Kind::Concern {
            let message = format!("{} is no concern: `company` is for concerns; others count anyway", entry.id);
            mistakes.push(file.mistake(span.clone(), message));
        }
        for phrase in &entry.phrases {
            if let Some(other) = seen.insert((entry.indicator.id(), phrase.source()), entry.id.as_str()) {
                let message = format!("{} repeats the phrase `{}` of {other}", entry.id, phrase.source());
                mistakes.push(file.mistake(span.clone(), message));
            }
        }
    }
    mistakes
}
