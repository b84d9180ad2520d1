//! How far to trust the audit, what it cannot say, and what to do next.

use super::{Audit, figures, months, name_of};
use crate::redact::Excerpts;
use crate::report::sentences::limits::rows_audited;
use crate::report::text::Text;
use crate::report::words::told;

/// How reliable it is.
pub(crate) fn trust(audit: &Audit<'_>) -> Vec<Text> {
    let said = rows_audited(audit);
    vec![
        match audit.run.counts.rejects {
            0 => said.into(),
            _ => format!("{said} Why the others were not is under “What was read and what was not”.").into(),
        },
        "Rules miss wording that they do not know, and find some that a reader would not mind. How often they do in these notes is not known until a person has read a sample.".into(),
        "An interval says how far a share could be from this by chance, as notes of one case resemble each other. It says nothing of the rules’ mistakes.".into(),
    ]
}

/// What no reader may take from it.
pub(crate) fn cannot_be_said(audit: &Audit<'_>) -> Vec<Text> {
    let mut all =
        vec![Text::from("Whether practice was good or poor, or what happened to anyone: only wording was read.")];
    all.extend(too_small(audit));
    if audit.measures.agencies.len() < 2 {
        all.push("What is usual elsewhere: there is one agency, and nothing to hold it beside.".into());
    }
    if audit.cases.cases == 0 {
        all.push("What became of a case: the exports do not say which case a note belongs to.".into());
    }
    if months::charted(audit) == 0 {
        all.push("Whether anything changed over time: no agency has seven months with enough notes.".into());
    }
    all
}

/// The agencies that there are too few notes of.
fn too_small(audit: &Audit<'_>) -> Option<Text> {
    let groups = audit.measures.agencies.iter().filter(|group| group.notes.value().is_none());
    let names: Vec<Text> = groups.map(name_of).collect();
    let few = ": there are too few notes to show.";
    (!names.is_empty()).then(|| Text::from("Anything about ").and_text(Text::list(names)).and(few))
}

/// What to do next, in the order to do it in.
pub(crate) fn next(audit: &Audit<'_>) -> Vec<Text> {
    let rejects = audit.run.counts.rejects;
    let mut all: Vec<Text> = Vec::new();
    if rejects > 0 {
        all.push(
            format!("See why rows were not audited ({}), and have the export mended.", told(audit, rejects)).into(),
        );
    }
    all.extend(if nothing_found(audit) { vec![READ_A_SAMPLE.into()] } else { what_was_found(audit) });
    all
}

const READ_A_SAMPLE: &str =
    "Have somebody read a sample of the notes: that nothing was found is no proof that nothing is there.";

/// Whether there are figures, and each of them is nothing.
fn nothing_found(audit: &Audit<'_>) -> bool {
    let figures = figures(audit);
    !figures.is_empty() && figures.iter().all(|(_, rate)| rate.numerator == 0)
}

/// What to do about what was found.
fn what_was_found(audit: &Audit<'_>) -> Vec<Text> {
    let one = audit.measures.agencies.len() < 2;
    let by_agency = if one { "" } else { ", agency by agency," };
    let read = match audit.settings.excerpts {
        Excerpts::None => format!("Read what was found{by_agency} with people who may see the notes."),
        Excerpts::Redacted | Excerpts::Verbatim => {
            format!("Read what was quoted{by_agency} with people who know the notes.")
        }
    };
    let asked = if one { "the agency" } else { "each agency" };
    vec![
        read.into(),
        format!("Ask {asked} about what stands out before anybody draws a conclusion.").into(),
        "Take the better wording to supervision and training, and audit again.".into(),
    ]
}
