//! `concordance.csv`: one line per pair of agencies, and all pairs together: what
//! one named and what could be seen of it in what the other wrote. A line on too
//! few cases says so and holds no number.

use super::column::{Column, share, shown, text, whole};
use super::model::ALL_AGENCIES;
use crate::measure::{PairFigures, PairMeasure};
use crate::note::Agency;

/// The columns, in order.
pub(super) fn columns() -> Vec<Column<PairMeasure>> {
    vec![
        text("named_by", |line: &PairMeasure| {
            line.agencies.as_ref().map_or(ALL_AGENCIES, |(by, _)| by.as_str()).into()
        }),
        text("other_agency", |line| {
            line.agencies.as_ref().map_or(ALL_AGENCIES, |(_, other)| Agency::as_str(other)).into()
        }),
        whole("occasions", |line| figures(line).map(|found| found.softened.denominator)),
        whole("cases", |line| figures(line).map(|found| found.cases)),
        whole("softened", |line| figures(line).map(|found| found.softened.numerator)),
        whole("softened_cases", |line| figures(line).map(|found| found.softened_cases)),
        share("softened_share", |line| figures(line).map(|found| found.softened.share())),
        share("softened_low", |line| figures(line).and_then(|found| Some(found.softened.interval?.low))),
        share("softened_high", |line| figures(line).and_then(|found| Some(found.softened.interval?.high))),
        whole("nothing", |line| figures(line).map(|found| found.nothing.numerator)),
        whole("nothing_cases", |line| figures(line).map(|found| found.nothing_cases)),
        share("nothing_share", |line| figures(line).map(|found| found.nothing.share())),
        share("nothing_low", |line| figures(line).and_then(|found| Some(found.nothing.interval?.low))),
        share("nothing_high", |line| figures(line).and_then(|found| Some(found.nothing.interval?.high))),
        whole("something", |line| figures(line).map(|found| found.something)),
        whole("named", |line| figures(line).map(|found| found.named)),
        whole("not_covered", |line| figures(line)?.not_assessed.not_covered),
        whole("undated", |line| figures(line)?.not_assessed.undated),
        shown(|line| figures(line).is_some()),
    ]
}

fn figures(line: &PairMeasure) -> Option<&PairFigures> {
    line.figures.value()
}
