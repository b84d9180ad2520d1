//! Examines notes and gathers what they come to. Examining one note needs
//! nothing but that note, and is done by all threads; gathering needs the
//! order of the notes, and is done by one.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Outcome, Plan, summary};
use crate::detect::{Detector, DetectorError, Evidence, EvidenceRule, Finding, Repeats};
use crate::intake::{Export, Reject, Row};
use crate::lexicon::Indicator;
use crate::measure::{Measures, Tally, Threshold};
use crate::note::{Note, Span};
use crate::redact::{Excerpt, Redactor};
use crate::report::{FindingRow, NoteHead, Period, RejectRow, Settings, SourceSummary};

/// Rows examined together. Enough to keep every thread busy, few enough to
/// stay small in memory.
const CHUNK: usize = 1024;

/// Where the audit stands.
pub(super) struct Examiner {
    detector: Detector,
    redactor: Redactor,
    threshold: Threshold,
    repeats: Repeats,
    tally: Tally,
    rejects: Vec<RejectRow>,
    findings: Vec<FindingRow>,
    rows: u64,
}

/// A row, read and examined.
enum Examined {
    Note(Note, Vec<Passage>),
    Reject(Reject),
}

/// A finding with the words that may be shown.
struct Passage {
    finding: Finding,
    excerpt: Excerpt,
    cue: String,
}

impl Examiner {
    pub(super) fn new(plan: &Plan) -> Result<Self, DetectorError> {
        Ok(Self {
            detector: Detector::new(Arc::clone(&plan.lexicon))?,
            redactor: Redactor::new(plan.excerpts),
            threshold: plan.threshold,
            repeats: Repeats::default(),
            tally: Tally::default(),
            rejects: Vec::new(),
            findings: Vec::new(),
            rows: 0,
        })
    }

    /// Examines every row of an export; `advanced` is told how many rows have
    /// been examined in all. Gives the period that its notes are about.
    pub(super) fn examine(&mut self, export: &Export, name: &Arc<str>, advanced: impl Fn(u64)) -> Period {
        let mut rows = export.rows();
        let mut period = Period::default();
        loop {
            let chunk: Vec<Row> = rows.by_ref().take(CHUNK).collect();
            if chunk.is_empty() {
                return period;
            }
            self.rows += chunk.len() as u64;
            let examined: Vec<_> = chunk.into_par_iter().map(|row| self.examine_row(row)).collect();
            for row in examined {
                self.gather(row, name, &mut period);
            }
            advanced(self.rows);
        }
    }

    fn examine_row(&self, row: Row) -> Examined {
        match row {
            Row::Reject(reject) => Examined::Reject(reject),
            Row::Note(note) => {
                let findings = self.detector.scan(note.text.readable());
                let passages = findings.into_iter().map(|finding| self.passage(&note, finding)).collect();
                Examined::Note(note, passages)
            }
        }
    }

    fn passage(&self, note: &Note, finding: Finding) -> Passage {
        let excerpt = self.redactor.excerpt(note, finding.sentence, finding.span);
        let cue = finding.cue.as_ref().map_or_else(String::new, |evidence| self.cue(note, evidence));
        Passage { finding, excerpt, cue }
    }

    /// The words that decided a status, or the name of the shape that did.
    fn cue(&self, note: &Note, evidence: &Evidence) -> String {
        let words = || self.redactor.text(note, evidence.span.of(note.text.readable()));
        match &evidence.rule {
            EvidenceRule::Cue(_) | EvidenceRule::SpeakerLabel => words(),
            EvidenceRule::Quotation => "(quotation marks)".to_owned(),
            EvidenceRule::Question => "(question)".to_owned(),
            EvidenceRule::Heading => "(heading)".to_owned(),
        }
    }

    fn gather(&mut self, row: Examined, name: &Arc<str>, period: &mut Period) {
        match row {
            Examined::Reject(reject) => self.rejects.push(summary::reject(&reject, name)),
            Examined::Note(mut note, passages) => {
                note.source = Arc::clone(name);
                widen(period, &note);
                self.gather_note(&note, passages);
            }
        }
    }

    fn gather_note(&mut self, note: &Note, passages: Vec<Passage>) {
        let head = Arc::new(NoteHead::from(note));
        let whole = Span::new(0, note.text.received().chars().count());
        let pasted = if passages.is_empty() { None } else { self.repeats.seen(note, whole) };
        let mut rows = Vec::new();
        for Passage { finding, excerpt, cue } in passages {
            let repeat_of = pasted.clone().or_else(|| self.repeats.seen(note, finding.sentence));
            rows.push(FindingRow { note: Arc::clone(&head), finding, cue, excerpt, repeat_of });
        }
        let counted: Vec<Indicator> = rows.iter().filter(|row| row.counts()).map(|row| row.finding.indicator).collect();
        self.tally.add(note, &counted);
        self.findings.extend(rows);
    }

    /// The finished audit.
    pub(super) fn finish(self, plan: &Plan, sources: Vec<SourceSummary>) -> Outcome {
        let topics = summary::topics(&plan.lexicon);
        Outcome {
            run: summary::run(&plan.lexicon, &sources),
            measures: Measures::new(&self.tally, &topics, self.threshold),
            settings: Settings { excerpts: plan.excerpts, workers: plan.workers, period: Period::default() },
            lexicon: Arc::clone(&plan.lexicon),
            rejects: self.rejects,
            findings: self.findings,
            sources,
        }
    }
}

fn widen(period: &mut Period, note: &Note) {
    if let Some(date) = note.date {
        period.first = Some(period.first.map_or(date, |first| first.min(date)));
        period.last = Some(period.last.map_or(date, |last| last.max(date)));
    }
}
