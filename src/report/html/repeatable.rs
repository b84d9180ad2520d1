//! How to repeat the audit: versions, settings and digests. The same inputs,
//! lexicon and settings give the same files.

use maud::{Markup, html};

use super::super::model::{Audit, SourceSummary, Workers};
use super::super::number;
use super::super::words::told;
use super::heading;
use super::table::{Head, cell, table};
use super::text::as_written;
use crate::measure::Audience;
use crate::redact::Excerpts;

/// The section.
pub(super) fn section(audit: &Audit<'_>) -> Markup {
    html! {
        section aria-labelledby="repeat" {
            (heading("repeat", "How to repeat this audit"))
            p {
                "The same files, the same lexicon and the same settings give the same report, to the last byte. "
                "A digest is a fingerprint: if two files have the same one, they are the same."
            }
            dl.facts {
                (fact("Program", &format!("plainrecord {}", audit.run.version)))
                (fact("Quotations", quotations(audit.settings.excerpts)))
                (fact("Members of staff", staff(audit.settings.workers)))
                (fact("Notes of a case", &format!("held beside one another within {}", number::counted(audit.cases.window.days().into(), "day", "days"))))
                (fact("Small numbers", &format!("not shown below {}", number::counted(audit.measures.threshold.get(), "note", "notes"))))
            }
            dl.digests {
                div { dt { "Digest of the lexicon (SHA-256)" } dd { code { (audit.run.lexicon_digest) } } }
                @if let Some(digest) = &audit.run.classifier_digest {
                    div { dt { "Digest of the classifier (SHA-256)" } dd { code { (digest) } } }
                }
            }
            (ignored(audit))
            (inputs(audit))
            p.note { "manifest.json has the same for programs, and the digest of every file of this audit." }
        }
    }
}

/// What the auditor chose to leave out, and why.
fn ignored(audit: &Audit<'_>) -> Markup {
    html! {
        @if !audit.settings.ignored.is_empty() {
            p { "Left out by choice:" }
            ul {
                @for ignored in &audit.settings.ignored {
                    li {
                        "“" (as_written(&ignored.words)) "”"
                        @if !ignored.entry.is_empty() { " as " (ignored.entry) }
                        "; places: " (told(audit, ignored.places)) ". " (as_written(&ignored.reason))
                    }
                }
            }
        }
    }
}

fn fact(name: &str, value: &str) -> Markup {
    html! { div { dt { (name) } dd { (value) } } }
}

fn quotations(excerpts: Excerpts) -> &'static str {
    match excerpts {
        Excerpts::Redacted => "redacted automatically",
        Excerpts::Verbatim => "as written",
        Excerpts::None => "left out",
    }
}

fn staff(workers: Workers) -> &'static str {
    match workers {
        Workers::Hidden => "not named anywhere",
        Workers::Named => "named in the tables of findings, not in this report",
    }
}

/// How large a file is; a board is not told, since a small one has few notes.
fn bytes(audit: &Audit<'_>, source: &SourceSummary) -> String {
    match audit.measures.threshold.audience() {
        Audience::Internal => number::count(source.bytes),
        Audience::Board => "not told".to_owned(),
    }
}

fn inputs(audit: &Audit<'_>) -> Markup {
    let row = |source: &SourceSummary| {
        let cells = vec![
            cell(&source.encoding),
            cell(&source.delimiter),
            cell(bytes(audit, source)),
            html! { code { (source.sha256) } },
        ];
        (as_written(&source.name), cells)
    };
    let rows: Vec<_> = audit.sources.iter().map(row).collect();
    let heads = [
        Head::Words("File"),
        Head::Words("Encoding"),
        Head::Words("Delimiter"),
        Head::Number("Bytes"),
        Head::Words("SHA-256"),
    ];
    table("Files, as they were read", &heads, &rows)
}
