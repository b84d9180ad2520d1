//! The notes of an audit, as far as another audit is compared with it: what kinds
//! each agency writes, and in how many of which cases each entry was counted.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use serde::Deserialize;

use super::edition::{EditionError, rows, unknown};
use crate::lexicon::Status;
use crate::measure::Clusters;

/// With more kinds of notes than this the column does not hold kinds.
const MOST_KINDS: usize = 64;

/// What is needed of a row of `notes.csv`.
#[derive(Deserialize)]
struct NoteRow {
    case_id: String,
    agency: String,
    note_type: String,
}

/// What is needed of a row of `findings.csv`.
#[derive(Deserialize)]
struct FindingRow {
    case_id: String,
    source: String,
    row: u64,
    status: String,
    entry: String,
    repeat_of: String,
}

/// The notes of an audit.
#[derive(Clone, Debug, Default)]
pub(super) struct Notes {
    /// All of them, by case, of which none meets anything.
    all: Clusters,
    /// The same for each entry: they meet it where it was counted.
    entries: BTreeMap<String, Clusters>,
    kinds: BTreeMap<String, Kinds>,
}

/// The notes that one agency writes, by kind.
#[derive(Clone, Debug, Default)]
struct Kinds(BTreeMap<String, u64>);

impl Notes {
    /// Reads the tables of an audit folder.
    pub(super) fn read(folder: &Path) -> Result<Self, EditionError> {
        let (mut notes, mut cases) = (Self::default(), Cases::default());
        let path = folder.join("notes.csv");
        for row in rows::<NoteRow>(&path)? {
            let NoteRow { case_id, agency, note_type } = row.map_err(|error| unknown(&path, &error))?;
            cases.add(case_id);
            notes.kinds.entry(agency).or_default().add(&note_type);
        }
        notes.all = cases.clusters();
        let counted = counted(&folder.join("findings.csv"), &cases)?;
        notes.entries = counted.into_iter().map(|(entry, of)| (entry, cases.meeting(notes.all, of))).collect();
        Ok(notes)
    }

    /// Every entry that was counted.
    pub(super) fn entries(&self) -> impl Iterator<Item = &String> {
        self.entries.keys()
    }

    /// The notes that an entry was counted in, of all, by case.
    pub(super) fn with(&self, entry: &str) -> Clusters {
        self.entries.get(entry).copied().unwrap_or(self.all)
    }

    /// Whether most notes of an agency are of kinds that it has none of in the
    /// other audit, or the other way round.
    pub(super) fn are_unlike(&self, other: &Self, agency: &str) -> bool {
        let (Some(here), Some(there)) = (self.kinds.get(agency), other.kinds.get(agency)) else { return false };
        here.are_beyond(there) || there.are_beyond(here)
    }
}

impl Kinds {
    fn add(&mut self, note_type: &str) {
        if self.are_kinds() {
            *self.0.entry(note_type.trim().to_lowercase()).or_default() += 1;
        }
    }

    fn are_kinds(&self) -> bool {
        self.0.len() <= MOST_KINDS
    }

    fn are_beyond(&self, other: &Self) -> bool {
        let beyond: u64 = self.0.iter().filter(|(kind, _)| !other.0.contains_key(*kind)).map(|(_, notes)| notes).sum();
        self.are_kinds() && other.are_kinds() && 2 * beyond > self.0.values().sum()
    }
}

/// How many notes each case has; a note without a case is one by itself.
#[derive(Default)]
struct Cases {
    numbers: HashMap<String, usize>,
    notes: Vec<u64>,
    alone: u64,
}

/// The notes that an entry was counted in: of each case by its number, and of
/// those without a case.
#[derive(Default)]
struct CountedIn {
    cases: BTreeMap<usize, u64>,
    alone: u64,
}

impl Cases {
    fn add(&mut self, case: String) {
        if case.is_empty() {
            self.alone += 1;
            return;
        }
        let next = self.notes.len();
        let number = *self.numbers.entry(case).or_insert(next);
        if number == next {
            self.notes.push(0);
        }
        self.notes[number] += 1;
    }

    fn clusters(&self) -> Clusters {
        let mut clusters = Clusters::default();
        self.notes.iter().for_each(|&notes| clusters.add(notes, 0));
        (0..self.alone).for_each(|_| clusters.add(1, 0));
        clusters
    }

    fn meeting(&self, all: Clusters, CountedIn { cases, alone }: CountedIn) -> Clusters {
        let met = cases.into_iter().map(|(case, met)| (self.notes[case], met));
        all.meeting(met.chain((0..alone).map(|_| (1, 1))))
    }
}

/// In how many notes each entry was counted. Findings of one note stand together.
fn counted(path: &Path, cases: &Cases) -> Result<BTreeMap<String, CountedIn>, EditionError> {
    let mut entries = BTreeMap::<String, CountedIn>::new();
    let (mut note, mut of_note) = (None, BTreeSet::new());
    for row in rows::<FindingRow>(path)? {
        let row = row.map_err(|error| unknown(path, &error))?;
        let here = Some((row.source, row.row));
        if here != note {
            (note, of_note) = (here, BTreeSet::new());
        }
        if row.status == Status::Counted.id() && row.repeat_of.is_empty() && of_note.insert(row.entry.clone()) {
            let counted = entries.entry(row.entry).or_default();
            match cases.numbers.get(&row.case_id) {
                Some(&case) => *counted.cases.entry(case).or_default() += 1,
                None => counted.alone += 1,
            }
        }
    }
    Ok(entries)
}
