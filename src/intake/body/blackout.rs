//! Text that was blacked out before the export: bars, `[REDACTED]`, `XXXXX`.
//! Each becomes bars of the same length, so that the rest of the program has
//! one thing to know. It does not guess what stood there, and takes no rule of
//! asterisks and no empty line of a form for one.

use std::iter::repeat_n;
use std::ops::Range;

use crate::note::NoteText;

/// Capitals that stand for a word by themselves, and how many there are at
/// least. Fewer are kisses, sizes and strikes.
const FILLED_IN: &[(char, usize)] = &[('X', 4), ('Q', 5), ('Z', 5)];

/// The most bytes of a remark in brackets, such as `[name redacted]`.
const LONGEST_REMARK: usize = 60;

/// The places of a text that are blacked out, in bytes.
pub(super) fn places(text: &str) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        let free = places.last().is_none_or(|last| last.end <= at);
        if may_begin(byte) && free {
            places.extend(blacked_out(text, at).map(|bytes| at..at + bytes));
        }
    }
    places
}

/// Whether a place may begin with this byte, which begins a character.
pub(super) const fn may_begin(byte: u8) -> bool {
    matches!(byte, b'[' | b'(' | b'<' | b'X' | b'Q' | b'Z' | BAR)
}

/// The first byte of every bar and square in UTF-8.
const BAR: u8 = 0xE2;

/// The text with bars in these places; it has as many characters as before.
pub(super) fn marked(text: &str, places: &[Range<usize>]) -> String {
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for place in places {
        out.push_str(&text[at..place.start]);
        out.extend(repeat_n(NoteText::BLACKED_OUT, text[place.clone()].chars().count()));
        at = place.end;
    }
    out.push_str(&text[at..]);
    out
}

/// How many bytes from `at` are blacked out.
fn blacked_out(text: &str, at: usize) -> Option<usize> {
    let (before, text) = text.split_at_checked(at)?;
    let first = text.chars().next()?;
    match first {
        '[' | '(' | '<' => remark(text, first),
        'X' | 'Q' | 'Z' => filled_in(text, first, before.chars().next_back().unwrap_or(' ')),
        _ => bars(text),
    }
}

fn bars(text: &str) -> Option<usize> {
    let end = |is_bar: fn(char) -> bool| text.find(|char| !is_bar(char)).unwrap_or(text.len());
    let bars = end(|char| matches!(char, '▇' | '█' | '▉' | '▊' | '▋' | '▌' | '▓' | '▒'));
    // One square alone is the mark of an item in a list.
    let squares = end(|char| char == '■');
    Some(if squares >= 3 * '■'.len_utf8() { squares } else { bars }).filter(|bytes| *bytes > 0)
}

fn filled_in(text: &str, first: char, before: char) -> Option<usize> {
    let end = text.find(|char| char != first).unwrap_or(text.len());
    let word_goes_on = before.is_alphanumeric() || text[end..].starts_with(char::is_alphanumeric);
    let enough = FILLED_IN.iter().any(|(char, least)| *char == first && end >= *least);
    (enough && !word_goes_on).then_some(end)
}

/// A remark in brackets that says that something was redacted.
fn remark(text: &str, open: char) -> Option<usize> {
    let close = match open {
        '[' => ']',
        '(' => ')',
        _ => '>',
    };
    let near = &text[..text.floor_char_boundary(LONGEST_REMARK)];
    let end = near.find(close)?;
    let says = |word: &str| word.eq_ignore_ascii_case("redacted") || word.eq_ignore_ascii_case("redaction");
    let mut words = near[1..end].split(|char: char| !char.is_alphanumeric());
    words.any(says).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_ways_of_blacking_out_and_what_is_none() {
        let cases = [
            ("to ████ her", "to ████ her"),
            ("to ▓▓▓ her", "to ███ her"),
            ("seen by [REDACTED].", "seen by ██████████."),
            ("seen by [Name redacted s.40]", "seen by ████████████████████"),
            ("<redacted> said", "██████████ said"),
            ("XXXXX's partner", "█████'s partner"),
            ("ZZZZZ and QQQQQ", "█████ and █████"),
        ];
        for (text, expected) in cases {
            assert_eq!(marked(text, &places(text)), expected, "{text}");
        }
        let none = [
            "love you xxxx",
            "XXX",
            "BZZZZZT",
            "size XXXL",
            "****",
            "Name: ____",
            "■ call school",
            "(see below)",
            "[",
            "",
        ];
        for text in none {
            assert!(places(text).is_empty(), "{text}");
        }
    }
}
