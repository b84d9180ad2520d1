//! What follows a case through the notes of all agencies: what one named and
//! another did not, what should follow, and whether it was challenged.

use std::cmp::Reverse;

use super::super::model::Audit;
use super::super::number;
use super::super::sentences::cases::{
    NOT_WHO_DID_WELL, ONE_AGENCY, all_challenges, all_of_rule, all_pairs, challenged, no_cases, softened_or_left_out,
};
use super::super::words::within;
use super::document::{Paper, Table, Text, heads};
use crate::lexicon::Expectation;
use crate::measure::{ChallengeFigures, ExpectationFigures, PairFigures, Rate};

/// So many practice rules are listed, those on the most cases.
const RULES: usize = 6;

/// The parts.
pub(super) fn parts(paper: &mut Paper, audit: &Audit<'_>) {
    concordance(paper, audit);
    rules(paper, audit);
    challenge(paper, audit);
}

fn concordance(paper: &mut Paper, audit: &Audit<'_>) {
    paper.part("What one agency named and another did not");
    match (no_cases(audit), all_pairs(audit)) {
        (Some(nothing), _) => paper.paragraph(nothing),
        _ if audit.cases.shared == 0 => paper.paragraph(ONE_AGENCY),
        (None, None) => paper.paragraph(too_few(audit)),
        (None, Some(all)) => named_and_not(paper, audit, all),
    }
}

fn too_few(audit: &Audit<'_>) -> String {
    let fewest = number::counted(audit.measures.threshold.get(), "case", "cases");
    format!("What can be followed is in fewer than {fewest}, which is too few to show.")
}

fn named_and_not(paper: &mut Paper, audit: &Audit<'_>, all: &PairFigures) {
    paper.paragraph(softened_or_left_out(audit, all).and(format!(" {NOT_WHO_DID_WELL}")));
    paper.paragraph(
        Text::from("The report and concordance.csv have it agency by agency. What would let them see it: ")
            .and_to_fill("what was found when notes were read side by side"),
    );
}

fn rules(paper: &mut Paper, audit: &Audit<'_>) {
    paper.part("What should follow");
    if let Some(nothing) = no_cases(audit) {
        paper.paragraph(nothing);
        return;
    }
    let shown = |rule| Some((rule, all_of_rule(audit, rule)?));
    let mut shown: Vec<_> = audit.lexicon.expectations().iter().filter_map(shown).collect();
    let found = shown.len();
    shown.sort_by_key(|(_, figures)| Reverse(figures.cases));
    shown.truncate(RULES);
    if shown.is_empty() {
        paper.paragraph(too_few(audit));
        return;
    }
    paper.paragraph(
        "When something is recorded in a case, guidance asks for something to follow. The table says how often it was recorded in time, by any agency of the case. \
         “Not found” means not found in these exports: it may have been done and recorded elsewhere, or planned and not yet done.",
    );
    paper.table(Table {
        caption: "Practice rules, all agencies together".to_owned(),
        says: "One line for each practice rule: on how many occasions it applied, on how many it was met in time with the share and its 95 % interval, later, or not found.".to_owned(),
        heads: heads([("What should follow", 14), ("Occasions", 4), ("Cases", 3), ("Met in time", 7), ("Later", 2), ("Not found", 3)]),
        rows: shown.iter().map(rule_row).collect(),
    });
    let all = if found > RULES {
        format!("These are the {RULES} rules on the most cases, of {found} that can be shown. ")
    } else {
        String::new()
    };
    paper.note(format!("{all}expectations.csv has every rule, agency by agency."));
}

fn rule_row(&(rule, figures): &(&Expectation, &ExpectationFigures)) -> Vec<Text> {
    vec![
        format!("{} ({})", rule.title, within(rule.days)).into(),
        number::count(figures.met.denominator).into(),
        number::count(figures.cases).into(),
        share(figures.met).into(),
        number::count(figures.late).into(),
        number::count(figures.not_found).into(),
    ]
}

/// How many, their share and its interval: `12 (30 %; 18 to 45 %)`.
pub(super) fn share(rate: Rate) -> String {
    let (count, percent) = (number::count(rate.numerator), number::percent(rate));
    match rate.interval {
        Some(interval) => format!("{count} ({percent}; {})", number::interval(interval)),
        None => format!("{count} ({percent}; no interval)"),
    }
}

fn challenge(paper: &mut Paper, audit: &Audit<'_>) {
    paper.part("Was it challenged?");
    match (no_cases(audit), all_challenges(audit)) {
        (Some(nothing), _) => paper.paragraph(nothing),
        (None, None) => paper.paragraph(too_few(audit)),
        (None, Some(all)) => was_challenged(paper, audit, all),
    }
}

fn was_challenged(paper: &mut Paper, audit: &Audit<'_>, all: &ChallengeFigures) {
    paper.paragraph(challenged(audit, all).and(format!(
        " On {} of them another agency did, and on {} there is a manager’s oversight and nothing else, which may be about something else. \
         A record that was put right is a good sign. What was said and not recorded cannot be counted.",
        number::none_or(all.by_another),
        number::none_or(all.oversight_only),
    )));
}
