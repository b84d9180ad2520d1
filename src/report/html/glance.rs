//! The first screen: what stands out, how far to trust it, what to do next and
//! whom the paper could harm, for a reader with a few minutes.

use maud::{Markup, html};

use super::super::glance;
use super::super::model::Audit;
use super::super::number;
use super::super::sentences::limits::not_practice;
use super::super::sentences::what;
use super::heading;
use super::text::running;
use crate::lexicon::Kind;
use crate::measure::Rate;
use crate::redact::Excerpts;

/// The section.
pub(super) fn section(audit: &Audit<'_>) -> Markup {
    html! {
        section.glance aria-labelledby="glance" {
            (heading("glance", "At a glance"))
            p.lede {
                "This report finds wording. It never decides anything about a person. " (running(&not_practice()))
            }
            (figures(audit))
            div.sides {
                div {
                    @let found = [glance::key_messages(audit), glance::beside_others(audit)].concat();
                    @if !found.is_empty() {
                        h3 { "What stands out" }
                        ul { @for said in &found { li { (running(said)) } } }
                    }
                    h3 { "What cannot be said" }
                    ul { @for said in glance::cannot_be_said(audit) { li { (running(&said)) } } }
                }
                div {
                    h3 { "How far to trust it" }
                    ul { @for said in glance::trust(audit) { li { (running(&said)) } } }
                    h3 { "What to do next" }
                    ol { @for said in glance::next(audit) { li { (running(&said)) } } }
                    h3 { "Who could be harmed by this paper" }
                    (harm(audit.settings.excerpts))
                }
            }
        }
    }
}

fn figures(audit: &Audit<'_>) -> Markup {
    let figures = glance::figures(audit);
    html! {
        @if figures.is_empty() {
            p { "There are too few notes to show any figure: fewer than " (audit.measures.threshold.get()) "." }
        } @else {
            ul.figures { @for (kind, rate) in figures { li { (figure(kind, rate)) } } }
        }
    }
}

fn figure(kind: Kind, rate: Rate) -> Markup {
    let verb = if rate.numerator == 1 { "has" } else { "have" };
    html! {
        strong { (number::percent(rate)) }
        span { (number::of_notes(rate)) " " (verb) " " (what(kind)) }
        span.meaning {
            @match rate.interval {
                Some(interval) => { "95\u{a0}% interval " (number::interval(interval)) },
                None => "too few cases for an interval",
            }
        }
    }
}

fn harm(excerpts: Excerpts) -> Markup {
    html! {
        p {
            "Victims and children, if a quotation or a rare detail points at a family and the paper reaches the person who harmed them. "
            "Staff, if wording is traced to one of them."
        }
        p { (quotations(excerpts)) }
    }
}

fn quotations(excerpts: Excerpts) -> Markup {
    match excerpts {
        Excerpts::Redacted => html! {
            strong { "Redaction is automatic: expect misses." }
            " Read every quotation before you hand this report on."
        },
        Excerpts::Verbatim => html! {
            strong { "Quotations are not redacted." }
            " They hold names and personal details. Do not hand this report to anyone who may not see the notes."
        },
        Excerpts::None => html! { strong { "No sentence of a note is quoted." } },
    }
}
