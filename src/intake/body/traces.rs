//! What is odd about a body, for the survey of a file to count. It changes
//! nothing.

use super::sections::headings;
use super::{Signs, blackout, garbled, language, without_markup};

/// What is odd about a body and deserves to be counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::intake) struct Traces {
    /// Whether it is RTF that could not be read to its end.
    pub(in crate::intake) broken_rtf: bool,
    /// Places that were garbled before the export.
    pub(in crate::intake) garbled: u64,
    /// Places that were blacked out.
    pub(in crate::intake) blacked_out: u64,
    /// Characters in them.
    pub(in crate::intake) blacked_out_characters: u64,
    /// Whether marks turn its direction round.
    pub(in crate::intake) turned: bool,
    /// Whether it is hardly English.
    pub(in crate::intake) foreign: bool,
    /// The dates of the notes in it, as written, where it holds several.
    pub(in crate::intake) section_dates: Vec<String>,
}

/// What is odd about a body.
pub(in crate::intake) fn traces(body: &str) -> Traces {
    let (text, broken_rtf) = without_markup(body);
    let signs = Signs::of(&text);
    let mut traces = Traces {
        broken_rtf,
        foreign: language::is_foreign(&text),
        section_dates: headings(&text).into_iter().map(|heading| heading.date.to_owned()).collect(),
        ..Traces::default()
    };
    if signs.any(Signs::GARBLED) {
        traces.garbled = garbled::places(&text) as u64;
    }
    if signs.any(Signs::BLACKOUT) {
        let bars = blackout::places(&text);
        traces.blacked_out = bars.len() as u64;
        traces.blacked_out_characters = bars.into_iter().map(|bar| text[bar].chars().count() as u64).sum();
    }
    if signs.any(Signs::BEYOND_LATIN) {
        traces.turned = text.contains(turns);
    }
    traces
}

/// Whether a mark turns the direction of the text behind it round. Those that
/// only say which way a sign belongs stand in harmless text.
pub(in crate::intake) fn turns(char: char) -> bool {
    matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_odd_about_a_body_is_counted() {
        let odd = |body: &str| {
            let Traces { broken_rtf, garbled, blacked_out, turned, .. } = traces(body);
            (broken_rtf, garbled, blacked_out, turned)
        };
        for (body, expected) in [
            ("Seen at home.", (false, 0, 0, false)),
            ("{\\rtf1 Mum}", (false, 0, 0, false)),
            ("{\\rtf1 Mum", (true, 0, 0, false)),
            ("Itâ€™s ████ and XXXXX", (false, 1, 2, false)),
            ("Mum \u{202e}said\u{202c} so\u{200f}", (false, 0, 0, true)),
        ] {
            assert_eq!(odd(body), expected, "{body}");
        }
    }
}
