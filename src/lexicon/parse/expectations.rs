//! `expectations.toml`: practice rules.

use serde::Deserialize;
use toml::Spanned;

use super::{Declared, Reader, id, indicators, read};
use crate::lexicon::expectation::Expectation;
use crate::lexicon::indicator::Indicator;
use crate::lexicon::mistake::{LexiconFile, Mistake};

/// The file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectationFile {
    #[serde(default)]
    expectation: Vec<WrittenExpectation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenExpectation {
    id: Spanned<String>,
    title: String,
    when: Spanned<Vec<Spanned<String>>>,
    with: Option<Spanned<Vec<Spanned<String>>>>,
    then: Spanned<Vec<Spanned<String>>>,
    days: Spanned<i64>,
    why: String,
    source: Spanned<Vec<Spanned<String>>>,
}

/// The practice rules.
pub(in crate::lexicon) fn expectations(
    file: &LexiconFile,
    reader: &Reader<'_>,
) -> Result<Vec<Declared<Expectation>>, Mistake> {
    let written: ExpectationFile = read(file)?;
    written.expectation.iter().map(|one| reader.expectation(file, one)).collect()
}

impl Reader<'_> {
    fn expectation(&self, file: &LexiconFile, written: &WrittenExpectation) -> Result<Declared<Expectation>, Mistake> {
        let when = some(file, &written.when, "what calls for something")?;
        let then = some(file, &written.then, "what should follow")?;
        if let Some(both) = then.iter().find(|one| when.contains(one)) {
            let message = format!("`{both}` is under `when`, too: what calls for itself always follows");
            return Err(file.mistake(written.then.span(), message));
        }
        if written.source.get_ref().is_empty() {
            return Err(file.mistake(written.source.span(), "say which document of sources.toml asks for it"));
        }
        let source = written.source.get_ref().iter().map(|source| self.source(file, source));
        let expectation = Expectation {
            id: id(file, &written.id)?,
            title: written.title.clone(),
            when,
            with: written
                .with
                .as_ref()
                .map(|with| some(file, with, "what else the note says"))
                .transpose()?
                .unwrap_or_default(),
            then,
            days: days(file, &written.days)?,
            why: written.why.clone(),
            source: source.collect::<Result<_, _>>()?,
        };
        Ok((expectation, written.id.span()))
    }
}

/// Indicators, families or kinds, at least one.
fn some(file: &LexiconFile, written: &Spanned<Vec<Spanned<String>>>, what: &str) -> Result<Vec<Indicator>, Mistake> {
    let mut named = indicators(file, Some(written.get_ref()))?.unwrap_or_default();
    if named.is_empty() {
        return Err(file.mistake(written.span(), format!("name at least one indicator, family or kind: {what}")));
    }
    named.sort_unstable();
    named.dedup();
    Ok(named)
}

fn days(file: &LexiconFile, written: &Spanned<i64>) -> Result<u16, Mistake> {
    let days = u16::try_from(*written.get_ref()).ok().filter(|&days| days <= Expectation::MOST_DAYS);
    days.ok_or_else(|| {
        let message = format!("`days` is a whole number from 0 (the same day) to {}", Expectation::MOST_DAYS);
        file.mistake(written.span(), message)
    })
}
