//! What a reviewer sees once an item is decided: what the audit says, by which
//! rule, why, and what would be better.

use maud::{Markup, html};

use super::words::Words;
use crate::lexicon::{Indicator, Lexicon};
use crate::report::as_written;
use crate::review::{Decision, Item, Label, Mark, Missed};

/// A decision in a sentence.
pub(super) fn sentence(decision: &Decision, words: &Words) -> Markup {
    html! {
        @match decision {
            Decision::Confirm => "The words are what was asked about, and the writer’s own.",
            Decision::NotThis => "The words are nothing of the kind.",
            Decision::OtherStatus(status) => { "The words are what was asked about, and " (status) ". " (status.meaning()) }
            Decision::OtherIndicator(indicator) => { "The words are something else: " (indicator.title()) "." }
            Decision::Unsure => "It cannot be said.",
            Decision::NothingMissed => "The note has none.",
            Decision::Missed(missed) => {
                "The note has it: "
                @for (Missed { span, indicator }, at) in missed.iter().zip(0..) {
                    @if at > 0 { "; " }
                    (as_written(&format!("“{}”", words.part(*span))))
                    @if let Some(title) = indicator.map(Indicator::title) { " (" (title) ")" }
                }
                "."
            }
        }
    }
}

/// What the audit says of the words asked about, and of the rest of the note.
pub(super) fn of_audit(item: &Item, words: &Words, lexicon: &Lexicon) -> Markup {
    let of_asked = item.label.as_ref().map(|label| label.finding);
    let rest: Vec<_> = item.marks.iter().filter(|mark| Some(mark.label.finding) != of_asked).collect();
    html! {
        @if let Some(label) = &item.label {
            h2 { "What the audit says" }
            (rule(label, lexicon))
        }
        @if !rest.is_empty() {
            h2 { @if of_asked.is_some() { "What else the audit found in the note" } @else { "What the audit found in the note" } }
            @for mark in rest { (found(mark, words, lexicon)) }
        } @else if of_asked.is_none() {
            p { "The audit found nothing in the note." }
        }
    }
}

fn found(mark: &Mark, words: &Words, lexicon: &Lexicon) -> Markup {
    html! {
        details {
            summary { (as_written(&format!("“{}”", words.part(mark.span)))) ": " (mark.label.indicator.title()) "; " (mark.label.status) }
            (rule(&mark.label, lexicon))
        }
    }
}

/// The rule that found words, and what it rests on.
fn rule(label: &Label, lexicon: &Lexicon) -> Markup {
    let (status, entry) = (label.status, lexicon.entry(&label.entry));
    html! {
        dl.reasons {
            div { dt { "Indicator" } dd { (label.indicator.title()) } }
            div {
                dt { "Status" }
                dd {
                    (status) ": " (status.meaning())
                    @if !label.cue.is_empty() { " Because of " (as_written(&format!("“{}”", label.cue))) "." }
                    @if label.is_repeat { " An earlier note of the case has the same words, so that it is not counted here." }
                }
            }
            @if let Some(entry) = entry {
                div { dt { "Why it matters" } dd { (entry.why) } }
                @if !entry.instead.is_empty() { div { dt { "Better" } dd { (entry.instead) } } }
                @let sources: Vec<&str> = entry.source.iter().filter_map(|source| lexicon.citation(source)).collect();
                div { dt { "Source" } dd { (sources.join("; ")) } }
            }
            div {
                dt { "Rule" }
                dd {
                    (label.entry)
                    @if let Some(entry) = entry { ": " (entry.title) ". " a href={ "/propose/" (entry.id) } { "Propose a change to it" } }
                }
            }
        }
    }
}
