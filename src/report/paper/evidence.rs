//! What was audited, and how far the figures can be trusted.

use super::super::model::Audit;
use super::super::number;
use super::super::sentences::limits::{how_often_right, not_practice, of_counts, rows_audited};
use super::document::{Paper, Text};
use crate::classify::Measured;

/// With more files than this, the paper does not name them.
const MOST_FILES: usize = 12;

/// The section. It gives no count of a single file, which may be all that an
/// agency with few notes has.
pub(super) fn audited(paper: &mut Paper, audit: &Audit<'_>) {
    paper.section("What was audited");
    let rejected = "rejected.csv in the audit folder says of each of the others why not, and what to do.";
    let said = rows_audited(audit);
    paper.paragraph(if audit.run.counts.rejects == 0 { said } else { format!("{said} {rejected}") });
    let files: Vec<String> = audit.sources.iter().map(|source| source.name.clone()).collect();
    paper.paragraph(match files.len() {
        ..=MOST_FILES => format!("Files read: {}.", number::list(&files)),
        more => format!("Files read: {}; manifest.json in the audit folder lists them.", number::count(more as u64)),
    });
    paper.paragraph(
        Text::from("The exports were drawn like this: ")
            .and_to_fill("which notes were asked for, by whom, and what was left out"),
    );
}

/// The section.
pub(super) fn trust(paper: &mut Paper, audit: &Audit<'_>) {
    paper.section("How far the figures can be trusted");
    let mut limits = vec![not_practice()];
    limits.extend(of_counts(audit));
    limits.push(
        Text::strong("Rules miss wording that they do not know,")
            .and(" and find some that a reader would not mind. Findings are to be read before anyone relies on them."),
    );
    limits.extend(audit.classifier.map(classifier));
    limits.push(
        Text::from("Read and checked by a person: ")
            .and_to_fill("how many findings, by whom, and in how many they agreed"),
    );
    paper.list(limits);
}

fn classifier(measured: &Measured) -> Text {
    let text =
        Text::strong("A classifier read the notes too.").and(" What it points at is in no figure of this paper.");
    match how_often_right(measured) {
        Some(said) => text.and(format!(" {said}")),
        None => text,
    }
}
