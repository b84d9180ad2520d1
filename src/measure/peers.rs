//! Who is held beside whom: each agency beside all the others together, or
//! beside those of its peer group, for every topic: one family of comparisons.

use serde::{Deserialize, Serialize};

use super::audience::Audience;
use super::clusters::Clusters;
use super::difference::Sign;
use super::group::Group;
use super::review_sample::{Corrected, ReviewSample};
use super::sorts::MixAdjusted;
use super::suppress::{Figure, Shown, Threshold};
use super::tally::Tally;
use super::topic::{Base, Topic};
use super::verdict::{
    Among, Check, Checks, Compared, Comparison, LeastDifference, Mix, Obstacle, TooFew, Verdict, verdicts,
};
use crate::note::Agency;

/// Agencies that do like work, so that it is fair to hold one beside the rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeerGroup {
    /// What the group is called.
    pub name: String,
    /// Who is in it.
    pub agencies: Vec<Agency>,
}

/// All peer groups; an agency is in one at most.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Peers(Vec<PeerGroup>);

/// Groups that cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoPeers {
    /// A group needs somebody to hold an agency beside.
    #[error("the peer group \"{0}\" has fewer than two agencies")]
    Alone(String),
    /// Which of the groups the agency is to be held beside is not clear.
    #[error("the agency \"{0}\" is in two peer groups")]
    Twice(Agency),
}

impl Peers {
    /// Groups of at least two agencies, none of which is in another group.
    ///
    /// # Errors
    /// [`NoPeers`] for the first group that is not so.
    pub fn new(groups: Vec<PeerGroup>) -> Result<Self, NoPeers> {
        let mut seen = std::collections::BTreeSet::new();
        for group in &groups {
            if group.agencies.len() < 2 {
                return Err(NoPeers::Alone(group.name.clone()));
            }
            if let Some(twice) = group.agencies.iter().find(|agency| !seen.insert((*agency).clone())) {
                return Err(NoPeers::Twice(twice.clone()));
            }
        }
        Ok(Self(groups))
    }

    /// The group that an agency is in; `None` where it is held beside all others.
    pub fn of(&self, agency: &Agency) -> Option<&PeerGroup> {
        self.0.iter().find(|group| group.agencies.contains(agency))
    }

    /// All of them, in the order given.
    pub fn groups(&self) -> &[PeerGroup] {
        &self.0
    }
}

/// What one agency comes to beside the others on one topic.
pub(super) struct Beside {
    pub(super) verdict: Verdict,
    /// Its figure once its mix of notes is allowed for.
    pub(super) adjusted: Option<MixAdjusted>,
}

/// Every agency, by name, and in it every topic in the order given. A
/// comparison in which either side is too small to show is not made.
///
/// That an agency and the others know the same families is not allowed for:
/// where these make both sides alike, the intervals are wider than they need be.
pub(super) fn compared(
    tally: &Tally,
    topics: &[Topic],
    threshold: Threshold,
    sample: Option<&ReviewSample>,
) -> Vec<Vec<Shown<Beside>>> {
    let lines = tally.groups().flat_map(|(agency, group)| topics.iter().map(move |&topic| (agency, group, topic)));
    let held = |(agency, group, topic): (_, &Group, _)| {
        Held::new(tally, agency, group.clusters(topic), topic, threshold, sample)
    };
    let family: Vec<Shown<Held>> = lines.map(held).collect();
    let made: Vec<Compared> = family
        .iter()
        .map(|held| held.value().map_or(Compared::TooFew(TooFew::OwnNotes), |held| held.compared))
        .collect();
    let shown = |(held, verdict): (&Shown<Held>, Verdict)| match held {
        Shown::Value(held) if threshold.audience() == Audience::Internal => {
            Shown::Value(Beside { verdict, adjusted: held.adjusted })
        }
        Shown::Value(_) => Shown::Value(Beside { verdict: verdict.without_figures(), adjusted: None }),
        Shown::TooFew(threshold) => Shown::TooFew(*threshold),
    };
    let verdicts = verdicts(&made, LeastDifference::default());
    let mut lines = family.iter().zip(verdicts).map(shown);
    tally.groups().map(|_| lines.by_ref().take(topics.len()).collect()).collect()
}

/// One agency held beside the others, before a verdict.
struct Held {
    compared: Compared,
    adjusted: Option<MixAdjusted>,
}

impl Figure for Held {
    /// Of what a verdict rests on, a board is told nothing but the word.
    fn told(self, _: Audience) -> Option<Self> {
        Some(self)
    }
}

impl Held {
    fn new(
        tally: &Tally,
        agency: &Agency,
        own: Clusters,
        topic: Topic,
        threshold: Threshold,
        sample: Option<&ReviewSample>,
    ) -> Shown<Self> {
        let others = tally.others(agency, topic);
        let adjusted = tally.adjusted(agency, topic);
        let corrected = sample.and_then(|sample| corrected(sample, tally, agency, topic));
        let among = tally.peers().of(agency).map_or(Among::All, |_| Among::Peers);
        let compared = match Comparison::new(own, others) {
            Ok(_) if tally.is_unlike(agency, topic) => Compared::NotComparable(Obstacle::OtherNotes),
            Ok(comparison) => {
                Compared::Made(comparison.of(topic.base(), among), checks(&comparison, adjusted, corrected))
            }
            Err(few) => Compared::TooFew(few),
        };
        threshold.show(smaller(own, others), Self { compared, adjusted })
    }
}

fn smaller(own: Clusters, others: Clusters) -> u64 {
    if others.notes() > 0 { own.notes().min(others.notes()) } else { own.notes() }
}

/// The shares of both sides by notes that people read again, of what these were
/// asked about. They were asked about all notes, and say nothing of a topic that
/// has a share of some only.
fn corrected(sample: &ReviewSample, tally: &Tally, agency: &Agency, topic: Topic) -> Option<Corrected> {
    if topic != Topic::Kind(sample.kind) || topic.base() != Base::Notes {
        return None;
    }
    sample.corrected(agency, |other| tally.is_beside(agency, other, topic.base()))
}

/// Whether the difference stays on its side once the mix of notes and errors of
/// reading are allowed for.
fn checks(comparison: &Comparison, adjusted: Option<MixAdjusted>, corrected: Option<Corrected>) -> Checks {
    let holds = |sign| Check::of(comparison.difference.sign(), sign);
    let sign = |Corrected { own, others }: Corrected| Sign::of(own.get() - others.get());
    Checks {
        case_mix: adjusted.map_or(Check::NotMade, |adjusted| holds(adjusted.standardised.sign())),
        mix: adjusted.map_or(Mix::TypesAndLengths, |adjusted| adjusted.mix),
        reading: corrected.map_or(Check::NotMade, |corrected| holds(sign(corrected))),
        corrected,
    }
}
