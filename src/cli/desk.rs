//! The desk of `plainrecord review`: serves it, says where it is, and opens it
//! in the browser.

use std::io::{self, Write as _};
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use jiff::Timestamp;
use plainrecord::desk::{self, Closed, Loopback, ServeError, Served};
use plainrecord::pipeline::Plan;
use plainrecord::review::{Frame, Sampling};
use tempfile::TempDir;

use super::arguments::Serving;
use super::exit::{Exit, Wrong};
use super::some;

/// Serves the review of an audit, or what comes before one, until it is interrupted, or nobody has asked for as long as
/// was said.
pub(crate) fn serve(
    audit: &Path,
    frame: Option<Frame>,
    sampling: Sampling,
    plan: Plan,
    serving: Serving,
) -> anyhow::Result<Exit> {
    let served = Served {
        address: Loopback::port(serving.port),
        idle: serving.idle.map(|minutes| Duration::from_secs(60 * u64::from(minutes))),
        audit: audit.to_owned(),
        frame,
        sampling,
        plan,
        now: Timestamp::now,
    };
    // Is there until the desk closes: a browser takes its time.
    let mut shortcut = None;
    let closed = desk::serve(served, |link| {
        let _ = say(link);
        if !serving.no_open {
            shortcut = open(link).ok();
        }
    });
    let closed = closed.map_err(|error| match error {
        taken @ ServeError::Address { .. } => Wrong::usage(&taken).into(),
        error => anyhow::Error::from(error),
    })?;
    drop(shortcut);
    if closed == Closed::Idle {
        let minutes = some(serving.idle.unwrap_or_default().into(), "minute", "minutes");
        writeln!(io::stderr(), "Closed    nobody asked for {minutes}")?;
    }
    Ok(Exit::Done)
}

fn say(link: &str) -> io::Result<()> {
    writeln!(io::stdout(), "{link}")?;
    writeln!(io::stderr(), "The review desk is open at this address, on this machine, once. Ctrl-C closes it.")
}

/// Opens the link by a page that only its owner can read: what a program is
/// started with, everybody on the machine can see.
fn open(link: &str) -> anyhow::Result<TempDir> {
    let folder = tempfile::tempdir()?;
    let page = folder.path().join("review.html");
    let text =
        format!("<!DOCTYPE html><meta http-equiv=\"refresh\" content=\"0;url={link}\"><title>plainrecord</title>");
    std::fs::write(&page, text)?;
    open::that_detached(&page).context("no browser could be opened")?;
    Ok(folder)
}
