//! Examines notes. One note needs nothing but itself, and all threads work at
//! once; what takes several notes is left to `gather`.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::finish::{Finished, Tallied};
use super::gather::{Found, Gathered, Pointed, Quoted, STANDARD_TEXT, Seen};
use super::overview::Overview;
use super::summary::Places;
use super::{PipelineError, Plan, summary};
use crate::classify::{Classifier, ClassifierError, Passage, Read};
use crate::detect::{Detector, Evidence, EvidenceRule, Finding, Reading, Sentence};
use crate::intake::{Export, Record, Reject, Row};
use crate::kept::Keeper;
use crate::language::{self, Bounds, Sample, Wording};
use crate::note::{Note, Span};
use crate::redact::{Draft, Page, Redactor};
use crate::report::{Facts, Ledger, Period, RejectRow, Settings, SourceSummary};

/// Rows examined together. Enough to keep every thread busy, few enough to
/// stay small in memory.
const CHUNK: usize = 1024;

/// Where the audit stands.
pub(super) struct Examiner {
    reader: Reader,
    collector: Collector,
    folder: PathBuf,
    rows: u64,
}

/// What reads one row by itself.
struct Reader {
    detector: Detector,
    classifier: Option<Arc<Classifier>>,
    redactor: Redactor,
}

/// Where rows are put together that have been read, in their order.
struct Collector {
    gathered: Gathered,
    sample: Sample,
    rejects: Keeper<RejectRow>,
}

/// A row, read and examined.
enum Examined {
    Note(Box<(Note, Found, Option<Wording>)>),
    Reject(Reject),
}

/// A note from which is quoted. It is read for redaction once, and only if
/// there is something to quote or it is about abuse.
struct Quoting<'a> {
    note: &'a Note,
    redactor: &'a Redactor,
    page: OnceCell<Page<'a>>,
    second: Option<Second<'a>>,
    /// Of each sentence in which something was seen, whether it may be pasted.
    sentences: BTreeMap<Span, Option<Sentence>>,
}

/// A second reading of a note, and who read.
type Second<'a> = (&'a Classifier, &'a Read);

impl Examiner {
    pub(super) fn new(plan: &Plan, folder: &Path) -> Self {
        let reader = Reader {
            detector: Detector::ignoring(Arc::clone(&plan.lexicon), plan.ignore.clone()),
            classifier: plan.classifier.clone(),
            redactor: Redactor::new(plan.excerpts).knowing(&plan.lexicon),
        };
        let gathered = Gathered::new(plan.peers.clone(), plan.workers, folder);
        let collector = Collector { gathered, sample: Sample::new(folder), rejects: Keeper::new(folder) };
        Self { reader, collector, folder: folder.to_owned(), rows: 0 }
    }

    /// Examines every row of an export; `advanced` is told how many rows have
    /// been examined in all. Gives what its notes have in common.
    ///
    /// # Errors
    /// If the export cannot be read any more, the classifier fails, or what is
    /// found cannot be kept.
    pub(super) fn examine(
        &mut self,
        export: &Export,
        name: &Arc<str>,
        advanced: impl Fn(u64) -> Result<(), PipelineError>,
    ) -> Result<Overview, PipelineError> {
        let (Self { reader, collector, folder, rows }, mut records) = (self, export.records());
        let mut places = Places::new(export, name);
        let mut overview = Overview::new(folder);
        let mut chunk = || records.by_ref().take(CHUNK).collect::<Result<Vec<Record>, _>>();
        let (mut next, mut read) = (chunk()?, Vec::new());
        while !next.is_empty() {
            *rows += next.len() as u64;
            // Two things take one thread: while these rows are examined, those before
            // them are put together, and the next are read.
            let bounds = collector.sample.bounds();
            let examine = |record| reader.examine_row(export.row(record), &bounds);
            let (examined, beside) = rayon::join(
                || next.into_par_iter().map(examine).collect::<Result<Vec<_>, ClassifierError>>(),
                || collector.gather(read, &mut places, &mut overview).map(|()| chunk()),
            );
            next = beside??;
            read = examined?;
            advanced(*rows)?;
        }
        collector.gather(read, &mut places, &mut overview)?;
        Ok(overview)
    }

    /// The ledger of the audit.
    ///
    /// # Errors
    /// If what was found cannot be kept.
    pub(super) fn finish(self, plan: &Plan, sources: Vec<SourceSummary>) -> Result<Ledger, PipelineError> {
        let Self {
            reader: Reader { redactor, .. }, collector: Collector { gathered, sample, rejects }, folder, ..
        } = self;
        let ignored = summary::ignored(&plan.ignore, gathered.ignored());
        let (finished, language) = rayon::join(
            || gathered.finish(&redactor, &plan.lexicon, plan.window, plan.threshold, &folder),
            || language::profile(sample, &plan.peers, &plan.lexicon, plan.threshold),
        );
        let Finished { notes: rows, findings, totals, passages, agreements, tallied } = finished?;
        let Tallied { notes, cases, rules } = tallied;
        let settings = Settings {
            excerpts: plan.excerpts,
            workers: plan.workers,
            period: Period::default(),
            ignored,
            peers: plan.peers.clone(),
            rebases: plan.rebases.clone(),
        };
        let run = summary::run(&plan.lexicon, plan.classifier.as_deref(), &sources);
        let language = language?;
        let facts = Facts { run, sources, totals, settings, threshold: plan.threshold, notes, cases, rules, language };
        Ok(Ledger { facts, notes: rows, rejects: rejects.finish()?, findings, passages, agreements })
    }
}

impl Reader {
    fn examine_row(&self, row: Row, bounds: &Bounds) -> Result<Examined, ClassifierError> {
        match row {
            Row::Reject(reject) => Ok(Examined::Reject(reject)),
            Row::Note(note) => {
                let (found, wording) = self.examine_note(&note, bounds)?;
                Ok(Examined::Note(Box::new((note, found, wording))))
            }
        }
    }

    fn examine_note(&self, note: &Note, bounds: &Bounds) -> Result<(Found, Option<Wording>), ClassifierError> {
        let Reading { findings, if_about_abuse, about_abuse, ignored, .. } = self.detector.read(note.text.readable());
        let read = self.classifier.as_ref().map(|classifier| classifier.read(note.text.readable())).transpose()?;
        let second = self.classifier.as_deref().zip(read.as_ref());
        let (page, wording) = if about_abuse { self.read(note, &findings, bounds) } else { (OnceCell::new(), None) };
        let mut source = Quoting { note, redactor: &self.redactor, page, second, sentences: BTreeMap::new() };
        let if_about_abuse = if_about_abuse.map(|findings| source.see(findings));
        let shown = source.see(findings);
        let whole = source.whole();
        let sentences = source.sentences.into_values().flatten().collect();
        let mentions = match source.page.into_inner() {
            Some(page) => page.into_mentions(),
            None => self.redactor.mentions(note),
        };
        Ok((Found { shown, if_about_abuse, about_abuse, ignored, mentions, whole, sentences }, wording))
    }

    /// A note about abuse, read for redaction, and its wording if that may be
    /// taken.
    fn read<'n>(&self, note: &'n Note, findings: &[Finding], bounds: &Bounds) -> (OnceCell<Page<'n>>, Option<Wording>) {
        if !bounds.may_take(note) {
            return (OnceCell::from(self.redactor.read(note)), None);
        }
        let (page, masked) = self.redactor.read_and_mask(note, |word| self.detector.lists(word));
        (OnceCell::from(page), Some(Wording::new(note, masked, findings)))
    }
}

impl Collector {
    fn gather(&mut self, rows: Vec<Examined>, places: &mut Places<'_>, overview: &mut Overview) -> io::Result<()> {
        rows.into_iter().try_for_each(|row| self.add(row, places, overview))
    }

    fn add(&mut self, row: Examined, places: &mut Places<'_>, overview: &mut Overview) -> io::Result<()> {
        match row {
            Examined::Reject(reject) => {
                self.gathered.add_unread(reject.agency.as_ref(), summary::unread(&reject));
                self.rejects.push(summary::reject(&reject, &places.of(reject.row)))
            }
            Examined::Note(examined) => {
                let (mut note, found, wording) = *examined;
                note.source = places.of(Some(note.row));
                overview.add(&note)?;
                if found.about_abuse {
                    self.sample.add(&note, wording)?;
                }
                self.gathered.add(note, found)
            }
        }
    }
}

impl Quoting<'_> {
    fn see(&mut self, findings: Vec<Finding>) -> Seen {
        let text = self.note.text.readable();
        let passages = self.second.map(|(classifier, read)| classifier.passages(text, read, &findings));
        let passages = passages.into_iter().flatten().map(|passage| {
            let sentence = self.sentence(passage.sentence);
            (self.point(passage), sentence)
        });
        let passages = passages.collect();
        let findings = findings.into_iter().map(|finding| {
            let sentence = self.sentence(finding.sentence);
            (self.quoted(finding), sentence)
        });
        Seen { findings: findings.collect(), passages }
    }

    fn sentence(&mut self, span: Span) -> Option<Sentence> {
        *self.sentences.entry(span).or_insert_with(|| Sentence::of(self.note, span))
    }

    /// The note as one sentence, if anything was seen in it.
    fn whole(&mut self) -> Option<Sentence> {
        let all = Span::new(0, self.note.text.received().chars().count());
        (!self.sentences.is_empty()).then(|| self.sentence(all)).flatten()
    }

    fn quoted(&self, finding: Finding) -> Quoted {
        let opinion = self.second.and_then(|(classifier, read)| classifier.opinion(read, &finding));
        let excerpt = self.page().quote(finding.sentence, finding.span);
        let cue = finding.cue.as_ref().map_or_else(Draft::default, |evidence| self.cue(evidence));
        Quoted { finding, excerpt, cue, opinion }
    }

    fn point(&self, passage: Passage) -> Pointed {
        let excerpt = self.page().quote(passage.sentence, passage.span);
        let words: Vec<Draft> = passage.carried_by.iter().map(|&word| self.page().text(word)).collect();
        Pointed { passage, excerpt, carried_by: Draft::join(&words, " ") }
    }

    /// The words that decided a status, or the name of the shape that did.
    fn cue(&self, evidence: &Evidence) -> Draft {
        match &evidence.rule {
            EvidenceRule::Cue(_) | EvidenceRule::Guidance(_) | EvidenceRule::SpeakerLabel => {
                self.page().text(evidence.span)
            }
            EvidenceRule::Quotation => Draft::plain("(quotation marks)"),
            EvidenceRule::Question => Draft::plain("(question)"),
            EvidenceRule::Heading => Draft::plain("(heading)"),
            EvidenceRule::StandardText => Draft::plain(STANDARD_TEXT),
        }
    }

    fn page(&self) -> &Page<'_> {
        self.page.get_or_init(|| self.redactor.read(self.note))
    }
}
