//! What one note counts for.

use std::collections::BTreeSet;

use super::topic::{Base, Topic};
use crate::detect::Sides;
use crate::lexicon::{Indicator, Kind};

/// The indicators that a note's findings count for; one found twice stands
/// twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InNote {
    /// In the note's own words.
    pub counted: Vec<Indicator>,
    /// In passages repeated from an earlier note, which counted there.
    pub repeated: Vec<Indicator>,
    /// In another status than the writer's own wording, standard text apart.
    pub otherwise: Vec<Indicator>,
    /// Concerns that are named in order to criticise them.
    pub challenged: Vec<Indicator>,
    /// Whether all that was found repeats an earlier note.
    pub pasted: bool,
    /// Whom a written agreement binds, if the note describes one.
    pub agreement: Option<Sides>,
    /// Whether the note shows that it is about abuse.
    pub about_abuse: bool,
    /// What the classifier points at.
    pub worth_reading: Vec<Indicator>,
    /// How long the note is, in words.
    pub words: u64,
}

impl InNote {
    pub(super) fn either_tier(&self) -> bool {
        let mut all = self.counted.iter().chain(&self.repeated).chain(&self.worth_reading);
        all.any(|indicator| indicator.kind() == Kind::Concern)
    }
}

/// What a note bears, each topic once, of what it can have a share in.
pub(super) fn borne(counted: impl Iterator<Item = Indicator>, about_abuse: bool) -> BTreeSet<Topic> {
    let topics = counted.flat_map(Topic::of).flatten();
    topics.filter(|topic| about_abuse || topic.base() == Base::Notes).collect()
}
