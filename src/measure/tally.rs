//! Counts that can be taken in parts and put together in any grouping:
//! `merge` is associative and commutative, whatever the chunks.

use std::collections::{BTreeMap, BTreeSet};

use super::by_case::{Batch, ByCase, Shared};
use super::case::CaseNote;
use super::clusters::Clusters;
use super::month::Month;
use super::peers::Peers;
use super::sorts::{MixAdjusted, Sorts};
use super::topic::{Base, Topic};
use crate::detect::Sides;
use crate::lexicon::{Indicator, Kind};
use crate::note::{Agency, Date, Note};

/// What was counted so far, slice by slice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    slices: BTreeMap<Slice, Group>,
    peers: Peers,
    /// The notes of every peer group, by its name.
    among: BTreeMap<String, ByCase>,
    /// What an agency shares with those that it is held beside.
    shared: BTreeMap<Agency, Shared>,
    sorts: Sorts,
}

/// The notes of one agency, or of all; of one month, or of any time.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slice {
    pub(super) agency: Option<Agency>,
    pub(super) month: Option<Month>,
}

impl Slice {
    /// The slices that a note is in.
    fn of(agency: &Agency, date: Option<Date>) -> impl Iterator<Item = Self> {
        let months = [None, date.map(Month::from)].into_iter().enumerate();
        let months = months.filter(|(place, month)| *place == 0 || month.is_some()).map(|(_, month)| month);
        let agencies = [None, Some(agency.clone())];
        months.flat_map(move |month| agencies.clone().map(|agency| Self { agency, month }))
    }
}

/// The counts of one slice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) notes: u64,
    pub(super) cases: u64,
    /// Notes by case; a note without a case stands for itself.
    by_case: ByCase,
    pub(super) topics: BTreeMap<Topic, Found>,
    /// Notes that show that they are about abuse.
    pub(super) about_abuse: u64,
    /// Of those, notes in which either tier finds a concern.
    pub(super) either_tier: u64,
    /// Notes that describe a written agreement, by whom it binds.
    pub(super) agreements: BTreeMap<Sides, u64>,
}

/// What was found of one topic in one slice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) findings: u64,
    pub(super) repeats: u64,
    pub(super) cases: u64,
}

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
    fn either_tier(&self) -> bool {
        let mut all = self.counted.iter().chain(&self.repeated).chain(&self.worth_reading);
        all.any(|indicator| indicator.kind() == Kind::Concern)
    }
}

impl Tally {
    /// Nothing counted yet; agencies of a peer group are held beside one another.
    pub fn new(peers: Peers) -> Self {
        Self { peers, ..Self::default() }
    }

    /// Adds one note with what was found in it.
    pub fn add(&mut self, note: &Note, found: &InNote) {
        for slice in Slice::of(&note.agency, note.date) {
            self.slices.entry(slice).or_default().add(found);
        }
        let mut alone = Batch::default();
        alone.add(found.about_abuse, &in_note(found.counted.iter().copied(), found.about_abuse));
        self.sorts.add(&note.agency, &note.note_type, found.words, &alone);
        if note.case.is_empty() {
            for slice in Slice::of(&note.agency, note.date) {
                self.slices.entry(slice).or_default().by_case.add(&alone);
            }
            self.hold_beside(&BTreeMap::from([(note.agency.clone(), alone.clone())]), &alone);
        }
    }

    /// Adds one case: all the notes of it that were added one by one. A family
    /// known to three agencies is one case of each, and one of all together.
    pub fn add_case(&mut self, notes: &[CaseNote]) {
        let mut slices = BTreeMap::<Slice, Batch>::new();
        for note in notes {
            let bears = in_note(note.counted.iter(), note.about_abuse);
            for slice in Slice::of(&note.agency, note.day) {
                slices.entry(slice).or_default().add(note.about_abuse, &bears);
            }
        }
        let mut of_agencies = BTreeMap::new();
        for (slice, case) in &slices {
            self.slices.entry(slice.clone()).or_default().add_case(case);
            if let Slice { agency: Some(agency), month: None } = slice {
                of_agencies.insert(agency.clone(), case.clone());
            }
        }
        if let Some(whole) = slices.get(&Slice::default()) {
            self.hold_beside(&of_agencies, whole);
        }
    }

    /// Adds one case to what agencies are held beside: `whole`, of which each
    /// wrote its part.
    fn hold_beside(&mut self, parts: &BTreeMap<Agency, Batch>, whole: &Batch) {
        let mut of_groups = BTreeMap::<&str, Batch>::new();
        for (agency, part) in parts {
            if let Some(group) = self.peers.of(agency) {
                of_groups.entry(&group.name).or_default().merge(part);
            }
        }
        for (agency, part) in parts {
            let group = self.peers.of(agency).and_then(|group| of_groups.get(group.name.as_str()));
            self.shared.entry(agency.clone()).or_default().add(group.unwrap_or(whole), part);
        }
        for (name, case) in of_groups {
            self.among.entry(name.to_owned()).or_default().add(&case);
        }
    }

    /// Adds what another part of the notes came to. A case may not be in both,
    /// and the peer groups are the same.
    pub fn merge(&mut self, other: Self) {
        for (slice, group) in other.slices {
            self.slices.entry(slice).or_default().merge(group);
        }
        for (name, among) in other.among {
            self.among.entry(name).or_default().merge(among);
        }
        for (agency, shared) in other.shared {
            self.shared.entry(agency).or_default().merge(shared);
        }
        self.sorts.merge(other.sorts);
    }

    /// Who is held beside whom.
    pub(super) fn peers(&self) -> &Peers {
        &self.peers
    }

    /// Every agency, by name.
    pub(super) fn agencies(&self) -> impl Iterator<Item = &Agency> {
        self.slices.keys().filter(|slice| slice.month.is_none()).filter_map(|slice| slice.agency.as_ref())
    }

    /// The months of an agency, or of all.
    pub(super) fn months(&self, agency: Option<&Agency>) -> impl Iterator<Item = (Month, &Group)> {
        let mine = self.slices.iter().filter(move |(slice, _)| slice.agency.as_ref() == agency);
        mine.filter_map(|(slice, group)| Some((slice.month?, group)))
    }

    /// All notes of an agency, or of all; `None` if there are none.
    pub(super) fn group(&self, agency: Option<&Agency>) -> Option<&Group> {
        self.slices.get(&Slice { agency: agency.cloned(), month: None })
    }

    /// The notes that bear a topic, by case: those of an agency, and those of
    /// all its peers, to whom a family is one case however many know it.
    pub(super) fn beside(&self, agency: &Agency, topic: Topic) -> [Clusters; 2] {
        let own = self.group(Some(agency)).map(|own| own.clusters(topic)).unwrap_or_default();
        let all = match self.peers.of(agency) {
            Some(group) => self.among.get(&group.name),
            None => self.group(None).map(|all| &all.by_case),
        };
        let others = all.zip(self.shared.get(agency)).map(|(all, shared)| shared.others(all, topic));
        [own, others.unwrap_or_default()]
    }

    /// An agency's figure once its mix of notes is allowed for, beside that of
    /// its peers; `None` where nothing can be said.
    pub(super) fn adjusted(&self, agency: &Agency, topic: Topic) -> Option<MixAdjusted> {
        let group = self.peers.of(agency);
        let is_peer = |one: &Agency| group.is_none_or(|group| group.agencies.contains(one));
        self.sorts.adjusted(agency, is_peer, topic)
    }
}

impl Group {
    fn add(&mut self, found: &InNote) {
        self.notes += 1;
        self.about_abuse += u64::from(found.about_abuse);
        self.either_tier += u64::from(found.about_abuse && found.either_tier());
        if let Some(sides) = found.agreement {
            *self.agreements.entry(sides).or_default() += 1;
        }
        let topics = |found: &[Indicator]| {
            found.iter().flat_map(|&indicator| Topic::of(indicator)).flatten().collect::<Vec<_>>()
        };
        for topic in topics(&found.repeated) {
            self.topics.entry(topic).or_default().repeats += 1;
        }
        for topic in topics(&found.counted) {
            self.topics.entry(topic).or_default().findings += 1;
        }
    }

    fn add_case(&mut self, case: &Batch) {
        self.cases += 1;
        for &topic in case.met.keys() {
            self.topics.entry(topic).or_default().cases += 1;
        }
        self.by_case.add(case);
    }

    /// The notes that bear a topic, of those that it has a share of, by case.
    pub(super) fn clusters(&self, topic: Topic) -> Clusters {
        self.by_case.clusters(topic)
    }

    fn merge(&mut self, other: Self) {
        self.notes += other.notes;
        self.cases += other.cases;
        self.by_case.merge(other.by_case);
        self.about_abuse += other.about_abuse;
        self.either_tier += other.either_tier;
        for (sides, notes) in other.agreements {
            *self.agreements.entry(sides).or_default() += notes;
        }
        for (topic, found) in other.topics {
            let mine = self.topics.entry(topic).or_default();
            mine.findings += found.findings;
            mine.repeats += found.repeats;
            mine.cases += found.cases;
        }
    }
}

/// What a note bears, each topic once, of what it can have a share in.
fn in_note(counted: impl Iterator<Item = Indicator>, about_abuse: bool) -> BTreeSet<Topic> {
    let topics = counted.flat_map(Topic::of).flatten();
    topics.filter(|topic| about_abuse || topic.base() == Base::Notes).collect()
}
