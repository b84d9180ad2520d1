//! Notes once all have come: each is written up, its rows are kept and what was
//! found in it is counted.

use std::io;
use std::mem;
use std::path::Path;

use rayon::prelude::*;

use super::summary;
use super::writing::{Ready, Writing, Written};
use crate::kept::{Keeper, Kept, Sorter};
use crate::lexicon::Lexicon;
use crate::measure::{CaseNote, CaseRules, CaseTally, InNote, Peers, Reach, Tally, Threshold, UnreadRows, Window};
use crate::note::{Agency, Note};
use crate::report::{AgreementRow, FindingRow, NoteRow, Notes, PassageRow, Totals};

/// Notes written up together.
const CHUNK: usize = 1024;

/// Counts notes, and the cases that they belong to.
pub(super) struct Tallying {
    tally: Tally,
    reach: Reach,
    cases: Sorter<CaseNote>,
}

/// What notes and cases came to.
pub(super) struct Tallied {
    pub(super) notes: Tally,
    pub(super) cases: CaseTally,
    pub(super) rules: CaseRules,
}

impl Tallying {
    pub(super) fn new(peers: Peers, folder: &Path) -> Self {
        Self { tally: Tally::new(peers), reach: Reach::default(), cases: Sorter::new(folder) }
    }

    pub(super) fn add(&mut self, note: &Note, number: u64, found: &InNote) -> io::Result<()> {
        self.tally.add(note, found);
        self.reach.add(&note.agency, note.date);
        CaseNote::new(note, number, found).map_or(Ok(()), |note| self.cases.push(note))
    }

    pub(super) fn add_unread(&mut self, agency: Option<&Agency>, rows: UnreadRows) {
        self.tally.add_unread(agency, rows);
    }

    fn finish(self, lexicon: &Lexicon, window: Window, least: Threshold) -> io::Result<Tallied> {
        let Self { mut tally, reach, cases } = self;
        tally.settle(least);
        let rules = CaseRules::new(window, summary::expectations(lexicon), &reach);
        let mut tallied = Tallied { notes: tally, cases: CaseTally::default(), rules };
        let mut case = Vec::<CaseNote>::new();
        for note in cases.finish()? {
            let note = note?;
            if case.first().is_some_and(|first| first.case != note.case) {
                tallied.add_case(&case);
                case.clear();
            }
            case.push(note);
        }
        if !case.is_empty() {
            tallied.add_case(&case);
        }
        Ok(tallied)
    }
}

impl Tallied {
    fn add_case(&mut self, notes: &[CaseNote]) {
        self.notes.add_case(notes);
        self.cases.add_case(notes, &self.rules);
    }
}

/// The rows so far, once all notes have come.
pub(super) struct Finishing {
    notes: Keeper<NoteRow>,
    findings: Keeper<FindingRow>,
    totals: Totals,
    passages: Keeper<PassageRow>,
    agreements: Keeper<AgreementRow>,
    tallying: Tallying,
}

impl Finishing {
    pub(super) fn new(folder: &Path, tallying: Tallying) -> Self {
        Self {
            notes: Keeper::new(folder),
            findings: Keeper::new(folder),
            totals: Totals::default(),
            passages: Keeper::new(folder),
            agreements: Keeper::new(folder),
            tallying,
        }
    }

    /// Writes notes up on all threads and adds them in their order. What is
    /// done by one thread, adding and reading, is done beside the other.
    ///
    /// # Errors
    /// If a note cannot be read, or a row not be kept.
    pub(super) fn all(
        &mut self,
        mut notes: impl Iterator<Item = io::Result<Ready>> + Send,
        writing: &Writing<'_>,
    ) -> io::Result<()> {
        let mut read = || notes.by_ref().take(CHUNK).collect::<io::Result<Vec<_>>>();
        let (mut next, mut written) = (read()?, Vec::new());
        while !next.is_empty() {
            let before = mem::take(&mut written);
            let add_and_read = || {
                before.into_iter().try_for_each(|note| self.add(note))?;
                read()
            };
            let write = || next.into_par_iter().map(|note| writing.up(note)).collect();
            let (now, then) = rayon::join(write, add_and_read);
            (written, next) = (now, then?);
        }
        written.into_iter().try_for_each(|note| self.add(note))
    }

    fn add(&mut self, Written { note, row, findings, passages, agreement, found }: Written) -> io::Result<()> {
        self.tallying.add(&note, row.note.number, &found)?;
        self.notes.push(row)?;
        if let Some(agreement) = agreement {
            self.agreements.push(agreement)?;
        }
        for row in &findings {
            self.totals.add(row);
        }
        findings.into_iter().try_for_each(|row| self.findings.push(row))?;
        passages.into_iter().try_for_each(|row| self.passages.push(row))
    }

    /// # Errors
    /// If what was kept cannot be read.
    pub(super) fn finish(
        self,
        silent: Kept<NoteRow>,
        lexicon: &Lexicon,
        window: Window,
        least: Threshold,
    ) -> io::Result<Finished> {
        let Self { notes, findings, totals, passages, agreements, tallying } = self;
        let (findings, passages, agreements) = (findings.finish()?, passages.finish()?, agreements.finish()?);
        let (notes, tallied) = (Notes { silent, other: notes.finish()? }, tallying.finish(lexicon, window, least)?);
        Ok(Finished { notes, findings, totals, passages, agreements, tallied })
    }
}

/// What all notes together come to.
pub(super) struct Finished {
    pub(super) notes: Notes,
    pub(super) findings: Kept<FindingRow>,
    pub(super) totals: Totals,
    pub(super) passages: Kept<PassageRow>,
    pub(super) agreements: Kept<AgreementRow>,
    pub(super) tallied: Tallied,
}
