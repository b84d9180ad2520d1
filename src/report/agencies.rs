//! `agencies.csv`: one line per agency and topic, and all agencies together.
//! A line on too few notes says so and holds no number, not even its base.

use super::column::{Column, decimal, share, shown, text, whole};
use super::model::{ALL_AGENCIES, Audit};
use crate::measure::{GroupMeasures, Peers, Rate, TopicMeasure, Verdict};

/// Whom an agency is held beside that is in no peer group.
pub(super) const ALL_OTHERS: &str = "all other agencies";

/// One line of the table.
#[derive(Clone, Debug)]
pub(super) struct AgencyLine<'a> {
    agency: &'a str,
    /// Whom it is held beside.
    beside: &'a str,
    group: &'a GroupMeasures,
    measure: &'a TopicMeasure,
}

impl AgencyLine<'_> {
    fn rate(&self) -> Option<&Rate> {
        self.measure.rate.value()
    }
}

/// The lines: all together first, then agency by agency.
pub(super) fn lines<'a>(audit: &Audit<'a>) -> Vec<AgencyLine<'a>> {
    let Audit { measures, settings, .. } = *audit;
    let groups = std::iter::once(&measures.all).chain(&measures.agencies);
    groups.flat_map(|group| lines_of(group, &settings.peers)).collect()
}

fn lines_of<'a>(group: &'a GroupMeasures, peers: &'a Peers) -> impl Iterator<Item = AgencyLine<'a>> {
    let agency = group.agency.as_ref().map_or(ALL_AGENCIES, |agency| agency.as_str());
    let group_of = |agency| peers.of(agency).map_or(ALL_OTHERS, |peers| peers.name.as_str());
    let beside = group.agency.as_ref().map_or("", group_of);
    group.topics.iter().map(move |measure| AgencyLine { agency, beside, group, measure })
}

/// The columns, in order.
pub(super) fn columns<'a>() -> Vec<Column<AgencyLine<'a>>> {
    vec![
        text("agency", |line: &AgencyLine<'a>| line.agency.into()),
        text("topic", |line| line.measure.topic.id().into()),
        text("kind", |line| line.measure.topic.kind().id().into()),
        whole("notes", |line| line.rate().and(line.group.notes.value().copied())),
        whole("cases", |line| line.rate().and(line.group.cases.value().copied())),
        text("good_is", |line| line.measure.topic.good_is().id().into()),
        text("base", |line| line.measure.topic.base().noun().1.into()),
        whole("base_notes", |line| line.rate().map(|rate| rate.denominator)),
        whole("counted_notes", |line| line.rate().map(|rate| rate.numerator)),
        whole("absent_notes", |line| line.rate().map(|rate| rate.denominator - rate.numerator)),
        whole("not_applicable", |line| Some(line.group.notes.value()?.saturating_sub(line.rate()?.denominator))),
        whole("not_assessable", |line| line.group.unread.not_assessable.value().copied()),
        whole("counted_cases", |line| line.measure.cases.value().copied()),
        whole("findings", |line| line.measure.findings.value().copied()),
        whole("repeats", |line| line.measure.repeats.value().copied()),
        share("rate", |line| line.rate().map(|rate| rate.share())),
        share("low", |line| line.rate()?.interval.map(|interval| interval.low)),
        share("high", |line| line.rate()?.interval.map(|interval| interval.high)),
        decimal("design_effect", |line| line.measure.clustered()?.design_effect),
        decimal("effective_notes", |line| line.measure.clustered().map(|clustered| clustered.effective_notes)),
        share("others_rate", |line| {
            line.measure.evidence().map(|evidence| evidence.comparison.others.share.share.get())
        }),
        decimal("difference", |line| line.measure.evidence().map(|evidence| evidence.comparison.difference.value)),
        decimal("difference_low", |line| line.measure.evidence().map(|evidence| evidence.comparison.difference.low)),
        decimal("difference_high", |line| line.measure.evidence().map(|evidence| evidence.comparison.difference.high)),
        share("q", |line| line.measure.evidence().map(|evidence| evidence.q.get())),
        text("allowed_for", |line| line.measure.adjusted.map_or("", |adjusted| adjusted.mix.id()).into()),
        decimal("expected_notes", |line| line.measure.adjusted.map(|adjusted| adjusted.standardised.expected)),
        decimal("observed_to_expected", |line| line.measure.adjusted.map(|adjusted| adjusted.standardised.ratio)),
        decimal("ratio_low", |line| line.measure.adjusted.map(|adjusted| adjusted.standardised.interval.low)),
        decimal("ratio_high", |line| line.measure.adjusted.map(|adjusted| adjusted.standardised.interval.high)),
        text("held_beside", |line| line.rate().map_or("", |_| line.beside).into()),
        text("verdict", |line| {
            line.measure.shown_verdict().map(|verdict| verdict.word().to_string()).unwrap_or_default().into()
        }),
        text("verdict_reason", |line| line.measure.shown_verdict().map(Verdict::sentence).unwrap_or_default().into()),
        shown(|line| line.rate().is_some()),
    ]
}
