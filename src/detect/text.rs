//! A note's text folded for matching: lower-case words, one space between,
//! apostrophes and invisible characters gone. What was blacked out is a word
//! that nobody knows. Every word remembers which characters of the note it came
//! from. Nothing is looked for here.

use std::ops::Range;

use super::sentence;
use crate::note::{NoteText, Span};

/// How much parts a word from the word in front of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// White space, a hyphen, a slash.
    Space,
    /// A comma, a colon, a dash, a bracket, a quotation mark.
    Light,
    /// A semicolon, a table bar, dots: phrases do not cross it.
    Clause,
    /// The end of a sentence or of an item in a list.
    Sentence,
    /// The end of a line or paragraph, which is always also a sentence end.
    Paragraph,
}

/// The most words a sentence has. Text without any punctuation is cut, so that
/// the work for a note grows no faster than the note.
const LONGEST: usize = 400;

/// One word.
#[derive(Clone, Debug)]
pub struct Token {
    /// Its bytes in the folded text.
    pub folded: Range<usize>,
    /// Its characters in the note.
    pub span: Span,
    /// What parts it from the word before.
    pub gap: Break,
    /// Whether it is written with a capital first letter.
    pub capital: bool,
}

/// A folded note.
#[derive(Clone, Debug, Default)]
pub struct Text {
    folded: String,
    tokens: Vec<Token>,
    sentences: Vec<Range<usize>>,
}

impl Text {
    /// Folds a note's readable text.
    pub fn new(readable: &str) -> Self {
        let mut text = Self { folded: String::with_capacity(readable.len() + 2), ..Self::default() };
        text.folded.push(' ');
        let mut folder = Folder { text, separator: String::new() };
        let (mut rest, mut at, mut before) = (readable, 0, ' ');
        while let Some(character) = rest.chars().next() {
            let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
            if plain > 0 {
                let (letters, after) = rest.split_at(plain);
                folder.letters(at, letters);
                (rest, at, before) = (after, at + plain, 'a');
                continue;
            }
            rest = &rest[character.len_utf8()..];
            // What stands in the place of markup may hide the next letter.
            let in_word = || {
                let next = rest.chars().find(|next| !is_invisible(*next));
                before.is_alphanumeric() && next.is_some_and(char::is_alphanumeric)
            };
            if is_invisible(character) {
                at += 1;
                continue;
            }
            if character.is_alphanumeric() || character == NoteText::BLACKED_OUT {
                folder.letter(at, character);
            } else if !(is_apostrophe(character) && in_word()) {
                folder.separate(character);
            }
            (at, before) = (at + 1, character);
        }
        folder.text.finish()
    }

    fn finish(mut self) -> Self {
        self.folded.push(' ');
        let mut start = 0;
        for at in 1..=self.tokens.len() {
            let ends = self.tokens.get(at).is_none_or(|token| token.gap >= Break::Sentence) || at - start >= LONGEST;
            if ends && start < at {
                self.sentences.push(start..at);
                start = at;
            }
        }
        self
    }

    /// The same note with other words in places, for matching only: every word
    /// keeps its characters of the note. `others` gives for each word the one to
    /// read, if it is another.
    #[must_use]
    pub fn read_as(&self, others: &[Option<&'static str>]) -> Self {
        let mut read = Self {
            folded: String::with_capacity(self.folded.len() + others.len()),
            tokens: Vec::with_capacity(self.tokens.len()),
            sentences: self.sentences.clone(),
        };
        read.folded.push(' ');
        for (at, token) in self.tokens.iter().enumerate() {
            let start = read.folded.len();
            read.folded.push_str(others.get(at).copied().flatten().unwrap_or_else(|| self.word(at)));
            read.tokens.push(Token { folded: start..read.folded.len(), ..token.clone() });
            read.folded.push(' ');
        }
        read
    }

    /// The folded words, each with a space on both sides.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// The words in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The folded form of a word.
    pub fn word(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |token| &self.folded[token.folded.clone()])
    }

    /// Whether something of a word was blacked out: nobody knows what stood
    /// there, so no phrase skips it.
    pub fn is_blacked_out(&self, token: usize) -> bool {
        self.word(token).contains(NoteText::BLACKED_OUT)
    }

    /// The folded form of several words, with a space between.
    pub fn words(&self, tokens: Range<usize>) -> &str {
        match (self.tokens.get(tokens.start), tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) => &self.folded[first.folded.start..last.folded.end],
            _ => "",
        }
    }

    /// The sentences, as ranges of words; together they hold every word.
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// Which sentence holds a word.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.end <= token)
    }

    /// The word that a byte of the folded text belongs to, or the next one.
    pub fn token_at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|token| token.folded.end <= byte)
    }

    /// The words that share a character with a span; if none does, an empty
    /// range at the next word.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.end() <= span.start());
        let end = self.tokens.partition_point(|token| token.span.start() < span.end());
        start..end.max(start)
    }

    /// The characters from the first to the last of these words.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        match (self.tokens.get(tokens.start), tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) => Span::new(first.span.start(), last.span.end()),
            _ => Span::new(0, 0),
        }
    }
}

/// Builds the folded text character by character.
struct Folder {
    text: Text,
    separator: String,
}

impl Folder {
    fn letter(&mut self, at: usize, letter: char) {
        self.start_word(at, letter);
        self.text.folded.extend(letter.to_lowercase());
        self.end_word(at + 1);
    }

    /// The same for ASCII letters and digits, of which there is at least one.
    fn letters(&mut self, at: usize, letters: &str) {
        self.start_word(at, letters.chars().next().unwrap_or_default());
        let start = self.text.folded.len();
        self.text.folded.push_str(letters);
        self.text.folded[start..].make_ascii_lowercase();
        self.end_word(at + letters.len());
    }

    /// So far goes the word.
    fn end_word(&mut self, at: usize) {
        if let Some(token) = self.text.tokens.last_mut() {
            token.folded.end = self.text.folded.len();
            token.span = Span::new(token.span.start(), at);
        }
    }

    /// Starts a word, unless the last goes on.
    fn start_word(&mut self, at: usize, letter: char) {
        if self.separator.is_empty() && !self.text.tokens.is_empty() {
            return;
        }
        let gap = match self.text.tokens.last() {
            Some(before) => sentence::gap(&self.text.folded[before.folded.clone()], &self.separator, letter),
            None => Break::Paragraph,
        };
        if !self.text.tokens.is_empty() {
            self.text.folded.push(' ');
        }
        let start = self.text.folded.len();
        let capital = letter.is_uppercase();
        self.text.tokens.push(Token { folded: start..start, span: Span::new(at, at), gap, capital });
        self.separator.clear();
    }

    fn separate(&mut self, character: char) {
        self.separator.push(character);
    }
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '‘' | '`' | '´')
}

/// Characters that a reader does not see and a word may hide: soft hyphens
/// (and [`NoteText::FILLER`], which is one), zero-width marks, direction marks.
fn is_invisible(character: char) -> bool {
    debug_assert_eq!(NoteText::FILLER, '\u{ad}');
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
