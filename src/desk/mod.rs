//! The review desk: pages at which people read notes of an audit again, and
//! check a draft, in a browser on this machine.
//!
//! What takes the whole audit, a sample that is drawn and a change that is tried, is
//! done on a thread beside the pages.
//!
//! It listens on an address that no other machine can reach, answers the
//! browser that was opened with its link and nobody else, keeps nothing but
//! what a reviewer decides, and loads nothing from anywhere. Every page works
//! without its script.

#![allow(clippy::unused_async, reason = "axum asks for pages that may wait, and these do not")]

mod answer;
mod browse;
mod draft;
mod guard;
mod item;
mod keep;
mod key;
mod loopback;
mod page;
mod pages;
mod propose;
mod question;
mod results;
mod reviewer;
mod sample;
mod server;
mod settle;
mod tried;
mod typed;
mod underway;
mod words;
mod work;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::runtime;

use guard::Guard;
pub use loopback::Loopback;
use work::Work;

use crate::pipeline::Plan;
use crate::review::{DeskError, Frame, Sampling};

/// What the desk serves, and how.
pub struct Served {
    /// Where it listens.
    pub address: Loopback,
    /// It closes when nobody has asked for so long.
    pub idle: Option<Duration>,
    /// The audit, with a review or without one yet.
    pub audit: PathBuf,
    /// What a sample is drawn from where there is no review yet.
    pub frame: Option<Frame>,
    /// What it is like, unless somebody at the desk says otherwise.
    pub sampling: Sampling,
    /// The plan that the audit was made with. Its rules explain findings and read
    /// drafts; its exports are read again to draw a sample and to try a change.
    pub plan: Plan,
    /// The time, for what is decided.
    pub now: fn() -> Timestamp,
}

/// Why the desk closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// It was told to.
    Asked,
    /// Nobody had asked for the time that was given.
    Idle,
}

/// The desk cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// It cannot listen.
    #[error("cannot listen on {address}: {error}\nGive another port with --port, or none.")]
    Address {
        /// Where.
        address: Loopback,
        /// What the system says.
        error: io::Error,
    },
    /// The system gives no thread, or no timer.
    #[error("cannot start: {0}")]
    System(#[from] io::Error),
    /// The review cannot be read.
    #[error(transparent)]
    Review(#[from] DeskError),
    /// The system gives no random numbers, without which no link is safe.
    #[error("the system gives no random numbers, without which no link can be made that nobody guesses")]
    NoChance,
}

/// Opens the desk and serves it until it is interrupted or idle. `opened` is
/// told the link, which opens the desk once.
///
/// # Errors
/// If it cannot listen, or the system has no random numbers.
pub fn serve(served: Served, opened: impl FnOnce(&str)) -> Result<Closed, ServeError> {
    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let cannot = |error| ServeError::Address { address: served.address, error };
        let listener = served.address.listen().await.map_err(cannot)?;
        let guard = Arc::new(Guard::new(listener.address().map_err(cannot)?)?);
        let (idle, link) = (served.idle, guard.link());
        let work = Arc::new(Work::new(served.audit.clone(), Arc::new(served.plan.clone())));
        let pages = pages::all(served, guard, Arc::clone(&work))?;
        let stop = interrupted()?;
        opened(&link);
        let closed = server::serve(listener, pages, idle, stop).await;
        work.stop();
        work.settled(server::TIME).await;
        Ok(closed)
    })
}

/// Ends when the process is interrupted or told to end.
#[cfg(unix)]
fn interrupted() -> io::Result<impl Future<Output = Closed>> {
    use tokio::signal::unix::{SignalKind, signal};

    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => (),
            _ = terminate.recv() => (),
        }
        Closed::Asked
    })
}

/// Ends when the process is interrupted.
#[cfg(not(unix))]
fn interrupted() -> io::Result<impl Future<Output = Closed>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
        Closed::Asked
    })
}
