//! The form below a note: what is asked, and every answer as a button, with the
//! letter that presses it.

use maud::{Markup, html};

use super::typed::{PLACES, Typed};
use crate::lexicon::{Family, Indicator, Kind, Status};
use crate::review::{Asked, Item, Reviewer, Revision};

/// What is asked.
fn asked(asked: Asked) -> Markup {
    html! {
        @match asked {
            Asked::Words { indicator, .. } => {
                "Are the marked words of this kind, and the writer’s own?" span.kind { (indicator.title()) }
            }
            Asked::Note { kind } => { "Does the note have " (wording(kind)) ", in the writer’s own words?" }
            Asked::Rest { kind, .. } => {
                "The marked words aside: does the note have " (wording(kind)) ", in the writer’s own words?"
            }
        }
    }
}

fn wording(kind: Kind) -> &'static str {
    match kind {
        Kind::Concern => "wording of concern",
        Kind::Good => "good recording",
        Kind::Risk => "a fact about danger",
    }
}

/// Where an answer is sent, over which earlier one, and whether letters press
/// buttons.
pub(super) struct Asking {
    pub(super) action: String,
    pub(super) revision: Revision,
    pub(super) keys: bool,
}

/// The form. `typed` is what was sent before and came to nothing.
pub(super) fn form(item: &Item, reviewer: &Reviewer, typed: &Typed, asking: &Asking) -> Markup {
    let answer = Answers { typed, keys: asking.keys };
    html! {
        form.question method="post" action=(asking.action) {
            input type="hidden" name="revision" value=(asking.revision.get());
            input type="hidden" name="reviewer" value=(reviewer);
            fieldset {
                legend { (asked(item.asked)) }
                @match item.asked {
                    Asked::Words { .. } => (answer.about_words()),
                    Asked::Note { kind } | Asked::Rest { kind, .. } => (answer.about_note(kind)),
                }
                p.answer { (answer.button("unsure", "Unsure", 'u')) }
            }
        }
    }
}

struct Answers<'a> {
    typed: &'a Typed,
    keys: bool,
}

impl Answers<'_> {
    fn about_words(&self) -> Markup {
        html! {
            p.answer { (self.button("confirm", "Confirm", 'c')) " Yes, and they are the writer’s own." }
            p.answer { (self.button("not this", "Not this", 'n')) " They are nothing of the kind." }
            div.answer {
                (self.button("other status", "Other status", 's'))
                label for="status" { "They are, and" }
                select id="status" name="status" {
                    option value="" { "choose how they are meant" }
                    @for status in Status::ALL.iter().filter(|status| **status != Status::Counted) {
                        option value=(status) selected[self.was("status", status.id())] { (status) ": " (status.meaning()) }
                    }
                }
            }
            div.answer {
                (self.button("other indicator", "Other indicator", 'i'))
                label for="indicator" { "They are something else:" }
                (self.indicators("indicator", "choose what", None))
            }
        }
    }

    /// The words come first: Enter in a field presses the first button of a form.
    fn about_note(&self, kind: Kind) -> Markup {
        html! {
            div.answer {
                (self.button("missed", "These words", 'm'))
                " Select them in the note, or give their numbers."
                (self.place(1, kind))
                details open[(2..=PLACES).any(|place| self.typed.get(&format!("first{place}")).is_some())] {
                    summary { "More words" }
                    @for place in 2..=PLACES { (self.place(place, kind)) }
                }
            }
            p.answer { (self.button("nothing missed", "Nothing", 'n')) " There is none." }
        }
    }

    /// Where words were missed, by their numbers, and what they are.
    fn place(&self, place: usize, kind: Kind) -> Markup {
        let [first, last, what] = ["first", "last", "what"].map(|name| format!("{name}{place}"));
        html! {
            fieldset.place {
                legend { "Words " (place) }
                @for (name, title) in [(&first, "From word"), (&last, "to word")] {
                    span {
                        label for=(name) { (title) } " "
                        input id=(name) name=(name) inputmode="numeric" size="5" autocomplete="off" value=[self.typed.get(name)];
                    }
                }
                span { label for=(what) { "What they are" } " " (self.indicators(&what, "not said", Some(kind))) }
                output for={ (first) " " (last) } {}
            }
        }
    }

    fn indicators(&self, name: &str, none: &str, kind: Option<Kind>) -> Markup {
        let families = Family::ALL.iter().filter(|family| kind.is_none_or(|kind| family.kind() == kind));
        html! {
            select id=(name) name=(name) {
                option value="" { (none) }
                @for family in families {
                    optgroup label=(family.title()) {
                        @for indicator in Indicator::ALL.iter().filter(|indicator| indicator.family() == *family) {
                            option value=(indicator) selected[self.was(name, indicator.id())] { (indicator.title()) }
                        }
                    }
                }
            }
        }
    }

    fn button(&self, decision: &str, title: &str, key: char) -> Markup {
        let key = self.keys.then_some(key);
        html! {
            button name="decision" value=(decision) data-key=[key] {
                (title) @if let Some(key) = key { " " kbd { (key.to_ascii_uppercase()) } }
            }
        }
    }

    fn was(&self, name: &str, value: &str) -> bool {
        self.typed.get(name) == Some(value)
    }
}
