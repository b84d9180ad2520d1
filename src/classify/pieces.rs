//! Words to the pieces that the tagger knows: the longest from the start of
//! the word, then the longest of what is left (`WordPiece`, as BERT has it).

use std::collections::HashMap;

use super::reading::Word;
use crate::note::Span;

/// Letters of a word that are looked up at once.
const LONGEST: usize = 40;

/// A piece's number in the vocabulary.
pub(super) type PieceId = u32;

/// A piece and the word it is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) id: PieceId,
    /// The whole word, in characters of the note.
    pub(super) word: Span,
}

/// The pieces there are.
#[derive(Clone, Debug)]
pub(super) struct Vocabulary {
    ids: HashMap<&'static str, PieceId>,
    pub(super) start: PieceId,
    pub(super) end: PieceId,
    unknown: PieceId,
}

impl Vocabulary {
    pub(super) fn new() -> Self {
        let ids: HashMap<_, _> = include_str!("model/pieces.txt").lines().zip(0..).collect();
        let id = |piece| ids.get(piece).copied().unwrap_or_default();
        let (start, end, unknown) = (id("[CLS]"), id("[SEP]"), id("[UNK]"));
        Self { ids, start, end, unknown }
    }

    /// The pieces of these words, in their order.
    pub(super) fn pieces(&self, words: &[Word]) -> Vec<Piece> {
        let of_word = |word: &Word| -> Vec<Piece> {
            let ids = self.split(&word.form).unwrap_or_else(|| vec![self.unknown]);
            ids.into_iter().map(|id| Piece { id, word: word.span }).collect()
        };
        words.iter().flat_map(of_word).collect()
    }

    /// `None` if a part of the word is in no piece.
    fn split(&self, form: &str) -> Option<Vec<PieceId>> {
        let (mut ids, mut rest) = (Vec::new(), form);
        while !rest.is_empty() {
            let (length, id) = self.longest(rest, ids.is_empty())?;
            ids.push(id);
            rest = &rest[length..];
        }
        Some(ids)
    }

    /// The longest piece at the start of `rest`, with its length in bytes.
    fn longest(&self, rest: &str, first: bool) -> Option<(usize, PieceId)> {
        let ends = rest.char_indices().map(|(at, sign)| at + sign.len_utf8()).take(LONGEST).collect::<Vec<_>>();
        ends.into_iter().rev().find_map(|end| {
            let part = &rest[..end];
            let id = if first { self.ids.get(part) } else { self.ids.get(format!("##{part}").as_str()) };
            Some((end, *id?))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::reading::Reader;
    use super::*;

    fn split(text: &str) -> Vec<String> {
        let vocabulary = Vocabulary::new();
        let names: Vec<&str> = include_str!("model/pieces.txt").lines().collect();
        let pieces = vocabulary.pieces(&Reader::new().read(text));
        pieces.into_iter().map(|piece| names[piece.id as usize].to_owned()).collect()
    }

    #[test]
    fn takes_the_longest_piece_first() {
        assert_eq!(split("minimising"), ["mini", "##mis", "##ing"]);
        assert_eq!(split("she said 😀 no"), ["she", "said", "[UNK]", "no"]);
    }

    #[test]
    fn a_word_of_any_length_comes_to_an_end() {
        assert!(!split(&"a".repeat(100_000)).is_empty());
    }
}
