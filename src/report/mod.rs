//! Measures, findings and excerpts in, the files of the audit folder out.
//!
//! The one place that decides how results look. It counts nothing that has
//! not been counted before it, reads no export, quotes a note only through an
//! [`Excerpt`](crate::redact::Excerpt), names a worker only where the settings
//! say so and never in `report.html`, `findings.html`, `board-paper.docx` or `report.pdf`, and
//! looks at no clock: the same audit gives the same bytes.

mod agencies;
mod agreements;
mod challenge;
mod column;
mod concordance;
mod csv;
mod dictionary;
mod edition;
mod error;
mod expectations;
mod findings;
mod folder;
mod glance;
mod html;
mod language;
mod ledger;
mod manifest;
mod model;
mod notes;
mod number;
mod outline;
mod output;
mod pack;
mod paper;
mod parquet;
mod passages;
mod read_again;
mod reasons;
mod reconcile;
mod rejected;
#[cfg(test)]
mod sample;
mod scale;
mod sentences;
mod tables;
#[cfg(test)]
mod tests;
mod text;
mod words;
mod workbook;

use std::path::Path;

pub use edition::Edition;
pub use error::ReportError;
pub use folder::{AuditFolder, Existing, FolderError};
#[cfg(feature = "desk")]
pub(crate) use html::{STYLE, as_written, digest_source, framed, plain, what_it_says};
pub use manifest::lexicon_digest;
pub use model::{
    ALL_AGENCIES, Accounted, AgreementRow, Audit, Counts, FindingRow, IgnoredWords, NoteHead, PassageRow, Period,
    RejectRow, RunFacts, Settings, SourceSummary, Totals, Workers,
};
pub use notes::{NoteRow, Notes};
#[cfg(feature = "desk")]
pub(crate) use number::counted;
use outline::Outline;
use output::Outputs;

pub use ledger::{Facts, LEDGER, Ledger, LedgerError};
pub(crate) use output::owners_only;
pub use pack::pack;
pub use read_again::{OfAgency, ReadAgain, ReadTwice};
pub use reasons::{BESIDE_REJECTED, ReasonRow, RejectedFile, RejectedRows, write_rejected};

use crate::measure::Audience;

/// The name of the file that makes a folder an audit.
pub const MANIFEST: &str = "manifest.json";

/// The name of the file beside them that a review of the audit is kept in.
pub const REVIEW: &str = "review.sqlite";

/// Writes every file of an audit into `folder`, which exists and holds none of
/// them yet; the manifest comes last, so that a folder with a manifest is
/// complete.
///
/// # Errors
/// [`ReportError::Unreconciled`] before anything is written, if the rows of
/// an input are not its notes and its rejects; [`ReportError::File`] if a file
/// cannot be written.
pub fn write(audit: &Audit<'_>, folder: &Path) -> Result<(), ReportError> {
    reconcile::check(audit)?;
    let outputs = Outputs::new(folder);
    let workbook = || outputs.file("workbook.xlsx", |out| workbook::write(out, audit, folder));
    let others = || rayon::join(|| write_tables(audit, &outputs), || write_pages(audit, &outputs));
    // The workbook takes as long as all others together, so it begins first.
    let (workbook, (tables, pages)) = rayon::join(workbook, others);
    tables.and(pages).and(workbook)?;
    let manifest = manifest::manifest(audit, &outputs.written());
    outputs.file(MANIFEST, |out| manifest::write(out, &manifest))
}

fn write_tables(audit: &Audit<'_>, outputs: &Outputs<'_>) -> Result<(), ReportError> {
    tables::each(audit, &mut csv::Files(outputs))?;
    match audit.measures.threshold.audience() {
        Audience::Internal => write_notes(audit, outputs),
        Audience::Board => Ok(()),
    }
}

fn write_pages(audit: &Audit<'_>, outputs: &Outputs<'_>) -> Result<(), ReportError> {
    let outline = Outline::read(audit)
        .map_err(|problem| ReportError::File { file: "report.html".to_owned(), problem: problem.into() })?;
    outputs.file("report.html", |out| Ok(out.write_all(html::report(audit, &outline).as_bytes())?))?;
    #[cfg(feature = "pdf")]
    outputs.file("report.pdf", |out| paper::write_pdf(out, audit, &outline))?;
    outputs.file("board-paper.docx", |out| paper::write(out, audit, &outline))
}

/// Writes what leads to single notes and is no table for people.
fn write_notes(audit: &Audit<'_>, outputs: &Outputs<'_>) -> Result<(), ReportError> {
    let columns = findings::columns(audit.settings.workers);
    outputs.file("findings.parquet", |out| parquet::write(out, &columns, findings::lines(audit)))?;
    outputs.file("findings.html", |out| Ok(html::write_findings(audit, out)?))?;
    outputs.file("notes.csv", |out| csv::write(out, &notes::columns(), audit.notes.rows()))?;
    match audit.ledger {
        Some(ledger) => outputs.file(LEDGER, |out| Ok(ledger.write(out)?)),
        None => Ok(()),
    }
}
