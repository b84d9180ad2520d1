//! What was found: each agency beside the others, charts, what the record says
//! of children, and the wording that recurs with better wording beside it.

use super::super::model::{Audit, FindingRow};
use super::super::number;
use super::super::outline::{Outline, Theme};
use super::super::sentences::child::{NO_AGES, VICTIM, children};
use super::super::words::kind_title;
use super::document::{Block, Paper, Table, Text, heads};
use super::{charts, matrix};
use crate::lexicon::{Entry, Kind};
use crate::redact::Excerpts;

/// So many kinds of wording are listed.
const THEMES: usize = 4;

/// So many sentences are quoted.
const QUOTED: usize = 3;

/// The section.
pub(super) fn section(paper: &mut Paper, audit: &Audit<'_>, outline: &Outline<'_>) {
    paper.section("What was found");
    matrix::tables(paper, audit);
    charts::both(paper, audit);
    child(paper, audit);
    wording(paper, audit, outline);
}

fn child(paper: &mut Paper, audit: &Audit<'_>) {
    let said = children(audit);
    if said.is_empty() {
        return;
    }
    paper.part("The child");
    paper.paragraph(VICTIM);
    paper.list(said);
    paper.paragraph(
        Text::from(format!("{NO_AGES} "))
            .and_to_fill("what is known of unborn babies, of children under seven and of those who do not speak"),
    );
}

fn wording(paper: &mut Paper, audit: &Audit<'_>, outline: &Outline<'_>) {
    let themes: Vec<_> = outline
        .themes(Kind::Concern, THEMES)
        .filter_map(|theme| Some((theme, *audit.shown(theme.notes).value()?)))
        .collect();
    if themes.is_empty() {
        return;
    }
    paper.part("Wording that recurs, and better wording");
    paper.table(Table {
        caption: format!("{}: in the most notes, all agencies together", kind_title(Kind::Concern)),
        says: "One line for each kind of wording: in how many notes it is, why it matters, and what to write instead."
            .to_owned(),
        heads: heads([("Wording", 4), ("Why it matters", 7), ("Better wording", 7)]),
        rows: themes.iter().map(|&(theme, notes)| theme_row(theme, notes)).collect(),
    });
    if audit.settings.excerpts != Excerpts::Redacted {
        return;
    }
    let examples: Vec<_> =
        themes.iter().filter_map(|(theme, _)| example(audit, outline, theme.entry)).take(QUOTED).collect();
    if !examples.is_empty() {
        paper.note("From the notes, redacted automatically. Expect misses: read each sentence before this paper is handed on, and ask who could know it again.");
        paper.blocks.extend(examples.into_iter().map(quotation));
    }
}

fn theme_row(theme: &Theme<'_>, notes: u64) -> Vec<Text> {
    let Entry { title, why, instead, .. } = theme.entry;
    let instead = if instead.is_empty() { "–" } else { instead };
    let title = format!("{title} ({})", number::counted(notes, "note", "notes"));
    vec![title.into(), why.as_str().into(), instead.into()]
}

/// A finding of this entry by an agency with enough notes.
fn example<'o>(audit: &Audit<'_>, outline: &'o Outline<'_>, entry: &Entry) -> Option<&'o FindingRow> {
    let mut shown = audit.measures.agencies.iter().filter(|group| group.notes.value().is_some());
    shown.find_map(|group| {
        let found = outline.quotable(group.agency.as_ref()?);
        let mut quoted = found.into_iter().flat_map(|(_, quoted)| quoted);
        quoted.find(|quoted| quoted.entry.id == entry.id)?.rows.first()
    })
}

fn quotation(row: &FindingRow) -> Block {
    let excerpt = &row.excerpt;
    let text = Text::from(excerpt.before()).and_strong(excerpt.words()).and(excerpt.after());
    Block::Quotation { text }
}
