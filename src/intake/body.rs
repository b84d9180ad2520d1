//! Note bodies as exported to note bodies as read: RTF and tags out of the
//! way, character references decoded, line breaks where a reader sees them,
//! garbled letters put right, bars where text was blacked out. The readable
//! form has the same number of characters as the text received, so that a
//! place in one is the same place in the other. Spelling is left as it is.

mod blackout;
mod garbled;
mod language;
mod rtf;
mod sections;
mod silence;
mod traces;
mod unmarked;

use std::borrow::Cow;
use std::iter::repeat_n;

pub(super) use garbled::{places as garbled_places, repaired};
pub(super) use sections::{Heading, headings};
pub(super) use traces::{Traces, traces, turns};
use unmarked::unmarked;

use crate::note::NoteText;

/// More letters than a note has that says nothing.
const SAYS_SOMETHING: usize = 40;

/// Whether nothing is left of a body to read: such a row is no note.
pub fn says_nothing(body: &str) -> bool {
    let unread = || if rtf::is_rtf(body) { cleared(body) } else { Cow::Owned(unmarked(body, SAYS_SOMETHING)) };
    silence::says_nothing(body) || Signs::of(body).any(Signs::MARKUP) && silence::says_nothing(&unread())
}

/// Whether all that a body said was blacked out: nothing can be looked for in
/// it.
pub fn is_blacked_out(body: &str) -> bool {
    let opening = match () {
        () if !Signs::of(body).any(Signs::MARKUP) => Cow::Borrowed(body),
        () if rtf::is_rtf(body) => cleared(body),
        () => Cow::Owned(unmarked(body, 1)),
    };
    let first = opening.find(|char: char| !char.is_whitespace() && char != NoteText::FILLER);
    let may_be = first.and_then(|at| opening.as_bytes().get(at)).is_some_and(|byte| blackout::may_begin(*byte));
    may_be && !cleared(body).contains(char::is_alphanumeric)
}

/// The text of a note with its readable form.
pub(super) fn read(body: String) -> NoteText {
    let readable = match readable(&body) {
        Cow::Owned(readable) => readable,
        Cow::Borrowed(_) => return NoteText::plain(body),
    };
    NoteText::marked_up(body.clone(), readable).unwrap_or_else(|| NoteText::plain(body))
}

/// A body as it is read, character for character in the place that it has in
/// the body: the body itself where there is nothing to take out of it.
pub fn readable(body: &str) -> Cow<'_, str> {
    match cleared(body) {
        // A form of another length would move every span: the body itself is then what is read.
        Cow::Owned(clear) if clear != body && clear.chars().count() == body.chars().count() => Cow::Owned(clear),
        _ => Cow::Borrowed(body),
    }
}

fn cleared(body: &str) -> Cow<'_, str> {
    let (mut text, _) = without_markup(body);
    let signs = Signs::of(&text);
    if signs.any(Signs::GARBLED) {
        text = repaired(&text).map_or(text, Cow::Owned);
    }
    let bars = if signs.any(Signs::BLACKOUT) { blackout::places(&text) } else { Vec::new() };
    if bars.is_empty() { text } else { Cow::Owned(blackout::marked(&text, &bars)) }
}

/// A body without markup, and whether it is RTF that could not be read to its
/// end.
fn without_markup(body: &str) -> (Cow<'_, str>, bool) {
    match () {
        () if !Signs::of(body).any(Signs::MARKUP) => (Cow::Borrowed(body), false),
        () if rtf::is_rtf(body) => {
            rtf::read(body).map_or((Cow::Borrowed(body), true), |read| (Cow::Owned(read.text), read.cut_off))
        }
        () => (Cow::Owned(unmarked(body, usize::MAX)), false),
    }
}

/// Writes what stands in places that fall free.
fn fill(out: &mut String, places: usize) {
    out.extend(repeat_n(NoteText::FILLER, places));
}

/// What a text may hold, by its bytes: most hold nothing of it, and one look
/// at each byte shows that.
#[derive(Clone, Copy)]
struct Signs(u8);

impl Signs {
    const MARKUP: u8 = 1;
    const GARBLED: u8 = 2;
    const BLACKOUT: u8 = 4;
    /// Characters of three bytes or more.
    const BEYOND_LATIN: u8 = 8;

    const OF_BYTE: [u8; 256] = {
        let mut signs = [0; 256];
        let mut byte = 0_u8;
        loop {
            signs[byte as usize] = Self::MARKUP * matches!(byte, b'<' | b'&' | b'\\' | b'_') as u8
                + Self::GARBLED * (byte == garbled::FIRST_BYTE) as u8
                + Self::BLACKOUT * blackout::may_begin(byte) as u8
                + Self::BEYOND_LATIN * (byte >= 0xE0) as u8;
            if byte == u8::MAX {
                break signs;
            }
            byte += 1;
        }
    };

    fn of(text: &str) -> Self {
        Self(text.bytes().fold(0, |signs, byte| signs | Self::OF_BYTE[usize::from(byte)]))
    }

    fn any(self, signs: u8) -> bool {
        self.0 & signs != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The readable form with `~` for the filler.
    fn shown(body: &str) -> String {
        read(body.to_owned()).readable().replace(NoteText::FILLER, "~")
    }

    #[test]
    fn markup_gives_way_and_every_character_keeps_its_place() {
        let cases = [
            ("Mum &amp; dad", "Mum &~~~~ dad"),
            ("Mum&nbsp;said", "Mum ~~~~~said"),
            ("Mum&#8217;s", "Mum’~~~~~~s"),
            ("<b>He</b> left", "~~~He~~~~ left"),
            ("<p>One</p><p>Two", "\n~~One\n~~~\n~~Two"),
            ("a<br/>b", "a\n~~~~b"),
            ("a<!-- x -->b", "a~~~~~~~~~~b"),
            ("a&#13;b", "a\n~~~~b"),
            ("one_x000D_two", "one\n~~~~~~two"),
            ("one\\r\\ntwo", "one\n~~~two"),
            ("one.\\nTwo", "one.\n~Two"),
            ("é<b>é</b>", "é~~~é~~~~"),
            ("<b>Mumâ€™s</b> [REDACTED]", "~~~Mum’~~s~~~~ ██████████"),
            ("{\\rtf1 It\\'92s}", "~~~~~~~It’~~~s~"),
        ];
        for (body, expected) in cases {
            assert_eq!(shown(body), expected, "{body}");
        }
    }

    #[test]
    fn text_that_only_looks_like_markup_stays() {
        let bodies = [
            "seen <3 weeks ago",
            "if a < b and c > d",
            "<name withheld>",
            "R&D; B&B",
            "saved to S:\\notes\\new",
            "(see \\\\server\\records\\new)",
            "{\\rtf1\\bin999999999 text}",
            "an_x000_b",
        ];
        for body in bodies {
            assert_eq!(read(body.to_owned()), NoteText::plain(body), "{body}");
        }
    }

    #[test]
    fn knows_bodies_that_say_nothing() {
        for body in [
            "",
            " \n",
            "-",
            "...",
            "<p>&nbsp;</p>",
            "<br/>_x000D_",
            "<img src=\"a.png\">",
            "<p>N/A</p>",
            "{\\rtf1\\par}",
        ] {
            assert!(says_nothing(body), "{body}");
        }
        for body in ["a", "<p>a</p>", "&eacute;", "7", "<3"] {
            assert!(!says_nothing(body), "{body}");
        }
    }

    #[test]
    fn knows_bodies_of_which_all_was_blacked_out() {
        for body in [
            "[REDACTED]",
            " XXXXX.",
            "<p>[REDACTED]</p>\n<p>ZZZZZ</p>",
            "{\\rtf1 [REDACTED]}",
            "████ [name redacted] ██",
        ] {
            assert!(is_blacked_out(body), "{body}");
        }
        for body in ["[REDACTED] came.", "He hit XXXX", "<p>He hit [REDACTED]</p>", "XXX", "(see file)", "{\\rtf1 a}"] {
            assert!(!is_blacked_out(body), "{body}");
        }
    }
}
