//! Words that one agency uses more than the others when it writes about abuse:
//! where the lexicon may lack something, and where a habit of writing is.

use maud::{Markup, html};

use super::super::model::Audit;
use super::super::number;
use super::table::{Head, cell, table};
use super::text::{as_written, list};
use super::{heading, name_of};
use crate::language::{Read, Term};
use crate::lexicon::EntryId;
use crate::measure::Proportion;
use crate::note::Agency;
use crate::redact::Excerpts;

/// So many terms of an agency are in the report.
const SHOWN: usize = 10;

const HEADS: [Head; 6] = [
    Head::Words("Words"),
    Head::Number("Notes with them"),
    Head::Number("Of the others"),
    Head::Number("At least so many times"),
    Head::Number("Cases"),
    Head::Words("Entry of the lexicon"),
];

/// Whether there are agencies to compare.
pub(super) fn is_shown(audit: &Audit<'_>) -> bool {
    audit.language.read.len() > 1
}

/// The section; nothing for fewer than two agencies.
pub(super) fn section(audit: &Audit<'_>) -> Markup {
    html! {
        @if is_shown(audit) {
            section aria-labelledby="language" {
                (heading("language", "Words that one agency uses more"))
                p {
                    "In notes that show that they are about abuse, these words stand in more of an agency’s notes than of the other agencies’, "
                    "or of the others of its peer group where it has one. "
                    "That a word is used more says nothing about how good the recording is: each does other work and has other forms to fill in. "
                    "Read what has no entry: it may be wording that the lexicon lacks."
                }
                @for (agency, read) in &audit.language.read {
                    @let terms: Vec<_> = terms(audit, agency, *read).collect();
                    @if !terms.is_empty() {
                        h3 { (as_written(name_of(Some(agency)))) }
                        (of_agency(audit, *read, &terms))
                    }
                }
                (without(audit, "No words stand out in the notes of ", true))
                (without(audit, "There are too few notes about abuse of ", false))
                (how(audit))
            }
        }
    }
}

/// The terms of an agency that are shown.
fn terms<'a>(audit: &Audit<'a>, agency: &Agency, read: Read) -> impl Iterator<Item = &'a Term> {
    let enough = is_enough(audit, read);
    audit.language.terms.iter().filter(move |term| enough && term.agency == *agency).take(SHOWN)
}

fn is_enough(audit: &Audit<'_>, read: Read) -> bool {
    audit.measures.threshold.show(read.read, read.read).value().is_some()
}

/// The agencies without terms, in one sentence: those with enough notes, or
/// the others.
fn without(audit: &Audit<'_>, said: &str, enough: bool) -> Markup {
    let is_without = |(agency, read): &&(Agency, Read)| {
        is_enough(audit, *read) == enough && terms(audit, agency, *read).next().is_none()
    };
    let agencies = audit.language.read.iter().filter(is_without);
    let names: Vec<_> = agencies.map(|(agency, _)| name_of(Some(agency))).collect();
    html! { @if !names.is_empty() { p { (said) (list(&names)) "." } } }
}

fn of_agency(audit: &Audit<'_>, read: Read, terms: &[&Term]) -> Markup {
    html! {
        (table(&caption(terms), &HEADS, &terms.iter().map(|term| row(term)).collect::<Vec<_>>()))
        @if audit.settings.excerpts != Excerpts::None {
            @for term in terms.iter().filter(|term| term.entries.is_empty()) { (example(term)) }
        }
        @if read.read < read.of {
            p.note { "Read were " (number::count(read.read)) " of " (number::counted(read.of, "note", "notes")) " about abuse, drawn as by chance." }
        }
    }
}

/// Whom the agency is held beside.
fn caption(terms: &[&Term]) -> String {
    match terms.first().and_then(|term| term.beside.as_deref()) {
        None => "Words that the agency uses more than all the others".to_owned(),
        Some(group) => format!("Words that the agency uses more than the others of its peer group, {group}"),
    }
}

fn row(term: &Term) -> (Markup, Vec<Markup>) {
    let entries = term.entries.iter().map(EntryId::as_str).collect::<Vec<_>>().join(", ");
    let cells = vec![
        cell(of(term.own)),
        cell(of(term.others)),
        cell(format!("{:.1}", term.log_ratio.exp2())),
        cell(number::count(term.cases)),
        cell(if entries.is_empty() { "none" } else { &entries }),
    ];
    (cell(&term.words), cells)
}

fn of(notes: Proportion) -> String {
    format!("{} of {}", number::none_or(notes.met()), number::count(notes.of()))
}

fn example(term: &Term) -> Markup {
    html! {
        figure.quotation {
            blockquote { p { (term.example.before()) mark { (term.example.words()) } (term.example.after()) } }
        }
    }
}

fn how(audit: &Audit<'_>) -> Markup {
    html! {
        p.note {
            "Looked at were " (number::counted(audit.language.tested, "term", "terms")) " of up to three words that are in no name list, "
            "each in five cases or more, by three people or more where the export says who wrote, and spread over the cases. "
            "“At least so many times” is the end of an interval that allows for so many terms (the conservative log ratio of Evert 2022). "
            "language.csv has up to 30 terms of each agency, with better wording where the lexicon has it."
        }
    }
}
