//! How agencies and months are compared: peer groups, and the months at which
//! limits start again.

use anyhow::Context;
use plainrecord::measure::chart::Rebase;
use plainrecord::measure::{AgencyRebase, Month, PeerGroup, Peers};
use plainrecord::note::Agency;
use serde::Deserialize;

use crate::cli::exit::Wrong;

/// A peer group as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenPeers {
    name: String,
    agencies: Vec<String>,
}

/// A month at which limits start again, as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenRebase {
    from: String,
    reason: String,
    agency: Option<String>,
}

/// The peer groups.
///
/// # Errors
/// If a group is too small, or an agency is in two.
pub(super) fn peers(written: &[WrittenPeers]) -> anyhow::Result<Peers> {
    let group = |written: &WrittenPeers| PeerGroup {
        name: written.name.clone(),
        agencies: written.agencies.iter().map(|name| Agency::new(name)).collect(),
    };
    Ok(Peers::new(written.iter().map(group).collect()).map_err(|error| Wrong::input(&error))?)
}

/// The months at which limits start again.
///
/// # Errors
/// If one is no month, or has no reason.
pub(super) fn rebases(written: &[WrittenRebase]) -> anyhow::Result<Vec<AgencyRebase>> {
    written.iter().map(WrittenRebase::read).collect()
}

impl WrittenRebase {
    fn read(&self) -> anyhow::Result<AgencyRebase> {
        let from: Month = self.from.parse().map_err(|error| Wrong::input(&error))?;
        let rebase = Rebase::new(from, &self.reason)
            .with_context(|| Wrong::input(&format!("[[rebase]] from {from}: the reason is empty")))?;
        Ok(AgencyRebase { agency: self.agency.as_deref().map(Agency::new), rebase })
    }
}
