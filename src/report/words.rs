//! What things are called in running text, for every report that has any.

use super::model::Audit;
use super::number;
use crate::lexicon::{Family, Kind};
use crate::measure::{Audience, Shown};
use crate::note::{Agency, Date};

/// An agency's name, where it has one.
pub(super) fn name_of(agency: Option<&Agency>) -> &str {
    agency.map(Agency::as_str).filter(|name| !name.is_empty()).unwrap_or("Agency not given")
}

/// What the audit is of, in a few words: `271 notes from 5 agencies`, as far as
/// the number may be told.
pub(super) fn notes_and_agencies(audit: &Audit<'_>) -> String {
    let agencies = number::counted(audit.measures.audited_agencies, "agency", "agencies");
    match audit.shown(audit.run.counts.notes) {
        Shown::Value(notes) => format!("{} from {agencies}", number::counted(notes, "note", "notes")),
        Shown::TooFew(_) => format!("notes from {agencies}"),
    }
}

/// A count of all notes or rows, as far as it may be told.
pub(super) fn told(audit: &Audit<'_>, count: u64) -> String {
    match audit.rounded(count) {
        Shown::Value(0) => "none".to_owned(),
        Shown::Value(count) => number::count(count),
        Shown::TooFew(_) => "too few to show".to_owned(),
    }
}

/// A day; for a board its month, since a day may be that of an event.
pub(super) fn when(audit: &Audit<'_>, date: Date) -> String {
    match audit.measures.threshold.audience() {
        Audience::Internal => number::day(date),
        Audience::Board => number::month_of(date),
    }
}

/// The period that was set, or else the dates of the notes.
pub(super) fn period(audit: &Audit<'_>) -> String {
    let sources = audit.sources.iter();
    let first = audit.settings.period.first.or(sources.clone().filter_map(|source| source.first_date).min());
    let last = audit.settings.period.last.or(sources.filter_map(|source| source.last_date).max());
    let told = |date| when(audit, date);
    match (first, last) {
        (Some(first), Some(last)) => format!("{} to {}", told(first), told(last)),
        (Some(first), None) => format!("From {}", told(first)),
        (None, Some(last)) => format!("Until {}", told(last)),
        (None::<Date>, None) => "The notes have no dates".to_owned(),
    }
}

/// A heading for what is of this kind.
pub(super) fn kind_title(kind: Kind) -> &'static str {
    match kind {
        Kind::Concern => "Wording of concern",
        Kind::Good => "Good recording",
        Kind::Risk => "Risk markers",
    }
}

/// What a note says that bears this family, to follow "in 41 of 250 notes".
pub(super) fn what_it_says(family: Family) -> &'static str {
    match family {
        Family::Minimising => "the writer’s own words minimise abuse",
        Family::VictimBlaming => "the writer’s own words blame the victim",
        Family::WrittenAgreement => "a written agreement with a parent, or a term that binds the victim, is recorded",
        Family::PerpetratorUnseen => "the words leave out who was violent, or excuse the violence",
        Family::FalseReassurance => "the words take comfort from something that does not show safety",
        Family::UnsafePractice => "contact or joint work is recorded that could put the victim at risk",
        Family::ChildUnseen => "the words say that a child was not seen, or was not affected",
        Family::GoodPractice => "at least one thing is recorded that a good record contains",
        Family::RiskMarker => "at least one marker of danger is recorded",
    }
}

/// Days in words: `on the same day`, `within 3 days`.
pub(super) fn within(days: impl Into<u64>) -> String {
    match days.into() {
        0 => "on the same day".to_owned(),
        days => format!("within {}", number::counted(days, "day", "days")),
    }
}

/// An id as the first word of a cell.
pub(super) fn capital(id: &str) -> String {
    let mut letters = id.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
