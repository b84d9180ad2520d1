//! A note's text with everything masked that an excerpt would mask, and which
//! of its words are ordinary ones: what may be counted over many notes and
//! quoted from later, when the note itself is gone.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Redactor;
use super::excerpt::{Excerpt, LONGEST, cut};
use super::mask::{Hit, Mask};
use super::page::{Cover, REACH, Showing};
use super::search::Search;
use super::vocabulary::Class;
use super::words::{Shape, Word};
use crate::note::{Note, Span};

/// A longer note is read so far, in characters.
const READ: usize = 20_000;

/// A masked text.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Masked {
    text: String,
    masks: Vec<Put>,
    ordinary: Vec<Span>,
}

/// A mask, and what it was put in place of.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Put {
    mask: Mask,
    of: Span,
    at: Span,
}

impl Redactor {
    /// The note masked, whatever may be shown of it, as far as it is read.
    /// Ordinary are words of everyday use and of the field, and those that
    /// `is_listed` knows, in small letters without apostrophes; never one that
    /// is masked, and a word that is also a name only where it is written small.
    pub fn mask(&self, note: &Note, is_listed: impl Fn(&str) -> bool) -> Masked {
        self.search(note, |search, hits| Masked::of(note, search, hits, is_listed)).1
    }
}

/// The bytes of a word with its possessive `'s`.
fn whole(word: &Word<'_>) -> Range<usize> {
    word.start..word.end + if word.possessive { "'s".len() } else { 0 }
}

impl Masked {
    /// The note of this search with its `hits` masked, as far as it is read.
    pub(super) fn of(note: &Note, search: &Search<'_, '_>, hits: &[Hit], is_listed: impl Fn(&str) -> bool) -> Self {
        let (mut masked, mut end) = (Self::default(), READ);
        for hit in hits {
            let of = search.span(&hit.at);
            if of.end() > READ {
                end = end.min(of.start());
                break;
            }
            masked.put(note, hit.mask, of);
        }
        masked.take(note, end);
        let plain = search.words().iter().filter(|word| is_ordinary(word, &is_listed) && !is_hidden(word, hits));
        let spans = plain.map(|word| search.span(&whole(word))).take_while(|span| span.end() <= end);
        masked.ordinary = spans.map(|span| masked.place(span)).collect();
        masked
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many ordinary words it has.
    pub fn ordinary_words(&self) -> usize {
        self.ordinary.len()
    }

    /// Whether these characters of the text are an ordinary word.
    pub fn is_ordinary(&self, word: Span) -> bool {
        let found = self.ordinary.binary_search_by_key(&word.start(), |ordinary| ordinary.start());
        found.is_ok_and(|at| self.ordinary[at].end() >= word.end())
    }

    /// Where a span of the note's readable text stands in this one.
    pub fn place(&self, span: Span) -> Span {
        let place = |at: usize| match self.masks.iter().rev().find(|put| put.of.start() < at) {
            None => at,
            Some(put) if at < put.of.end() => put.at.start(),
            Some(put) => at - put.of.end() + put.at.end(),
        };
        Span::new(place(span.start()), place(span.end()))
    }

    /// The `words` in their `sentence`, both spans of this text.
    pub fn excerpt(&self, sentence: Span, words: Span) -> Excerpt {
        let start = sentence.start().clamp(words.start().saturating_sub(REACH), words.start());
        let end = sentence.end().clamp(words.end(), words.end().saturating_add(REACH));
        let parts = [Span::new(start, words.start()), words, Span::new(words.end(), end)];
        let covers: Vec<Cover> = self.masks.iter().map(|put| Cover::fixed(put.at, put.mask)).collect();
        let mut showing = Showing::again(&covers, &parts);
        Excerpt::of(cut([0, 1, 2].map(|part| showing.show(parts[part].of(&self.text), part)), LONGEST))
    }

    /// Takes over the note's text up to a mask, and the mask.
    fn put(&mut self, note: &Note, mask: Mask, of: Span) {
        self.take(note, of.start());
        let start = self.place(of).start();
        self.text.push_str(mask.label());
        self.masks.push(Put { mask, of, at: Span::new(start, start + mask.label().len()) });
    }

    /// Takes over the note's text up to this character of it.
    fn take(&mut self, note: &Note, end: usize) {
        let start = self.masks.last().map_or(0, |put| put.of.end());
        self.text.push_str(note.text.part(Span::new(start, end)));
    }
}

fn is_hidden(word: &Word<'_>, hits: &[Hit]) -> bool {
    let next = hits.partition_point(|hit| hit.at.end <= word.start);
    hits.get(next).is_some_and(|hit| hit.at.start < word.end)
}

fn is_ordinary(word: &Word<'_>, is_listed: impl Fn(&str) -> bool) -> bool {
    let known = || word.is(Class::ORDINARY.or(Class::KEPT)) || is_listed(&word.key.replace('\'', ""));
    let may_name = || word.is(Class::NAME.or(Class::TOWN).or(Class::TOWNLIKE)) && word.shape != Shape::Lower;
    !matches!(word.shape, Shape::Number | Shape::Masked)
        && !word.is(Class::SURE.or(Class::TOWN))
        && !may_name()
        && known()
}

#[cfg(test)]
mod tests {
    use super::super::Excerpts;
    use super::*;
    use crate::note::NoteText;

    const TEXT: &str = "HALLWORTH rang about Mrs Hope’s flat. Hope is low, she had hope; idva aware, 12 calls.";

    fn masked(text: &str) -> Masked {
        let names = vec!["Dean Hallworth".to_owned()];
        let note = Note { names, text: NoteText::plain(text), ..Note::default() };
        Redactor::new(Excerpts::Verbatim).mask(&note, |word| word == "idva")
    }

    fn ordinary(masked: &Masked) -> Vec<&str> {
        masked.ordinary.iter().map(|word| word.of(masked.text())).collect()
    }

    #[test]
    fn what_an_excerpt_would_hide_is_hidden_whatever_may_be_shown() {
        let masked = masked(TEXT);
        assert!(masked.text().starts_with("[person] rang about Mrs [person]’s flat."), "{}", masked.text());
        assert!(!masked.text().contains("HALLWORTH"));
    }

    #[test]
    fn numbers_masks_and_names_are_no_ordinary_words() {
        let masked = masked(TEXT);
        let words = ordinary(&masked);
        for word in ["rang", "about", "flat", "low", "hope", "idva", "calls"] {
            assert!(words.contains(&word), "{word}: {words:?}");
        }
        for word in ["Hope", "12", "name", "[person]", "HALLWORTH"] {
            assert!(!words.contains(&word), "{word}: {words:?}");
        }
    }

    #[test]
    fn a_word_with_a_number_at_its_end_is_none() {
        let masked = masked("Y10 form tutor rang mum's school");
        let is_ordinary = |words: &str| {
            let start = masked.text().find(words).unwrap();
            masked.is_ordinary(Span::new(start, start + words.len()))
        };
        assert_eq!(["Y10", "tutor", "mum's", "school"].map(is_ordinary), [false, true, true, true]);
    }

    #[test]
    fn a_span_of_the_note_is_found_again_behind_masks() {
        let masked = masked(TEXT);
        for words in ["rang", "flat", "had hope", "12 calls"] {
            let start = TEXT.chars().count() - TEXT.split_once(words).unwrap().1.chars().count() - words.len();
            assert_eq!(masked.place(Span::new(start, start + words.len())).of(masked.text()), words);
        }
    }

    #[test]
    fn an_excerpt_is_cut_from_its_sentence_alone() {
        let masked = masked("All well. HALLWORTH kicked off again. Seen.");
        let whole = masked.text();
        let at = |words: &str| whole.find(words).unwrap();
        let sentence = Span::new(at("[person]"), at(" Seen"));
        let excerpt = masked.excerpt(sentence, Span::new(at("kicked"), at(" again")));
        assert_eq!([excerpt.before(), excerpt.words(), excerpt.after()], ["[person] ", "kicked off", " again."]);
    }

    #[test]
    fn a_long_note_is_read_so_far() {
        let masked = masked(&"kicked off ".repeat(3000));
        assert_eq!(masked.text().chars().count(), READ);
    }

    #[test]
    fn a_name_that_stands_where_reading_ends_is_not_cut_in_two() {
        let masked = masked(&format!("{}Hallworth came.", "a ".repeat(READ / 2 - 2)));
        assert_eq!(masked.text().chars().count(), READ - 4);
    }
}
