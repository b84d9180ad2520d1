//! Where reviewers say different things: both side by side, the note, and what
//! is settled on. What each said stays as it is.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use maud::{Markup, html};

use super::answer;
use super::item::{Notice, number, origin, said, text};
use super::keep::{NotKept, keep};
use super::page::Page;
use super::pages::{Missing, Room};
use super::question::{self, Asking};
use super::reviewer::Reading;
use super::typed::Typed;
use super::words::Words;
use crate::review::{Decision, Desk, DeskError, Disagreement, ItemId, Reviewer};

pub(super) fn routes() -> Router<Arc<Room>> {
    Router::new().route("/disagreements", get(all)).route("/disagreements/{item}", get(one).post(settled))
}

async fn all(State(room): State<Arc<Room>>, Reading(reviewer): Reading) -> Result<Page, Missing> {
    let desk = room.desk()?;
    let all = desk.disagreements()?;
    let notes = all.iter().map(|each| Ok((each, desk.item(each.item, &reviewer)?)));
    let notes = notes.collect::<Result<Vec<_>, DeskError>>()?;
    let body = html! {
        p { "Items that two reviewers answered differently. What is settled goes into the figures; what each said by themselves stays, for how far they agree." }
        @if notes.is_empty() { p { "There is none." } }
        ol {
            @for (each, item) in &notes {
                li {
                    a href={ "/disagreements/" (each.item) } { "Item " (each.item) }
                    @if each.settled.is_some() { ", settled" }
                    (side_by_side(each, &Words::of(&item.text)))
                }
            }
        }
    };
    Ok(Page::new("Disagreements", body))
}

async fn one(
    State(room): State<Arc<Room>>,
    Reading(reviewer): Reading,
    Path(item): Path<u32>,
) -> Result<Page, Missing> {
    page(&room, number(item)?, &reviewer, &Notice::None, &Typed::default())
}

async fn settled(
    State(room): State<Arc<Room>>,
    Reading(reviewer): Reading,
    Path(item): Path<u32>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, Missing> {
    let (id, typed) = (number(item)?, Typed(typed));
    let write =
        |desk: &mut Desk, seen, decision: &Decision| desk.adjudicate(id, &reviewer, seen, decision, (room.now)());
    match keep(&room, (id, &reviewer, &typed), write, "This was settled elsewhere in the meantime.")? {
        None => Ok(Redirect::to(&format!("/disagreements/{id}")).into_response()),
        Some(NotKept { status, why }) => {
            let page = page(&room, id, &reviewer, &Notice::NotKept(why), &typed)?;
            Ok(Page { status, ..page }.into_response())
        }
    }
}

fn page(room: &Room, id: ItemId, reviewer: &Reviewer, notice: &Notice, typed: &Typed) -> Result<Page, Missing> {
    let (item, disagreement) = {
        let desk = room.desk()?;
        let disagreement = desk.disagreements()?.into_iter().find(|each| each.item == id).ok_or(Missing::Page)?;
        (desk.item(id, reviewer)?, disagreement)
    };
    let words = Words::of(&item.text);
    let asking = Asking { action: format!("/disagreements/{id}"), revision: disagreement.revision, keys: room.keys() };
    let body = html! {
        (said(notice))
        (side_by_side(&disagreement, &words))
        div.reading {
            section aria-labelledby="note" { h2 id="note" { "The note" } (origin(&item.origin)) (text(&item, &words)) }
            div {
                @if let Some(settled) = &disagreement.settled {
                    h2 { "What was settled" }
                    p { (answer::sentence(&settled.decision, &words)) " Written down by " bdi { (settled.reviewer) } "." }
                    details { summary { "Settle otherwise" } (question::form(&item, reviewer, typed, &asking)) }
                } @else {
                    h2 { "What do you settle on?" }
                    (question::form(&item, reviewer, typed, &asking))
                }
                @if item.decision.is_some() { (answer::of_audit(&item, &words, room.detector.lexicon())) }
                p { a href="/disagreements" { "All disagreements" } }
            }
        }
    };
    Ok(Page::new("A disagreement", body).with(super::item::SCRIPT))
}

/// What each reviewer says.
fn side_by_side(disagreement: &Disagreement, words: &Words) -> Markup {
    html! {
        dl.beside {
            @for reading in &disagreement.readings {
                div { dt { bdi { (reading.reviewer) } } dd { (answer::sentence(&reading.decision, words)) } }
            }
        }
    }
}
