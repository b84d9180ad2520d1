//! `manifest.json`: what was read, with what, and what came out. Enough to run
//! the same audit again and compare; it holds no time, no name of a computer
//! and no path but those given.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::error::Problem;
use super::model::{Audit, SourceSummary};
use super::output::{Sink, Written};
use crate::digest::{hexadecimal, sha256};
use crate::lexicon::Lexicon;
use crate::measure::{AgencyRebase, Audience, PeerGroup};
use crate::note::{Agency, Date};

/// The manifest of an audit whose other files are `written`. Keys are sorted.
pub(super) fn manifest(audit: &Audit<'_>, written: &BTreeMap<String, Written>) -> Value {
    let outputs: BTreeMap<_, _> = written
        .iter()
        .map(|(name, file)| (name.as_str(), json!({ "bytes": file.bytes, "sha256": file.sha256 })))
        .collect();
    json!({
        "audience": audit.measures.threshold.audience().id(),
        "classifier": classifier(audit),
        "counts": counts(audit),
        "inputs": audit.sources.iter().map(|source| input(audit, source)).collect::<Vec<_>>(),
        "lexicon": lexicon(audit),
        "outputs": outputs,
        "settings": settings(audit),
        "tool": "plainrecord",
        "version": audit.run.version,
    })
}

/// Writes the manifest so that people can read it and programs can compare it.
pub(super) fn write(out: &mut dyn Sink, manifest: &Value) -> Result<(), Problem> {
    serde_json::to_writer_pretty(&mut *out, manifest)?;
    Ok(out.write_all(b"\n")?)
}

fn counts(audit: &Audit<'_>) -> Value {
    let counts = audit.run.counts;
    json!({
        "agencies": audit.measures.audited_agencies,
        "cases": audit.measures.all.cases.value(),
        "findings": told(audit, audit.findings.len()),
        "findings_counted": told(audit, audit.totals.counted),
        "notes": told(audit, counts.notes),
        // Audits that do not reconcile are refused before this is written.
        "reconciles": true,
        "rejects": told(audit, counts.rejects),
        "rows": told(audit, counts.rows),
    })
}

/// A count, as far as it may be told; null where it is too small.
fn told(audit: &Audit<'_>, count: u64) -> Value {
    audit.rounded(count).value().copied().into()
}

/// One export. Its days may be those of events, and its rows all that an agency
/// has: a board is not told them.
fn input(audit: &Audit<'_>, source: &SourceSummary) -> Value {
    let is_told = audit.measures.threshold.audience() == Audience::Internal;
    let day = |date: Option<Date>| day(date.filter(|_| is_told));
    let account = &source.account;
    json!({
        "account": is_told.then(|| json!({
            "audited": account.audited,
            "other": account.other,
            "rejected": account.rejected,
            "there": account.there,
            "unit": account.unit,
        })),
        "bytes": is_told.then_some(source.bytes),
        "delimiter": source.delimiter,
        "encoding": source.encoding,
        "first_date": day(source.first_date),
        "last_date": day(source.last_date),
        "name": source.name,
        "notes": is_told.then_some(source.notes),
        "other_lines": is_told.then_some(source.other_lines),
        "reconciles": true,
        "rejects": is_told.then_some(source.rejects),
        "rows": is_told.then_some(source.rows),
        "sha256": source.sha256,
        "warnings": if is_told { source.warnings.as_slice() } else { &[] },
    })
}

/// Which classifier was used, and how much it pointed at; null if none was.
fn classifier(audit: &Audit<'_>) -> Value {
    let digest = audit.run.classifier_digest.as_ref();
    digest.map_or(Value::Null, |digest| json!({ "passages": told(audit, audit.passages.len()), "sha256": digest }))
}

fn lexicon(audit: &Audit<'_>) -> Value {
    let files = audit.lexicon.files().iter();
    json!({
        "cues": audit.lexicon.cues().len(),
        "digest": audit.run.lexicon_digest,
        "entries": audit.lexicon.entries().len(),
        "expectations": audit.lexicon.expectations().len(),
        "files": files.map(|file| json!({ "name": file.name, "sha256": sha256(&file.text) })).collect::<Vec<_>>(),
    })
}

fn settings(audit: &Audit<'_>) -> Value {
    let settings = audit.settings;
    let ignored = settings.ignored.iter().map(|ignored| {
        json!({ "entry": ignored.entry, "places": told(audit, ignored.places), "reason": ignored.reason, "words": ignored.words })
    });
    json!({
        "excerpts": settings.excerpts.id(),
        "ignored": ignored.collect::<Vec<_>>(),
        "peers": settings.peers.groups().iter().map(peer_group).collect::<Vec<_>>(),
        "period": { "first": day(settings.period.first), "last": day(settings.period.last) },
        "rebases": settings.rebases.iter().map(rebase).collect::<Vec<_>>(),
        "small_numbers_below": audit.measures.threshold.get(),
        "window_days": audit.cases.window.days(),
        "workers": settings.workers.id(),
    })
}

fn peer_group(group: &PeerGroup) -> Value {
    json!({ "agencies": group.agencies.iter().map(Agency::as_str).collect::<Vec<_>>(), "name": group.name })
}

fn rebase(one: &AgencyRebase) -> Value {
    let AgencyRebase { agency, rebase } = one;
    json!({
        "agency": agency.as_ref().map(Agency::as_str),
        "from": rebase.from().to_string(),
        "reason": rebase.reason(),
    })
}

fn day(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

/// The SHA-256 of every file's name and text, in order. Lengths stand in
/// between, so that no two lexicons share a digest by moving a line.
pub fn lexicon_digest(lexicon: &Lexicon) -> String {
    let mut hasher = Sha256::new();
    for file in lexicon.files() {
        for part in [&file.name, &file.text] {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
    }
    hexadecimal(&hasher.finalize())
}
