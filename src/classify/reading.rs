//! A note as the classifier reads it: every name is one name, and the sex that
//! is named more often reads as "she". Two notes that differ only in names, or
//! in who is a man and who a woman, read the same, so that the classifier
//! cannot treat them differently.
//!
//! `training/reading.py` does the same for learning; one file of cases tests
//! both.

use std::collections::{HashMap, HashSet};

use crate::detect::mostly;
use crate::note::Span;

/// What every name reads as: a name that either sex has.
const NAME: &str = "alex";

/// A word as it is read, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) form: String,
    /// In characters of the note.
    pub(super) span: Span,
}

/// What is known about words.
#[derive(Clone, Debug)]
pub(super) struct Reader {
    /// Words that are not names.
    known: HashSet<&'static str>,
    /// Of those, the ones that are names as well.
    wordlike: HashSet<&'static str>,
    /// Words that say a sex: which one, and how the word reads as it is and
    /// the other way round.
    sexed: HashMap<&'static str, (Sex, [&'static str; 2])>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sex {
    Man,
    Woman,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Space,
    Letter,
    Digit,
    Sign,
}

impl Reader {
    pub(super) fn new() -> Self {
        let mut sexed = HashMap::new();
        for line in lines(include_str!("model/sexes.txt")) {
            let Some((his, hers)) = line.split_once('|') else { continue };
            let sides = [his, hers].map(|side| side.split_whitespace().collect::<Vec<_>>());
            let reads = |side: &[&'static str]| side.first().copied().unwrap_or_default();
            for (sex, these, those) in [(Sex::Man, &sides[0], &sides[1]), (Sex::Woman, &sides[1], &sides[0])] {
                sexed.extend(these.iter().map(|word| (*word, (sex, [reads(these), reads(those)]))));
            }
        }
        let mut known: HashSet<_> = lines(include_str!("model/words.txt")).collect();
        known.extend(sexed.keys());
        Self { known, wordlike: lines(include_str!("model/names.txt")).collect(), sexed }
    }

    /// The words of a note, read without names and sexes.
    pub(super) fn read(&self, text: &str) -> Vec<Word> {
        let mut words = self.without_names(&words(text));
        self.without_sexes(&mut words);
        words
    }

    /// The words in small letters, a run of names being one word.
    fn without_names(&self, words: &[Word]) -> Vec<Word> {
        let mut read: Vec<Word> = Vec::with_capacity(words.len());
        // Where the last name stands among the words and in what was read.
        let mut last: Option<(usize, usize)> = None;
        for (at, word) in words.iter().enumerate() {
            if !self.is_name(words, at) {
                read.push(Word { form: word.form.to_lowercase(), span: word.span });
                continue;
            }
            if let Some((_, place)) = last.filter(|&(before, _)| joined(words, before, at)) {
                read.truncate(place + 1);
                read[place].span = Span::new(read[place].span.start(), word.span.end());
                last = Some((at, place));
            } else {
                last = Some((at, read.len()));
                read.push(Word { form: NAME.to_owned(), span: word.span });
            }
        }
        read
    }

    /// Whether a word has a capital and is in no list, or is a name as well
    /// and stands inside a sentence.
    fn is_name(&self, words: &[Word], at: usize) -> bool {
        let form = &words[at].form;
        if !form.starts_with(char::is_uppercase) {
            return false;
        }
        if form.chars().nth(1).is_none() {
            return begins_name(words, at);
        }
        let low = form.to_lowercase();
        if !self.known.contains(low.as_str()) {
            return true;
        }
        let capitals = form.chars().all(char::is_uppercase);
        let inside = at > 0 && words[at - 1].form.ends_with(|c| sort(c) != Sort::Sign);
        self.wordlike.contains(low.as_str()) && !capitals && inside
    }

    /// The sex that is named more often, the first in a tie, as "she".
    fn without_sexes(&self, words: &mut [Word]) {
        let is_man = |word: &Word| Some(self.sexed.get(word.form.as_str())?.0 == Sex::Man);
        let turned = mostly(words.iter().filter_map(is_man)) == Some(true);
        for word in words {
            if let Some((_, reads)) = self.sexed.get(word.form.as_str()) {
                reads[usize::from(turned)].clone_into(&mut word.form);
            }
        }
    }
}

/// Whether a single letter is the first of a name such as O'Neill.
fn begins_name(words: &[Word], at: usize) -> bool {
    let [letter, apostrophe, rest, ..] = &words[at..] else { return false };
    let close = rest.span.start() == letter.span.end() + 1;
    close && is_apostrophe(apostrophe) && rest.form.starts_with(char::is_uppercase)
}

fn is_apostrophe(word: &Word) -> bool {
    ["'", "’"].contains(&word.form.as_str())
}

/// Whether the name at `at` goes on with the one at `last`: nothing between
/// them but a space, or a hyphen or apostrophe.
fn joined(words: &[Word], last: usize, at: usize) -> bool {
    let between = &words[last + 1..at];
    let close = words[last + 1].span.start() - words[last].span.end() < 2;
    close && between.len() < 2 && between.iter().all(|word| word.form == "-" || is_apostrophe(word))
}

/// Runs of letters, runs of digits, and every other sign by itself.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut before = Sort::Space;
    for (at, sign) in text.chars().enumerate() {
        let this = sort(sign);
        match words.last_mut() {
            Some(word) if this == before && matches!(this, Sort::Letter | Sort::Digit) => {
                word.form.push(sign);
                word.span = Span::new(word.span.start(), at + 1);
            }
            _ if this == Sort::Space => {}
            _ => words.push(Word { form: sign.to_string(), span: Span::new(at, at + 1) }),
        }
        before = this;
    }
    words
}

fn sort(sign: char) -> Sort {
    match sign {
        _ if sign.is_whitespace() => Sort::Space,
        _ if sign.is_numeric() => Sort::Digit,
        _ if sign.is_alphabetic() => Sort::Letter,
        _ => Sort::Sign,
    }
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(note: &str) -> String {
        Reader::new().read(note).into_iter().map(|word| word.form).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn reads_as_the_training_script_does() {
        for case in lines(include_str!("model/reading.txt")) {
            let (note, expected) = case.split_once(" => ").unwrap();
            assert_eq!(read(note), expected);
        }
    }

    #[test]
    fn spans_are_characters_of_the_note() {
        let note = "Zoë O'Brien’s mum – 3rd visit";
        let words = Reader::new().read(note);
        let spelt: Vec<_> = words.iter().map(|word| word.span.of(note)).collect();
        assert_eq!(spelt, ["Zoë O'Brien", "’", "s", "mum", "–", "3", "rd", "visit"]);
    }
}
