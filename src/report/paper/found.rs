//! What was found: a matrix in words, and the wording that recurs with better
//! wording beside it.

use super::super::model::{Audit, FindingRow};
use super::super::number;
use super::super::outline::{Outline, Theme};
use super::super::words::{kind_title, name_of};
use super::document::{Block, Head, Paper, Table, Text, heads};
use crate::lexicon::{Entry, Family, Kind};
use crate::measure::{GroupMeasures, Shown, Topic, TopicMeasure};
use crate::redact::Excerpts;

/// At most so many agencies stand side by side.
const SIDE_BY_SIDE: usize = 5;

/// So many kinds of wording are listed.
const THEMES: usize = 5;

/// So many sentences are quoted.
const QUOTED: usize = 3;

/// The sections.
pub(super) fn sections(paper: &mut Paper, audit: &Audit<'_>, outline: &Outline<'_>) {
    paper.section("What was found");
    matrix(paper, audit);
    wording(paper, audit, outline);
}

fn matrix(paper: &mut Paper, audit: &Audit<'_>) {
    if audit.measures.agencies.len() < 2 {
        paper
            .paragraph("There is one agency in this audit, and nothing to hold it beside. Its figures are in Annex A.");
        return;
    }
    let beside = if audit.settings.peers.groups().is_empty() {
        "all other agencies together"
    } else {
        "its peer group, or else of all other agencies together"
    };
    paper.paragraph(format!(
        "How often an agency’s notes have something, beside the notes of {beside}. “As expected” means that no difference is both unlikely to be chance and large enough to matter. \
         Higher or lower is a reason to read notes, and not a mark: it may come from the work, the people seen or what was exported."
    ));
    let caption = "Each agency beside the others, in words";
    let says = "One line for each family of indicators, one column for each agency in alphabetical order: higher than expected, as expected, lower than expected, too few to say, or not comparable.";
    by_agency(paper, audit, caption, says, |measure| match measure.verdict {
        Some(Shown::Value(verdict)) if measure.rate.value().is_some() => verdict.word().to_string(),
        _ => "too few".to_owned(),
    });
    paper.note("agencies.csv has the sentence that each of these words rests on; Annex A has the figures.");
}

/// A table of families by agencies; with many agencies, several tables.
pub(super) fn by_agency(
    paper: &mut Paper,
    audit: &Audit<'_>,
    caption: &str,
    says: &str,
    cell: impl Fn(&TopicMeasure) -> String,
) {
    let said = |group: &GroupMeasures, family| {
        let found = group.topics.iter().find(|measure| measure.topic == Topic::Family(family));
        Text::from(found.map_or_else(|| "not looked for".to_owned(), &cell))
    };
    let agencies = &audit.measures.agencies;
    let tables = agencies.len().div_ceil(SIDE_BY_SIDE).max(1);
    for groups in agencies.chunks(agencies.len().div_ceil(tables).max(1)) {
        let agencies = groups.iter().map(|group| Head { words: name_of(group.agency.as_ref()).to_owned(), width: 2 });
        let row = |family: Family| {
            let title = Text::from(family.title());
            std::iter::once(title).chain(groups.iter().map(|group| said(group, family))).collect()
        };
        paper.table(Table {
            caption: caption.to_owned(),
            says: says.to_owned(),
            heads: heads([("In the notes", 3)]).into_iter().chain(agencies).collect(),
            rows: families(audit).map(row).collect(),
        });
    }
}

/// The families that were looked for, kind by kind.
pub(super) fn families(audit: &Audit<'_>) -> impl Iterator<Item = Family> {
    let of_kind = |&kind: &Kind| Family::ALL.iter().copied().filter(move |family| family.kind() == kind);
    let looked_for = |family: &Family| audit.lexicon.entries().iter().any(|entry| entry.indicator.family() == *family);
    Kind::ALL.iter().flat_map(of_kind).filter(looked_for)
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
        heads: heads([("Wording", 4), ("Notes", 2), ("Why it matters", 6), ("Better wording", 6)]),
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
    vec![title.as_str().into(), number::count(notes).into(), why.as_str().into(), instead.into()]
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
