//! The searched text as words, each with its shape and what stands before
//! it. Refuses to say which are names.

use super::mask::Mask;
use super::vocabulary::{Class, Vocabulary};

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `kayleigh`
    Lower,
    /// `Kayleigh`, `McARA`
    Capital,
    /// `HALLWORTH`, `DVPNs`
    Caps,
    /// One capital letter.
    Initial,
    /// Digits.
    Number,
    /// Something already redacted.
    Masked,
}

/// What stands between a word and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing before, or the end of a sentence, a quotation mark, a bracket.
    Stop,
    /// A line break and white space.
    Line,
    /// Spaces.
    Space,
    /// Nothing at all, as in `26yrs`.
    Joined,
    /// A hyphen.
    Hyphen,
    /// A full stop, which may belong to an abbreviation.
    Dot,
    /// A colon.
    Colon,
    /// A comma, an ampersand, a slash, an opening bracket.
    List,
}

/// A word, a number, or a mask.
#[derive(Clone, Debug)]
pub(super) struct Word<'t> {
    /// The first byte.
    pub(super) start: usize,
    /// One past the last byte, a possessive `'s` left out.
    pub(super) end: usize,
    /// In lower case, without a possessive `'s`.
    pub(super) key: &'t str,
    pub(super) shape: Shape,
    pub(super) class: Class,
    pub(super) before: Gap,
    /// Whether `'s` follows.
    pub(super) possessive: bool,
}

impl Word<'_> {
    pub(super) fn is(&self, class: Class) -> bool {
        self.class.is(class)
    }

    pub(super) fn is_one_of(&self, keys: &[&str]) -> bool {
        keys.contains(&self.key)
    }

    /// Written as a name may be.
    pub(super) fn is_raised(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Caps)
    }

    /// Whether anything is known of it but that it could be a name.
    pub(super) fn is_unknown(&self) -> bool {
        self.class.is_unknown()
    }
}

/// What stands before a second capital in a name.
const NAME_STARTS: &[&str] = &["Mc", "Mac", "De", "La", "Le", "Fitz", "Du", "Van", "Di", "Da", "El", "Al"];

/// The words of `text`; `lower` is the same in lower case.
pub(super) fn split<'t>(text: &str, lower: &'t str, vocabulary: &Vocabulary) -> Vec<Word<'t>> {
    let mut words = Vec::new();
    let mut gap_from = 0;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let length = token(&text[at..]);
        if length == 0 {
            at += c.len_utf8();
            continue;
        }
        let before = gap(&text[gap_from..at], words.is_empty());
        words.push(word(at, &text[at..at + length], &lower[at..at + length], before, vocabulary));
        at += length;
        gap_from = at;
    }
    words
}

/// How a text as a whole is written, which decides what a capital says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// With capitals where they belong.
    Mixed,
    /// In capitals: they say nothing.
    Loud,
    /// Without capitals: their absence says nothing.
    Quiet,
}

impl Manner {
    pub(super) fn of(text: &str) -> Self {
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let raised = text.chars().filter(|c| c.is_uppercase()).count();
        let capital = text.chars().zip(text.chars().skip(1)).any(|(a, b)| a.is_uppercase() && b.is_lowercase());
        match (raised * 10 > letters * 6, capital) {
            (true, _) => Self::Loud,
            (false, true) => Self::Mixed,
            (false, false) => Self::Quiet,
        }
    }
}

/// The length in bytes of the word, number or mask that `rest` begins with.
fn token(rest: &str) -> usize {
    if let Some(length) = Mask::label_at(rest) {
        return length;
    }
    let run = |inside: fn(char) -> bool| rest.find(|c| !inside(c)).unwrap_or(rest.len());
    match rest.chars().next() {
        Some(c) if c.is_numeric() => run(char::is_numeric),
        Some(c) if c.is_alphabetic() => letters(rest, run),
        _ => 0,
    }
}

/// Letters, with apostrophes between them.
fn letters(rest: &str, run: impl Fn(fn(char) -> bool) -> usize) -> usize {
    let mut length = run(char::is_alphabetic);
    while let Some(more) = rest[length..].strip_prefix('\'') {
        let next = more.find(|c: char| !c.is_alphabetic()).unwrap_or(more.len());
        if next == 0 {
            break;
        }
        length += 1 + next;
    }
    length
}

fn word<'t>(start: usize, text: &str, lower: &'t str, before: Gap, vocabulary: &Vocabulary) -> Word<'t> {
    let stem = lower.strip_suffix("'s").filter(|stem| !stem.is_empty());
    let mut key = stem.unwrap_or(lower);
    let shape = shape(text.get(..key.len()).unwrap_or(text));
    if shape == Shape::Caps && text.ends_with('s') {
        key = key.strip_suffix('s').unwrap_or(key);
    }
    let class = if matches!(shape, Shape::Number | Shape::Masked) { Class::default() } else { vocabulary.class(key) };
    Word { start, end: start + stem.unwrap_or(lower).len(), key, shape, class, before, possessive: stem.is_some() }
}

fn shape(text: &str) -> Shape {
    let mut chars = text.chars();
    let first = chars.next().unwrap_or(' ');
    let plural = text.strip_suffix('s').unwrap_or(text);
    match first {
        '[' => Shape::Masked,
        _ if first.is_numeric() => Shape::Number,
        _ if !first.is_uppercase() => Shape::Lower,
        _ if chars.next().is_none() => Shape::Initial,
        _ if plural.len() > 1 && !plural.chars().any(char::is_lowercase) => Shape::Caps,
        _ if is_coined(text) => Shape::Lower,
        _ => Shape::Capital,
    }
}

/// `WhatsApp` and `TecSOS` have capitals that say nothing; `McARA` does not.
fn is_coined(text: &str) -> bool {
    let second = text.char_indices().skip(1).find(|(_, c)| c.is_uppercase());
    let head = second.and_then(|(at, _)| text.get(..at));
    head.is_some_and(|head| !NAME_STARTS.contains(&head) && !head.ends_with('\''))
}

fn gap(between: &str, first: bool) -> Gap {
    if first {
        return Gap::Stop;
    }
    match between.trim_matches(' ') {
        "" if between.is_empty() => Gap::Joined,
        // "St Agnes' Infants"
        "" | "'" => Gap::Space,
        "-" if between == "-" => Gap::Hyphen,
        "." => Gap::Dot,
        ":" => Gap::Colon,
        "," | ")," | "&" | "+" | "/" | "(" => Gap::List,
        other if other.trim().is_empty() => Gap::Line,
        _ => Gap::Stop,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split_up(text: &str) -> Vec<(String, Shape, Gap)> {
        let lower = text.to_ascii_lowercase();
        let words = split(text, &lower, &Vocabulary::new());
        words.into_iter().map(|w| (text[w.start..w.end].to_owned(), w.shape, w.before)).collect()
    }

    #[test]
    fn a_word_knows_its_shape_and_what_stands_before() {
        let found = split_up("Dean's mum, HV O'Brien (26yrs): B");
        let expected = [
            ("Dean", Shape::Capital, Gap::Stop),
            ("mum", Shape::Lower, Gap::Space),
            ("HV", Shape::Caps, Gap::List),
            ("O'Brien", Shape::Capital, Gap::Space),
            ("26", Shape::Number, Gap::List),
            ("yrs", Shape::Lower, Gap::Joined),
            ("B", Shape::Initial, Gap::Stop),
        ];
        assert_eq!(found, expected.map(|(text, shape, gap)| (text.to_owned(), shape, gap)));
    }

    #[test]
    fn what_is_redacted_is_one_word() {
        assert_eq!(split_up("DOB [date of birth]")[1].1, Shape::Masked);
    }

    #[test]
    fn hears_capitals() {
        for (text, manner) in [
            ("IP STATES Kyle hit her", Manner::Mixed),
            ("MUM STATES KYLE HIT HER", Manner::Loud),
            ("mum states kyle hit her, MARAC", Manner::Quiet),
            ("", Manner::Quiet),
        ] {
            assert_eq!(Manner::of(text), manner, "{text}");
        }
    }
}
