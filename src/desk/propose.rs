//! From a decision to a change of the rules: one line more in one entry, as TOML
//! in the form of the lexicon's files, and a button that tries it on the whole
//! audit.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use maud::{Markup, html};

use super::page::Page;
use super::pages::{Missing, Room};
use super::sample::no_exports;
use super::typed::Typed;
use super::work::{Piece, beside};
use crate::lexicon::{Entry, EntryId, Status};
use crate::review::{Change, Proposal, ProposalError};

pub(super) fn routes() -> Router<Arc<Room>> {
    Router::new().route("/propose/{entry}", get(asked).post(proposed)).route("/propose/{entry}/try", post(tried))
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
    beside(move || Ok(page(&room, entry(&room, &id)?, &Typed(typed)))).await?
}

/// Begins to try it; what cannot be tried is shown with why.
async fn tried(
    State(room): State<Arc<Room>>,
    Path(id): Path<String>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, Missing> {
    let begun = move || {
        let (entry, typed) = (entry(&room, &id)?, Typed(typed));
        Ok(match proposal(&room, entry, &typed) {
            Some(Ok((proposal, _))) => {
                room.work.begin(Piece::Try(proposal));
                Redirect::to("/underway").into_response()
            }
            _ => page(&room, entry, &typed).into_response(),
        })
    };
    beside(begun).await?
}

fn page(room: &Room, entry: &Entry, typed: &Typed) -> Page {
    let body = html! {
        (of(entry))
        @match proposal(room, entry, typed) {
            None => p.notice role="alert" { "Choose what the line is, and write it." },
            Some(Err(problem)) => p.notice role="alert" { "Cannot be read: " (problem) },
            Some(Ok((_, patch))) => (patched(room, entry, typed, &patch)),
        }
        (form(entry, typed))
    };
    Page::new(TITLE, body)
}

/// What was typed as a change, with its patch. It is read with the rest of the
/// lexicon, so that what is shown can be taken up as it is.
fn proposal(room: &Room, entry: &Entry, typed: &Typed) -> Option<Result<(Proposal, String), ProposalError>> {
    let proposal = Proposal { entry: entry.id.clone(), change: change(typed)? };
    let lexicon = room.detector.lexicon();
    let patch = proposal.lexicon(lexicon).and_then(|_| proposal.patch(lexicon));
    Some(patch.map(|patch| (proposal, patch)))
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

fn patched(room: &Room, entry: &Entry, typed: &Typed, patch: &str) -> Markup {
    html! {
        h2 { "The change" }
        p { "Nothing is changed yet. To take it up, put the line into the lexicon and audit again." }
        pre.text tabindex="0" role="group" aria-label="The change as TOML" { (patch) }
        @if room.has_exports {
            form method="post" action={ "/propose/" (entry.id) "/try" } {
                @for name in ["change", "text"] { input type="hidden" name=(name) value=[typed.get(name)]; }
                p { "What it would do is found out by reading the exports again." }
                button { "Try it on the whole audit" }
            }
            h2 { "Another line" }
        } @else {
            (no_exports(room, "To try it on the whole audit"))
        }
    }
}
