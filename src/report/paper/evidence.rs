//! What was audited, and how far the figures can be trusted: half a page.

use super::super::model::Audit;
use super::super::number;
use super::super::sentences::limits::{not_practice, of_counts, rows_audited};
use super::document::{Paper, Text};

/// With more files than this, the paper does not name them.
const MOST_FILES: usize = 12;

/// The section. It gives no count of a single file, which may be all that an
/// agency with few notes has.
pub(super) fn section(paper: &mut Paper, audit: &Audit<'_>) {
    paper.section("What was audited, and how far to trust it");
    let rejected = " rejected.csv in the audit folder says of each of the others why not, and what to do.";
    let rejected = if audit.run.counts.rejects == 0 { "" } else { rejected };
    paper.paragraph(
        Text::from(format!("{}{rejected} {} The exports were drawn like this: ", rows_audited(audit), files(audit)))
            .and_to_fill("which notes were asked for, by whom, and what was left out"),
    );
    let mut limits = vec![not_practice()];
    limits.extend(of_counts(audit));
    limits.push(
        Text::strong("Rules miss wording that they do not know,")
            .and(" and find some that a reader would not mind. Findings are to be read before anyone relies on them."),
    );
    if audit.classifier.is_some() {
        limits.push(
            Text::strong("A classifier read the notes too.")
                .and(" What it points at is in no figure of this paper. The report lists it apart and says how often it is right."),
        );
    }
    paper.list(limits);
}

fn files(audit: &Audit<'_>) -> String {
    let files: Vec<String> = audit.sources.iter().map(|source| source.name.clone()).collect();
    match files.len() {
        ..=MOST_FILES => format!("Files read: {}.", number::list(&files)),
        more => format!("Files read: {}; manifest.json in the audit folder lists them.", number::count(more as u64)),
    }
}
