//! The fixed words that a phrase cannot match without. The prefilter looks
//! for these alone, in one pass over a note, and everything else about a
//! phrase is checked only where one of them stands.

use super::phrase::{Piece, Sequence};

/// Literals, one of which is in every match, each with a space where a word
/// begins or ends (`" as bad as "`, `" minimis"`). `None` if nothing is fixed.
///
/// Of the choices a phrase offers, the one that the fewest texts contain is
/// taken: long literals, and few of them.
pub fn anchors(pieces: &[Piece]) -> Option<Vec<String>> {
    let mut candidates = runs(pieces);
    candidates.extend(pieces.iter().filter_map(piece_anchors));
    candidates.into_iter().min_by(|a, b| cost(a).total_cmp(&cost(b)))
}

/// How often such literals stand in text, roughly: each letter makes a word
/// four times rarer.
fn cost(literals: &[String]) -> f64 {
    literals.iter().map(|literal| 0.25_f64.powi(i32::try_from(literal.len()).unwrap_or(64))).sum()
}

/// Neighbouring single words, joined: rarer than any one of them.
fn runs(pieces: &[Piece]) -> Vec<Vec<String>> {
    let mut runs = Vec::new();
    let mut run = String::from(" ");
    for piece in pieces {
        match piece {
            Piece::Words(words) if words.len() == 1 => {
                run.push_str(&words[0]);
                run.push(' ');
            }
            _ => runs.extend(close(&mut run)),
        }
    }
    runs.extend(close(&mut run));
    runs
}

fn close(run: &mut String) -> Option<Vec<String>> {
    let literal = std::mem::replace(run, String::from(" "));
    (literal.len() > 1).then(|| vec![literal])
}

fn piece_anchors(piece: &Piece) -> Option<Vec<String>> {
    match piece {
        Piece::Words(words) => Some(words.iter().map(|word| format!(" {word} ")).collect()),
        Piece::Stem(stem) => Some(vec![format!(" {stem}")]),
        Piece::OneOf(all) => {
            all.iter().map(|one: &Sequence| anchors(one)).collect::<Option<Vec<_>>>().map(|all| all.concat())
        }
        Piece::Number | Piece::Maybe(_) | Piece::Gap(_) => None,
    }
}
