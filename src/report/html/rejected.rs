//! What was read and what was not: every row of every file, accounted for.

use maud::{Markup, html};

use super::super::model::{Audit, SourceSummary};
use super::super::number;
use super::super::outline::{Outline, Reason};
use super::super::words::{capital, name_of, when};
use super::heading;
use super::table::{Head, cell, table};
use super::text::as_written;
use crate::measure::{Audience, Shown, UnreadRows};
use crate::note::Date;

/// The section.
pub(super) fn section(audit: &Audit<'_>, outline: &Outline<'_>) -> Markup {
    html! {
        section aria-labelledby="rejected" {
            (heading("rejected", "What was read and what was not"))
            p { "Every row of every file is either a note that was audited or a row that was not." }
            // A file may be all that an agency with few notes has.
            @if audit.measures.threshold.audience() == Audience::Internal { (accounts(audit)) }
            (of_agencies(audit))
            h3 { "Rows that were not audited" }
            (reasons(audit, outline))
            @if audit.measures.threshold.audience() == Audience::Internal { (warnings(audit.sources)) }
        }
    }
}

fn accounts(audit: &Audit<'_>) -> Markup {
    let mut rows: Vec<_> = audit.sources.iter().map(|source| account(audit, source)).collect();
    let total = audit.run.counts;
    let totals = [total.rows, total.notes, total.rejects].map(|number| cell(number::count(number)));
    rows.push((cell("All files"), totals.into_iter().chain([cell(""), cell("")]).collect()));
    let heads = [
        Head::Words("File"),
        Head::Number("Rows"),
        Head::Number("Notes"),
        Head::Number("Not audited"),
        Head::Words("First note"),
        Head::Words("Last note"),
    ];
    table("Rows of each file: notes and rows not audited add up to all rows", &heads, &rows)
}

fn account(audit: &Audit<'_>, source: &SourceSummary) -> (Markup, Vec<Markup>) {
    let numbers = [source.rows, source.notes, source.rejects].map(|number| cell(number::count(number)));
    let day = |date: Option<Date>| cell(date.map_or_else(|| "no date".to_owned(), |date| when(audit, date)));
    (as_written(&source.name), numbers.into_iter().chain([day(source.first_date), day(source.last_date)]).collect())
}

/// What became of the rows of each agency, where any was not audited.
fn of_agencies(audit: &Audit<'_>) -> Markup {
    let measures = audit.measures;
    let agencies = measures.agencies.iter().map(|group| (name_of(group.agency.as_ref()), group.notes, group.unread));
    let none = measures.threshold.show(measures.threshold.get(), 0);
    let unknown = std::iter::once(("Not known who wrote it", none, measures.unattributed)).filter(|(.., unread)| {
        let is_none = |rows: Shown<u64>| rows.value() == Some(&0);
        !(is_none(unread.not_assessable) && is_none(unread.withdrawn))
    });
    let all = ("All", audit.rounded(measures.audited), measures.all.unread);
    let row = |(name, notes, UnreadRows { not_assessable, withdrawn }): (&str, Shown<u64>, UnreadRows<Shown<u64>>)| {
        (as_written(name), [notes, not_assessable, withdrawn].map(|rows| cell(in_cell(rows))).into())
    };
    let rows: Vec<_> = agencies.chain(unknown).chain([all]).map(row).collect();
    let heads = [
        Head::Words("Agency"),
        Head::Number("Audited"),
        Head::Number("Not assessable"),
        Head::Number("No part of the record"),
    ];
    html! {
        @if measures.unread.all() > 0 {
            (table("Rows of each agency: what could be read, what could not, and what was not meant to be", &heads, &rows))
            p.note {
                "Not assessable is what has no text, was blacked out or could not be read: it is not “looked for and not found”. "
                "No part of the record are drafts, what was deleted or entered in error, and earlier versions. "
                "Where a row could not be read at all and its file is not one agency’s, nobody knows who wrote it."
            }
        }
    }
}

fn in_cell(rows: Shown<u64>) -> String {
    rows.value().map_or_else(|| "too few".to_owned(), |&rows| number::count(rows))
}

/// The reasons, with how many rows each was for and what to do.
fn reasons(audit: &Audit<'_>, outline: &Outline<'_>) -> Markup {
    let row = |(code, reason): (&str, &Reason)| {
        (cell(in_words(code)), vec![cell(in_cell(audit.rounded(reason.rows))), as_written(&reason.remedy)])
    };
    let rows: Vec<_> = outline.reasons().map(row).collect();
    let heads = [Head::Words("Reason"), Head::Number("Rows"), Head::Words("What to do")];
    html! {
        @if rows.is_empty() {
            p { "There are none." }
        } @else {
            (table("Reasons why rows were not audited", &heads, &rows))
            p.note { "Each of these rows is in rejected.csv, with its line." }
        }
    }
}

/// A reason's code as a reader would say it.
fn in_words(code: &str) -> String {
    capital(&code.replace(['-', '_'], " "))
}

fn warnings(sources: &[SourceSummary]) -> Markup {
    html! {
        @if sources.iter().any(|source| !source.warnings.is_empty()) {
            h3 { "What to know about the files" }
            dl.warnings {
                @for source in sources.iter().filter(|source| !source.warnings.is_empty()) {
                    div { dt { (as_written(&source.name)) } @for warning in &source.warnings { dd { (as_written(warning)) } } }
                }
            }
        }
    }
}
