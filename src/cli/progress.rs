//! Progress on a terminal: notes, speed, time left. Silent where standard
//! error is not a terminal, so that logs stay readable.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use plainrecord::pipeline::{self, Observer};

const TEMPLATE: &str = "{msg}  {wide_bar}  {decimal_bytes_per_sec}  {eta} left";

/// A bar that the pipeline moves.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// A bar, hidden if nobody is looking or asked for quiet.
    pub(crate) fn new(quiet: bool) -> Self {
        let seen = !quiet && io::stderr().is_terminal();
        let target = if seen { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let style = ProgressStyle::with_template(TEMPLATE).unwrap_or_else(|_| ProgressStyle::default_bar());
        Self(ProgressBar::with_draw_target(None, target).with_style(style))
    }
}

impl Observer for Progress {
    fn examined(&self, so_far: pipeline::Progress) {
        self.0.set_length(so_far.of_bytes);
        self.0.set_position(so_far.bytes);
        self.0.set_message(format!("{} of {} notes", so_far.rows, so_far.of_rows));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
