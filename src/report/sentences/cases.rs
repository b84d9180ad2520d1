//! What is said of cases that are followed through the notes of all agencies.

use super::super::model::Audit;
use super::super::number;
use super::super::text::Text;
use super::super::words::within;
use super::occasions;
use crate::lexicon::Expectation;
use crate::measure::{ChallengeFigures, ExpectationFigures, PairFigures, Shown};

/// Why there is nothing to hold side by side.
pub(crate) const ONE_AGENCY: &str = "No case has notes of more than one agency. Read the exports of several agencies together, with a case number that they share, to see what one named and another did not.";

/// What a pair of agencies does not say.
pub(crate) const NOT_WHO_DID_WELL: &str = "It is about what the next reader of a record could not have seen, and not about who did well. An agency can write only what it was told, and whoever softened it may have been the first to write.";

/// Why there is nothing to follow, if there is not.
pub(crate) fn no_cases(audit: &Audit<'_>) -> Option<&'static str> {
    (audit.cases.cases == 0)
        .then_some("The exports do not say which case a note belongs to, so that no case can be followed.")
}

/// What all pairs of agencies come to, if it may be shown.
pub(crate) fn all_pairs<'a>(audit: &Audit<'a>) -> Option<&'a PairFigures> {
    audit.cases.concordance.iter().find(|pair| pair.agencies.is_none())?.figures.value()
}

/// What wording of concern of all agencies came to, if it may be shown.
pub(crate) fn all_challenges<'a>(audit: &Audit<'a>) -> Option<&'a ChallengeFigures> {
    audit.cases.challenges.iter().find(|line| line.agency.is_none())?.figures.value()
}

/// What a rule came to for all agencies together, if it may be shown.
pub(crate) fn all_of_rule<'a>(audit: &Audit<'a>, rule: &Expectation) -> Option<&'a ExpectationFigures> {
    let mut measures = audit.cases.expectations.iter();
    measures.find(|measure| measure.expectation == rule.id && measure.agency.is_none())?.figures.value()
}

/// What one agency named and another softened.
pub(crate) fn softened(audit: &Audit<'_>, all: &PairFigures) -> Text {
    where_named(audit, all).and(format!(", in {}.", number::counted(all.cases, "case", "cases")))
}

/// What one agency named, and another softened or left out.
pub(crate) fn softened_or_left_out(audit: &Audit<'_>, all: &PairFigures) -> Text {
    where_named(audit, all)
        .and(", and show nothing of abuse on ")
        .and_text(occasions(all.nothing))
        .and(format!(". The occasions are in {}.", number::counted(all.cases, "case", "cases")))
}

fn where_named(audit: &Audit<'_>, all: &PairFigures) -> Text {
    let before = format!(
        "Where one agency names violence or control and another writes in the same case {}, the other’s words soften it on ",
        within(audit.cases.window.days())
    );
    Text::from(before).and_text(occasions(all.softened))
}

/// How often a rule was met in time.
pub(crate) fn met_in_time(rule: &Expectation, figures: &ExpectationFigures) -> Text {
    Text::from(format!("“{}”, on ", rule.title)).and_text(occasions(figures.met))
}

/// How often wording of concern was questioned later, and how soon.
pub(crate) fn challenged(audit: &Audit<'_>, all: &ChallengeFigures) -> Text {
    let soon = match all.median_days {
        Shown::Value(days) => format!(" Half of those were questioned {}.", within(days)),
        Shown::TooFew(_) => String::new(),
    };
    Text::from(format!(
        "After wording of concern, a later note of the case questions it {} on ",
        within(audit.cases.window.days())
    ))
    .and_text(occasions(all.challenged))
    .and(format!(", in {}.{soon}", number::counted(all.cases, "case", "cases")))
}
