//! The fixed words that a phrase cannot match without. The prefilter looks
//! for these alone, in one pass over a note, and everything else about a
//! phrase is checked only where one of them stands.

use super::phrase::Piece;

/// A word that every match of a phrase, or of one of its alternatives, holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Anchor {
    /// This word.
    Word(Box<str>),
    /// A word that begins so.
    Stem(Box<str>),
}

/// Words, one of which is in every match. `None` if nothing is fixed.
///
/// Of the choices a phrase offers, the one that the fewest texts contain is
/// taken: long words, and few of them.
pub fn anchors(pieces: &[Piece]) -> Option<Vec<Anchor>> {
    let (_, best) = rarest(pieces)?;
    let mut anchors = Vec::new();
    anchors_of(best, &mut anchors);
    anchors.sort();
    anchors.dedup();
    Some(anchors)
}

/// How often the rarest stretch of a phrase stands in text; `None` if nothing
/// in it is fixed.
pub(super) fn commonness(pieces: &[Piece]) -> Option<f64> {
    rarest(pieces).map(|(common, _)| common)
}

/// The stretch of a phrase that is rarest in text, and how common it is.
fn rarest(pieces: &[Piece]) -> Option<(f64, &[Piece])> {
    let stretches = (0..pieces.len()).filter_map(|start| {
        let stretch = &pieces[start..start + single_words(&pieces[start..]).max(1)];
        Some((commonness_of(stretch)?, stretch))
    });
    stretches.min_by(|(a, _), (b, _)| a.total_cmp(b))
}

/// How many single fixed words stand at the start of the pieces.
fn single_words(pieces: &[Piece]) -> usize {
    pieces.iter().take_while(|piece| matches!(piece, Piece::Words(words) if words.len() == 1)).count()
}

/// How often such a stretch stands in text, roughly: each letter makes a word
/// four times rarer. Neighbouring single words are as rare as one long word.
fn commonness_of(stretch: &[Piece]) -> Option<f64> {
    let word = |word: &str| 0.25_f64.powi(i32::try_from(word.len() + 1).unwrap_or(64));
    match stretch {
        [Piece::Words(words)] => Some(words.iter().map(|one| word(one)).sum()),
        [Piece::Stem(stem)] => Some(word(stem) * 4.0),
        [Piece::OneOf(choice)] => choice.commonness(),
        [] | [Piece::Number | Piece::Maybe(_) | Piece::Gap(_)] => None,
        several => several.iter().map(|piece| commonness_of(std::slice::from_ref(piece))).product(),
    }
}

/// Of neighbouring single words, the longest.
fn anchors_of(stretch: &[Piece], anchors: &mut Vec<Anchor>) {
    match stretch {
        [Piece::Words(words)] => anchors.extend(words.iter().cloned().map(Anchor::Word)),
        [Piece::Stem(stem)] => anchors.push(Anchor::Stem(stem.clone())),
        [Piece::OneOf(choice)] => {
            let best = choice.sequences().iter().filter_map(|one| rarest(one));
            best.for_each(|(_, stretch)| anchors_of(stretch, anchors));
        }
        several => {
            let word = |piece: &Piece| if let Piece::Words(words) = piece { words.first().cloned() } else { None };
            let longest = several.iter().filter_map(word).rev().max_by_key(|word| word.len());
            anchors.extend(longest.map(Anchor::Word));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Phrase, Terms};
    use super::*;

    #[test]
    fn takes_the_rarest_words_of_a_phrase() {
        for (phrase, expected) in [
            ("as bad as each other", &["other"][..]),
            ("with [her|his] altercation", &["altercation"]),
            ("(row|fight) with minimis*", &["minimis*"]),
            ("(her|his) (volatile|stormy) home", &["stormy", "volatile"]),
            ("# calls", &["calls"]),
        ] {
            let phrase = Phrase::parse(phrase, &Terms::default()).unwrap();
            let anchors = anchors(phrase.pieces()).unwrap().into_iter().map(|anchor| match anchor {
                Anchor::Word(word) => word.to_string(),
                Anchor::Stem(stem) => format!("{stem}*"),
            });
            assert_eq!(anchors.collect::<Vec<_>>(), expected, "{}", phrase.source());
        }
    }
}
