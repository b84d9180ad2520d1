//! Examines notes. One note needs nothing but itself, and all threads work at
//! once; what takes several notes is left to `gather`.

use std::sync::Arc;

use rayon::prelude::*;

use super::gather::{Findings, Gathered, Passage, Passages, STANDARD_TEXT};
use super::{Outcome, Plan, summary};
use crate::detect::{Detector, Evidence, EvidenceRule, Finding};
use crate::intake::{Export, Reject, Row};
use crate::measure::{Measures, Threshold};
use crate::note::Note;
use crate::redact::Redactor;
use crate::report::{Period, RejectRow, Settings, SourceSummary};

/// Rows examined together. Enough to keep every thread busy, few enough to
/// stay small in memory.
const CHUNK: usize = 1024;

/// Where the audit stands.
pub(super) struct Examiner {
    detector: Detector,
    redactor: Redactor,
    threshold: Threshold,
    gathered: Gathered,
    rejects: Vec<RejectRow>,
    rows: u64,
}

/// A row, read and examined.
enum Examined {
    Note(Box<Note>, Passages),
    Reject(Reject),
}

impl Examiner {
    pub(super) fn new(plan: &Plan) -> Self {
        Self {
            detector: Detector::ignoring(Arc::clone(&plan.lexicon), plan.ignore.clone()),
            redactor: Redactor::new(plan.excerpts),
            threshold: plan.threshold,
            gathered: Gathered::default(),
            rejects: Vec::new(),
            rows: 0,
        }
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
                let reading = self.detector.read(note.text.readable());
                let passages = |findings: Vec<Finding>| -> Vec<Passage> {
                    findings.into_iter().map(|finding| self.passage(&note, finding)).collect()
                };
                let shown = passages(reading.findings);
                let if_about_abuse = reading.if_about_abuse.map(passages);
                let (about_abuse, ignored) = (reading.about_abuse, reading.ignored);
                Examined::Note(Box::new(note), Passages { shown, if_about_abuse, about_abuse, ignored })
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
        let words = || self.redactor.text(note, note.text.part(evidence.span));
        match &evidence.rule {
            EvidenceRule::Cue(_) | EvidenceRule::Guidance(_) | EvidenceRule::SpeakerLabel => words(),
            EvidenceRule::Quotation => "(quotation marks)".to_owned(),
            EvidenceRule::Question => "(question)".to_owned(),
            EvidenceRule::Answer => "(answer)".to_owned(),
            EvidenceRule::Heading => "(heading)".to_owned(),
            EvidenceRule::StandardText => STANDARD_TEXT.to_owned(),
        }
    }

    fn gather(&mut self, row: Examined, name: &Arc<str>, period: &mut Period) {
        match row {
            Examined::Reject(reject) => self.rejects.push(summary::reject(&reject, name)),
            Examined::Note(mut note, passages) => {
                note.source = Arc::clone(name);
                widen(period, &note);
                self.gathered.add(*note, passages);
            }
        }
    }

    /// The finished audit.
    pub(super) fn finish(self, plan: &Plan, sources: Vec<SourceSummary>) -> Outcome {
        let topics = summary::topics(&plan.lexicon);
        let ignored = summary::ignored(&plan.ignore, self.gathered.ignored());
        let Findings { rows: findings, agreements, tally } = self.gathered.finish(&plan.lexicon);
        Outcome {
            run: summary::run(&plan.lexicon, &sources),
            measures: Measures::new(&tally, &topics, self.threshold),
            settings: Settings { excerpts: plan.excerpts, workers: plan.workers, period: Period::default(), ignored },
            lexicon: Arc::clone(&plan.lexicon),
            rejects: self.rejects,
            findings,
            agreements,
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
