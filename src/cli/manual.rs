//! `plainrecord completions` and `plainrecord man`, from the same definition
//! as the help.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_complete::Shell;

use super::arguments::Arguments;
use super::exit::Exit;

pub(crate) fn completions(shell: Shell) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "plainrecord", &mut script);
    io::stdout().write_all(&script)?;
    Ok(Exit::Done)
}

pub(crate) fn man() -> anyhow::Result<Exit> {
    clap_mangen::Man::new(Arguments::command()).render(&mut io::stdout())?;
    Ok(Exit::Done)
}
