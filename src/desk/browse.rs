//! The findings of the audit, to look through by agency, indicator and wording.
//! In a blind review those that the reviewer has still to read are left out.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Query, State};
use axum::routing::get;
use maud::{Markup, html};
use serde::Deserialize;

use super::page::Page;
use super::pages::{Missing, Room};
use super::reviewer::Reading;
use crate::lexicon::Lexicon;
use crate::report::{as_written, framed};
use crate::review::{Choices, Filter, FindingId, Listed};

/// So many are on one page.
const MOST: u32 = 50;

pub(super) fn routes() -> Router<Arc<Room>> {
    Router::new().route("/findings", get(listed))
}

/// What was chosen; nothing where a field is empty.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Chosen {
    agency: String,
    indicator: String,
    words: String,
    after: String,
}

impl Chosen {
    fn filter(&self) -> Filter {
        let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Filter {
            agency: text(&self.agency),
            indicator: self.indicator.parse().ok(),
            words: text(&self.words),
            after: self.after.parse().ok().and_then(FindingId::new),
            at_most: Some(MOST),
        }
    }
}

async fn listed(
    State(room): State<Arc<Room>>,
    Reading(reviewer): Reading,
    Query(chosen): Query<Chosen>,
) -> Result<Page, Missing> {
    let (found, is_blind) = {
        let desk = room.desk()?;
        (desk.browse(&chosen.filter(), &reviewer)?, desk.is_blind())
    };
    let body = html! {
        @if is_blind { p.note { "Findings in notes that you have still to read are not listed." } }
        (controls(&chosen, room.choices()?))
        @if found.is_empty() { p { "There is no such finding." } } @else { (table(&found, room.detector.lexicon())) }
        @if let Some(last) = found.last().filter(|_| found.len() == MOST as usize) { (more(&chosen, last.label.finding)) }
    };
    Ok(Page::new("Findings", body))
}

fn controls(chosen: &Chosen, choices: &Choices) -> Markup {
    html! {
        form.controls role="search" aria-label="Findings" action="/findings" {
            div { label for="words" { "Wording" } input id="words" name="words" type="search" value=(chosen.words); }
            div {
                label for="agency" { "Agency" }
                select id="agency" name="agency" {
                    option value="" { "All agencies" }
                    @for (agency, findings) in &choices.agencies {
                        option value=(agency) selected[*agency == chosen.agency] { (agency) " (" (findings) ")" }
                    }
                }
            }
            div {
                label for="indicator" { "Indicator" }
                select id="indicator" name="indicator" {
                    option value="" { "All indicators" }
                    @for (indicator, findings) in &choices.indicators {
                        option value=(indicator) selected[indicator.id() == chosen.indicator] { (indicator.title()) " (" (findings) ")" }
                    }
                }
            }
            div { button { "Show" } }
        }
    }
}

/// Goes on after the last one listed.
fn more(chosen: &Chosen, last: FindingId) -> Markup {
    let Chosen { agency, indicator, words, .. } = chosen;
    html! {
        form action="/findings" {
            @for (name, value) in [("agency", agency), ("indicator", indicator), ("words", words)] {
                input type="hidden" name=(name) value=(value);
            }
            input type="hidden" name="after" value=(last.get());
            button.quiet { "Show the next " (MOST) }
        }
    }
}

fn table(found: &[Listed], lexicon: &Lexicon) -> Markup {
    html! {
        (framed("Findings", &html! {
            table.findings {
                caption { span { "Findings, in the order of the audit" } }
                thead {
                    tr {
                        th.number scope="col" { "No." }
                        @for title in ["Words in their sentence", "Indicator", "Rule", "Agency", "Status", "Date"] {
                            th scope="col" { (title) }
                        }
                    }
                }
                tbody { @for finding in found { (row(finding, lexicon)) } }
            }
        }))
    }
}

fn row(finding: &Listed, lexicon: &Lexicon) -> Markup {
    let Listed { label, origin, before, words, after, item } = finding;
    html! {
        tr {
            th.number scope="row" {
                @match item { Some(item) => a href={ "/item/" (item) } { (label.finding.get()) }, None => (label.finding.get()) }
            }
            td { bdi { (before) mark { (words) } (after) } }
            td { (label.indicator.title()) }
            td { (label.entry) @if let Some(entry) = lexicon.entry(&label.entry) { span.meaning { (entry.title) } } }
            td { (as_written(&origin.agency)) }
            td { (label.status) @if label.is_repeat { span.meaning { "repeated" } } }
            td { (as_written(&origin.date)) }
        }
    }
}
