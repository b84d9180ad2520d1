//! What a change of the rules would do to the whole audit, once it was tried.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use maud::{Markup, html};

use super::page::Page;
use super::pages::Room;
use super::sample::reads;
use super::work::{Outcome, Piece, Stand};
use crate::report::{as_written, counted};
use crate::review::{Effect, Proposal};

pub(super) fn routes() -> Router<Arc<Room>> {
    Router::new().route("/tried", get(tried))
}

async fn tried(State(room): State<Arc<Room>>) -> Response {
    match room.work.stand() {
        Stand::Over(Piece::Try(proposal), outcome) => page(&room, &proposal, &outcome).into_response(),
        Stand::Underway(..) => Redirect::to("/underway").into_response(),
        _ => Redirect::to("/").into_response(),
    }
}

fn page(room: &Room, proposal: &Proposal, outcome: &Outcome) -> Page {
    let lexicon = room.detector.lexicon();
    let body = html! {
        p.lede { (proposal.entry) @if let Some(entry) = lexicon.entry(&proposal.entry) { ": " (entry.title) } }
        @match outcome {
            Outcome::Tried(effect) => (does(effect)),
            Outcome::Failed(why) => {
                p.notice role="alert" { strong { "It could not be tried." } " " (as_written(why)) }
                (reads(room))
            }
            Outcome::Stopped | Outcome::Drawn => p.notice role="status" { "It was stopped before all was read, and nothing is known." },
        }
        @if let Ok(patch) = proposal.patch(lexicon) {
            h2 { "The change" }
            pre.text tabindex="0" role="group" aria-label="The change as TOML" { (patch) }
        }
        p { "Nothing is changed. To take it up, put the line into the lexicon and audit again." }
        p { a href={ "/propose/" (proposal.entry) } { "Try another line" } }
    };
    Page::new("What the change would do", body)
}

fn does(effect: &Effect) -> Markup {
    let Effect { removed, removed_confirmed, removed_refuted, added, failed } = effect;
    html! {
        p role="status" {
            "This removes " (counted(*removed, "finding", "findings"))
            @if *removed > 0 { ", " (removed_confirmed) " of them confirmed and " (removed_refuted) " said to be none" }
            ". It adds " (counted(*added, "finding", "findings")) "."
        }
        @if !failed.is_empty() {
            p { "These examples of the lexicon would fail:" }
            ul { @for example in failed { li { (example.id) ": " bdi { "“" (example.text) "”" } " " (example.problem) } } }
        }
    }
}
