//! Which page a request asks for.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::extract::{DefaultBodyLimit, Query, Request, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::Timestamp;
use maud::{PreEscaped, html};
use serde::Deserialize;

use super::guard::{ENTER, Guard, Refusal};
use super::page::{Page, settled};
use super::{Served, browse, draft, item, propose, results, reviewer, settle};
use crate::detect::Detector;
use crate::review::{Choices, Desk, DeskError, Reviewer};

/// A form is no longer than this.
const BODY: usize = 512 * 1024;

/// What the pages are made from.
pub(super) struct Room {
    pub(super) guard: Arc<Guard>,
    pub(super) detector: Detector,
    pub(super) now: fn() -> Timestamp,
    /// What findings can be chosen by, which a review does not change.
    pub(super) choices: Choices,
    desk: Mutex<Desk>,
    reviewer: Mutex<Option<Reviewer>>,
    keys: AtomicBool,
}

impl Room {
    /// The review. What a step that failed had begun is not in the store.
    pub(super) fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Who reads, once they have said so.
    pub(super) fn reviewer(&self) -> Option<Reviewer> {
        self.reviewer.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn read_by(&self, reviewer: Reviewer) {
        *self.reviewer.lock().unwrap_or_else(PoisonError::into_inner) = Some(reviewer);
    }

    /// Whether letters press buttons.
    pub(super) fn keys(&self) -> bool {
        self.keys.load(Ordering::Relaxed)
    }

    pub(super) fn turn_keys(&self) {
        self.keys.fetch_not(Ordering::Relaxed);
    }
}

/// All pages, behind the guard.
pub(super) fn all(served: Served, guard: Arc<Guard>) -> Result<Router, DeskError> {
    let room = Arc::new(Room {
        guard: Arc::clone(&guard),
        detector: served.detector,
        now: served.now,
        choices: served.desk.choices()?,
        desk: Mutex::new(served.desk),
        reviewer: Mutex::default(),
        keys: AtomicBool::new(true),
    });
    let pages = Router::new()
        .route(ENTER, get(enter))
        .merge(reviewer::routes())
        .merge(item::routes())
        .merge(browse::routes())
        .merge(settle::routes())
        .merge(results::routes())
        .merge(propose::routes())
        .merge(draft::routes())
        .fallback(async || Missing::Page)
        .with_state(room)
        .layer(DefaultBodyLimit::max(BODY))
        .layer(middleware::from_fn_with_state(guard, watch));
    Ok(pages)
}

/// Looks at every request before a page does.
async fn watch(State(guard): State<Arc<Guard>>, request: Request, next: Next) -> Response {
    settled(match guard.admits(&request) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    })
}

#[derive(Deserialize)]
struct Link {
    #[serde(default)]
    token: String,
}

/// Takes the token and leads to the desk by a page of its own: what a redirect
/// leads to would count as asked for by whoever opened the link, and be sent
/// no cookie.
async fn enter(State(room): State<Arc<Room>>, Query(link): Query<Link>, headers: HeaderMap) -> Response {
    match room.guard.enter(&link.token, &headers) {
        Ok(cookie) => ([(SET_COOKIE, cookie)], onward().into_response()).into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

fn onward() -> Page {
    let body = html! {
        (PreEscaped("<meta http-equiv=\"refresh\" content=\"0;url=/\">"))
        p { a href="/" { "Go to the desk" } }
    };
    Page::new("The review desk", body)
}

/// Why there is no page to show.
pub(super) enum Missing {
    /// There is none at this address.
    Page,
    /// The review has none, or says no.
    Review(DeskError),
}

impl From<DeskError> for Missing {
    fn from(error: DeskError) -> Self {
        Self::Review(error)
    }
}

impl IntoResponse for Missing {
    fn into_response(self) -> Response {
        let (status, why) = match self {
            Self::Page => (StatusCode::NOT_FOUND, "There is no page at this address.".to_owned()),
            Self::Review(error @ DeskError::NoItem(_)) => (StatusCode::NOT_FOUND, error.to_string()),
            Self::Review(error @ DeskError::NothingToUndo) => (StatusCode::CONFLICT, error.to_string()),
            Self::Review(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()),
        };
        let body = html! { p.notice { (why) } p { a href="/" { "To the desk" } } };
        Page { status, ..Page::new("There is nothing to show", body) }.into_response()
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.status(), self.says()).into_response()
    }
}
