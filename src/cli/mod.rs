//! The command line: one file a command. Each turns its arguments into a call
//! of the library and the result into text; nothing is computed here.

mod arguments;
mod audit;
mod check;
mod config;
mod evaluate;
mod exit;
mod lexicon;
mod manual;
mod preview;
mod progress;

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
        Command::Audit(command) => audit::run(&command),
        Command::Preview(command) => preview::run(&command),
        Command::Check(command) => check::run(&command),
        Command::Lexicon(command) => lexicon::run(&command),
        Command::Evaluate(command) => evaluate::run(&command),
        Command::Completions { shell } => manual::completions(shell),
        Command::Man => manual::man(),
        Command::ParseWorkbook { memory, sheet } => parse_workbook(memory, sheet.as_deref()),
    };
    exit::report(result)
}

/// The other side of `plainrecord::intake::Isolation`.
fn parse_workbook(memory: u64, sheet: Option<&str>) -> anyhow::Result<Exit> {
    let (stdin, stdout) = (std::io::stdin().lock(), std::io::BufWriter::new(std::io::stdout().lock()));
    plainrecord::intake::parse_for_another(stdin, stdout, memory, sheet)?;
    Ok(Exit::Done)
}
