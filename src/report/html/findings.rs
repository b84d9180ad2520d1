//! `findings.html`: the findings one by one, in a table that can be searched,
//! filtered and sorted where its script may run and is all there where it may
//! not. It is written row by row, and where findings are many it holds the
//! first of each agency.

use std::io;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::super::model::{Audit, FindingRow};
use super::super::number;
use super::super::output::Sink;
use super::super::words::capital;
use super::table::framed;
use super::text::{as_written, plain};
use super::{head, name_of};
use crate::lexicon::{Family, Status};
use crate::note::Agency;
use crate::redact::Excerpts;

/// So many findings are listed; a browser takes no more at ease.
const MOST: u64 = 5_000;

const SCRIPT: &str = include_str!("findings.js");

/// Where the rows belong. No text can hold it: it would be escaped.
const ROWS: &str = "<!--rows-->";

/// Writes the whole page.
pub(in super::super) fn write(audit: &Audit<'_>, out: &mut dyn Sink) -> io::Result<()> {
    let page = plain(&page(audit).into_string());
    let (before, after) = page.split_once(ROWS).unwrap_or((&page, ""));
    out.write_all(before.as_bytes())?;
    let mut listed = vec![0; audit.measures.agencies.len()];
    for (at, finding) in audit.findings.rows().enumerate() {
        let finding = finding?;
        let Some(agency) = place_of(audit, &finding.note.agency) else { continue };
        if listed[agency] < most_of_each(audit) {
            listed[agency] += 1;
            out.write_all(plain(&row(audit, &finding, at + 1, agency).into_string()).as_bytes())?;
        }
    }
    out.write_all(after.as_bytes())
}

/// So many findings of an agency are listed.
fn most_of_each(audit: &Audit<'_>) -> u64 {
    if audit.findings.len() <= MOST { MOST } else { (MOST / audit.measures.agencies.len().max(1) as u64).max(1) }
}

/// Which agency of the report it is, from 0.
fn place_of(audit: &Audit<'_>, agency: &Agency) -> Option<usize> {
    audit.measures.agencies.binary_search_by(|group| group.agency.as_ref().cmp(&Some(agency))).ok()
}

fn page(audit: &Audit<'_>) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en-GB" {
            (head("findings one by one", Some(SCRIPT)))
            body.wide {
                a.skip href="#main" { "Skip to the findings" }
                header.cover { div.inner { p.product { "plainrecord" } h1 { "Findings one by one" } (what(audit)) } }
                main id="main" tabindex="-1" {
                    (warning(audit.settings.excerpts))
                    (controls(audit))
                    (table(audit))
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

/// What is listed, and where the rest is.
fn what(audit: &Audit<'_>) -> Markup {
    let all = audit.findings.len();
    html! {
        p.lede {
            (number::counted(all, "finding", "findings"))
            @if all > MOST { "; listed are the first " (number::count(most_of_each(audit))) " of each agency" }
        }
        p { a href="report.html" { "Back to the report" } }
    }
}

fn warning(excerpts: Excerpts) -> Markup {
    html! {
        p {
            "A finding is wording, and nothing about a person. Only what is counted is in the figures of the report. "
            "The number is that of the row in findings.csv, which has every finding with its note."
        }
        @match excerpts {
            Excerpts::Redacted => p { strong { "Redaction is automatic: expect misses." } " This list is for those who may see the notes." },
            Excerpts::Verbatim => p { strong { "Quotations are not redacted." } " This list is for those who may see the notes." },
            Excerpts::None => p { "Notes are not quoted in this audit." },
        }
    }
}

/// Search, filters and order; hidden until the script shows them.
fn controls(audit: &Audit<'_>) -> Markup {
    let agencies = audit.measures.agencies.iter().map(|group| name_of(group.agency.as_ref())).enumerate();
    let families = Family::ALL.iter().map(|family| (family.id(), family.title().to_owned()));
    let statuses = Status::ALL.iter().map(|status| status.id()).chain([REPEATED]).map(|id| (id, capital(id)));
    let orders = [
        ("number", "Number"),
        ("agency", "Agency"),
        ("date", "Date"),
        ("indicator", "Indicator"),
        ("status", "Status"),
    ];
    html! {
        div.controls id="controls" role="search" aria-label="Findings" hidden {
            div { label for="words" { "Search" } input id="words" type="search" autocomplete="off"; }
            (choice("agency", "Agency", "All agencies", agencies.map(|(at, name)| (at.to_string(), name.to_owned()))))
            (choice("family", "Family", "All families", families))
            (choice("status", "Status", "All statuses", statuses))
            div { label for="order" { "Sort by" } select id="order" { @for (value, title) in orders { option value=(value) { (title) } } } }
            div { button id="clear" type="button" { "Clear" } }
        }
        p.note id="count" role="status" {}
    }
}

fn choice<V: maud::Render>(id: &str, title: &str, all: &str, options: impl Iterator<Item = (V, String)>) -> Markup {
    html! {
        div {
            label for=(id) { (title) }
            select id=(id) { option value="" { (all) } @for (value, name) in options { option value=(value) { (name) } } }
        }
    }
}

fn table(audit: &Audit<'_>) -> Markup {
    html! {
        (framed("Findings", &html! {
            table.findings {
                caption { span { "Findings, in the order of the notes" } }
                thead {
                    tr {
                        th.number scope="col" { "No." }
                        @if audit.settings.excerpts != Excerpts::None { th scope="col" { "Words in their sentence" } }
                        @for title in ["Indicator", "Agency", "Date", "Status"] { th scope="col" { (title) } }
                    }
                }
                tbody id="rows" { (PreEscaped(ROWS)) }
            }
        }))
    }
}

const REPEATED: &str = "repeated";

fn row(audit: &Audit<'_>, finding: &FindingRow, number: usize, agency: usize) -> Markup {
    let (indicator, note, excerpt) = (finding.finding.indicator, &finding.note, &finding.excerpt);
    let status = match finding.finding.status {
        Status::Counted if finding.repeat_of.is_some() => REPEATED,
        status => status.id(),
    };
    html! {
        tr data-agency=(agency) data-family=(indicator.family().id()) data-status=(status) {
            th.number scope="row" { (number) }
            @if audit.settings.excerpts != Excerpts::None {
                td { bdi { (excerpt.before()) mark { (excerpt.words()) } (excerpt.after()) } }
            }
            td { span data-sort="indicator" { (indicator.title()) } span.meaning { (indicator.family().title()) } }
            td { (as_written(name_of(Some(&note.agency)))) }
            td { @if let Some(date) = note.date { time datetime=(date) { (number::day(date)) } } @else { "no date" } }
            td { (capital(status)) }
        }
        "\n"
    }
}
