//! What sorts of notes each agency writes, and what was found in each sort: a
//! contact in two lines has another chance of holding anything than the minutes
//! of a conference. How an agency's figure looks once that is allowed for
//! decides whether a difference is believed.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::by_case::Batch;
use super::case_mix::{Standardised, Strata};
use super::topic::Topic;
use crate::note::Agency;

/// With more types of notes than this the column does not hold types.
const MOST_TYPES: usize = 64;

/// The notes of every agency by sort.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sorts {
    notes: BTreeMap<(Agency, Sort), Batch>,
    types: BTreeSet<String>,
}

/// What sort of note one is; nothing of it is how well it is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Sort {
    /// The type as exported, without regard to case; empty where there is none.
    note_type: String,
    length: Length,
}

/// How long a note is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Length {
    /// Up to 50 words: a line or two.
    Line,
    /// Up to 200 words: a contact.
    Contact,
    /// Up to 600 words: a visit.
    Visit,
    /// More: an assessment, minutes.
    Document,
}

/// What is allowed for when an agency is held beside others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mix {
    /// The type of each note, and its length.
    TypesAndLengths,
    /// Its length alone: the agency has types of notes that the others have not,
    /// or the export has none.
    Lengths,
}

impl Mix {
    /// The id used in tables.
    pub fn id(self) -> &'static str {
        match self {
            Self::TypesAndLengths => "type and length",
            Self::Lengths => "length",
        }
    }
}

/// An agency's figure beside what its mix of notes leads one to expect.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MixAdjusted {
    /// What was allowed for.
    pub mix: Mix,
    /// Observed and expected.
    pub standardised: Standardised,
}

impl Length {
    fn of(words: u64) -> Self {
        match words {
            0..=50 => Self::Line,
            51..=200 => Self::Contact,
            201..=600 => Self::Visit,
            _ => Self::Document,
        }
    }
}

impl Sorts {
    /// Adds the notes in `batch`, all of one type and of about so many words.
    pub(super) fn add(&mut self, agency: &Agency, note_type: &str, words: u64, batch: &Batch) {
        let mut note_type = note_type.trim().to_lowercase();
        if !self.types.contains(&note_type) && !self.has_too_many_types() {
            self.types.insert(note_type.clone());
            self.forget_types();
        }
        if self.has_too_many_types() {
            note_type.clear();
        }
        let sort = Sort { note_type, length: Length::of(words) };
        self.notes.entry((agency.clone(), sort)).or_default().merge(batch);
    }

    /// Adds what another part of the notes came to.
    pub(super) fn merge(&mut self, other: Self) {
        self.types.extend(other.types);
        for (key, batch) in other.notes {
            self.notes.entry(key).or_default().merge(&batch);
        }
        self.forget_types();
    }

    fn has_too_many_types(&self) -> bool {
        self.types.len() > MOST_TYPES
    }

    fn has_types(&self) -> bool {
        !self.has_too_many_types() && self.types.iter().any(|note_type| !note_type.is_empty())
    }

    /// Leaves nothing but lengths where there are too many types, so that a
    /// column of free text does not fill the memory. What is left depends on
    /// the types of all notes, and not on their order.
    fn forget_types(&mut self) {
        if !self.has_too_many_types() {
            return;
        }
        for ((agency, sort), batch) in std::mem::take(&mut self.notes) {
            let sort = Sort { note_type: String::new(), ..sort };
            self.notes.entry((agency, sort)).or_default().merge(&batch);
        }
    }

    /// An agency's figure once its mix of notes is allowed for, beside that of
    /// its peers and itself; `None` where nothing can be said.
    pub(super) fn adjusted(
        &self,
        agency: &Agency,
        is_peer: impl Fn(&Agency) -> bool,
        topic: Topic,
    ) -> Option<MixAdjusted> {
        let strata = |whose: &dyn Fn(&Agency) -> bool| self.strata(whose, topic);
        let (own, others) = (strata(&|one| one == agency), strata(&|one| one != agency && is_peer(one)));
        if self.has_types() && own.is_covered_by(&others) {
            return MixAdjusted::new(Mix::TypesAndLengths, &own, others);
        }
        let [own, others] = [own, others].map(|strata| strata.by(|&(_, length)| length));
        own.is_covered_by(&others).then(|| MixAdjusted::new(Mix::Lengths, &own, others)).flatten()
    }

    /// Whether most notes of an agency are of lengths that those beside it never
    /// write, so that nothing can be allowed for.
    pub(super) fn are_unlike(&self, agency: &Agency, is_peer: impl Fn(&Agency) -> bool, topic: Topic) -> bool {
        let lengths = |whose: &dyn Fn(&Agency) -> bool| self.strata(whose, topic).by(|&(_, length)| length);
        let (own, others) = (lengths(&|one| one == agency), lengths(&|one| one != agency && is_peer(one)));
        2 * own.notes_beyond(&others) > own.notes()
    }

    fn strata(&self, whose: &dyn Fn(&Agency) -> bool, topic: Topic) -> Strata<(&str, Length)> {
        let mut strata = Strata::default();
        for ((_, sort), batch) in self.notes.iter().filter(|((agency, _), _)| whose(agency)) {
            let (met, notes) = batch.bearing(topic);
            strata.add((sort.note_type.as_str(), sort.length), notes, met);
        }
        strata
    }
}

impl MixAdjusted {
    fn new<S: Ord + Clone>(mix: Mix, own: &Strata<S>, others: Strata<S>) -> Option<Self> {
        let standardised = own.standardised_beside(others).ok()?;
        Some(Self { mix, standardised })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Kind;
    use crate::measure::difference::Sign;

    const TOPIC: Topic = Topic::Kind(Kind::Concern);

    /// Notes of agency, type and length, of which so many bear a concern.
    fn sorts(rows: &[(&str, &str, u64, u64, u64)]) -> Sorts {
        let mut sorts = Sorts::default();
        for &(agency, note_type, words, notes, met) in rows {
            for note in 0..notes {
                let mut one = Batch::default();
                one.add(false, (note < met).then_some(&TOPIC));
                sorts.add(&Agency::new(agency), note_type, words, &one);
            }
        }
        sorts
    }

    fn adjusted(sorts: &Sorts, agency: &str) -> Option<(Mix, Sign)> {
        let adjusted = sorts.adjusted(&Agency::new(agency), |_| true, TOPIC)?;
        Some((adjusted.mix, adjusted.standardised.sign()))
    }

    #[test]
    fn a_difference_that_comes_from_the_mix_of_notes_turns_round() {
        // The worked example: of A's notes fewer bear it than of B's, and more
        // than notes of these types do.
        let sorts = sorts(&[
            ("A", "Contact", 20, 120, 36),
            ("A", "Assessment", 20, 30, 18),
            ("A", "Conference", 20, 10, 8),
            ("B", "contact ", 20, 40, 10),
            ("B", "assessment", 20, 60, 33),
            ("B", "conference", 20, 50, 41),
        ]);
        assert_eq!(adjusted(&sorts, "A"), Some((Mix::TypesAndLengths, Sign::Higher)));
        assert_eq!(adjusted(&sorts, "B"), Some((Mix::TypesAndLengths, Sign::Lower)));
    }

    #[test]
    fn lengths_alone_are_allowed_for_where_types_are_not_shared() {
        let sorts =
            sorts(&[("A", "log", 20, 9, 3), ("A", "log", 100, 9, 3), ("B", "visit", 20, 9, 2), ("B", "", 99, 9, 9)]);
        assert_eq!(adjusted(&sorts, "A").map(|found| found.0), Some(Mix::Lengths));
        assert_eq!(adjusted(&sorts, "C"), None);
    }

    #[test]
    fn nothing_is_said_of_a_length_that_nobody_else_writes() {
        let sorts = sorts(&[("A", "log", 900, 9, 3), ("B", "log", 20, 9, 2)]);
        assert_eq!(adjusted(&sorts, "A"), None);
    }

    #[test]
    fn only_peers_are_beside_an_agency() {
        let sorts = sorts(&[("A", "", 9, 9, 3), ("B", "", 9, 9, 0), ("C", "", 9, 9, 9)]);
        let beside = |peer: &str| {
            let peer = Agency::new(peer);
            let adjusted = sorts.adjusted(&Agency::new("A"), |one| *one == peer, TOPIC);
            adjusted.map(|found| found.standardised.sign())
        };
        assert_eq!((beside("B"), beside("C"), beside("D")), (Some(Sign::Higher), Some(Sign::Lower), None));
    }

    #[test]
    fn a_column_of_free_text_is_no_column_of_types_whatever_the_order() {
        let types: Vec<String> = (0..200).map(|number| format!("type {number}")).collect();
        let rows: Vec<_> = types.iter().map(|one| ("A", one.as_str(), 20, 2, 1)).collect();
        let whole = sorts(&rows);
        let (mut front, back) = (sorts(&rows[..30]), sorts(&rows[30..]));
        front.merge(back);
        assert_eq!(front.notes, whole.notes);
        assert_eq!(whole.notes.len(), 1);
    }
}
