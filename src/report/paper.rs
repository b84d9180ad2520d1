//! `board-paper.docx`: the paper that an officer edits and takes to a board; and
//! `report.pdf`, the same to be read, where the feature `pdf` is on.
//! Sentences are drafted from the figures, each with what it is a share of and
//! its interval; what only a person can say stands in square brackets. It names
//! no note, no case and no member of staff, and ranks no agency.

mod annex;
mod assurance;
mod cases;
mod charts;
mod closing;
mod document;
mod docx;
mod evidence;
mod found;
mod matrix;
mod opening;
#[cfg(feature = "pdf")]
mod pdf;

use self::document::{Paper, Text};
use super::error::Problem;
use super::model::Audit;
use super::outline::Outline;
use super::output::Sink;

/// Writes the paper.
pub(super) fn write(out: &mut dyn Sink, audit: &Audit<'_>, outline: &Outline<'_>) -> Result<(), Problem> {
    docx::write(out, &paper(audit, outline))
}

/// Writes the same as a PDF.
#[cfg(feature = "pdf")]
pub(super) fn write_pdf(out: &mut dyn Sink, audit: &Audit<'_>, outline: &Outline<'_>) -> Result<(), Problem> {
    pdf::write(out, &paper(audit, outline))
}

fn paper(audit: &Audit<'_>, outline: &Outline<'_>) -> Paper {
    let mut paper = Paper {
        title: "How domestic abuse is recorded".to_owned(),
        subtitle: Text::from("Paper for ")
            .and_to_fill("name of the board")
            .and(", ")
            .and_to_fill("date of the meeting")
            .and(", by ")
            .and_to_fill("name and role of the author"),
        blocks: Vec::new(),
    };
    opening::purpose(&mut paper, audit);
    opening::key_messages(&mut paper, audit);
    opening::background(&mut paper, audit, outline);
    evidence::section(&mut paper, audit);
    found::section(&mut paper, audit, outline);
    cases::parts(&mut paper, audit);
    closing::sections(&mut paper, audit);
    assurance::section(&mut paper, audit);
    annex::sections(&mut paper, audit);
    paper
}

#[cfg(test)]
mod tests;
