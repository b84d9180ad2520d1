//! What should follow: each practice rule with how often the case held what it
//! asks for. What is not found in an export may be elsewhere, and the words say
//! so.

use maud::{Markup, html};

use super::super::model::Audit;
use super::super::number;
use super::super::sentences::cases::{all_of_rule, no_cases};
use super::super::words::within;
use super::heading;
use super::occasions::{self, ANY_OF_CASE, not_assessed, share};
use super::table::{Head, cell, table};
use crate::lexicon::Expectation;
use crate::measure::ExpectationFigures;

const HEADS: [&str; 6] = ["Occasions", "Cases", "Met in time", "By the same agency", "Later", "Not found"];

/// The section.
pub(super) fn section(audit: &Audit<'_>) -> Markup {
    html! {
        section aria-labelledby="expectations" {
            (heading("expectations", "What should follow"))
            @if let Some(nothing) = no_cases(audit) {
                p { (nothing) }
            } @else if audit.lexicon.expectations().is_empty() {
                p { "The lexicon that was used has no practice rules." }
            } @else {
                (rules(audit))
            }
        }
    }
}

fn rules(audit: &Audit<'_>) -> Markup {
    let all: Vec<_> = audit.lexicon.expectations().iter().map(|rule| (rule, all_of_rule(audit, rule))).collect();
    let shown: Vec<_> = all.iter().filter_map(|&(rule, found)| Some((rule, found?))).collect();
    let others: Vec<_> = all.iter().filter(|(_, found)| found.is_none()).map(|(rule, _)| &rule.title).collect();
    html! {
        p {
            "When something is recorded in a case, guidance asks for something to follow. The table says how often it was recorded in time, by any agency of the case: "
            "what one has done need not be done five times. “Not found” means not found in these exports. It may have been done and recorded elsewhere, or planned and not yet done."
        }
        @if shown.is_empty() {
            p { "No practice rule can be followed to the end of its days in " (number::counted(audit.measures.threshold.get(), "case", "cases")) " or more. Fewer are too few to show." }
        } @else {
            (table("All agencies together", &heads("What should follow"), &shown.iter().map(row).collect::<Vec<_>>()))
            (how(audit, &shown))
            @for (rule, _) in &shown { (by_agency(audit, rule)) }
        }
        @if !others.is_empty() {
            details {
                summary { "Rules on too few cases to show" }
                ul { @for title in others { li { (title) } } }
            }
        }
        p.note { "expectations.csv has the same; lexicons/expectations.toml has the rules, with the sources of each." }
    }
}

fn heads(first: &'static str) -> Vec<Head> {
    std::iter::once(Head::Words(first)).chain(HEADS.map(Head::Number)).collect()
}

fn how(audit: &Audit<'_>, shown: &[(&Expectation, &ExpectationFigures)]) -> Markup {
    html! {
        p.note {
            "Below a share stands its 95\u{a0}% interval. What a case tells of again " (within(audit.cases.window.days()))
            " is one occasion, whoever tells of it; below, each agency’s own occasions are counted apart, and what the case has recorded since it first told of it counts for each of them. "
            "The sources seldom name a number of days: the days are those of the lexicon. "
            "An occasion is assessed only if the notes of every agency of the case reach over all its days, so that what was quick is not counted where what was slow cannot be."
        }
        (not_assessed(ANY_OF_CASE, shown.iter().map(|(_, figures)| figures.not_assessed)))
    }
}

fn row(&(rule, figures): &(&Expectation, &ExpectationFigures)) -> (Markup, Vec<Markup>) {
    (html! { (rule.title) span.meaning { (within(rule.days)) } }, cells(figures))
}

fn cells(figures: &ExpectationFigures) -> Vec<Markup> {
    vec![
        cell(number::count(figures.met.denominator)),
        cell(number::count(figures.cases)),
        share(figures.met),
        share(figures.met_by_itself),
        cell(number::count(figures.late)),
        cell(number::count(figures.not_found)),
    ]
}

/// A rule, agency by agency.
fn by_agency(audit: &Audit<'_>, rule: &Expectation) -> Markup {
    let measures = audit.cases.expectations.iter().filter(|measure| measure.expectation == rule.id);
    let lines = measures.filter_map(|measure| Some((measure.agency.as_ref()?, measure.figures.value().map(cells))));
    let caption = format!("{}: by the agency that recorded what calls for it", rule.title);
    let sources = rule.source.iter().map(|id| audit.lexicon.citation(id).unwrap_or(id)).collect::<Vec<_>>();
    html! {
        details {
            summary { (rule.title) }
            p { (rule.why) " Expected " (within(rule.days)) ". Source: " (sources.join("; ")) " (rule " (rule.id) ")." }
            (occasions::by_agency(audit, &caption, &heads("Agency"), lines.collect()))
        }
    }
}
