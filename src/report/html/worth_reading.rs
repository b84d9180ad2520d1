//! What the classifier points at, apart from everything that the rules found:
//! how often it was right where that is known, how many notes may have a
//! concern in all, and the passages it is surest of.

use maud::{Markup, html};

use super::super::model::{Audit, PassageRow};
use super::super::number;
use super::super::outline::{Outline, Pointed};
use super::super::sentences::limits::how_often_right;
use super::super::words::kind_title;
use super::table::{Head, cell, table};
use super::text::as_written;
use super::wording::quotation;
use super::{heading, name_of};
use crate::lexicon::Kind;
use crate::measure::{Estimate, Estimated, GroupMeasures, Shown};
use crate::redact::Excerpts;

const HEADS: [Head; 5] = [
    Head::Words("Agency"),
    Head::Number("Notes about abuse"),
    Head::Number("With a concern, either way"),
    Head::Number("Estimated share"),
    Head::Number("95\u{a0}% interval"),
];

/// The section; nothing where the classifier was not used.
pub(super) fn section(audit: &Audit<'_>, outline: &Outline<'_>) -> Markup {
    html! {
        @if let Some(measured) = audit.classifier {
            section aria-labelledby="worth-reading" {
                (heading("worth-reading", "Also worth reading"))
                p {
                    "Rules find the wording that somebody has thought of. Beside them, a classifier points at passages that read like wording which annotators marked. "
                    "These passages are not findings: nobody has given a reason for them, and they are in no figure above. "
                    "A few are what a rule found and set aside as somebody else’s words, denied, planned or criticised. Read them before you use them."
                }
                @if let Some(said) = how_often_right(measured) { p { (said) } }
                (in_all(audit))
                @for group in &audit.measures.agencies { (agency(audit, outline, group)) }
                p.note { "worth-reading.csv has every passage, with the words that the classifier is surest of and the two annotated passages that are most like it." }
            }
        }
    }
}

fn in_all(audit: &Audit<'_>) -> Markup {
    let groups = audit.measures.agencies.iter().chain([&audit.measures.all]);
    let rows: Vec<_> = groups.filter_map(row).collect();
    html! {
        @if !rows.is_empty() {
            h3 { "How many notes may have wording of concern in all" }
            p {
                "An estimate from rules and classifier together, corrected for what they miss and mistake (Rogan and Gladen 1978; interval of Lang and Reiczigel 2014). "
                "It is about notes that show that they are about abuse. It assumes that both do as well on these notes as on the invented ones, which nobody has checked: "
                "use it to decide how much to read, not as a result."
            }
            (table("Estimated share of notes about abuse that have wording of concern", &HEADS, &rows))
        }
    }
}

fn row(group: &GroupMeasures) -> Option<(Markup, Vec<Markup>)> {
    let name = group.agency.as_ref().map_or("All agencies", |agency| name_of(Some(agency)));
    let cells = match group.estimate? {
        Shown::TooFew(_) => vec![cell("too few notes"), cell("–"), cell("–"), cell("–")],
        Shown::Value(Estimate { found, notes, share }) => {
            let [share, interval] = match share {
                Estimated::Share(share, interval) => [number::share(share), number::interval(interval)],
                Estimated::NotToldFromNone(interval) => {
                    ["cannot be told from none".to_owned(), number::interval(interval)]
                }
                Estimated::Unknown => ["not known".to_owned(), "–".to_owned()],
            };
            vec![cell(number::count(notes)), cell(number::count(found)), cell(share), cell(interval)]
        }
    };
    Some((as_written(name), cells))
}

fn agency(audit: &Audit<'_>, outline: &Outline<'_>, group: &GroupMeasures) -> Markup {
    let pointed = group.agency.as_ref().and_then(|agency| outline.pointed(agency));
    let pointed = pointed.filter(|_| group.notes.value().is_some());
    html! {
        @if let Some(pointed) = pointed {
            article.pointed {
                h3 { (as_written(name_of(group.agency.as_ref()))) }
                p { (number::counted(pointed.by_kind.values().sum(), "passage", "passages")) ", " (by_kind(pointed)) "." }
                @if audit.settings.excerpts != Excerpts::None {
                    div.wording { @for row in &pointed.surest { (passage(row)) } }
                }
            }
        }
    }
}

fn by_kind(pointed: &Pointed) -> String {
    let words =
        |(&kind, &count): (&Kind, &u64)| format!("{} like {}", number::count(count), kind_title(kind).to_lowercase());
    number::list(&pointed.by_kind.iter().map(words).collect::<Vec<_>>())
}

fn passage(row: &PassageRow) -> Markup {
    let passage = &row.passage;
    html! {
        div.rule {
            p.rule-title { "Like “" (passage.indicator.title()) "”, probability " (passage.probability) }
            (quotation(&row.note, &row.excerpt))
            dl.reasons {
                div { dt { "Surest of" } dd { (as_written(&row.carried_by)) } }
                @for example in &passage.nearest {
                    div { dt { "Compare" } dd { "“" (example.words) "” (" (example.indicator.title()) ", invented note " (example.note) ")" } }
                }
            }
        }
    }
}
