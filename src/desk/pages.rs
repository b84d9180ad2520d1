//! Which page a request asks for.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use axum::Router;
use axum::extract::{DefaultBodyLimit, Query, Request, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use jiff::Timestamp;
use maud::{PreEscaped, html};
use serde::Deserialize;

use super::guard::{ENTER, Guard, Refusal};
use super::page::{Page, settled};
use super::work::Work;
use super::{Served, browse, draft, item, propose, results, reviewer, sample, settle, tried, underway};
use crate::detect::Detector;
use crate::report::lexicon_digest;
use crate::review::{Choices, Desk, DeskError, Frame, Reviewer, Sampling};

/// A form is no longer than this.
const BODY: usize = 512 * 1024;

/// What the pages are made from.
pub(super) struct Room {
    pub(super) guard: Arc<Guard>,
    pub(super) detector: Detector,
    pub(super) now: fn() -> Timestamp,
    /// What a sample is drawn from, where there was none when the desk opened.
    pub(super) frame: Option<Frame>,
    pub(super) sampling: Sampling,
    /// Whether the desk was told of exports to read again.
    pub(super) has_exports: bool,
    pub(super) work: Arc<Work>,
    audit: PathBuf,
    opened: OnceLock<Opened>,
    reviewer: Mutex<Option<Reviewer>>,
    keys: AtomicBool,
}

/// A review that is open.
struct Opened {
    desk: Mutex<Desk>,
    /// What findings can be chosen by, which a review does not change.
    choices: Choices,
}

impl Room {
    /// The review. What a step that failed had begun is not in the store.
    ///
    /// # Errors
    /// [`DeskError::None`] before the sample is drawn, here or by another program.
    pub(super) fn desk(&self) -> Result<MutexGuard<'_, Desk>, DeskError> {
        Ok(self.opened()?.desk.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What its findings can be chosen by.
    ///
    /// # Errors
    /// As [`Room::desk`].
    pub(super) fn choices(&self) -> Result<&Choices, DeskError> {
        Ok(&self.opened()?.choices)
    }

    /// What opens the desk with exports.
    pub(super) fn command(&self) -> String {
        format!("plainrecord review {} EXPORT", self.audit.display())
    }

    fn opened(&self) -> Result<&Opened, DeskError> {
        if let Some(opened) = self.opened.get() {
            return Ok(opened);
        }
        let desk = Desk::open(&self.audit)?;
        if lexicon_digest(self.detector.lexicon()) != desk.lexicon_digest() {
            return Err(DeskError::OtherRules);
        }
        let choices = desk.choices()?;
        Ok(self.opened.get_or_init(|| Opened { desk: Mutex::new(desk), choices }))
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
pub(super) fn all(served: Served, guard: Arc<Guard>, work: Arc<Work>) -> Result<Router, DeskError> {
    let Served { audit, frame, sampling, plan, now, .. } = served;
    let room = Arc::new(Room {
        guard: Arc::clone(&guard),
        has_exports: plan.sources.iter().any(|source| !source.files.is_empty()),
        detector: Detector::ignoring(plan.lexicon, plan.ignore),
        now,
        frame,
        sampling,
        work,
        audit,
        opened: OnceLock::new(),
        reviewer: Mutex::default(),
        keys: AtomicBool::new(true),
    });
    // One that cannot be opened is no reason to begin another.
    match room.opened() {
        Err(DeskError::None(_)) if room.frame.is_some() => (),
        opened => drop(opened?),
    }
    let pages = Router::new()
        .route(ENTER, get(enter))
        .merge(reviewer::routes())
        .merge(item::routes())
        .merge(browse::routes())
        .merge(settle::routes())
        .merge(results::routes())
        .merge(propose::routes())
        .merge(sample::routes())
        .merge(underway::routes())
        .merge(tried::routes())
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
            // The first page says what to do then.
            Self::Review(DeskError::None(_)) => return Redirect::to("/").into_response(),
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
