//! What was audited, and how far the figures can be trusted.

use super::super::model::{Audit, SourceSummary};
use super::super::number;
use super::super::words::kind_title;
use super::document::{Paper, Table, Text, heads};
use crate::classify::Measured;
use crate::lexicon::Kind;
use crate::measure::Rate;
use crate::note::Date;

/// With more files than this, the paper gives their sum alone.
const MOST_FILES: usize = 12;

/// The section.
pub(super) fn audited(paper: &mut Paper, audit: &Audit<'_>) {
    paper.section("What was audited");
    let counts = audit.run.counts;
    paper.paragraph(format!(
        "{} in {} were read. {} were audited, and {} could not be. Every row is one or the other; rejected.csv in the audit folder says of each that was not audited why, and what to do.",
        number::counted(counts.rows, "row", "rows"),
        number::counted(audit.sources.len() as u64, "file", "files"),
        number::counted(counts.notes, "note", "notes"),
        number::counted(counts.rejects, "row", "rows"),
    ));
    if audit.sources.len() <= MOST_FILES {
        paper.table(Table {
            caption: "The files and their rows".to_owned(),
            says: "One line for each file: its rows, the notes and the rows not audited that they come to, and the dates of its first and last note.".to_owned(),
            heads: heads([("File", 34), ("Rows", 11), ("Notes", 11), ("Not audited", 12), ("First note", 16), ("Last note", 16)]),
            rows: audit.sources.iter().map(file).collect(),
        });
    } else {
        paper.paragraph("manifest.json in the audit folder lists the files.");
    }
    paper.note(
        Text::from("The exports were drawn like this: ")
            .and_to_fill("which notes were asked for, by whom, and what was left out"),
    );
}

fn file(source: &SourceSummary) -> Vec<Text> {
    let day = |date: Option<Date>| date.map_or_else(|| "no date".to_owned(), number::day).into();
    let [rows, notes, rejects] = [source.rows, source.notes, source.rejects].map(|rows| number::count(rows).into());
    vec![source.name.as_str().into(), rows, notes, rejects, day(source.first_date), day(source.last_date)]
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
            " A figure on fewer than {} (or cases, where it is about cases) is left out and reads “too few”.",
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
