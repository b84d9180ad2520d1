//! One section for each agency, complete in itself: a summary in words, charts
//! with their tables, the months, and the wording. No agency is compared with
//! another, and one with too few notes has no figures at all.

use maud::{Markup, html};

use super::super::model::Audit;
use super::super::number;
use super::super::outline::{Outline, looked_for};
use super::super::words::kind_title;
use super::chart::{Bar, chart};
use super::scale::Scale;
use super::table::{Head, cell, table};
use super::text::as_written;
use super::{heading, month, name_of, wording};
use crate::lexicon::{Indicator, Kind};
use crate::measure::{GroupMeasures, Rate, Shown, Topic, TopicMeasure};

/// The section.
pub(super) fn section(audit: &Audit<'_>, outline: &Outline<'_>) -> Markup {
    html! {
        section aria-labelledby="agencies" {
            (heading("agencies", "Agency by agency"))
            p {
                "In alphabetical order. Charts of one kind share one scale. A difference between two agencies may come from what they do, "
                "whom they see and what they exported, before it comes from how they record."
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
                @for &kind in Kind::ALL { (how_often(audit, group, kind, &id)) }
                (month::section(audit, group))
                (wording::section(audit, outline, group))
            } @else {
                p { (not_shown(audit)) }
            }
        }
    }
}

/// Why nothing is said of an agency.
fn not_shown(audit: &Audit<'_>) -> String {
    format!("There are too few notes to show: fewer than {}.", audit.measures.threshold.get())
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
            @for (kind, rate) in rates {
                "In " strong { (number::of_notes(rate)) } " ("
                (number::with_interval(rate)) ") there is " (what(kind)) ". "
            }
        }
    }
}

/// What a note of this kind has.
pub(super) fn what(kind: Kind) -> &'static str {
    match kind {
        Kind::Concern => "wording of concern",
        Kind::Good => "something that a good record contains",
        Kind::Risk => "a marker of danger",
    }
}

/// What a chart is about, as its heading.
fn headline(rate: Rate, kind: Kind) -> String {
    let verb = if rate.numerator == 1 { "has" } else { "have" };
    format!("{} {verb} {}", number::of_notes(rate), what(kind))
}

fn rate_of(group: &GroupMeasures, topic: Topic) -> Option<Rate> {
    group.topics.iter().find(|measure| measure.topic == topic)?.rate.value().copied()
}

/// A chart of what was found of a kind, what was not, and the table of both.
fn how_often(audit: &Audit<'_>, group: &GroupMeasures, kind: Kind, id: &str) -> Markup {
    let measured = indicators(group, kind);
    let (found, absent): (Vec<_>, Vec<_>) = measured.iter().partition(|(_, _, rate)| rate.numerator > 0);
    let bars: Vec<_> = found.iter().map(|(indicator, _, rate)| Bar { label: indicator.title(), rate: *rate }).collect();
    let absent: Vec<_> = absent.iter().map(|(indicator, _, _)| lower(indicator.title())).collect();
    let title = format!("{}, {}", kind_title(kind), name_of(group.agency.as_ref()));
    html! {
        @if !measured.is_empty() {
            h4 { (kind_title(kind)) }
            @if !bars.is_empty() {
                figure {
                    figcaption {
                        @if let Some(rate) = rate_of(group, Topic::Kind(kind)) { strong { (headline(rate, kind)) } }
                        @if let Some((_, _, rate)) = measured.first() { "Share of " (number::base(*rate)) }
                        " with its 95\u{a0}% interval; in brackets, the number of notes"
                    }
                    (chart(&format!("{id}-{}", kind.id()), &title, Scale::of_indicators(audit.measures, kind), &bars))
                }
            }
            @if !absent.is_empty() { p.absent { "Looked for and not found: " (absent.join("; ")) "." } }
            details {
                summary { "Table: " (kind_title(kind).to_lowercase()) }
                (figures(&title, &measured))
            }
        }
    }
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

fn figures(caption: &str, measured: &[(Indicator, &TopicMeasure, Rate)]) -> Markup {
    let row = |(indicator, measure, rate): &(Indicator, &TopicMeasure, Rate)| {
        let cases = measure.cases.value().map_or_else(|| "too few".to_owned(), |&cases| number::count(cases));
        let cells = [
            number::count(rate.numerator),
            number::count(rate.denominator),
            number::percent(*rate),
            rate.interval.map_or_else(|| "too few cases".to_owned(), number::interval),
            cases,
        ];
        (cell(indicator.title()), cells.map(cell).to_vec())
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

/// A title within a sentence, unless it begins with a name in capitals.
fn lower(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
