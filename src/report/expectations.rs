//! `expectations.csv`: one line per practice rule and agency, and all agencies
//! together: how often what should follow was recorded. A line on too few cases
//! says so and holds no number.

use super::column::{Column, share, shown, text, whole};
use super::model::{ALL_AGENCIES, Audit};
use crate::lexicon::Expectation;
use crate::measure::{ExpectationFigures, ExpectationMeasure};
use crate::note::Agency;

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub(super) struct ExpectationLine<'a> {
    rule: &'a Expectation,
    measure: &'a ExpectationMeasure,
}

impl ExpectationLine<'_> {
    fn figures(&self) -> Option<&ExpectationFigures> {
        self.measure.figures.value()
    }
}

/// The lines, rule by rule.
pub(super) fn lines<'a>(audit: &Audit<'a>) -> impl Iterator<Item = ExpectationLine<'a>> {
    let lexicon = audit.lexicon;
    let measures = audit.cases.expectations.iter();
    measures.filter_map(|measure| Some(ExpectationLine { rule: lexicon.expectation(&measure.expectation)?, measure }))
}

/// The columns, in order.
pub(super) fn columns<'a>() -> Vec<Column<ExpectationLine<'a>>> {
    vec![
        text("rule", |line: &ExpectationLine<'a>| line.rule.id.as_str().into()),
        text("title", |line| line.rule.title.as_str().into()),
        text("agency", |line| line.measure.agency.as_ref().map_or(ALL_AGENCIES, Agency::as_str).into()),
        whole("within_days", |line| Some(line.rule.days.into())),
        whole("occasions", |line| line.figures().map(|found| found.met.denominator)),
        whole("cases", |line| line.figures().map(|found| found.cases)),
        whole("met", |line| line.figures().map(|found| found.met.numerator)),
        share("met_share", |line| line.figures().map(|found| found.met.share())),
        share("met_low", |line| line.figures().and_then(|found| Some(found.met.interval?.low))),
        share("met_high", |line| line.figures().and_then(|found| Some(found.met.interval?.high))),
        whole("met_by_same_agency", |line| line.figures().map(|found| found.met_by_itself.numerator)),
        share("same_agency_share", |line| line.figures().map(|found| found.met_by_itself.share())),
        share("same_agency_low", |line| line.figures().and_then(|found| Some(found.met_by_itself.interval?.low))),
        share("same_agency_high", |line| line.figures().and_then(|found| Some(found.met_by_itself.interval?.high))),
        whole("late", |line| line.figures().map(|found| found.late)),
        whole("not_found", |line| line.figures().map(|found| found.not_found)),
        whole("not_covered", |line| line.figures()?.not_assessed.not_covered),
        whole("undated", |line| line.figures()?.not_assessed.undated),
        shown(|line| line.figures().is_some()),
    ]
}
