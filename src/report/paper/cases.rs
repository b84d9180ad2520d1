//! What follows a case through the notes of all agencies: what one named and
//! another did not, what should follow, and whether it was challenged.

use std::cmp::Reverse;

use super::super::model::Audit;
use super::super::number;
use super::super::words::within;
use super::document::{Paper, Table, Text, heads};
use crate::lexicon::Expectation;
use crate::measure::{ChallengeFigures, ExpectationFigures, PairFigures, Rate, Shown};

/// So many practice rules are listed, those on the most cases.
const RULES: usize = 8;

/// The sections.
pub(super) fn sections(paper: &mut Paper, audit: &Audit<'_>) {
    concordance(paper, audit);
    rules(paper, audit);
    challenge(paper, audit);
}

fn concordance(paper: &mut Paper, audit: &Audit<'_>) {
    paper.section("What one agency named and another did not");
    let all = audit.cases.concordance.iter().find(|pair| pair.agencies.is_none());
    match all.and_then(|pair| pair.figures.value()) {
        _ if audit.cases.cases == 0 => paper.paragraph(NO_CASES),
        _ if audit.cases.shared == 0 => paper.paragraph(ONE_AGENCY),
        None => paper.paragraph(too_few(audit)),
        Some(all) => named_and_not(paper, audit, all),
    }
}

const ONE_AGENCY: &str = "No case has notes of more than one agency, so that there is nothing to hold side by side.";

const NO_CASES: &str = "The exports do not say which case a note belongs to, so that no case can be followed.";

fn too_few(audit: &Audit<'_>) -> String {
    let fewest = number::counted(audit.measures.threshold.get(), "case", "cases");
    format!("What can be followed is in fewer than {fewest}, which is too few to show.")
}

fn named_and_not(paper: &mut Paper, audit: &Audit<'_>, all: &PairFigures) {
    paper.paragraph(
        Text::from(format!(
            "Where one agency names violence or control and another writes in the same case {}, the other’s words soften it on ",
            within(audit.cases.window.days())
        ))
        .and_strong(number::of(all.softened, "occasion", "occasions"))
        .and(format!(" ({}), and show nothing of abuse on ", number::with_interval(all.softened)))
        .and_strong(number::of(all.nothing, "occasion", "occasions"))
        .and(format!(
            " ({}). The occasions are in {}.",
            number::with_interval(all.nothing),
            number::counted(all.cases, "case", "cases")
        )),
    );
    paper.paragraph(
        "It is about what the next reader of a record could not have seen, and not about who did well. An agency can write only what it was told, and whoever softened it may have been the first to write.",
    );
    paper.paragraph(
        Text::from("What would let agencies see it: ").and_to_fill("what was found when notes were read side by side"),
    );
}

fn rules(paper: &mut Paper, audit: &Audit<'_>) {
    paper.section("What should follow");
    if audit.cases.cases == 0 {
        paper.paragraph(NO_CASES);
        return;
    }
    let shown = |rule| Some((rule, all_together(audit, rule)?));
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
        heads: heads([("What should follow", 9), ("Occasions", 3), ("Cases", 2), ("Met in time", 5), ("Later", 2), ("Not found", 3)]),
        rows: shown.iter().map(rule_row).collect(),
    });
    let all = if found > RULES {
        format!("These are the {RULES} rules on the most cases, of {found} that can be shown. ")
    } else {
        String::new()
    };
    paper.note(format!("{all}expectations.csv has every rule, agency by agency."));
}

/// What a rule came to for all agencies together, if it may be shown.
fn all_together<'a>(audit: &Audit<'a>, rule: &Expectation) -> Option<&'a ExpectationFigures> {
    let mut measures = audit.cases.expectations.iter();
    measures.find(|measure| measure.expectation == rule.id && measure.agency.is_none())?.figures.value()
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
    paper.section("Was it challenged?");
    let all = audit.cases.challenges.iter().find(|line| line.agency.is_none());
    match all.and_then(|line| line.figures.value()) {
        _ if audit.cases.cases == 0 => paper.paragraph(NO_CASES),
        None => paper.paragraph(too_few(audit)),
        Some(all) => challenged(paper, audit, all),
    }
}

fn challenged(paper: &mut Paper, audit: &Audit<'_>, all: &ChallengeFigures) {
    let soon = match all.median_days {
        Shown::Value(days) => format!(" Half of those were questioned {}.", within(days)),
        Shown::TooFew(_) => String::new(),
    };
    paper.paragraph(
        Text::from(format!("After wording of concern, a later note of the case questions it {} on ", within(audit.cases.window.days())))
            .and_strong(number::of(all.challenged, "occasion", "occasions"))
            .and(format!(
                " ({}), in {}.{soon} On {} of them another agency did, and on {} there is a manager’s oversight and nothing else, which may be about something else.",
                number::with_interval(all.challenged),
                number::counted(all.cases, "case", "cases"),
                number::none_or(all.by_another),
                number::none_or(all.oversight_only),
            )),
    );
    paper.paragraph("A record that was put right is a good sign. What was said and not recorded cannot be counted.");
}
