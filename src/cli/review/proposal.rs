//! A proposed change of the rules: as TOML, and what it would do to the audit.

use std::io::{self, Write};
use std::path::Path;

use plainrecord::lexicon::{EntryId, Status};
use plainrecord::pipeline::Plan;
use plainrecord::review::{Change, Desk, Effect, Proposal};

use crate::cli::arguments::Proposed;
use crate::cli::exit::{Exit, Wrong};
use crate::cli::progress::Progress;
use crate::cli::some;

pub(super) fn run(audit: &Path, proposed: &Proposed, plan: &Plan) -> anyhow::Result<Exit> {
    let proposal = read(proposed)?;
    let patch = proposal.patch(&plan.lexicon).map_err(|error| Wrong::input(&error))?;
    let effect = Desk::open(audit)?.effect(audit, &proposal, plan, &Progress::new(false))?;
    io::stdout().lock().write_all(patch.as_bytes())?;
    let _ = say(&mut io::stderr().lock(), &effect);
    Ok(if effect.failed.is_empty() { Exit::Done } else { Exit::Unusable })
}

fn read(proposed: &Proposed) -> anyhow::Result<Proposal> {
    let Proposed { propose, unless, phrase, skips, flags } = proposed;
    let id = propose.as_deref().unwrap_or_default();
    let entry =
        EntryId::new(id).ok_or_else(|| Wrong::usage(&format!("--propose {id}: expected an id such as MIN001")))?;
    let change = [
        unless.clone().map(Change::Unless),
        phrase.clone().map(Change::Phrase),
        skips.clone().map(Change::Skips),
        flags.clone().map(|text| Change::Flags(Status::Counted, text)),
    ];
    let change = change.into_iter().flatten().next().ok_or_else(|| Wrong::usage(&"--propose needs the line to add"))?;
    Ok(Proposal { entry, change })
}

fn say(out: &mut impl Write, effect: &Effect) -> io::Result<()> {
    let Effect { removed, removed_confirmed, removed_refuted, added, failed } = effect;
    writeln!(
        out,
        "Removes   {}, {removed_confirmed} of them confirmed by reviewers, {removed_refuted} said to be none",
        some(*removed, "finding", "findings")
    )?;
    writeln!(out, "Adds      {}", some(*added, "finding", "findings"))?;
    for example in failed {
        writeln!(out, "Breaks    {}: “{}” {}", example.id, example.text, example.problem)?;
    }
    Ok(())
}
