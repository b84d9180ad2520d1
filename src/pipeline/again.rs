//! Reads the exports of a finished audit again, for whole notes of it, redacted
//! over their cases as the audit redacts what it quotes. Refuses exports that
//! are not those that the audit read.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Observer, PipelineError, Plan, advancing};
use crate::classify::{Classifier, ClassifierError};
use crate::detect::{Detector, Finding, Reading};
use crate::intake::{Export, Intake, IntakeError, Record, Room, Row};
use crate::note::{CaseId, Key, Note, Span};
use crate::redact::{CaseMentions, Excerpts, Mention, Numbered, Quote, Redactor, Register, case_of};
use crate::report::SourceSummary;

/// Rows read together.
const CHUNK: usize = 1024;

/// A note to be read whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Its case.
    pub case: CaseId,
    /// Its record number in its export, from 1.
    pub row: u64,
    /// Words in it, as the audit gives them.
    pub words: Vec<Span>,
}

/// A whole note, redacted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whole {
    /// The text.
    pub text: String,
    /// Where the words stand that were asked for, as characters of the text, in
    /// the order in which they were.
    pub words: Vec<Span>,
}

/// Reads notes again, by their number in the audit of `sources`. What is too much
/// for memory is kept in `folder` until that is done, in files without a name.
///
/// # Errors
/// [`PipelineError::OtherExport`] if an export is not what the audit read, or is
/// read another way; and as [`super::run`].
pub fn whole_notes(
    plan: &Plan,
    sources: &[SourceSummary],
    wanted: &BTreeMap<u64, Wanted>,
    folder: &Path,
    observer: &impl Observer,
) -> Result<BTreeMap<u64, Whole>, PipelineError> {
    let mut again = Again::new(plan, wanted);
    let exports = same(plan, sources, folder)?;
    let advanced = advancing(&exports, observer);
    for (export, was) in exports.iter().zip(sources) {
        if export.counts().notes != was.notes || !again.read(export, &advanced)? {
            return Err(PipelineError::OtherExport { name: was.name.clone(), how: "it is read another way" });
        }
    }
    Ok(again.finish())
}

/// The exports of a plan, if they are those of an audit.
pub(super) fn same(plan: &Plan, sources: &[SourceSummary], folder: &Path) -> Result<Vec<Export>, PipelineError> {
    let intake = Intake::find(&plan.sources)?;
    if intake.sources().is_empty() {
        return Err(PipelineError::NoExport);
    }
    let (are, were) = (intake.sources().len(), sources.len());
    if are != were {
        return Err(PipelineError::OtherExports { are, were });
    }
    let room = Room { isolation: &plan.isolation, folder: Some(folder) };
    let open = |(source, was): (&crate::intake::Source, &SourceSummary)| {
        let export = source.open(room)?;
        if export.digest() == was.sha256 {
            Ok(export)
        } else {
            Err(PipelineError::OtherExport { name: was.name.clone(), how: "it has changed since" })
        }
    };
    intake.sources().iter().zip(sources).map(open).collect()
}

/// Notes as they are read again.
struct Again<'w> {
    redactor: Redactor,
    detector: Detector,
    classifier: Option<Arc<Classifier>>,
    wanted: &'w BTreeMap<u64, Wanted>,
    cases: HashSet<Key>,
    /// Rows read.
    rows: u64,
    /// The number of the next note.
    next: u64,
    register: Register,
    mentions: HashMap<Key, CaseMentions>,
    found: BTreeMap<u64, Found>,
}

/// A note that was wanted, redacted but for the numbers of its case.
struct Found {
    case: Key,
    mentions: Vec<Numbered>,
    quotes: Vec<Quote>,
}

impl<'w> Again<'w> {
    fn new(plan: &Plan, wanted: &'w BTreeMap<u64, Wanted>) -> Self {
        let cases = wanted.values().map(|one| &one.case).filter(|case| !case.is_empty()).map(Key::of).collect();
        let redactor = Redactor::new(Excerpts::Redacted).knowing(&plan.lexicon);
        Self {
            redactor,
            detector: Detector::ignoring(Arc::clone(&plan.lexicon), plan.ignore.clone()),
            classifier: plan.classifier.clone(),
            wanted,
            cases,
            rows: 0,
            next: 0,
            register: Register::default(),
            mentions: HashMap::new(),
            found: BTreeMap::new(),
        }
    }

    /// Whether the notes of an export that are wanted are what they were.
    fn read(
        &mut self,
        export: &Export,
        advanced: impl Fn(u64) -> Result<(), PipelineError>,
    ) -> Result<bool, PipelineError> {
        let mut records = export.records();
        loop {
            let chunk = records.by_ref().take(CHUNK).collect::<Result<Vec<Record>, IntakeError>>()?;
            if chunk.is_empty() {
                return Ok(true);
            }
            self.rows += chunk.len() as u64;
            let rows: Vec<Row> = chunk.into_par_iter().map(|record| export.row(record)).collect();
            let notes = rows.into_iter().filter_map(|row| match row {
                Row::Note(note) => Some(note),
                Row::Reject(_) => None,
            });
            let numbered: Vec<(u64, Note)> = (self.next..).zip(notes).collect();
            self.next += numbered.len() as u64;
            if numbered.iter().any(|(number, note)| self.is_another(*number, note)) {
                return Ok(false);
            }
            self.add(&numbered)?;
            advanced(self.rows)?;
        }
    }

    /// Takes the notes that are wanted, and who and where all notes of their cases name.
    fn add(&mut self, notes: &[(u64, Note)]) -> Result<(), ClassifierError> {
        let is_of_case = |(number, note): &&(u64, Note)| {
            self.wanted.contains_key(number) || self.cases.contains(&Key::of(&note.case))
        };
        let read = |(number, note): &(u64, Note)| {
            let quotes = self.wanted.get(number).map(|wanted| self.quote(note, wanted));
            Ok((*number, case_of(note, *number), self.told(note)?, quotes))
        };
        let read: Vec<_> = notes.par_iter().filter(is_of_case).map(read).collect::<Result<_, ClassifierError>>()?;
        for (number, case, told, quotes) in read {
            let told = self.register.number(&told);
            self.mentions.entry(case).or_default().add(told);
            if let Some((mentions, quotes)) = quotes {
                let mentions = self.register.number(&mentions);
                self.found.insert(number, Found { case, mentions, quotes });
            }
        }
        Ok(())
    }

    fn is_another(&self, number: u64, note: &Note) -> bool {
        self.wanted.get(&number).is_some_and(|wanted| (wanted.row, &wanted.case) != (note.row, &note.case))
    }

    fn quote(&self, note: &Note, wanted: &Wanted) -> (Vec<Mention>, Vec<Quote>) {
        let page = self.redactor.read(note);
        let first = Span::new(0, 0);
        let quotes = std::iter::once(&first).chain(&wanted.words).map(|&words| page.whole(words)).collect();
        (page.into_mentions(), quotes)
    }

    /// Whom and where a note names as the audit told its case: places too only
    /// where it had the note read whole, which is where it quotes or the note is
    /// about abuse. A note without a case tells nobody but itself.
    fn told(&self, note: &Note) -> Result<Vec<Mention>, ClassifierError> {
        let Reading { findings, if_about_abuse, about_abuse, .. } = self.detector.read(note.text.readable());
        let is_whole = about_abuse
            || note.case.is_empty()
            || self.is_quoted(note, &findings)?
            || match if_about_abuse {
                Some(findings) => self.is_quoted(note, &findings)?,
                None => false,
            };
        Ok(if is_whole { self.redactor.read(note).into_mentions() } else { self.redactor.mentions(note) })
    }

    fn is_quoted(&self, note: &Note, findings: &[Finding]) -> Result<bool, ClassifierError> {
        let Some(classifier) = self.classifier.as_ref().filter(|_| findings.is_empty()) else {
            return Ok(!findings.is_empty());
        };
        let text = note.text.readable();
        Ok(!classifier.passages(text, &classifier.read(text)?, findings).is_empty())
    }

    fn finish(self) -> BTreeMap<u64, Whole> {
        let whole = |(number, Found { case, mentions, quotes }): (u64, Found)| {
            let of_case = self.mentions.get(&case).cloned().unwrap_or_default();
            let names = self.redactor.names_of(&self.register, of_case).knowing(&self.register, &mentions);
            let mut shown = quotes.iter().map(|quote| self.redactor.finish_whole(quote, &names, &mentions));
            let text = shown.next().unwrap_or_default().text().trim_end().to_owned();
            let words = shown.map(|excerpt| {
                let start = excerpt.before().chars().count();
                Span::new(start, start + excerpt.words().trim_end().chars().count())
            });
            let words = words.collect();
            (number, Whole { text, words })
        };
        self.found.into_iter().map(whole).collect()
    }
}
