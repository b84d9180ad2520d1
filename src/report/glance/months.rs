//! Which months stand out from the others.

use std::collections::BTreeSet;

use super::{Audit, NAMED, name_of, named};
use crate::measure::{GroupMeasures, Month};
use crate::report::number;
use crate::report::text::Text;

/// The months that stand out, agency by agency; `None` where it cannot be told.
pub(super) fn sentence(audit: &Audit<'_>) -> Option<Text> {
    let found: Vec<(usize, Text)> = audit.measures.agencies.iter().filter_map(of_agency).collect();
    let charted = charted(audit);
    let agencies = number::counted(charted, "agency", "agencies");
    let verb = if matches!(found[..], [(1, _)]) { "stands" } else { "stand" };
    match found.len() {
        0 if charted == 0 => None,
        0 => Some(format!("No month stands out from the others, in {agencies} with enough months to tell.").into()),
        _ => Some(
            first_of(found.into_iter().map(|(_, months)| months).collect())
                .and(format!(" {verb} out from the other months: look there before you say that something changed.")),
        ),
    }
}

/// The first few agencies, and how many others there are.
fn first_of(mut agencies: Vec<Text>) -> Text {
    let others = agencies.len().saturating_sub(NAMED);
    agencies.truncate(NAMED);
    if others > 0 {
        agencies.push(format!("months in {}", number::counted(others as u64, "more agency", "more agencies")).into());
    }
    Text::list(agencies)
}

/// Each month once, whatever it stands out for, and how many they are; many are
/// counted.
fn of_agency(group: &GroupMeasures) -> Option<(usize, Text)> {
    let stretches = group.series.iter().flat_map(|(_, series)| series.stretches());
    let points = stretches.flat_map(|stretch| &stretch.points).filter(|point| point.signal.is_some());
    let months: BTreeSet<Month> = points.map(|point| point.month).collect();
    let said = if months.len() > NAMED {
        number::counted(months.len() as u64, "month", "months").into()
    } else {
        named(months.iter().map(|&month| number::month(month).into()).collect())
    };
    (!months.is_empty()).then(|| (months.len(), said.and(" in ").and_text(name_of(group))))
}

/// Agencies with limits that a month could stand outside of.
pub(super) fn charted(audit: &Audit<'_>) -> u64 {
    let has_limits = |group: &&GroupMeasures| {
        let stretches = group.series.iter().flat_map(|(_, series)| series.stretches());
        stretches.into_iter().any(|stretch| stretch.limits.chart().is_some())
    };
    audit.measures.agencies.iter().filter(has_limits).count() as u64
}
