//! `plainrecord completions` and `plainrecord man`, from the same definition
//! as the help.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Context;
use clap::CommandFactory;
use clap_complete::Shell;

use super::arguments::Arguments;
use super::exit::{Exit, Wrong};

pub(crate) fn completions(shell: Shell) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "plainrecord", &mut script);
    io::stdout().write_all(&script)?;
    Ok(Exit::Done)
}

/// Prints the page, or writes one for each command into a folder.
pub(crate) fn man(folder: Option<&Path>) -> anyhow::Result<Exit> {
    match folder {
        None => clap_mangen::Man::new(Arguments::command()).render(&mut io::stdout())?,
        Some(folder) => fs::create_dir_all(folder)
            .and_then(|()| clap_mangen::generate_to(Arguments::command(), folder))
            .with_context(|| Wrong::output(&format!("cannot write to {}", folder.display())))?,
    }
    Ok(Exit::Done)
}
