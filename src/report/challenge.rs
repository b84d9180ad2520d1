//! `challenge.csv`: one line per agency, and all together: how often wording of
//! concern was questioned in a later note of the case. A line on too few cases
//! says so and holds no number.

use super::column::{Column, share, shown, text, whole};
use super::model::ALL_AGENCIES;
use crate::measure::{ChallengeFigures, ChallengeMeasure};
use crate::note::Agency;

/// The columns, in order.
pub(super) fn columns() -> Vec<Column<ChallengeMeasure>> {
    vec![
        text("agency", |line: &ChallengeMeasure| line.agency.as_ref().map_or(ALL_AGENCIES, Agency::as_str).into()),
        whole("occasions", |line| figures(line).map(|found| found.challenged.denominator)),
        whole("cases", |line| figures(line).map(|found| found.cases)),
        whole("challenged", |line| figures(line).map(|found| found.challenged.numerator)),
        share("challenged_share", |line| figures(line).map(|found| found.challenged.share())),
        share("challenged_low", |line| figures(line).and_then(|found| Some(found.challenged.interval?.low))),
        share("challenged_high", |line| figures(line).and_then(|found| Some(found.challenged.interval?.high))),
        whole("by_another_agency", |line| figures(line).map(|found| found.by_another)),
        whole("oversight_only", |line| figures(line).map(|found| found.oversight_only)),
        whole("median_days", |line| figures(line).and_then(|found| found.median_days.value().copied())),
        whole("not_covered", |line| figures(line)?.not_assessed.not_covered),
        whole("undated", |line| figures(line)?.not_assessed.undated),
        shown(|line| figures(line).is_some()),
    ]
}

fn figures(line: &ChallengeMeasure) -> Option<&ChallengeFigures> {
    line.figures.value()
}
