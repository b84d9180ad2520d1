//! The first page: what the board is asked, and what it should know if it reads
//! no further.

use super::super::model::Audit;
use super::super::number;
use super::super::words::{notes_and_agencies, period, what_it_says, within};
use super::document::{Paper, Text};
use super::found::families;
use crate::lexicon::Kind;
use crate::measure::{Rate, Topic};

/// The section.
pub(super) fn purpose(paper: &mut Paper, audit: &Audit<'_>) {
    paper.section("Purpose and what the board is asked");
    paper.paragraph(format!(
        "This paper reports an audit of how domestic abuse is recorded, in {}. Period: {}. It is about the words in the record. It decides nothing about a person, and it cannot tell what happened.",
        notes_and_agencies(audit),
        period(audit)
    ));
    paper.paragraph(
        Text::from("It was drafted from the figures of the audit. What stands in ")
            .and_to_fill("square brackets")
            .and(" is for the author, and every sentence is the author’s to change. The board is asked to:"),
    );
    paper.list(vec![
        "consider what was found, and how far it can be trusted;".into(),
        "hear what the agencies say to it;".into(),
        "agree the actions at the end, each with an owner, a date and a measure;".into(),
        Text::to_fill("any other decision that is asked for"),
    ]);
}

/// The section: at most five, in the order of the paper.
pub(super) fn key_messages(paper: &mut Paper, audit: &Audit<'_>) {
    paper.section("Key messages");
    let messages: Vec<Text> = [
        kind(audit, Kind::Concern, "there is wording of concern"),
        most_frequent(audit),
        kind(audit, Kind::Good, "something is recorded that a good record contains"),
        softened(audit),
        challenged(audit),
    ]
    .into_iter()
    .flatten()
    .collect();
    if messages.is_empty() {
        let fewest = number::counted(audit.measures.threshold.get(), "note", "notes");
        paper.paragraph(format!("The figures rest on fewer than {fewest}, which is too few to say anything."));
    } else {
        paper.paragraph("The share stands in brackets with its 95\u{a0}% interval, which says how far it could be from this by chance alone, if these notes are a fair sample of the recording.");
    }
    paper.list(messages);
    paper.paragraph(Text::to_fill("what the author wants the board to take away"));
}

fn kind(audit: &Audit<'_>, kind: Kind, what: &str) -> Option<Text> {
    let measure = audit.measures.all.topics.iter().find(|measure| measure.topic == Topic::Kind(kind))?;
    Some(message("In ", *measure.rate.value()?, what))
}

/// The family of concern that is in the most notes.
fn most_frequent(audit: &Audit<'_>) -> Option<Text> {
    let found = families(audit).filter(|family| family.kind() == Kind::Concern).filter_map(|family| {
        let mut topics = audit.measures.all.topics.iter();
        Some((family, *topics.find(|measure| measure.topic == Topic::Family(family))?.rate.value()?))
    });
    // Of those that are equal, the first.
    let most = found.reduce(|most, next| if next.1.numerator > most.1.numerator { next } else { most });
    most.filter(|(_, rate)| rate.numerator > 0)
        .map(|(family, rate)| message("The most frequent concern: in ", rate, what_it_says(family)))
}

fn message(before: &str, rate: Rate, what: &str) -> Text {
    Text::from(before).and_strong(number::of_notes(rate)).and(format!(" ({}) {what}.", number::with_interval(rate)))
}

fn softened(audit: &Audit<'_>) -> Option<Text> {
    let all = audit.cases.concordance.iter().find(|pair| pair.agencies.is_none())?;
    let softened = all.figures.value()?.softened;
    let what = format!(
        " where one agency named violence or control and another wrote in the same case {}, the other’s words soften it",
        within(audit.cases.window.days())
    );
    Some(occasions(softened, &what))
}

fn challenged(audit: &Audit<'_>) -> Option<Text> {
    let all = audit.cases.challenges.iter().find(|line| line.agency.is_none())?;
    let challenged = all.figures.value()?.challenged;
    let what =
        format!(" of wording of concern, a later note of the case questions it {}", within(audit.cases.window.days()));
    Some(occasions(challenged, &what))
}

fn occasions(rate: Rate, what: &str) -> Text {
    Text::from("On ")
        .and_strong(number::of(rate, "occasion", "occasions"))
        .and(format!("{what} ({}).", number::with_interval(rate)))
}
