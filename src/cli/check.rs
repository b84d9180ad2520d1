//! `plainrecord check`: one draft, before it is saved. Shows what is of
//! concern in the writer's own words, why it matters and better wording.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use anyhow::Context;
use plainrecord::detect::{Detector, Finding};
use plainrecord::lexicon::{Entry, Kind, Status};
use serde_json::{Value, json};

use super::arguments::{Check, Format};
use super::exit::{Exit, Wrong};
use super::lexicon;

pub(crate) fn run(command: &Check) -> anyhow::Result<Exit> {
    let detector = Detector::new(lexicon::load(command.rules.lexicon.as_deref())?)?;
    let path = command.file.as_deref().filter(|path| *path != Path::new("-"));
    let draft = Draft { name: path.map_or("-".to_owned(), |path| path.display().to_string()), text: read(path)? };
    let findings: Vec<Finding> = detector.scan(&draft.text).into_iter().filter(is_concern).collect();
    let concerns: Vec<Concern<'_>> = findings.iter().filter_map(|found| Concern::new(&detector, found)).collect();
    let out = &mut io::stdout().lock();
    match command.format {
        Format::Text => draft.text(out, &concerns)?,
        Format::Json => draft.json(out, &concerns)?,
        Format::Sarif => draft.sarif(out, &concerns)?,
    }
    Ok(if concerns.is_empty() { Exit::Done } else { Exit::Concerns })
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

fn is_concern(found: &Finding) -> bool {
    found.status == Status::Counted && found.indicator.kind() == Kind::Concern
}

/// A finding with the entry that explains it.
struct Concern<'a> {
    found: &'a Finding,
    entry: &'a Entry,
}

impl<'a> Concern<'a> {
    fn new(detector: &'a Detector, found: &'a Finding) -> Option<Self> {
        Some(Self { found, entry: detector.lexicon().entry(&found.entry)? })
    }
}

/// What is being checked.
struct Draft {
    name: String,
    text: String,
}

impl Draft {
    /// The line and column, from 1, of a character.
    fn place(&self, character: usize) -> (usize, usize) {
        let before = self.text.chars().take(character);
        before.fold((1, 1), |(line, column), c| if c == '\n' { (line + 1, 1) } else { (line, column + 1) })
    }

    fn text(&self, out: &mut impl Write, concerns: &[Concern<'_>]) -> io::Result<()> {
        for Concern { found, entry } in concerns {
            let (line, column) = self.place(found.span.start());
            writeln!(out, "{}:{line}:{column}: “{}”", self.name, found.span.of(&self.text))?;
            writeln!(out, "  {}: {}", entry.id, found.indicator.title())?;
            writeln!(out, "  Why it matters: {}", entry.why)?;
            if !entry.instead.is_empty() {
                writeln!(out, "  Better: {}", entry.instead)?;
            }
            writeln!(out)?;
        }
        match concerns.len() {
            0 => writeln!(out, "Nothing of concern was found. That does not make it a good record; read it once more."),
            1 => writeln!(out, "1 passage to look at again."),
            number => writeln!(out, "{number} passages to look at again."),
        }
    }

    fn json(&self, out: &mut impl Write, concerns: &[Concern<'_>]) -> io::Result<()> {
        for Concern { found, entry } in concerns {
            let line = json!({
                "start": found.span.start(), "end": found.span.end(), "words": found.span.of(&self.text),
                "family": found.indicator.family().id(), "indicator": found.indicator.id(), "status": found.status.id(),
                "entry": entry.id.as_str(), "title": entry.title, "why": entry.why, "instead": entry.instead,
            });
            writeln!(out, "{line}")?;
        }
        Ok(())
    }

    /// Regions are in characters, not UTF-16 units: `columnKind` says so.
    fn sarif(&self, out: &mut impl Write, concerns: &[Concern<'_>]) -> io::Result<()> {
        let results: Vec<Value> = concerns.iter().map(|concern| self.sarif_result(concern)).collect();
        let driver = json!({ "name": "plainrecord", "version": env!("CARGO_PKG_VERSION") });
        let run = json!({ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results });
        let log =
            json!({ "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run] });
        writeln!(out, "{log:#}")
    }

    fn sarif_result(&self, Concern { found, entry }: &Concern<'_>) -> Value {
        let (start_line, start_column) = self.place(found.span.start());
        let (end_line, end_column) = self.place(found.span.end());
        let region = json!({
            "startLine": start_line, "startColumn": start_column, "endLine": end_line, "endColumn": end_column,
        });
        let place = json!({ "physicalLocation": { "artifactLocation": { "uri": self.name }, "region": region } });
        let message = format!("{}: {}", entry.title, entry.why);
        json!({ "ruleId": entry.id.as_str(), "level": "warning", "message": { "text": message }, "locations": [place] })
    }
}
