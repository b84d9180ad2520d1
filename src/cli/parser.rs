//! Both sides of a file parsed apart: the program that asks for it, and
//! the same program doing it.

use std::io::{self, BufWriter};

use plainrecord::intake::{Isolation, Size, parse_for_another};

use super::exit::Exit;

/// By this program, if the system can say which it is, with so much memory.
pub(crate) fn isolation(memory: Size) -> Isolation {
    std::env::current_exe().map_or(Isolation::None, |program| Isolation::Process { program, memory })
}

/// Parses the file on standard input.
pub(crate) fn run(memory: u64, sheet: Option<&str>) -> anyhow::Result<Exit> {
    parse_for_another(io::stdin().lock(), BufWriter::new(io::stdout().lock()), memory, sheet)?;
    Ok(Exit::Done)
}
