//! Progress on a terminal: notes, speed, time left. Silent where standard
//! error is not a terminal, so that logs stay readable.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use plainrecord::pipeline::Observer;

const TEMPLATE: &str = "{msg}  {wide_bar}  {bytes} of {total_bytes}  {binary_bytes_per_sec}  {eta} left";

/// A bar that the pipeline moves.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// A bar over so many bytes of exports, hidden if nobody is looking.
    pub(crate) fn new(bytes: u64, quiet: bool) -> Self {
        let seen = !quiet && io::stderr().is_terminal();
        let target = if seen { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let style = ProgressStyle::with_template(TEMPLATE).unwrap_or_else(|_| ProgressStyle::default_bar());
        Self(ProgressBar::with_draw_target(Some(bytes), target).with_style(style))
    }
}

impl Observer for Progress {
    fn read(&self, notes: u64, bytes: u64) {
        self.0.set_message(format!("{notes} notes"));
        self.0.set_position(bytes);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
