//! `language.csv`: one line per agency and term that it uses more in notes about
//! abuse than those do that it is held beside. What stands in few cases, or was written by
//! few people, has no line.

use super::agencies::ALL_OTHERS;
use super::column::{Column, decimal, share, text, whole};
use crate::language::Term;
use crate::lexicon::EntryId;
use crate::redact::Excerpts;

/// The columns, in order; `example` is filled only if notes may be quoted.
pub(super) fn columns(excerpts: Excerpts) -> Vec<Column<Term>> {
    vec![
        text("agency", |term: &Term| term.agency.as_str().into()),
        text("term", |term| term.words.as_str().into()),
        whole("notes_with", |term| Some(term.own.met())),
        whole("base_notes", |term| Some(term.own.of())),
        text("held_beside", |term| term.beside.as_deref().unwrap_or(ALL_OTHERS).into()),
        whole("peer_notes_with", |term| Some(term.others.met())),
        whole("peer_notes", |term| Some(term.others.of())),
        decimal("lrc", |term| Some(term.log_ratio)),
        decimal("g2", |term| Some(term.g_squared)),
        whole("cases", |term| Some(term.cases)),
        whole("authors", |term| term.authors),
        share("dp_norm", |term| Some(term.unevenness)),
        text("in_lexicon", |term| term.entries.iter().map(EntryId::as_str).collect::<Vec<_>>().join(" ").into()),
        text("better", |term| term.instead.as_str().into()),
        match excerpts {
            Excerpts::None => text("example", |_| "".into()),
            Excerpts::Redacted | Excerpts::Verbatim => text("example", |term| term.example.text().into()),
        },
    ]
}
