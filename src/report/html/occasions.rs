//! Figures about occasions in a case: the words and cells that the sections
//! about cases share.

use maud::{Markup, html};

use super::super::model::Audit;
use super::super::number;
use super::name_of;
use super::table::{Head, table};
use super::text::{as_written, list};
use crate::measure::{NotAssessed, Rate, Threshold};
use crate::note::Agency;

/// Whose notes have to reach over all the days where any agency of the case may
/// have recorded what is looked for.
pub(super) const ANY_OF_CASE: &str = "an agency of the case";

/// How many, their share, and its interval below.
pub(super) fn share(rate: Rate) -> Markup {
    html! {
        (number::count(rate.numerator)) " (" (number::percent(rate)) ")"
        @if let Some(interval) = rate.interval { span.meaning { (number::interval(interval)) } }
    }
}

/// What a figure needs to be shown.
pub(super) fn too_few(what: &str, threshold: Threshold) -> String {
    format!("{what} fewer than {}, which is too few to show.", number::counted(threshold.get(), "case", "cases"))
}

/// A table of the agencies whose figures may be shown, and a line that names the
/// others.
pub(super) fn by_agency(
    audit: &Audit<'_>,
    caption: &str,
    heads: &[Head],
    lines: Vec<(&Agency, Option<Vec<Markup>>)>,
) -> Markup {
    let (mut rows, mut others) = (Vec::new(), Vec::new());
    for (agency, cells) in lines {
        match cells {
            Some(cells) => rows.push((as_written(name_of(Some(agency))), cells)),
            None => others.push(name_of(Some(agency))),
        }
    }
    html! {
        @if !rows.is_empty() { (table(caption, heads, &rows)) }
        @if !others.is_empty() {
            p.note {
                "On fewer than " (number::counted(audit.measures.threshold.get(), "case", "cases"))
                ", and not shown: " (list(&others)) "."
            }
        }
    }
}

/// What cannot be assessed, and why: `whose` notes do not reach far enough, or one
/// has no date; nothing where there is none that may be told.
pub(super) fn not_assessed(whose: &str, all: impl IntoIterator<Item = NotAssessed>) -> Markup {
    let (mut not_covered, mut undated) = (0, 0);
    for one in all {
        not_covered += one.not_covered.unwrap_or_default();
        undated += one.undated.unwrap_or_default();
    }
    html! {
        @if not_covered + undated > 0 {
            p.note {
                "Not assessed: "
                @if not_covered > 0 {
                    (number::counted(not_covered, "occasion", "occasions")) " because the notes of " (whose) " end before the days are over, or begin within them"
                }
                @if not_covered > 0 && undated > 0 { ", and " }
                @if undated > 0 { (number::counted(undated, "occasion", "occasions")) " because a note has no date" }
                "."
            }
        }
    }
}
