//! What the decisions say about the audit so far, in the words of the report.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use maud::{Markup, html};

use super::page::Page;
use super::pages::{Missing, Room};
use super::reviewer::Reading;
use crate::report::what_it_says;
use crate::review::Results;

pub(super) fn routes() -> Router<Arc<Room>> {
    Router::new().route("/results", get(so_far))
}

async fn so_far(State(room): State<Arc<Room>>, Reading(_): Reading) -> Result<Page, Missing> {
    let (results, least) = {
        let desk = room.desk()?;
        (desk.results()?, desk.threshold())
    };
    let body = html! {
        (left(&results))
        @if results.reliability.all.read() > 0 {
            (what_it_says(&results.read_again(), results.reliability.all.read(), least))
        }
        p.note { "The audit’s report says the same once it is written again: plainrecord report." }
    };
    Ok(Page::new("Results so far", body))
}

/// How much of the sample says something already.
fn left(results: &Results) -> Markup {
    let read = results.reliability.all.read();
    html! {
        p.lede { (read) " of " (results.drawn) " notes of the sample say something so far." }
        @if results.disputed > 0 {
            p {
                "Two reviewers read " (results.disputed) " of the others differently: these say nothing until "
                a href="/disagreements" { "it is settled" } "."
            }
        }
    }
}
