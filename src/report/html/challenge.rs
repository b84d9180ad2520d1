//! Was it challenged? How often wording of concern was questioned in a later
//! note of the case, and how soon.

use maud::{Markup, html};

use super::super::model::Audit;
use super::super::number;
use super::super::sentences::cases::{all_challenges, challenged, no_cases};
use super::super::words::within;
use super::heading;
use super::occasions::{self, ANY_OF_CASE, not_assessed, share, too_few};
use super::table::{Head, cell};
use super::text::running;
use crate::measure::ChallengeFigures;

const HEADS: [Head; 7] = [
    Head::Words("Whose wording"),
    Head::Number("Occasions"),
    Head::Number("Cases"),
    Head::Number("Challenged"),
    Head::Number("By another agency"),
    Head::Number("Oversight only"),
    Head::Number("Half within"),
];

/// The section.
pub(super) fn section(audit: &Audit<'_>) -> Markup {
    html! {
        section aria-labelledby="challenge" {
            (heading("challenge", "Was it challenged?"))
            @match (no_cases(audit), all_challenges(audit)) {
                (Some(nothing), _) => p { (nothing) },
                (None, None) => p { (too_few("Wording of concern that can be followed to the end of its days stands in", audit.measures.threshold)) },
                (None, Some(all)) => {
                    (all_together(audit, all))
                    (by_agency(audit))
                    (how(audit, all))
                }
            }
        }
    }
}

fn all_together(audit: &Audit<'_>, all: &ChallengeFigures) -> Markup {
    html! {
        p.summary { (running(&challenged(audit, all))) }
        p {
            "A record that was put right is a good sign. A note questions wording if it records professional challenge or escalation, names wording of the same family in order to criticise it, "
            "or records a manager’s oversight. Oversight may have been about something else; where there is nothing but that, the table says so."
        }
    }
}

fn how(audit: &Audit<'_>, all: &ChallengeFigures) -> Markup {
    html! {
        p.note {
            "Below a share stands its 95\u{a0}% interval. Wording of concern of one agency in one case is one occasion " (within(audit.cases.window.days()))
            ", however often it is there. Only occasions with all these days within the notes of every agency of the case are in the table, challenged or not; "
            "the time is that of those that were challenged within them. What was said and not recorded cannot be counted. challenge.csv has the same."
        }
        (not_assessed(ANY_OF_CASE, [all.not_assessed]))
    }
}

fn by_agency(audit: &Audit<'_>) -> Markup {
    let lines = audit.cases.challenges.iter();
    let lines = lines.filter_map(|line| Some((line.agency.as_ref()?, line.figures.value().map(cells))));
    let caption = "Wording of concern, and whether a later note of the case questions it";
    occasions::by_agency(audit, caption, &HEADS, lines.collect())
}

fn cells(figures: &ChallengeFigures) -> Vec<Markup> {
    vec![
        cell(number::count(figures.challenged.denominator)),
        cell(number::count(figures.cases)),
        share(figures.challenged),
        cell(number::count(figures.by_another)),
        cell(number::count(figures.oversight_only)),
        cell(
            figures
                .median_days
                .value()
                .map_or_else(|| "too few".to_owned(), |&days| number::counted(days, "day", "days")),
        ),
    ]
}
