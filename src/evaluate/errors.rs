//! The differences that would harm most if they stood in a report: concerns
//! found where a reader saw none, then voices taken for the writer's, then
//! concerns missed in notes where nothing of their family was found.

use super::gold::{GoldNote, Mark};
use crate::detect::Finding;
use crate::lexicon::{EntryId, Indicator, Kind, Status};
use crate::note::Span;

/// How many are kept.
const WORST: usize = 20;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// A counted concern in a note that has none.
    CleanNote,
    /// Counted, and marked as something else.
    Voice(Status),
    /// A counted concern that nobody marked.
    NotMarked,
    /// A counted concern of a family of which nothing was found in the note.
    Missed,
}

/// One difference, to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorstError {
    /// What is wrong.
    pub fault: Fault,
    /// Which note, counted from 0.
    pub note: usize,
    /// What was found or marked.
    pub indicator: Indicator,
    /// The words.
    pub span: Span,
    /// The sentence, where something was found.
    pub sentence: Option<Span>,
    /// The entry, where something was found.
    pub entry: Option<EntryId>,
}

/// The differences of one note.
pub(super) fn of_note(number: usize, gold: &GoldNote, found: &[Finding]) -> Vec<WorstError> {
    let counted = |status: Status, indicator: Indicator| status == Status::Counted && indicator.kind() == Kind::Concern;
    let marked: Vec<&Mark> = gold.marks.iter().filter(|mark| counted(mark.status, mark.indicator)).collect();
    let found: Vec<&Finding> = found.iter().filter(|finding| counted(finding.status, finding.indicator)).collect();
    let wrong = found.iter().filter_map(|finding| {
        let fault = fault(gold, &marked, finding)?;
        let (sentence, entry) = (Some(finding.sentence), Some(finding.entry.clone()));
        Some(WorstError { fault, note: number, indicator: finding.indicator, span: finding.span, sentence, entry })
    });
    let missed =
        marked.iter().filter(|mark| !found.iter().any(|finding| finding.indicator.family() == mark.indicator.family()));
    let missed = missed.map(|mark| WorstError {
        fault: Fault::Missed,
        note: number,
        indicator: mark.indicator,
        span: mark.span,
        sentence: None,
        entry: None,
    });
    wrong.chain(missed).collect()
}

/// What is wrong with a counted concern; `None` if it is right.
fn fault(gold: &GoldNote, marked: &[&Mark], finding: &Finding) -> Option<Fault> {
    let family = finding.indicator.family();
    let touching = |mark: &&Mark| mark.indicator.family() == family && mark.span.overlaps(finding.span);
    let touched: Vec<&Mark> = gold.marks.iter().filter(touching).collect();
    match touched.as_slice() {
        marks if marks.iter().any(|mark| mark.is_counted()) => None,
        [mark, ..] => Some(Fault::Voice(mark.status)),
        [] if marked.is_empty() => Some(Fault::CleanNote),
        [] => Some(Fault::NotMarked),
    }
}

/// The worst first, in the order of the notes; the rest is dropped.
pub(super) fn keep_worst(errors: &mut Vec<WorstError>) {
    errors.sort_by_key(|error| (error.fault, error.note, error.span.start()));
    errors.truncate(WORST);
}
