//! Text that was written as UTF-8 and read as Windows-1252 before it came
//! here: `â€™` for `’`, `Ã©` for `é`, once or several times over. It is put
//! right where it can have been nothing else; every character keeps its place.

use super::fill;

/// What Windows-1252 has in the places of control characters, from 0x80.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The letters that a garbled character begins with. Others do so too, and
/// are as likely to be themselves: É in capitals before a quotation mark.
const FIRST: [char; 9] = ['Â', 'Ã', 'Ä', 'Å', 'Æ', 'Ë', 'â', 'ï', 'ð'];

/// The first byte in UTF-8 of each of them.
pub(super) const FIRST_BYTE: u8 = 0xC3;

/// Text that was garbled more often is beyond reading.
const MOST_TIMES: usize = 4;

/// A place, with what it says when it is put right.
struct Place<'t> {
    /// The text in front of it, back to the last place.
    before: &'t str,
    garbled: &'t str,
    repaired: Vec<char>,
}

/// How many places of a text are garbled, those that nobody can put right
/// among them.
pub(in crate::intake) fn places(text: &str) -> usize {
    // As far as the first letter that could begin one, by bytes: most texts have none.
    let Some(first) = text.bytes().position(|byte| byte == FIRST_BYTE) else { return 0 };
    each(&text[first..]).0.len()
}

/// The text put right, with fillers in the places that fall free;
/// `None` if nothing is garbled.
pub(in crate::intake) fn repaired(text: &str) -> Option<String> {
    text.bytes().any(|byte| byte == FIRST_BYTE).then_some(())?;
    let (places, rest) = each(text);
    (!places.is_empty()).then_some(())?;
    let mut out = String::with_capacity(text.len());
    for Place { before, garbled, repaired } in places {
        out.push_str(before);
        let free = garbled.chars().count().saturating_sub(repaired.len());
        out.extend(repaired);
        fill(&mut out, free);
    }
    out.push_str(rest);
    Some(out)
}

/// The garbled places of a text, and what stands behind the last.
fn each(text: &str) -> (Vec<Place<'_>>, &str) {
    let (mut places, mut done, mut at) = (Vec::new(), 0, 0);
    while let Some(next) = text[at..].find(FIRST) {
        let start = at + next;
        let run = &text[start..];
        let run = &run[..run.find(|char| byte(char).is_none()).unwrap_or(run.len())];
        let repaired = put_right(run);
        at = start + run.len();
        if repaired.is_some() || run.contains("\u{e2}€") {
            let repaired = repaired.unwrap_or_else(|| run.chars().collect());
            places.push(Place { before: &text[done..start], garbled: run, repaired });
            done = at;
        }
    }
    (places, &text[done..])
}

/// A run of characters put right, as often as it was garbled; `None` if it
/// was not.
fn put_right(run: &str) -> Option<Vec<char>> {
    let once = decoded(&run.chars().collect::<Vec<_>>())?;
    let again = |text: &Vec<char>| decoded(text);
    std::iter::successors(Some(once), again).take(MOST_TIMES).last()
}

/// The run with every garbled character read; `None` if there is none.
fn decoded(run: &[char]) -> Option<Vec<char>> {
    let (mut out, mut rest, mut any) = (Vec::with_capacity(run.len()), run, false);
    while let [first, behind @ ..] = rest {
        let read = character(*first, behind);
        any |= read.is_some();
        let (character, length) = read.unwrap_or((*first, 1));
        out.push(character);
        rest = rest.get(length..).unwrap_or_default();
    }
    any.then_some(out)
}

/// The character that these were, and how many they are.
fn character(first: char, behind: &[char]) -> Option<(char, usize)> {
    FIRST.contains(&first).then_some(())?;
    let lead = byte(first)?;
    let length = match lead {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => 4,
    };
    let bytes = std::iter::once(lead).chain(behind.iter().take(length - 1).map_while(|char| byte(*char)));
    let bytes: Vec<u8> = bytes.collect();
    let character = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    (!character.is_control()).then_some((character, length))
}

/// The byte of a character beyond ASCII in Windows-1252, as browsers have it.
fn byte(char: char) -> Option<u8> {
    match char {
        '\u{80}'..='\u{ff}' => u8::try_from(char).ok(),
        other => HIGH.iter().position(|high| *high == other).and_then(|at| u8::try_from(0x80 + at).ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::NoteText;

    #[test]
    fn puts_right_what_was_garbled_once_or_more() {
        let cases = [
            ("didnâ€™t stir", "didn’~~t stir"),
            ("ZoÃ« owes Â£20", "Zoë~ owes £~20"),
            ("MumÃ¢â‚¬â„¢s", "Mum’~~~~~~~s"),
            ("â€œNoâ€\u{9d} â€“ again", "“~~No”~~ –~~ again"),
            ("ðŸ˜¡", "😡~~~"),
        ];
        for (text, expected) in cases {
            let repaired = repaired(text).unwrap();
            assert_eq!(repaired.replace(NoteText::FILLER, "~"), expected, "{text}");
            assert_eq!(repaired.chars().count(), text.chars().count(), "{text}");
            assert!(places(text) > 0);
        }
    }

    #[test]
    fn leaves_alone_what_can_be_itself() {
        for text in ["Zoë’s café", "CAFÉ® “SOLÉ”", "crème brûlée", "São Paulo", "Âme", "plain", ""] {
            assert_eq!(repaired(text), None, "{text}");
        }
    }

    #[test]
    fn counts_a_run_once_and_what_nobody_can_put_right_too() {
        assert_eq!(places("Mumâ€™s, Dadâ€? and Ã©Ã©"), 3);
    }
}
