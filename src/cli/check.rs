//! `plainrecord check`: one draft, before it is saved. Shows what was found in
//! it, why that matters and better wording, and what each status rests on.

mod json;
mod sarif;
mod text;

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use anyhow::Context;
use plainrecord::detect::Detector;
use plainrecord::draft::{Draft, Part};

use super::arguments::{Check, Format};
use super::config::{Config, Flags};
use super::exit::{Exit, Wrong};
use super::lexicon;

pub(crate) fn run(command: &Check) -> anyhow::Result<Exit> {
    let flags = Flags { lexicon: command.rules.lexicon.as_deref(), ..Flags::default() };
    let config = Config::settle(command.config.as_deref(), &flags)?;
    let lexicon = lexicon::load(config.lexicon.value.as_deref())?;
    let detector = Detector::ignoring(lexicon.clone(), config.ignore(&lexicon)?);
    let path = command.file.as_deref().filter(|path| *path != Path::new("-"));
    let name = path.map_or("-".to_owned(), |path| path.display().to_string());
    let draft = Draft::read(read(path)?, &detector);
    let out = &mut io::stdout().lock();
    match command.format {
        Format::Text => text::write(out, &name, &draft)?,
        Format::Json => json::write(out, &draft)?,
        Format::Sarif => sarif::write(out, &name, &draft)?,
    }
    Ok(if draft.of(Part::Concern).next().is_some() { Exit::Concerns } else { Exit::Done })
}

fn read(path: Option<&Path>) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    let read = match path {
        Some(path) => fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)),
        None => io::stdin().lock().read_to_end(&mut bytes),
    };
    read.with_context(|| {
        Wrong::input(&format!("cannot read {}", path.unwrap_or(Path::new("standard input")).display()))
    })?;
    String::from_utf8(bytes).context(Wrong::input(&"the draft is not UTF-8 text; save it as UTF-8 or paste it"))
}
