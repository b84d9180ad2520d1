//! Why wording matters, what to write instead and where that is from: once for
//! each entry that the report names, however many agencies have it.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use super::super::model::Audit;
use super::super::outline::Outline;
use super::heading;
use crate::lexicon::{Entry, EntryId, Family, Indicator, Kind};

/// So many kinds of wording are listed as the most frequent of a kind.
pub(super) const THEMES: usize = 5;

/// Whether any wording was found.
pub(super) fn is_shown(audit: &Audit<'_>, outline: &Outline<'_>) -> bool {
    !named(audit, outline).is_empty()
}

/// The section; nothing where no wording was found.
pub(super) fn section(audit: &Audit<'_>, outline: &Outline<'_>) -> Markup {
    let named = named(audit, outline);
    let entries: Vec<&Entry> = audit.lexicon.entries().iter().filter(|entry| named.contains(&entry.id)).collect();
    let sources = Sources::of(audit, &entries);
    html! {
        @if !entries.is_empty() {
            section aria-labelledby="reasons" {
                (heading("reasons", "Why it matters, and better wording"))
                p {
                    "Each wording that this report names, once. The numbers lead to the "
                    a href="#sources" { "sources" } " at the end of this section; the code is the entry’s in the lexicon."
                }
                @for &family in Family::ALL { (of_family(family, &entries, &sources)) }
                (sources.list())
            }
        }
    }
}

/// An entry’s title, which leads to why it matters.
pub(super) fn link(entry: &Entry) -> Markup {
    html! { a href={ "#" (entry.id) } { (entry.title) } " " span.code { (entry.id) } }
}

/// The entries that are quoted for an agency or are listed as the most frequent.
fn named<'o>(audit: &Audit<'_>, outline: &'o Outline<'_>) -> BTreeSet<&'o EntryId> {
    let shown = audit.measures.agencies.iter().filter(|group| group.notes.value().is_some());
    let quoted = shown.filter_map(|group| group.agency.as_ref()).flat_map(|agency| outline.quotable(agency));
    let quoted = quoted.flat_map(|(_, quoted)| quoted).map(|quoted| &quoted.entry.id);
    let kinds = Kind::ALL.iter().filter(|_| audit.measures.all.notes.value().is_some());
    let themes = kinds.flat_map(|&kind| outline.themes(kind, THEMES)).map(|theme| &theme.entry.id);
    quoted.chain(themes).collect()
}

fn of_family(family: Family, entries: &[&Entry], sources: &Sources<'_>) -> Markup {
    let of = |indicator| entries.iter().filter(move |entry| entry.indicator == indicator);
    let found: Vec<Indicator> = Indicator::ALL
        .iter()
        .copied()
        .filter(|&indicator| indicator.family() == family && of(indicator).next().is_some())
        .collect();
    html! {
        @if !found.is_empty() {
            h3 { (family.title()) }
            div.wording {
                @for indicator in found {
                    h4 { (indicator.title()) }
                    @for entry in of(indicator) { (explained(entry, sources)) }
                }
            }
        }
    }
}

fn explained(entry: &Entry, sources: &Sources<'_>) -> Markup {
    html! {
        div.rule {
            h5 id=(entry.id) { (entry.title) " " span.code { (entry.id) } }
            dl.reasons {
                div { dt { "Why it matters" } dd { (entry.why) } }
                @if !entry.instead.is_empty() { div { dt { "Better wording" } dd { (entry.instead) } } }
                div { dt { "Source" } dd { (sources.of_entry(entry)) } }
            }
        }
    }
}

/// The documents that entries cite, with their numbers.
struct Sources<'a> {
    audit: &'a Audit<'a>,
    numbers: BTreeMap<&'a str, usize>,
}

impl<'a> Sources<'a> {
    /// Those of these entries, in alphabetical order.
    fn of(audit: &'a Audit<'a>, entries: &[&'a Entry]) -> Self {
        let ids = entries.iter().flat_map(|entry| &entry.source);
        let citations: BTreeSet<&str> = ids.map(|id| audit.lexicon.citation(id).unwrap_or(id)).collect();
        Self { audit, numbers: citations.into_iter().zip(1..).collect() }
    }

    fn of_entry(&self, entry: &Entry) -> Markup {
        let number = |id: &String| self.numbers.get(self.audit.lexicon.citation(id).unwrap_or(id));
        let numbers: BTreeSet<&usize> = entry.source.iter().filter_map(number).collect();
        html! {
            @for (at, number) in numbers.iter().enumerate() {
                @if at > 0 { ", " }
                a href={ "#source-" (number) } { (number) }
            }
        }
    }

    fn list(&self) -> Markup {
        html! {
            h3 id="sources" { "Sources" }
            ol.sources { @for (citation, number) in &self.numbers { li id={ "source-" (number) } { (citation) } } }
        }
    }
}
