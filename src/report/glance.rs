//! The audit for somebody with a minute: what stands out, how far to trust it,
//! what cannot be said and what to do next, in plain sentences, each number with its base and
//! interval. It ranks no agency and puts their names in alphabetical order.

mod limits;
mod peers;

pub(super) use limits::{cannot_be_said, next, trust};

use std::collections::BTreeSet;

use super::model::Audit;
use super::{number, words};
use crate::lexicon::{Family, Kind};
use crate::measure::{ExpectationMeasure, GroupMeasures, Month, PairFigures, Rate, Topic};

/// A name stands between these.
pub(super) const ISOLATED: [char; 2] = ['\u{2068}', '\u{2069}'];

/// So many are named in a sentence; the others are counted.
const NAMED: usize = 3;

/// What is in how many notes, kind by kind, for all agencies together.
pub(super) fn figures(audit: &Audit<'_>) -> Vec<(Kind, Rate)> {
    let of = |&kind: &Kind| Some((kind, rate_of(&audit.measures.all, Topic::Kind(kind))?));
    Kind::ALL.iter().filter_map(of).collect()
}

/// What stands out, three to five sentences.
pub(super) fn stands_out(audit: &Audit<'_>) -> Vec<String> {
    let sentences = [family(audit), Some(peers::sentence(audit)), Some(months(audit)), concordance(audit), rule(audit)];
    sentences.into_iter().flatten().collect()
}

fn rate_of(group: &GroupMeasures, topic: Topic) -> Option<Rate> {
    group.topics.iter().find(|measure| measure.topic == topic)?.rate.value().copied()
}

/// The family of concern that is in the most notes.
fn family(audit: &Audit<'_>) -> Option<String> {
    let concerns = Family::ALL.iter().filter(|family| family.kind() == Kind::Concern);
    let rates = concerns.filter_map(|&family| Some((family, rate_of(&audit.measures.all, Topic::Family(family))?)));
    let (family, rate) = rates.rev().max_by_key(|(_, rate)| rate.numerator)?;
    (rate.numerator > 0).then(|| {
        format!("The most frequent wording of concern is of the family “{}”: {}.", family.title(), number::rate(rate))
    })
}

/// The months that stand out, agency by agency.
fn months(audit: &Audit<'_>) -> String {
    let found: Vec<String> = audit.measures.agencies.iter().flat_map(months_of).collect();
    if found.is_empty() {
        return match charted(audit) {
            0 => "Of change over time nothing can be said: no agency has seven months with enough notes.".to_owned(),
            agencies => format!(
                "No month stands out from the others, in {} with enough months to tell.",
                number::counted(agencies, "agency", "agencies")
            ),
        };
    }
    let verb = if found.len() == 1 { "stands" } else { "stand" };
    format!("{} {verb} out from the other months: look there before you say that something changed.", named(&found))
}

/// Each month once, whatever it stands out for.
fn months_of(group: &GroupMeasures) -> Vec<String> {
    let stretches = group.series.iter().flat_map(|(_, series)| series.stretches());
    let points = stretches.flat_map(|stretch| &stretch.points).filter(|point| point.signal.is_some());
    let months: BTreeSet<Month> = points.map(|point| point.month).collect();
    months.into_iter().map(|month| format!("{} in {}", number::month(month), name_of(group))).collect()
}

/// Agencies with limits that a month could stand outside of.
fn charted(audit: &Audit<'_>) -> u64 {
    let has_limits = |group: &&GroupMeasures| {
        let stretches = group.series.iter().flat_map(|(_, series)| series.stretches());
        stretches.into_iter().any(|stretch| stretch.limits.chart().is_some())
    };
    audit.measures.agencies.iter().filter(has_limits).count() as u64
}

/// What one agency named and another softened.
fn concordance(audit: &Audit<'_>) -> Option<String> {
    let all = audit.cases.concordance.iter().find(|pair| pair.agencies.is_none())?;
    let PairFigures { softened, cases, .. } = all.figures.value()?;
    Some(format!(
        "Where one agency named violence or control and another wrote in the same case within {}, the other’s words softened it on {} ({}), in {}.",
        number::counted(audit.cases.window.days().into(), "day", "days"),
        number::of(*softened, "occasion", "occasions"),
        number::with_interval(*softened),
        number::counted(*cases, "case", "cases"),
    ))
}

/// The practice rule of which it is surest that it was seldom met in time: the
/// one whose interval ends lowest.
fn rule(audit: &Audit<'_>) -> Option<String> {
    let shown: Vec<_> = audit.cases.expectations.iter().filter_map(followed).collect();
    let (measure, met) = shown.iter().filter(|(_, met)| met.interval.is_some()).min_by(|(_, met), (_, other)| {
        let end = |rate: &Rate| rate.interval.map_or(1.0, |interval| interval.high);
        end(met).total_cmp(&end(other))
    })?;
    let rule = audit.lexicon.expectations().iter().find(|rule| rule.id == measure.expectation)?;
    Some(format!(
        "Of {} that could be followed, this one was surest to be seldom met in time: “{}”, on {} ({}). It may have been done and recorded elsewhere.",
        number::counted(shown.len() as u64, "practice rule", "practice rules"),
        rule.title,
        number::of(*met, "occasion", "occasions"),
        number::with_interval(*met),
    ))
}

/// A rule for all agencies together, and how often it was met.
fn followed(measure: &ExpectationMeasure) -> Option<(&ExpectationMeasure, Rate)> {
    Some((measure, measure.figures.value()?.met)).filter(|_| measure.agency.is_none())
}

/// What was counted, as a heading.
pub(super) fn title(topic: Topic) -> &'static str {
    match topic {
        Topic::Kind(kind) => words::kind_title(kind),
        Topic::Family(family) => family.title(),
        Topic::Indicator(indicator) => indicator.title(),
    }
}

/// An agency's name, with the marks that keep its direction of writing to
/// itself (Unicode Standard Annex 9) and none of its own.
fn name_of(group: &GroupMeasures) -> String {
    let name = words::name_of(group.agency.as_ref());
    format!("{}{}{}", ISOLATED[0], name.replace(ISOLATED, "\u{fffd}"), ISOLATED[1])
}

/// The first few, and how many others there are.
fn named(found: &[String]) -> String {
    let mut names: Vec<String> = found.iter().take(NAMED).cloned().collect();
    if found.len() > NAMED {
        names.push(format!("{} more", number::count((found.len() - NAMED) as u64)));
    }
    number::list(&names)
}
