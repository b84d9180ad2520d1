//! Which months stand out from the others.

use std::collections::BTreeSet;

use super::{Audit, name_of, named};
use crate::measure::{GroupMeasures, Month};
use crate::report::number;
use crate::report::text::Text;

/// The months that stand out, agency by agency; `None` where it cannot be told.
pub(super) fn sentence(audit: &Audit<'_>) -> Option<Text> {
    let found: Vec<Text> = audit.measures.agencies.iter().flat_map(of_agency).collect();
    let charted = charted(audit);
    let agencies = number::counted(charted, "agency", "agencies");
    let verb = if found.len() == 1 { "stands" } else { "stand" };
    match found.len() {
        0 if charted == 0 => None,
        0 => Some(format!("No month stands out from the others, in {agencies} with enough months to tell.").into()),
        _ => Some(
            named(found)
                .and(format!(" {verb} out from the other months: look there before you say that something changed.")),
        ),
    }
}

/// Each month once, whatever it stands out for.
fn of_agency(group: &GroupMeasures) -> Vec<Text> {
    let stretches = group.series.iter().flat_map(|(_, series)| series.stretches());
    let points = stretches.flat_map(|stretch| &stretch.points).filter(|point| point.signal.is_some());
    let months: BTreeSet<Month> = points.map(|point| point.month).collect();
    let said = |month| Text::from(format!("{} in ", number::month(month))).and_text(name_of(group));
    months.into_iter().map(said).collect()
}

/// Agencies with limits that a month could stand outside of.
pub(super) fn charted(audit: &Audit<'_>) -> u64 {
    let has_limits = |group: &&GroupMeasures| {
        let stretches = group.series.iter().flat_map(|(_, series)| series.stretches());
        stretches.into_iter().any(|stretch| stretch.limits.chart().is_some())
    };
    audit.measures.agencies.iter().filter(has_limits).count() as u64
}
