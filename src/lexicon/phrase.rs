//! The phrase language: what a practitioner writes in `phrases`, `unless` and
//! cues, parsed into pieces. It neither reads files nor matches text; the
//! marks are listed in `lexicons/README.md`.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::choice::{Choice, is_fixed};
use super::terms::Terms;

/// One phrase: text that has been read once, and is known to be sound.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase(Box<str>);

/// Pieces that must follow one another.
pub type Sequence = Vec<Piece>;

/// What one place of a phrase accepts.
#[derive(Clone, Debug)]
pub enum Piece {
    /// One word out of a sorted list (usually a list of one).
    Words(Arc<[Box<str>]>),
    /// A word that begins so: `minimis*`.
    Stem(Box<str>),
    /// Digits: `#`.
    Number,
    /// One of several sequences.
    OneOf(Arc<Choice>),
    /// One of several sequences, or nothing.
    Maybe(Arc<Choice>),
    /// Up to so many words of any kind.
    Gap(usize),
}

/// A mistake in a phrase, at a byte of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct PhraseError {
    /// What is wrong and what to do.
    pub message: String,
    /// Where, in bytes from the start of the phrase.
    pub at: usize,
}

impl Phrase {
    /// Reads a phrase; slots and irregular verbs come from `terms`.
    ///
    /// # Errors
    /// An unclosed or empty bracket, too many inside one another, an unknown slot, a gap at either end, or
    /// a phrase without a single fixed word, which would match everywhere.
    pub fn parse(source: &str, terms: &Terms) -> Result<Self, PhraseError> {
        check_ends(&read(source, terms)?, source)?;
        Ok(Self(source.split_whitespace().collect::<Vec<_>>().join(" ").into()))
    }

    /// The phrase as it stands in the file, on one line.
    pub fn source(&self) -> &str {
        &self.0
    }

    /// Its pieces, in order. With other terms than it was read with, it may
    /// have none.
    pub fn pieces(&self, terms: &Terms) -> Sequence {
        read(&self.0, terms).unwrap_or_default()
    }
}

/// The pieces of a phrase.
fn read(source: &str, terms: &Terms) -> Result<Sequence, PhraseError> {
    let mut parser = Parser { source, at: 0, depth: 0, terms };
    let pieces = parser.sequence()?;
    if parser.at < source.len() {
        return Err(parser.error("a closing bracket without an opening one"));
    }
    Ok(pieces)
}

/// A gap at an end would add words that nobody meant; an optional or a number
/// alone would match everywhere.
fn check_ends(pieces: &[Piece], source: &str) -> Result<(), PhraseError> {
    let fail = |message: &str, at| Err(PhraseError { message: message.to_owned(), at });
    match (pieces.first(), pieces.last()) {
        (None, _) | (_, None) => fail("an empty phrase", 0),
        (Some(Piece::Gap(_)), _) => fail("a phrase cannot begin with a gap", 0),
        (_, Some(Piece::Gap(_))) => fail("a phrase cannot end with a gap", source.trim_end().len().saturating_sub(1)),
        _ if !is_fixed(pieces) => fail("a phrase needs at least one fixed word", 0),
        _ => Ok(()),
    }
}

/// How many brackets may be inside one another; nobody could read as many.
const DEEPEST: usize = 32;

/// A recursive descent over the characters of one phrase.
struct Parser<'a> {
    source: &'a str,
    at: usize,
    /// Brackets open.
    depth: usize,
    terms: &'a Terms,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        &self.source[self.at..]
    }

    fn error(&self, message: &str) -> PhraseError {
        PhraseError { message: message.to_owned(), at: self.at }
    }

    /// Pieces up to a `|`, a closing bracket or the end.
    fn sequence(&mut self) -> Result<Sequence, PhraseError> {
        let mut pieces = Sequence::new();
        while let Some(next) = self.rest().chars().next() {
            match next {
                ')' | ']' | '|' => break,
                '(' => pieces.push(Piece::OneOf(self.alternatives(')')?)),
                '[' => pieces.push(Piece::Maybe(self.alternatives(']')?)),
                '{' => pieces.push(self.slot()?),
                _ if next.is_whitespace() => self.at += next.len_utf8(),
                _ if self.rest().starts_with("...") => pieces.push(self.gap(3, 5)),
                _ if self.rest().starts_with("..") => pieces.push(self.gap(2, 2)),
                _ => self.word(&mut pieces)?,
            }
        }
        Ok(pieces)
    }

    fn gap(&mut self, length: usize, words: usize) -> Piece {
        self.at += length;
        Piece::Gap(words)
    }

    /// What stands between a bracket and `close`.
    fn alternatives(&mut self, close: char) -> Result<Arc<Choice>, PhraseError> {
        let opened = self.error("this bracket is not closed");
        if self.depth == DEEPEST {
            return Err(self.error(&format!("more than {DEEPEST} brackets inside one another")));
        }
        self.depth += 1;
        let mut all = Vec::new();
        loop {
            self.at += 1;
            let sequence = self.sequence()?;
            if sequence.is_empty() {
                return Err(self.error("nothing between these brackets or bars"));
            }
            all.push(sequence);
            match self.rest().chars().next() {
                Some('|') => {}
                Some(found) if found == close => break,
                _ => return Err(opened),
            }
        }
        (self.at, self.depth) = (self.at + 1, self.depth - 1);
        Ok(Arc::new(Choice::new(all)))
    }

    fn slot(&mut self) -> Result<Piece, PhraseError> {
        let Some(length) = self.rest().find('}') else {
            return Err(self.error("this brace is not closed"));
        };
        let name = self.rest()[1..length].to_owned();
        let terms = self.terms.slot(&name).map_err(|error| self.error(&error.to_string()))?;
        self.at += length + 1;
        Ok(Piece::OneOf(terms))
    }

    fn word(&mut self, pieces: &mut Sequence) -> Result<(), PhraseError> {
        let length = self.rest().find(|c: char| c.is_whitespace() || "()[]{}|".contains(c));
        let written = self.rest()[..length.unwrap_or(self.rest().len())].to_owned();
        let parsed = word_pieces(&written, self.terms);
        pieces.extend(parsed.map_err(|message| self.error(&message))?);
        self.at += written.len();
        if self.rest().starts_with(['(', '[', '{']) {
            return Err(
                self.error("a bracket cannot stand for part of a word: write both words, or put a space before it")
            );
        }
        Ok(())
    }
}

/// One written word: `argue~`, `minimis*`, `#`, `step-dad`, `b/f`, `can't`.
fn word_pieces(written: &str, terms: &Terms) -> Result<Sequence, String> {
    if written == "#" {
        return Ok(vec![Piece::Number]);
    }
    let (stem, mark) = match written.strip_suffix(['*', '~']) {
        Some(stem) => (stem, written.chars().last()),
        None => (written, None),
    };
    if let Some(odd) = stem.chars().find(|&c| !(c.is_alphanumeric() || "-/.&+'’%£".contains(c))) {
        return Err(format!("`{odd}` has no meaning here"));
    }
    let parts: Vec<String> = stem.split('-').map(fold).filter(|part| !part.is_empty()).collect();
    let apart = parts.iter().flat_map(|part| part.split(' ').map(str::to_owned)).collect::<Vec<_>>();
    if apart.is_empty() {
        return Err(format!("`{written}` holds no letter or digit"));
    }
    let spaced = with_mark(apart, mark, terms);
    if parts.len() < 2 {
        return Ok(spaced);
    }
    let joined = with_mark(vec![parts.concat()], mark, terms);
    Ok(vec![Piece::OneOf(Arc::new(Choice::new(vec![spaced, joined])))])
}

/// Lower case, without apostrophes, other signs as spaces: the form in which
/// notes are matched.
fn fold(word: &str) -> String {
    let kept = word.chars().filter(|c| !"'’".contains(*c)).flat_map(char::to_lowercase);
    let spaced: String = kept.map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words as pieces; the mark, if any, belongs to the last.
fn with_mark(words: Vec<String>, mark: Option<char>, terms: &Terms) -> Sequence {
    let last = words.len() - 1;
    let piece = |(index, word): (usize, String)| match mark {
        Some('*') if index == last => Piece::Stem(word.into()),
        Some('~') if index == last => words_piece(terms.verb_forms(&word)),
        _ => words_piece(vec![word]),
    };
    words.into_iter().enumerate().map(piece).collect()
}

/// A piece that accepts any of these words.
fn words_piece(mut words: Vec<String>) -> Piece {
    words.sort();
    words.dedup();
    Piece::Words(words.into_iter().map(String::into_boxed_str).collect())
}
