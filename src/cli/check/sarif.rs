//! The concerns as SARIF 2.1.0, which editors and code hosts show. The subset
//! that is written is described by `schemas/sarif.schema.json`.

use std::collections::BTreeMap;
use std::io::{self, Write};

use plainrecord::draft::{Draft, Part, Passage};
use serde_json::{Value, json};

/// Regions are in characters, not UTF-16 units: `columnKind` says so.
pub(super) fn write(out: &mut impl Write, name: &str, draft: &Draft<'_>) -> io::Result<()> {
    let concerns: Vec<_> = draft.of(Part::Concern).collect();
    let rules: BTreeMap<_, _> = concerns.iter().map(|concern| (&concern.entry.id, rule(draft, concern))).collect();
    let rules: Vec<Value> = rules.into_values().collect();
    let results: Vec<Value> = concerns.iter().map(|concern| result(name, draft, concern)).collect();
    let driver = json!({ "name": "plainrecord", "version": env!("CARGO_PKG_VERSION"), "rules": rules });
    let run = json!({ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results });
    let log = json!({ "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run] });
    writeln!(out, "{log:#}")
}

fn rule(draft: &Draft<'_>, Passage { entry, .. }: &Passage<'_>) -> Value {
    json!({
        "id": entry.id.as_str(),
        "name": entry.title,
        "shortDescription": { "text": entry.title },
        "fullDescription": { "text": entry.why },
        "help": { "text": format!("{} Sources: {}", entry.instead, draft.sources(entry).join("; ")).trim() },
    })
}

fn result(name: &str, draft: &Draft<'_>, passage: &Passage<'_>) -> Value {
    let Passage { found, entry } = passage;
    let (start_line, start_column) = draft.place(found.span.start());
    let (end_line, end_column) = draft.place(found.span.end());
    let region = json!({
        "startLine": start_line, "startColumn": start_column, "endLine": end_line, "endColumn": end_column,
    });
    let place = json!({ "physicalLocation": { "artifactLocation": { "uri": name }, "region": region } });
    json!({
        "ruleId": entry.id.as_str(),
        "level": "warning",
        "message": { "text": format!("{}: {}", entry.title, entry.why) },
        "locations": [place],
        "properties": { "indicator": found.indicator.id(), "status": found.status.id() },
    })
}
