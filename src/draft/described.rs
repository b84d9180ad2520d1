//! A passage of a draft for programs. The fields are a promise, described by
//! `schemas/finding.schema.json`.

use serde::Serialize;

use super::{Draft, Passage};
use crate::detect::{Evidence, Whose};
use crate::lexicon::{Clause, Phrase};

/// A passage with everything there is to say of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Described<'a> {
    /// The first character, from 0.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// The words found.
    pub words: &'a str,
    /// The family of the indicator.
    pub family: &'static str,
    /// What the words are evidence of.
    pub indicator: &'static str,
    /// Concern, good practice or risk.
    pub kind: &'static str,
    /// Who says it, and how.
    pub status: &'static str,
    /// What decided the status; nothing for the writer's own words.
    pub cue: Option<Decided<'a>>,
    /// Whose act or state the words are; nothing where the entry does not ask.
    pub role: Option<Owner<'a>>,
    /// What a term of a written agreement asks for, or what it leads to.
    pub clause: Option<&'static str>,
    /// The entry that found it.
    pub entry: &'a str,
    /// The phrase of the entry that found it.
    pub phrase: Option<&'a str>,
    /// The entry's heading.
    pub title: &'a str,
    /// Why it matters.
    pub why: &'a str,
    /// The documents that say so.
    pub sources: Vec<&'a str>,
    /// Better wording; empty where there is nothing to put better.
    pub instead: &'a str,
}

/// What decided a status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decided<'a> {
    /// The id of a cue, or what the shape of the text showed.
    pub rule: &'a str,
    /// The words.
    pub words: &'a str,
}

/// Whose act or state it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "lowercase")]
pub enum Owner<'a> {
    /// Somebody whose role the draft shows.
    Known {
        /// The role.
        role: &'static str,
        /// The words that stand for them.
        words: &'a str,
    },
    /// The draft does not show it.
    Unclear,
}

impl Draft<'_> {
    /// A passage of this draft for programs.
    pub fn described<'d>(&'d self, passage: &'d Passage<'_>) -> Described<'d> {
        let Passage { found, entry } = passage;
        Described {
            start: found.span.start(),
            end: found.span.end(),
            words: self.text.part(found.span),
            family: found.indicator.family().id(),
            indicator: found.indicator.id(),
            kind: found.indicator.kind().id(),
            status: found.status.id(),
            cue: found.cue.as_ref().map(|evidence| self.decided(evidence)),
            role: found.whose.map(|whose| self.owner(whose)),
            clause: entry.clause.map(Clause::id),
            entry: entry.id.as_str(),
            phrase: entry.phrases.get(found.phrase).map(Phrase::source),
            title: &entry.title,
            why: &entry.why,
            sources: self.sources(entry),
            instead: &entry.instead,
        }
    }

    fn decided<'d>(&'d self, evidence: &'d Evidence) -> Decided<'d> {
        Decided { rule: evidence.rule.id(), words: self.text.part(evidence.span) }
    }

    fn owner(&self, whose: Whose) -> Owner<'_> {
        match whose {
            Whose::Unclear => Owner::Unclear,
            Whose::Known { role, span } => Owner::Known { role: role.id(), words: self.text.part(span) },
        }
    }
}
