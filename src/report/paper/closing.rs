//! What the author and the board bring: risks, what the agencies say, and what
//! is to be done.

use super::super::model::Audit;
use super::super::words::name_of;
use super::document::{Paper, Table, Text, heads};
use crate::redact::Excerpts;

/// So many lines are left for actions.
const ACTIONS: usize = 4;

/// The sections.
pub(super) fn sections(paper: &mut Paper, audit: &Audit<'_>) {
    risks(paper, audit);
    responses(paper, audit);
    actions(paper);
}

fn risks(paper: &mut Paper, audit: &Audit<'_>) {
    paper.section("Risks, equality and data protection");
    let quoted = match audit.settings.excerpts {
        Excerpts::Redacted => "Sentences are redacted automatically and must be read before the paper is handed on.",
        Excerpts::Verbatim | Excerpts::None => "No sentence of a note is quoted.",
    };
    paper.list(vec![
        Text::strong("Being known again.").and(format!(" This paper names no case, no note and no member of staff. {quoted} ")).and_to_fill("who could be harmed by this paper, and what was done about it"),
        Text::strong("Being taken for a measure.").and(" A figure may be read as a mark for an agency or its staff. It is a reason to read notes, and no more. ").and_to_fill("how this was said to the agencies"),
        Text::strong("Equality.").and(" The audit does not look at who the people in the notes are, so it cannot say whether some are recorded differently. ").and_to_fill("what is known about that, and the equality impact assessment"),
        Text::strong("Data protection.").and(" The audit decides nothing about a person, and the program that made it sends nothing anywhere. The tables in the audit folder name notes and cases and belong where the notes belong. ").and_to_fill("the impact assessment, who may see the folder, and when it is deleted"),
    ]);
}

fn responses(paper: &mut Paper, audit: &Audit<'_>) {
    paper.section("What the agencies say");
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
    paper.paragraph("Each action has one owner, a day, and a figure of this audit that will show whether it worked when the audit is made again.");
    let row = || {
        ["what is to be done", "owner", "day", "which figure, and what it should come to"].map(Text::to_fill).to_vec()
    };
    paper.table(Table {
        caption: "Actions, to be filled in".to_owned(),
        says: "One line for each action, with its owner, the day by which it is done, and how it is measured."
            .to_owned(),
        heads: heads([("Action", 4), ("Owner", 2), ("By when", 2), ("Measure", 4)]),
        rows: (0..ACTIONS).map(|_| row()).collect(),
    });
}
