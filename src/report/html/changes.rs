//! Which months stand out from the others, in words. A month that stands out
//! is a reason to look, and no finding.

use maud::{Markup, html};

use super::super::number;
use super::super::words::kind_title;
use crate::lexicon::Kind;
use crate::measure::GroupMeasures;
use crate::measure::chart::{Limits, MonthPoint, Plotted, Series, Signal, Stretch};

/// A sentence for each kind.
pub(super) fn sentences(group: &GroupMeasures) -> Markup {
    let series: Vec<_> = group.series.iter().filter(|(_, series)| has_limits(series)).collect();
    html! {
        @if series.is_empty() {
            p { "Seven months with enough notes are needed before anything can be said of change over time; there are fewer, or nothing varies." }
        }
        @for (kind, series) in series {
            @for stretch in series.stretches() { p { (sentence(*kind, stretch)) } }
        }
    }
}

fn has_limits(series: &Series) -> bool {
    series.stretches().iter().any(|stretch| stretch.limits.chart().is_some())
}

fn sentence(kind: Kind, stretch: &Stretch) -> String {
    let months = stretch.points.iter().filter(|point| matches!(point.plotted, Plotted::Value(_))).count() as u64;
    let counted = number::counted(months, "month", "months");
    let title = title(kind, stretch);
    let rest = match stretch.limits {
        Limits::None { .. } => return format!("{title}: {counted} are too few for limits."),
        Limits::Trial(_) => format!(
            "The limits rest on {counted} and are on trial: they will move as long as there are fewer than twelve."
        ),
        Limits::Fixed(_) if months == 12 => "The limits rest on these twelve months.".to_owned(),
        Limits::Fixed(_) => format!("The limits rest on the first twelve of {counted}."),
    };
    let found: Vec<String> = stretch.points.iter().filter_map(standing_out).collect();
    if found.is_empty() {
        return format!("{title}: no month stands out from the others. {rest}");
    }
    let (verb, there) = if found.len() == 1 { ("stands", "that month") } else { ("stand", "those months") };
    format!(
        "{title}: {} {verb} out from the others. It can be practice, the cases or the export: look at {there} before you say that something changed. {rest}",
        number::list(&found)
    )
}

/// What is measured, and from when on where limits start again.
fn title(kind: Kind, stretch: &Stretch) -> String {
    let title = kind_title(kind);
    stretch.rebase.as_ref().map_or(title.to_owned(), |rebase| {
        format!("{title} from {} on (limits start again: {})", number::month(rebase.from()), rebase.reason())
    })
}

/// A month that says that something changed, and why.
fn standing_out(point: &MonthPoint) -> Option<String> {
    let why = match point.signal? {
        Signal::AboveLimit => "above the upper limit",
        Signal::BelowLimit => "below the lower limit",
        Signal::Rising => "one of seven in a row that rise",
        Signal::Falling => "one of seven in a row that fall",
        Signal::NearUpper => "one of two in three near the upper limit",
        Signal::NearLower => "one of two in three near the lower limit",
        Signal::ShiftedUp => "one of seven in a row above the mean",
        Signal::ShiftedDown => "one of seven in a row below the mean",
    };
    Some(format!("{} ({why})", number::month(point.month)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::chart::Rebase;
    use crate::measure::{Month, Proportion, Threshold};
    use crate::note::Date;

    /// The sentence for shares of a hundred notes, month by month.
    fn said(shares: &[u64]) -> String {
        said_of(shares, &[], 0)
    }

    fn said_of(shares: &[u64], rebases: &[Rebase], stretch: usize) -> String {
        let months = (2025..).flat_map(|year| (1..=12).map(move |month| Month::from(Date::constant(year, month, 1))));
        let months = months.zip(shares).map(|(month, &met)| (month, Proportion::new(met, 100).unwrap()));
        let series = Series::new(&months.collect::<Vec<_>>(), Threshold::default(), rebases).unwrap();
        sentence(Kind::Concern, &series.stretches()[stretch]).replace('\u{a0}', " ")
    }

    #[test]
    fn says_from_when_on_and_why_limits_start_again() {
        let rebase = Rebase::new(Date::constant(2025, 5, 1).into(), "a new system").unwrap();
        let said = said_of(&[20, 22, 19, 21, 20, 18, 22, 21, 22, 18, 19, 20], &[rebase], 1);
        let expected = "Wording of concern from May 2025 on (limits start again: a new system): no month stands out";
        assert!(said.starts_with(expected), "{said}");
    }

    #[test]
    fn says_which_months_stand_out_and_what_the_limits_rest_on() {
        let steady = [20, 22, 19, 21, 20, 18, 22, 21];
        for (shares, expected) in [
            (&steady[..6], "6 months are too few for limits"),
            (&steady[..], "no month stands out from the others. The limits rest on 8 months and are on trial"),
            (&[20, 22, 19, 60, 20, 18, 22, 21], "April 2025 (above the upper limit) stands out"),
            (
                &[20, 22, 19, 21, 20, 18, 22, 21, 19, 20, 21, 20, 3, 21],
                "January 2026 (below the lower limit) stands out",
            ),
            (
                &[20, 22, 19, 21, 20, 18, 22, 21, 19, 20, 21, 20, 3, 2],
                "The limits rest on the first twelve of 14 months",
            ),
            (
                &[20, 22, 19, 21, 20, 18, 22, 21, 19, 20, 21, 20, 3, 2],
                "January 2026 (below the lower limit) and February 2026",
            ),
        ] {
            let said = said(shares);
            assert!(said.contains(expected), "{expected}: {said}");
        }
    }
}
