//! Before there is a sample: what samples of different sizes would say, how long
//! they take to read, and a button that draws one. Later, one that draws more.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use axum::{Form, Router};
use maud::{Markup, html};

use super::page::Page;
use super::pages::{Missing, Room};
use super::typed::Typed;
use super::work::{Outcome, Piece, Stand};
use crate::lexicon::Kind;
use crate::measure::Share;
use crate::report::{as_written, framed};
use crate::review::{Buys, Frame, Sampling};

pub(super) fn routes() -> Router<Arc<Room>> {
    Router::new().route("/sample", post(draw)).route("/sample/more", post(draw_more))
}

async fn draw(State(room): State<Arc<Room>>, Form(typed): Form<Vec<(String, String)>>) -> Response {
    let typed = Typed(typed);
    match sampling(&typed, room.sampling) {
        _ if room.desk().is_ok() => Redirect::to("/").into_response(),
        Ok(sampling) => {
            room.work.begin(Piece::Draw(sampling));
            Redirect::to("/underway").into_response()
        }
        Err(problem) => {
            let page = page(&room, &typed, Some(problem));
            Page { status: StatusCode::UNPROCESSABLE_ENTITY, ..page }.into_response()
        }
    }
}

async fn draw_more(
    State(room): State<Arc<Room>>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, Missing> {
    drop(room.desk()?);
    let none = Sampling { findings: 0, notes: 0, ..room.sampling };
    Ok(match sampling(&Typed(typed), none) {
        Ok(more) => {
            room.work.begin(Piece::More(more));
            Redirect::to("/underway").into_response()
        }
        Err(problem) => {
            let body = html! { p.notice role="alert" { (problem) } p { a href="/" { "To the desk" } } };
            Page { status: StatusCode::UNPROCESSABLE_ENTITY, ..Page::new("Draw further notes", body) }.into_response()
        }
    })
}

/// The form that draws more, and what came of the last time.
pub(super) fn more(room: &Room) -> Markup {
    let chosen = &room.sampling;
    let fields = [
        ("findings", "Notes with findings", "0".to_owned()),
        ("notes", "Notes without", "0".to_owned()),
        ("second", "Read by two people, in per cent", percent(chosen)),
    ];
    html! {
        (last(room))
        details {
            summary { "Draw further notes" }
            @if room.has_exports {
                p { "They are drawn from those that are left, come after the others, and make the figures surer. On another machine draw the same." }
                form method="post" action="/sample/more" {
                    @for (name, title, value) in fields { (field(name, title, &value, None)) }
                    button.quiet { "Draw them" }
                }
            } @else { (no_exports(room, "To draw them")) }
        }
    }
}

fn percent(sampling: &Sampling) -> String {
    ((sampling.second.get() * 10_000.0).round() / 100.0).to_string()
}

fn field(name: &str, title: &str, value: &str, meaning: Option<&str>) -> Markup {
    html! {
        p {
            label for=(name) { (title) } " "
            input id=(name) name=(name) inputmode="decimal" size="8" autocomplete="off" value=(value)
                aria-describedby=[meaning.map(|_| format!("{name}-meaning"))];
            @if let Some(meaning) = meaning { span.meaning id={ (name) "-meaning" } { (meaning) } }
        }
    }
}

/// The page that an audit without a sample begins with.
pub(super) fn begin(room: &Room, typed: Vec<(String, String)>) -> Page {
    let typed = Typed(typed);
    let problem = if typed.0.is_empty() { None } else { sampling(&typed, room.sampling).err() };
    page(room, &typed, problem)
}

/// The sample that was typed; what was not is as it usually is.
fn sampling(typed: &Typed, usual: Sampling) -> Result<Sampling, &'static str> {
    let number = |name: &str, usual: u64| match typed.get(name) {
        None => Ok(usual),
        Some(_) => typed.number(name).ok_or("Give each number as a whole number; 0 draws none."),
    };
    let second = match typed.get("second") {
        None => Some(usual.second),
        Some(_) => typed.number::<f64>("second").and_then(|percent| Share::new(percent / 100.0)),
    };
    let sampling = Sampling {
        findings: number("findings", usual.findings)?,
        notes: number("notes", usual.notes)?,
        second: second.ok_or("Give the share that two people read as a percentage, from 0 to 100.")?,
        seed: number("seed", usual.seed)?,
        is_blind: if typed.0.is_empty() { usual.is_blind } else { typed.get("blind").is_some() },
        ..usual
    };
    if sampling.findings.max(sampling.notes) > 0 {
        Ok(sampling)
    } else {
        Err("Give a number above 0 in one of the two.")
    }
}

fn page(room: &Room, typed: &Typed, problem: Option<&str>) -> Page {
    let Some(frame) = &room.frame else { return Page::new(TITLE, html! {}) };
    let chosen = sampling(typed, room.sampling).unwrap_or(room.sampling);
    let body = html! {
        @if let Some(problem) = problem { p.notice id="problem" role="alert" { (problem) } }
        (last(room))
        p.lede { "This audit has no sample yet." }
        p {
            "People read notes that are drawn by chance, and say of each whether it has " (wording(chosen.kind))
            ". What they say tells how right the audit is. The more notes are read, the more surely."
        }
        (sizes(frame, &chosen))
        (bands(frame, &chosen))
        @if room.has_exports { (form(typed, &chosen)) } @else { (no_exports(room, "To draw one")) }
    };
    Page::new(TITLE, body)
}

const TITLE: &str = "The review desk";

fn wording(kind: Kind) -> &'static str {
    match kind {
        Kind::Concern => "wording of concern in its writer’s own words",
        Kind::Good => "good recording",
        Kind::Risk => "a fact about danger",
    }
}

/// Why the last attempt came to nothing.
fn last(room: &Room) -> Markup {
    let stand = room.work.stand();
    html! {
        @match &stand {
            Stand::Underway(Piece::Draw(_) | Piece::More(_), _) => p.notice role="status" { "A sample is being drawn. " a href="/underway" { "See how far it is" } },
            Stand::Over(Piece::Draw(_) | Piece::More(_), outcome) => {
                @match &**outcome {
                    Outcome::Failed(why) => {
                        p.notice role="alert" { strong { "Nothing was drawn." } " " (as_written(why)) }
                        (reads(room))
                    }
                    Outcome::Stopped => p.notice role="status" { "Drawing was stopped, and nothing was drawn." },
                    Outcome::Drawn | Outcome::Tried(_) => {}
                }
            }
            _ => {}
        }
    }
}

/// Which exports the desk reads: they may have been moved.
pub(super) fn reads(room: &Room) -> Markup {
    html! {
        p.note {
            "The desk reads the exports that it was started with. If they lie elsewhere now, close it and start it with "
            "where they are: " code { (room.command()) } "."
        }
    }
}

/// What to do where the desk has no exports to read.
pub(super) fn no_exports(room: &Room, to_do: &str) -> Markup {
    html! {
        p.notice {
            (to_do) ", the exports are read again, and the desk was not told where they are. Close it and start it with them: "
            code { (room.command()) } "."
        }
    }
}

/// What samples would say and take, the one that is chosen last.
fn sizes(frame: &Frame, chosen: &Sampling) -> Markup {
    let of_chosen = frame.buys(chosen.findings, chosen.notes);
    html! {
        (framed("What samples would say", &html! {
            table {
                caption { span { "What samples would say, if the audit is about as right as audits are" } }
                thead {
                    tr {
                        @for title in ["Notes with findings", "Notes without", "Precision", "Recall", "Elusion", "Minutes"] {
                            th.number scope="col" { (title) }
                        }
                    }
                }
                tbody {
                    @for size in frame.sizes() { (row(&size, false)) }
                    (row(&of_chosen, true))
                }
            }
        }))
        p.note {
            "Precision: the share of what was found that is right. Recall: the share of the notes that have it which was found. "
            "Elusion: the share of the notes without findings that have it all the same. Each is given as half the width of its "
            "95 % interval, in percentage points. Recall needs notes of both sorts. Minutes: what one person may take to read it all."
        }
    }
}

fn row(buys: &Buys, is_chosen: bool) -> Markup {
    let Buys { findings, notes, precision, recall, elusion, reading } = buys;
    html! {
        tr {
            th.number scope="row" { (findings) @if is_chosen { span.meaning { "the numbers below" } } }
            td.number { (notes) }
            @for half in [precision, recall, elusion] {
                td.number { @match half { Some(half) => { "± " (format!("{:.1}", half * 100.0)) }, None => "cannot be said" } }
            }
            td.number { (reading.as_secs().div_ceil(60)) }
        }
    }
}

/// What there is to draw from, and how much of it would be.
fn bands(frame: &Frame, chosen: &Sampling) -> Markup {
    let drawn = frame.shares(chosen.findings, chosen.notes);
    html! {
        (framed("Where they would be drawn", &html! {
            table {
                caption { span { "Notes of the audit, and how many of them the numbers below draw" } }
                thead { tr { th scope="col" { "What the audit says" } th.number scope="col" { "Notes" } th.number scope="col" { "Drawn" } } }
                tbody {
                    @for (band, notes) in frame.bands() {
                        tr { th scope="row" { (band) } td.number { (notes) } td.number { (drawn.get(&band).copied().unwrap_or_default()) } }
                    }
                }
            }
        }))
    }
}

fn form(typed: &Typed, chosen: &Sampling) -> Markup {
    let shown = |name: &str, number: u64| typed.get(name).map_or_else(|| number.to_string(), str::to_owned);
    let second = typed.get("second").map_or_else(|| percent(chosen), str::to_owned);
    let fields = [
        ("findings", "Notes with findings", "Of each, one passage is asked about.", shown("findings", chosen.findings)),
        ("notes", "Notes without", "Each is read for what the audit missed.", shown("notes", chosen.notes)),
        ("second", "Read by two people, in per cent", "They show how far people agree.", second),
        (
            "seed",
            "Any number",
            "The same number draws the same notes, on another machine too.",
            shown("seed", chosen.seed),
        ),
    ];
    html! {
        h2 { "Draw the sample" }
        form method="post" action="/sample" {
            @for (name, title, meaning, value) in fields { (field(name, title, &value, Some(meaning))) }
            p {
                input type="checkbox" id="blind" name="blind" value="yes" checked[chosen.is_blind];
                label for="blind" { " Who reads sees what the audit says only after deciding" }
            }
            p.buttons {
                button { "Draw the sample" }
                button.quiet formmethod="get" formaction="/" { "Only show what it would say" }
            }
        }
    }
}
