//! Month by month: the notes of each month, the shares among them, and which
//! months stand out.

use maud::{Markup, html};

use super::super::model::Audit;
use super::super::number;
use super::super::outline::looked_for;
use super::super::scale::Scale;
use super::super::words::kind_title;
use super::changes::sentences;
use super::name_of;
use super::table::{Head, cell, table};
use crate::lexicon::Kind;
use crate::measure::{GroupMeasures, MonthMeasures, Rate, Shown, Topic};

/// The months of one agency, if its notes have dates.
pub(super) fn section(audit: &Audit<'_>, group: &GroupMeasures) -> Markup {
    let kinds: Vec<Kind> = Kind::ALL.iter().copied().filter(|&kind| looked_for(group, kind)).collect();
    html! {
        @if !group.months.is_empty() && !kinds.is_empty() {
            h4 { "Month by month" }
            (months(audit, group, &kinds))
            (sentences(group))
        }
    }
}

fn months(audit: &Audit<'_>, group: &GroupMeasures, kinds: &[Kind]) -> Markup {
    let scale = Scale::of_months(audit.measures);
    let row = |month: &MonthMeasures| {
        let notes = month.notes.value().map_or_else(|| "too few".to_owned(), |&notes| number::count(notes));
        let shares = kinds.iter().map(|&kind| share(rate_of(month, kind), scale));
        (cell(number::month(month.month)), std::iter::once(cell(notes)).chain(shares).collect())
    };
    let rows: Vec<_> = group.months.iter().map(row).collect();
    let titles = kinds.iter().map(|&kind| Head::Words(kind_title(kind)));
    let heads: Vec<_> = [Head::Words("Month"), Head::Number("Notes")].into_iter().chain(titles).collect();
    let caption = format!("Notes with each kind of wording, by month: {}", name_of(group.agency.as_ref()));
    html! {
        (table(&caption, &heads, &rows))
        p.note { "A full bar is " (scale.end()) "\u{a0}%, for every agency. Good recording is a share of the month’s notes about abuse, the rest of all its notes. Notes without a date are not in this table." }
    }
}

fn rate_of(month: &MonthMeasures, kind: Kind) -> Option<Shown<Rate>> {
    month.topics.iter().find(|measure| measure.topic == Topic::Kind(kind)).map(|measure| measure.rate)
}

/// A number, its share, and a bar for those who see it.
fn share(rate: Option<Shown<Rate>>, scale: Scale) -> Markup {
    html! {
        @match rate {
            Some(Shown::Value(rate)) => {
                span.share-text { (number::count(rate.numerator)) " (" (number::percent(rate)) ")" }
                svg.bar aria-hidden="true" width="100%" height="8" {
                    rect.track width="100%" height="8" {}
                    rect.fill width=(scale.place(rate.share())) height="8" {}
                }
            }
            Some(Shown::TooFew(_)) => "too few",
            None => "",
        }
    }
}
