//! The desk of `plainrecord review`: serves it, says where it is, and opens it
//! in the browser.

use std::io::{self, Write as _};
use std::time::Duration;

use anyhow::Context;
use jiff::Timestamp;
use plainrecord::desk::{self, Closed, Loopback, Served};
use plainrecord::detect::Detector;
use plainrecord::review::Desk;
use tempfile::TempDir;

use super::arguments::Serving;
use super::exit::Exit;

/// Serves a review until it is interrupted, or nobody has asked for as long as
/// was said.
pub(crate) fn serve(review: Desk, detector: Detector, serving: Serving) -> anyhow::Result<Exit> {
    let served = Served {
        address: Loopback::port(serving.port),
        idle: serving.idle.map(|minutes| Duration::from_secs(60 * u64::from(minutes))),
        desk: review,
        detector,
        now: Timestamp::now,
    };
    // Is there until the desk closes: a browser takes its time.
    let mut shortcut = None;
    let closed = desk::serve(served, |link| {
        let _ = say(link);
        if !serving.no_open {
            shortcut = open(link).ok();
        }
    })?;
    drop(shortcut);
    if closed == Closed::Idle {
        writeln!(io::stderr(), "Closed    nobody asked for {} minutes", serving.idle.unwrap_or_default())?;
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
