//! Counts that can be taken in parts and put together in any grouping:
//! `merge` is associative and commutative, whatever the chunks.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::by_case::{Batch, ByCase, Shared};
use super::case::CaseNote;
use super::clusters::Clusters;
use super::group::{Cases, Group};
use super::in_note::{InNote, borne};
use super::month::Month;
use super::peers::Peers;
use super::sorts::{MixAdjusted, Sorts};
use super::suppress::Threshold;
use super::topic::{Base, Topic};
use super::unread::UnreadRows;
use crate::note::{Agency, Date, Note};

/// What was counted so far: first all notes, then the cases that they are in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    agencies: BTreeMap<Slice, Group>,
    small: Small,
    /// The cases of all together, at any time and in each month.
    together: BTreeMap<Option<Month>, Cases>,
    peers: Peers,
    /// The cases of every peer group, by its name.
    among: BTreeMap<String, ByCase>,
    /// What an agency shares with those that it is held beside.
    shared: BTreeMap<Agency, Shared>,
    sorts: Sorts,
    /// Rows that are no notes, by who wrote them where that is known.
    unread: BTreeMap<Option<Agency>, UnreadRows>,
}

/// The notes of one agency, of one month or of any time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Slice {
    agency: Agency,
    month: Option<Month>,
}

/// Agencies with too little to show. What is said of all together, or of those
/// that another is held beside, leaves them out: else it would tell, less the
/// rest, what they have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Small {
    notes: BTreeSet<Agency>,
    about_abuse: BTreeSet<Agency>,
}

impl Small {
    fn keeps(&self, agency: &Agency, base: Base) -> bool {
        let few = match base {
            Base::Notes => false,
            Base::AboutAbuse => self.about_abuse.contains(agency),
        };
        !few && !self.notes.contains(agency)
    }
}

impl Slice {
    /// The slices that a note is in.
    fn of(agency: &Agency, date: Option<Date>) -> impl Iterator<Item = Self> {
        let months = std::iter::once(None).chain(date.map(|date| Some(Month::from(date))));
        months.map(|month| Self { agency: agency.clone(), month })
    }
}

impl Tally {
    /// Nothing counted yet; agencies of a peer group are held beside one another.
    pub fn new(peers: Peers) -> Self {
        Self { peers, ..Self::default() }
    }

    /// Adds one note with what was found in it.
    pub fn add(&mut self, note: &Note, found: &InNote) {
        let mut one = Batch::default();
        one.add(found.about_abuse, &borne(found.counted.iter().copied(), found.about_abuse));
        for slice in Slice::of(&note.agency, note.date) {
            let group = self.agencies.entry(slice).or_default();
            group.add(found);
            if note.case.is_empty() {
                group.add_alone(&one);
            }
        }
        self.sorts.add(&note.agency, &note.note_type, found.words, &one);
    }

    /// Adds rows that are no notes, and who wrote them if that is known. An
    /// agency of which no note could be read is an agency all the same.
    pub fn add_unread(&mut self, agency: Option<&Agency>, rows: UnreadRows) {
        self.unread.entry(agency.cloned()).or_default().add(rows);
        if let Some(agency) = agency {
            self.agencies.entry(Slice { agency: agency.clone(), month: None }).or_default();
        }
    }

    /// Once all notes were added: agencies with fewer notes than this, or fewer
    /// about abuse, are left out of what is said of all together.
    pub fn settle(&mut self, least: Threshold) {
        let bases: Vec<_> = self.groups().map(|(agency, group)| (agency.clone(), group.bases())).collect();
        self.settle_by(bases, least);
    }

    /// The same for a tally of a part of the notes: `bases` is what all of them
    /// come to, for each agency its notes and those of them about abuse.
    pub fn settle_by(&mut self, bases: impl IntoIterator<Item = (Agency, [u64; 2])>, least: Threshold) {
        self.small = Small::default();
        for (agency, [notes, about_abuse]) in bases {
            if notes < least.get() {
                self.small.notes.insert(agency.clone());
            }
            if about_abuse < least.get() {
                self.small.about_abuse.insert(agency);
            }
        }
    }

    /// Adds one case: all the notes of it that were added one by one. A family
    /// known to three agencies is one case of each, and one of all together.
    pub fn add_case(&mut self, notes: &[CaseNote]) {
        let mut parts = BTreeMap::<Slice, Batch>::new();
        for note in notes {
            let bears = borne(note.counted.iter(), note.about_abuse);
            for slice in Slice::of(&note.agency, note.day) {
                parts.entry(slice).or_default().add(note.about_abuse, &bears);
            }
        }
        let mut whole = BTreeMap::<Option<Month>, Batch>::new();
        for (slice, part) in &mut parts {
            self.agencies.entry(slice.clone()).or_default().cases.add(part);
            part.keep(|base| self.small.keeps(&slice.agency, base));
            whole.entry(slice.month).or_default().merge(part);
        }
        for (month, case) in whole.iter().filter(|(_, case)| !case.is_empty()) {
            self.together.entry(*month).or_default().add(case);
        }
        parts.retain(|slice, _| slice.month.is_none());
        let parts: BTreeMap<_, _> = parts.into_iter().map(|(slice, part)| (slice.agency, part)).collect();
        self.hold_beside(&parts, whole.get(&None));
    }

    /// Adds one case to what agencies are held beside: the whole of it, of which
    /// each wrote its part.
    fn hold_beside(&mut self, parts: &BTreeMap<Agency, Batch>, whole: Option<&Batch>) {
        let mut of_groups = BTreeMap::<&str, Batch>::new();
        for (agency, part) in parts {
            if let Some(group) = self.peers.of(agency) {
                of_groups.entry(&group.name).or_default().merge(part);
            }
        }
        for (agency, part) in parts {
            let group = self.peers.of(agency).and_then(|group| of_groups.get(group.name.as_str()));
            if let Some(case) = group.or(whole) {
                self.shared.entry(agency.clone()).or_default().add(case, part);
            }
        }
        for (name, case) in of_groups {
            self.among.entry(name.to_owned()).or_default().add(&case);
        }
    }

    /// Adds what another part of the notes, or of the cases, came to. A case may
    /// not be in both, and the peer groups are the same.
    pub fn merge(&mut self, other: Self) {
        for (slice, group) in other.agencies {
            self.agencies.entry(slice).or_default().merge(group);
        }
        self.small.notes.extend(other.small.notes);
        self.small.about_abuse.extend(other.small.about_abuse);
        for (month, cases) in other.together {
            self.together.entry(month).or_default().merge(cases);
        }
        for (name, among) in other.among {
            self.among.entry(name).or_default().merge(&among, |_| true);
        }
        for (agency, shared) in other.shared {
            self.shared.entry(agency).or_default().merge(&shared);
        }
        self.sorts.merge(other.sorts);
        for (agency, unread) in other.unread {
            self.unread.entry(agency).or_default().add(unread);
        }
    }

    /// Who is held beside whom.
    pub(super) fn peers(&self) -> &Peers {
        &self.peers
    }

    /// All notes, those of agencies that are left out among them.
    pub(super) fn notes(&self) -> u64 {
        self.groups().map(|(_, group)| group.notes).sum()
    }

    /// The rows that are no notes of an agency, or of none that is known.
    pub(super) fn unread(&self, agency: Option<&Agency>) -> UnreadRows {
        self.unread.get(&agency.cloned()).copied().unwrap_or_default()
    }

    /// All rows that are no notes.
    pub(super) fn all_unread(&self) -> UnreadRows {
        let mut all = UnreadRows::default();
        self.unread.values().for_each(|rows| all.add(*rows));
        all
    }

    /// Every agency, by name, with all its notes.
    pub(super) fn groups(&self) -> impl Iterator<Item = (&Agency, &Group)> {
        let whole = self.agencies.iter().filter(|(slice, _)| slice.month.is_none());
        whole.map(|(slice, group)| (&slice.agency, group))
    }

    /// The months of an agency.
    pub(super) fn months(&self, agency: &Agency) -> Vec<(Month, &Group)> {
        let first = Slice { agency: agency.clone(), month: None };
        let theirs = self.agencies.range(first..).take_while(|(slice, _)| slice.agency == *agency);
        theirs.filter_map(|(slice, group)| Some((slice.month?, group))).collect()
    }

    /// All agencies together at any time, and in each month, but for those with
    /// too little to show.
    pub(super) fn together(&self) -> (Group, Vec<(Month, Group)>) {
        let mut groups = BTreeMap::<Option<Month>, Group>::new();
        for (slice, group) in &self.agencies {
            let keeps = |base| self.small.keeps(&slice.agency, base);
            groups.entry(slice.month).or_default().merge_notes(group, keeps);
        }
        for (month, group) in &mut groups {
            group.cases = self.together.get(month).cloned().unwrap_or_default();
        }
        let all = groups.remove(&None).unwrap_or_default();
        (all, groups.into_iter().filter_map(|(month, group)| Some((month?, group))).collect())
    }

    /// The notes of those that an agency is held beside that bear a topic, by
    /// case; to them a family is one case however many know it.
    pub(super) fn others(&self, agency: &Agency, topic: Topic) -> Clusters {
        let cases = match self.peers.of(agency) {
            Some(group) => self.among.get(&group.name),
            None => self.together.get(&None).map(|all| &all.notes),
        };
        let mut others = match (cases, self.shared.get(agency)) {
            (Some(all), Some(shared)) => shared.others(all, topic),
            (all, _) => all.map(|all| all.clusters(topic)).unwrap_or_default(),
        };
        let beside = |one: &Agency| one != agency && self.is_beside(agency, one, topic.base());
        self.groups().filter(|(one, _)| beside(one)).for_each(|(_, group)| others.merge(group.alone(topic)));
        others
    }

    /// Whether an agency is held beside the other, which has enough to show.
    pub(super) fn is_beside(&self, agency: &Agency, other: &Agency, base: Base) -> bool {
        self.is_peer(agency, other) && self.small.keeps(other, base)
    }

    fn is_peer(&self, agency: &Agency, other: &Agency) -> bool {
        self.peers.of(agency).is_none_or(|group| group.agencies.contains(other))
    }

    /// Whether most notes of an agency are unlike any of those beside it.
    pub(super) fn is_unlike(&self, agency: &Agency, topic: Topic) -> bool {
        self.sorts.are_unlike(agency, |one| self.is_beside(agency, one, topic.base()), topic)
    }

    /// An agency's figure once its mix of notes is allowed for, beside that of
    /// its peers; `None` where nothing can be said.
    pub(super) fn adjusted(&self, agency: &Agency, topic: Topic) -> Option<MixAdjusted> {
        let beside = |one: &Agency| self.is_beside(agency, one, topic.base());
        self.sorts.adjusted(agency, beside, topic)
    }
}
