//! `agreements.csv`: every note that describes a written agreement, with who is
//! bound to what, what follows a breach and how far it was agreed.

use super::column::{Column, day, text, whole};
use super::model::AgreementRow;
use crate::detect::{Bound, Term};

/// The columns, in order.
pub(super) fn columns() -> Vec<Column<AgreementRow>> {
    vec![
        text("note_id", |row: &AgreementRow| row.note.note_id.as_str().into()),
        text("case_id", |row| row.note.case_id.as_str().into()),
        text("agency", |row| row.note.agency.as_str().into()),
        day("date", |row| row.note.date),
        text("source", |row| (*row.note.source).into()),
        whole("row", |row| Some(row.note.row)),
        text("binds", |row| row.agreement.sides().id().into()),
        text("victim_is_to", |row| listed(row.agreement.duties_of(Bound::Victim)).into()),
        text("perpetrator_is_to", |row| listed(row.agreement.duties_of(Bound::Perpetrator)).into()),
        text("both_are_to", |row| listed(row.agreement.duties_of(Bound::Both)).into()),
        text("on_breach", |row| listed(row.agreement.consequences.iter().copied()).into()),
        text("state", |row| listed(row.agreement.states.iter().copied()).into()),
    ]
}

/// Each clause once, in the order of the registry.
fn listed(terms: impl Iterator<Item = Term>) -> String {
    let mut clauses: Vec<_> = terms.map(|term| term.clause).collect();
    clauses.sort_unstable();
    clauses.dedup();
    clauses.iter().map(|clause| clause.id()).collect::<Vec<_>>().join("; ")
}
