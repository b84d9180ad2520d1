//! From passages that the classifier points at to phrases that the lexicon may
//! lack: runs of words that passages of one indicator share, in several notes.
//! It suggests; whether a phrase becomes an entry, with a reason and examples,
//! is for a practitioner to decide.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::Indicator;

/// Words of a suggested phrase.
const SHORTEST: usize = 2;
const LONGEST: usize = 6;
/// Examples of each.
const EXAMPLES: usize = 3;

/// A passage that the classifier pointed at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointed {
    /// What it is like.
    pub indicator: Indicator,
    /// Its words, redacted: a word in square brackets stands for what was
    /// taken out.
    pub words: String,
    /// Which note of the audit.
    pub note: usize,
}

/// A phrase that the lexicon may lack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What the passages are like.
    pub indicator: Indicator,
    /// The words, in small letters.
    pub phrase: String,
    /// How many notes have them in such a passage.
    pub notes: usize,
    /// Some of the passages.
    pub examples: Vec<String>,
}

/// Words that make no phrase by themselves.
const SMALL: &[&str] = &[
    "a", "about", "all", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do",
    "does", "for", "from", "had", "has", "have", "he", "her", "him", "his", "i", "if", "in", "is", "it", "its", "me",
    "my", "no", "not", "of", "on", "or", "our", "out", "s", "she", "so", "t", "that", "the", "their", "them", "then",
    "there", "they", "this", "to", "up", "us", "was", "we", "were", "what", "when", "which", "who", "will", "with",
    "would", "you",
];

/// Whether words, in small letters, make a phrase: one of them is no small word.
pub(crate) fn says_something<'w>(mut words: impl Iterator<Item = &'w str>) -> bool {
    words.any(|word| word.chars().count() > 2 && !SMALL.contains(&word))
}

/// A phrase of one indicator, with the passages it stands in.
struct Shared {
    indicator: Indicator,
    phrase: Vec<String>,
    notes: usize,
    passages: Vec<usize>,
}

impl Shared {
    /// Whether this one has the other's words and more, in as many notes.
    fn makes_needless(&self, shorter: &Self) -> bool {
        self.notes == shorter.notes && self.indicator == shorter.indicator && holds(&self.phrase, &shorter.phrase)
    }

    fn suggestion(self, pointed: &[Pointed]) -> Suggestion {
        let mut seen = BTreeSet::new();
        let words = self.passages.iter().map(|&passage| pointed[passage].words.as_str());
        let examples = words.filter(|&words| seen.insert(words)).take(EXAMPLES).map(str::to_owned).collect();
        Suggestion { indicator: self.indicator, phrase: self.phrase.join(" "), notes: self.notes, examples }
    }
}

/// The phrases that passages of one indicator share in at least `least` notes,
/// those in most notes first. A phrase is left out if a longer one stands in
/// as many.
pub fn suggestions(pointed: &[Pointed], least: usize) -> Vec<Suggestion> {
    let mut places: BTreeMap<(Indicator, Vec<String>), Vec<usize>> = BTreeMap::new();
    for (number, passage) in pointed.iter().enumerate() {
        for phrase in phrases(&passage.words) {
            places.entry((passage.indicator, phrase)).or_default().push(number);
        }
    }
    let notes =
        |passages: &[usize]| passages.iter().map(|&passage| pointed[passage].note).collect::<BTreeSet<_>>().len();
    let shared = places.into_iter().map(|((indicator, phrase), passages)| Shared {
        indicator,
        phrase,
        notes: notes(&passages),
        passages,
    });
    let mut found: Vec<Shared> = shared.filter(|shared| shared.notes >= least.max(1)).collect();
    found.sort_by_key(|shared| (Reverse(shared.notes), Reverse(shared.phrase.len())));
    let mut kept: Vec<Shared> = Vec::new();
    for shared in found {
        if !kept.iter().any(|longer| longer.makes_needless(&shared)) {
            kept.push(shared);
        }
    }
    kept.into_iter().map(|shared| shared.suggestion(pointed)).collect()
}

fn holds(longer: &[String], shorter: &[String]) -> bool {
    longer.len() > shorter.len() && longer.windows(shorter.len()).any(|part| part == shorter)
}

/// Every run of words of the right length that says something, each once.
fn phrases(words: &str) -> BTreeSet<Vec<String>> {
    // What was taken out parts the text: no phrase goes across it.
    let shown = words.split('[').map(|part| part.split_once(']').map_or(part, |(_, rest)| rest));
    let parts = shown.flat_map(|part| part.split(['.', ',', ';', ':', '!', '?', '"', '(', ')', '\n'])).map(|part| {
        let words = part.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’' || c == '-'));
        words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect::<Vec<_>>()
    });
    let says = |phrase: &&[String]| says_something(phrase.iter().map(String::as_str));
    let mut found = BTreeSet::new();
    for part in parts {
        for length in SHORTEST..=LONGEST {
            found.extend(part.windows(length).filter(says).map(<[String]>::to_vec));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pointed(passages: &[(usize, &str)]) -> Vec<Pointed> {
        let point = |&(note, words): &(usize, &str)| Pointed {
            indicator: "minimising.mutual".parse().unwrap(),
            words: words.to_owned(),
            note,
        };
        passages.iter().map(point).collect()
    }

    #[test]
    fn suggests_the_longest_run_that_several_notes_share() {
        let found = suggestions(
            &pointed(&[
                (1, "both need to take a breath"),
                (2, "They both need to calm it"),
                (3, "both need to grow up"),
                (3, "nothing alike"),
            ]),
            3,
        );
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].phrase.as_str(), found[0].notes), ("both need to", 3));
        assert_eq!(found[0].examples[0], "both need to take a breath");
    }

    #[test]
    fn a_note_counts_once_and_small_words_make_no_phrase() {
        assert!(suggestions(&pointed(&[(1, "as bad as each other"), (1, "as bad as each other")]), 2).is_empty());
        assert!(suggestions(&pointed(&[(1, "it is what it is"), (2, "it is what it is")]), 2).is_empty());
    }

    #[test]
    fn no_phrase_goes_across_what_was_taken_out() {
        let found = suggestions(&pointed(&[(1, "shouting [person 1] matches"), (2, "shouting [person 1] matches")]), 2);
        assert!(found.is_empty(), "{found:?}");
    }
}
