//! One item: the note, what is asked of it, and once it is decided what the
//! audit says. Nothing that the audit says is on the page before.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use maud::{Markup, html};
use serde::Deserialize;

use super::answer;
use super::keep::{NotKept, keep};
use super::page::Page;
use super::pages::{Missing, Room};
use super::question::{self, Asking};
use super::reviewer::Reading;
use super::typed::Typed;
use super::words::Words;
use crate::note::Span;
use crate::report::as_written;
use crate::review::{Asked, Decision, Desk, Item, ItemId, Origin, Progress, Reviewer};

pub(super) const SCRIPT: &str = include_str!("item.js");

pub(super) fn routes() -> Router<Arc<Room>> {
    Router::new()
        .route("/next", get(next))
        .route("/item/{item}", get(shown).post(decided))
        .route("/item/{item}/note", post(noted))
        .route("/undo", post(undone))
}

/// What there is to say above an item that is shown again.
pub(super) enum Notice {
    None,
    TakenBack,
    /// What was sent was not written down, because of this.
    NotKept(String),
}

async fn next(State(room): State<Arc<Room>>, Reading(reviewer): Reading) -> Result<Response, Missing> {
    Ok(match room.desk()?.next(&reviewer)? {
        Some(item) => Redirect::to(&format!("/item/{}", item.id)).into_response(),
        None => done().into_response(),
    })
}

fn done() -> Page {
    let body = html! {
        p { "Everything of the sample that is for you is decided." }
        p { a href="/" { "To the desk" } }
    };
    Page::new("Nothing is left to read", body)
}

#[derive(Deserialize)]
struct Back {
    taken: Option<String>,
}

async fn shown(
    State(room): State<Arc<Room>>,
    Reading(reviewer): Reading,
    Path(item): Path<u32>,
    Query(back): Query<Back>,
) -> Result<Page, Missing> {
    let notice = if back.taken.is_some() { Notice::TakenBack } else { Notice::None };
    page(&room, number(item)?, &reviewer, &notice, &Typed::default())
}

/// Writes a decision down and shows the item again, with what the audit says. A
/// decision that is not written down is on the page still, to be sent again.
async fn decided(
    State(room): State<Arc<Room>>,
    Reading(reviewer): Reading,
    Path(item): Path<u32>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, Missing> {
    let (id, typed) = (number(item)?, Typed(typed));
    let write = |desk: &mut Desk, seen, decision: &Decision| desk.decide(id, &reviewer, seen, decision, (room.now)());
    match keep(&room, (id, &reviewer, &typed), write, "You decided this in another tab in the meantime.")? {
        None => Ok(Redirect::to(&format!("/item/{id}")).into_response()),
        Some(NotKept { status, why }) => {
            let page = page(&room, id, &reviewer, &Notice::NotKept(why), &typed)?;
            Ok(Page { status, ..page }.into_response())
        }
    }
}

async fn noted(
    State(room): State<Arc<Room>>,
    Reading(reviewer): Reading,
    Path(item): Path<u32>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Redirect, Missing> {
    let id = number(item)?;
    room.desk()?.note(id, &reviewer, Typed(typed).get("text").unwrap_or_default())?;
    Ok(Redirect::to(&format!("/item/{id}")))
}

async fn undone(State(room): State<Arc<Room>>, Reading(reviewer): Reading) -> Result<Redirect, Missing> {
    let item = room.desk()?.undo(&reviewer, (room.now)())?;
    Ok(Redirect::to(&format!("/item/{item}?taken=back")))
}

pub(super) fn number(item: u32) -> Result<ItemId, Missing> {
    ItemId::new(item).ok_or(Missing::Page)
}

fn page(room: &Room, id: ItemId, reviewer: &Reviewer, notice: &Notice, typed: &Typed) -> Result<Page, Missing> {
    let (item, progress) = {
        let desk = room.desk()?;
        (desk.item(id, reviewer)?, desk.progress(reviewer)?)
    };
    let words = Words::of(&item.text);
    let keys = room.keys() && item.decision.is_none();
    let asking = Asking { action: format!("/item/{id}"), revision: item.revision, keys };
    let body = html! {
        (said(notice))
        (so_far(&progress))
        div.reading {
            section aria-labelledby="note" {
                h2 id="note" { "The note" }
                (origin(&item.origin))
                (text(&item, &words))
            }
            div {
                @if let Some(decision) = &item.decision {
                    section aria-labelledby="decided" {
                        h2 id="decided" { "What you decided" }
                        p { (answer::sentence(decision, &words)) }
                        (onward(room.keys()))
                        (answer::of_audit(&item, &words, room.detector.lexicon()))
                        details { summary { "Decide otherwise" } (question::form(&item, reviewer, typed, &asking)) }
                    }
                } @else {
                    (question::form(&item, reviewer, typed, &asking))
                }
                (own_note(&item))
                (undo(room.keys(), progress.done))
            }
        }
    };
    Ok(Page::new("Read a note", body).with(SCRIPT))
}

pub(super) fn said(notice: &Notice) -> Markup {
    html! {
        @match notice {
            Notice::None => {},
            Notice::TakenBack => p.notice role="status" { "Your decision was taken back." },
            Notice::NotKept(why) => p.notice role="alert" { strong { "Not written down." } " " (as_written(why)) },
        }
    }
}

fn so_far(progress: &Progress) -> Markup {
    let all = progress.done + progress.left;
    html! {
        p.progress {
            label for="progress" { (progress.done) " of " (all) " decided" }
            progress id="progress" max=(all.max(1)) value=(progress.done) {}
            @if let Some(left) = progress.time_left().filter(|_| progress.left > 0) { " " (about(left)) " left" }
        }
    }
}

/// A time as somebody would say it.
pub(super) fn about(time: std::time::Duration) -> String {
    match time.as_secs().div_ceil(60) {
        0 | 1 => "about a minute".to_owned(),
        minutes @ 2..=90 => format!("about {minutes} minutes"),
        minutes => format!("about {} hours", (minutes + 30) / 60),
    }
}

pub(super) fn origin(origin: &Origin) -> Markup {
    let Origin { agency, date, note_type, note_id, source, row } = origin;
    html! {
        p.note {
            (as_written(agency))
            @for part in [date, note_type].into_iter().filter(|part| !part.is_empty()) { " · " (as_written(part)) }
            @if !note_id.is_empty() { " · note " (as_written(note_id)) }
            " · row " (row) " of " (as_written(source))
        }
    }
}

/// The note. Numbers of words are shown where somebody asks for them, by style
/// alone.
pub(super) fn text(item: &Item, words: &Words) -> Markup {
    let found: Vec<Span> = item.marks.iter().map(|mark| mark.span).collect();
    let asked = match item.asked {
        Asked::Words { span, .. } | Asked::Rest { span, .. } => Some(span),
        Asked::Note { .. } => None,
    };
    html! {
        p.numbers { input type="checkbox" id="numbers"; " " label for="numbers" { "Number the words" } }
        div.text id="text" tabindex="0" role="group" aria-labelledby="note" { bdi { (words.markup(asked, &found)) } }
    }
}

fn onward(keys: bool) -> Markup {
    html! {
        p { a.button href="/next" autofocus data-key=[keys.then_some("g")] { "Go on" @if keys { " " kbd { "G" } } } }
    }
}

fn own_note(item: &Item) -> Markup {
    let text = item.own_note.as_deref().unwrap_or_default();
    html! {
        details open[!text.is_empty()] {
            summary { "A note to yourself" }
            form method="post" action={ "/item/" (item.id) "/note" } {
                label for="own" { "For nobody else" }
                textarea id="own" name="text" rows="3" { "\n" (text) }
                button.quiet { "Keep" }
            }
        }
    }
}

fn undo(keys: bool, done: u64) -> Markup {
    html! {
        @if done > 0 {
            form method="post" action="/undo" {
                button.quiet data-key=[keys.then_some("z")] { "Take back the last decision" @if keys { " " kbd { "Z" } } }
            }
        }
    }
}
