//! What a reader must know about the figures, whatever the format.

use super::super::model::{Audit, Counts};
use super::super::number;
use super::super::text::Text;
use super::super::words::{kind_title, told};
use crate::classify::Measured;
use crate::lexicon::Kind;
use crate::measure::{Audience, Rate};

/// That wording is not practice.
pub(crate) fn not_practice() -> Text {
    Text::strong("Good recording is not proof of good practice,")
        .and(" and poor recording is not proof of poor practice.")
}

/// How many rows became notes.
pub(crate) fn rows_audited(audit: &Audit<'_>) -> String {
    let Counts { rows, notes, rejects } = audit.run.counts;
    let [rows, notes] = [rows, notes].map(|count| told(audit, count));
    match rejects {
        0 => format!("Every row was audited. Rows: {rows}."),
        _ => format!("Rows audited: {notes} of {rows}."),
    }
}

/// What a count is, and what it is not.
pub(crate) fn of_counts(audit: &Audit<'_>) -> Vec<Text> {
    let board = match audit.measures.threshold.audience() {
        Audience::Internal => "",
        Audience::Board => {
            " This is the board edition: it lists and quotes no note, gives no count from 1 to 7, and rounds all others to the nearest 5."
        }
    };
    vec![
        Text::strong("Counts are notes with the wording, not incidents.")
            .and(" One incident may be in many notes, and one note may tell of several."),
        Text::strong("A count depends on what was exported.")
            .and(" Agencies do different work and keep different records, so their figures do not measure one against another."),
        Text::strong("Small numbers are not shown.").and(format!(
            " A figure on fewer than {} (or cases, where it is about cases) says little, and may point at a person: it is left out and reads “too few”. An agency with so few notes is left out of what is said of all together.{board}",
            number::counted(audit.measures.threshold.get(), "note", "notes")
        )),
    ]
}

/// How often the classifier was right where that is known; `None` where it is
/// not.
pub(crate) fn how_often_right(measured: &Measured) -> Option<String> {
    let of = |kind: Kind| {
        let of_kind = measured.of(kind);
        let rate = Rate::new(of_kind.right, of_kind.shown)?;
        Some(format!(
            "{} that it took for {} ({})",
            number::of(rate, "passage", "passages"),
            kind_title(kind).to_lowercase(),
            number::with_interval(rate)
        ))
    };
    let rates: Vec<String> = Kind::ALL.iter().filter_map(|&kind| of(kind)).collect();
    (!rates.is_empty()).then(|| {
        format!(
            "How often it is right was measured on {} by {} whom it has not learnt from, and without what the rules had found there. An annotator had marked {}. Real notes have less to find, so expect it to be right less often.",
            number::counted(measured.notes, "invented note", "invented notes"),
            number::counted(measured.writers, "writer", "writers"),
            number::list(&rates)
        )
    })
}
