//! What one agency named and another did not, case by case. It says what could
//! be seen in a record and not who knew, and puts pairs in alphabetical order.

use maud::{Markup, html};

use super::super::model::Audit;
use super::super::number;
use super::super::outline::{Beside, Outline};
use super::super::sentences::cases::{NOT_WHO_DID_WELL, ONE_AGENCY, all_pairs, no_cases, softened_or_left_out};
use super::super::words::{told, within};
use super::occasions::{not_assessed, share, too_few};
use super::table::{Head, cell, table};
use super::text::{as_written, running};
use super::wording::quotation;
use super::{heading, name_of};
use crate::measure::{PairFigures, PairMeasure};
use crate::note::Agency;
use crate::redact::Excerpts;

const HEADS: [Head; 6] = [
    Head::Words("Named by"),
    Head::Words("Other agency"),
    Head::Number("Occasions"),
    Head::Number("Cases"),
    Head::Number("Softened it"),
    Head::Number("Showed nothing of abuse"),
];

/// The section.
pub(super) fn section(audit: &Audit<'_>, outline: &Outline<'_>) -> Markup {
    html! {
        section aria-labelledby="concordance" {
            (heading("concordance", "What one agency named and another did not"))
            @if let Some(nothing) = no_cases(audit).or((audit.cases.shared == 0).then_some(ONE_AGENCY)) {
                p { (nothing) }
            } @else {
                (all_together(audit))
                (how(audit))
                (pairs(audit))
                (beside(audit, outline))
            }
        }
    }
}

fn all_together(audit: &Audit<'_>) -> Markup {
    html! {
        @match all_pairs(audit) {
            None => p { (too_few("One agency names violence or control, another writes at the time, and its notes reach over the whole window, in", audit.measures.threshold)) },
            Some(all) => {
                p.summary { "Cases are read across agencies. " (running(&softened_or_left_out(audit, all))) }
                (not_assessed("the other agency", [all.not_assessed]))
            }
        }
    }
}

fn how(audit: &Audit<'_>) -> Markup {
    let window = within(audit.cases.window.days());
    html! {
        p { (NOT_WHO_DID_WELL) }
        details {
            summary { "How this is counted" }
            ul {
                li {
                    "An agency names it in its own words: an act of violence, a weapon, a threat to kill, sexual abuse, stalking, honour-based abuse, "
                    "controlling acts, escalation, a pattern of coercive control, or who is responsible."
                }
                li { "That is one occasion, and what the same agency names again " (window) " belongs to it. A long case can have several; the table counts cases, too." }
                li {
                    "Another agency that wrote in the case " (window) " before or after is counted once for the occasion. The most telling of its notes decides: "
                    "it named it, too; or it softened it (minimising, violence with nobody doing it or put down to drink or stress, or false reassurance); "
                    "or it shows that there is abuse or danger, or asked about it, reported or denied it; or it shows nothing of abuse."
                }
                li {
                    "An occasion is assessed only if the other agency’s notes, those of other cases too, reach over the whole window: "
                    "what it wrote before its export begins or after it ends cannot be seen."
                }
                li { "A man who is not identified, and words that blame the victim, are not softening: the violence can still be seen." }
                li { "Text pasted from an earlier note counts neither as naming nor as softening." }
                @if audit.cases.undated > 0 {
                    li {
                        "Notes in cases: " (told(audit, audit.cases.notes)) ". Without a date, so that they stand in no window: " (told(audit, audit.cases.undated))
                        "; of these, with violence or control named in a case of several agencies: " (told(audit, audit.cases.undated_naming))
                        ". Whoever may have named it in such a note is not assessed."
                    }
                }
            }
        }
    }
}

fn pairs(audit: &Audit<'_>) -> Markup {
    let pairs = || audit.cases.concordance.iter().filter_map(shown);
    let others = audit.cases.concordance.iter().filter(|pair| pair.agencies.is_some()).count() - pairs().count();
    let rows: Vec<_> = pairs().map(row).collect();
    html! {
        @if !rows.is_empty() { (table("Occasions on which one agency named violence or control, and another wrote", &HEADS, &rows)) }
        p.note {
            "Below a share stands its 95\u{a0}% interval. "
            @if others > 0 {
                (number::counted(others as u64, "pair", "pairs")) " of agencies are on fewer than "
                (number::counted(audit.measures.threshold.get(), "case", "cases")) ", and not shown. "
            }
            "concordance.csv has the same with what else there was."
        }
    }
}

/// A pair that may be shown.
fn shown(pair: &PairMeasure) -> Option<(&Agency, &Agency, &PairFigures)> {
    let (named, other) = pair.agencies.as_ref()?;
    Some((named, other, pair.figures.value()?))
}

fn row((named, other, figures): (&Agency, &Agency, &PairFigures)) -> (Markup, Vec<Markup>) {
    let cells = vec![
        as_written(name_of(Some(other))),
        cell(number::count(figures.softened.denominator)),
        cell(number::count(figures.cases)),
        share(figures.softened),
        share(figures.nothing),
    ];
    (as_written(name_of(Some(named))), cells)
}

/// Two notes of one case beside one another.
fn beside(audit: &Audit<'_>, outline: &Outline<'_>) -> Markup {
    let examples: Vec<_> = outline.beside().collect();
    html! {
        @if !examples.is_empty() && audit.settings.excerpts != Excerpts::None {
            h3 { "Side by side" }
            p { "Sentences from two notes of one case, " (within(audit.cases.window.days())) " of one another. They need not be about the same incident: read both notes before you rely on it." }
            @for Beside { named, softened } in examples {
                div.beside {
                    @for (verb, row) in [("named it", named), ("wrote", softened)] {
                        div {
                            p.rule-title { (as_written(name_of(Some(&row.note.agency)))) " " (verb) }
                            (quotation(&row.note, &row.excerpt))
                        }
                    }
                }
            }
        }
    }
}
