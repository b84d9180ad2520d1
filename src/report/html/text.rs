//! Text that others wrote: set apart from the report's own, so that its
//! direction of writing ends where it ends, and with nothing in it that is at
//! work without being seen.

use maud::{Markup, html};

use super::super::text::{Run, Text};

/// Text as it came, isolated from the direction of what is around it.
pub(crate) fn as_written(text: &str) -> Markup {
    html! { bdi { (text) } }
}

/// Texts in a sentence: `a, b and c`.
pub(super) fn list(texts: &[&str]) -> Markup {
    html! {
        @for (at, text) in texts.iter().enumerate() {
            @if at > 0 { (if at + 1 == texts.len() { " and " } else { ", " }) }
            (as_written(text))
        }
    }
}

/// Running text, with the names in it as they came.
pub(super) fn running(text: &Text) -> Markup {
    html! {
        @for run in &text.0 {
            @match run {
                Run::Plain(words) => (words),
                Run::Strong(words) => strong { (words) },
                Run::Name(words) => (as_written(words)),
                Run::ToFill(words) => { "[" (words) "]" },
            }
        }
    }
}

/// The page with a mark in place of whatever would reorder text, or is no
/// character of HTML. A report has none of its own, so that what is left of
/// them is a note's, a name's or a column's.
pub(crate) fn plain(page: &str) -> String {
    page.chars().map(|c| if is_at_work(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// Embeddings, overrides and isolates (Unicode Standard Annex 9), and control
/// characters other than white space.
fn is_at_work(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') || (c.is_control() && !matches!(c, '\n' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_what_works_unseen_and_leaves_the_rest() {
        for (page, expected) in [
            ("a\u{202e}b", "a\u{fffd}b"),
            ("\u{2066}\u{2069}", "\u{fffd}\u{fffd}"),
            ("\u{0}\u{1b}\u{7f}\u{85}", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}"),
            ("אב\u{200f} – 👩\u{200d}👧\n\t", "אב\u{200f} – 👩\u{200d}👧\n\t"),
        ] {
            assert_eq!(plain(page), expected);
        }
    }

    #[test]
    fn isolates_the_names_in_a_sentence() {
        let names = ["A & B", "\u{2069}C"].map(Text::name);
        let said = Text::from("In ").and_text(Text::list(names.to_vec())).and_strong(" 3.");
        let expected = "In <bdi>A &amp; B</bdi> and <bdi>\u{2069}C</bdi><strong> 3.</strong>";
        assert_eq!(running(&said).into_string(), expected);
    }

    #[test]
    fn joins_texts_as_a_sentence_does() {
        assert_eq!(list(&["a", "<b>", "c"]).into_string(), "<bdi>a</bdi>, <bdi>&lt;b&gt;</bdi> and <bdi>c</bdi>");
        assert_eq!(list(&["a"]).into_string(), "<bdi>a</bdi>");
    }
}
