//! A note's characters and words side by side: what stands between two words,
//! and where lines begin and end.

use super::labels::Labelled;
use super::text::{Break, Text};

/// A note's characters and words side by side.
pub(super) struct Page<'a> {
    pub(super) characters: Vec<char>,
    pub(super) text: &'a Text,
    pub(super) labels: Labelled,
}

impl<'a> Page<'a> {
    pub(super) fn new(readable: &str, text: &'a Text, labels: Labelled) -> Self {
        Self { characters: readable.chars().collect(), text, labels }
    }

    /// The characters between a word and the next.
    pub(super) fn behind(&self, word: usize) -> &[char] {
        let start = self.text.tokens()[word].span.end();
        let end = self.text.tokens().get(word + 1).map_or(self.characters.len(), |next| next.span.start());
        self.characters.get(start..end).unwrap_or_default()
    }

    /// The characters in front of a word, back to the word before.
    pub(super) fn in_front(&self, word: usize) -> &[char] {
        if let Some(before) = word.checked_sub(1) {
            return self.behind(before);
        }
        let first = self.text.tokens().first().map_or(0, |token| token.span.start());
        self.characters.get(..first).unwrap_or_default()
    }

    /// Whether a word is the first of its line but for a number.
    pub(super) fn opens_line(&self, word: usize) -> bool {
        let parted = |word: usize| self.text.tokens().get(word).is_some_and(|token| token.gap == Break::Paragraph);
        let number =
            |word: usize| self.text.word(word).trim_start_matches('q').bytes().all(|byte| byte.is_ascii_digit());
        parted(word) || word.checked_sub(1).is_some_and(|before| parted(before) && number(before))
    }

    /// Where blank lines stand.
    pub(super) fn blanks(&self) -> Vec<usize> {
        let mut blanks = Vec::new();
        let mut line = None;
        for (at, character) in self.characters.iter().enumerate() {
            match character {
                '\n' if line.is_some() => blanks.push(at),
                '\n' => line = Some(at),
                _ if character.is_whitespace() => {}
                _ => line = None,
            }
        }
        blanks
    }
}
