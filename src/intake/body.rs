//! Note bodies as exported to note bodies as read: tags out of the way,
//! character references decoded, line breaks where a reader sees them. The
//! readable form has the same number of characters as the text received, so
//! that a place in one is the same place in the other. It corrects nothing
//! and leaves RTF alone.

use super::markup::{Markup, Page};
use crate::note::NoteText;

/// Line breaks that were written out on the way: by Excel as `_x000D_`, by
/// other systems as backslash and letter. The longest come first.
const WRITTEN_BREAKS: &[&str] = &["_x000D_", "_x000d_", "_x000A_", "_x000a_", "\\r\\n", "\\n", "\\r"];

/// Windows allows no longer paths, in characters.
const LONGEST_PATH: usize = 260;

/// Whether a body is RTF, which is not read yet.
pub(super) fn is_rtf(body: &str) -> bool {
    body.trim_start().starts_with("{\\rtf")
}

/// Whether nothing is left of a body to read: no letter and no digit.
pub(super) fn says_nothing(body: &str) -> bool {
    let silent = |text: &str| !text.contains(char::is_alphanumeric);
    silent(body) || body.contains(['<', '&', '\\', '_']) && silent(read(body.to_owned()).readable())
}

/// The text of a note with its readable form.
pub(super) fn read(body: String) -> NoteText {
    if is_rtf(&body) || !body.contains(['<', '&', '\\', '_']) {
        return NoteText::plain(body);
    }
    let readable = readable(&body);
    if readable == body {
        return NoteText::plain(body);
    }
    // `marked_up` refuses a form of another length; the text itself is then what is read.
    NoteText::marked_up(body.clone(), readable).unwrap_or_else(|| NoteText::plain(body))
}

fn readable(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let page = Page::new(body);
    let mut rest = body;
    while let Some(char) = rest.chars().next() {
        let at = body.len() - rest.len();
        let used = match char {
            '<' | '&' => replace_markup(page, body, at, &mut out),
            '\\' | '_' => replace_break(body, at, &mut out),
            _ => None,
        };
        let used = used.unwrap_or_else(|| {
            out.push(char);
            char.len_utf8()
        });
        rest = &rest[used..];
    }
    out
}

/// Writes what stands for the HTML at byte `at`, and says how many bytes are
/// done with.
fn replace_markup(page: Page<'_>, body: &str, at: usize, out: &mut String) -> Option<usize> {
    let (bytes, written) = match page.at(at)? {
        Markup::Inline { bytes } => (bytes, 0),
        Markup::Block { bytes } => {
            out.push('\n');
            (bytes, 1)
        }
        Markup::Reference { bytes, first, second } => {
            out.push(plain(first));
            out.extend(second);
            (bytes, 1 + usize::from(second.is_some()))
        }
    };
    fill(out, body[at..at + bytes].chars().count() - written);
    Some(bytes)
}

/// A decoded character as a note would have it: `&nbsp;` a space, `&#13;` a
/// line break.
fn plain(char: char) -> char {
    match char {
        '\u{a0}' => ' ',
        '\r' => '\n',
        other => other,
    }
}

fn replace_break(body: &str, at: usize, out: &mut String) -> Option<usize> {
    let written = WRITTEN_BREAKS.iter().find(|written| body[at..].starts_with(**written))?;
    if written.starts_with('\\') && in_path(body, at) {
        return None;
    }
    out.push('\n');
    fill(out, written.len() - 1);
    Some(written.len())
}

/// Whether the backslash at `at` is in a file name, such as `S:\notes` or
/// `\\server\records`.
fn in_path(body: &str, at: usize) -> bool {
    let from = body.ceil_char_boundary(at.saturating_sub(LONGEST_PATH));
    let word = body[from..at].rfind(char::is_whitespace).map_or(from, |space| from + space + 1);
    let word = body[word..=at].trim_start_matches(|char: char| !char.is_alphanumeric() && char != '\\');
    word.contains(":\\") || word.starts_with("\\\\")
}

fn fill(out: &mut String, places: usize) {
    out.extend(std::iter::repeat_n(NoteText::FILLER, places));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
            "{\\rtf1\\ansi\\nowidctlpar text}",
            "an_x000_b",
        ];
        for body in bodies {
            assert_eq!(read(body.to_owned()), NoteText::plain(body), "{body}");
        }
    }

    #[test]
    fn knows_bodies_that_say_nothing() {
        for body in ["", " \n", "-", "...", "<p>&nbsp;</p>", "<br/>_x000D_", "<img src=\"a.png\">"] {
            assert!(says_nothing(body), "{body}");
        }
        for body in ["a", "<p>a</p>", "&eacute;", "7", "<3"] {
            assert!(!says_nothing(body), "{body}");
        }
    }

    proptest! {
        #[test]
        fn the_number_of_characters_never_changes(
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    "<p>", "</p>", "<b", ">", "<", "&", "&amp;", ";", "&NotEqualTilde;", "<!--", "-->", "<script>", "</script>",
                    "\\n", "\\", "_x000D_", "é", "=\"", "\"", " ", "a", "&#0;", "&#x1F600;", "😀",
                ]),
                0..40,
            )
        ) {
            let body: String = pieces.concat();
            prop_assert_eq!(readable(&body).chars().count(), body.chars().count());
        }
    }
}
