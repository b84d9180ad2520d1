//! Text fit to be shown, and cutting it to a length. Refuses to let anyone
//! else make an [`Excerpt`]: whoever holds one knows it went through
//! redaction.

use super::page::HARD_SPACE;

/// The most characters an excerpt has, cut marks included: enough to judge
/// the words found, too little to retell a case.
pub const LONGEST: usize = 160;
const CUT: char = '…';

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
        Self::of([before, words, after].map(str::to_owned))
    }

    /// Three parts of a text that are fit to be shown.
    pub(super) fn of(parts: [String; 3]) -> Self {
        let [before, words, after] = parts.map(|part| part.replace(HARD_SPACE, " "));
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

/// The words found and what is around them in at most `longest` characters,
/// cut on whole words.
pub(super) fn cut([before, words, after]: [String; 3], longest: usize) -> [String; 3] {
    let words = head(&words, longest - 2);
    let after = after.trim_end();
    let room = longest - count(&words);
    let before = tail(&before, (room / 2).max(room.saturating_sub(count(after))));
    let after = head(after, room - count(&before));
    [before, words, after]
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

    fn cut_of(before: &str, words: &str, after: &str) -> Excerpt {
        Excerpt::of(cut([before, words, after].map(str::to_owned), LONGEST))
    }

    #[test]
    fn cuts_on_whole_words_and_says_so() {
        let long = "word ".repeat(60);
        let shown = cut_of(&long, "a row", &format!(" {long}"));
        assert!(shown.text().chars().count() <= LONGEST);
        assert!(shown.before().starts_with("…word ") && shown.after().ends_with(" word…"), "{shown:?}");
    }

    #[test]
    fn gives_one_side_the_room_that_the_other_leaves() {
        let shown = cut_of(&"word ".repeat(60), "a row", ".");
        assert!(shown.text().chars().count() > LONGEST - 6);
        assert_eq!(shown.after(), ".");
    }

    #[test]
    fn never_cuts_a_mask_in_two() {
        let masks = format!("[nhs{HARD_SPACE}number] ").repeat(30);
        let shown = cut_of(&masks, &masks, &masks);
        assert!(shown.text().matches('[').count() > 5);
        assert_eq!(shown.text().matches('[').count(), shown.text().matches("[nhs number]").count());
    }
}
