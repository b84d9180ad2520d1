//! The first page: what was audited, and what a reader must know before the
//! first number.

use maud::{Markup, html};

use super::super::model::Audit;
use super::super::number;
use super::super::words::{name_of, notes_and_agencies, period};
use super::heading;
use crate::measure::Shown;
use crate::redact::Excerpts;

/// The page's heading, and the facts of the audit.
pub(super) fn header(audit: &Audit<'_>) -> Markup {
    let names: Vec<String> = agency_names(audit);
    html! {
        header.cover {
            div.inner {
                p.product { "plainrecord" }
                h1 { "How domestic abuse is recorded" }
                p.lede { "An audit of " (notes_and_agencies(audit)) }
                dl.facts {
                    (fact("Agencies", &number::list(&names)))
                    (fact("Notes audited", &number::count(audit.run.counts.notes)))
                    (fact("Cases", &cases(audit)))
                    (fact("Period", &period(audit)))
                    (fact("Files read", &files(audit)))
                }
            }
        }
    }
}

fn fact(name: &str, value: &str) -> Markup {
    html! { div { dt { (name) } dd { (value) } } }
}

fn agency_names(audit: &Audit<'_>) -> Vec<String> {
    audit.measures.agencies.iter().map(|group| name_of(group.agency.as_ref()).to_owned()).collect()
}

fn cases(audit: &Audit<'_>) -> String {
    match audit.measures.all.cases {
        Shown::Value(0) => "Not given in the exports".to_owned(),
        Shown::Value(cases) => number::count(cases),
        Shown::TooFew(_) => "Too few notes to show".to_owned(),
    }
}

fn files(audit: &Audit<'_>) -> String {
    let rejects = audit.run.counts.rejects;
    let files = number::count(audit.sources.len() as u64);
    if rejects == 0 { files } else { format!("{files}; {} not audited", number::counted(rejects, "row", "rows")) }
}

/// The limits, in front of everything else.
pub(super) fn before_you_read(audit: &Audit<'_>) -> Markup {
    html! {
        section.limits aria-labelledby="limits" {
            (heading("limits", "Before you read"))
            ul {
                li { strong { "This report finds wording." } " It never decides anything about a person, and it cannot tell what happened." }
                li { strong { "Good recording is not proof of good practice," } " and poor recording is not proof of poor practice." }
                li { strong { "Counts are notes with the wording, not incidents." } " One incident may be in many notes, and one note may tell of several." }
                li { strong { "A count depends on what was exported." } " Agencies do different work and keep different records, so their figures do not measure one against another." }
                li {
                    strong { "Small numbers are not shown." }
                    " A figure on fewer than " (number::counted(audit.measures.threshold.get(), "note", "notes"))
                    " says little, and may point at a person."
                }
                li { (quotations(audit.settings.excerpts)) }
                li { strong { "Read findings before you rely on them." } " Rules miss wording that they do not know, and find some that a reader would not mind." }
            }
        }
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
        Excerpts::None => html! { strong { "Notes are not quoted." } " The auditor left quotations out." },
    }
}
