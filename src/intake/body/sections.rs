//! Several dated notes in one cell: lines that begin with a date and who
//! wrote what follows. It needs at least two, the first of them at the start
//! of the text; which of two numbers is the day is decided elsewhere.

use crate::intake::day::{Cell, cell};

/// The longest date in words.
const LONGEST_DATE: usize = 32;

/// The most bytes between a date and the mark behind it: a time and a name.
const LONGEST_AUTHOR: usize = 48;

/// Where a section of a text begins, and its date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::intake) struct Heading<'t> {
    /// In bytes.
    pub(in crate::intake) at: usize,
    pub(in crate::intake) date: &'t str,
}

/// The headings of a text that holds several notes; none if it holds one.
pub(in crate::intake) fn headings(text: &str) -> Vec<Heading<'_>> {
    if !is_dated(text.trim_start()) {
        return Vec::new();
    }
    let starts = std::iter::once(0).chain(text.match_indices(['\n', '\r']).map(|(at, _)| at + 1));
    let found: Vec<Heading<'_>> = starts.filter_map(|at| heading(text, at)).collect();
    if found.len() > 1 { found } else { Vec::new() }
}

/// Whether a text may begin with a date, at a glance.
fn is_dated(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
}

fn heading(text: &str, start: usize) -> Option<Heading<'_>> {
    let line = text[start..].split(['\n', '\r']).next()?;
    let written = line.trim_start();
    let date = is_dated(written).then(|| date(written)).flatten()?;
    let behind = &written[date.len()..];
    is_headed(behind).then_some(Heading { at: start + line.len() - written.len(), date })
}

/// The longest start of a line that is a date, without a time.
fn date(line: &str) -> Option<&str> {
    let near = &line[..line.floor_char_boundary(LONGEST_DATE)];
    let ends = near.char_indices().filter(|(_, char)| !char.is_ascii_alphanumeric()).map(|(at, _)| at);
    let ends: Vec<usize> = ends.chain([near.len()]).take(5).collect();
    let is_date = |end: &&usize| {
        let written = &near[..**end];
        !written.contains(':') && matches!(cell(written), Cell::Day { .. } | Cell::Short { .. } | Cell::Numbers { .. })
    };
    ends.iter().find(is_date).map(|end| &near[..*end])
}

/// Whether what stands behind a date makes it the heading of a note: a mark,
/// at most a time and a name in front of it, or nothing.
fn is_headed(behind: &str) -> bool {
    let near = &behind[..behind.floor_char_boundary(LONGEST_AUTHOR)];
    // The colon of a time is none of the marks.
    let is_mark = |at: usize, mark: &str| match mark {
        ":" => !near[at + 1..].starts_with(|next: char| next.is_ascii_digit()),
        "-" => near[..at].is_empty() || near[..at].ends_with(' '),
        _ => true,
    };
    let mark = near.match_indices([':', '-', '–', '—', '|', '\t']).find(|(at, mark)| is_mark(*at, mark));
    match mark {
        Some((at, _)) => is_author(&near[..at]),
        None => behind.len() < LONGEST_AUTHOR && is_author(behind) && behind.split_whitespace().count() <= 3,
    }
}

/// Whether words may be a time and a name: there are few, no sentence ends in
/// them, and none goes on from the line before.
fn is_author(words: &str) -> bool {
    let ends = |word: &str| word.len() > 3 && word.ends_with(['.', '!', '?', ';']);
    let goes_on = words.trim_start().starts_with(|first: char| first.is_lowercase())
        && !words.split_whitespace().next().is_some_and(|word| matches!(word, "at" | "by"));
    words.split_whitespace().count() <= 6 && !words.split_whitespace().any(ends) && !goes_on
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(text: &str) -> Vec<&str> {
        headings(text).into_iter().map(|heading| heading.date).collect()
    }

    #[test]
    fn tells_dated_notes_apart() {
        let cases: &[(&str, &[&str])] = &[
            ("01/02/2025 JB: Seen.\n02/02/2025 JB: Rang.", &["01/02/2025", "02/02/2025"]),
            ("01/02/2025 10:30 - Seen.\r\n\r\n2.2.25 14:05 J Bloggs: Rang.", &["01/02/2025", "2.2.25"]),
            ("1 Feb 2025: Seen.\n2nd of March 2025\nRang.", &["1 Feb 2025", "2nd of March 2025"]),
            ("2025-02-01 | Seen\n2025-02-02 | Rang", &["2025-02-01", "2025-02-02"]),
            ("01/02/2025 JB: Seen again on\n03/02/2025 and not before.", &[]),
            ("01/02/2025 JB: Seen again on\n03/02/2025 and once more - not before.", &[]),
            ("01/02/2025: Seen.", &[]),
            ("45730: Seen.\n45731: Rang.", &[]),
            ("Seen.\n01/02/2025: Rang.\n02/02/2025: Rang.", &[]),
            ("10:30 Seen\n11:30 Rang", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(dates(text), *expected, "{text}");
        }
    }

    #[test]
    fn a_heading_is_where_its_date_begins() {
        let text = " 01/02/2025 JB: é.\n  02/02/2025 JB: Rang.";
        let starts: Vec<&str> = headings(text).iter().map(|heading| &text[heading.at..heading.at + 2]).collect();
        assert_eq!(starts, ["01", "02"]);
    }
}
