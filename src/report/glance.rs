//! The audit for somebody with a minute: what stands out, how far to trust it,
//! what cannot be said and what to do next, in plain sentences, each number with its base and
//! interval. It ranks no agency and puts their names in alphabetical order.

mod limits;
mod months;
mod peers;

pub(super) use limits::{cannot_be_said, next, trust};

use super::model::Audit;
use super::sentences::cases::{all_challenges, all_of_rule, all_pairs, challenged, met_in_time, softened};
use super::sentences::{most_frequent, of_kind, rate_of};
use super::text::Text;
use super::{number, words};
use crate::lexicon::{Family, Kind};
use crate::measure::{GroupMeasures, Rate, Topic};

/// So many are named in a sentence; the others are counted.
const NAMED: usize = 3;

/// What is in how many notes, kind by kind, for all agencies together.
pub(super) fn figures(audit: &Audit<'_>) -> Vec<(Kind, Rate)> {
    let of = |&kind: &Kind| Some((kind, rate_of(&audit.measures.all, Topic::Kind(kind))?));
    Kind::ALL.iter().filter_map(of).collect()
}

/// The same in words, for those who are not shown it large.
pub(super) fn figures_in_words(audit: &Audit<'_>) -> Vec<Text> {
    figures(audit).into_iter().map(|(kind, rate)| of_kind(kind, rate)).collect()
}

/// What stands out, up to four sentences, each with a base and an interval, or
/// that nothing of concern was found.
pub(super) fn key_messages(audit: &Audit<'_>) -> Vec<Text> {
    let sentences = [
        family(audit),
        all_pairs(audit).map(|all| softened(audit, all)),
        rule(audit),
        all_challenges(audit).map(|all| challenged(audit, all)),
    ];
    sentences.into_iter().flatten().collect()
}

/// What an agency or a month is beside the others, where that can be told.
pub(super) fn beside_others(audit: &Audit<'_>) -> Vec<Text> {
    [peers::sentence(audit), months::sentence(audit)].into_iter().flatten().collect()
}

/// The family of concern that is in the most notes; of those that are equal, the
/// first.
fn family(audit: &Audit<'_>) -> Option<Text> {
    let concerns = Family::ALL.iter().filter(|family| family.kind() == Kind::Concern);
    let rates = concerns.filter_map(|&family| Some((family, rate_of(&audit.measures.all, Topic::Family(family))?)));
    let (family, rate) = rates.rev().max_by_key(|(_, rate)| rate.numerator)?;
    match rate_of(&audit.measures.all, Topic::Kind(Kind::Concern)) {
        Some(all) if all.numerator == 0 => Some("No wording of concern was found in the writers’ own words.".into()),
        _ => (rate.numerator > 0).then(|| most_frequent(family, rate)),
    }
}

/// The practice rule of which it is surest that it was seldom met in time: the
/// one whose interval ends lowest.
fn rule(audit: &Audit<'_>) -> Option<Text> {
    let followed = |rule| Some((rule, all_of_rule(audit, rule)?));
    let shown: Vec<_> = audit.lexicon.expectations().iter().filter_map(followed).collect();
    let ends = shown.iter().filter_map(|(rule, figures)| Some((figures.met.interval?.high, rule, figures)));
    let (_, rule, figures) = ends.min_by(|(one, ..), (other, ..)| one.total_cmp(other))?;
    let before = match shown.len() {
        1 => "One practice rule could be followed, and was met in time: ".to_owned(),
        rules => format!(
            "Of {rules} practice rules that could be followed, the one that was met in time least often, as far as can be told: "
        ),
    };
    let after = ". It may have been done and recorded elsewhere.";
    Some(Text::from(before).and_text(met_in_time(rule, figures)).and(after))
}

/// What was counted, as a heading.
pub(super) fn title(topic: Topic) -> &'static str {
    match topic {
        Topic::Kind(kind) => words::kind_title(kind),
        Topic::Family(family) => family.title(),
        Topic::Indicator(indicator) => indicator.title(),
    }
}

/// An agency's name.
fn name_of(group: &GroupMeasures) -> Text {
    Text::name(words::name_of(group.agency.as_ref()))
}

/// The first few, and how many others there are.
fn named(mut found: Vec<Text>) -> Text {
    let others = found.len().saturating_sub(NAMED);
    found.truncate(NAMED);
    if others > 0 {
        found.push(format!("{} more", number::count(others as u64)).into());
    }
    Text::list(found)
}
