//! `plainrecord rejected`: the rows that were not read, handed back as files to
//! put right.

use std::io::{self, Write};
use std::path::Path;

use plainrecord::pipeline;
use plainrecord::report::{AuditFolder, Existing, RejectedRows, write_rejected};

use super::arguments;
use super::config::{Config, Flags};
use super::exit::{Exit, Wrong};
use super::parser;
use super::some;

pub(crate) fn run(command: &arguments::Rejected) -> anyhow::Result<Exit> {
    let flags = Flags {
        exports: &command.exports,
        reading: Some(&command.reading),
        limits: Some(&command.limits),
        ..Flags::default()
    };
    let Some(config) = Config::wanted(&command.settings, &flags)? else { return Ok(Exit::Done) };
    let target = command.out.as_deref().ok_or_else(|| Wrong::usage(&"--out DIR is missing"))?;
    // Made first: an output that cannot be written should fail before everything is read.
    let folder = AuditFolder::create(target, Existing::Refuse)?;
    let rejected = pipeline::rejected(&config.sources.value, &parser::isolation(config.limits.parser_memory.value))?;
    if rejected.files.is_empty() {
        let _ = nothing(&mut io::stderr().lock(), &rejected);
        return Ok(Exit::Done);
    }
    write_rejected(&rejected, folder.path())?;
    folder.commit()?;
    // The files are whole; that nobody can be told so changes nothing.
    let _ = summarise(&mut io::stderr().lock(), &rejected, target);
    Ok(Exit::Incomplete)
}

fn nothing(out: &mut impl Write, rejected: &RejectedRows) -> io::Result<()> {
    let rows = some(rejected.of_rows, "row", "rows");
    match rejected.reasons.len() as u64 {
        0 => writeln!(out, "None of {rows} was rejected. Nothing was written."),
        earlier => writeln!(
            out,
            "Of {rows}, {} of notes whose later versions were read, and no other was rejected. Nothing was written.",
            some(earlier, "is an earlier version", "are earlier versions")
        ),
    }
}

fn summarise(out: &mut impl Write, rejected: &RejectedRows, target: &Path) -> io::Result<()> {
    let all = rejected.reasons.len() as u64;
    writeln!(out, "Rejected  {} of {}", all, some(rejected.of_rows, "row", "rows"))?;
    for file in &rejected.files {
        writeln!(out, "Wrote     {}: {}", target.join(&file.name).display(), some(file.rows, "row", "rows"))?;
    }
    let earlier = all - rejected.files.iter().map(|file| file.rows).sum::<u64>();
    if earlier > 0 {
        writeln!(out, "Left out  {earlier} that later versions replace")?;
    }
    writeln!(out, "Reasons   {}", target.join("reasons.csv").display())?;
    for file in rejected.files.iter().filter(|file| !file.is_alike) {
        writeln!(
            out,
            "Warning   {}: before they are put right, its rows run together or read as other rows by themselves",
            file.name
        )?;
    }
    writeln!(out, "These files hold notes as they are written. Keep them where the exports are kept.")?;
    let settings = target.join("plainrecord.toml");
    writeln!(out, "When the rows are put right: plainrecord audit --config {} --out DIR", settings.display())
}
