//! From counts to measures: each rate with its numerator, its denominator and
//! its interval, and none of them alone.

use super::chart::{Rebase, Series};
use super::clusters::{ClusteredShare, Clusters};
use super::estimate::Estimate;
use super::interval::{Interval, wilson};
use super::month::Month;
use super::peers::compared;
use super::share::Proportion;
use super::sorts::MixAdjusted;
use super::suppress::{Shown, Threshold};
use super::tally::{Found, Group, Tally};
use super::topic::{Base, Topic};
use super::verdict::Verdict;
use crate::classify::Accuracy;
use crate::detect::Sides;
use crate::lexicon::Kind;
use crate::note::Agency;

/// How many of how many notes, and what that says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// Notes that bear the topic, counted.
    pub numerator: u64,
    /// All notes of the group that the topic has a share of.
    pub denominator: u64,
    /// Which those are.
    pub base: Base,
    /// The 95 % Wilson interval; `None` for notes of too few cases.
    pub interval: Option<Interval>,
    /// What is known of notes within cases; `None` for notes of too few, and
    /// for what does not come in cases.
    pub clustered: Option<ClusteredShare>,
}

impl Rate {
    /// The rate of `numerator` in `denominator` that are independent of each
    /// other; `None` without any.
    pub fn new(numerator: u64, denominator: u64) -> Option<Self> {
        let interval = wilson(numerator, denominator)?;
        Some(Self { numerator, denominator, base: Base::Notes, interval: Some(interval), clustered: None })
    }

    /// The rate of notes within cases; `None` without notes.
    pub fn of_cases(clusters: Clusters) -> Option<Self> {
        let clustered = clusters.share().ok();
        let interval = clustered.map(|clustered| clustered.interval);
        (clusters.notes() > 0).then(|| Self {
            numerator: clusters.met(),
            denominator: clusters.notes(),
            base: Base::Notes,
            interval,
            clustered,
        })
    }

    /// The share, between 0 and 1.
    pub fn share(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }
}

/// One topic in one group of notes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TopicMeasure {
    /// What was counted.
    pub topic: Topic,
    /// Counted findings.
    pub findings: Shown<u64>,
    /// Findings that would count but repeat an earlier note of their case.
    pub repeats: Shown<u64>,
    /// Cases with at least one.
    pub cases: Shown<u64>,
    /// Notes with at least one.
    pub rate: Shown<Rate>,
    /// How that compares with the other agencies; `None` for all together and
    /// for single months.
    pub verdict: Option<Shown<Verdict>>,
    /// The agency's figure once its mix of notes is allowed for; `None` where
    /// nothing can be said.
    pub adjusted: Option<MixAdjusted>,
}

/// What one agency, or all together, recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupMeasures {
    /// Who; `None` for all together.
    pub agency: Option<Agency>,
    /// Notes audited.
    pub notes: u64,
    /// Cases that the notes belong to; notes without a case are not in it.
    pub cases: u64,
    /// Every topic that was looked for, in the order given.
    pub topics: Vec<TopicMeasure>,
    /// Notes that describe a written agreement, by whom it binds, in the order
    /// of [`Sides::ALL`].
    pub agreements: [Shown<u64>; 4],
    /// The share of notes about abuse that has a concern, as both tiers
    /// suggest; `None` without the classifier, or without such notes.
    pub estimate: Option<Shown<Estimate>>,
    /// The same, month by month; months without notes are absent.
    pub months: Vec<MonthMeasures>,
    /// Each kind that was looked for over the months; none without dated notes.
    pub series: Vec<(Kind, Series)>,
}

/// One month of one group.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthMeasures {
    /// Which month.
    pub month: Month,
    /// Notes audited.
    pub notes: u64,
    /// Every topic that was looked for.
    pub topics: Vec<TopicMeasure>,
}

/// Everything the reports may say in numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Measures {
    /// The small-number rule that was applied.
    pub threshold: Threshold,
    /// All agencies together.
    pub all: GroupMeasures,
    /// Each agency, by name.
    pub agencies: Vec<GroupMeasures>,
}

impl Measures {
    /// Turns counts into measures. A topic that was looked for and not found has
    /// rate 0; one that was not looked for is not there.
    pub fn new(tally: &Tally, choices: Choices<'_>) -> Self {
        let Choices { topics, threshold, .. } = choices;
        let measure = Measure { tally, choices };
        let mut agencies: Vec<_> = tally.agencies().map(|agency| measure.group(Some(agency))).collect();
        for (group, compared) in agencies.iter_mut().zip(compared(tally, topics, threshold)) {
            for (topic, beside) in group.topics.iter_mut().zip(compared) {
                topic.adjusted = beside.value().and_then(|beside| beside.adjusted);
                topic.verdict = Some(beside.map(|beside| beside.verdict));
            }
        }
        Self { threshold, all: measure.group(None), agencies }
    }
}

/// What measures are made of, and by which rules.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choices<'a> {
    /// What was looked for, in the order in which it is to stand.
    pub topics: &'a [Topic],
    /// The small-number rule.
    pub threshold: Threshold,
    /// How well both tiers read, if the classifier was used.
    pub accuracy: Option<Accuracy>,
    /// Where the limits of months start again.
    pub rebases: &'a [AgencyRebase],
}

/// Where the limits of an agency's months start again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyRebase {
    /// Whose; `None` for everyone's, and those of all together.
    pub agency: Option<Agency>,
    /// When, and why.
    pub rebase: Rebase,
}

struct Measure<'a> {
    tally: &'a Tally,
    choices: Choices<'a>,
}

impl Measure<'_> {
    fn group(&self, agency: Option<&Agency>) -> GroupMeasures {
        let empty = Group::default();
        let group = self.tally.group(agency).unwrap_or(&empty);
        let bound = |sides: Sides| group.agreements.get(&sides).copied().unwrap_or_default();
        GroupMeasures {
            agency: agency.cloned(),
            notes: group.notes,
            cases: group.cases,
            topics: self.measures(group),
            agreements: Sides::ALL.map(|sides| self.choices.threshold.show(group.notes, bound(sides))),
            estimate: self.estimate(group),
            series: self.series(agency),
            months: self.tally.months(agency).map(|(month, group)| self.month(month, group)).collect(),
        }
    }

    fn series(&self, agency: Option<&Agency>) -> Vec<(Kind, Series)> {
        let kinds = self
            .choices
            .topics
            .iter()
            .filter_map(|topic| if let Topic::Kind(kind) = topic { Some(*kind) } else { None });
        let series = |kind: Kind| {
            let share = |(month, group): (Month, &Group)| {
                let notes = group.clusters(Topic::Kind(kind));
                Some((month, Proportion::new(notes.met(), notes.notes())?))
            };
            let rebases = self.rebases(agency);
            let months: Vec<_> = self.tally.months(agency).filter_map(share).collect();
            Some((kind, Series::new(&months, self.choices.threshold, &rebases).ok()?))
        };
        kinds.filter_map(series).collect()
    }

    /// Those of an agency, or of all, in order of time.
    fn rebases(&self, agency: Option<&Agency>) -> Vec<Rebase> {
        let theirs = |one: &&AgencyRebase| one.agency.is_none() || one.agency.as_ref() == agency;
        let mut rebases: Vec<_> = self.choices.rebases.iter().filter(theirs).map(|one| one.rebase.clone()).collect();
        rebases.sort_by_key(Rebase::from);
        rebases.dedup_by_key(|rebase| rebase.from());
        rebases
    }

    fn estimate(&self, group: &Group) -> Option<Shown<Estimate>> {
        let estimate = Estimate::new(group.either_tier, group.about_abuse, self.choices.accuracy?)?;
        Some(self.choices.threshold.show(group.about_abuse, estimate))
    }

    fn month(&self, month: Month, group: &Group) -> MonthMeasures {
        MonthMeasures { month, notes: group.notes, topics: self.measures(group) }
    }

    fn measures(&self, group: &Group) -> Vec<TopicMeasure> {
        self.choices.topics.iter().map(|&topic| self.measure(topic, group)).collect()
    }

    fn measure(&self, topic: Topic, group: &Group) -> TopicMeasure {
        let threshold = self.choices.threshold;
        let Found { findings, repeats, cases, .. } = group.topics.get(&topic).copied().unwrap_or_default();
        let clusters = group.clusters(topic);
        let (rate, base) = (Rate::of_cases(clusters), clusters.notes());
        let rate = rate.map(|rate| Rate { base: topic.base(), ..rate });
        TopicMeasure {
            topic,
            findings: threshold.show(base, findings),
            repeats: threshold.show(base, repeats),
            cases: threshold.show(base, cases),
            rate: rate.map_or(Shown::TooFew(threshold), |rate| threshold.show(base, rate)),
            verdict: None,
            adjusted: None,
        }
    }
}
