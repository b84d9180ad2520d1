//! Puts findings where the report shows them: by agency and indicator, by
//! entry, by status. It orders and lists, and what it lists passes the
//! small-number rule like every other figure.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::model::{Audit, FindingRow};
use crate::lexicon::{Entry, EntryId, Indicator, Kind, Lexicon, Status};
use crate::measure::{GroupMeasures, Shown, Topic};
use crate::note::Agency;

/// The findings of an audit, in the places of the report.
#[derive(Debug)]
pub(super) struct Outline<'a> {
    lexicon: &'a Lexicon,
    quotable: BTreeMap<&'a Agency, BTreeMap<Indicator, Vec<&'a FindingRow>>>,
    themes: Vec<Theme<'a>>,
    uncounted: BTreeMap<(Uncounted, Kind), u64>,
}

/// An entry, and the notes that it was counted in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Theme<'a> {
    pub(super) entry: &'a Entry,
    pub(super) notes: u64,
}

/// Why a finding is not in the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Uncounted {
    /// It is not the writer's own wording.
    Status(Status),
    /// The same passage was counted in an earlier note.
    Repeated,
}

impl<'a> Outline<'a> {
    pub(super) fn new(audit: &Audit<'a>) -> Self {
        let mut outline = Self {
            lexicon: audit.lexicon,
            quotable: BTreeMap::new(),
            themes: themes(audit),
            uncounted: BTreeMap::new(),
        };
        audit.findings.iter().for_each(|row| outline.place(row));
        outline
    }

    fn place(&mut self, row: &'a FindingRow) {
        let indicator = row.finding.indicator;
        if row.counts() {
            self.quotable.entry(&row.note.agency).or_default().entry(indicator).or_default().push(row);
            return;
        }
        let why = match row.finding.status {
            Status::Counted => Uncounted::Repeated,
            status => Uncounted::Status(status),
        };
        *self.uncounted.entry((why, indicator.kind())).or_default() += 1;
    }

    /// The indicators that an agency's notes bear, with up to `limit`
    /// findings of each to quote, entry by entry.
    pub(super) fn quotable(&self, agency: &Agency, limit: usize) -> Vec<(Indicator, Vec<Quoted<'a>>)> {
        let indicators = self.quotable.get(agency).into_iter().flatten();
        indicators.map(|(&indicator, rows)| (indicator, select(self.lexicon, rows, limit))).collect()
    }

    /// The entries of a kind that were counted in the most notes, at most
    /// `limit`.
    pub(super) fn themes(&self, kind: Kind, limit: usize) -> impl Iterator<Item = &Theme<'a>> {
        self.themes.iter().filter(move |theme| theme.entry.indicator.kind() == kind).take(limit)
    }

    /// How many findings of a kind were not counted, for this reason.
    pub(super) fn uncounted(&self, why: Uncounted, kind: Kind) -> u64 {
        self.uncounted.get(&(why, kind)).copied().unwrap_or(0)
    }
}

/// An entry and what it found, to be quoted.
#[derive(Clone, Debug)]
pub(super) struct Quoted<'a> {
    pub(super) entry: &'a Entry,
    pub(super) rows: Vec<&'a FindingRow>,
}

/// Up to `limit` findings, spread over the entries: one of each first, those
/// that found most first. The same sentence is quoted once.
fn select<'a>(lexicon: &'a Lexicon, rows: &[&'a FindingRow], limit: usize) -> Vec<Quoted<'a>> {
    let mut by_entry: BTreeMap<&EntryId, Vec<&FindingRow>> = BTreeMap::new();
    for &row in rows {
        by_entry.entry(&row.finding.entry).or_default().push(row);
    }
    let found = by_entry.into_iter().filter_map(|(id, rows)| Some(Quoted { entry: lexicon.entry(id)?, rows }));
    let mut found: Vec<Quoted<'_>> = found.collect();
    found.sort_by_key(|quoted| Reverse(quoted.rows.len()));
    for quoted in &mut found {
        let mut seen = BTreeSet::new();
        quoted.rows.retain(|row| seen.insert(row.excerpt.text()));
    }
    found.truncate(limit);
    let mut left = limit - found.len();
    for quoted in &mut found {
        let more = left.min(quoted.rows.len() - 1);
        quoted.rows.truncate(1 + more);
        left -= more;
    }
    found
}

/// Every entry that was counted, those in the most notes first.
fn themes<'a>(audit: &Audit<'a>) -> Vec<Theme<'a>> {
    // Findings stand in the order of the notes, so that a note already
    // counted for an entry can only be the last one.
    let mut notes: BTreeMap<&EntryId, (u64, (&str, u64))> = BTreeMap::new();
    for row in audit.findings.iter().filter(|row| row.counts()) {
        let note = (&*row.note.source, row.note.row);
        let (count, last) = notes.entry(&row.finding.entry).or_insert((0, ("", 0)));
        if *last != note {
            (*count, *last) = (*count + 1, note);
        }
    }
    let entry = |(id, (notes, _))| Some(Theme { entry: audit.lexicon.entry(id)?, notes });
    let mut themes: Vec<Theme<'_>> = notes.into_iter().filter_map(entry).collect();
    themes.sort_by_key(|theme| Reverse(theme.notes));
    themes
}

impl Audit<'_> {
    /// A figure about all notes together, under the small-number rule.
    pub(super) fn shown<T>(&self, figure: T) -> Shown<T> {
        self.measures.threshold.show(self.measures.all.notes, figure)
    }
}

/// Whether anything of this kind was looked for: "none of 250 notes" may be
/// said of nothing else.
pub(super) fn looked_for(group: &GroupMeasures, kind: Kind) -> bool {
    group.topics.iter().any(|measure| matches!(measure.topic, Topic::Indicator(one) if one.kind() == kind))
}
