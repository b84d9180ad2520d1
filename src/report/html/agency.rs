//! One section for each agency, complete in itself: a summary in words, tables
//! whose lines are drawn, the months, and the wording. No agency is compared with
//! another, and one with too few notes has no figures at all.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::super::model::Audit;
use super::super::number;
use super::super::outline::{Outline, looked_for};
use super::super::scale::Scale;
use super::super::sentences::{of_kind, rate_of};
use super::super::words::kind_title;
use super::line::line;
use super::table::{Head, cell, table};
use super::text::{as_written, running};
use super::{heading, month, name_of, wording};
use crate::lexicon::{Indicator, Kind};
use crate::measure::{GroupMeasures, Rate, Shown, Topic, TopicMeasure};

/// The section.
pub(super) fn section(audit: &Audit<'_>, outline: &Outline<'_>) -> Markup {
    html! {
        section aria-labelledby="agencies" {
            (heading("agencies", "Agency by agency"))
            @if audit.measures.agencies.len() > 1 {
                p {
                    "In alphabetical order. What is drawn of one kind shares one scale. A difference between two agencies may come from what they do, "
                    "whom they see and what they exported, before it comes from how they record."
                }
            }
            @for (number, group) in audit.measures.agencies.iter().enumerate() {
                (agency(audit, outline, group, number + 1))
            }
        }
    }
}

fn agency(audit: &Audit<'_>, outline: &Outline<'_>, group: &GroupMeasures, number: usize) -> Markup {
    let id = format!("agency-{number}");
    html! {
        article.agency aria-labelledby=(id) {
            h3 id=(id) { (as_written(name_of(group.agency.as_ref()))) }
            @if let Shown::Value(notes) = group.notes {
                (summary(group, notes))
                @for &kind in Kind::ALL { (how_often(audit, group, kind)) }
                (month::section(audit, group))
                (wording::section(audit, outline, group))
            } @else {
                p { (not_shown(audit)) }
            }
            @if let Some(unread) = not_assessable(group) { p.note { (unread) } }
        }
    }
}

/// Why nothing is said of so few notes.
pub(super) fn not_shown(audit: &Audit<'_>) -> String {
    format!("There are too few notes to show: fewer than {}.", audit.measures.threshold.get())
}

/// The rows of an agency that nothing was looked for in.
fn not_assessable(group: &GroupMeasures) -> Option<String> {
    let rows = group.unread.not_assessable.value().copied().filter(|&rows| rows > 0)?;
    Some(format!(
        "Not assessed: {} that {} no text, {} blacked out or could not be read. What they say is not known; they are in no figure.",
        number::counted(rows, "row", "rows"),
        if rows == 1 { "has" } else { "have" },
        if rows == 1 { "was" } else { "were" },
    ))
}

/// The agency in two or three sentences.
fn summary(group: &GroupMeasures, notes: u64) -> Markup {
    let kinds = Kind::ALL.iter().copied().filter(|&kind| looked_for(group, kind));
    let rates = kinds.filter_map(|kind| Some((kind, rate_of(group, Topic::Kind(kind))?)));
    html! {
        p.summary {
            "Audited: " (number::counted(notes, "note", "notes"))
            @if let Shown::Value(cases @ 1..) = group.cases { " in " (number::counted(cases, "case", "cases")) }
            ". "
            @for (kind, rate) in rates { (running(&of_kind(kind, rate))) " " }
        }
    }
}

/// What was looked for of a kind: what was found, each line drawn beside its
/// figures, and in a sentence what was not.
fn how_often(audit: &Audit<'_>, group: &GroupMeasures, kind: Kind) -> Markup {
    let (found, absent): (Vec<_>, Vec<_>) =
        indicators(group, kind).into_iter().partition(|(_, _, rate)| rate.numerator > 0);
    let scale = Scale::of_indicators(audit.measures, kind);
    let name = format!("{}, {}", kind_title(kind), name_of(group.agency.as_ref()));
    html! {
        @if !found.is_empty() || !absent.is_empty() {
            h4 { (kind_title(kind)) }
            @if !found.is_empty() {
                (figures(&name, &found, scale))
                p.note.drawn-note { "Drawn from 0 to " (scale.end()) "\u{a0}%: a dot for the share, a line for its interval." }
            }
            @for (rate, titles) in in_none(&absent) { p.absent { "Looked for, and in " (rate) ": " (titles) "." } }
        }
    }
}

/// What no note has, together where the rate is the same.
fn in_none(absent: &[(Indicator, &TopicMeasure, Rate)]) -> BTreeMap<String, String> {
    let mut rates = BTreeMap::<String, Vec<&str>>::new();
    for (indicator, _, rate) in absent {
        rates.entry(number::rate(*rate)).or_default().push(indicator.title());
    }
    rates.into_iter().map(|(rate, titles)| (rate, titles.join("; "))).collect()
}

/// The indicators of a kind that were looked for, with their figures.
fn indicators(group: &GroupMeasures, kind: Kind) -> Vec<(Indicator, &TopicMeasure, Rate)> {
    let figure = |measure| match measure {
        &TopicMeasure { topic: Topic::Indicator(indicator), ref rate, .. } => {
            Some((indicator, measure, *rate.value()?))
        }
        _ => None,
    };
    group.topics.iter().filter_map(figure).filter(|(indicator, ..)| indicator.kind() == kind).collect()
}

fn figures(caption: &str, measured: &[(Indicator, &TopicMeasure, Rate)], scale: Scale) -> Markup {
    let row = |(indicator, measure, rate): &(Indicator, &TopicMeasure, Rate)| {
        let cases = measure.cases.value().map_or_else(|| "too few".to_owned(), |&cases| number::count(cases));
        let interval = rate.interval.map_or_else(|| "too few cases".to_owned(), number::interval);
        let cells = vec![
            cell(number::count(rate.numerator)),
            cell(number::count(rate.denominator)),
            cell(number::percent(*rate)),
            html! { span.drawn { (line(*rate, scale)) span { (interval) } } },
            cell(cases),
        ];
        (cell(indicator.title()), cells)
    };
    let rows: Vec<_> = measured.iter().map(row).collect();
    let heads = [
        Head::Words("Indicator"),
        Head::Number("Notes with it"),
        Head::Number("Of notes"),
        Head::Number("Share"),
        Head::Number("95\u{a0}% interval"),
        Head::Number("Cases"),
    ];
    table(caption, &heads, &rows)
}
