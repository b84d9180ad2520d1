//! The whole audit on about one page, in words: how many notes have which
//! wording, which wording is most frequent, and what was found but not counted.

use maud::{Markup, html};

use super::super::model::Audit;
use super::super::number;
use super::super::outline::{Outline, Theme, Uncounted};
use super::super::sentences::of_family;
use super::super::words::{capital, kind_title};
use super::agency::not_shown;
use super::heading;
use super::reasons::{THEMES, link};
use super::table::{Head, cell, table};
use super::text::running;
use crate::lexicon::{Family, Kind, Status};
use crate::measure::{Shown, Topic, TopicMeasure};

/// The section.
pub(super) fn section(audit: &Audit<'_>, outline: &Outline<'_>) -> Markup {
    html! {
        section aria-labelledby="findings" {
            (heading("findings", "Findings in words"))
            @if audit.measures.all.notes.value().is_none() {
                p { (not_shown(audit)) }
            } @else {
                (together(audit, outline))
            }
        }
    }
}

fn together(audit: &Audit<'_>, outline: &Outline<'_>) -> Markup {
    html! {
        p {
            "All agencies together. The interval says how far the share could be from this by chance alone, if these notes are a fair sample of the recording. "
            "A note can be in several sentences. Agencies with too few notes to show are left out."
        }
        @for &kind in Kind::ALL { (in_words(audit, outline, kind)) }
        (not_counted(audit, outline))
    }
}

fn in_words(audit: &Audit<'_>, outline: &Outline<'_>, kind: Kind) -> Markup {
    let families = families(audit, kind);
    html! {
        @if !families.is_empty() {
            h3 { (kind_title(kind)) }
            ul.sentences { @for (family, measure) in families { li { (sentence(family, measure)) } } }
            (most_frequent(audit, outline, kind))
        }
    }
}

/// The families of a kind that were looked for, with their figures.
fn families<'a>(audit: &Audit<'a>, kind: Kind) -> Vec<(Family, &'a TopicMeasure)> {
    let looked_for = |family| audit.lexicon.entries().iter().any(|entry| entry.indicator.family() == family);
    let topics = audit.measures.all.topics.iter();
    let families = topics.filter_map(|measure| match measure.topic {
        Topic::Family(family) => Some((family, measure)),
        _ => None,
    });
    families.filter(|&(family, _)| family.kind() == kind && looked_for(family)).collect()
}

fn sentence(family: Family, measure: &TopicMeasure) -> Markup {
    html! {
        @match measure.rate {
            Shown::Value(rate) => (running(&of_family(family, rate))),
            Shown::TooFew(threshold) => {
                (family.title()) ": too few notes to show (fewer than " (threshold.get()) ")."
            }
        }
    }
}

fn most_frequent(audit: &Audit<'_>, outline: &Outline<'_>, kind: Kind) -> Markup {
    let row = |theme: &Theme<'_>| {
        let notes = *audit.shown(theme.notes).value()?;
        Some((link(theme.entry), vec![cell(theme.entry.indicator.title()), cell(number::count(notes))]))
    };
    let rows: Vec<_> = outline.themes(kind, THEMES).filter_map(row).collect();
    let heads = [Head::Words("Wording"), Head::Words("What it is evidence of"), Head::Number("Notes")];
    html! {
        @if !rows.is_empty() {
            (table(&format!("{}: most frequent", kind_title(kind)), &heads, &rows))
        }
    }
}

fn not_counted(audit: &Audit<'_>, outline: &Outline<'_>) -> Markup {
    let statuses = Status::ALL.iter().filter(|&&status| status != Status::Counted);
    let mut whys: Vec<_> =
        statuses.map(|&status| (Uncounted::Status(status), capital(status.id()), status.meaning())).collect();
    whys.push((Uncounted::Repeated, "Repeated".to_owned(), "Counted in an earlier note that has the same passage."));
    let row = |(why, name, meaning): (Uncounted, String, &str)| {
        let numbers = Kind::ALL.iter().map(|&kind| audit.shown(outline.uncounted(why, kind)));
        let cells =
            numbers.map(|shown| cell(shown.value().map_or("too few".to_owned(), |&number| number::count(number))));
        (html! { (name) span.meaning { (meaning) } }, cells.collect())
    };
    let rows: Vec<_> = whys.into_iter().map(row).collect();
    let heads = [Head::Words("Why not"), Head::Number("Concern"), Head::Number("Good"), Head::Number("Risk")];
    html! {
        h3 { "Found, but not counted" }
        p {
            "The same words mean something else when they are quoted, denied or criticised. "
            "What follows was found and is in the table of findings, but in no other figure of this report."
        }
        (table("Findings that are not counted", &heads, &rows))
    }
}
