//! The names of a file's columns: made unique so that each can be asked for,
//! and shown in messages only where they cannot be the words of a note.

use std::collections::{BTreeMap, BTreeSet};

use super::error::FoundColumn;
use super::field::key;

/// The most columns that a table may have.
pub(super) const MOST_COLUMNS: usize = 10_000;

/// A name is not longer than this, in characters.
pub(super) const LONGEST_NAME: usize = 40;

/// A name in doubt has no more words than this.
const MOST_WORDS: usize = 4;

/// Rows whose cells are measured to describe a column.
const MEASURED_ROWS: usize = 1000;

/// The key of a header name, without the number that [`header_names`] gives
/// the second of two.
pub(super) fn stem(name: &str) -> String {
    let bare = name.rsplit_once('.').filter(|(_, number)| number.parse::<usize>().is_ok());
    key(bare.map_or(name, |(bare, _)| bare))
}

/// Names for columns: trimmed, the second `note` as `note.2`, a column
/// without a name by its letter.
pub(super) fn header_names(cells: Vec<String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(cells.len());
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for (column, cell) in cells.into_iter().enumerate() {
        let cell = cell.trim_matches(|char: char| char.is_whitespace() || char == '\u{feff}');
        let name = if cell.is_empty() { format!("(column {})", letters(column)) } else { cell.to_owned() };
        let same = taken.get(&key(&name)).copied().unwrap_or_default();
        let name = if same == 0 { name } else { format!("{name}.{}", same + 1) };
        for key in BTreeSet::from([key(&name), stem(&name)]) {
            *taken.entry(key).or_default() += 1;
        }
        names.push(name);
    }
    names
}

/// A column as spreadsheets call it: A, B, … Z, AA.
fn letters(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).unwrap_or_default());
    let before = (column / 26).checked_sub(1).map(letters).unwrap_or_default();
    format!("{before}{last}")
}

/// The names as messages may show them. A file without a header has a row of
/// a note in its place, so a name that might be content gives way to the
/// column's letter.
pub(super) fn shown(header: &[String], known: &dyn Fn(&str) -> bool) -> Vec<String> {
    let any_known = header.iter().any(|name| known(name));
    let is_data = |name: &String| name.chars().all(|char| !char.is_alphabetic()) || name.chars().count() > LONGEST_NAME;
    let no_header = !any_known && header.iter().any(is_data);
    let words = if any_known { 5 } else { 2 };
    let is_name =
        |name: &String| !is_data(name) && name.split_whitespace().count() <= words && !name.contains(['?', '!']);
    let letter = |column| format!("(column {})", letters(column));
    let show = |(column, name): (usize, &String)| {
        if known(name) || !no_header && is_name(name) { name.clone() } else { letter(column) }
    };
    header.iter().enumerate().map(show).collect()
}

/// Whether a cell that may or may not be a name is as short as one.
pub(super) fn is_short(cell: &str) -> bool {
    cell.chars().count() <= LONGEST_NAME && cell.split_whitespace().count() <= MOST_WORDS
}

/// Every column with the average length of its cells.
pub(super) fn describe(
    header: &[String],
    rows: impl Iterator<Item = Vec<String>>,
    known: &dyn Fn(&str) -> bool,
) -> Vec<FoundColumn> {
    let (mut lengths, mut measured) = (vec![0_usize; header.len()], 0_usize);
    for row in rows.take(MEASURED_ROWS) {
        measured += 1;
        lengths.iter_mut().zip(&row).for_each(|(length, cell)| *length += cell.chars().count());
    }
    let average = |length: usize| length as f64 / measured.max(1) as f64;
    let columns = shown(header, known).into_iter().zip(lengths);
    columns.map(|(name, length)| FoundColumn { name, average_length: average(length) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(header: &[&str]) -> Vec<String> {
        header_names(header.iter().map(|&name| name.to_owned()).collect())
    }

    #[test]
    fn names_every_column_once() {
        assert_eq!(names(&[" id", "", "Note", "note"]), ["id", "(column B)", "Note", "note.2"]);
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }

    #[test]
    fn what_may_be_the_content_of_a_note_is_not_shown() {
        let cases: &[(&[&str], &[&str])] = &[
            (&["ref", "obs_txt", "kind"], &["ref", "obs_txt", "kind"]),
            (&["1001", "12/03/2025", "Mum upset"], &["(column A)", "(column B)", "(column C)"]),
            (&["Mum was upset and left"], &["(column A)"]),
            (&["case_id", "date of last contact", "ref"], &["case_id", "date of last contact", "ref"]),
        ];
        for (header, expected) in cases {
            assert_eq!(shown(&names(header), &|name| name == "case_id"), *expected, "{header:?}");
        }
    }
}
