//! “Check a draft”: a note that is pasted or typed, and what is to be said of
//! it, as it is typed where the script runs and by a button where it does not.
//! Nothing of it is kept or written anywhere.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Form, Router};
use maud::{Markup, html};
use serde::Deserialize;

use super::page::{Page, part};
use super::pages::Room;
use crate::draft::{Draft, Part, Passage};
use crate::report::as_written;

const SCRIPT: &str = include_str!("draft.js");

#[derive(Default, Deserialize)]
struct Typed {
    draft: String,
}

pub(super) fn routes() -> Router<Arc<Room>> {
    Router::new().route("/draft", get(empty).post(checked)).route("/draft/found", post(found))
}

async fn empty(State(room): State<Arc<Room>>) -> Page {
    page(&room, &Typed::default())
}

async fn checked(State(room): State<Arc<Room>>, Form(typed): Form<Typed>) -> Page {
    page(&room, &typed)
}

/// What was found alone, for the script.
async fn found(State(room): State<Arc<Room>>, Form(typed): Form<Typed>) -> Response {
    part(&of(&room, &typed))
}

fn page(room: &Room, typed: &Typed) -> Page {
    let body = html! {
        p { "Paste a note, or write one. Nothing of it is kept, and it does not leave this machine." }
        div.draft {
            form method="post" action="/draft" id="typed" {
                label for="draft" { "The draft" }
                textarea id="draft" name="draft" rows="16" spellcheck="true" autocomplete="off" { "\n" (typed.draft) }
                p { button { "Check" } }
            }
            section aria-labelledby="found-heading" {
                h2 id="found-heading" { "What was found" }
                div id="found" { (of(room, typed)) }
                p.unseen id="said" role="status" {}
            }
        }
    };
    Page::new("Check a draft", body).with(SCRIPT)
}

fn of(room: &Room, typed: &Typed) -> Markup {
    if typed.draft.trim().is_empty() {
        return html! { p.note { "Nothing has been typed yet." } };
    }
    // A browser sends line ends as a form has them, not as they were typed.
    let draft = Draft::read(typed.draft.replace("\r\n", "\n"), &room.detector);
    html! {
        p.closing id="closing" { (draft.summary()) }
        @for passage in draft.of(Part::Concern) { (concern(&draft, passage)) }
        @for part in [Part::Good, Part::Risk, Part::NotCounted] { (others(&draft, part)) }
        @if let Some(terms) = draft.agreement() {
            h3 { "Written agreement" }
            ul { @for term in terms { li { (term) } } }
        }
        @if let Some(context) = draft.context() { p.note { (as_written(&context)) } }
    }
}

fn concern(draft: &Draft<'_>, passage: &Passage<'_>) -> Markup {
    let Passage { found, entry } = passage;
    html! {
        article.concern {
            h3 { (found.indicator.title()) }
            blockquote { p { bdi { mark { (draft.text().part(found.span)) } } } }
            dl.reasons {
                div { dt { "Why it matters" } dd { (entry.why) } }
                @if !entry.instead.is_empty() { div { dt { "Better" } dd { (entry.instead) } } }
                div { dt { "Status" } dd { (as_written(&draft.status(passage))) } }
                div { dt { "Source" } dd { (draft.sources(entry).join("; ")) } }
                div { dt { "Rule" } dd { (entry.id) } }
            }
        }
    }
}

fn others(draft: &Draft<'_>, part: Part) -> Markup {
    let mut others = draft.of(part).peekable();
    html! {
        @if others.peek().is_some() {
            h3 { (part.heading()) }
            ul {
                @for passage in others {
                    li {
                        bdi { "“" (draft.words(passage.found.span)) "”" } ": " (passage.found.indicator.title()) "; "
                        (as_written(&draft.status(passage))) " (" (passage.entry.id) ")"
                    }
                }
            }
        }
    }
}
