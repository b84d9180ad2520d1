//! How sure the paper is: three levels, each with what it asks for, and what is
//! known, how, and what comes next.

use super::super::model::Audit;
use super::super::number;
use super::document::{Paper, Text};
use crate::lexicon::Kind;

/// So many rows in a hundred may be left unread where a paper is sure.
const UNREAD_IN_A_HUNDRED: u64 = 1;

/// How far the evidence carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Confidence {
    /// No person has checked the reading.
    Limited,
    /// People read a sample again, enough to say how right the audit is.
    Moderate,
    /// The same, two of them agree as far as is known, and little is missing.
    High,
}

impl Confidence {
    fn of(audit: &Audit<'_>) -> Self {
        let Some(review) = audit.read_again.filter(|review| review.accuracy.is_some()) else { return Self::Limited };
        let (rows, rejects) = (audit.run.counts.rows, audit.run.counts.rejects);
        let is_whole = rejects.saturating_mul(100) <= rows.saturating_mul(UNREAD_IN_A_HUNDRED);
        let all_shown = audit.measures.agencies.iter().all(|group| group.notes.value().is_some());
        if review.twice.is_some() && is_whole && all_shown { Self::High } else { Self::Moderate }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Limited => "limited",
            Self::Moderate => "moderate",
            Self::High => "high",
        }
    }
}

/// The section.
pub(super) fn section(paper: &mut Paper, audit: &Audit<'_>) {
    paper.section("How sure this paper is");
    paper.paragraph(
        Text::from("Confidence in the evidence: ").and_strong(Confidence::of(audit).word()).and(
            ". It is limited until people have read a sample of these notes again; moderate once enough were read to say how right the audit is; \
             high if two people read some of the same notes, no more than one row in a hundred was left out, and every agency has enough notes to show.",
        ),
    );
    paper.list(vec![
        Text::strong("What do we know?").and(" What these records say, and how often; not what happened, and not whether practice was good."),
        Text::strong("How do we know it?").and(format!(" Every note was read by the same rules. {}", read_again(audit))),
        Text::strong("What next?").and(" Read what was found with those who know the notes, ask the agencies, agree the actions, and audit again. ").and_to_fill("when, and who reports back"),
    ]);
}

/// How far people have checked the reading.
fn read_again(audit: &Audit<'_>) -> String {
    let told = |count| audit.measures.threshold.show(count, count).value().copied();
    let of = |kind| match kind {
        Kind::Concern => "wording of concern",
        Kind::Good => "good recording",
        Kind::Risk => "danger",
    };
    match audit.read_again.and_then(|review| Some((review, told(review.read)?))) {
        Some((review, read)) => format!(
            "People read {} again and looked for {}; the report says how right the audit is.",
            number::counted(read, "of them", "of them"),
            of(review.kind)
        ),
        None => "No person has read a sample of them again yet.".to_owned(),
    }
}
