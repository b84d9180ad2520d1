//! Which sheets of a workbook are read: the one that is asked for, all if they
//! are one table, or the only one with notes in it. Two are a question.

use super::super::aliases::is_text;
use super::super::error::IntakeError;
use super::super::table::ReadAs;
use super::{ALL, BookText, Sheet, SheetText, Sheets};

/// The sheets with the notes. `known` says whether a header name means
/// something to intake.
///
/// # Errors
/// If the workbook cannot be parsed or has nothing in it, if the sheet that is
/// asked for is not there, if two sheets could be the one, or if those that
/// are to be one table have different headers.
pub(in super::super) fn read(
    path: &str,
    bytes: &[u8],
    how: ReadAs<'_>,
    known: &dyn Fn(&str) -> bool,
) -> Result<Sheets, IntakeError> {
    let refused = |problem| IntakeError::Workbook { path: path.to_owned(), problem: Box::new(problem) };
    let BookText { sheets, comments } = how.room.isolation.parse(bytes, how.sheet).map_err(refused)?;
    let hidden = names(sheets.iter().filter(|sheet| sheet.hidden && !sheet.is_read));
    let all_asked = how.sheet == Some(ALL) && sheets.iter().all(|sheet| sheet.name != ALL);
    let (full, rest): (Vec<_>, Vec<_>) = sheets.into_iter().partition(|sheet| sheet.is_read && sheet.grid.cells > 0);
    if let Some(asked) = how.sheet.filter(|_| full.is_empty() && !all_asked) {
        let there = names(rest.iter().filter(|sheet| sheet.is_table));
        return Err(IntakeError::MissingSheet { path: path.to_owned(), asked: asked.to_owned(), there });
    }
    let tables = full.into_iter().map(|sheet| Sheet::read(path, sheet, known)).collect::<Result<Vec<_>, _>>()?;
    if tables.is_empty() {
        return Err(nothing(path, bytes, &hidden));
    }
    let (read, others) = if all_asked { all(path, tables)? } else { one(path, tables)? };
    Ok(Sheets::new(read, &others, hidden, comments))
}

fn names<'s>(sheets: impl Iterator<Item = &'s SheetText>) -> Vec<String> {
    sheets.map(|sheet| sheet.name.clone()).collect()
}

/// Sheets that are read, and the others.
type Chosen = (Vec<Sheet>, Vec<Sheet>);

/// The only sheet, the only one with a column of text, or the first, whose
/// columns a message then lists.
fn one(path: &str, sheets: Vec<Sheet>) -> Result<Chosen, IntakeError> {
    let (mut with_text, mut others) = by_text(sheets);
    if with_text.len() > 1 {
        let sheets = with_text.into_iter().map(|sheet| sheet.name).collect();
        return Err(IntakeError::AmbiguousSheet { path: path.to_owned(), sheets });
    }
    if with_text.is_empty() {
        with_text.extend(others.drain(..1));
    }
    Ok((with_text, others))
}

/// Every sheet with a column of text, or every sheet if none is known to have
/// one. They must be the same table.
fn all(path: &str, sheets: Vec<Sheet>) -> Result<Chosen, IntakeError> {
    let (with_text, others) = by_text(sheets);
    let (read, others) = if with_text.is_empty() { (others, with_text) } else { (with_text, others) };
    if let Some((first, other)) = read.iter().zip(read.iter().skip(1)).find(|(one, next)| one.header() != next.header())
    {
        return Err(IntakeError::DifferentSheets {
            path: path.to_owned(),
            first: first.name.clone(),
            other: other.name.clone(),
        });
    }
    Ok((read, others))
}

fn by_text(sheets: Vec<Sheet>) -> Chosen {
    sheets.into_iter().partition(|sheet| sheet.header().iter().any(|name| is_text(name)))
}

fn nothing(path: &str, bytes: &[u8], hidden: &[String]) -> IntakeError {
    match hidden {
        [] => IntakeError::Empty { path: path.to_owned(), bytes: bytes.len() as u64 },
        hidden => IntakeError::OnlyHiddenSheets { path: path.to_owned(), sheets: hidden.to_vec() },
    }
}
