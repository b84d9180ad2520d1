//! What takes more than one note to see: whether a case is about abuse, what
//! repeats an earlier note, and what is standard text. Notes come in the order
//! of the audit; figures are made when all have come.

use std::io;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::case::{CaseLines, Shared};
use super::finish::{Finished, Finishing, Tallying};
use super::repeated::Repeated;
use super::writing::{Ready, Writing};
use crate::classify::{Passage, Probability};
use crate::detect::{Finding, Sentence, Use};
use crate::kept::{Keeper, Sorter};
use crate::lexicon::Lexicon;
use crate::measure::{InNote, Peers, Threshold, UnreadRows, Window};
use crate::note::{Agency, Note, NoteText};
use crate::redact::{Draft, Mention, Numbered, Quote, Redactor};
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

/// What rules and classifier see in one text, each with its sentence.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(super) struct Seen {
    pub(super) findings: Vec<(Quoted, Option<Sentence>)>,
    pub(super) passages: Vec<(Pointed, Option<Sentence>)>,
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
    /// The note itself, if it is long enough to be pasted.
    pub(super) whole: Option<Sentence>,
    /// That, and the sentences of what was seen, each once.
    pub(super) sentences: Vec<Sentence>,
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
    /// What it mentions.
    pub(super) mentions: Vec<Numbered>,
    pub(super) shown: Seen,
    pub(super) if_about_abuse: Option<Seen>,
}

/// The notes so far.
pub(super) struct Gathered {
    notes: u64,
    uses: Sorter<Use>,
    cases: CaseLines,
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
            cases: CaseLines::new(folder),
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
        let Found { shown, if_about_abuse, about_abuse, ignored, mentions, whole, sentences } = found;
        self.ignored.resize(self.ignored.len().max(ignored.len()), 0);
        self.ignored.iter_mut().zip(&ignored).for_each(|(total, more)| *total += more);
        let number = self.notes;
        self.notes += 1;
        let words = note.text.readable().split_whitespace().count() as u64;
        let silent = shown.is_empty() && if_about_abuse.is_none();
        let mentions = self.cases.add(&note, number, Shared { quoted: !silent, about_abuse }, &mentions)?;
        if silent {
            let head = NoteHead::new(&note, number, self.workers);
            self.silent.push(NoteRow::new(Arc::new(head), words, about_abuse))?;
            return self.tallying.add(&note, number, &InNote { about_abuse, words, ..InNote::default() });
        }
        sentences.into_iter().try_for_each(|sentence| self.uses.push(Use::new(sentence, &note, number)))?;
        without_names(&mut note, self.workers);
        self.pending.push(Pending { number, note, words, whole, about_abuse, mentions, shown, if_about_abuse })
    }

    /// Counts a row that is no note, and who wrote it if that is known.
    pub(super) fn add_unread(&mut self, agency: Option<&Agency>, rows: UnreadRows) {
        self.tallying.add_unread(agency, rows);
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
        let (mut repeated, repeats) = Repeated::read(self.uses, folder)?;
        let (mut heard, register) = self.cases.finish(folder)?;
        let pending = self.pending.finish()?;
        let ready = pending.rows().map(|note| {
            let note = note?.into_owned();
            let repeats = repeated.turn_to(note.number)?;
            // A note whose case is not known must not be quoted: names in it would show.
            let heard = heard.next().unwrap_or_else(|| Err(io::ErrorKind::UnexpectedEof.into()))?;
            Ok(Ready { note, heard, repeats })
        });
        let writing = Writing { redactor, register, repeats, lexicon, workers: self.workers };
        let mut finishing = Finishing::new(folder, self.tallying);
        finishing.all(ready, &writing)?;
        finishing.finish(self.silent.finish()?, lexicon, window, least)
    }
}

/// Takes out what a note on disk need not have.
fn without_names(note: &mut Note, workers: Workers) {
    (note.text, note.names) = (NoteText::default(), Vec::new());
    if workers == Workers::Hidden {
        note.worker = String::new();
    }
}
