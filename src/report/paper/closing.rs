//! What is working and what needs to change, and what the author and the board
//! bring: risks, what the agencies say, and what is to be done.

use std::cmp::Reverse;

use super::super::model::Audit;
use super::super::number;
use super::super::sentences::cases::{all_of_rule, met_in_time};
use super::super::sentences::of_indicator;
use super::super::words::name_of;
use super::document::{Paper, Table, Text, heads};
use crate::lexicon::{Indicator, Kind};
use crate::measure::{Rate, Topic};
use crate::redact::Excerpts;

/// So many lines are left for actions.
const ACTIONS: usize = 4;

/// With more agencies than this, what they say is a paragraph.
const RESPONSES: usize = 10;

/// So many of what a good record contains are named.
const WORKING: usize = 2;

/// The sections.
pub(super) fn sections(paper: &mut Paper, audit: &Audit<'_>) {
    working(paper, audit);
    risks(paper, audit);
    responses(paper, audit);
    actions(paper);
}

fn working(paper: &mut Paper, audit: &Audit<'_>) {
    paper.section("What is working, and what needs to change");
    let recorded = most_recorded(audit);
    let mut said: Vec<Text> = recorded.into_iter().map(|(one, rate)| of_indicator(one, rate)).collect();
    said.extend(surest_rule(audit));
    if !said.is_empty() {
        paper.paragraph("What these records have most often of what a good record contains:");
    }
    said.push(Text::to_fill("what is working, with an example of the difference that it made"));
    paper.list(said);
    paper.paragraph(
        Text::from("What needs to change begins with the key messages, and with the better wording above, which supervision and training can use: ")
            .and_to_fill("what the author would change, and what it rests on"),
    );
}

/// What a good record contains and most notes about abuse have.
fn most_recorded(audit: &Audit<'_>) -> Vec<(Indicator, Rate)> {
    let found = audit.measures.all.topics.iter().filter_map(|measure| match measure.topic {
        Topic::Indicator(one) if one.kind() == Kind::Good => Some((one, *measure.rate.value()?)),
        _ => None,
    });
    let mut found: Vec<_> = found.filter(|(_, rate)| rate.numerator > 0).collect();
    found.sort_by_key(|(_, rate)| Reverse(rate.numerator));
    found.truncate(WORKING);
    found
}

/// The practice rule of which it is surest that it was often met in time: the
/// one whose interval begins highest.
fn surest_rule(audit: &Audit<'_>) -> Option<Text> {
    let rules = audit.lexicon.expectations().iter();
    let begins = rules.filter_map(|rule| {
        let figures = all_of_rule(audit, rule)?;
        Some((figures.met.interval?.low, rule, figures))
    });
    let (low, rule, figures) = begins.max_by(|(one, ..), (other, ..)| one.total_cmp(other))?;
    let before = "The practice rule that was met in time most often, as far as can be told: ";
    (low > 0.0).then(|| Text::from(before).and_text(met_in_time(rule, figures)).and("."))
}

fn risks(paper: &mut Paper, audit: &Audit<'_>) {
    paper.section("Risks, equality and data protection");
    let quoted = match audit.settings.excerpts {
        Excerpts::Redacted => "Sentences are redacted automatically and must be read before the paper is handed on.",
        Excerpts::Verbatim | Excerpts::None => "No sentence of a note is quoted.",
    };
    paper.list(vec![
        Text::strong("Being known again.").and(format!(" This paper names no case, no note and no member of staff. {quoted} ")).and_to_fill("who could be harmed by this paper, and what was done about it"),
        Text::strong("Being taken for a measure.").and(" A figure is a reason to read notes, and no mark for an agency or its staff. ").and_to_fill("how this was said to the agencies"),
        Text::strong("Equality.").and(" The audit does not know who the people in the notes are, and cannot say whether some are recorded differently. ").and_to_fill("what is known about that, and the equality impact assessment"),
        Text::strong("Data protection.").and(" The program that made the audit sends nothing anywhere. The tables in the audit folder name notes and cases and belong where the notes belong. ").and_to_fill("the impact assessment, who may see the folder, and when it is deleted"),
    ]);
}

fn responses(paper: &mut Paper, audit: &Audit<'_>) {
    paper.section("What the agencies say");
    let agencies = audit.measures.agencies.len();
    if agencies > RESPONSES {
        let asked = format!("Each of the {} was asked. ", number::counted(agencies as u64, "agency", "agencies"));
        paper.paragraph(
            Text::from(asked).and_to_fill("what they say, where they differ, and where each answer can be read"),
        );
        return;
    }
    let row = |name: &str| vec![name.into(), Text::to_fill("what the agency says, and who said it")];
    paper.table(Table {
        caption: "Responses, to be filled in".to_owned(),
        says: "One line for each agency, in alphabetical order, with room for what it says.".to_owned(),
        heads: heads([("Agency", 1), ("Response", 3)]),
        rows: audit.measures.agencies.iter().map(|group| row(name_of(group.agency.as_ref()))).collect(),
    });
}

fn actions(paper: &mut Paper) {
    paper.section("Actions");
    paper.paragraph(
        Text::from("Each action has one owner, a day, and a figure of this audit that will show whether it worked when the audit is made again. ")
            .and_to_fill("what the last audit’s actions came to"),
    );
    let row = || ["what is to be done", "owner", "day", "which figure, and its aim"].map(Text::to_fill).to_vec();
    paper.table(Table {
        caption: "Actions, to be filled in".to_owned(),
        says: "One line for each action, with its owner, the day by which it is done, and how it is measured."
            .to_owned(),
        heads: heads([("Action", 4), ("Owner", 2), ("By when", 2), ("Measure", 4)]),
        rows: (0..ACTIONS).map(|_| row()).collect(),
    });
}
