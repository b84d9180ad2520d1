//! Text fit to be shown, and cutting it to a length. Refuses to let anyone
//! else make an [`Excerpt`]: whoever holds one knows it went through
//! redaction.

use super::folded::is_invisible;
use super::mask::Mask;
use crate::note::Span;

/// The most characters an excerpt has, cut marks included: enough to judge
/// the words found, too little to retell a case.
pub const LONGEST: usize = 160;
const CUT: char = '…';
/// Stands for the space inside a mask until the text is cut, so that no mask
/// is cut in two. No text holds it: control characters become spaces.
const HARD_SPACE: &str = "\u{1}";

/// The words found in a note and as much of their sentence as may be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    before: String,
    words: String,
    after: String,
}

impl Excerpt {
    /// The sentence up to the words found.
    pub fn before(&self) -> &str {
        &self.before
    }

    /// The words found.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The rest of the sentence.
    pub fn after(&self) -> &str {
        &self.after
    }

    /// The whole, at most [`LONGEST`] characters.
    pub fn text(&self) -> String {
        [self.before(), self.words(), self.after()].concat()
    }

    /// An excerpt for the tests of those who show excerpts.
    #[cfg(test)]
    pub(crate) fn sample(before: &str, words: &str, after: &str) -> Self {
        let [before, words, after] = [before, words, after].map(str::to_owned);
        Self { before, words, after }
    }

    /// Shows three `parts` of a `source` text, one after the other, with
    /// `masks` in place, and cuts what is too long. All are character spans
    /// of `source`.
    pub(super) fn of(source: &str, parts: [Span; 3], masks: &[(Span, Mask)]) -> Self {
        let mut page = Page { masks, parts, spaced: true };
        let [before, words, after] = [0, 1, 2].map(|part| page.show(source, part));
        let words = head(&words, LONGEST - 2);
        let after = after.trim_end();
        let room = LONGEST - count(&words);
        let before = tail(&before, (room / 2).max(room.saturating_sub(count(after))));
        let after = head(after, room - count(&before));
        let [before, words, after] = [before, words, after].map(|part| part.replace(HARD_SPACE, " "));
        Self { before, words, after }
    }
}

/// How an excerpt is written down while an audit runs. Within the crate alone,
/// so that still nobody else makes one.
#[cfg(feature = "audit")]
pub(crate) mod kept {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Excerpt;

    pub(crate) fn serialize<S: Serializer>(excerpt: &Excerpt, to: S) -> Result<S::Ok, S::Error> {
        (&excerpt.before, &excerpt.words, &excerpt.after).serialize(to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Excerpt, D::Error> {
        let (before, words, after) = Deserialize::deserialize(from)?;
        Ok(Excerpt { before, words, after })
    }
}

/// Shows the whole of `source` with `masks` in place, white space as it is.
pub(super) fn masked(source: &str, masks: &[(Span, Mask)]) -> String {
    let mut shown = String::with_capacity(source.len());
    for (index, c) in source.chars().enumerate() {
        match covering(masks, index) {
            Some((span, mask)) if span.start() == index => shown.push_str(mask.label()),
            Some(_) => {}
            None => shown.push(c),
        }
    }
    shown
}

/// One pass over the parts, in order.
struct Page<'m> {
    masks: &'m [(Span, Mask)],
    parts: [Span; 3],
    /// Whether another space would be one too many.
    spaced: bool,
}

impl Page<'_> {
    fn show(&mut self, source: &str, part: usize) -> String {
        let span = self.parts[part];
        let mut shown = String::new();
        for (index, c) in (span.start()..).zip(span.of(source).chars()) {
            match covering(self.masks, index) {
                Some((mask, kind)) if index == mask.start().max(span.start()) && self.owner(mask) == part => {
                    shown.push_str(&kind.label().replace(' ', HARD_SPACE));
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
        let in_part = |part: &usize| self.parts[*part].overlaps(mask);
        [1, 0, 2].into_iter().find(in_part).unwrap_or_default()
    }

    fn push(&mut self, shown: &mut String, c: char) {
        if is_invisible(c) {
            return;
        }
        let space = c.is_whitespace() || c.is_control();
        if !(space && self.spaced) {
            shown.push(if space { ' ' } else { c });
        }
        self.spaced = space;
    }
}

fn covering(masks: &[(Span, Mask)], index: usize) -> Option<(Span, Mask)> {
    masks.iter().copied().find(|(span, _)| span.start() <= index && index < span.end())
}

fn count(text: &str) -> usize {
    text.chars().count()
}

/// The beginning of `text` in at most `most` characters, on whole words.
fn head(text: &str, most: usize) -> String {
    if count(text) <= most {
        return text.to_owned();
    }
    let Some(room) = most.checked_sub(1) else { return String::new() };
    let fits: String = text.chars().take(room + 1).collect();
    let whole = fits.rfind(' ').map_or("", |space| &fits[..space]);
    format!("{whole}{CUT}")
}

/// The end of `text` in at most `most` characters, on whole words.
fn tail(text: &str, most: usize) -> String {
    let length = count(text);
    if length <= most {
        return text.to_owned();
    }
    let Some(room) = most.checked_sub(1) else { return String::new() };
    let fits: String = text.chars().skip(length - room - 1).collect();
    let whole = fits.find(' ').map_or("", |space| &fits[space + 1..]);
    format!("{CUT}{whole}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(source: &str, words: &str, masks: &[(Span, Mask)]) -> Excerpt {
        let start = source.find(words).unwrap();
        let end = start + words.len();
        Excerpt::of(source, [(0..start).into(), (start..end).into(), (end..source.len()).into()], masks)
    }

    fn parts(excerpt: &Excerpt) -> [&str; 3] {
        [excerpt.before(), excerpt.words(), excerpt.after()]
    }

    #[test]
    fn folds_white_space_across_the_parts() {
        let shown = excerpt("They  had\n\n a row \t again.\n", "a row", &[]);
        assert_eq!(parts(&shown), ["They had ", "a row", " again."]);
    }

    #[test]
    fn a_mask_across_an_edge_is_shown_in_the_words() {
        let masks = [((5..14).into(), Mask::Name)];
        assert_eq!(parts(&excerpt("Told Kelly Ann hit him", "Ann hit", &masks)), ["Told ", "[name] hit", " him"]);
        assert_eq!(parts(&excerpt("Told Kelly Ann hit him", "Told Kelly", &masks)), ["", "Told [name]", " hit him"]);
    }

    #[test]
    fn cuts_on_whole_words_and_says_so() {
        let long = "word ".repeat(60);
        let shown = excerpt(&format!("{long}a row {long}"), "a row", &[]);
        assert!(shown.text().chars().count() <= LONGEST);
        assert!(shown.before().starts_with("…word ") && shown.after().ends_with(" word…"), "{shown:?}");
    }

    #[test]
    fn gives_one_side_the_room_that_the_other_leaves() {
        let long = "word ".repeat(60);
        let shown = excerpt(&format!("{long}a row."), "a row", &[]);
        assert!(shown.text().chars().count() > LONGEST - 6);
        assert_eq!(shown.after(), ".");
    }

    #[test]
    fn never_cuts_a_mask_in_two() {
        let source = "0 ".repeat(400);
        let masks: Vec<_> = (2..800).step_by(2).map(|at| ((at..at + 1).into(), Mask::NhsNumber)).collect();
        let shown = excerpt(&source, "0 0", &masks);
        assert_eq!(shown.text().matches('[').count(), shown.text().matches("[nhs number]").count());
    }
}
