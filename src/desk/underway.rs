//! While the whole audit is worked on: how far that is, and a button that stops
//! it. The script asks every second; without it there is a link that waits.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::{Markup, html};
use serde::Deserialize;

use super::page::{Page, part};
use super::pages::Room;
use super::work::{Piece, Stand};
use crate::pipeline::Progress;
use crate::report::counted;

const SCRIPT: &str = include_str!("underway.js");

/// What takes no longer needs no page of its own.
const SHORT: Duration = Duration::from_secs(1);
/// So long waits who asks how far it is, without a script.
const LONG: Duration = Duration::from_secs(6);

pub(super) fn routes() -> Router<Arc<Room>> {
    Router::new()
        .route("/underway", get(underway))
        .route("/underway/so-far", get(so_far))
        .route("/underway/stop", post(stopped))
}

#[derive(Deserialize)]
struct Asked {
    again: Option<String>,
}

async fn underway(State(room): State<Arc<Room>>, Query(asked): Query<Asked>) -> Response {
    let patience = if asked.again.is_some() { LONG } else { SHORT };
    match room.work.settled(patience).await {
        Stand::Underway(piece, progress) => page(&piece, progress).into_response(),
        stand => Redirect::to(leads_to(&stand)).into_response(),
    }
}

/// How far it is, for the script; nothing once it is over.
async fn so_far(State(room): State<Arc<Room>>) -> Response {
    match room.work.stand() {
        Stand::Underway(_, progress) => part(&far(progress)),
        _ => StatusCode::NO_CONTENT.into_response(),
    }
}

async fn stopped(State(room): State<Arc<Room>>) -> Redirect {
    room.work.stop();
    Redirect::to("/underway")
}

/// Where what came of it is shown.
fn leads_to(stand: &Stand) -> &'static str {
    match stand {
        Stand::Over(Piece::Try(_), _) => "/tried",
        _ => "/",
    }
}

fn page(piece: &Piece, progress: Option<Progress>) -> Page {
    let title = match piece {
        Piece::Draw(_) | Piece::More(_) => "The sample is being drawn",
        Piece::Try(_) => "The change is being tried",
    };
    let body = html! {
        p { "The exports are read again for it. The other pages can be used meanwhile." }
        div id="so-far" { (far(progress)) }
        p { a.button href="/underway?again=yes" { "See how far it is" } }
        form method="post" action="/underway/stop" { button.quiet { "Stop" } }
    };
    Page::new(title, body).with(SCRIPT)
}

fn far(progress: Option<Progress>) -> Markup {
    html! {
        p.progress {
            @match progress {
                Some(Progress { rows, of_rows, .. }) if rows < of_rows => {
                    label for="progress" { (counted(rows, "row", "rows")) " of " (of_rows) " read" }
                    progress id="progress" max=(of_rows.max(1)) value=(rows) {}
                }
                Some(_) => { "All rows are read. What they come to is being put together." }
                None => { "The audit is being read." }
            }
        }
    }
}
