//! Exit codes, and the one place where errors are printed.

use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

use plainrecord::intake::IntakeError;
use plainrecord::lexicon::LexiconError;
use plainrecord::pipeline::PipelineError;
use plainrecord::report::{FolderError, ReportError};
use plainrecord::review::ReviewError;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything was done.
    Done = 0,
    /// Done, and concerns were found (`check` only).
    Concerns = 1,
    /// Done, but some rows were rejected or an output is not complete.
    Incomplete = 2,
    /// Wrong usage.
    Usage = 64,
    /// Input or lexicon that cannot be used.
    Unusable = 65,
    /// A fault of ours.
    Fault = 70,
    /// An output that cannot be written.
    CannotWrite = 73,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// What went wrong where the command line itself noticed it.
#[derive(Debug)]
pub(crate) struct Wrong {
    exit: Exit,
    message: String,
}

impl Wrong {
    /// Something typed that makes no sense.
    pub(crate) fn usage(message: &impl fmt::Display) -> Self {
        Self { exit: Exit::Usage, message: message.to_string() }
    }

    /// A file that cannot be written.
    pub(crate) fn output(message: &impl fmt::Display) -> Self {
        Self { exit: Exit::CannotWrite, message: message.to_string() }
    }

    /// A file given that cannot be used.
    pub(crate) fn input(message: &impl fmt::Display) -> Self {
        Self { exit: Exit::Unusable, message: message.to_string() }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Wrong {}

/// Prints an error, with its causes, and gives the code for it.
pub(crate) fn report(result: anyhow::Result<Exit>) -> ExitCode {
    let error = match result {
        Ok(exit) => return exit.into(),
        Err(error) => error,
    };
    if is_broken_pipe(&error) {
        return Exit::Done.into();
    }
    let printing = if is_printing(&error) { "cannot print the result: " } else { "" };
    let _ = writeln!(io::stderr(), "plainrecord: {printing}{error:#}");
    code(&error).into()
}

/// Prints what clap says about the arguments; help and version are no error.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    let _ = error.print();
    if error.use_stderr() { Exit::Usage.into() } else { Exit::Done.into() }
}

/// `plainrecord … | head` closes the pipe early, which is not a failure.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let broken = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    error.chain().filter_map(|cause| cause.downcast_ref()).any(broken)
}

/// Nothing but printing gives an error of the system as it is, without a word on what was read.
fn is_printing(error: &anyhow::Error) -> bool {
    error.is::<io::Error>() && !error.is::<Wrong>()
}

fn code(error: &anyhow::Error) -> Exit {
    let is = |test: fn(&(dyn std::error::Error + 'static)) -> bool| error.chain().any(test);
    if let Some(wrong) = error.downcast_ref::<Wrong>() {
        wrong.exit
    } else if is(|cause| matches!(cause.downcast_ref(), Some(PipelineError::NoExport))) {
        Exit::Usage
    } else if is(|cause| matches!(cause.downcast_ref(), Some(ReviewError::CannotWrite { .. }))) {
        Exit::CannotWrite
    } else if let Some(exit) = of_desk(error) {
        exit
    } else if is(|cause| cause.is::<LexiconError>() || cause.is::<IntakeError>() || cause.is::<PipelineError>())
        || error.is::<ReviewError>()
    {
        Exit::Unusable
    } else if is_printing(error) || is(|cause| cause.is::<FolderError>() || cause.is::<ReportError>()) {
        Exit::CannotWrite
    } else {
        Exit::Fault
    }
}

#[cfg(feature = "review")]
fn of_desk(error: &anyhow::Error) -> Option<Exit> {
    use plainrecord::review::DeskError;
    let cannot_write = |error: &DeskError| matches!(error, DeskError::CannotWrite { .. } | DeskError::Exists(_));
    error.downcast_ref().map(|error| if cannot_write(error) { Exit::CannotWrite } else { Exit::Unusable })
}

#[cfg(not(feature = "review"))]
fn of_desk(_: &anyhow::Error) -> Option<Exit> {
    None
}
