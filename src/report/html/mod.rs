//! `report.html`: one file that can be read, printed and handed on. It asks
//! for nothing from anywhere, runs nothing, names no member of staff and no
//! note, and puts agencies in alphabetical order, never in one of merit.

mod agency;
mod agreements;
mod challenge;
mod changes;
mod chart;
mod concordance;
mod cover;
mod expectations;
mod method;
mod month;
mod occasions;
mod overview;
mod rejected;
mod repeatable;
mod scale;
mod table;
mod wording;
mod worth_reading;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::model::Audit;
use super::outline::Outline;
use super::words::{name_of, notes_and_agencies};

/// Nothing may be loaded; the style stands in the file.
pub(super) const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

pub(super) const STYLE: &str = include_str!("style.css");

/// The whole page.
pub(super) fn page(audit: &Audit<'_>, outline: &Outline<'_>) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { "How domestic abuse is recorded: audit of " (notes_and_agencies(audit)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to the report" }
                (cover::header(audit))
                div.page {
                    (contents(audit))
                    main id="main" tabindex="-1" {
                        (cover::before_you_read(audit))
                        (overview::section(audit, outline))
                        (agency::section(audit, outline))
                        (concordance::section(audit, outline))
                        (expectations::section(audit))
                        (challenge::section(audit))
                        (worth_reading::section(audit, outline))
                        (agreements::section(audit))
                        (method::section(audit))
                        (rejected::section(audit, outline))
                        (repeatable::section(audit))
                    }
                }
            }
        }
    }
}

fn contents(audit: &Audit<'_>) -> Markup {
    html! {
        nav.contents aria-labelledby="contents" {
            h2 id="contents" { "Contents" }
            ol {
                li { a href="#limits" { "Before you read" } }
                li { a href="#findings" { "Findings in words" } }
                li {
                    a href="#agencies" { "Agency by agency" }
                    ul {
                        @for (number, group) in audit.measures.agencies.iter().enumerate() {
                            li { a href={ "#agency-" (number + 1) } { (name_of(group.agency.as_ref())) } }
                        }
                    }
                }
                li { a href="#concordance" { "What one agency named and another did not" } }
                li { a href="#expectations" { "What should follow" } }
                li { a href="#challenge" { "Was it challenged?" } }
                @if audit.classifier.is_some() { li { a href="#worth-reading" { "Also worth reading" } } }
                @if !audit.agreements.is_empty() { li { a href="#agreements" { "Written agreements" } } }
                li { a href="#method" { "How the rules work" } }
                li { a href="#rejected" { "What was read and what was not" } }
                li { a href="#repeat" { "How to repeat this audit" } }
            }
        }
    }
}

/// A heading that can be linked to.
fn heading(id: &str, title: &str) -> Markup {
    html! { h2 id=(id) { (title) } }
}
