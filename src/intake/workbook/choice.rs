//! Which sheet of a workbook is read: the one that is asked for, or the only
//! one with notes in it. Two are a question.

use super::super::aliases::is_text;
use super::super::error::IntakeError;
use super::super::table::ReadAs;
use super::{Sheet, SheetText};

/// The sheet with the notes. `known` says whether a header name means
/// something to intake.
///
/// # Errors
/// If the workbook cannot be parsed or has nothing in it, if the sheet that is
/// asked for is not there, or if two sheets could be the one.
pub(in super::super) fn read(
    path: &str,
    bytes: &[u8],
    how: ReadAs<'_>,
    known: &dyn Fn(&str) -> bool,
) -> Result<Sheet, IntakeError> {
    let refused = |problem| IntakeError::Workbook { path: path.to_owned(), problem: Box::new(problem) };
    let all = how.isolation.sheets(bytes, how.sheet).map_err(refused)?;
    let hidden = names(all.iter().filter(|sheet| sheet.hidden && !sheet.is_read));
    let (full, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|sheet| sheet.is_read && sheet.cells > 0);
    if let Some(asked) = how.sheet.filter(|_| full.is_empty()) {
        let there = names(rest.iter().filter(|sheet| sheet.is_table));
        return Err(IntakeError::MissingSheet { path: path.to_owned(), asked: asked.to_owned(), there });
    }
    let mut tables = full.into_iter().map(|sheet| Sheet::read(path, sheet, known)).collect::<Result<Vec<_>, _>>()?;
    let at = which(path, &tables)?.ok_or_else(|| nothing(path, bytes, &hidden))?;
    let chosen = tables.remove(at);
    Ok(Sheet { hidden, others: tables.iter().map(|sheet| sheet.name().to_owned()).collect(), ..chosen })
}

fn names<'s>(sheets: impl Iterator<Item = &'s SheetText>) -> Vec<String> {
    sheets.map(|sheet| sheet.name.clone()).collect()
}

/// The only sheet, the only one with a column of text, or the first, whose
/// columns a message then lists.
fn which(path: &str, sheets: &[Sheet]) -> Result<Option<usize>, IntakeError> {
    let has_text = |sheet: &Sheet| sheet.table().header().iter().any(|name| is_text(name));
    let with_text: Vec<usize> = (0..sheets.len()).filter(|at| has_text(&sheets[*at])).collect();
    match (sheets, with_text.as_slice()) {
        ([], _) => Ok(None),
        (_, [only]) => Ok(Some(*only)),
        (_, []) => Ok(Some(0)),
        (_, several) => {
            let sheets = several.iter().map(|at| sheets[*at].name().to_owned()).collect();
            Err(IntakeError::AmbiguousSheet { path: path.to_owned(), sheets })
        }
    }
}

fn nothing(path: &str, bytes: &[u8], hidden: &[String]) -> IntakeError {
    match hidden {
        [] => IntakeError::Empty { path: path.to_owned(), bytes: bytes.len() as u64 },
        hidden => IntakeError::OnlyHiddenSheets { path: path.to_owned(), sheets: hidden.to_vec() },
    }
}
