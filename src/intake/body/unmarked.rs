//! HTML and written line breaks out of the way, in place: fillers stand where
//! they took more room than what they stand for.

use super::fill;
use crate::intake::markup::{Markup, Page};

/// Line breaks that were written out on the way: by Excel as `_x000D_`, by
/// other systems as backslash and letter. The longest come first.
const WRITTEN_BREAKS: &[&str] = &["_x000D_", "_x000d_", "_x000A_", "_x000a_", "\\r\\n", "\\n", "\\r"];

/// Windows allows no longer paths, in characters.
const LONGEST_PATH: usize = 260;

/// A text without HTML and with its line breaks, up to where it has `enough`
/// letters and digits.
pub(super) fn unmarked(body: &str, enough: usize) -> String {
    let mut out = String::with_capacity(body.len().min(enough.saturating_mul(64)));
    let page = Page::new(body);
    let (mut rest, mut letters) = (body, 0);
    while let Some(char) = rest.chars().next().filter(|_| letters < enough) {
        let at = body.len() - rest.len();
        let used = match char {
            '<' | '&' => replace_markup(page, body, at, &mut out),
            '\\' | '_' => replace_break(body, at, &mut out),
            _ => None,
        };
        let used = used.unwrap_or_else(|| {
            out.push(char);
            letters += usize::from(char.is_alphanumeric());
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
    let word = body[from..=at].rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = word.trim_start_matches(|char: char| !char.is_alphanumeric() && char != '\\');
    word.contains(":\\") || word.starts_with("\\\\")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_number_of_characters_never_changes(
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    "<p>", "</p>", "<b", ">", "<", "&", "&amp;", ";", "&NotEqualTilde;", "<!--", "-->", "<script>", "</script>",
                    "\\n", "\\", "_x000D_", "é", "\u{2008}", "=\"", "\"", " ", "a", "&#0;", "&#x1F600;", "😀",
                ]),
                0..40,
            )
        ) {
            let body: String = pieces.concat();
            prop_assert_eq!(unmarked(&body, usize::MAX).chars().count(), body.chars().count());
        }
    }
}
