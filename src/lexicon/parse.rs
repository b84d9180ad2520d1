//! Lexicon files from TOML to entries and cues. Unknown keys, unknown ids and
//! bad phrases are mistakes with a place; what takes more than one entry to
//! see is left to `check`.

mod expectations;
mod people;

use std::collections::BTreeMap;
use std::ops::Range;

pub(super) use expectations::expectations;
pub(super) use people::people;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;

use super::clause::Clause;
use super::cue::{Cue, Place, Reach};
use super::entry::{Company, Entry, EntryId, Example, Priority};
use super::indicator::{Family, Indicator, Status};
use super::mistake::{LexiconFile, Mistake};
use super::phrase::Phrase;
use super::role::Role;
use super::terms::{Terms, TermsFile};

/// An item with the bytes of the id it was declared by.
pub(super) type Declared<T> = (T, Range<usize>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFile {
    family: Family,
    #[serde(default)]
    entry: Vec<WrittenEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenEntry {
    id: Spanned<String>,
    indicator: Spanned<Indicator>,
    title: String,
    #[serde(default)]
    priority: Priority,
    why: String,
    source: Vec<Spanned<String>>,
    #[serde(default)]
    instead: String,
    phrases: Vec<Spanned<String>>,
    #[serde(default)]
    unless: Vec<Spanned<String>>,
    #[serde(default)]
    needs: Vec<Spanned<String>>,
    who: Option<Role>,
    #[serde(default)]
    about_abuse: bool,
    #[serde(default)]
    company: Company,
    clause: Option<Spanned<Clause>>,
    flags: BTreeMap<Status, Vec<String>>,
    skips: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueFile {
    status: Status,
    #[serde(default)]
    cue: Vec<WrittenCue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenCue {
    id: Spanned<String>,
    title: String,
    why: String,
    stands: Place,
    #[serde(default)]
    reach: Reach,
    within: Option<usize>,
    applies: Option<Vec<Spanned<String>>>,
    except: Option<Vec<Spanned<String>>>,
    phrases: Vec<Spanned<String>>,
    #[serde(default)]
    unless: Vec<Spanned<String>>,
    until: Option<Vec<Spanned<String>>>,
    flags: Vec<String>,
    #[serde(default)]
    skips: Vec<String>,
}

/// The terms file.
pub(super) fn terms(file: &LexiconFile) -> Result<Terms, Mistake> {
    let written: TermsFile = read(file)?;
    Terms::compile(&written).map_err(|mistake| at_phrase(file, &mistake.span, &mistake.error.message, mistake.error.at))
}

/// The sources file: id to citation.
pub(super) fn sources(file: &LexiconFile) -> Result<BTreeMap<String, String>, Mistake> {
    read(file)
}

/// A file of entries.
pub(super) fn entries(file: &LexiconFile, reader: &Reader<'_>) -> Result<Vec<Declared<Entry>>, Mistake> {
    let written: EntryFile = read(file)?;
    let family = written.family;
    written.entry.into_iter().map(|entry| reader.entry(file, family, entry)).collect()
}

/// A file of cues.
pub(super) fn cues(file: &LexiconFile, reader: &Reader<'_>) -> Result<Vec<Declared<Cue>>, Mistake> {
    let written: CueFile = read(file)?;
    let status = written.status;
    written.cue.into_iter().map(|cue| reader.cue(file, status, cue)).collect()
}

fn read<T: DeserializeOwned>(file: &LexiconFile) -> Result<T, Mistake> {
    toml::from_str(&file.text).map_err(|error| file.mistake(error.span().unwrap_or(0..0), error.message()))
}

/// A phrase mistake, put at its place within the quoted string.
fn at_phrase(file: &LexiconFile, quoted: &Range<usize>, message: &str, at: usize) -> Mistake {
    let marks = if file.text[quoted.clone()].starts_with("'''\n") { 4 } else { 1 };
    let at = (quoted.start + marks + at).min(quoted.end.saturating_sub(1));
    file.mistake(at..at + 1, message)
}

/// What entries and cues may refer to.
pub(super) struct Reader<'a> {
    pub(super) terms: &'a Terms,
    pub(super) sources: &'a BTreeMap<String, String>,
}

impl Reader<'_> {
    fn entry(&self, file: &LexiconFile, family: Family, written: WrittenEntry) -> Result<Declared<Entry>, Mistake> {
        let indicator = *written.indicator.get_ref();
        if indicator.family() != family {
            let message =
                format!("`{indicator}` belongs to the family `{}`, this file holds `{family}`", indicator.family());
            return Err(file.mistake(written.indicator.span(), message));
        }
        let clause = clause(file, indicator, &written)?;
        let flags = written
            .flags
            .into_iter()
            .flat_map(|(status, texts)| texts.into_iter().map(move |text| Example { text, status }));
        let entry = Entry {
            id: id(file, &written.id)?,
            indicator,
            title: written.title,
            priority: written.priority,
            why: written.why,
            source: written.source.iter().map(|source| self.source(file, source)).collect::<Result<_, _>>()?,
            instead: written.instead,
            phrases: self.phrases(file, &written.phrases)?,
            unless: self.phrases(file, &written.unless)?,
            needs: self.phrases(file, &written.needs)?,
            who: written.who,
            about_abuse: written.about_abuse,
            company: written.company,
            clause,
            flags: flags.collect(),
            skips: written.skips,
        };
        Ok((entry, written.id.span()))
    }

    fn cue(&self, file: &LexiconFile, status: Status, written: WrittenCue) -> Result<Declared<Cue>, Mistake> {
        let mut applies = indicators(file, written.applies.as_deref())?.unwrap_or_else(|| Indicator::ALL.to_vec());
        let except = indicators(file, written.except.as_deref())?.unwrap_or_default();
        applies.retain(|indicator| !except.contains(indicator));
        applies.sort_unstable();
        let cue = Cue {
            id: id(file, &written.id)?,
            status,
            title: written.title,
            why: written.why,
            phrases: self.phrases(file, &written.phrases)?,
            unless: self.phrases(file, &written.unless)?,
            until: self.until(file, written.until.as_deref(), written.reach)?,
            stands: written.stands,
            reach: written.reach,
            within: written.within.unwrap_or(usize::MAX),
            applies,
            flags: written.flags,
            skips: written.skips,
        };
        Ok((cue, written.id.span()))
    }

    fn phrases(&self, file: &LexiconFile, written: &[Spanned<String>]) -> Result<Vec<Phrase>, Mistake> {
        let parse = |phrase: &Spanned<String>| {
            Phrase::parse(phrase.get_ref(), self.terms)
                .map_err(|error| at_phrase(file, &phrase.span(), &error.message, error.at))
        };
        written.iter().map(parse).collect()
    }

    /// Unless a cue says otherwise, a turn ("but", "however") ends a clause.
    fn until(
        &self,
        file: &LexiconFile,
        written: Option<&[Spanned<String>]>,
        reach: Reach,
    ) -> Result<Vec<Phrase>, Mistake> {
        match written {
            Some(written) => self.phrases(file, written),
            None if reach == Reach::Clause => Ok(Phrase::parse("{turn}", self.terms).into_iter().collect()),
            None => Ok(Vec::new()),
        }
    }

    fn source(&self, file: &LexiconFile, source: &Spanned<String>) -> Result<String, Mistake> {
        if self.sources.contains_key(source.get_ref()) {
            return Ok(source.get_ref().clone());
        }
        Err(file.mistake(source.span(), format!("`{}` is not in sources.toml", source.get_ref())))
    }
}

/// Every entry about a duty, a consequence or a state says which.
fn clause(file: &LexiconFile, indicator: Indicator, written: &WrittenEntry) -> Result<Option<Clause>, Mistake> {
    let suiting: Vec<&str> = Clause::ALL.iter().filter(|clause| clause.suits(indicator)).map(|c| c.id()).collect();
    match &written.clause {
        Some(clause) if clause.get_ref().suits(indicator) => Ok(Some(*clause.get_ref())),
        None if suiting.is_empty() => Ok(None),
        Some(clause) => {
            let expected = if suiting.is_empty() { "none".to_owned() } else { suiting.join(", ") };
            Err(file.mistake(clause.span(), format!("`{indicator}` has no such clause; it may have: {expected}")))
        }
        None => Err(file.mistake(written.id.span(), format!("say which `clause` it is: {}", suiting.join(", ")))),
    }
}

fn id(file: &LexiconFile, written: &Spanned<String>) -> Result<EntryId, Mistake> {
    let expected = || file.mistake(written.span(), "an id is three capital letters and three digits, such as MIN001");
    EntryId::new(written.get_ref()).ok_or_else(expected)
}

/// Indicators named one by one, by family or by kind.
fn indicators(file: &LexiconFile, written: Option<&[Spanned<String>]>) -> Result<Option<Vec<Indicator>>, Mistake> {
    let Some(written) = written else { return Ok(None) };
    let mut all = Vec::new();
    for name in written {
        let named = |indicator: &&Indicator| {
            [indicator.id(), indicator.family().id(), indicator.kind().id()].contains(&name.get_ref().as_str())
        };
        let found: Vec<Indicator> = Indicator::ALL.iter().filter(named).copied().collect();
        if found.is_empty() {
            return Err(
                file.mistake(name.span(), format!("`{}` is not an indicator, a family or a kind", name.get_ref()))
            );
        }
        all.extend(found);
    }
    Ok(Some(all))
}
