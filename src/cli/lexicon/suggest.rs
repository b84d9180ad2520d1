//! `plainrecord lexicon suggest`: what the lexicon may lack, from the passages
//! that the classifier pointed at in an audit.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Context;
use plainrecord::lexicon::Indicator;
use plainrecord::suggest::{Pointed, Suggestion, suggestions};
use serde::Deserialize;

use crate::cli::exit::{Exit, Wrong};

const FILE: &str = "worth-reading.csv";

/// What is needed of a row.
#[derive(Deserialize)]
struct Row {
    source: String,
    #[serde(rename = "row")]
    record: u64,
    indicator: String,
    words: String,
}

pub(super) fn run(out: &mut impl Write, audit: &Path, least: usize) -> anyhow::Result<Exit> {
    let pointed = read(&audit.join(FILE))?;
    let found = suggestions(&pointed, least);
    writeln!(
        out,
        "{} passages; {} phrases that passages of one indicator share in at least {least} notes.\n\
         None is an entry yet: one needs a reason, a source, better wording and examples both ways.",
        pointed.len(),
        found.len()
    )?;
    let mut by_indicator: BTreeMap<Indicator, Vec<&Suggestion>> = BTreeMap::new();
    for suggestion in &found {
        by_indicator.entry(suggestion.indicator).or_default().push(suggestion);
    }
    by_indicator.iter().try_for_each(|(indicator, found)| print(out, *indicator, found))?;
    Ok(Exit::Done)
}

fn print(out: &mut impl Write, indicator: Indicator, found: &[&Suggestion]) -> io::Result<()> {
    writeln!(out, "\n{}: {}", indicator.id(), indicator.title())?;
    for suggestion in found {
        writeln!(out, "  {:<40} {} notes", suggestion.phrase, suggestion.notes)?;
        suggestion.examples.iter().try_for_each(|example| writeln!(out, "      {example}"))?;
    }
    Ok(())
}

fn read(path: &Path) -> anyhow::Result<Vec<Pointed>> {
    let unusable = || Wrong::input(&format!("{}: expected an audit made with the classifier", path.display()));
    let mut notes: BTreeMap<(String, u64), usize> = BTreeMap::new();
    let mut pointed = Vec::new();
    for row in csv::Reader::from_path(path).with_context(unusable)?.deserialize() {
        let Row { source, record, indicator, words } = row.with_context(unusable)?;
        let indicator = indicator.parse().map_err(|error| Wrong::input(&error))?;
        let number = notes.len();
        let note = *notes.entry((source, record)).or_insert(number);
        pointed.push(Pointed { indicator, words, note });
    }
    Ok(pointed)
}
