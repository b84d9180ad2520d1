//! The first page: what the board is asked, what it should know if it reads
//! no further, and what the audit is measured by.

use std::collections::BTreeMap;

use super::super::model::Audit;
use super::super::outline::{Outline, Theme};
use super::super::words::{notes_and_agencies, period};
use super::super::{glance, number};
use super::document::{Paper, Text};
use crate::lexicon::Kind;

/// So many documents are named.
const STANDARDS: usize = 3;

/// Of so many kinds of wording, those in the most notes.
const MOST_FREQUENT: usize = 20;

/// What the annotator says of wording that no document is the source of.
const NO_DOCUMENT: &str = "practice";

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
        paper.paragraph(together(figures).and("The 95\u{a0}% interval says how far a share could be from this by chance alone, if these notes are a fair sample of the recording."));
    }
    paper.list(glance::key_messages(audit));
    let beside = glance::beside_others(audit);
    if !beside.is_empty() {
        paper.paragraph(together(beside));
    }
    paper.paragraph(Text::to_fill("what the author wants the board to take away"));
}

/// The section: why it matters how abuse is recorded, and what says so.
pub(super) fn background(paper: &mut Paper, audit: &Audit<'_>, outline: &Outline<'_>) {
    paper.section("Background and standards");
    paper.paragraph(
        "What one agency writes is what the next one reads. A record that says who did what to whom, and what was done about it, lets others see a pattern; \
         a record that softens it, or looks at the victim alone, can hide the danger from all who read it later.",
    );
    let named = standards(audit, outline);
    let cited = match named.as_slice() {
        [] => String::new(),
        named => {
            format!(" The wording of concern that was found most often rests on, among others: {}.", named.join("; "))
        }
    };
    paper.paragraph(
        Text::from(format!("Each entry of the lexicon names the guidance, review or inspection that it rests on.{cited} The report lists the sources. Local policy: "))
            .and_to_fill("what this partnership’s own standards ask of a record"),
    );
}

/// The documents that most of the wording of concern cites that was found in
/// the most notes.
fn standards<'a>(audit: &Audit<'a>, outline: &Outline<'a>) -> Vec<&'a str> {
    let mut cited = BTreeMap::<&str, usize>::new();
    for theme in outline.themes(Kind::Concern, MOST_FREQUENT).filter(|theme| is_shown(audit, theme)) {
        for id in theme.entry.source.iter().filter(|id| *id != NO_DOCUMENT) {
            *cited.entry(audit.lexicon.citation(id).unwrap_or(id)).or_default() += 1;
        }
    }
    let mut cited: Vec<_> = cited.into_iter().collect();
    cited.sort_by_key(|&(_, entries)| std::cmp::Reverse(entries));
    cited.into_iter().take(STANDARDS).map(|(citation, _)| citation).collect()
}

fn is_shown(audit: &Audit<'_>, theme: &Theme<'_>) -> bool {
    audit.shown(theme.notes).value().is_some()
}

/// Sentences, one after another.
fn together(sentences: Vec<Text>) -> Text {
    sentences.into_iter().fold(Text::default(), |said, next| said.and_text(next).and(" "))
}
