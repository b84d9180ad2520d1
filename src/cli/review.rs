//! `plainrecord review`: a sample of an audit for people to read, their decisions
//! from machine to machine, and what these say about the audit.

use std::io::{self, Write};
use std::sync::Arc;

use plainrecord::classify::Classifier;
use plainrecord::pipeline::Plan;
use plainrecord::report::REVIEW;
use plainrecord::review::{Desk, Frame, Sampling};

use super::arguments::Review;
use super::audit::plan;
use super::config::{Config, Flags};
use super::exit::{Exit, Wrong};
use super::progress::Progress;
use super::some;

mod proposal;
mod text;

pub(crate) fn run(command: &Review) -> anyhow::Result<Exit> {
    if command.import.is_some() || command.export.is_some() || command.results {
        return decisions(command);
    }
    if command.proposed.propose.is_some() {
        let Some(config) = config(command)? else { return Ok(Exit::Done) };
        return proposal::run(&command.audit, &command.proposed, &plan(config)?);
    }
    if command.drawing.sizes {
        return sizes(&frame(command)?, command);
    }
    if command.drawing.more {
        return draw_more(command);
    }
    let is_drawn = command.audit.join(REVIEW).exists();
    match (is_drawn, command.drawing.findings.is_some() || command.drawing.notes.is_some()) {
        (true, false) => open(Desk::open(&command.audit)?, command),
        (_, true) => draw(command),
        (false, false) => begin(command),
    }
}

/// Puts decisions together, hands them on, and prints what they say.
fn decisions(command: &Review) -> anyhow::Result<Exit> {
    let mut desk = Desk::open(&command.audit)?;
    if let Some(path) = &command.import {
        let imported = desk.import(path)?;
        let (added, known) = (some(imported.added, "decision is", "decisions are"), imported.known);
        writeln!(io::stderr(), "Read in   {added} new; {known} were here already")?;
    }
    if let Some(path) = &command.export {
        desk.export(path)?;
        writeln!(io::stderr(), "Written   {}", path.display())?;
    }
    if command.results {
        text::results(&mut io::stdout().lock(), &desk.results()?)?;
    }
    Ok(Exit::Done)
}

/// The settings that the audit was made with, as they are given.
fn config(command: &Review) -> anyhow::Result<Option<Config>> {
    let flags = Flags {
        exports: &command.exports,
        reading: Some(&command.reading),
        limits: Some(&command.limits),
        lexicon: command.rules.lexicon.as_deref(),
        ..Flags::default()
    };
    Config::wanted(&command.settings, &flags)
}

fn draw(command: &Review) -> anyhow::Result<Exit> {
    let Some(config) = config(command)? else { return Ok(Exit::Done) };
    let plan = with_classifier(plan(config)?)?;
    let desk = Desk::draw(&command.audit, sampling(command), &plan, &Progress::new(false))?;
    // The sample is drawn; that nobody can be told so changes nothing.
    let _ = text::drawn(&mut io::stderr().lock(), &desk.sample()?, &command.audit);
    open(desk, command)
}

fn draw_more(command: &Review) -> anyhow::Result<Exit> {
    let Some(config) = config(command)? else { return Ok(Exit::Done) };
    let mut desk = Desk::open(&command.audit)?;
    let more = Sampling {
        findings: command.drawing.findings.unwrap_or_default(),
        notes: command.drawing.notes.unwrap_or_default(),
        ..sampling(command)
    };
    desk.draw_more(&command.audit, more, &with_classifier(plan(config)?)?, &Progress::new(false))?;
    let _ = text::drawn(&mut io::stderr().lock(), &desk.sample()?, &command.audit);
    open(desk, command)
}

/// An audit has one unless it was left out, which the audit knows.
fn with_classifier(plan: Plan) -> anyhow::Result<Plan> {
    Ok(Plan { classifier: Some(Arc::new(Classifier::builtin()?)), ..plan })
}

fn sampling(command: &Review) -> Sampling {
    let usual = Sampling::default();
    Sampling {
        kind: command.drawing.kind.kind(),
        findings: command.drawing.findings.unwrap_or(usual.findings),
        notes: command.drawing.notes.unwrap_or(usual.notes),
        second: command.drawing.second,
        seed: command.drawing.seed,
        is_blind: !command.drawing.not_blind,
    }
}

/// What there is to draw from.
fn frame(command: &Review) -> anyhow::Result<Frame> {
    let frame = Frame::read(&command.audit, command.drawing.kind.kind())?;
    if frame.bands().is_empty() {
        return Err(Wrong::input(&format!("{}: there is no note to draw.", command.audit.display())).into());
    }
    Ok(frame)
}

/// What a sample would say, on paper.
fn sizes(frame: &Frame, command: &Review) -> anyhow::Result<Exit> {
    text::sizes(&mut io::stdout().lock(), frame, &command.audit)?;
    Ok(Exit::Done)
}

/// Begins with what a sample would say, at the desk where there is one.
fn begin(command: &Review) -> anyhow::Result<Exit> {
    let frame = frame(command)?;
    if cfg!(feature = "desk") { serve(Some(frame), command) } else { sizes(&frame, command) }
}

/// Opens the review to be gone on with.
fn open(desk: Desk, command: &Review) -> anyhow::Result<Exit> {
    text::standing(&mut io::stderr().lock(), &desk.sample()?)?;
    drop(desk);
    serve(None, command)
}

/// Serves it by the plan that the audit was made with.
#[cfg(feature = "desk")]
fn serve(frame: Option<Frame>, command: &Review) -> anyhow::Result<Exit> {
    let Some(config) = config(command)? else { return Ok(Exit::Done) };
    let plan = with_classifier(plan(config)?)?;
    super::desk::serve(&command.audit, frame, sampling(command), plan, command.serving)
}

#[cfg(not(feature = "desk"))]
fn serve(_: Option<Frame>, _: &Review) -> anyhow::Result<Exit> {
    Ok(Exit::Done)
}
