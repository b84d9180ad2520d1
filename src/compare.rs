//! One audit beside an earlier one: what changed in each agency's recording,
//! how sure that is, and which wording moved. It reads the tables of two audit
//! folders and no note; it says no more than the tables show, and nothing at
//! all where the two audits did not look for the same things.

mod change;
mod edition;
mod notes;

use std::collections::BTreeSet;

pub use change::{Change, Direction, Moved};
pub use edition::{Edition, EditionError, Figure};

use change::{changes, moved};
use edition::Told;

use crate::report::ALL_AGENCIES;

/// Why figures of two audits cannot be held side by side as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// They looked for different wording: the files of the lexicon that differ.
    Lexicon(Vec<String>),
    /// Different wordings were left out by choice.
    LeftOut,
    /// Most notes of these agencies are of kinds that they have none of in the
    /// other audit: another system, or another part of their records.
    Sources(Vec<String>),
    /// Different versions of the program read them.
    Version(String, String),
}

/// Two audits side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// What stands between them; a reader has to be told why they are compared
    /// all the same.
    pub obstacles: Vec<Obstacle>,
    /// Exports that are in both, by the later audit's names. Notes that are in
    /// both make a change look smaller than it is.
    pub shared_exports: Vec<String>,
    /// Whether all days of the later audit lie before those of the earlier one.
    pub is_reversed: bool,
    /// Agencies that are in one audit only.
    pub only_later: Vec<String>,
    /// The same of the earlier one.
    pub only_earlier: Vec<String>,
    /// Each figure that is in both, in the order of the later audit; of all
    /// agencies together only where the same ones are shown in both, since they
    /// are made up of those.
    pub changes: Vec<Change>,
    /// Entries whose share of all notes changed, the largest change first;
    /// none where the agencies are not the same in both.
    pub moved: Vec<Moved>,
    /// How many entries were looked at for that.
    pub entries: usize,
}

impl Comparison {
    /// Holds a later audit beside an earlier one.
    pub fn new(later: &Edition, earlier: &Edition) -> Self {
        let only = |one: &Edition, other: &Edition| -> Vec<String> {
            one.agencies().filter(|name| !other.has(name)).collect()
        };
        let (moved, entries) = moved(later, earlier);
        let mut comparison = Self {
            obstacles: obstacles(later, earlier),
            shared_exports: later.exports_shared_with(earlier),
            only_later: only(later, earlier),
            only_earlier: only(earlier, later),
            is_reversed: is_before(later, earlier),
            changes: changes(later, earlier),
            moved,
            entries,
        };
        comparison.changes.retain(|change| change.agency != ALL_AGENCIES || same_shown(&change.topic, later, earlier));
        if !comparison.same_agencies() {
            comparison.changes.retain(|change| change.agency != ALL_AGENCIES);
            comparison.moved.clear();
        }
        comparison
    }

    /// Whether both audits are of the same agencies.
    pub fn same_agencies(&self) -> bool {
        self.only_later.is_empty() && self.only_earlier.is_empty()
    }
}

/// Whether all days of one audit lie before those of another.
fn is_before(one: &Edition, other: &Edition) -> bool {
    one.days().zip(other.days()).is_some_and(|((_, last), (first, _))| last < first)
}

/// Whether the same agencies are shown on a topic, and so are in what is said of
/// all together.
fn same_shown(topic: &str, later: &Edition, earlier: &Edition) -> bool {
    let shown = |edition: &Edition| -> BTreeSet<String> {
        let of_topic = edition.figures().filter(|((agency, of), _)| of == topic && agency != ALL_AGENCIES);
        of_topic.filter(|(_, told)| *told != Told::TooFew).map(|((agency, _), _)| agency.clone()).collect()
    };
    shown(later) == shown(earlier)
}

fn obstacles(later: &Edition, earlier: &Edition) -> Vec<Obstacle> {
    let files = later.lexicon_differences(earlier);
    let lexicon = (!files.is_empty()).then_some(Obstacle::Lexicon(files));
    let left_out = (later.left_out() != earlier.left_out()).then_some(Obstacle::LeftOut);
    let unlike = later.unlike(earlier);
    let sources = (!unlike.is_empty()).then_some(Obstacle::Sources(unlike));
    let [new, old] = [later, earlier].map(|edition| edition.version().to_owned());
    let version = (new != old).then_some(Obstacle::Version(new, old));
    [lexicon, left_out, sources, version].into_iter().flatten().collect()
}
