//! RTF to its text, in place: control words give way to fillers, so that every
//! character keeps its place. Code pages, Unicode with its fallback, hidden
//! text and destinations such as tables of fonts are known; fonts of other
//! code pages, embedded HTML and pictures are not read.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

use super::fill;

/// Groups whose content is not the text of the document.
#[rustfmt::skip]
const NOT_TEXT: &[&str] = &[
    "bkmkend", "bkmkstart", "colorschememapping", "colortbl", "datafield", "datastore", "fldinst", "filetbl", "fonttbl",
    "footer", "footerf", "footerl", "footerr", "generator", "header", "headerf", "headerl", "headerr", "info",
    "latentstyles", "listoverridetable", "listtable", "mmathpr", "nonshppict", "object", "pict", "pn", "pntxta",
    "pntxtb", "revtbl", "rsidtbl", "stylesheet", "themedata", "xmlnstbl",
];

/// Control words that stand for a character.
#[rustfmt::skip]
const CHARACTERS: &[(&str, char)] = &[
    ("par", '\n'), ("line", '\n'), ("sect", '\n'), ("page", '\n'), ("row", '\n'), ("nestrow", '\n'), ("cell", '\n'),
    ("nestcell", '\n'), ("tab", '\t'), ("lquote", '‘'), ("rquote", '’'), ("ldblquote", '“'), ("rdblquote", '”'),
    ("endash", '–'), ("emdash", '—'), ("bullet", '•'), ("emspace", ' '), ("enspace", ' '), ("qmspace", ' '),
];

/// The longest control word that there is, with some room.
const LONGEST_WORD: usize = 32;

/// The text of an RTF document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Read {
    /// As many characters as the document has.
    pub(super) text: String,
    /// Whether the document ends before its last group is closed.
    pub(super) cut_off: bool,
}

/// Whether a text is RTF.
pub(super) fn is_rtf(text: &str) -> bool {
    text.trim_start().starts_with("{\\rtf")
}

/// Reads RTF; `None` if it is too broken to be told from its control words.
pub(super) fn read(document: &str) -> Option<Read> {
    let mut reader = Reader::new(document);
    let mut rest = document;
    while let Some(first) = rest.chars().next() {
        let used = reader.take(first, rest)?;
        rest = rest.get(used..)?;
    }
    Some(Read { text: reader.out, cut_off: !reader.outer.is_empty() })
}

/// What holds inside a group and ends with it.
#[derive(Clone, Copy, Debug)]
struct Group {
    /// Whether its content is no text of the document.
    aside: bool,
    /// Whether its text is hidden or was deleted.
    hidden: bool,
    /// How many characters stand for one of Unicode where that is not known.
    fallback: usize,
}

struct Reader {
    out: String,
    group: Group,
    outer: Vec<Group>,
    /// `None` for a code page that is not known, of which only ASCII is read.
    encoding: Option<&'static Encoding>,
    /// Whether all of the document's own groups are closed.
    over: bool,
    /// Characters still to leave out, which repeat one of Unicode.
    repeats: usize,
    /// Bytes of a character that is not complete.
    bytes: Vec<u8>,
    /// The first half of a character of two.
    half: Option<u16>,
}

impl Reader {
    fn new(document: &str) -> Self {
        Self {
            out: String::with_capacity(document.len()),
            group: Group { aside: false, hidden: false, fallback: 1 },
            outer: Vec::new(),
            encoding: Some(WINDOWS_1252),
            over: false,
            repeats: 0,
            bytes: Vec::new(),
            half: None,
        }
    }

    /// Takes what stands at the start of `rest`, and says how many bytes it
    /// has; `None` if nothing sensible can follow.
    fn take(&mut self, first: char, rest: &str) -> Option<usize> {
        match first {
            '\\' if !self.over => return self.control(rest),
            '{' if !self.over => {
                self.outer.push(self.group);
                self.repeats = 0;
                self.fill(1);
            }
            '}' if !self.over => {
                self.group = self.outer.pop()?;
                self.over = self.outer.is_empty();
                self.repeats = 0;
                self.fill(1);
            }
            '\r' | '\n' | '\0' if !self.over => self.fill(1),
            other => self.text(other, 1),
        }
        Some(first.len_utf8())
    }

    fn control(&mut self, rest: &str) -> Option<usize> {
        let Some(symbol) = rest.chars().nth(1) else {
            self.fill(1);
            return Some(1);
        };
        if symbol.is_ascii_alphabetic() {
            return self.word(rest);
        }
        match symbol {
            '\'' => return Some(self.byte(rest)),
            '*' => {
                self.group.aside = true;
                self.fill(2);
            }
            '~' => self.text(' ', 2),
            '_' => self.text('-', 2),
            '\\' | '{' | '}' => self.text(symbol, 2),
            '\r' | '\n' => self.text('\n', 2),
            _ => self.fill(2),
        }
        Some(1 + symbol.len_utf8())
    }

    /// A control word with its number and the space that ends it.
    fn word(&mut self, rest: &str) -> Option<usize> {
        let name = leading(rest.get(1..)?, LONGEST_WORD, |byte| byte.is_ascii_alphabetic());
        let behind = rest.get(1 + name.len()..)?;
        let minus = usize::from(behind.starts_with('-'));
        let digits = leading(behind.get(minus..)?, 10, |byte| byte.is_ascii_digit());
        let minus = if digits.is_empty() { 0 } else { minus };
        let number = behind.get(..minus + digits.len())?;
        let space = usize::from(behind.get(number.len()..)?.starts_with(' '));
        let used = 1 + name.len() + number.len() + space;
        if name == "bin" {
            return self.binary(rest, used, number.parse().unwrap_or_default());
        }
        self.obey(name, number.parse().ok(), used);
        Some(used)
    }

    fn obey(&mut self, name: &str, number: Option<i32>, width: usize) {
        let character = CHARACTERS.iter().find(|(word, _)| *word == name).map(|(_, character)| *character);
        match (name, character) {
            (_, Some(character)) => return self.text(character, width),
            ("u", _) => return self.unicode(number.unwrap_or_default(), width),
            ("uc", _) => self.group.fallback = number.and_then(|number| usize::try_from(number).ok()).unwrap_or(1),
            ("v" | "deleted", _) => self.group.hidden = number != Some(0),
            ("plain", _) => self.group.hidden = false,
            ("ansicpg", _) => self.encoding = number.and_then(code_page),
            ("mac", _) => self.encoding = Some(MACINTOSH),
            ("pc" | "pca", _) => self.encoding = None,
            _ => self.group.aside |= NOT_TEXT.contains(&name),
        }
        self.fill(width);
    }

    /// Bytes that are no text. A number beyond the end is a fault, or meant to
    /// do harm.
    fn binary(&mut self, rest: &str, used: usize, bytes: usize) -> Option<usize> {
        let end = used.checked_add(bytes)?;
        self.fill(rest.get(..end)?.chars().count());
        Some(end)
    }

    /// A byte in the code page of the document; some need a second one.
    fn byte(&mut self, rest: &str) -> usize {
        let Some(byte) = rest.get(2..4).and_then(|digits| u8::from_str_radix(digits, 16).ok()) else {
            self.fill(2);
            return 2;
        };
        self.bytes.push(byte);
        match self.decoded() {
            Some(character) => self.text(character, 4),
            None if self.bytes.len() < 2 && self.encoding.is_some_and(|encoding| !encoding.is_single_byte()) => {
                self.fill(4);
            }
            None => self.text(char::REPLACEMENT_CHARACTER, 4),
        }
        4
    }

    /// The character that the bytes so far come to, if they are complete.
    fn decoded(&self) -> Option<char> {
        match (self.encoding, self.bytes.as_slice()) {
            (None, [byte]) if byte.is_ascii() => Some(char::from(*byte)),
            (None, _) => None,
            (Some(encoding), bytes) => {
                encoding.decode_without_bom_handling_and_without_replacement(bytes)?.chars().next()
            }
        }
    }

    /// A character of Unicode, in 16 bits with a sign.
    fn unicode(&mut self, number: i32, width: usize) {
        let unit = u16::try_from(if number < 0 { number + 0x1_0000 } else { number }).unwrap_or(0xFFFD);
        let units = self.half.take().into_iter().chain([unit]);
        match (char::decode_utf16(units).last(), unit) {
            (Some(Ok(character)), _) => self.text(character, width),
            (_, 0xD800..=0xDBFF) => {
                self.half = Some(unit);
                self.fill(width);
            }
            _ => self.text(char::REPLACEMENT_CHARACTER, width),
        }
        self.repeats = self.group.fallback;
    }

    /// Writes a character that takes `width` places in the document.
    fn text(&mut self, character: char, width: usize) {
        self.bytes.clear();
        let left_out = self.repeats > 0 || self.group.aside || self.group.hidden;
        self.repeats = self.repeats.saturating_sub(1);
        if left_out || character.is_control() && !matches!(character, '\n' | '\t') {
            return self.fill(width);
        }
        self.out.push(character);
        self.fill(width - 1);
    }

    fn fill(&mut self, places: usize) {
        fill(&mut self.out, places);
    }
}

/// The bytes at the start that fit, and no more than `most`.
fn leading(text: &str, most: usize, fits: impl Fn(u8) -> bool) -> &str {
    let length = text.bytes().take(most).take_while(|byte| fits(*byte)).count();
    text.get(..length).unwrap_or_default()
}

/// The encoding of a code page, by the number that Windows gives it.
fn code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        874 | 1250..=1258 => &*format!("windows-{number}"),
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        10_000 => "macintosh",
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::note::NoteText;

    /// What a reader sees.
    fn shown(document: &str) -> Option<String> {
        read(document).map(|read| read.text.replace(NoteText::FILLER, ""))
    }

    #[test]
    fn rtf_is_read_as_a_word_processor_shows_it() {
        let cases = [
            (r"{\rtf1\ansi Mum \b arguing\b0  again.}", "Mum arguing again."),
            (r"{\rtf1\ansi\ansicpg1252 it\'92s \'a320}", "it’s £20"),
            (r"{\rtf1\ansi\ansicpg1250 Pa\'b3ka}", "Pałka"),
            (r"{\rtf1\ansi\ansicpg932 \'93\'fa}", "日"),
            (r"{\rtf1 it\u8217?s \u-10179?\u-8703?}", "it’s 😁"),
            (r"{\rtf1\uc2 it\u8217\'92\'92s {\uc0\u8217 s}\u8217??}", "it’s ’s’"),
            (
                r"{\rtf1{\fonttbl{\f0 Arial;}}{\*\generator Word;}{\info{\author J}}One\par Two\line Three}",
                "One\nTwo\nThree",
            ),
            (r"{\rtf1 a\{b\}c\\d\~e\-f\_g}", "a{b}c\\d ef-g"),
            ("{\\rtf1 wra\r\npped {\\v hidden}seen\\v not\\v0  again}\r\n", "wrapped seen again\n"),
            (r"{\rtf1\ansi\ansicpg850 20\'9c \'41}", "20\u{fffd} A"),
            (r"{\rtf1 x\bin3 }}}y}", "xy"),
            (r"{\rtf1 a\cell b\row\endash\tab\rquote}", "a\nb\n–\t’"),
        ];
        for (document, expected) in cases {
            assert_eq!(shown(document).as_deref(), Some(expected), "{document}");
        }
    }

    #[test]
    fn what_is_cut_off_is_read_as_far_as_it_goes() {
        assert_eq!(shown(r"{\rtf1 {\b Mum\"), Some("Mum".to_owned()));
        assert_eq!(read(r"{\rtf1 {\b Mum").map(|read| read.cut_off), Some(true));
        assert_eq!(read(r"{\rtf1 Mum}").map(|read| read.cut_off), Some(false));
    }

    #[test]
    fn what_makes_no_sense_is_not_read() {
        for document in [r"{\rtf1\bin999999999 Mum", r"{\rtf1\bin99999999999999999999 Mum"] {
            assert_eq!(read(document), None, "{document}");
        }
    }

    proptest! {
        #[test]
        fn every_character_keeps_its_place_whatever_stands_there(
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    "{", "}", "\\", "\\'", "\\'e9", "\\'93", "\\u8217?", "\\u-10179", "\\u", "\\uc", "\\uc3", "\\uc99999999999", "\\bin2",
                    "\\bin-1", "\\b", "\\par", "\\v", "\\plain", "\\*", "\\pict", "\\ansicpg932", "\\ansicpg65001", "\\mac",
                    "\\ansicpg-5", "é", "😀", "\n", "\0", " ", "a", "-7", "\\~", "\\é",
                ]),
                0..60,
            )
        ) {
            let document = format!("{{\\rtf1{}", pieces.concat());
            if let Some(read) = read(&document) {
                prop_assert_eq!(read.text.chars().count(), document.chars().count());
            }
        }
    }
}
