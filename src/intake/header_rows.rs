//! Headers in several rows: `Date of` above `contact` is one name. The rows
//! are one header where merged cells say so, or where their names mean more
//! together than either row does alone.

use super::grid::Merged;
use super::header::{MOST_COLUMNS, is_short};
use super::records::{Kind, Piece};
use super::scan::Quotes;

/// The most rows that merged cells make a header of.
const MOST_ROWS: u64 = 3;

/// Looks for a second row of the header above and below it, and marks it as
/// one in `pieces`. Gives the names of the columns if there is one; `cells`
/// are those of a record, `known` says whether a name means something to
/// intake.
pub(super) fn find(
    text: &str,
    pieces: &mut [Piece],
    cells: &dyn Fn(&str) -> Vec<String>,
    known: &dyn Fn(&str) -> bool,
) -> Option<Vec<String>> {
    let header = pieces.iter().position(|piece| piece.kind == Kind::Header)?;
    [header.checked_sub(1), Some(header)].into_iter().flatten().find_map(|upper| {
        let [first, second] = pieces.get_mut(upper..upper + 2)? else { return None };
        let may_be = |piece: &Piece| matches!(piece.kind, Kind::Preamble | Kind::Header | Kind::Row(Quotes::Sound));
        let cells = |piece: &Piece| cells(&text[piece.span.clone()]);
        let joined = (may_be(first) && may_be(second)).then(|| if_one(&cells(first), &cells(second), known))??;
        (first.kind, second.kind) = (Kind::Header, Kind::Header);
        Some(joined)
    })
}

/// The rows of the header.
pub(super) fn of(pieces: &[Piece]) -> impl Iterator<Item = &Piece> {
    pieces.iter().filter(|piece| piece.kind == Kind::Header)
}

/// The names of two rows together, if that is what they are: every cell of
/// both is short enough for a name, and together more of them mean something
/// than in either row. If the second means as much alone, the first must have
/// several names, or it is a title.
fn if_one(first: &[String], second: &[String], known: &dyn Fn(&str) -> bool) -> Option<Vec<String>> {
    let means = |names: &[String]| names.iter().filter(|name| known(name)).count();
    if !first.iter().chain(second).all(|cell| is_name(cell)) {
        return None;
    }
    let joined = join(&[first, second]);
    let is_title = first.iter().filter(|cell| !cell.trim().is_empty()).count() < 2;
    let least = means(second) + usize::from(is_title);
    (means(&joined) > means(first) && means(&joined) >= least).then_some(joined)
}

fn is_name(cell: &str) -> bool {
    let plain =
        |char: char| char.is_alphabetic() || char.is_whitespace() || matches!(char, '\'' | '’' | '-' | '/' | '_');
    cell.chars().all(plain) && is_short(cell)
}

/// The name of each column from all rows of a header.
fn join(rows: &[&[String]]) -> Vec<String> {
    let width = rows.iter().map(|row| row.len()).max().unwrap_or_default();
    let name = |column: usize| {
        let parts =
            rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        parts.collect::<Vec<_>>().join(" ")
    };
    (0..width).map(name).collect()
}

/// The first and the last row of the header that has this row, where a merged
/// cell reaches from one into the next.
pub(super) fn rows_of_header(header: u64, merged: &[Merged]) -> Option<(u64, u64)> {
    let over = |cells: &&Merged| cells.rows.0 < cells.rows.1 && (cells.rows.0..=cells.rows.1).contains(&header);
    let rows = || merged.iter().filter(over).map(|cells| cells.rows);
    let (first, last) = (rows().map(|rows| rows.0).min()?, rows().map(|rows| rows.1).max()?);
    (last - first < MOST_ROWS).then_some((first, last))
}

/// The names of a header's rows, each given with its number, where a name in
/// merged cells counts for every column it stands over.
pub(super) fn names_of_merged(mut rows: Vec<(u64, Vec<String>)>, merged: &[Merged]) -> Vec<String> {
    let width = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or_default();
    for (number, cells) in &mut rows {
        cells.resize(width, String::new());
        // In a sound workbook no two of these overlap, so there are no more than columns.
        for wide in merged.iter().filter(|cells| cells.rows.0 == *number).take(MOST_COLUMNS) {
            let Some(name) = cells.get(wide.columns.0).cloned() else { continue };
            let columns = wide.columns.0..width.min(wide.columns.1 + 1);
            cells.get_mut(columns).into_iter().flatten().for_each(|cell| cell.clone_from(&name));
        }
    }
    join(&rows.iter().map(|(_, cells)| cells.as_slice()).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::super::aliases::is_known;
    use super::super::field::ColumnSpec;
    use super::*;

    fn joined(first: &str, second: &str) -> Option<String> {
        let cells = |row: &str| row.split(',').map(str::to_owned).collect::<Vec<_>>();
        let known = |name: &str| is_known(name, &ColumnSpec::default());
        if_one(&cells(first), &cells(second), &known).map(|names| names.join(","))
    }

    #[test]
    fn two_rows_are_one_header_if_they_mean_more_together() {
        let cases = [
            ("Note,Date of,Case", "number,contact,note", Some("Note number,Date of contact,Case note")),
            ("Date of,Case,", "visit,note,worker", Some("Date of visit,Case note,worker")),
            ("Case,,Note,", "number,date,type,text", Some("Case number,date,Note type,text")),
            ("Note,Date of,Case", "number,contact", Some("Note number,Date of contact,Case")),
            ("Case,,", "id,date,note", None),
            ("note_id,date,note", "1,14/03/2025,Seen.", None),
            ("note_id,date,note", "a,today,Mum well and children in school", None),
            ("Case,Visit,Details", "Ann,home,Seen", None),
            ("Note,Case", "number", None),
            ("East team,,", "note_id,date,note", None),
        ];
        for (first, second, expected) in cases {
            assert_eq!(joined(first, second).as_deref(), expected, "{first} / {second}");
        }
    }
}
