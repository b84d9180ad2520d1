//! The annexes: the figures behind the paper, how they were made in plain
//! English, and what its words mean.

use super::super::model::Audit;
use super::super::number;
use super::super::words::{name_of, within};
use super::cases::share;
use super::document::{Paper, Table, Text, heads};
use super::found::by_agency;
use crate::lexicon::Status;
use crate::measure::{PairMeasure, Rate, Shown, Topic, TopicMeasure};

/// The sections.
pub(super) fn sections(paper: &mut Paper, audit: &Audit<'_>) {
    paper.section("Annex A: figures");
    families(paper, audit);
    indicators(paper, audit);
    pairs(paper, audit);
    method(paper, audit);
    glossary(paper);
}

fn families(paper: &mut Paper, audit: &Audit<'_>) {
    let caption = "Notes with something of each family, by agency";
    let says = "One line for each family of indicators, one column for each agency in alphabetical order: how many notes of how many, the share, and its 95 % interval.";
    by_agency(paper, audit, caption, says, |measure| match measure.rate {
        Shown::Value(rate) => of_how_many(rate),
        Shown::TooFew(_) => "too few".to_owned(),
    });
    paper.note("Good recording is a share of the notes that show that they are about abuse; everything else is a share of all notes.");
}

/// `41 of 250 (16 %; 12 to 21 %)`.
fn of_how_many(rate: Rate) -> String {
    let shown = share(rate);
    let (count, rest) = shown.split_once(' ').unwrap_or((&shown, ""));
    format!("{count} of {} {rest}", number::count(rate.denominator))
}

fn indicators(paper: &mut Paper, audit: &Audit<'_>) {
    let rows = audit.measures.all.topics.iter().filter_map(indicator);
    paper.table(Table {
        caption: "Notes with each indicator, all agencies together".to_owned(),
        says: "One line for each indicator that was found: how many notes have it of how many, the share, and its 95 % interval.".to_owned(),
        heads: heads([("Indicator", 5), ("Notes with it, of how many (share; 95\u{a0}% interval)", 4)]),
        rows: rows.collect(),
    });
    paper.note("Indicators that were looked for and found in no note are left out here; agencies.csv has them, and each agency’s figures.");
}

fn indicator(measure: &TopicMeasure) -> Option<Vec<Text>> {
    let Topic::Indicator(indicator) = measure.topic else { return None };
    let rate = measure.rate.value().filter(|rate| rate.numerator > 0)?;
    Some(vec![indicator.title().into(), of_how_many(*rate).into()])
}

fn pairs(paper: &mut Paper, audit: &Audit<'_>) {
    paper.table(Table {
        caption: "Occasions on which one agency named violence or control, and another wrote".to_owned(),
        says: "One line for each pair of agencies on enough cases, in alphabetical order: occasions, cases, and on how many the other’s words soften it or show nothing of abuse, with the share and its 95 % interval.".to_owned(),
        heads: heads([("Named by", 4), ("Other agency", 4), ("Occasions", 3), ("Cases", 2), ("Softened it", 4), ("Showed nothing of abuse", 4)]),
        rows: audit.cases.concordance.iter().filter_map(pair).collect(),
    });
}

fn pair(pair: &PairMeasure) -> Option<Vec<Text>> {
    let ((named_by, other), figures) = (pair.agencies.as_ref()?, pair.figures.value()?);
    Some(vec![
        name_of(Some(named_by)).into(),
        name_of(Some(other)).into(),
        number::count(figures.softened.denominator).into(),
        number::count(figures.cases).into(),
        share(figures.softened).into(),
        share(figures.nothing).into(),
    ])
}

fn method(paper: &mut Paper, audit: &Audit<'_>) {
    paper.section("Annex B: method in plain English");
    paper.list(vec![
        format!(
            "A lexicon of {} says which wording is evidence of what, why, and on whose word. Each note is read for that wording, and for the words around it that say whose voice it is. Nothing is learned from the notes.",
            number::counted(audit.lexicon.entries().len() as u64, "entry", "entries")
        ).into(),
        "What is quoted, reported, denied, planned or criticised is found and not counted, and neither is a passage that an earlier note of the case has.".into(),
        "A note counts once for an indicator, however often the wording is in it.".into(),
        "The interval is Wilson’s 95\u{a0}% interval, drawn for the number of independent notes that the notes are worth, because notes of one case resemble each other.".into(),
        "An agency is called higher or lower than expected if its share differs by ten percentage points or more from that of those it is held beside, the difference is unlikely to be chance among all that were compared, and it stays on its side when the agency’s mix of notes is allowed for.".into(),
        format!(
            "Cases are followed across agencies. Notes are held beside one another if they are {} of each other.",
            within(audit.cases.window.days())
        ).into(),
        format!("The program is plainrecord {}. The same files, lexicon and settings give the same paper; manifest.json has their digests.", audit.run.version).into(),
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
        ("Finding", "A place in a note that has wording of an entry of the lexicon."),
        ("Indicator", "What the wording is evidence of. Indicators of one sort are a family."),
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
        heads: heads([("Word", 1), ("What it means", 3)]),
        rows: terms.into_iter().chain([counted]).map(|(word, means)| vec![word.into(), means.into()]).collect(),
    });
    paper
        .note("The report (report.html) has the charts, the months and the quotations; workbook.xlsx has every table.");
}
