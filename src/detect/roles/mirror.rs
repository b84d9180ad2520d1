//! Notes in which a man is abused by a woman, read the other way round: "he"
//! as "she", "wife" as "husband". The lexicon is written from the usual case
//! and so holds for both.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt as _};

use crate::detect::text::{Break, Text};

/// Words that are exchanged, each for its neighbour.
const PAIRS: &[(&str, &str)] = &[
    ("he", "she"),
    ("hes", "shes"),
    ("hed", "shed"),
    ("hell", "shell"),
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

/// For each word that is exchanged, the other, and whether it is a man's.
static OTHERS: LazyLock<HashMap<&str, (&str, bool)>> = LazyLock::new(|| {
    let mut others = HashMap::new();
    for &(his, hers) in PAIRS {
        others.entry(his).or_insert((hers, true));
        others.entry(hers).or_insert((his, false));
    }
    others
});

/// Words that do not follow "her" where it means something of hers.
const AFTER_HIM: &[&str] = &[
    "a",
    "about",
    "across",
    "after",
    "again",
    "against",
    "all",
    "alone",
    "along",
    "also",
    "although",
    "always",
    "an",
    "and",
    "another",
    "any",
    "anyone",
    "anything",
    "apart",
    "are",
    "around",
    "as",
    "aside",
    "at",
    "away",
    "back",
    "badly",
    "be",
    "because",
    "been",
    "before",
    "behind",
    "being",
    "between",
    "both",
    "but",
    "by",
    "can",
    "coming",
    "constantly",
    "could",
    "daily",
    "did",
    "directly",
    "do",
    "does",
    "down",
    "during",
    "each",
    "earlier",
    "either",
    "every",
    "everything",
    "except",
    "feel",
    "financially",
    "for",
    "from",
    "going",
    "had",
    "hard",
    "has",
    "have",
    "he",
    "here",
    "herself",
    "himself",
    "how",
    "however",
    "i",
    "if",
    "immediately",
    "in",
    "inside",
    "into",
    "is",
    "it",
    "just",
    "last",
    "later",
    "leaving",
    "like",
    "may",
    "might",
    "must",
    "near",
    "never",
    "no",
    "not",
    "nothing",
    "now",
    "of",
    "off",
    "often",
    "on",
    "once",
    "only",
    "onto",
    "or",
    "out",
    "outside",
    "over",
    "per",
    "physically",
    "regularly",
    "repeatedly",
    "round",
    "sat",
    "sexually",
    "she",
    "should",
    "since",
    "so",
    "some",
    "something",
    "soon",
    "still",
    "straight",
    "than",
    "that",
    "the",
    "themselves",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "to",
    "today",
    "together",
    "tomorrow",
    "tonight",
    "too",
    "toward",
    "towards",
    "twice",
    "under",
    "unless",
    "unsupervised",
    "until",
    "up",
    "verbally",
    "was",
    "we",
    "were",
    "what",
    "whatever",
    "when",
    "whenever",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "why",
    "will",
    "with",
    "without",
    "would",
    "yesterday",
    "yet",
    "you",
];

/// For each word of a note, what it is when the note is read the other way round,
/// if it is another.
pub(in crate::detect) fn others(text: &Text) -> Vec<Option<&'static str>> {
    (0..text.tokens().len()).map(|at| other(text, at)).collect()
}

/// Whether men are named more often than women; in a tie, first. `None` if a
/// note names neither. `others` are its words read the other way round.
pub(in crate::detect) fn men_are_named_more(text: &Text, others: &[Option<&'static str>]) -> Option<bool> {
    let is_man = |at: usize| {
        let word = text.word(at);
        ["him", "his"].contains(&word) || OTHERS.get(word).is_some_and(|(_, his)| *his)
    };
    mostly((0..).zip(others).filter(|(_, other)| other.is_some()).map(|(at, _)| is_man(at)))
}

/// Whether most of these hold; in a tie, whether the first does. `None`
/// without any.
pub(crate) fn mostly(these: impl Iterator<Item = bool>) -> Option<bool> {
    let (mut first, mut balance) = (None, 0_i64);
    for holds in these {
        first.get_or_insert(holds);
        balance += if holds { 1 } else { -1 };
    }
    first.map(|first| if balance == 0 { first } else { balance > 0 })
}

fn other(text: &Text, at: usize) -> Option<&'static str> {
    let word = text.word(at);
    let before = at.checked_sub(1).map_or("", |before| text.word(before));
    match word {
        // A programme, a form of address, "5 mo".
        "dads" if before == "caring" => return None,
        "mrs" if before == "dr" => return None,
        "mo" if before.starts_with(|c: char| c.is_ascii_digit()) => return None,
        "him" | "his" => return Some("her"),
        "mrs" | "miss" => return Some("mr"),
        "mam" | "mom" => return Some("dad"),
        "missus" => return Some("husband"),
        "hers" => return Some("his"),
        // "he'd" and "he'll", folded; without the apostrophe they are other words.
        "hed" | "shed" | "hell" | "shell" if !is_contracted(text, at) => return None,
        "her" => return Some(if is_object(text, at + 1) { "him" } else { "his" }),
        _ => {}
    }
    OTHERS.get(word).map(|(other, _)| *other)
}

/// Whether a word was written with an apostrophe, which folding takes out.
fn is_contracted(text: &Text, at: usize) -> bool {
    text.tokens().get(at).is_some_and(|token| token.span.len() > text.word(at).chars().count())
}

/// Whether "her" in front of this word is somebody rather than somebody's.
fn is_object(text: &Text, next: usize) -> bool {
    text.tokens().get(next).is_none_or(|token| token.gap >= Break::Light)
        || AFTER_HIM.contains(&text.word(next))
        || text.word(next).starts_with(|c: char| c.is_ascii_digit())
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
            ("He said he'd go to hell.", " she said shed go to hell "),
            ("She'll shed light on her.", " hell shed light on him "),
        ] {
            let text = Text::new(note);
            assert_eq!(text.read_as(&others(&text)).folded(), expected);
        }
    }
}
