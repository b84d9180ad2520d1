//! What about an opened file deserves a warning, put together in one fixed
//! order: columns, layout, rows, encoding. It counts nothing itself that the
//! readers have counted.

use super::aliases::is_known;
use super::body::garbled_places;
use super::columns;
use super::decode::Decoded;
use super::encoding::EncodingEvidence;
use super::export::{Counts, DatesFound};
use super::field::{ColumnSpec, Field};
use super::header::shown;
use super::json::Json;
use super::notes::NoteMaker;
use super::parquet::Parquet;
use super::records::Kind;
use super::scan::Quotes;
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
    if table.decoded().is_none() && survey.texts.garbled > 0 {
        warnings.push(Warning::Mojibake { places: survey.texts.garbled });
    }
    warnings.extend(table.decoded().into_iter().flat_map(of_encoding));
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
    let strays = table.count(|kind| kind == Kind::Row(Quotes::Stray));
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

fn of_encoding(decoded: &Decoded) -> Vec<Warning> {
    let mixed = match decoded.found.evidence {
        EncodingEvidence::NotUtf8 { multi_byte, .. } => multi_byte,
        _ => 0,
    };
    // Where encodings are mixed, what looks garbled is that and nothing older.
    let garbled = if mixed == 0 { garbled_places(&decoded.text) } else { 0 };
    let (lost, nul) = (decoded.lost_before(), decoded.text.matches('\0').count());
    let counted = [
        (decoded.undefined, Warning::UndefinedBytes { bytes: decoded.undefined as u64 }),
        (mixed, Warning::MixedEncodings { places: mixed as u64 }),
        (lost, Warning::LostCharacters { characters: lost as u64 }),
        (garbled, Warning::Mojibake { places: garbled as u64 }),
        (nul, Warning::NulCharacters { characters: nul as u64 }),
    ];
    counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, warning)| warning).collect()
}
