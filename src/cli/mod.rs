//! The command line: one file a command. Each turns its arguments into a call
//! of the library and the result into text; nothing is computed here.

mod arguments;
mod evaluate;
mod exit;
mod lexicon;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use exit::Exit;

/// Runs the command that was asked for and says how it ended.
pub(crate) fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return exit::usage(&error),
    };
    let result = match arguments.command {
        Command::Lexicon(command) => lexicon::run(&command),
        Command::Evaluate(command) => evaluate::run(&command),
    };
    exit::report(result)
}
