//! The columns of `findings.csv` and `findings.parquet`: their names and order
//! are a promise to whoever reads the files with another program.

use std::borrow::Cow;
use std::io;

use super::column::{Column, day, share, text, whole};
use super::model::{Audit, FindingRow, NoteHead, PassageRow, Workers};
use crate::lexicon::{Indicator, Status};
use crate::note::{NoteId, Span};
use crate::redact::Excerpt;

/// One line of the table: of either tier, never of both.
#[derive(Clone, Debug)]
pub(super) enum Line<'a> {
    Rule(Cow<'a, FindingRow>),
    Classifier(Cow<'a, PassageRow>),
}

/// Every finding, then every passage, each in the order of the notes.
pub(super) fn lines<'a>(audit: &Audit<'a>) -> impl Iterator<Item = io::Result<Line<'a>>> {
    let findings = audit.findings.rows().map(|row| row.map(Line::Rule));
    findings.chain(audit.passages.rows().map(|row| row.map(Line::Classifier)))
}

impl Line<'_> {
    fn note(&self) -> &NoteHead {
        match self {
            Self::Rule(row) => &row.note,
            Self::Classifier(row) => &row.note,
        }
    }

    fn span(&self) -> Span {
        match self {
            Self::Rule(row) => row.finding.span,
            Self::Classifier(row) => row.passage.span,
        }
    }

    fn indicator(&self) -> Indicator {
        match self {
            Self::Rule(row) => row.finding.indicator,
            Self::Classifier(row) => row.passage.indicator,
        }
    }

    /// Passages are what reads like the writer's own wording.
    fn status(&self) -> Status {
        match self {
            Self::Rule(row) => row.finding.status,
            Self::Classifier(_) => Status::Counted,
        }
    }

    fn excerpt(&self) -> &Excerpt {
        match self {
            Self::Rule(row) => &row.excerpt,
            Self::Classifier(row) => &row.excerpt,
        }
    }

    fn repeat_of(&self) -> Option<&NoteId> {
        match self {
            Self::Rule(row) => row.repeat_of.as_ref(),
            Self::Classifier(row) => row.repeat_of.as_ref(),
        }
    }

    /// The finding, where a rule found it.
    fn rule(&self) -> Option<&FindingRow> {
        match self {
            Self::Rule(row) => Some(row),
            Self::Classifier(_) => None,
        }
    }
}

/// Who wrote a note. An empty cell would look like a worker that is kept back.
fn worker(note: &NoteHead) -> &str {
    if note.worker.is_empty() { "(not recorded)" } else { &note.worker }
}

/// The columns, in order; `worker` is filled only if staff are to be named.
/// `cue` and `entry` are a rule's, `probability` is the classifier's, and
/// `second_opinion` what the classifier thinks of a rule's finding.
pub(super) fn columns<'a>(workers: Workers) -> Vec<Column<Line<'a>>> {
    vec![
        text("note_id", |line: &Line<'a>| line.note().note_id.as_str().into()),
        text("case_id", |line| line.note().case_id.as_str().into()),
        text("agency", |line| line.note().agency.as_str().into()),
        text("team", |line| line.note().team.as_str().into()),
        match workers {
            Workers::Named => text("worker", |line| worker(line.note()).into()),
            Workers::Hidden => text("worker", |_| "".into()),
        },
        day("date", |line| line.note().date),
        text("note_type", |line| line.note().note_type.as_str().into()),
        text("source", |line| (*line.note().source).into()),
        whole("row", |line| Some(line.note().row)),
        whole("start", |line| Some(line.span().start() as u64)),
        whole("end", |line| Some(line.span().end() as u64)),
        text("family", |line| line.indicator().family().id().into()),
        text("indicator", |line| line.indicator().id().into()),
        text("kind", |line| line.indicator().kind().id().into()),
        text("status", |line| line.status().id().into()),
        text("cue", |line| line.rule().map_or("", |row| row.cue.as_str()).into()),
        text("entry", |line| line.rule().map_or("", |row| row.finding.entry.as_str()).into()),
        text("words", |line| line.excerpt().words().into()),
        text("sentence", |line| line.excerpt().text().into()),
        text("repeat_of", |line| line.repeat_of().map_or("", NoteId::as_str).into()),
        text("tier", |line| if line.rule().is_some() { "rule" } else { "classifier" }.into()),
        share("probability", |line| match line {
            Line::Rule(_) => None,
            Line::Classifier(row) => Some(row.passage.probability.share()),
        }),
        share("second_opinion", |line| Some(line.rule()?.opinion?.share())),
    ]
}
