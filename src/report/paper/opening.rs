//! The first page: what the board is asked, and what it should know if it reads
//! no further.

use super::super::model::Audit;
use super::super::words::{notes_and_agencies, period};
use super::super::{glance, number};
use super::document::{Paper, Text};

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

/// The section: the sentences of the report's first screen.
pub(super) fn key_messages(paper: &mut Paper, audit: &Audit<'_>) {
    paper.section("Key messages");
    let figures = glance::figures_in_words(audit);
    if figures.is_empty() {
        let fewest = number::counted(audit.measures.threshold.get(), "note", "notes");
        paper.paragraph(format!("The figures rest on fewer than {fewest}, which is too few to say anything."));
    } else {
        paper.paragraph(together(figures).and("The share stands in brackets with its 95\u{a0}% interval, which says how far it could be from this by chance alone, if these notes are a fair sample of the recording."));
    }
    paper.list(glance::key_messages(audit));
    let beside = glance::beside_others(audit);
    if !beside.is_empty() {
        paper.paragraph(together(beside));
    }
    paper.paragraph(Text::to_fill("what the author wants the board to take away"));
}

/// Sentences, one after another.
fn together(sentences: Vec<Text>) -> Text {
    sentences.into_iter().fold(Text::default(), |said, next| said.and_text(next).and(" "))
}
