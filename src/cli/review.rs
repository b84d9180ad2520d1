//! `plainrecord review`: a sample of an audit for people to read, their decisions
//! from machine to machine, and what these say about the audit.

use std::io::{self, Write};

#[cfg(feature = "desk")]
use plainrecord::detect::Detector;
use plainrecord::report::REVIEW;
#[cfg(feature = "desk")]
use plainrecord::report::lexicon_digest;
#[cfg(feature = "desk")]
use plainrecord::review::DeskError;
use plainrecord::review::{Buys, Desk, Frame, Sampling};

use super::arguments::Review;
use super::audit::plan;
use super::config::{Config, Flags};
use super::exit::{Exit, Wrong};
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
    let is_drawn = command.audit.join(REVIEW).exists();
    match (is_drawn, command.findings.is_some() || command.notes.is_some()) {
        (true, false) => open(Desk::open(&command.audit)?, command),
        (_, true) => draw(command),
        (false, false) => sizes(command),
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
    let desk = Desk::draw(&command.audit, sampling(command), &plan(config)?)?;
    // The sample is drawn; that nobody can be told so changes nothing.
    let _ = text::drawn(&mut io::stderr().lock(), &desk.sample()?, &command.audit);
    open(desk, command)
}

fn sampling(command: &Review) -> Sampling {
    let usual = Sampling::default();
    Sampling {
        kind: command.kind.kind(),
        findings: command.findings.unwrap_or(usual.findings),
        notes: command.notes.unwrap_or(usual.notes),
        second: command.second,
        seed: command.seed,
        is_blind: !command.not_blind,
    }
}

/// What a sample would say, before one is drawn.
fn sizes(command: &Review) -> anyhow::Result<Exit> {
    let frame = Frame::read(&command.audit, command.kind.kind())?;
    let sizes: Vec<Buys> = frame.sizes();
    if sizes.iter().all(|buys| buys.findings + buys.notes == 0) {
        return Err(Wrong::input(&format!("{}: there is no note to draw.", command.audit.display())).into());
    }
    text::sizes(&mut io::stdout().lock(), &frame, &sizes, &command.audit)?;
    Ok(Exit::Done)
}

/// Opens the review to be gone on with.
fn open(desk: Desk, command: &Review) -> anyhow::Result<Exit> {
    text::standing(&mut io::stderr().lock(), &desk.sample()?)?;
    serve(desk, command)
}

/// Serves it, with the rules that the audit was made with.
#[cfg(feature = "desk")]
fn serve(desk: Desk, command: &Review) -> anyhow::Result<Exit> {
    let flags = Flags { lexicon: command.rules.lexicon.as_deref(), ..Flags::default() };
    let config = Config::settle(command.settings.config.as_deref(), &flags)?;
    let lexicon = super::lexicon::load(config.lexicon.value.as_deref())?;
    if lexicon_digest(&lexicon) != desk.lexicon_digest() {
        return Err(DeskError::OtherRules.into());
    }
    super::desk::serve(desk, Detector::ignoring(lexicon.clone(), config.ignore(&lexicon)?), command.serving)
}

#[cfg(not(feature = "desk"))]
fn serve(_: Desk, _: &Review) -> anyhow::Result<Exit> {
    Ok(Exit::Done)
}
