//! `plainrecord check`: one draft, before it is saved. Shows what was found in
//! it, why that matters and better wording, and what each status rests on.

mod json;
mod sarif;
mod text;

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use anyhow::Context;
use plainrecord::detect::{Detector, Evidence, EvidenceRule, Finding, SignOfAbuse};
use plainrecord::lexicon::{Entry, Lexicon};
use plainrecord::note::NoteText;

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
    let draft = Draft::read(name, read(path)?, &detector);
    let out = &mut io::stdout().lock();
    match command.format {
        Format::Text => text::write(out, &draft)?,
        Format::Json => json::write(out, &draft)?,
        Format::Sarif => sarif::write(out, &draft)?,
    }
    Ok(if draft.passages.iter().any(|passage| passage.found.is_counted_concern()) {
        Exit::Concerns
    } else {
        Exit::Done
    })
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

/// What is being checked, and what was found in it. A draft is taken as part
/// of a case about abuse: whoever checks one knows the case.
struct Draft<'a> {
    name: String,
    text: NoteText,
    /// The character that each line begins with.
    lines: Vec<usize>,
    lexicon: &'a Lexicon,
    passages: Vec<Passage<'a>>,
    about_abuse: bool,
    signs: Vec<SignOfAbuse>,
}

/// A finding with the entry that explains it.
struct Passage<'a> {
    found: Finding,
    entry: &'a Entry,
}

impl<'a> Draft<'a> {
    fn read(name: String, text: String, detector: &'a Detector) -> Self {
        let reading = detector.read(&text);
        let (about_abuse, signs) = (reading.about_abuse, reading.signs.clone());
        let lexicon = detector.lexicon();
        let found = reading.in_case(true).into_iter();
        let passages = found.filter_map(|found| Some(Passage { entry: lexicon.entry(&found.entry)?, found })).collect();
        let ends = text.chars().enumerate().filter(|&(_, c)| c == '\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        Self { name, text: NoteText::plain(text), lines, lexicon, passages, about_abuse, signs }
    }

    /// The line and column, from 1, of a character.
    fn place(&self, character: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|&start| start <= character);
        (line, character - self.lines[line - 1] + 1)
    }

    /// What decided a status, for people.
    fn because(&self, evidence: &Evidence) -> String {
        let words = self.text.part(evidence.span).split_whitespace().collect::<Vec<_>>().join(" ");
        match &evidence.rule {
            EvidenceRule::Cue(id) => format!("“{words}” ({id})"),
            EvidenceRule::SpeakerLabel => format!("the label “{words}”"),
            EvidenceRule::Quotation => "quotation marks".to_owned(),
            EvidenceRule::Question => "a question".to_owned(),
            EvidenceRule::Guidance(id) => format!("the text being guidance: “{words}” and more ({id})"),
            EvidenceRule::Heading => "a heading".to_owned(),
            EvidenceRule::StandardText => "standard text".to_owned(),
        }
    }

    /// The documents an entry rests on.
    fn sources(&self, entry: &Entry) -> Vec<&str> {
        entry.source.iter().filter_map(|source| self.lexicon.citation(source)).collect()
    }
}
