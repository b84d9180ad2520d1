//! A note with what must be hidden in it, and what is quoted from it. A quote
//! holds nothing that identifies anyone, but who is who in it is only numbered
//! once all notes of the case are known. Refuses to be shown: an excerpt is
//! made of a quote by [`Redactor::finish`](super::Redactor::finish).

use super::case_names::{CaseNames, Mention, Numbered};
use super::excerpt::{LONGEST, cut};
use super::folded::is_invisible;
use super::mask::Mask;
use crate::note::{NoteText, Span};
use serde::{Deserialize, Serialize};

/// Stands for the space inside a mask until the text is cut, so that no mask
/// is cut in two. No text holds it: control characters become spaces.
pub(super) const HARD_SPACE: &str = "\u{1}";
/// Around the number of a mention, until it is known who that is in the case.
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';

/// How far an excerpt looks for its sentence on either side, in characters as
/// received; markup that shows nothing counts too.
pub(super) const REACH: usize = 400;
/// What is kept of a quote until it is finished: masks may take more or less
/// room than what they hide.
const KEPT: usize = 2 * LONGEST;

/// A stretch of text that is hidden, and what is shown in its place.
#[derive(Clone, Debug)]
pub(super) struct Cover {
    pub(super) at: Span,
    pub(super) label: String,
}

impl Cover {
    /// Hides what needs no number.
    pub(super) fn fixed(at: Span, mask: Mask) -> Self {
        Self { at, label: hard(mask.label()) }
    }

    /// Hides the person or place that is `mention` of the note.
    fn open(at: Span, mask: Mask, mention: usize) -> Self {
        Self { at, label: mask.with(&format!("{OPEN}{mention}{CLOSE}")) }
    }

    /// Hides who has a number in the case, or may be one of several.
    pub(super) fn numbered(at: Span, mask: Mask, number: Option<usize>) -> Self {
        Self { at, label: mask.with(&shown(number)) }
    }
}

fn hard(label: &str) -> String {
    label.replace(' ', HARD_SPACE)
}

/// What a label has in front of its end: a number, or nothing.
fn shown(number: Option<usize>) -> String {
    number.map_or_else(String::new, |number| format!("{HARD_SPACE}{number}"))
}

/// A note as it was read for redaction.
#[derive(Debug)]
pub struct Page<'n> {
    text: Option<&'n NoteText>,
    covers: Vec<Cover>,
    mentions: Vec<Mention>,
}

/// Some text of a note, redacted but not numbered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft(String);

/// The words found in a note and their sentence, redacted but not numbered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote([Draft; 3]);

impl<'n> Page<'n> {
    /// A page that shows nothing.
    pub(super) fn silent() -> Self {
        Self { text: None, covers: Vec::new(), mentions: Vec::new() }
    }

    /// A page with everything found in it, in order.
    pub(super) fn new(text: &'n NoteText, found: Vec<(Span, Mask, Option<Mention>)>, first: Vec<Mention>) -> Self {
        let mut page = Self { text: Some(text), covers: Vec::with_capacity(found.len()), mentions: first };
        for (at, mask, mention) in found {
            let cover = match mention {
                Some(mention) => Cover::open(at, mask, page.number(mention)),
                None => Cover::fixed(at, mask),
            };
            page.covers.push(cover);
        }
        page
    }

    fn number(&mut self, mention: Mention) -> usize {
        let known = self.mentions.iter().position(|known| *known == mention);
        known.unwrap_or_else(|| {
            self.mentions.push(mention);
            self.mentions.len() - 1
        })
    }

    /// Who and where the note names, its columns first.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// The same, when nothing more is quoted.
    pub fn into_mentions(self) -> Vec<Mention> {
        self.mentions
    }

    /// The stretches that are hidden, in order.
    pub fn hidden(&self) -> impl Iterator<Item = Span> + '_ {
        self.covers.iter().map(|cover| cover.at)
    }

    /// The `words` found, in their `sentence`. Both are spans of the readable
    /// text; a sentence that does not hold the words is widened.
    ///
    /// The words stay as written but for identifiers among them.
    pub fn quote(&self, sentence: Span, words: Span) -> Quote {
        let start = sentence.start().clamp(words.start().saturating_sub(REACH), words.start());
        let end = sentence.end().clamp(words.end(), words.end().saturating_add(REACH));
        let parts = [Span::new(start, words.start()), words, Span::new(words.end(), end)];
        let mut showing = Showing::of(&self.covers, &parts);
        let parts = [0, 1, 2].map(|part| self.show(&mut showing, part));
        Quote(cut(parts, KEPT).map(Draft))
    }

    /// The whole note around the `words` found in it, its lines as written. The
    /// text is the same whatever the words.
    pub fn whole(&self, words: Span) -> Quote {
        let all = self.text.map_or(0, |text| text.readable().chars().count());
        let end = words.end().min(all);
        let parts = [Span::new(0, words.start().min(end)), Span::new(words.start().min(end), end), Span::new(end, all)];
        let mut showing = Showing { lines: true, ..Showing::of(&self.covers, &parts) };
        Quote([0, 1, 2].map(|part| Draft(self.show(&mut showing, part))))
    }

    /// Some other words of the note, such as those that decided a status.
    pub fn text(&self, words: Span) -> Draft {
        let parts = [words];
        Draft(self.show(&mut Showing::of(&self.covers, &parts), 0).trim_end().to_owned())
    }

    fn show(&self, showing: &mut Showing<'_>, part: usize) -> String {
        let source = self.text.map_or("", |text| text.part(showing.parts[part]));
        showing.show(source, part)
    }
}

impl Draft {
    /// Words that come from no note.
    pub fn plain(words: &str) -> Self {
        Self(words.to_owned())
    }

    /// Several one after the other.
    pub fn join(drafts: &[Self], between: &str) -> Self {
        Self(drafts.iter().map(|draft| draft.0.as_str()).collect::<Vec<_>>().join(between))
    }

    /// With the numbers that the mentions of its note have in the case.
    pub(super) fn with_numbers(&self, names: &CaseNames, mentions: &[Numbered]) -> String {
        let mut pieces = self.0.split(OPEN);
        let mut text = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (index, rest) = piece.split_once(CLOSE).unwrap_or(("", piece));
            let mention = index.parse().ok().and_then(|index: usize| mentions.get(index));
            text.push_str(&shown(mention.and_then(|mention| names.number(mention))));
            text.push_str(rest);
        }
        text
    }
}

impl Quote {
    pub(super) fn parts(&self) -> &[Draft; 3] {
        &self.0
    }
}

/// One pass over the parts of a text, in order.
pub(super) struct Showing<'c> {
    covers: &'c [Cover],
    parts: &'c [Span],
    /// Whether another space would be one too many.
    spaced: bool,
    /// Whether the text has masks already, with their hard spaces.
    masked: bool,
    /// Whether lines stay lines; what is quoted is one line.
    lines: bool,
}

impl<'c> Showing<'c> {
    fn of(covers: &'c [Cover], parts: &'c [Span]) -> Self {
        Self { covers, parts, spaced: true, masked: false, lines: false }
    }

    /// For parts that have masks in them already, and no lines that are not to
    /// stay.
    pub(super) fn again(covers: &'c [Cover], parts: &'c [Span]) -> Self {
        Self { masked: true, lines: true, ..Self::of(covers, parts) }
    }

    /// The part with its masks in place; `source` is its text.
    pub(super) fn show(&mut self, source: &str, part: usize) -> String {
        let span = self.parts[part];
        let mut shown = String::with_capacity(source.len());
        for (index, c) in (span.start()..).zip(source.chars()) {
            match self.covering(index) {
                Some(cover) if index == cover.at.start().max(span.start()) && self.owner(cover.at) == part => {
                    shown.push_str(&cover.label);
                    self.spaced = false;
                }
                Some(_) => {}
                None => self.push(&mut shown, c),
            }
        }
        shown
    }

    /// The part that shows a mask lying in several: the words found, so that
    /// they are never empty, or else the first.
    fn owner(&self, mask: Span) -> usize {
        let in_part = |part: &usize| self.parts.get(*part).is_some_and(|span| span.overlaps(mask));
        [1, 0, 2].into_iter().find(in_part).unwrap_or_default()
    }

    fn covering(&self, index: usize) -> Option<&'c Cover> {
        let next = self.covers.partition_point(|cover| cover.at.end() <= index);
        self.covers.get(next).filter(|cover| cover.at.start() <= index)
    }

    fn push(&mut self, shown: &mut String, c: char) {
        if is_invisible(c) {
            return;
        }
        if self.lines && c == '\n' {
            shown.push(c);
            self.spaced = true;
            return;
        }
        let hard = self.masked && HARD_SPACE.starts_with(c);
        let space = !hard && (c.is_whitespace() || c.is_control());
        if !(space && self.spaced) {
            shown.push(if space { ' ' } else { c });
        }
        self.spaced = space;
    }
}
