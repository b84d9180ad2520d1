//! `rejected.csv`: every row that was not audited, where it stands and what to
//! do about it, so that nothing drops out of an audit unseen.

use super::column::{Column, text, whole};
use super::model::RejectRow;

/// The columns, in order.
pub(super) fn columns() -> Vec<Column<RejectRow>> {
    vec![
        text("source", |reject: &RejectRow| (*reject.source).into()),
        whole("row", |reject| reject.row),
        whole("line", |reject| Some(reject.line)),
        text("column", |reject| reject.column.as_str().into()),
        text("reason", |reject| reject.reason.as_str().into()),
        text("message", |reject| reject.message.as_str().into()),
        text("what_to_do", |reject| reject.remedy.as_str().into()),
    ]
}
