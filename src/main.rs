//! The program: arguments in, exit code out. Everything else is in the
//! library, or in `cli`, which is the only place that knows the terminal.

mod cli;

use std::process::ExitCode;

use mimalloc::MiMalloc;

#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    cli::main()
}
