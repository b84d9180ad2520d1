//! Writes a note up once all have come: its findings become rows, without the
//! names that its case knows, with what they repeat, and are counted. Needs
//! nothing of the note before it, so that all threads may write.

use std::sync::Arc;

use super::case::Heard;
use super::gather::{Pending, Pointed, Quoted, STANDARD_TEXT, Seen};
use super::repeated::RepeatsOfNote;
use crate::detect::{Agreement, Evidence, EvidenceRule, Repeats, Sentence};
use crate::lexicon::{Indicator, Kind, Lexicon, Status};
use crate::measure::InNote;
use crate::note::{Note, NoteId, Span};
use crate::redact::{CaseNames, Draft, Excerpt, Numbered, Quote, Redactor, Register};
use crate::report::{AgreementRow, FindingRow, NoteHead, NoteRow, PassageRow, Workers};

/// What all notes together have shown.
pub(super) struct Writing<'a> {
    pub(super) redactor: &'a Redactor,
    pub(super) register: Register,
    pub(super) repeats: Repeats,
    pub(super) lexicon: &'a Lexicon,
    pub(super) workers: Workers,
}

/// A note with what its case and the notes before it came to.
pub(super) struct Ready {
    pub(super) note: Pending,
    pub(super) heard: Heard,
    pub(super) repeats: RepeatsOfNote,
}

/// A note with its rows.
pub(super) struct Written {
    pub(super) note: Note,
    pub(super) row: NoteRow,
    pub(super) findings: Vec<FindingRow>,
    pub(super) passages: Vec<PassageRow>,
    pub(super) agreement: Option<AgreementRow>,
    pub(super) found: InNote,
}

impl Writing<'_> {
    pub(super) fn up(&self, Ready { note, heard, repeats }: Ready) -> Written {
        let Pending { number, note, words, whole, about_abuse, mentions, shown, if_about_abuse } = note;
        let seen = if_about_abuse.filter(|_| heard.is_about_abuse).unwrap_or(shown);
        let head = Arc::new(NoteHead::new(&note, number, self.workers));
        let pasted = whole.and_then(|whole| repeats.first(whole));
        let names = self.redactor.names_of(&self.register, heard.mentions);
        let rows = Rows { writing: self, note: &note, head: &head, mentions: &mentions, names, repeats, pasted };
        let (findings, passages) = rows.of(seen);
        let agreement = Agreement::of(findings.iter().map(|row| &row.finding), self.lexicon);
        let sides = agreement.as_ref().map(Agreement::sides);
        let worth_reading = passages.iter().map(|row| row.passage.indicator).collect();
        let found = InNote { agreement: sides, about_abuse, worth_reading, words, ..in_note(&findings) };
        let row = NoteRow::new(Arc::clone(&head), words, about_abuse).with(&findings, &passages);
        let agreement = agreement.map(|agreement| AgreementRow { note: head, agreement });
        Written { note, row, findings, passages, agreement, found }
    }

    fn is_standard(&self, sentence: Option<Sentence>) -> bool {
        sentence.is_some_and(|sentence| self.repeats.is_standard(sentence))
    }
}

/// The rows of one note.
struct Rows<'a> {
    writing: &'a Writing<'a>,
    note: &'a Note,
    head: &'a Arc<NoteHead>,
    mentions: &'a [Numbered],
    names: CaseNames,
    repeats: RepeatsOfNote,
    /// The earlier note that this one is a copy of.
    pasted: Option<NoteId>,
}

impl Rows<'_> {
    fn of(&self, seen: Seen) -> (Vec<FindingRow>, Vec<PassageRow>) {
        // What stands in the notes of many cases is nobody's own wording.
        let own = seen.passages.into_iter().filter(|(_, sentence)| !self.writing.is_standard(*sentence));
        let findings = seen.findings.into_iter().map(|(quoted, sentence)| self.finding(quoted, sentence));
        (findings.collect(), own.map(|(pointed, sentence)| self.passage(pointed, sentence)).collect())
    }

    fn finding(&self, quoted: Quoted, sentence: Option<Sentence>) -> FindingRow {
        let quoted = if self.writing.is_standard(sentence) { as_standard_text(quoted) } else { quoted };
        let Quoted { finding, excerpt, cue, opinion } = quoted;
        let cue = self.text(&cue);
        let excerpt = self.excerpt(&excerpt);
        FindingRow {
            note: self.dated(finding.span),
            finding,
            cue,
            excerpt,
            repeat_of: self.repeat_of(sentence),
            opinion,
        }
    }

    fn passage(&self, pointed: Pointed, sentence: Option<Sentence>) -> PassageRow {
        let Pointed { passage, excerpt, carried_by } = pointed;
        let (excerpt, carried_by) = (self.excerpt(&excerpt), self.text(&carried_by));
        PassageRow { note: self.dated(passage.span), passage, excerpt, carried_by, repeat_of: self.repeat_of(sentence) }
    }

    fn excerpt(&self, quote: &Quote) -> Excerpt {
        self.writing.redactor.finish(quote, &self.names, self.mentions)
    }

    fn text(&self, draft: &Draft) -> String {
        self.writing.redactor.finish_text(draft, &self.names, self.mentions)
    }

    fn repeat_of(&self, sentence: Option<Sentence>) -> Option<NoteId> {
        self.pasted.clone().or_else(|| self.repeats.first(sentence?))
    }

    /// The note with the date of the section that a span stands in.
    fn dated(&self, span: Span) -> Arc<NoteHead> {
        let date = self.note.date_at(span.start());
        if date == self.head.date {
            Arc::clone(self.head)
        } else {
            Arc::new(NoteHead { date, ..NoteHead::clone(self.head) })
        }
    }
}

fn as_standard_text(Quoted { finding, excerpt, .. }: Quoted) -> Quoted {
    let evidence = Evidence { rule: EvidenceRule::StandardText, span: finding.sentence };
    Quoted { finding: finding.into_template(evidence), excerpt, cue: Draft::plain(STANDARD_TEXT), opinion: None }
}

/// What the findings of one note count for.
fn in_note(rows: &[FindingRow]) -> InNote {
    let counted = rows.iter().filter(|row| row.finding.is_counted());
    let (counted, repeated): (Vec<&FindingRow>, _) = counted.partition(|row| row.repeat_of.is_none());
    let indicators =
        |rows: Vec<&FindingRow>| -> Vec<Indicator> { rows.iter().map(|row| row.finding.indicator).collect() };
    let own = |row: &&FindingRow| row.repeat_of.is_none() && row.finding.status != Status::Template;
    let otherwise: Vec<_> = rows.iter().filter(|row| !row.finding.is_counted()).filter(own).collect();
    let is_challenged =
        |row: &&FindingRow| row.finding.status == Status::Challenged && row.finding.indicator.kind() == Kind::Concern;
    InNote {
        counted: indicators(counted),
        repeated: indicators(repeated),
        challenged: indicators(otherwise.iter().copied().filter(is_challenged).collect()),
        otherwise: indicators(otherwise),
        pasted: !rows.is_empty() && rows.iter().all(|row| row.repeat_of.is_some()),
        ..InNote::default()
    }
}
