//! What takes more than one note to see: whether a case is about abuse, what
//! repeats an earlier note, and what is standard text. Notes come in the order
//! of the audit; figures are made when all have come.

use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::finish::{Finished, Finishing, Repeated, Tallying};
use crate::classify::{Passage, Probability};
use crate::detect::{Finding, Sentence, Use};
use crate::kept::{Keeper, Sorter};
use crate::lexicon::Lexicon;
use crate::measure::{InNote, Peers, Threshold, Window};
use crate::note::{Key, Note, NoteText, Span};
use crate::redact::{Draft, Mention, Quote, Redactor, Register, case_of};
use crate::report::{NoteHead, NoteRow, Workers};

/// What stands as the cue of standard text.
pub(super) const STANDARD_TEXT: &str = "(the same in many cases)";

/// A finding with the words that may be shown once the case is known.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Quoted {
    pub(super) finding: Finding,
    pub(super) excerpt: Quote,
    pub(super) cue: Draft,
    pub(super) opinion: Option<Probability>,
}

/// A passage worth reading with the words that may be shown then.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Pointed {
    pub(super) passage: Passage,
    pub(super) excerpt: Quote,
    pub(super) carried_by: Draft,
}

/// What rules and classifier see in one text.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) findings: Vec<Quoted>,
    pub(super) passages: Vec<Pointed>,
}

impl Seen {
    fn is_empty(&self) -> bool {
        self.findings.is_empty() && self.passages.is_empty()
    }
}

/// What was found in one note.
pub(super) struct Found {
    /// As the note by itself shows.
    pub(super) shown: Seen,
    /// As it is if another note of the case shows that it is about abuse,
    /// where that makes a difference.
    pub(super) if_about_abuse: Option<Seen>,
    /// Whether the note shows it.
    pub(super) about_abuse: bool,
    /// For each wording that is left out by choice, how often it was.
    pub(super) ignored: Vec<u64>,
    /// Who and where the note names.
    pub(super) mentions: Vec<Mention>,
}

/// A note in which something was found, without its text.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Pending {
    /// Which note of the audit it is.
    pub(super) number: u64,
    pub(super) note: Note,
    /// How long it is.
    pub(super) words: u64,
    pub(super) whole: Option<Sentence>,
    pub(super) about_abuse: bool,
    /// What it mentions, by the numbers of the register.
    pub(super) mentions: Vec<u32>,
    pub(super) shown: Placed,
    pub(super) if_about_abuse: Option<Placed>,
}

/// What was seen, each with its sentence.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Placed {
    pub(super) findings: Vec<(Quoted, Option<Sentence>)>,
    pub(super) passages: Vec<(Pointed, Option<Sentence>)>,
}

/// The notes so far.
pub(super) struct Gathered {
    notes: u64,
    uses: Sorter<Use>,
    /// Cases that a note shows to be about abuse.
    about_abuse: HashSet<Key>,
    /// Names of people and places: in memory alone, never on disk.
    names: Register,
    pending: Keeper<Pending>,
    silent: Keeper<NoteRow>,
    tallying: Tallying,
    ignored: Vec<u64>,
    workers: Workers,
}

impl Gathered {
    /// Keeps what is too much for memory in `folder`.
    pub(super) fn new(peers: Peers, workers: Workers, folder: &Path) -> Self {
        Self {
            notes: 0,
            uses: Sorter::new(folder),
            about_abuse: HashSet::new(),
            names: Register::default(),
            pending: Keeper::new(folder),
            silent: Keeper::new(folder),
            tallying: Tallying::new(peers, folder),
            ignored: Vec::new(),
            workers,
        }
    }

    /// For each wording that is left out by choice, how often it was.
    pub(super) fn ignored(&self) -> &[u64] {
        &self.ignored
    }

    /// Takes the next note.
    ///
    /// # Errors
    /// If it cannot be kept.
    pub(super) fn add(&mut self, mut note: Note, found: Found) -> io::Result<()> {
        let Found { shown, if_about_abuse, about_abuse, ignored, mentions } = found;
        self.ignored.resize(self.ignored.len().max(ignored.len()), 0);
        self.ignored.iter_mut().zip(&ignored).for_each(|(total, more)| *total += more);
        if about_abuse && !note.case.is_empty() {
            self.about_abuse.insert(Key::of(&note.case));
        }
        let number = self.notes;
        self.notes += 1;
        let words = note.text.readable().split_whitespace().count() as u64;
        let silent = shown.is_empty() && if_about_abuse.is_none();
        // A note without a case shares its names with no other.
        let mentions =
            if silent && note.case.is_empty() { Vec::new() } else { self.names.add(case_of(&note, number), &mentions) };
        if silent {
            let head = NoteHead::new(&note, number, self.workers);
            self.silent.push(NoteRow::new(Arc::new(head), words, about_abuse))?;
            return self.tallying.add(&note, number, &InNote { about_abuse, words, ..InNote::default() });
        }
        let mut uses = BTreeMap::new();
        let mut place = |span| place(&note, number, span, &mut uses);
        let whole = place(Span::new(0, note.text.received().chars().count()));
        let shown = Placed::new(shown, &mut place);
        let if_about_abuse = if_about_abuse.map(|seen| Placed::new(seen, &mut place));
        uses.into_values().flatten().try_for_each(|one| self.uses.push(one))?;
        note.text = NoteText::default();
        self.pending.push(Pending { number, note, words, whole, about_abuse, mentions, shown, if_about_abuse })
    }

    /// Everything seen, in the order of the notes, and what it comes to.
    ///
    /// # Errors
    /// If it cannot be kept, or read again.
    pub(super) fn finish(
        self,
        redactor: &Redactor,
        lexicon: &Lexicon,
        window: Window,
        least: Threshold,
        folder: &Path,
    ) -> io::Result<Finished> {
        let mut repeated = Repeated::read(self.uses, folder)?;
        let mut finishing = Finishing::new(self.workers, folder, self.tallying);
        let silent = self.silent.finish()?;
        for note in self.pending.finish()?.rows() {
            let note = note?.into_owned();
            repeated.turn_to(note.number)?;
            let is_about_abuse = self.about_abuse.contains(&Key::of(&note.note.case));
            let names = redactor.names_of(&self.names, case_of(&note.note, note.number));
            finishing.add(note, is_about_abuse, &repeated, (redactor, &names), lexicon)?;
        }
        finishing.finish(silent, lexicon, window, least)
    }
}

/// Takes a sentence of a note down, once however much was found in it.
fn place(note: &Note, number: u64, span: Span, uses: &mut BTreeMap<Span, Option<Use>>) -> Option<Sentence> {
    uses.entry(span).or_insert_with(|| Use::new(note, number, span)).as_ref().map(Use::sentence)
}

impl Placed {
    fn new(Seen { findings, passages }: Seen, place: &mut impl FnMut(Span) -> Option<Sentence>) -> Self {
        let findings = findings.into_iter().map(|quoted| {
            let sentence = place(quoted.finding.sentence);
            (quoted, sentence)
        });
        let findings = findings.collect();
        let passages = passages.into_iter().map(|pointed| {
            let sentence = place(pointed.passage.sentence);
            (pointed, sentence)
        });
        Self { findings, passages: passages.collect() }
    }
}
