//! The annexes: the figures behind the paper, how they were made in plain
//! English, and what its words mean.

use std::cmp::Reverse;

use super::super::model::Audit;
use super::super::number;
use super::super::words::within;
use super::document::{Paper, Table, Text, heads};
use super::matrix::of_how_many;
use crate::lexicon::{Indicator, Kind, Status};
use crate::measure::{Rate, Topic, TopicMeasure};

/// So many indicators of each kind are listed, those in the most notes.
const INDICATORS: usize = 5;

/// The sections.
pub(super) fn sections(paper: &mut Paper, audit: &Audit<'_>) {
    paper.section("Annex A: indicators");
    indicators(paper, audit);
    method(paper, audit);
    glossary(paper);
}

fn indicators(paper: &mut Paper, audit: &Audit<'_>) {
    let found: Vec<_> = audit.measures.all.topics.iter().filter_map(indicator).collect();
    let of_kind = |&kind: &Kind| {
        let mut of_kind: Vec<_> = found.iter().filter(|(one, _)| one.kind() == kind).collect();
        of_kind.sort_by_key(|(_, rate)| Reverse(rate.numerator));
        of_kind.into_iter().take(INDICATORS)
    };
    let row = |(one, rate): &(Indicator, Rate)| vec![one.title().into(), Text::from(of_how_many(*rate))];
    let rows: Vec<_> = Kind::ALL.iter().flat_map(of_kind).map(row).collect();
    let others = found.len() - rows.len();
    paper.table(Table {
        caption: "The indicators in the most notes of each kind, all agencies together".to_owned(),
        says: "One line for each indicator, up to five of each kind: how many notes have it of how many, the share, and its 95 % interval.".to_owned(),
        heads: heads([("Indicator", 1), ("Notes with it, of how many (share; 95\u{a0}% interval)", 1)]),
        rows,
    });
    if others > 0 {
        let said = number::counted(others as u64, "other indicator was found", "other indicators were found");
        paper.note(format!("{said}: the report and agencies.csv have them, agency by agency, and those that were looked for and found in no note."));
    }
}

/// An indicator that was found, if it may be shown.
fn indicator(measure: &TopicMeasure) -> Option<(Indicator, Rate)> {
    let Topic::Indicator(indicator) = measure.topic else { return None };
    let rate = measure.rate.value().filter(|rate| rate.numerator > 0)?;
    Some((indicator, *rate))
}

fn method(paper: &mut Paper, audit: &Audit<'_>) {
    paper.section("Annex B: method in plain English");
    paper.list(vec![
        format!(
            "A lexicon of {} says which wording is evidence of what, why, and on whose word. Each note is read for that wording, and for the words around it that say whose voice it is. \
             What is quoted, reported, denied, planned or criticised is not counted, and neither is a passage that an earlier note of the case has. A note counts once for an indicator.",
            number::counted(audit.lexicon.entries().len() as u64, "entry", "entries")
        ).into(),
        "The interval is Wilson’s 95\u{a0}% interval, drawn for the number of independent notes that the notes are worth, because notes of one case resemble each other.".into(),
        "An agency is called higher or lower than expected if its share differs by ten percentage points or more from that of those it is held beside, the difference is unlikely to be chance among all that were compared, and it stays on its side when the agency’s mix of notes is allowed for.".into(),
        format!(
            "Cases are followed across agencies. Notes are held beside one another if they are {} of each other.",
            within(audit.cases.window.days())
        ).into(),
        format!("The program is plainrecord {}. It learns nothing from the notes. The same files, lexicon and settings give the same paper; manifest.json has their digests.", audit.run.version).into(),
    ]);
}

fn glossary(paper: &mut Paper) {
    paper.section("Annex C: glossary");
    let terms = [
        ("Note", "One entry of a record, with its author’s agency and usually a date and a case."),
        (
            "Case",
            "The family or person that notes belong to; notes with the same case number are one case, whoever wrote them.",
        ),
        ("Indicator", "What the wording of a note is evidence of. Indicators of one sort are a family."),
        (
            "Concern, good recording, risk marker",
            "The three kinds of indicator: wording that may do harm, what a good record contains, and a sign of danger.",
        ),
        ("Occasion", "What a case tells of within a stretch of days, however often it is told."),
        (
            "95\u{a0}% interval",
            "The range in which the share would lie in 95 of 100 such samples, if these notes are a fair sample of the recording.",
        ),
        ("Too few", "The figure rests on too few notes or cases to be shown."),
    ];
    let counted = ("Counted", Status::Counted.meaning());
    paper.table(Table {
        caption: "Words of this paper".to_owned(),
        says: "One line for each word, with what it means.".to_owned(),
        heads: heads([("Word", 1), ("What it means", 4)]),
        rows: terms.into_iter().chain([counted]).map(|(word, means)| vec![word.into(), means.into()]).collect(),
    });
}
