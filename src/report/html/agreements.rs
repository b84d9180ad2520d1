//! Written agreements: whom they bind. The table says how many notes describe
//! one; which clauses, note by note, is in `agreements.csv`.

use maud::{Markup, html};

use super::super::model::Audit;
use super::super::number;
use super::table::{Head, cell, table};
use super::text::as_written;
use super::{heading, name_of};
use crate::measure::{GroupMeasures, Shown};

const HEADS: [Head; 5] = [
    Head::Words("Agency"),
    Head::Number("The victim only"),
    Head::Number("The perpetrator only"),
    Head::Number("Both"),
    Head::Number("Not said"),
];

/// The section; nothing where no note describes an agreement.
pub(super) fn section(audit: &Audit<'_>) -> Markup {
    html! {
        @if !audit.agreements.is_empty() {
            section aria-labelledby="agreements" {
                (heading("agreements", "Written agreements"))
                p {
                    "Case reviews found agreements that made the victim answerable for the perpetrator’s behaviour. "
                    "The table shows whom the agreements bind, in notes that describe one in their own or in somebody else’s words."
                }
                (table("Notes that describe a written agreement, by whom it binds", &HEADS, &rows(audit)))
                p.note { "agreements.csv has each note with its clauses, what follows a breach, and whether it was signed." }
            }
        }
    }
}

fn rows(audit: &Audit<'_>) -> Vec<(Markup, Vec<Markup>)> {
    audit.measures.agencies.iter().map(row).collect()
}

fn row(group: &GroupMeasures) -> (Markup, Vec<Markup>) {
    let shown = |notes: &Shown<u64>| match notes {
        Shown::Value(notes) => cell(number::count(*notes)),
        Shown::TooFew(_) => cell("too few notes"),
    };
    (as_written(name_of(group.agency.as_ref())), group.agreements.iter().map(shown).collect())
}
