//! Work on the whole audit, which takes longer than an answer may: on a thread of
//! its own and one piece at a time, so that every page is answered meanwhile. It
//! can be stopped, and ends with the desk.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use crate::pipeline::{Observer, PipelineError, Plan, Progress};
use crate::review::{Desk, DeskError, Effect, Proposal, Sampling};

/// Does what takes a moment on another thread: other pages do not wait for it.
///
/// # Errors
/// If it ends by a fault of the program.
pub(super) async fn beside<T: Send + 'static>(moment: impl FnOnce() -> T + Send + 'static) -> Result<T, DeskError> {
    spawn_blocking(moment).await.map_err(|fault| io::Error::from(fault).into())
}

/// A piece of work.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// The sample is drawn.
    Draw(Sampling),
    /// Further notes are drawn for it.
    More(Sampling),
    /// A change of the rules is tried on the whole audit.
    Try(Proposal),
}

/// What came of a piece.
#[derive(Debug)]
pub(super) enum Outcome {
    Drawn,
    Tried(Effect),
    /// Somebody stopped it.
    Stopped,
    /// It could not be done, because of this.
    Failed(String),
}

/// How the work stands.
#[derive(Clone, Debug)]
pub(super) enum Stand {
    /// Nothing has been begun.
    Idle,
    /// The exports are read so far, if they are read already.
    Underway(Piece, Option<Progress>),
    Over(Piece, Arc<Outcome>),
}

/// The work of a desk on one audit.
pub(super) struct Work {
    audit: PathBuf,
    plan: Arc<Plan>,
    stand: watch::Sender<Stand>,
    stops: Arc<AtomicBool>,
}

impl Work {
    pub(super) fn new(audit: PathBuf, plan: Arc<Plan>) -> Self {
        Self { audit, plan, stand: watch::Sender::new(Stand::Idle), stops: Arc::default() }
    }

    /// Begins a piece, unless one is under way.
    pub(super) fn begin(&self, piece: Piece) {
        let begins = self.stand.send_if_modified(|stand| {
            let begins = !matches!(stand, Stand::Underway(..));
            if begins {
                self.stops.store(false, Ordering::Relaxed);
                *stand = Stand::Underway(piece.clone(), None);
            }
            begins
        });
        if begins {
            let watching = Watching { stand: self.stand.clone(), stops: Arc::clone(&self.stops) };
            let (audit, plan) = (self.audit.clone(), Arc::clone(&self.plan));
            let over = self.stand.clone();
            let of = piece.clone();
            let work = move || {
                // A fault of the program ends the piece and not the desk.
                let done = catch_unwind(AssertUnwindSafe(|| of.done(&audit, &plan, &watching)));
                let failed = |_| Outcome::Failed("it ended by a fault of the program".to_owned());
                over.send_replace(Stand::Over(of, Arc::new(done.unwrap_or_else(failed))));
            };
            if let Err(error) = thread::Builder::new().spawn(work) {
                self.stand.send_replace(Stand::Over(piece, Arc::new(Outcome::Failed(error.to_string()))));
            }
        }
    }

    pub(super) fn stand(&self) -> Stand {
        self.stand.borrow().clone()
    }

    /// How it stands once nothing is under way, or so much later.
    pub(super) async fn settled(&self, patience: Duration) -> Stand {
        let mut stand = self.stand.subscribe();
        let _ = timeout(patience, stand.wait_for(|stand| !matches!(stand, Stand::Underway(..)))).await;
        self.stand()
    }

    /// Has what is under way stopped as soon as may be.
    pub(super) fn stop(&self) {
        self.stops.store(true, Ordering::Relaxed);
    }
}

impl Piece {
    fn done(&self, audit: &Path, plan: &Plan, watching: &Watching) -> Outcome {
        let done = match self {
            Self::Draw(sampling) => Desk::draw(audit, *sampling, plan, watching).map(|_| Outcome::Drawn),
            Self::More(more) => Desk::open(audit)
                .and_then(|mut desk| desk.draw_more(audit, *more, plan, watching))
                .map(|()| Outcome::Drawn),
            Self::Try(proposal) => {
                Desk::open(audit).and_then(|desk| desk.effect(audit, proposal, plan, watching)).map(Outcome::Tried)
            }
        };
        done.unwrap_or_else(|error| match error {
            DeskError::Exports(PipelineError::Stopped) => Outcome::Stopped,
            error => Outcome::Failed(error.to_string()),
        })
    }
}

/// Watches the exports being read.
struct Watching {
    stand: watch::Sender<Stand>,
    stops: Arc<AtomicBool>,
}

impl Observer for Watching {
    fn examined(&self, progress: Progress) {
        self.stand.send_modify(|stand| {
            if let Stand::Underway(_, so_far) = stand {
                *so_far = Some(progress);
            }
        });
    }

    fn stops(&self) -> bool {
        self.stops.load(Ordering::Relaxed)
    }
}
