//! How right the audit is, by people who read some of its notes again.

use maud::{Markup, html};

use super::super::model::Audit;
use super::super::number;
use super::super::read_again::{OfAgency, ReadAgain, ReadTwice};
use super::heading;
use super::table::{Head, cell, table};
use super::text::as_written;
use crate::lexicon::Kind;
use crate::measure::{Coefficient, Designed, Method, Proportion, Threshold};

/// Whether there is anything to say: notes were read, and enough of them.
pub(super) fn is_shown(audit: &Audit<'_>) -> bool {
    read(audit).is_some()
}

/// The review, and how many notes were read as the audience may be told.
fn read<'a>(audit: &Audit<'a>) -> Option<(&'a ReadAgain, u64)> {
    let review = audit.read_again?;
    let read = *audit.measures.threshold.show(review.read, review.read).value()?;
    (read > 0).then_some((review, read))
}

/// The section; nothing without a review.
pub(super) fn section(audit: &Audit<'_>) -> Markup {
    let Some((review, read)) = read(audit) else { return html! {} };
    html! {
        section aria-labelledby="read-again" {
            (heading("read-again", "How right the audit is"))
            (what_it_says(review, read, audit.measures.threshold))
        }
    }
}

/// What a review says by so many notes read, as far as it may be told.
pub(crate) fn what_it_says(review: &ReadAgain, read: u64, least: Threshold) -> Markup {
    html! {
        p {
            "People read " (number::counted(read, "note", "notes")) " of this audit again, drawn by chance, and said of each whether it has "
            (asked(review.kind)) " in its writer’s own words. Each note read stands for as many as the audit has of its sort: "
            "what follows is about all notes, and is no better than their reading."
        }
        (figures(review, least))
        (agencies(review, least))
        (twice(review.twice, least))
    }
}

fn asked(kind: Kind) -> &'static str {
    match kind {
        Kind::Concern => "wording of concern",
        Kind::Good => "what a good record holds",
        Kind::Risk => "a fact about danger",
    }
}

fn figures(review: &ReadAgain, least: Threshold) -> Markup {
    let Some(accuracy) = review.accuracy else {
        return html! { p { "Too few were read of some sorts of note to say how right the audit is." } };
    };
    let said = [
        (accuracy.precision, "of the notes in which the audit found it have it"),
        (accuracy.recall, "of the notes that have it were found by the audit"),
        (accuracy.elusion, "of the notes in which the audit did not find it have it all the same"),
        (accuracy.prevalence, "of all notes have it, once what the audit missed and mistook is allowed for"),
    ];
    html! {
        ul {
            @for (figure, what) in said.iter().filter_map(|(figure, what)| Some(((*figure)?, what))) {
                li { (number::share(figure.value.get())) " " (what) " (" (interval(figure)) ")." }
            }
            @if let Some(found) = review.found.and_then(|found| told(least, found)) {
                li { "The audit found it in " (share(found)) " of all notes." }
            }
        }
    }
}

fn interval(figure: Designed) -> String {
    let wide = if figure.method == Method::Bounds { ", wider than it need be" } else { "" };
    format!("95\u{a0}% interval {}{wide}", number::interval(figure.interval))
}

fn share(found: Proportion) -> String {
    number::share(found.share().get())
}

/// Each agency with enough notes read, in alphabetical order.
fn agencies(review: &ReadAgain, least: Threshold) -> Markup {
    let row = |one: &OfAgency| {
        let read = least.show(one.read, one.read).to_string();
        let found = one.found.and_then(|found| told(least, found)).map(share);
        let is_told = |figure: &Designed| least.show(one.read, notes_of(*figure, one.found)).value().is_some();
        let corrected = one.corrected.filter(is_told);
        let corrected = corrected.map(|figure| format!("{} ({})", number::share(figure.value.get()), interval(figure)));
        let agency = if one.agency.is_empty() { "Agency not given" } else { &one.agency };
        let cells = [found, corrected].map(|cell| cell.unwrap_or_else(|| "too few".to_owned()));
        (as_written(agency), [read].into_iter().chain(cells).map(cell).collect())
    };
    let rows: Vec<_> = review.agencies.iter().map(row).collect();
    let heads = [
        Head::Words("Agency"),
        Head::Number("Notes read again"),
        Head::Number("Found by the audit"),
        Head::Words("Corrected"),
    ];
    html! { @if rows.len() > 1 { (table("The share of each agency’s notes, as found and as corrected", &heads, &rows)) } }
}

/// So many of so many as an audience may be told both; `None` if one is too small.
fn told(least: Threshold, found: Proportion) -> Option<Proportion> {
    let told = |count: u64| least.show(found.of(), count).value().copied();
    Proportion::new(told(found.met())?, told(found.of())?)
}

/// About how many notes a share stands for, of as many as the audit's has.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a count is below it")]
fn notes_of(figure: Designed, found: Option<Proportion>) -> u64 {
    (figure.value.get() * found.map_or(0, Proportion::of) as f64).round() as u64
}

fn twice(twice: Option<ReadTwice>, least: Threshold) -> Markup {
    let Some(twice) = twice else { return html! { p { "No note was read by two people." } } };
    let of = twice.agreed.of();
    let Some(read) = least.show(of, of).value().copied() else {
        return html! { p { "Too few notes were read by two people to say how far they agree." } };
    };
    let alpha = match (&twice.alpha, twice.alpha_interval) {
        (Err(why), _) => why.to_string(),
        (Ok(alpha), None) => format!("{alpha:.2}, on too few cases for an interval"),
        (Ok(alpha), Some(found)) => format!("{alpha:.2} (95\u{a0}% interval {:.2} to {:.2})", found.low, found.high),
    };
    html! {
        p {
            "Two people read " (number::counted(read, "note", "notes")) ", each by themselves, and agree on "
            (share(twice.agreed)) ". Beyond chance, where 1 is all that is possible: "
            "AC1 " (coefficient(twice.ac1)) "; "
            "kappa " (twice.kappa.map_or_else(|why| why.to_string(), coefficient)) "; "
            "alpha " (alpha) "."
        }
    }
}

fn coefficient(Coefficient { value, low, high, .. }: Coefficient) -> String {
    format!("{value:.2} (95\u{a0}% interval {low:.2} to {high:.2})")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::super::sample::Sample;
    use super::*;
    use crate::measure::{Audience, AuditAccuracy, ReviewSample, Said, Stratum, Undefined};

    fn proportion(met: u64, of: u64) -> Proportion {
        Proportion::new(met, of).unwrap()
    }

    fn review() -> ReadAgain {
        let stratum = |said, notes, met, of| Stratum::new(said, notes, proportion(met, of)).unwrap();
        let accuracy = AuditAccuracy::new(&[stratum(Said::Found, 400, 51, 60), stratum(Said::NotFound, 2000, 4, 120)]);
        let agency = |agency: &str, read, found| OfAgency {
            agency: agency.to_owned(),
            read,
            found: Some(found),
            corrected: accuracy.prevalence.filter(|_| read >= 30),
        };
        let coefficient = Coefficient { value: 0.86, error: 0.07, low: 0.72, high: 1.0 };
        ReadAgain {
            kind: Kind::Concern,
            read: 180,
            found: Some(proportion(400, 2400)),
            accuracy: Some(accuracy),
            agencies: vec![agency("East", 170, proportion(397, 2390)), agency("", 10, proportion(3, 10))],
            review_sample: ReviewSample { kind: Kind::Concern, agencies: BTreeMap::new() },
            twice: Some(ReadTwice {
                agreed: proportion(33, 36),
                kappa: Err(Undefined::OneCategory),
                ac1: coefficient,
                alpha: Ok(0.84),
                alpha_interval: None,
            }),
        }
    }

    fn page(review: Option<&ReadAgain>, sample: &Sample) -> String {
        section(&Audit { read_again: review, ..sample.audit() }).into_string()
    }

    #[test]
    fn says_how_right_the_audit_is_with_base_and_interval_and_nothing_without_a_review() {
        let sample = Sample::new();
        let page_of = page(Some(&review()), &sample);
        for said in [
            "180\u{a0}notes",
            "85\u{a0}% of the notes in which the audit found it have it (95\u{a0}% interval 75 to 92\u{a0}%)",
            "<td>too few</td>",
            "Agency not given",
            "agree on 92\u{a0}%",
            "AC1 0.86 (95\u{a0}% interval 0.72 to 1.00)",
            "kappa not defined: the reviewers used one category",
            "alpha 0.84, on too few cases for an interval",
        ] {
            assert!(page_of.contains(said), "{said}: {page_of}");
        }
        assert_eq!(page(None, &sample), "");
        assert_eq!(page(Some(&ReadAgain { read: 3, ..review() }), &sample), "");
    }

    #[test]
    fn a_board_is_told_no_share_that_stands_for_few_notes() {
        let told = |audience| agencies(&review(), Threshold::default().told_to(audience)).into_string();
        assert!(told(Audience::Internal).contains("30\u{a0}%"));
        assert!(!told(Audience::Board).contains("30\u{a0}%") && told(Audience::Board).contains("17\u{a0}%"));
        let few = ReadTwice { agreed: proportion(5, 6), ..review().twice.unwrap() };
        assert!(
            twice(Some(few), Threshold::default().told_to(Audience::Board)).into_string().contains("Too few notes")
        );
    }
}
