//! `context.toml`: the signs that a note is about abuse, and of guidance.

use serde::Deserialize;
use toml::Spanned;

use super::{Declared, Reader, id, read};
use crate::lexicon::context::{Context, ContextSign, GuidanceSign, Strength};
use crate::lexicon::entry::EntryId;
use crate::lexicon::mistake::{LexiconFile, Mistake};

/// The file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ContextFile {
    sign: Vec<WrittenSign>,
    #[serde(default)]
    guidance: Vec<WrittenGuidance>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenGuidance {
    id: Spanned<String>,
    title: String,
    phrases: Vec<Spanned<String>>,
    flags: Vec<String>,
    skips: Vec<String>,
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

/// What the file holds, with the places of its ids.
pub(in crate::lexicon) struct DeclaredContext {
    pub(in crate::lexicon) context: Context,
    pub(in crate::lexicon) ids: Vec<Declared<EntryId>>,
}

/// The signs of a file.
pub(in crate::lexicon) fn context(file: &LexiconFile, reader: &Reader<'_>) -> Result<DeclaredContext, Mistake> {
    let ContextFile { sign, guidance } = read(file)?;
    let spans: Vec<_> = sign.iter().map(|s| s.id.span()).chain(guidance.iter().map(|g| g.id.span())).collect();
    let abuse = sign.into_iter().map(|sign| reader.context_sign(file, sign)).collect::<Result<Vec<_>, _>>()?;
    let guidance = guidance.into_iter().map(|sign| reader.guidance_sign(file, sign)).collect::<Result<Vec<_>, _>>()?;
    let ids =
        abuse.iter().map(|sign| &sign.id).chain(guidance.iter().map(|sign| &sign.id)).cloned().zip(spans).collect();
    Ok(DeclaredContext { context: Context { abuse, guidance }, ids })
}

impl Reader<'_> {
    fn context_sign(&self, file: &LexiconFile, written: WrittenSign) -> Result<ContextSign, Mistake> {
        Ok(ContextSign {
            id: id(file, &written.id)?,
            title: written.title,
            strength: written.strength,
            phrases: self.phrases(file, &written.phrases)?,
            unless: self.phrases(file, &written.unless)?,
            flags: written.flags,
            skips: written.skips,
        })
    }

    fn guidance_sign(&self, file: &LexiconFile, written: WrittenGuidance) -> Result<GuidanceSign, Mistake> {
        Ok(GuidanceSign {
            id: id(file, &written.id)?,
            title: written.title,
            phrases: self.phrases(file, &written.phrases)?,
            flags: written.flags,
            skips: written.skips,
        })
    }
}
