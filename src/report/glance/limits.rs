//! How far to trust the audit, what it cannot say, and what to do next.

use super::{Audit, name_of};
use crate::redact::Excerpts;
use crate::report::model::Counts;
use crate::report::number;

/// How reliable it is.
pub(crate) fn trust(audit: &Audit<'_>) -> Vec<String> {
    let Counts { rows, notes, .. } = audit.run.counts;
    let rows = number::counted(rows, "row", "rows");
    vec![
        match audit.run.counts.rejects {
            0 => format!("Every row was audited, {rows} in all."),
            _ => format!("{} of {rows} were audited; each of the others is listed with its reason.", number::count(notes)),
        },
        "Rules miss wording that they do not know, and find some that a reader would not mind. How often they do in these notes is not known until a person has read a sample.".to_owned(),
        "An interval says how far a share could be from this by chance, as notes of one case resemble each other. It says nothing of the rules’ mistakes.".to_owned(),
    ]
}

/// What no reader may take from it.
pub(crate) fn cannot_be_said(audit: &Audit<'_>) -> Vec<String> {
    let mut all =
        vec!["Whether practice was good or poor, or what happened to anyone: only wording was read.".to_owned()];
    all.extend(too_small(audit));
    if audit.cases.cases == 0 {
        all.push("What became of a case: the exports do not say which case a note belongs to.".to_owned());
    }
    all
}

/// The agencies that there are too few notes of.
fn too_small(audit: &Audit<'_>) -> Option<String> {
    let groups = audit.measures.agencies.iter().filter(|group| group.notes.value().is_none());
    let names: Vec<String> = groups.map(name_of).collect();
    let few = "there are too few notes to show";
    (!names.is_empty()).then(|| format!("Anything about {}: {few}.", number::list(&names)))
}

/// What to do next, in the order to do it in.
pub(crate) fn next(audit: &Audit<'_>) -> Vec<String> {
    let rejects = audit.run.counts.rejects;
    let mut all = Vec::new();
    if rejects > 0 {
        let (rows, were) = (number::counted(rejects, "row", "rows"), if rejects == 1 { "was" } else { "were" });
        all.push(format!("See why {rows} {were} not audited, and have the export mended."));
    }
    let read = match audit.settings.excerpts {
        Excerpts::None => "Read what was found, agency by agency, with people who may see the notes.",
        Excerpts::Redacted | Excerpts::Verbatim => {
            "Read what was quoted, agency by agency, with people who know the notes."
        }
    };
    let fixed = [
        read,
        "Ask each agency about what stands out before anybody draws a conclusion.",
        "Take the better wording to supervision and training, and audit again.",
    ];
    all.extend(fixed.map(str::to_owned));
    all
}
