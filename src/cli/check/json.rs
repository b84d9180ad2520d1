//! What was found, for programs: one JSON object a line. The fields are a
//! promise, described by `docs/check.schema.json`.

use std::io::{self, Write};

use plainrecord::detect::{Evidence, EvidenceRule, Whose};
use plainrecord::lexicon::{Clause, Phrase};
use serde_json::{Value, json};

use super::{Draft, Passage};

pub(super) fn write(out: &mut impl Write, draft: &Draft<'_>) -> io::Result<()> {
    draft.passages.iter().try_for_each(|passage| writeln!(out, "{}", draft.object(passage)))
}

impl Draft<'_> {
    fn object(&self, Passage { found, entry }: &Passage<'_>) -> Value {
        json!({
            "start": found.span.start(),
            "end": found.span.end(),
            "words": self.text.part(found.span),
            "family": found.indicator.family().id(),
            "indicator": found.indicator.id(),
            "kind": found.indicator.kind().id(),
            "status": found.status.id(),
            "cue": found.cue.as_ref().map(|evidence| self.cue(evidence)),
            "role": self.role(found.whose),
            "clause": entry.clause.map(Clause::id),
            "entry": entry.id.as_str(),
            "phrase": entry.phrases.get(found.phrase).map(Phrase::source),
            "title": entry.title,
            "why": entry.why,
            "sources": self.sources(entry),
            "instead": entry.instead,
        })
    }

    fn cue(&self, evidence: &Evidence) -> Value {
        let rule = match &evidence.rule {
            EvidenceRule::Cue(id) | EvidenceRule::Guidance(id) => id.as_str(),
            EvidenceRule::Quotation => "quotation",
            EvidenceRule::Question => "question",
            EvidenceRule::SpeakerLabel => "speaker-label",
            EvidenceRule::Heading => "heading",
            EvidenceRule::StandardText => "standard-text",
        };
        json!({ "rule": rule, "words": self.text.part(evidence.span) })
    }

    /// `known` with the role, `unclear`, or nothing where it does not matter.
    fn role(&self, whose: Option<Whose>) -> Value {
        match whose {
            None => Value::Null,
            Some(Whose::Unclear) => json!({ "is": "unclear" }),
            Some(Whose::Known { role, span }) => {
                json!({ "is": "known", "role": role.id(), "words": self.text.part(span) })
            }
        }
    }
}
