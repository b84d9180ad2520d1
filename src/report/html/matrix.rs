//! Agency by agency, what is recorded more or less often than by the others:
//! in words and shapes, agencies in alphabetical order, without totals or ranks.

use maud::{Markup, html};

use super::super::glance::title;
use super::super::model::Audit;
use super::super::number;
use super::table::framed;
use super::text::as_written;
use super::{funnel, heading, name_of};
use crate::measure::{GroupMeasures, Measures, Rate, Shown, Topic, TopicMeasure, Verdict, Word};

/// The section; nothing where there is no other agency to be held beside.
pub(super) fn section(audit: &Audit<'_>) -> Markup {
    let measures = audit.measures;
    html! {
        @if measures.agencies.len() > 1 {
            section aria-labelledby="beside" {
                (heading("beside", "Each agency beside the others"))
                p {
                    "Each word holds an agency beside all the others together"
                    @if !audit.settings.peers.groups().is_empty() { ", or beside the others of its peer group" }
                    ". “As expected” means that no difference is sure and large enough to speak of. "
                    "Higher or lower is no judgement: the reasons may be what an agency does, whom it sees and what it exported."
                }
                (shapes())
                (table(audit, "Families of wording, agency by agency", |topic| matches!(topic, Topic::Family(_))))
                p.note { "Below each word: notes with it, of how many, and the 95\u{a0}% interval of the share. Good recording is a share of the notes about abuse." }
                (reasons(measures))
                (funnel::part(audit))
                details {
                    summary { "Indicator by indicator" }
                    (table(audit, "Indicators, agency by agency", |topic| matches!(topic, Topic::Indicator(_))))
                }
            }
        }
    }
}

fn table(audit: &Audit<'_>, caption: &str, is_row: fn(Topic) -> bool) -> Markup {
    let measures = audit.measures;
    let topics = measures.all.topics.iter().map(|measure| measure.topic).filter(|&topic| is_row(topic));
    html! {
        (framed(caption, &html! {
            table.matrix {
                caption { span { (caption) } }
                thead {
                    tr {
                        th scope="col" { "Wording" }
                        @for group in &measures.agencies { th scope="col" { (column(audit, group)) } }
                    }
                }
                tbody {
                    @for topic in topics {
                        tr {
                            th scope="row" { (title(topic)) }
                            @for group in &measures.agencies { (cell(group, topic)) }
                        }
                    }
                }
            }
        }))
    }
}

/// An agency, and its peer group if it has one.
fn column(audit: &Audit<'_>, group: &GroupMeasures) -> Markup {
    let peers = group.agency.as_ref().and_then(|agency| audit.settings.peers.of(agency));
    html! {
        (as_written(name_of(group.agency.as_ref())))
        @if let Some(peers) = peers { span.meaning { "in " (as_written(&peers.name)) } }
    }
}

fn cell(group: &GroupMeasures, topic: Topic) -> Markup {
    let measure = group.topics.iter().find(|measure| measure.topic == topic);
    let verdict = measure.and_then(verdict);
    let word = verdict.map_or(Word::TooFewToSay, Verdict::word);
    html! {
        td class=(id(word)) {
            span.word { svg.shape aria-hidden="true" width="12" height="12" { use href={ "#shape-" (id(word)) } {} } (word) }
            @if let Some(&Shown::Value(rate)) = measure.map(|measure| &measure.rate) { (figures(rate)) }
        }
    }
}

fn verdict(measure: &TopicMeasure) -> Option<Verdict> {
    measure.verdict.as_ref()?.value().copied()
}

fn figures(rate: Rate) -> Markup {
    html! {
        span.meaning {
            span.share-text { (number::count(rate.numerator)) " of " (number::count(rate.denominator)) }
            @if let Some(interval) = rate.interval { ", " span.share-text { (number::interval(interval)) } }
        }
    }
}

/// What each word that stands out rests on.
fn reasons(measures: &Measures) -> Markup {
    let lines = measures.agencies.iter().flat_map(|group| group.topics.iter().map(move |measure| (group, measure)));
    let stands_out = |word| matches!(word, Word::HigherThanExpected | Word::LowerThanExpected);
    let found: Vec<_> = lines
        .filter_map(|(group, measure)| Some((group, measure.topic, verdict(measure)?)))
        .filter(|(.., verdict)| stands_out(verdict.word()))
        .collect();
    html! {
        @if !found.is_empty() {
            h3 { "What stands out, and what that rests on" }
            dl.statuses {
                @for (group, topic, verdict) in found {
                    div {
                        dt { (as_written(name_of(group.agency.as_ref()))) ", " (title(topic)) ": " (verdict.word()) }
                        dd { (verdict.sentence()) }
                    }
                }
            }
        }
    }
}

/// The name of a word's shape and colour.
fn id(word: Word) -> &'static str {
    match word {
        Word::HigherThanExpected => "higher",
        Word::AsExpected => "expected",
        Word::LowerThanExpected => "lower",
        Word::TooFewToSay => "few",
        Word::NotComparable => "other",
    }
}

/// The shapes, drawn once: a triangle that points up or down, a ring, a dash
/// and a cross.
fn shapes() -> Markup {
    html! {
        svg.shapes aria-hidden="true" width="0" height="0" {
            @for &word in &Word::ALL {
                symbol id={ "shape-" (id(word)) } viewBox="0 0 12 12" {
                    @match word {
                        Word::HigherThanExpected => path.filled d="M6 1 11 11H1z" {},
                        Word::LowerThanExpected => path.filled d="M6 11 1 1h10z" {},
                        Word::AsExpected => circle.open cx="6" cy="6" r="4" {},
                        Word::TooFewToSay => path.open d="M2 6h8" {},
                        Word::NotComparable => path.open d="M2 2l8 8M10 2l-8 8" {},
                    }
                }
            }
        }
    }
}
