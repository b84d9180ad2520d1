//! What was audited, and how far the figures can be trusted.

use super::super::model::Audit;
use super::super::number;
use super::super::words::kind_title;
use super::document::{Paper, Text};
use crate::classify::Measured;
use crate::lexicon::Kind;
use crate::measure::{Rate, Shown};

/// With more files than this, the paper does not name them.
const MOST_FILES: usize = 12;

/// The section. It gives no count of a single file, which may be all that an
/// agency with few notes has.
pub(super) fn audited(paper: &mut Paper, audit: &Audit<'_>) {
    paper.section("What was audited");
    let counts = audit.run.counts;
    paper.paragraph(format!(
        "Rows read: {}. Notes audited: {}. Rows that could not be audited: {}. Every row is a note or one that could not be audited; rejected.csv in the audit folder says of each of those why, and what to do.",
        told(audit, counts.rows),
        told(audit, counts.notes),
        told(audit, counts.rejects),
    ));
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

/// A count of all notes or rows, as far as it may be told.
fn told(audit: &Audit<'_>, count: u64) -> String {
    match audit.shown(count) {
        Shown::Value(0) => "none".to_owned(),
        Shown::Value(count) => number::count(count),
        Shown::TooFew(_) => "too few to show".to_owned(),
    }
}

/// The section.
pub(super) fn trust(paper: &mut Paper, audit: &Audit<'_>) {
    paper.section("How far the figures can be trusted");
    let mut limits = vec![
        Text::strong("Good recording is not proof of good practice,")
            .and(" and poor recording is not proof of poor practice."),
        Text::strong("Counts are notes with the wording, not incidents.")
            .and(" One incident may be in many notes, and one note may tell of several."),
        Text::strong("A count depends on what was exported.")
            .and(" Agencies do different work and keep different records, so their figures do not measure one against another."),
        Text::strong("Small numbers are not shown.").and(format!(
            " A figure on fewer than {} (or cases, where it is about cases) is left out and reads “too few”, and an agency with so few notes is left out of what is said of all together.",
            number::counted(audit.measures.threshold.get(), "note", "notes")
        )),
        Text::strong("Rules miss wording that they do not know,")
            .and(" and find some that a reader would not mind. Findings are to be read before anyone relies on them."),
    ];
    limits.extend(audit.classifier.map(classifier));
    limits.push(
        Text::from("Read and checked by a person: ")
            .and_to_fill("how many findings, by whom, and in how many they agreed"),
    );
    paper.list(limits);
}

fn classifier(measured: &Measured) -> Text {
    let of = |kind: Kind| {
        let of_kind = measured.of(kind);
        let rate = Rate::new(of_kind.right, of_kind.shown)?;
        let passages = number::of(rate, "passage", "passages");
        Some(format!(
            "{passages} that it took for {} ({})",
            kind_title(kind).to_lowercase(),
            number::with_interval(rate)
        ))
    };
    let rates: Vec<String> = Kind::ALL.iter().filter_map(|&kind| of(kind)).collect();
    let text = Text::strong("A classifier pointed at more passages.").and(" They are in no figure of this paper.");
    if rates.is_empty() {
        return text;
    }
    text.and(format!(
        " It was measured on {} by {} whom it had not learnt from: an annotator had marked {}. Real notes have less to find, so it will be right less often.",
        number::counted(measured.notes, "invented note", "invented notes"),
        number::counted(measured.writers, "writer", "writers"),
        number::list(&rates),
    ))
}
