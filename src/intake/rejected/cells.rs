//! Rows of sheets, web pages and Parquet as CSV.

use std::collections::HashMap;

use super::super::encoding::Encoding;
use super::super::reject::{Reject, RejectReason};
use super::super::table::Table;
use super::copy::Copied;

/// A byte that is no text in UTF-8. It stands where the file has such bytes,
/// so that nobody takes what is left of the row for all of it.
const NO_TEXT: u8 = 0xFF;

/// The names of the columns and the cells of these rows, in UTF-8, each in
/// quotation marks.
pub(super) fn copy(table: &Table, rejects: &[&Reject]) -> Copied {
    let wanted: HashMap<u64, &Reject> = rejects.iter().filter_map(|reject| Some((reject.row?, *reject))).collect();
    let mut copy = Copied::default();
    copy.add(record(table.header()).as_bytes(), Encoding::Utf8);
    for (row, mut cells) in (1..).zip(table.cells_of_records()) {
        let Some(reject) = wanted.get(&row) else { continue };
        cells.resize(cells.len().max(table.header().len()), String::new());
        let record = record(&cells);
        let is_damaged = reject.reason == RejectReason::BadBytes;
        copy.add_record(&if is_damaged { with_bad_bytes(&record) } else { record.into_bytes() }, Encoding::Utf8);
    }
    copy
}

fn record(cells: &[String]) -> String {
    let quoted = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
    quoted.collect::<Vec<_>>().join(",") + "\n"
}

fn with_bad_bytes(record: &str) -> Vec<u8> {
    let parts: Vec<&[u8]> = record.split(char::REPLACEMENT_CHARACTER).map(str::as_bytes).collect();
    parts.join(&NO_TEXT)
}
