//! From a decision to a change of the rules: one line more in one entry, as TOML
//! in the form of the lexicon's files. What it would do to the whole audit, which
//! reads the exports again, is asked of the program.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::routing::get;
use axum::{Form, Router};
use maud::{Markup, html};

use super::page::Page;
use super::pages::{Missing, Room};
use super::typed::Typed;
use crate::lexicon::{Entry, EntryId, Status};
use crate::review::{Change, Proposal};

pub(super) fn routes() -> Router<Arc<Room>> {
    Router::new().route("/propose/{entry}", get(asked).post(proposed))
}

/// What can be proposed: the option of the program, and what the line does.
const CHANGES: [(&str, &str); 4] = [
    ("unless", "Words that say it is not meant so: a match that shares a word with them is no finding"),
    ("skips", "A sentence in which it must find nothing"),
    ("phrase", "Words that it should find"),
    ("flags", "A sentence in which it must find something that counts"),
];

async fn asked(State(room): State<Arc<Room>>, Path(id): Path<String>) -> Result<Page, Missing> {
    let entry = entry(&room, &id)?;
    Ok(Page::new(TITLE, html! { (of(entry)) (form(entry, &Typed::default())) }))
}

const TITLE: &str = "Propose a change to a rule";

async fn proposed(
    State(room): State<Arc<Room>>,
    Path(id): Path<String>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Page, Missing> {
    let (entry, typed) = (entry(&room, &id)?, Typed(typed));
    let written = change(&typed).map(|change| Proposal { entry: entry.id.clone(), change });
    let lexicon = room.detector.lexicon();
    // It is read with the rest of the lexicon, so that what is shown can be taken up as it is.
    let tried = written.map(|proposal| proposal.lexicon(lexicon).and_then(|_| proposal.patch(lexicon)));
    let body = html! {
        (of(entry))
        @match tried {
            None => p.notice role="alert" { "Choose what the line is, and write it." },
            Some(Err(problem)) => p.notice role="alert" { "Cannot be read: " (problem) },
            Some(Ok(patch)) => (patched(entry, &typed, &patch)),
        }
        (form(entry, &typed))
    };
    Ok(Page::new(TITLE, body))
}

fn entry<'a>(room: &'a Room, id: &str) -> Result<&'a Entry, Missing> {
    EntryId::new(id).and_then(|id| room.detector.lexicon().entry(&id)).ok_or(Missing::Page)
}

fn change(typed: &Typed) -> Option<Change> {
    let text = typed.get("text")?.to_owned();
    match typed.get("change")? {
        "unless" => Some(Change::Unless(text)),
        "skips" => Some(Change::Skips(text)),
        "phrase" => Some(Change::Phrase(text)),
        "flags" => Some(Change::Flags(Status::Counted, text)),
        _ => None,
    }
}

fn of(entry: &Entry) -> Markup {
    html! { p.lede { (entry.id) ": " (entry.title) } p { (entry.why) } }
}

fn form(entry: &Entry, typed: &Typed) -> Markup {
    let chosen = typed.get("change").unwrap_or("unless");
    html! {
        form method="post" action={ "/propose/" (entry.id) } {
            fieldset.changes {
                legend { "A line more" }
                @for (change, meaning) in CHANGES {
                    p {
                        input type="radio" name="change" id=(change) value=(change) checked[change == chosen];
                        label for=(change) { " " (meaning) }
                    }
                }
            }
            p { label for="text" { "The line" } input.line id="text" name="text" autocomplete="off" value=[typed.get("text")]; }
            p { button { "Show the change" } }
        }
    }
}

fn patched(entry: &Entry, typed: &Typed, patch: &str) -> Markup {
    html! {
        h2 { "The change" }
        p { "Nothing is changed yet. To take it up, put the line into the lexicon and audit again." }
        pre.text tabindex="0" role="group" aria-label="The change as TOML" { (patch) }
        p {
            "What it would do to the whole audit: "
            code { "plainrecord review AUDIT EXPORT --propose " (entry.id) " --" (typed.get("change").unwrap_or_default()) " \"…\"" }
        }
    }
}
