//! The accounting identity: rows are notes and rejects, for every input and in
//! total, and the figures are about exactly those notes. Checked before a byte
//! is written, because a report that loses rows looks like one that does not.

use super::error::ReportError;
use super::model::{Audit, Counts};

/// Refuses an audit whose numbers do not add up.
pub(super) fn check(audit: &Audit<'_>) -> Result<(), ReportError> {
    let mut total = Counts::default();
    for source in audit.sources {
        let counts = Counts { rows: source.rows, notes: source.notes, rejects: source.rejects };
        adds_up(&source.name, counts)?;
        total.rows += counts.rows;
        total.notes += counts.notes;
        total.rejects += counts.rejects;
    }
    let run = audit.run.counts;
    if total != run {
        return Err(unreconciled("all inputs", run));
    }
    if audit.rejects.len() != run.rejects {
        return Err(unreconciled("the list of rejects", Counts { rejects: audit.rejects.len(), ..run }));
    }
    let (notes, rejects) = (audit.measures.audited, audit.measures.unread.all());
    if (notes, rejects) != (run.notes, run.rejects) {
        return Err(unreconciled("the figures", Counts { notes, rejects, ..run }));
    }
    Ok(())
}

fn adds_up(what: &str, counts: Counts) -> Result<(), ReportError> {
    if counts.rows == counts.notes + counts.rejects { Ok(()) } else { Err(unreconciled(what, counts)) }
}

fn unreconciled(what: &str, counts: Counts) -> ReportError {
    let Counts { rows, notes, rejects } = counts;
    ReportError::Unreconciled { what: what.to_owned(), rows, notes, rejects }
}
