//! Puts findings where the report shows them: by agency and indicator, by
//! entry, by status. It reads each table once, keeps what is quoted and counts
//! the rest; what it lists passes the small-number rule like every other figure.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use super::model::{Audit, FindingRow, PassageRow};
use crate::lexicon::{Entry, EntryId, Indicator, Kind, Lexicon, Status};
use crate::measure::{GroupMeasures, PairExample, Shown, Topic};
use crate::note::Agency;

/// So many pairs of agencies are quoted side by side.
const BESIDE: usize = 10;

/// So many sentences are quoted for an indicator of an agency: a few show what is
/// meant, and the list of findings has all.
pub(super) const QUOTED: usize = 3;

/// What an audit found, in the places of the report.
#[derive(Debug)]
pub(super) struct Outline<'a> {
    lexicon: &'a Lexicon,
    quotable: BTreeMap<Agency, BTreeMap<Indicator, BTreeMap<EntryId, Quotable>>>,
    themes: Vec<Theme<'a>>,
    uncounted: BTreeMap<(Uncounted, Kind), u64>,
    pointed: BTreeMap<Agency, Pointed>,
    reasons: BTreeMap<String, Reason>,
    examples: Vec<PairExample>,
    quoted: BTreeMap<(u64, Indicator), FindingRow>,
}

/// Two findings of one case: violence or control named, and softened.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beside<'o> {
    pub(super) named: &'o FindingRow,
    pub(super) softened: &'o FindingRow,
}

/// What one entry found in the notes of an agency.
#[derive(Debug, Default)]
struct Quotable {
    found: u64,
    /// The first that differ.
    rows: Vec<FindingRow>,
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

/// The passages of an agency that are worth reading.
#[derive(Clone, Debug, Default)]
pub(super) struct Pointed {
    pub(super) by_kind: BTreeMap<Kind, u64>,
    /// Those that the classifier is surest of, kind by kind.
    pub(super) surest: Vec<PassageRow>,
}

/// Rows that were rejected for one reason.
#[derive(Clone, Debug, Default)]
pub(super) struct Reason {
    pub(super) rows: u64,
    pub(super) remedy: String,
}

impl<'a> Outline<'a> {
    /// Reads the tables of an audit.
    ///
    /// # Errors
    /// If one cannot be read.
    pub(super) fn read(audit: &Audit<'a>) -> io::Result<Self> {
        let mut outline = Self {
            lexicon: audit.lexicon,
            quotable: BTreeMap::new(),
            themes: Vec::new(),
            uncounted: BTreeMap::new(),
            pointed: BTreeMap::new(),
            reasons: BTreeMap::new(),
            examples: examples(audit),
            quoted: BTreeMap::new(),
        };
        let mut themes = Themes::default();
        for row in audit.findings.rows() {
            let row = row?;
            themes.add(&row);
            outline.place(&row);
        }
        outline.themes = themes.ranked(audit.lexicon);
        for row in audit.passages.rows() {
            let row = row?;
            if row.repeat_of.is_none() {
                outline.pointed.entry(row.note.agency.clone()).or_default().add(&row);
            }
        }
        for reject in audit.rejects.rows() {
            let reject = reject?;
            let reason = outline.reasons.entry(reject.reason.clone()).or_default();
            if reason.rows == 0 {
                reason.remedy.clone_from(&reject.remedy);
            }
            reason.rows += 1;
        }
        Ok(outline)
    }

    fn place(&mut self, row: &FindingRow) {
        let indicator = row.finding.indicator;
        if row.counts() {
            self.quote(row);
            let agency = self.quotable.entry(row.note.agency.clone()).or_default();
            agency.entry(indicator).or_default().entry(row.finding.entry.clone()).or_default().add(row);
            return;
        }
        let why = match row.finding.status {
            Status::Counted => Uncounted::Repeated,
            status => Uncounted::Status(status),
        };
        *self.uncounted.entry((why, indicator.kind())).or_default() += 1;
    }

    /// Keeps a finding that is to be quoted beside another.
    fn quote(&mut self, row: &FindingRow) {
        let here = (row.note.number, row.finding.indicator);
        if self.examples.iter().any(|example| example.named == here || example.softened == here) {
            self.quoted.entry(here).or_insert_with(|| row.clone());
        }
    }

    /// Findings to quote side by side, pair by pair of agencies.
    pub(super) fn beside(&self) -> impl Iterator<Item = Beside<'_>> {
        let quoted = |example: &PairExample| {
            Some(Beside { named: self.quoted.get(&example.named)?, softened: self.quoted.get(&example.softened)? })
        };
        self.examples.iter().filter_map(quoted)
    }

    /// The indicators that an agency's notes bear, with up to [`QUOTED`]
    /// findings of each to quote, entry by entry.
    pub(super) fn quotable(&self, agency: &Agency) -> Vec<(Indicator, Vec<Quoted<'_>>)> {
        let indicators = self.quotable.get(agency).into_iter().flatten();
        indicators.map(|(&indicator, entries)| (indicator, select(self.lexicon, entries))).collect()
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

    /// The passages of an agency that are worth reading.
    pub(super) fn pointed(&self, agency: &Agency) -> Option<&Pointed> {
        self.pointed.get(agency)
    }

    /// Why rows were rejected, by code.
    pub(super) fn reasons(&self) -> impl Iterator<Item = (&str, &Reason)> {
        self.reasons.iter().map(|(code, reason)| (code.as_str(), reason))
    }
}

impl Quotable {
    /// The same sentence is quoted once.
    fn add(&mut self, row: &FindingRow) {
        self.found += 1;
        let text = row.excerpt.text();
        if self.rows.len() < QUOTED && self.rows.iter().all(|known| known.excerpt.text() != text) {
            self.rows.push(row.clone());
        }
    }
}

impl Pointed {
    fn add(&mut self, row: &PassageRow) {
        *self.by_kind.entry(row.passage.indicator.kind()).or_default() += 1;
        let order = |row: &PassageRow| (row.passage.indicator.kind(), Reverse(row.passage.probability));
        let at = self.surest.partition_point(|known| order(known) <= order(row));
        if at < QUOTED {
            self.surest.insert(at, row.clone());
            self.surest.truncate(QUOTED);
        }
    }
}

/// An entry and what it found, to be quoted.
#[derive(Clone, Debug)]
pub(super) struct Quoted<'o> {
    pub(super) entry: &'o Entry,
    pub(super) rows: &'o [FindingRow],
}

/// Up to [`QUOTED`] findings, spread over the entries: one of each first, those
/// that found most first.
fn select<'o>(lexicon: &'o Lexicon, entries: &'o BTreeMap<EntryId, Quotable>) -> Vec<Quoted<'o>> {
    let mut entries: Vec<_> = entries.iter().filter_map(|(id, found)| Some((lexicon.entry(id)?, found))).collect();
    entries.sort_by_key(|(_, found)| Reverse(found.found));
    entries.truncate(QUOTED);
    let mut left = QUOTED - entries.len();
    let quoted = |(entry, found): (&'o Entry, &'o Quotable)| {
        let more = left.min(found.rows.len().saturating_sub(1));
        left -= more;
        Quoted { entry, rows: found.rows.get(..=more).unwrap_or_default() }
    };
    entries.into_iter().map(quoted).collect()
}

/// For each entry that was counted, in how many notes, and the last of them.
#[derive(Debug, Default)]
struct Themes(BTreeMap<EntryId, InNotes>);

/// How many notes, and the last of them by file and row.
#[derive(Debug, Default)]
struct InNotes {
    notes: u64,
    last: Option<(Arc<str>, u64)>,
}

impl Themes {
    /// Findings come in the order of the notes, so that a note that was counted
    /// for an entry already can only be the last one.
    fn add(&mut self, row: &FindingRow) {
        if !row.counts() {
            return;
        }
        let found = self.0.entry(row.finding.entry.clone()).or_default();
        let note = Some((Arc::clone(&row.note.source), row.note.row));
        if found.last != note {
            *found = InNotes { notes: found.notes + 1, last: note };
        }
    }

    /// Those in the most notes first.
    fn ranked(self, lexicon: &Lexicon) -> Vec<Theme<'_>> {
        let theme = |(id, found): (EntryId, InNotes)| Some(Theme { entry: lexicon.entry(&id)?, notes: found.notes });
        let mut themes: Vec<Theme<'_>> = self.0.into_iter().filter_map(theme).collect();
        themes.sort_by_key(|theme| Reverse(theme.notes));
        themes
    }
}

/// One example of each pair of agencies that may be shown: one that no other
/// pair has, as far as there is one.
fn examples(audit: &Audit<'_>) -> Vec<PairExample> {
    let shown = audit.cases.concordance.iter().filter_map(|pair| pair.figures.value());
    let mut examples = Vec::<PairExample>::new();
    for figures in shown {
        let said = |one: &&PairExample| {
            examples.iter().any(|other| other.named == one.named || other.softened == one.softened)
        };
        let fresh = figures.examples.iter().find(|one| !said(one)).or(figures.examples.first());
        examples.extend(fresh);
    }
    examples.truncate(BESIDE);
    examples
}

impl Audit<'_> {
    /// A count of rows, or of all notes, as the audience may be told it: to those
    /// who audit exactly, however few there are.
    pub(super) fn rounded(&self, count: u64) -> Shown<u64> {
        self.measures.threshold.show(self.measures.threshold.get(), count)
    }

    /// A figure about all notes together, under the small-number rule.
    pub(super) fn shown(&self, figure: u64) -> Shown<u64> {
        self.measures.threshold.show(self.measures.audited, figure)
    }
}

/// Whether anything of this kind was looked for: "none of 250 notes" may be
/// said of nothing else.
pub(super) fn looked_for(group: &GroupMeasures, kind: Kind) -> bool {
    group.topics.iter().any(|measure| matches!(measure.topic, Topic::Indicator(one) if one.kind() == kind))
}
