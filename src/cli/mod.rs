//! The command line: one file a command. Each turns its arguments into a call
//! of the library and the result into text; nothing is computed here.

mod arguments;
mod audit;
mod check;
mod compare;
mod config;
#[cfg(feature = "desk")]
mod desk;
mod evaluate;
mod exit;
mod lexicon;
mod manual;
mod parser;
mod preview;
mod progress;
mod rejected;
mod reliability;
mod report;
#[cfg(feature = "review")]
mod review;
mod sample;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

/// Runs the command that was asked for and says how it ended.
pub(crate) fn main() -> ExitCode {
    outlive_limits();
    quote_no_note_in_a_fault();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return exit::usage(&error),
    };
    let result = match arguments.command {
        Command::Audit(command) => audit::run(&command),
        Command::Preview(command) => preview::run(&command),
        Command::Rejected(command) => rejected::run(&command),
        Command::Check(command) => check::run(&command),
        Command::Compare(command) => compare::run(&command),
        Command::Report(command) => report::run(&command),
        Command::Pack(command) => report::pack(&command),
        Command::Sample(command) => sample::run(&command),
        Command::Reliability(command) => reliability::run(&command),
        #[cfg(feature = "review")]
        Command::Review(command) => review::run(&command),
        Command::Lexicon(command) => lexicon::run(&command),
        Command::Evaluate(command) => evaluate::run(&command),
        Command::Completions { shell } => manual::completions(shell),
        Command::Man { out } => manual::man(out.as_deref()),
        Command::Parse { memory, sheet } => parser::run(memory, sheet.as_deref()),
    };
    exit::report(result)
}

/// A number with its noun: `1 file`, `3 files`.
fn some(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A file that grows beyond what the system allows ends a process at once,
/// unless something listens; then writing fails, and that is reported.
fn outlive_limits() {
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
}

/// A fault says where it is and no more: the message of a panic may hold what
/// was being read.
fn quote_no_note_in_a_fault() {
    std::panic::set_hook(Box::new(|fault| {
        if let Some(place) = fault.location().filter(|place| !place.file().contains(CAUGHT)) {
            let file = Path::new(place.file()).file_name().unwrap_or_default().display();
            let _ = writeln!(std::io::stderr(), "plainrecord: it gave up at {file}, line {}", place.line());
        }
    }));
}

/// What this crate gives up at is caught and becomes an error, where the workbook is written.
const CAUGHT: &str = "rust_xlsxwriter";
