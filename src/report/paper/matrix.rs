//! Each agency beside the others, in words with the figures that they are
//! about: agencies side by side where there are few, and where there are many,
//! family by family, those that stand out.

use super::super::model::Audit;
use super::super::number;
use super::super::words::name_of;
use super::document::{Head, Paper, Table, Text, heads};
use crate::lexicon::{Family, Kind};
use crate::measure::{GroupMeasures, Rate, Shown, Topic, TopicMeasure, Verdict, Word};

/// At most so many agencies stand side by side.
const SIDE_BY_SIDE: usize = 5;

/// With more agencies than this, those that stand out are named and the others
/// counted.
const IN_COLUMNS: usize = 10;

/// So many agencies are named in a cell.
const NAMED: usize = 5;

/// The tables, with what is to be known of them.
pub(super) fn tables(paper: &mut Paper, audit: &Audit<'_>) {
    paper.paragraph(what_it_holds(audit));
    if audit.measures.agencies.len() > IN_COLUMNS {
        by_family(paper, audit);
    } else {
        by_agency(paper, audit);
        paper.note("Notes with it, of how many (share; 95\u{a0}% interval). Good recording is a share of the notes that show that they are about abuse; everything else is a share of all notes.");
    }
}

fn what_it_holds(audit: &Audit<'_>) -> String {
    if audit.measures.agencies.len() < 2 {
        return "There is one agency in this audit, and nothing to hold it beside.".to_owned();
    }
    let beside = if audit.settings.peers.groups().is_empty() {
        "all other agencies together"
    } else {
        "its peer group, or else of all other agencies together"
    };
    format!(
        "How often an agency’s notes have something, beside the notes of {beside}. “As expected” means that no difference is both unlikely to be chance and large enough to matter. \
         Higher or lower is a reason to read notes, and not a mark: it may come from the work, the people seen or what was exported. agencies.csv has the sentence that each word rests on."
    )
}

/// A table of families by agencies; with more than fit, several tables.
fn by_agency(paper: &mut Paper, audit: &Audit<'_>) {
    let agencies = &audit.measures.agencies;
    let tables = agencies.len().div_ceil(SIDE_BY_SIDE).max(1);
    for groups in agencies.chunks(agencies.len().div_ceil(tables).max(1)) {
        let agencies = groups.iter().map(|group| Head { words: name_of(group.agency.as_ref()).to_owned(), width: 5 });
        let row = |family: Family| {
            let title = Text::from(family.title());
            std::iter::once(title).chain(groups.iter().map(|group| said(group, family))).collect()
        };
        paper.table(Table {
            caption: "Each agency beside the others".to_owned(),
            says: "One line for each family of indicators, one column for each agency in alphabetical order: higher than expected, as expected, lower than expected, too few to say, or not comparable; and how many notes of how many, the share, and its 95 % interval.".to_owned(),
            heads: heads([("In the notes", 5)]).into_iter().chain(agencies).collect(),
            rows: families(audit).map(row).collect(),
        });
    }
}

/// `as expected: 41 of 250 (16 %; 12 to 21 %)`; a word that stands out is strong.
fn said(group: &GroupMeasures, family: Family) -> Text {
    let Some(measure) = of_family(group, family) else { return "not looked for".into() };
    let Shown::Value(rate) = measure.rate else { return "too few".into() };
    let figures = of_how_many(rate);
    match verdict(measure).map(Verdict::word) {
        None => figures.into(),
        Some(word @ (Word::HigherThanExpected | Word::LowerThanExpected)) => {
            Text::strong(word.to_string()).and(format!(": {figures}"))
        }
        Some(word) => format!("{word}: {figures}").into(),
    }
}

/// `41 of 250 (16 %; 12 to 21 %)`, in two pieces at most.
pub(super) fn of_how_many(rate: Rate) -> String {
    let interval = rate.interval.map_or("no interval".to_owned(), number::interval);
    let [part, whole] = [rate.numerator, rate.denominator].map(number::count);
    let share = unbroken(&format!("{part} of {whole} ({};", number::percent(rate)));
    format!("{share} {})", unbroken(&interval))
}

/// On one line, which a narrow column would break otherwise.
fn unbroken(words: &str) -> String {
    words.replace(' ', "\u{a0}")
}

/// One line for each family: who stands out, and how many do not.
fn by_family(paper: &mut Paper, audit: &Audit<'_>) {
    let row = |family: Family| {
        let of = |is: &[Word]| of_words(audit, family, is);
        let count = |is: &[Word]| Text::from(number::count(of(is).len() as u64));
        vec![
            family.title().into(),
            names(&of(&[Word::HigherThanExpected])),
            names(&of(&[Word::LowerThanExpected])),
            count(&[Word::AsExpected]),
            count(&[Word::TooFewToSay, Word::NotComparable]),
        ]
    };
    paper.table(Table {
        caption: "Agencies beside the others".to_owned(),
        says: "One line for each family of indicators: which agencies have it more often than expected, which less often, how many as expected, and of how many nothing can be said.".to_owned(),
        heads: heads([("In the notes", 4), ("Higher than expected", 6), ("Lower than expected", 6), ("As expected", 2), ("Cannot be said", 2)]),
        rows: families(audit).map(row).collect(),
    });
    paper.note("In alphabetical order. The report holds each agency beside the others with its figures, and agencies.csv has all of them.");
}

/// The agencies that have one of these words for a family.
fn of_words<'a>(audit: &Audit<'a>, family: Family, words: &[Word]) -> Vec<&'a str> {
    let is_one = |group: &&GroupMeasures| {
        let word = of_family(group, family).and_then(verdict).map_or(Word::TooFewToSay, Verdict::word);
        words.contains(&word)
    };
    audit.measures.agencies.iter().filter(is_one).map(|group| name_of(group.agency.as_ref())).collect()
}

/// The first few by name, and how many others.
fn names(agencies: &[&str]) -> Text {
    if agencies.is_empty() {
        return "none".into();
    }
    let (named, others) = agencies.split_at(agencies.len().min(NAMED));
    let mut named: Vec<Text> = named.iter().map(|name| Text::name(name)).collect();
    if !others.is_empty() {
        named.push(format!("{} more", number::count(others.len() as u64)).into());
    }
    Text::list(named)
}

fn of_family(group: &GroupMeasures, family: Family) -> Option<&TopicMeasure> {
    group.topics.iter().find(|measure| measure.topic == Topic::Family(family))
}

fn verdict(measure: &TopicMeasure) -> Option<Verdict> {
    measure.verdict.as_ref()?.value().copied()
}

/// The families that were looked for, kind by kind.
fn families(audit: &Audit<'_>) -> impl Iterator<Item = Family> {
    let of_kind = |&kind: &Kind| Family::ALL.iter().copied().filter(move |family| family.kind() == kind);
    let looked_for = |family: &Family| audit.lexicon.entries().iter().any(|entry| entry.indicator.family() == *family);
    Kind::ALL.iter().flat_map(of_kind).filter(looked_for)
}
