//! `agencies.csv`: one line per agency and topic, and all agencies together.
//! A line on too few notes says so and holds no number, not even its base.

use super::column::{Column, decimal, share, text, whole};
use super::model::ALL_AGENCIES;
use crate::measure::{ClusteredShare, Evidence, GroupMeasures, Measures, Rate, TopicMeasure, Verdict};

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

    fn clustered(&self) -> Option<ClusteredShare> {
        self.rate()?.clustered
    }

    fn verdict(&self) -> Option<Verdict> {
        self.measure.verdict?.value().copied()
    }

    fn evidence(&self) -> Option<Evidence> {
        self.verdict()?.evidence()
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
        text("base", |line| line.measure.topic.base().noun().1.into()),
        whole("base_notes", |line| line.rate().map(|rate| rate.denominator)),
        whole("counted_notes", |line| line.rate().map(|rate| rate.numerator)),
        whole("counted_cases", |line| line.measure.cases.value().copied()),
        whole("findings", |line| line.measure.findings.value().copied()),
        whole("repeats", |line| line.measure.repeats.value().copied()),
        share("rate", |line| line.rate().map(|rate| rate.share())),
        share("low", |line| line.rate()?.interval.map(|interval| interval.low)),
        share("high", |line| line.rate()?.interval.map(|interval| interval.high)),
        decimal("design_effect", |line| line.clustered()?.design_effect),
        decimal("effective_notes", |line| line.clustered().map(|clustered| clustered.effective_notes)),
        share("others_rate", |line| line.evidence().map(|evidence| evidence.comparison.others.share.share.get())),
        decimal("difference", |line| line.evidence().map(|evidence| evidence.comparison.difference.value)),
        decimal("difference_low", |line| line.evidence().map(|evidence| evidence.comparison.difference.low)),
        decimal("difference_high", |line| line.evidence().map(|evidence| evidence.comparison.difference.high)),
        share("q", |line| line.evidence().map(|evidence| evidence.q.get())),
        text("verdict", |line| line.verdict().map(|verdict| verdict.word().to_string()).unwrap_or_default().into()),
        text("verdict_reason", |line| line.verdict().map(Verdict::sentence).unwrap_or_default().into()),
        text("shown", |line| if line.rate().is_some() { "yes" } else { "too few" }.into()),
    ]
}
