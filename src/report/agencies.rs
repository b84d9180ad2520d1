//! `agencies.csv`: one line per agency and topic, and all agencies together.
//! A line on too few notes says so and holds no number, not even its base.

use super::column::{Column, share, text, whole};
use super::model::ALL_AGENCIES;
use crate::measure::{GroupMeasures, Measures, Rate, TopicMeasure};

/// One line of the table.
#[derive(Clone, Debug)]
pub(super) struct AgencyLine<'a> {
    agency: &'a str,
    group: &'a GroupMeasures,
    measure: &'a TopicMeasure,
}

impl AgencyLine<'_> {
    fn rate(&self) -> Option<&Rate> {
        self.measure.rate.value()
    }
}

/// The lines: all together first, then agency by agency.
pub(super) fn lines(measures: &Measures) -> Vec<AgencyLine<'_>> {
    let groups = std::iter::once(&measures.all).chain(&measures.agencies);
    groups.flat_map(lines_of).collect()
}

fn lines_of(group: &GroupMeasures) -> impl Iterator<Item = AgencyLine<'_>> {
    let agency = group.agency.as_ref().map_or(ALL_AGENCIES, |agency| agency.as_str());
    group.topics.iter().map(move |measure| AgencyLine { agency, group, measure })
}

/// The columns, in order.
pub(super) fn columns<'a>() -> Vec<Column<AgencyLine<'a>>> {
    vec![
        text("agency", |line: &AgencyLine<'a>| line.agency.into()),
        text("topic", |line| line.measure.topic.id().into()),
        text("kind", |line| line.measure.topic.kind().id().into()),
        whole("notes", |line| line.rate().map(|_| line.group.notes)),
        whole("cases", |line| line.rate().map(|_| line.group.cases)),
        whole("counted_notes", |line| line.rate().map(|rate| rate.numerator)),
        whole("counted_cases", |line| line.measure.cases.value().copied()),
        whole("findings", |line| line.measure.findings.value().copied()),
        whole("repeats", |line| line.measure.repeats.value().copied()),
        share("rate", |line| line.rate().map(|rate| rate.share())),
        share("low", |line| line.rate().map(|rate| rate.interval.low)),
        share("high", |line| line.rate().map(|rate| rate.interval.high)),
        text("shown", |line| if line.rate().is_some() { "yes" } else { "too few" }.into()),
    ]
}
