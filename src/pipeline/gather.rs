//! What takes more than one note to see: whether a case is about abuse, what
//! repeats an earlier note, and what is standard text. Notes come in the order
//! of the audit; figures are made when all have come.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::classify::{Passage, Probability};
use crate::detect::{Agreement, Evidence, EvidenceRule, Finding, Repeats, Sentence};
use crate::kept::{Keeper, Kept};
use crate::lexicon::{Indicator, Lexicon};
use crate::measure::{InNote, Tally};
use crate::note::{Key, Note, NoteText, Span};
use crate::redact::{Excerpt, kept};
use crate::report::{AgreementRow, FindingRow, NoteHead, PassageRow, Totals};

/// What stands as the cue of standard text.
pub(super) const STANDARD_TEXT: &str = "(the same in many cases)";

/// A finding with the words that may be shown.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Quoted {
    pub(super) finding: Finding,
    #[serde(with = "kept")]
    pub(super) excerpt: Excerpt,
    pub(super) cue: String,
    pub(super) opinion: Option<Probability>,
}

/// A passage worth reading with the words that may be shown.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Pointed {
    pub(super) passage: Passage,
    #[serde(with = "kept")]
    pub(super) excerpt: Excerpt,
    pub(super) carried_by: String,
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
}

/// A note in which something was found, without its text.
#[derive(Clone, Serialize, Deserialize)]
struct Pending {
    note: Note,
    whole: Option<Sentence>,
    about_abuse: bool,
    shown: Numbered,
    if_about_abuse: Option<Numbered>,
}

/// What was seen, each with the number of its sentence.
#[derive(Clone, Serialize, Deserialize)]
struct Numbered {
    findings: Vec<(Quoted, Option<Sentence>)>,
    passages: Vec<(Pointed, Option<Sentence>)>,
}

/// The notes so far.
pub(super) struct Gathered {
    repeats: Repeats,
    /// Cases that a note shows to be about abuse.
    about_abuse: BTreeSet<Key>,
    pending: Keeper<Pending>,
    tally: Tally,
    ignored: Vec<u64>,
}

impl Gathered {
    /// Keeps what is too much for memory in `folder`.
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            repeats: Repeats::default(),
            about_abuse: BTreeSet::new(),
            pending: Keeper::new(folder),
            tally: Tally::default(),
            ignored: Vec::new(),
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
        let Found { shown, if_about_abuse, about_abuse, ignored } = found;
        self.ignored.resize(self.ignored.len().max(ignored.len()), 0);
        self.ignored.iter_mut().zip(&ignored).for_each(|(total, more)| *total += more);
        if about_abuse && !note.case.is_empty() {
            self.about_abuse.insert(Key::of(&note.case));
        }
        if shown.is_empty() && if_about_abuse.is_none() {
            self.tally.add(&note, &InNote { about_abuse, ..InNote::default() });
            return Ok(());
        }
        let text = Span::new(0, note.text.received().chars().count());
        let whole = self.repeats.note(&note, text);
        let shown = self.number(&note, shown);
        let if_about_abuse = if_about_abuse.map(|seen| self.number(&note, seen));
        note.text = NoteText::default();
        self.pending.push(Pending { note, whole, about_abuse, shown, if_about_abuse })
    }

    fn number(&mut self, note: &Note, seen: Seen) -> Numbered {
        let findings = self.numbered(note, seen.findings, |quoted| quoted.finding.sentence);
        let passages = self.numbered(note, seen.passages, |pointed| pointed.passage.sentence);
        Numbered { findings, passages }
    }

    fn numbered<T>(&mut self, note: &Note, seen: Vec<T>, sentence: fn(&T) -> Span) -> Vec<(T, Option<Sentence>)> {
        let number = |one: T| {
            let number = self.repeats.note(note, sentence(&one));
            (one, number)
        };
        seen.into_iter().map(number).collect()
    }

    /// Everything seen, in the order of the notes, and what it comes to.
    ///
    /// # Errors
    /// If it cannot be kept, or read again.
    pub(super) fn finish(self, lexicon: &Lexicon, folder: &Path) -> io::Result<Finished> {
        let Self { repeats, about_abuse, pending, tally, .. } = self;
        let mut finishing = Finishing::new(folder, tally);
        for note in pending.finish()?.rows() {
            let note = note?.into_owned();
            let is_about_abuse = about_abuse.contains(&Key::of(&note.note.case));
            finishing.add(note, is_about_abuse, &repeats, lexicon)?;
        }
        finishing.finish()
    }
}

/// The rows so far, once all notes have come.
struct Finishing {
    findings: Keeper<FindingRow>,
    totals: Totals,
    passages: Keeper<PassageRow>,
    agreements: Keeper<AgreementRow>,
    tally: Tally,
}

impl Finishing {
    fn new(folder: &Path, tally: Tally) -> Self {
        let (findings, passages, agreements) = (Keeper::new(folder), Keeper::new(folder), Keeper::new(folder));
        Self { findings, totals: Totals::default(), passages, agreements, tally }
    }

    /// Adds what was seen in a note; `is_about_abuse` says it of its case.
    fn add(&mut self, note: Pending, is_about_abuse: bool, repeats: &Repeats, lexicon: &Lexicon) -> io::Result<()> {
        let Pending { note, whole, about_abuse, shown, if_about_abuse } = note;
        let seen = if_about_abuse.filter(|_| is_about_abuse).unwrap_or(shown);
        let pasted = whole.and_then(|whole| repeats.first(&note, whole));
        let repeat_of = |sentence: Option<Sentence>| pasted.clone().or_else(|| repeats.first(&note, sentence?));
        let standard = |sentence: Option<Sentence>| sentence.is_some_and(|number| repeats.is_standard(number));
        let head = Arc::new(NoteHead::from(&note));
        let finding = |(quoted, sentence): (Quoted, _)| {
            let Quoted { finding, excerpt, cue, opinion } =
                if standard(sentence) { as_standard_text(quoted) } else { quoted };
            let note = dated(&head, &note, finding.span);
            FindingRow { note, finding, cue, excerpt, repeat_of: repeat_of(sentence), opinion }
        };
        let findings: Vec<_> = seen.findings.into_iter().map(finding).collect();
        // What stands in the notes of many cases is nobody's own wording.
        let own = seen.passages.into_iter().filter(|(_, sentence)| !standard(*sentence));
        let passage = |(Pointed { passage, excerpt, carried_by }, sentence)| {
            let note = dated(&head, &note, passage.span);
            PassageRow { note, passage, excerpt, carried_by, repeat_of: repeat_of(sentence) }
        };
        let passages: Vec<_> = own.map(passage).collect();
        let agreement = Agreement::of(findings.iter().map(|row| &row.finding), lexicon);
        let sides = agreement.as_ref().map(Agreement::sides);
        let worth_reading = passages.iter().map(|row| row.passage.indicator).collect();
        self.tally.add(&note, &InNote { agreement: sides, about_abuse, worth_reading, ..in_note(&findings) });
        if let Some(agreement) = agreement {
            self.agreements.push(AgreementRow { note: head, agreement })?;
        }
        for row in &findings {
            self.totals.add(row);
        }
        findings.into_iter().try_for_each(|row| self.findings.push(row))?;
        passages.into_iter().try_for_each(|row| self.passages.push(row))
    }

    fn finish(self) -> io::Result<Finished> {
        let Self { findings, totals, passages, agreements, tally } = self;
        let (findings, passages, agreements) = (findings.finish()?, passages.finish()?, agreements.finish()?);
        Ok(Finished { findings, totals, passages, agreements, tally })
    }
}

/// The note with the date of the section that a span stands in.
fn dated(head: &Arc<NoteHead>, note: &Note, span: Span) -> Arc<NoteHead> {
    let date = note.date_at(span.start());
    if date == head.date { Arc::clone(head) } else { Arc::new(NoteHead { date, ..NoteHead::clone(head) }) }
}

/// What all notes together come to.
pub(super) struct Finished {
    pub(super) findings: Kept<FindingRow>,
    pub(super) totals: Totals,
    pub(super) passages: Kept<PassageRow>,
    pub(super) agreements: Kept<AgreementRow>,
    pub(super) tally: Tally,
}

fn as_standard_text(Quoted { finding, excerpt, .. }: Quoted) -> Quoted {
    let evidence = Evidence { rule: EvidenceRule::StandardText, span: finding.sentence };
    Quoted { finding: finding.into_template(evidence), excerpt, cue: STANDARD_TEXT.to_owned(), opinion: None }
}

/// What the findings of one note count for.
fn in_note(rows: &[FindingRow]) -> InNote {
    let counted = rows.iter().filter(|row| row.finding.is_counted());
    let (counted, repeated): (Vec<&FindingRow>, _) = counted.partition(|row| row.repeat_of.is_none());
    let indicators =
        |rows: Vec<&FindingRow>| -> Vec<Indicator> { rows.iter().map(|row| row.finding.indicator).collect() };
    InNote { counted: indicators(counted), repeated: indicators(repeated), ..InNote::default() }
}
