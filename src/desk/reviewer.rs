//! Who reads: asked once, kept while the desk is open, and where a reviewer
//! begins and goes on.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Query, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use maud::{Markup, html};
use serde::Deserialize;

use super::item::about;
use super::page::Page;
use super::pages::{Missing, Room};
use super::sample;
use crate::report::framed;
use crate::review::{DeskError, Progress, Reviewer, Sample};

pub(super) fn routes() -> Router<Arc<Room>> {
    Router::new().route("/", get(start)).route("/reviewer", post(named)).route("/keys", post(keys))
}

/// The reviewer, for pages that need one; whoever has said no name is asked.
pub(super) struct Reading(pub(super) Reviewer);

impl FromRequestParts<Arc<Room>> for Reading {
    type Rejection = Redirect;

    async fn from_request_parts(_: &mut Parts, room: &Arc<Room>) -> Result<Self, Redirect> {
        room.reviewer().map(Self).ok_or(Redirect::to("/"))
    }
}

#[derive(Deserialize)]
struct Name {
    #[serde(default)]
    name: String,
}

async fn start(State(room): State<Arc<Room>>, Query(typed): Query<Vec<(String, String)>>) -> Result<Page, Missing> {
    let desk = match room.desk() {
        Err(DeskError::None(_)) => return Ok(sample::begin(&room, typed)),
        desk => desk?,
    };
    let Some(reviewer) = room.reviewer() else { return Ok(who(None)) };
    let (progress, of_sample) = (desk.progress(&reviewer)?, desk.sample()?);
    drop(desk);
    Ok(Page::new(
        TITLE,
        html! { (begin(&reviewer, &progress)) (how(room.keys())) (drawn(&of_sample)) (sample::more(&room)) },
    ))
}

const TITLE: &str = "The review desk";

async fn named(State(room): State<Arc<Room>>, Form(Name { name }): Form<Name>) -> Response {
    match Reviewer::new(&name) {
        Ok(reviewer) => {
            room.read_by(reviewer);
            Redirect::to("/").into_response()
        }
        Err(problem) => {
            let page = who(Some((&name, problem.to_string())));
            Page { status: StatusCode::UNPROCESSABLE_ENTITY, ..page }.into_response()
        }
    }
}

async fn keys(State(room): State<Arc<Room>>) -> Redirect {
    room.turn_keys();
    Redirect::to("/")
}

fn who(problem: Option<(&str, String)>) -> Page {
    let (typed, problem) = problem.unzip();
    let body = html! {
        @if let Some(problem) = &problem { p.notice id="problem" role="alert" { "Not a name that can be kept: " (problem) "." } }
        p { "People read notes of the audit again, one at a time, and say what they find. What they decide says how right the audit is." }
        (name_form("Who is reading?", typed.unwrap_or_default(), problem.is_some()))
    };
    Page::new(TITLE, body)
}

fn name_form(asked: &str, typed: &str, is_wrong: bool) -> Markup {
    html! {
        form method="post" action="/reviewer" {
            p {
                label for="name" { (asked) }
                " Your name or initials, as the other reviewers know you. They are kept with what you decide. "
                input id="name" name="name" required maxlength="40" autocomplete="off" value=(typed)
                    aria-invalid=[is_wrong.then_some("true")] aria-describedby=[is_wrong.then_some("problem")];
            }
            p { button { "Begin" } }
        }
    }
}

fn begin(reviewer: &Reviewer, progress: &Progress) -> Markup {
    let Progress { done, left, .. } = progress;
    html! {
        p.lede {
            "You are reading as " bdi { (reviewer) } ": " (done) " decided, " (left) " left"
            @if let Some(time) = progress.time_left().filter(|_| *left > 0) { ", which will take you " (about(time)) }
            "."
        }
        @if *left > 0 { p { a.button href="/next" { @if *done > 0 { "Go on" } @else { "Begin" } } } }
        @else { p { "Everything of the sample that is for you is decided." } }
        details { summary { "Somebody else is reading" } (name_form("Who?", "", false)) }
    }
}

/// What the sample was drawn from. How large each sort of note is says nothing of
/// any one note.
fn drawn(sample: &Sample) -> Markup {
    html! {
        h2 { "The sample" }
        p { "Drawn by chance from each sort of note. Two reviewers are to read " (sample.read_twice) " of them, to see how far they agree." }
        (framed("The sample", &html! {
            table {
                caption { span { "Notes of the audit, and how many were drawn" } }
                thead { tr { th scope="col" { "What the audit says" } th.number scope="col" { "Notes" } th.number scope="col" { "Drawn" } } }
                tbody {
                    @for (band, (notes, drawn)) in &sample.bands {
                        tr { th scope="row" { (band) } td.number { (notes) } td.number { (drawn) } }
                    }
                }
            }
        }))
    }
}

/// What is asked of a reviewer, and how to answer.
fn how(keys: bool) -> Markup {
    html! {
        h2 { "How it goes" }
        ul {
            li { "Read the whole note, with names and numbers taken out, and answer what is asked about it. What the audit says is shown after that." }
            li { "There is no right answer to find. Say what you think; “unsure” is an answer." }
            li { "What you decide is kept at once. It can be taken back, and decided otherwise." }
        }
        form method="post" action="/keys" {
            @if keys {
                p { "Letters press buttons: " kbd { "C" } " is Confirm, " kbd { "G" } " is Go on. Each button shows its letter." }
                button.quiet { "Turn letters off" }
            } @else {
                p { "Letters do not press buttons." }
                button.quiet { "Turn letters on" }
            }
        }
    }
}
