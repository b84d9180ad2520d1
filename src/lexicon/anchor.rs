//! The fixed words that a phrase cannot match without. The prefilter looks
//! for these alone, in one pass over a note, and everything else about a
//! phrase is checked only where one of them stands.

use super::phrase::Piece;

/// Literals, one of which is in every match, each with a space where a word
/// begins or ends (`" as bad as "`, `" minimis"`). `None` if nothing is fixed.
///
/// Of the choices a phrase offers, the one that the fewest texts contain is
/// taken: long literals, and few of them.
pub fn anchors(pieces: &[Piece]) -> Option<Vec<String>> {
    let (_, best) = rarest(pieces)?;
    let mut literals = Vec::new();
    literals_of(best, &mut literals);
    Some(literals)
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

fn literals_of(stretch: &[Piece], literals: &mut Vec<String>) {
    match stretch {
        [Piece::Words(words)] => literals.extend(words.iter().map(|word| format!(" {word} "))),
        [Piece::Stem(stem)] => literals.push(format!(" {stem}")),
        [Piece::OneOf(choice)] => {
            let best = choice.sequences().iter().filter_map(|one| rarest(one));
            best.for_each(|(_, stretch)| literals_of(stretch, literals));
        }
        several => {
            let words =
                several.iter().filter_map(|piece| if let Piece::Words(words) = piece { words.first() } else { None });
            literals.push(words.fold(String::from(" "), |run, word| run + word + " "));
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
            ("as bad as each other", &[" as bad as each other "][..]),
            ("with [her|his] altercation", &[" altercation "]),
            ("(row|fight) with minimis*", &[" minimis"]),
            ("(her|his) (volatile|stormy) home", &[" volatile ", " stormy "]),
            ("# calls", &[" calls "]),
        ] {
            let phrase = Phrase::parse(phrase, &Terms::default()).unwrap();
            assert_eq!(anchors(phrase.pieces()).unwrap(), expected, "{}", phrase.source());
        }
    }
}
