//! The command line: one file a command. Each turns its arguments into a call
//! of the library and the result into text; nothing is computed here.

mod arguments;
mod check;
mod evaluate;
mod exit;
mod lexicon;
mod manual;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

/// Runs the command that was asked for and says how it ended.
pub(crate) fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return exit::usage(&error),
    };
    let result = match arguments.command {
        Command::Check(command) => check::run(&command),
        Command::Lexicon(command) => lexicon::run(&command),
        Command::Evaluate(command) => evaluate::run(&command),
        Command::Completions { shell } => manual::completions(shell),
        Command::Man => manual::man(),
        Command::Audit(_) | Command::Preview(_) => Ok(exit::Exit::Fault),
    };
    exit::report(result)
}
