//! Pairs of notes: the same note with the other sex, or with other names.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;

/// Words of a man in a couple with the same of a woman. Children and
/// grandparents stay as they are.
const SEXES: &[(&str, &str)] = &[
    ("he", "she"),
    ("him", "her"),
    ("himself", "herself"),
    ("man", "woman"),
    ("men", "women"),
    ("male", "female"),
    ("boyfriend", "girlfriend"),
    ("bf", "gf"),
    ("husband", "wife"),
    ("dad", "mum"),
    ("dad", "mam"),
    ("gentleman", "lady"),
    ("father", "mother"),
    ("daddy", "mummy"),
    ("mr", "ms"),
    ("stepdad", "stepmum"),
    ("stepfather", "stepmother"),
];

/// Names of services, which keep their words.
const SERVICES: &[&str] = &["women's aid", "women’s aid", "caring dads", "dr & mrs"];

/// Tools, laws and benefits that look like names.
const TOOLS: &[&str] = &["sara", "dara", "clare", "pip"];

/// Words that do not follow "her" or "his" where they say whose something is.
const NOT_OWNED: &[&str] = &[
    "a", "about", "after", "again", "all", "alone", "an", "and", "as", "at", "away", "back", "be", "because", "before",
    "being", "but", "by", "come", "do", "down", "for", "from", "go", "has", "have", "here", "if", "in", "into", "is",
    "it", "never", "not", "now", "off", "on", "or", "out", "over", "sat", "so", "that", "the", "then", "there", "they",
    "this", "to", "too", "up", "was", "what", "when", "where", "while", "who", "with",
];

/// Names of several origins, to stand for those in the notes.
const NAMES: &[&str] = &[
    "Amina",
    "Yusuf",
    "Priya",
    "Arjun",
    "Katarzyna",
    "Tomasz",
    "Chidinma",
    "Kwame",
    "Ioana",
    "Andrei",
    "Nguyen",
    "Mehmet",
    "Siobhan",
    "Eluned",
    "Xiulan",
    "Rafael",
    "Zainab",
    "Hamza",
    "Oluwaseun",
    "Svetlana",
];

/// Runs of letters, and what stands between them.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    for pair in letters.windows(2) {
        if pair[0].1.is_alphabetic() != pair[1].1.is_alphabetic() {
            parts.push(&text[start..pair[1].0]);
            start = pair[1].0;
        }
    }
    parts.push(&text[start..]);
    parts
}

/// `word` written as `like` is: in capitals, with a capital, or neither.
fn cased(word: &str, like: &str) -> String {
    let capitals = like.chars().count() > 1 && like.chars().all(char::is_uppercase);
    match like.chars().next() {
        Some(_) if capitals => word.to_uppercase(),
        Some(first) if first.is_uppercase() => word[..1].to_uppercase() + &word[1..],
        _ => word.to_owned(),
    }
}

/// Whether a part of a text belongs to the name of a service.
fn is_of_a_service(text: &str, part: Range<usize>) -> bool {
    let low = text.to_ascii_lowercase();
    let within = |(at, name): (usize, &str)| at <= part.start && part.end <= at + name.len();
    SERVICES.iter().any(|name| low.match_indices(name).any(within))
}

/// Whether "his" or "her" at this place says whose the next word is.
fn owns(parts: &[&str], at: usize) -> bool {
    let joined = parts.get(at + 1).is_some_and(|gap| gap.trim().is_empty() && !gap.contains('\n'));
    let owned = |word: &&str| !NOT_OWNED.contains(&word.to_lowercase().as_str());
    joined && parts.get(at + 2).is_some_and(owned)
}

/// The note with victim and perpetrator of the other sex.
pub(crate) fn other_sex(text: &str) -> String {
    let parts = parts(text);
    let mut before = 0;
    let swapped = parts.iter().enumerate().map(|(at, part)| {
        let low = part.to_lowercase();
        let start = before;
        before += part.len();
        if is_of_a_service(text, start..before) {
            return (*part).to_owned();
        }
        let other = match low.as_str() {
            "his" => Some(if owns(&parts, at) { "her" } else { "hers" }),
            "hers" => Some("his"),
            "her" => Some(if owns(&parts, at) { "his" } else { "him" }),
            "mrs" | "miss" => Some("mr"),
            _ => {
                SEXES.iter().find_map(|&(his, hers)| if low == his { Some(hers) } else { (low == hers).then_some(his) })
            }
        };
        other.map_or_else(|| (*part).to_owned(), |other| cased(other, part))
    });
    swapped.collect()
}

/// Forenames that are no words, from the redactor's list.
fn forenames() -> Vec<String> {
    let list = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/redact").join(name);
        fs::read_to_string(path).unwrap()
    };
    let names = list("names.txt");
    let forenames = names.split("[forename]").nth(1).unwrap().split("\n[").next().unwrap().to_owned();
    let words: Vec<String> = list("ordinary.txt").split_whitespace().map(str::to_lowercase).collect();
    forenames.split_whitespace().filter(|name| !words.contains(&name.to_lowercase())).map(str::to_owned).collect()
}

/// The note with names of other origins.
pub(crate) fn other_names(text: &str) -> String {
    static FORENAMES: LazyLock<Vec<String>> = LazyLock::new(forenames);
    let mut given: BTreeMap<String, usize> = BTreeMap::new();
    let renamed = parts(text).into_iter().map(|part| {
        let is_name = part.starts_with(char::is_uppercase)
            && !TOOLS.contains(&part.to_lowercase().as_str())
            && FORENAMES.iter().any(|name| name.eq_ignore_ascii_case(part));
        if !is_name {
            return part.to_owned();
        }
        let next = given.len();
        let number = *given.entry(part.to_lowercase()).or_insert(next);
        cased(NAMES[(number + text.len()) % NAMES.len()], part)
    });
    renamed.collect()
}
