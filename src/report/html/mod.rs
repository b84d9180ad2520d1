//! `report.html`: one file that can be read, printed and handed on. It asks
//! for nothing from anywhere, runs nothing, names no member of staff and no
//! note, and puts agencies in alphabetical order, never in one of merit.
//! `findings.html` beside it lists the findings one by one.

mod agency;
mod agreements;
mod challenge;
mod changes;
mod children;
mod concordance;
mod cover;
mod expectations;
mod findings;
mod funnel;
mod glance;
mod language;
mod line;
mod matrix;
mod method;
mod month;
mod occasions;
mod overview;
mod policy;
mod read_again;
mod reasons;
mod rejected;
mod repeatable;
mod table;
mod text;
mod wording;
mod worth_reading;

use maud::{DOCTYPE, Markup, PreEscaped, html};

pub(super) use self::findings::write as write_findings;
#[cfg(feature = "desk")]
pub(crate) use self::policy::digest_source;
use self::policy::policy;
#[cfg(feature = "desk")]
pub(crate) use self::read_again::what_it_says;
#[cfg(feature = "desk")]
pub(crate) use self::table::framed;
pub(crate) use self::text::{as_written, plain};
use super::model::Audit;
use super::outline::Outline;
use super::words::{name_of, notes_and_agencies};
use crate::measure::Audience;

/// What pages wear.
pub(crate) const STYLE: &str = include_str!("style.css");

/// The whole report.
pub(super) fn report(audit: &Audit<'_>, outline: &Outline<'_>) -> String {
    plain(&page(audit, outline).into_string())
}

fn page(audit: &Audit<'_>, outline: &Outline<'_>) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en-GB" {
            (head(&format!("audit of {}", notes_and_agencies(audit)), None))
            body {
                a.skip href="#main" { "Skip to the report" }
                (cover::header(audit))
                main id="main" tabindex="-1" {
                    (glance::section(audit))
                    div.page {
                        (contents(audit, outline))
                        div.sections { (sections(audit, outline)) }
                    }
                }
            }
        }
    }
}

/// What stands in front of every page: nothing may be loaded, and nothing run
/// but the `script` that stands in the page, if there is one.
pub(super) fn head(about: &str, script: Option<&str>) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy(STYLE, script));
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="referrer" content="no-referrer";
            title { "How domestic abuse is recorded: " (about) }
            style { (PreEscaped(STYLE)) }
        }
    }
}

fn sections(audit: &Audit<'_>, outline: &Outline<'_>) -> Markup {
    html! {
        (cover::before_you_read(audit))
        (overview::section(audit, outline))
        (children::section(audit))
        (matrix::section(audit))
        (agency::section(audit, outline))
        (concordance::section(audit, outline))
        (expectations::section(audit))
        (challenge::section(audit))
        (language::section(audit))
        (worth_reading::section(audit, outline))
        (agreements::section(audit))
        (read_again::section(audit))
        (reasons::section(audit, outline))
        (method::section(audit))
        (rejected::section(audit, outline))
        (repeatable::section(audit))
    }
}

fn contents(audit: &Audit<'_>, outline: &Outline<'_>) -> Markup {
    html! {
        nav.contents aria-labelledby="contents" {
            h2 id="contents" { "Contents" }
            ol {
                li { a href="#glance" { "At a glance" } }
                li { a href="#limits" { "Before you read" } }
                li { a href="#findings" { "Findings in words" } }
                @if children::is_shown(audit) { li { a href="#children" { "Children" } } }
                @if audit.measures.agencies.len() > 1 { li { a href="#beside" { "Each agency beside the others" } } }
                li { a href="#agencies" { "Agency by agency" } (agencies(audit)) }
                li { a href="#concordance" { "What one agency named and another did not" } }
                li { a href="#expectations" { "What should follow" } }
                li { a href="#challenge" { "Was it challenged?" } }
                @if language::is_shown(audit) { li { a href="#language" { "Words that one agency uses more" } } }
                @if audit.classifier.is_some() { li { a href="#worth-reading" { "Also worth reading" } } }
                @if !audit.agreements.is_empty() { li { a href="#agreements" { "Written agreements" } } }
                @if read_again::is_shown(audit) { li { a href="#read-again" { "How right the audit is" } } }
                @if reasons::is_shown(audit, outline) { li { a href="#reasons" { "Why it matters, and better wording" } } }
                li { a href="#method" { "How the rules work" } }
                li { a href="#rejected" { "What was read and what was not" } }
                li { a href="#repeat" { "How to repeat this audit" } }
                @if lists_findings(audit) { li { a href="findings.html" { "Findings one by one" } " (a file beside this one)" } }
            }
        }
    }
}

fn agencies(audit: &Audit<'_>) -> Markup {
    html! {
        ul {
            @for (number, group) in audit.measures.agencies.iter().enumerate() {
                li { a href={ "#agency-" (number + 1) } { (as_written(name_of(group.agency.as_ref()))) } }
            }
        }
    }
}

/// Whether findings are listed one by one beside the report.
fn lists_findings(audit: &Audit<'_>) -> bool {
    audit.measures.threshold.audience() == Audience::Internal
}

/// A heading that can be linked to.
fn heading(id: &str, title: &str) -> Markup {
    html! { h2 id=(id) { (title) } }
}
