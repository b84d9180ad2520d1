//! What a page is told of a draft.

use plainrecord::detect::Detector;
use plainrecord::draft::{Described, Draft, Part, Passage};
use serde::Serialize;

/// A draft as a page shows it.
#[derive(Serialize)]
struct Answer<'a> {
    summary: String,
    context: Option<String>,
    /// Who is bound to what, a line each.
    agreement: Option<Vec<String>>,
    parts: Vec<Section<'a>>,
}

/// What stands under one heading.
#[derive(Serialize)]
struct Section<'a> {
    part: &'static str,
    heading: &'static str,
    passages: Vec<Shown<'a>>,
}

/// A passage, with what is said of it.
#[derive(Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    described: Described<'a>,
    /// What the indicator is called.
    heading: &'static str,
    /// What the status means.
    meaning: &'static str,
    /// What the status rests on.
    said: String,
}

/// The answer to a text: a JSON object, or one with nothing but `fault` if
/// there is no lexicon.
pub(crate) fn to<E: ToString>(text: String, detector: &Result<Detector, E>) -> String {
    let answer = match detector {
        Ok(detector) => {
            let draft = Draft::read(text, detector);
            serde_json::to_string(&answer(&draft))
        }
        Err(error) => serde_json::to_string(&serde_json::json!({ "fault": error.to_string() })),
    };
    answer.unwrap_or_default()
}

fn answer<'a>(draft: &'a Draft<'_>) -> Answer<'a> {
    let section = |part: Part| Section {
        part: part.id(),
        heading: part.heading(),
        passages: draft.of(part).map(|passage| shown(draft, passage)).collect(),
    };
    Answer {
        summary: draft.summary(),
        context: draft.context(),
        agreement: draft.agreement(),
        parts: Part::ALL.into_iter().map(section).collect(),
    }
}

fn shown<'a>(draft: &'a Draft<'_>, passage: &'a Passage<'_>) -> Shown<'a> {
    Shown {
        described: draft.described(passage),
        heading: passage.found.indicator.title(),
        meaning: passage.found.status.meaning(),
        said: draft.status(passage),
    }
}
