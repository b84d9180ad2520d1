//! What about an opened file deserves a warning, put together in one fixed
//! order: columns, layout, rows, encoding. It counts nothing itself that the
//! readers have counted.

use super::aliases::is_known;
use super::columns;
use super::decode::Damage;
use super::encoding::{EncodingEvidence, EncodingFound};
use super::export::{Counts, DatesFound};
use super::field::{ColumnSpec, Field};
use super::header::shown;
use super::json::Json;
use super::notes::NoteMaker;
use super::parquet::Parquet;
use super::survey::Survey;
use super::table::Table;
use super::warning::Warning;
use super::workbook::Sheets;

/// The most names that a warning shows.
const MOST_NAMES: usize = 5;

/// The most rows that a sheet may have, in old Excel and in new.
const EXCEL_ROWS: [u64; 2] = [65_536, 1_048_576];

/// Every warning about a file but the one on its agency.
pub(super) fn gather(
    table: &Table,
    maker: &NoteMaker,
    survey: &Survey,
    dates: &DatesFound,
    counts: Counts,
) -> Vec<Warning> {
    let order = match dates {
        DatesFound::Found(order, _) => Some(*order),
        DatesFound::NoColumn | DatesFound::Given(_) => None,
    };
    let mut warnings = table.sheets().map_or_else(Vec::new, of_workbook);
    warnings.extend(table.parquet().and_then(unread));
    warnings.extend(other_texts(maker));
    warnings.extend(of_layout(table, counts));
    warnings.extend(table.json().and_then(|json| rare_names(json, maker)));
    warnings.extend(survey.warnings(order));
    warnings.extend(rounded(maker, survey));
    let damage = table.damage().unwrap_or(Damage { garbled: survey.texts.garbled, ..Damage::default() });
    warnings.extend(of_encoding(damage, table.encoding()));
    warnings
}

fn unread(table: &Parquet) -> Option<Warning> {
    Some(table.unread()).filter(|columns| !columns.is_empty()).map(|columns| Warning::UnreadColumns { columns })
}

fn rounded(maker: &NoteMaker, survey: &Survey) -> Option<Warning> {
    let column = maker.mapping.of(Field::CaseId).next()?.name.clone();
    let cells = survey.rounded_cases.cells;
    (cells > 0).then_some(Warning::RoundedNumbers { column, cells })
}

fn of_workbook(sheets: &Sheets) -> Vec<Warning> {
    let (hidden, others, comments) = (sheets.hidden.clone(), sheets.others.clone(), sheets.comments);
    let used = || sheets.names().collect::<Vec<_>>().join(", ");
    let warnings = [
        (!hidden.is_empty()).then_some(Warning::HiddenSheets { sheets: hidden }),
        (!others.is_empty()).then(|| Warning::OtherSheets { used: used(), others }),
        (comments > 0).then_some(Warning::CellComments { comments }),
    ];
    warnings.into_iter().flatten().collect()
}

fn other_texts(maker: &NoteMaker) -> Vec<Warning> {
    let used = maker.mapping.of(Field::Text).next().map(|mapped| mapped.name.clone()).unwrap_or_default();
    let others = columns::other_texts(&maker.header, &maker.mapping);
    others.into_iter().map(|other| Warning::OtherTextColumn { used: used.clone(), other: other.to_owned() }).collect()
}

fn of_layout(table: &Table, counts: Counts) -> Vec<Warning> {
    let stated = table.stated_total().filter(|stated| *stated != counts.rows);
    let strays = table.kinds().strays;
    let headers = counts.repeated_headers;
    let (merged, failed) = table.grids().fold((0, 0), |sum, grid| (sum.0 + grid.merged, sum.1 + grid.cells().failed));
    let warnings = [
        table.is_header_joined().then_some(Warning::JoinedHeader),
        (merged > 0).then_some(Warning::MergedCells { cells: merged }),
        (failed > 0).then_some(Warning::FailedFormulas { cells: failed }),
        at_excel_limit(counts),
        stated.map(|stated| Warning::FooterTotal { stated, counted: counts.rows }),
        (headers > 0).then_some(Warning::RepeatedHeaders { lines: headers }),
        (strays > 0).then_some(Warning::QuotesNotDoubled { rows: strays }),
    ];
    warnings.into_iter().flatten().collect()
}

fn rare_names(json: &Json, maker: &NoteMaker) -> Option<Warning> {
    let read: Vec<usize> = maker.mapping.columns().iter().map(|mapped| mapped.column).collect();
    let (columns, records) = json.rare_names(&read)?;
    let shown = shown(&maker.header, &|name| is_known(name, &ColumnSpec::default()));
    let names = columns.into_iter().filter_map(|column| shown.get(column)).take(MOST_NAMES).cloned().collect();
    Some(Warning::RareNames { names, records })
}

/// Excel drops the rows that do not fit, without a word. A sheet is full with
/// its header and what stands around the records, a query without.
fn at_excel_limit(counts: Counts) -> Option<Warning> {
    let lines = 1 + counts.rows + counts.preamble + counts.blank + counts.footer + counts.repeated_headers;
    let rows = EXCEL_ROWS.into_iter().find(|most| [lines, counts.rows].contains(most))?;
    Some(Warning::ExcelRowLimit { rows })
}

fn of_encoding(damage: Damage, encoding: Option<EncodingFound>) -> Vec<Warning> {
    let mixed = match encoding.map(|found| found.evidence) {
        Some(EncodingEvidence::NotUtf8 { multi_byte, .. }) => multi_byte as u64,
        _ => 0,
    };
    let Damage { undefined, lost, garbled, nul } = damage;
    // Where encodings are mixed, what looks garbled is that and nothing older.
    let garbled = if mixed == 0 { garbled } else { 0 };
    let counted = [
        (undefined, Warning::UndefinedBytes { bytes: undefined }),
        (mixed, Warning::MixedEncodings { places: mixed }),
        (lost, Warning::LostCharacters { characters: lost }),
        (garbled, Warning::Mojibake { places: garbled }),
        (nul, Warning::NulCharacters { characters: nul }),
    ];
    counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, warning)| warning).collect()
}
