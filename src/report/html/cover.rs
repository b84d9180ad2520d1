//! What was audited, and what a reader must know about the numbers.

use maud::{Markup, Render, html};

use super::super::model::Audit;
use super::super::number;
use super::super::sentences::limits::of_counts;
use super::super::words::{name_of, notes_and_agencies, period, told};
use super::heading;
use super::text::{list, running};
use crate::measure::{Audience, Shown};

/// The page's heading, and the facts of the audit.
pub(super) fn header(audit: &Audit<'_>) -> Markup {
    html! {
        header.cover {
            div.inner {
                p.product { "plainrecord" }
                h1 { "How domestic abuse is recorded" }
                p.lede { "An audit of " (notes_and_agencies(audit)) ". " (edition(audit.measures.threshold.audience())) }
                dl.facts {
                    (fact("Agencies", agency_names(audit)))
                    (fact("Notes audited", told(audit, audit.run.counts.notes)))
                    (fact("Cases", cases(audit)))
                    (fact("Period", period(audit)))
                    (fact("Files read", files(audit)))
                }
            }
        }
    }
}

/// Whom it is for.
fn edition(audience: Audience) -> &'static str {
    match audience {
        Audience::Internal => "Internal edition, for those who may see the notes",
        Audience::Board => "Board edition, which quotes no note and gives no small count",
    }
}

fn fact(name: &str, value: impl Render) -> Markup {
    html! { div { dt { (name) } dd { (value) } } }
}

fn agency_names(audit: &Audit<'_>) -> Markup {
    list(&audit.measures.agencies.iter().map(|group| name_of(group.agency.as_ref())).collect::<Vec<_>>())
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
    if rejects == 0 { files } else { format!("{files}; rows not audited: {}", told(audit, rejects)) }
}

/// The limits, in front of the sections.
pub(super) fn before_you_read(audit: &Audit<'_>) -> Markup {
    html! {
        section.limits aria-labelledby="limits" {
            (heading("limits", "Before you read"))
            ul { @for said in of_counts(audit) { li { (running(&said)) } } }
        }
    }
}
