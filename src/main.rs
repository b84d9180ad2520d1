//! The program: arguments in, exit code out. Everything else is in the
//! library, or in `cli`, which is the only place that knows the terminal.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
