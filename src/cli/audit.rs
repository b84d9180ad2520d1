//! `plainrecord audit`: the main job. Settings into a plan, the plan through
//! the pipeline, the outcome into the audit folder, a few lines at the end.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use plainrecord::classify::Classifier;
use plainrecord::measure::Audience;
use plainrecord::pipeline::{self, Plan};
use plainrecord::report::{self, Audit, AuditFolder, Edition, Existing};

use super::arguments;
use super::config::{Config, Flags};
use super::exit::{Exit, Wrong};
use super::lexicon;
use super::parser;
use super::progress::Progress;
use super::some;

pub(crate) fn run(command: &arguments::Audit) -> anyhow::Result<Exit> {
    let Some(config) = Config::wanted(&command.settings, &flags(command))? else { return Ok(Exit::Done) };
    let target = command.out.as_deref().ok_or_else(|| Wrong::usage(&"--out DIR is missing"))?;
    let existing = if command.force { Existing::Replace } else { Existing::Refuse };
    // Made first: an output that cannot be written should fail before an hour of work.
    let folder = AuditFolder::create(target, existing)?;
    let classifier = config.classifier.value.then(Classifier::builtin).transpose()?.map(Arc::new);
    let plan = Plan { classifier, ..plan(config)? };
    let ledger = with_threads(command.threads, || pipeline::run(&plan, folder.path(), &Progress::new(command.quiet)))??;
    let classifier = plan.classifier.as_ref().map(|classifier| classifier.measured());
    let edition = Edition::new(&ledger, &plan.lexicon, classifier, Audience::Internal, folder.path())?;
    with_threads(command.threads, || report::write(&edition.audit(), folder.path()))??;
    folder.commit()?;
    if !command.quiet {
        // The audit is whole; that nobody can be told so changes nothing.
        let _ = summarise(&mut io::stderr().lock(), &edition.audit(), target);
    }
    Ok(if ledger.rejects.is_empty() { Exit::Done } else { Exit::Incomplete })
}

/// What settings come to, without the classifier.
pub(crate) fn plan(config: Config) -> anyhow::Result<Plan> {
    let lexicon = lexicon::load(config.lexicon.value.as_deref())?;
    Ok(Plan {
        ignore: config.ignore(&lexicon)?,
        sources: config.sources.value,
        isolation: parser::isolation(config.limits.parser_memory.value),
        lexicon,
        classifier: None,
        excerpts: config.excerpts.value,
        workers: config.workers.value,
        threshold: config.threshold.value,
        window: config.window.value,
        peers: config.peers,
        rebases: config.rebases,
    })
}

fn flags(command: &arguments::Audit) -> Flags<'_> {
    Flags {
        exports: &command.exports,
        reading: Some(&command.reading),
        limits: Some(&command.limits),
        lexicon: command.rules.lexicon.as_deref(),
        excerpts: command.excerpts,
        small_numbers: command.small_numbers,
        window_days: command.window_days,
        by_worker: command.by_worker,
        no_classifier: command.second.no_classifier,
    }
}

/// Runs `work` on so many threads, or as many as the machine has.
fn with_threads<T: Send>(threads: Option<u16>, work: impl FnOnce() -> T + Send) -> anyhow::Result<T> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or_default().into()).build();
    Ok(pool.context("cannot start the threads that --threads asks for")?.install(work))
}

/// What was read, what was not, what was found, and where to look.
fn summarise(out: &mut impl Write, audit: &Audit<'_>, target: &Path) -> io::Result<()> {
    let counts = audit.run.counts;
    let (rows, files) = (some(counts.rows, "row", "rows"), some(audit.sources.len() as u64, "file", "files"));
    let agencies = some(audit.measures.audited_agencies, "agency", "agencies");
    writeln!(out, "Read      {rows} from {files}: {} by {agencies}", some(counts.notes, "note", "notes"))?;
    if counts.rejects > 0 {
        let rejected = target.join("rejected.csv");
        writeln!(out, "Not read  {}; {} says which and why", some(counts.rejects, "row", "rows"), rejected.display())?;
    }
    for source in audit.sources {
        source.warnings.iter().try_for_each(|warning| writeln!(out, "Warning   {}: {warning}", source.name))?;
    }
    let passages = some(audit.totals.concerns, "passage", "passages");
    writeln!(out, "Found     {passages} of concern in the writers’ own words")?;
    writeln!(
        out,
        "          {} more reported, denied, planned, criticised or standard text: listed, not counted",
        audit.totals.other_concerns
    )?;
    if audit.classifier.is_some() {
        let passages = some(audit.passages.len(), "passage", "passages");
        writeln!(out, "Also      {passages} that the classifier points at: worth reading, not counted")?;
    }
    writeln!(out, "Report    {}", target.join("report.html").display())
}
