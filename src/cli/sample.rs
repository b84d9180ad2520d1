//! `plainrecord sample`: notes of an audit for people to read again.

use std::io::{self, Write};

use plainrecord::review::{Drawing, Sampled, draw};

use super::arguments::Sample;
use super::exit::{Exit, Wrong};
use super::some;

pub(crate) fn run(command: &Sample) -> anyhow::Result<Exit> {
    let kind = command.kind.kind();
    let (flagged, unflagged, seed) = (command.flagged, command.unflagged, command.seed);
    let sampled = draw(&command.audit, Drawing { kind, flagged, unflagged, seed })?;
    if sampled.notes.is_empty() {
        return Err(Wrong::input(&format!("{}: there is no note to draw.", command.audit.display())).into());
    }
    sampled.write(kind, &command.out)?;
    // The file is whole; that nobody can be told so changes nothing.
    let _ = summarise(&mut io::stderr().lock(), &sampled, command);
    Ok(Exit::Done)
}

fn summarise(out: &mut impl Write, sampled: &Sampled, command: &Sample) -> io::Result<()> {
    writeln!(
        out,
        "Drawn     {}, to be read by people who have not seen the audit",
        some(sampled.notes.len() as u64, "note", "notes")
    )?;
    for (band, (notes, drawn)) in &sampled.bands {
        writeln!(out, "          {:<26} {drawn} of {notes}", band.to_string())?;
    }
    if sampled.repeated > 0 {
        let notes = some(sampled.repeated, "note", "notes");
        writeln!(out, "Left out  {notes}: what they say was counted in an earlier note of the case")?;
    }
    let (file, audit) = (command.out.display(), command.audit.display());
    writeln!(
        out,
        "Written   {file}\nNext      fill in yes or no, then: plainrecord reliability {audit} --reviewed {file}"
    )
}
