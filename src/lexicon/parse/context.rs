//! `context.toml`: the signs that a note is about abuse.

use serde::Deserialize;
use toml::Spanned;

use super::{Declared, Reader, id, read};
use crate::lexicon::context::{ContextSign, Strength};
use crate::lexicon::mistake::{LexiconFile, Mistake};

/// The file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ContextFile {
    sign: Vec<WrittenSign>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSign {
    id: Spanned<String>,
    title: String,
    strength: Strength,
    phrases: Vec<Spanned<String>>,
    #[serde(default)]
    unless: Vec<Spanned<String>>,
    flags: Vec<String>,
    skips: Vec<String>,
}

/// The signs of a file.
pub(in crate::lexicon) fn context(
    file: &LexiconFile,
    reader: &Reader<'_>,
) -> Result<Vec<Declared<ContextSign>>, Mistake> {
    let written: ContextFile = read(file)?;
    written.sign.into_iter().map(|sign| reader.context_sign(file, sign)).collect()
}

impl Reader<'_> {
    fn context_sign(&self, file: &LexiconFile, written: WrittenSign) -> Result<Declared<ContextSign>, Mistake> {
        let sign = ContextSign {
            id: id(file, &written.id)?,
            title: written.title,
            strength: written.strength,
            phrases: self.phrases(file, &written.phrases)?,
            unless: self.phrases(file, &written.unless)?,
            flags: written.flags,
            skips: written.skips,
        };
        Ok((sign, written.id.span()))
    }
}
