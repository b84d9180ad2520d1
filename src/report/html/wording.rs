//! The wording itself: what was found, in its sentence. Every word of a note
//! comes from an excerpt and is escaped; a month and a kind of record say where
//! it stood, nothing more. Why it matters stands in `reasons`, once.

use maud::{Markup, html};

use super::super::model::{Audit, NoteHead};
use super::super::number;
use super::super::outline::{Outline, QUOTED, Quoted};
use super::reasons::link;
use super::text::as_written;
use crate::lexicon::{Family, Indicator};
use crate::measure::{GroupMeasures, Shown, Topic};
use crate::redact::{Excerpt, Excerpts};

/// The wording of one agency.
pub(super) fn section(audit: &Audit<'_>, outline: &Outline<'_>, group: &GroupMeasures) -> Markup {
    let found = group.agency.as_ref().map(|agency| outline.quotable(agency)).unwrap_or_default();
    html! {
        h4 { "Wording found" }
        @if found.is_empty() {
            p { "Nothing that counts was found in these notes." }
        } @else {
            p {
                @if audit.settings.excerpts == Excerpts::None { "Notes are not quoted in this audit." }
                @else { "Up to " (QUOTED) " sentences for each indicator. More are in " a href="findings.html" { "findings one by one" } ", and all in findings.csv." }
                " Each title leads to why the wording matters, better wording and the source."
            }
            div.families { @for &family in Family::ALL { (of_family(audit, group, family, &found)) } }
        }
    }
}

/// The wording of a family, behind a line to open.
fn of_family(
    audit: &Audit<'_>,
    group: &GroupMeasures,
    family: Family,
    found: &[(Indicator, Vec<Quoted<'_>>)],
) -> Markup {
    let found: Vec<_> = found.iter().filter(|(indicator, _)| indicator.family() == family).collect();
    html! {
        @if !found.is_empty() {
            details {
                summary { (family.title()) ": " (number::counted(found.len() as u64, "indicator", "indicators")) }
                div.wording { @for (indicator, quoted) in found { (indicator_block(audit, group, *indicator, quoted)) } }
            }
        }
    }
}

fn indicator_block(audit: &Audit<'_>, group: &GroupMeasures, indicator: Indicator, quoted: &[Quoted<'_>]) -> Markup {
    html! {
        section.indicator {
            h5 { (indicator.title()) }
            p.tally { (indicator.family().title()) (tally(group, indicator)) }
            @for quoted in quoted { (rule(audit, quoted)) }
        }
    }
}

/// How often, if that may be said.
fn tally(group: &GroupMeasures, indicator: Indicator) -> String {
    let measure = group.topics.iter().find(|measure| measure.topic == Topic::Indicator(indicator));
    match measure.map(|measure| measure.rate) {
        // What is quoted then stands in notes that are not of the base.
        Some(Shown::Value(rate)) if rate.numerator == 0 => {
            format!(" · in {}, only in other notes", number::of_notes(rate))
        }
        Some(Shown::Value(rate)) => format!(" · {} ({})", number::of_notes(rate), number::percent(rate)),
        _ => String::new(),
    }
}

fn rule(audit: &Audit<'_>, quoted: &Quoted<'_>) -> Markup {
    html! {
        div.rule {
            p.rule-title { (link(quoted.entry)) }
            @if audit.settings.excerpts != Excerpts::None { @for row in quoted.rows { (quotation(&row.note, &row.excerpt)) } }
        }
    }
}

/// A sentence with its words marked, and where it stood.
pub(super) fn quotation(note: &NoteHead, excerpt: &Excerpt) -> Markup {
    let month = note.date.map(number::month_of);
    let place = month.iter().map(String::as_str).chain([note.note_type.as_str()]);
    let place: Vec<_> = place.filter(|word| !word.is_empty()).map(as_written).collect();
    html! {
        figure.quotation {
            blockquote { p { bdi { (excerpt.before()) mark { (excerpt.words()) } (excerpt.after()) } } }
            @if !place.is_empty() { figcaption { @for (at, word) in place.iter().enumerate() { @if at > 0 { ", " } (word) } } }
        }
    }
}
