//! What the record says of children, gathered from the families and rules that
//! are about them.

use super::super::model::Audit;
use super::super::text::Text;
use super::cases::{all_of_rule, met_in_time};
use super::{of_family, of_indicator, rate_of};
use crate::lexicon::{Expectation, Family, Indicator};
use crate::measure::Topic;

/// What a child is in law, in England and Wales.
pub(crate) const VICTIM: &str = "A child who is related to one of the adults and sees, hears or experiences the effects of domestic abuse is a victim of it in law (Domestic Abuse Act 2021, section 3).";

/// What an audit cannot tell of them.
pub(crate) const NO_AGES: &str = "The audit does not know how old children are, or how many live in a family.";

/// What there is of good recording and of danger, beside the family of concern.
const INDICATORS: [Indicator; 3] = [Indicator::GoodChildVoice, Indicator::GoodChildReferral, Indicator::RiskPregnancy];

/// What is said of them for all agencies together, as far as it may be shown.
pub(crate) fn children(audit: &Audit<'_>) -> Vec<Text> {
    let all = &audit.measures.all;
    let unseen = rate_of(all, Topic::Family(Family::ChildUnseen)).map(|rate| of_family(Family::ChildUnseen, rate));
    let indicators =
        INDICATORS.into_iter().filter_map(|one| Some(of_indicator(one, rate_of(all, Topic::Indicator(one))?)));
    let rules = audit.lexicon.expectations().iter().filter(|rule| begins_with_a_child(rule));
    let followed = rules.filter_map(|rule| Some(met_in_time(rule, all_of_rule(audit, rule)?)));
    let followed = followed.map(|said| Text::from("Met in time: ").and_text(said).and("."));
    unseen.into_iter().chain(indicators).chain(followed).collect()
}

/// Whether what calls for something is said of a child, and of nothing else.
fn begins_with_a_child(rule: &Expectation) -> bool {
    !rule.when.is_empty() && rule.when.iter().all(|indicator| indicator.family() == Family::ChildUnseen)
}
