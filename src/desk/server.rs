//! Waits for connections and answers one request on each, within a time and a
//! size, until it is told to stop or nobody has asked for a while.

use std::future;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::TokioTimer;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep, sleep_until, timeout};

use super::Closed;
use super::loopback::{Connection, Listener};

/// A request is asked and answered in this time, or not at all.
pub(super) const TIME: Duration = Duration::from_secs(10);
/// So many connections are open at once; others wait.
const CONNECTIONS: usize = 64;
/// What stands before a body is no longer than this.
const HEAD: usize = 16 * 1024;
const HEADERS: usize = 64;

/// Serves pages until `stop`, or until nobody asked for `idle`.
pub(super) async fn serve(
    listener: Listener,
    pages: Router,
    idle: Option<Duration>,
    stop: impl Future<Output = Closed>,
) -> Closed {
    let server = Server { pages: TowerToHyperService::new(pages), graceful: GracefulShutdown::new() };
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let mut stop = std::pin::pin!(stop);
    let mut asked = Instant::now();
    let closed = loop {
        tokio::select! {
            closed = &mut stop => break closed,
            () = silence(asked, idle) => break Closed::Idle,
            accepted = accept(&listener, &room) => if let Some((connection, place)) = accepted {
                asked = Instant::now();
                server.answer(connection, place);
            }
        }
    };
    // What is being answered is answered.
    let _ = timeout(TIME, server.graceful.shutdown()).await;
    closed
}

struct Server {
    pages: TowerToHyperService<Router>,
    graceful: GracefulShutdown,
}

impl Server {
    /// One request a connection: its time is then the time of the request, and
    /// nobody can hold one open.
    fn answer(&self, connection: Connection, place: OwnedSemaphorePermit) {
        let mut http = http1::Builder::new();
        http.keep_alive(false).timer(TokioTimer::new()).header_read_timeout(TIME);
        http.max_headers(HEADERS).max_buf_size(HEAD);
        let answer = self.graceful.watch(http.serve_connection(connection, self.pages.clone()));
        tokio::spawn(async move {
            // A browser that goes away is no fault.
            let _ = timeout(TIME, answer).await;
            drop(place);
        });
    }
}

/// The next connection, once there is room for it.
async fn accept(listener: &Listener, room: &Arc<Semaphore>) -> Option<(Connection, OwnedSemaphorePermit)> {
    let place = Arc::clone(room).acquire_owned().await.ok()?;
    let Ok(connection) = listener.accept().await else {
        // Too many files are open, as a rule: soon there are fewer.
        sleep(Duration::from_millis(50)).await;
        return None;
    };
    Some((connection, place))
}

/// Ends when nobody has asked for so long; never, if that does not matter.
async fn silence(asked: Instant, idle: Option<Duration>) {
    match idle {
        Some(idle) => sleep_until(asked + idle).await,
        None => future::pending().await,
    }
}
