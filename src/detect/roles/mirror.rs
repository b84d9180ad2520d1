//! Notes in which a man is abused by a woman, read the other way round: "he"
//! as "she", "wife" as "husband". The lexicon is written from the usual case
//! and so holds for both.

use crate::detect::text::{Break, Text};

/// Words that are exchanged, each for its neighbour.
const PAIRS: &[(&str, &str)] = &[
    ("he", "she"),
    ("hes", "shes"),
    ("himself", "herself"),
    ("dad", "mum"),
    ("dads", "mums"),
    ("daddy", "mummy"),
    ("father", "mother"),
    ("fathers", "mothers"),
    ("fa", "mo"),
    ("foc", "moc"),
    ("husband", "wife"),
    ("husbands", "wifes"),
    ("boyfriend", "girlfriend"),
    ("bf", "gf"),
    ("stepdad", "stepmum"),
    ("stepfather", "stepmother"),
    ("mr", "ms"),
    ("man", "woman"),
    ("men", "women"),
    ("male", "female"),
    ("males", "females"),
    ("paternal", "maternal"),
];

/// Words that do not follow "her" where it means something of hers.
const AFTER_HIM: &[&str] = &[
    "a",
    "about",
    "after",
    "again",
    "against",
    "all",
    "alone",
    "also",
    "an",
    "and",
    "any",
    "around",
    "as",
    "at",
    "away",
    "back",
    "because",
    "before",
    "being",
    "but",
    "by",
    "down",
    "during",
    "for",
    "from",
    "has",
    "he",
    "i",
    "if",
    "in",
    "into",
    "is",
    "it",
    "last",
    "like",
    "on",
    "or",
    "out",
    "over",
    "she",
    "since",
    "so",
    "that",
    "the",
    "they",
    "this",
    "to",
    "today",
    "until",
    "up",
    "was",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "why",
    "will",
    "with",
    "yesterday",
];

/// The note read the other way round.
pub(in crate::detect) fn mirror(text: &Text) -> Text {
    text.read_as(|at| mirrored(text, at))
}

fn mirrored(text: &Text, at: usize) -> Option<&'static str> {
    let word = text.word(at);
    match word {
        "him" | "his" => return Some("her"),
        "mrs" | "miss" => return Some("mr"),
        "mam" | "mom" => return Some("dad"),
        "missus" => return Some("husband"),
        "hers" => return Some("his"),
        "her" => return Some(if is_object(text, at + 1) { "him" } else { "his" }),
        _ => {}
    }
    let other = |&(a, b): &(&'static str, &'static str)| if word == a { Some(b) } else { (word == b).then_some(a) };
    PAIRS.iter().find_map(other)
}

/// Whether "her" in front of this word is somebody rather than somebody's.
fn is_object(text: &Text, next: usize) -> bool {
    text.tokens().get(next).is_none_or(|token| token.gap >= Break::Light) || AFTER_HIM.contains(&text.word(next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_note_the_other_way_round() {
        for (note, expected) in [
            ("His wife hit him.", " her husband hit her "),
            ("She grabbed her phone and hit him with it", " he grabbed his phone and hit her with it "),
            ("He is scared of her.", " she is scared of him "),
        ] {
            assert_eq!(mirror(&Text::new(note)).folded(), expected);
        }
    }
}
