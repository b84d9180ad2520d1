//! What takes more than one note to see: whether a case is about abuse, what
//! repeats an earlier note, and what is standard text. Notes come in the order
//! of the audit; figures are made when all have come.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::detect::{Agreement, Evidence, EvidenceRule, Finding, Repeats, SentenceNumber};
use crate::lexicon::{Indicator, Lexicon, Status};
use crate::measure::{InNote, Tally};
use crate::note::{CaseId, Note, NoteText, Span};
use crate::redact::Excerpt;
use crate::report::{AgreementRow, FindingRow, NoteHead};

/// What stands as the cue of standard text.
pub(super) const STANDARD_TEXT: &str = "(the same in many cases)";

/// A finding with the words that may be shown.
pub(super) struct Passage {
    pub(super) finding: Finding,
    pub(super) excerpt: Excerpt,
    pub(super) cue: String,
}

/// What was found in one note.
pub(super) struct Passages {
    /// As the note by itself shows.
    pub(super) shown: Vec<Passage>,
    /// As it is if another note of the case shows that it is about abuse,
    /// where that makes a difference.
    pub(super) if_about_abuse: Option<Vec<Passage>>,
    /// Whether the note shows it.
    pub(super) about_abuse: bool,
    /// For each wording that is left out by choice, how often it was.
    pub(super) ignored: Vec<u64>,
}

/// A note in which something was found, without its text.
struct Pending {
    note: Note,
    whole: Option<SentenceNumber>,
    shown: Vec<Numbered>,
    if_about_abuse: Option<Vec<Numbered>>,
}

/// A passage with the number of its sentence.
type Numbered = (Passage, Option<SentenceNumber>);

/// The notes so far.
#[derive(Default)]
pub(super) struct Gathered {
    repeats: Repeats,
    /// Cases that a note shows to be about abuse.
    about_abuse: BTreeSet<CaseId>,
    pending: Vec<Pending>,
    tally: Tally,
    ignored: Vec<u64>,
}

impl Gathered {
    /// For each wording that is left out by choice, how often it was.
    pub(super) fn ignored(&self) -> &[u64] {
        &self.ignored
    }

    /// Takes the next note.
    pub(super) fn add(&mut self, mut note: Note, passages: Passages) {
        self.ignored.resize(self.ignored.len().max(passages.ignored.len()), 0);
        self.ignored.iter_mut().zip(&passages.ignored).for_each(|(total, more)| *total += more);
        if passages.about_abuse && !note.case.is_empty() {
            self.about_abuse.insert(note.case.clone());
        }
        if passages.shown.is_empty() && passages.if_about_abuse.is_none() {
            self.tally.add(&note, &InNote::default());
            return;
        }
        let text = Span::new(0, note.text.received().chars().count());
        let whole = self.repeats.note(&note, text);
        let shown = self.number(&note, passages.shown);
        let if_about_abuse = passages.if_about_abuse.map(|passages| self.number(&note, passages));
        note.text = NoteText::default();
        self.pending.push(Pending { note, whole, shown, if_about_abuse });
    }

    fn number(&mut self, note: &Note, passages: Vec<Passage>) -> Vec<Numbered> {
        let number = |passage: Passage| {
            let sentence = self.repeats.note(note, passage.finding.sentence);
            (passage, sentence)
        };
        passages.into_iter().map(number).collect()
    }

    /// Every finding, in the order of the notes, and what they come to.
    pub(super) fn finish(mut self, lexicon: &Lexicon) -> Findings {
        let (mut findings, mut agreements) = (Vec::new(), Vec::new());
        for Pending { note, whole, shown, if_about_abuse } in self.pending {
            let known = self.about_abuse.contains(&note.case);
            let passages = if_about_abuse.filter(|_| known).unwrap_or(shown);
            let head = Arc::new(NoteHead::from(&note));
            let pasted = whole.and_then(|whole| self.repeats.first(&note, whole));
            let first = findings.len();
            for (passage, sentence) in passages {
                let repeat_of = pasted.clone().or_else(|| self.repeats.first(&note, sentence?));
                let standard = sentence.is_some_and(|sentence| self.repeats.is_standard(sentence));
                let Passage { finding, excerpt, cue } = if standard { as_standard_text(passage) } else { passage };
                findings.push(FindingRow { note: Arc::clone(&head), finding, cue, excerpt, repeat_of });
            }
            let agreement = Agreement::of(findings[first..].iter().map(|row| &row.finding), lexicon);
            let sides = agreement.as_ref().map(Agreement::sides);
            self.tally.add(&note, &InNote { agreement: sides, ..in_note(&findings[first..]) });
            agreements.extend(agreement.map(|agreement| AgreementRow { note: head, agreement }));
        }
        Findings { rows: findings, agreements, tally: self.tally }
    }
}

/// What all notes together come to.
pub(super) struct Findings {
    pub(super) rows: Vec<FindingRow>,
    pub(super) agreements: Vec<AgreementRow>,
    pub(super) tally: Tally,
}

fn as_standard_text(Passage { finding, excerpt, .. }: Passage) -> Passage {
    let evidence = Evidence { rule: EvidenceRule::StandardText, span: finding.sentence };
    Passage { finding: finding.into_template(evidence), excerpt, cue: STANDARD_TEXT.to_owned() }
}

/// What the findings of one note count for.
fn in_note(rows: &[FindingRow]) -> InNote {
    let counted = rows.iter().filter(|row| row.finding.status == Status::Counted);
    let (counted, repeated): (Vec<&FindingRow>, _) = counted.partition(|row| row.repeat_of.is_none());
    let indicators =
        |rows: Vec<&FindingRow>| -> Vec<Indicator> { rows.iter().map(|row| row.finding.indicator).collect() };
    InNote { counted: indicators(counted), repeated: indicators(repeated), agreement: None }
}
