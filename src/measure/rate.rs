//! From counts to measures: each rate with its numerator, its denominator and
//! its interval, and none of them alone.

use serde::{Deserialize, Serialize};

use super::audience::Audience;
use super::chart::{Rebase, Series};
use super::clusters::{ClusteredShare, Clusters};
use super::cover::{Cover, closed_months, of_months};
use super::estimate::{Accuracy, Estimate};
use super::group::{Found, Group};
use super::interval::{Interval, Z95, wilson, wilson_effective};
use super::month::Month;
use super::peers::compared;
use super::review_sample::ReviewSample;
use super::share::Proportion;
use super::sorts::MixAdjusted;
use super::suppress::{Figure, Shown, Threshold};
use super::tally::Tally;
use super::topic::{Base, Topic};
use super::unread::UnreadRows;
use super::verdict::{Evidence, Verdict};
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

impl Figure for Rate {
    /// For a board, everything follows from the rounded counts, since a share
    /// with its base, or an interval, gives an exact count away. Few that do not
    /// bear the topic are as telling as few that do.
    fn told(self, audience: Audience) -> Option<Self> {
        if audience == Audience::Internal {
            return Some(self);
        }
        let denominator = audience.count(self.denominator)?;
        let numerator = audience.count(self.numerator)?.min(denominator);
        audience.count(self.denominator - self.numerator.min(self.denominator))?;
        let share = numerator as f64 / denominator as f64;
        let effective = self.clustered.map(|clustered| clustered.effective_notes.clamp(1.0, denominator as f64));
        let interval = match (effective, self.interval) {
            (Some(effective), _) => Some(wilson_effective(share, (effective / 5.0).round().max(1.0) * 5.0, Z95)),
            (None, Some(_)) => wilson(numerator, denominator),
            (None, None) => None,
        };
        Some(Self { numerator, denominator, interval, clustered: None, ..self })
    }
}

impl Figure for Estimate {
    /// It is made of counts that are told already.
    fn told(self, _: Audience) -> Option<Self> {
        Some(self)
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

impl TopicMeasure {
    /// What is known of notes within cases, where the rate is shown.
    pub fn clustered(&self) -> Option<ClusteredShare> {
        self.rate.value()?.clustered
    }

    /// How it compares with the other agencies, where that is shown.
    pub fn shown_verdict(&self) -> Option<Verdict> {
        self.verdict?.value().copied()
    }

    /// The numbers that this rests on, where a comparison was made.
    pub fn evidence(&self) -> Option<Evidence> {
        self.shown_verdict()?.evidence()
    }
}

/// What one agency, or all together, recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupMeasures {
    /// Who; `None` for all together.
    pub agency: Option<Agency>,
    /// Notes audited.
    pub notes: Shown<u64>,
    /// Cases that the notes belong to; notes without a case are not in it.
    pub cases: Shown<u64>,
    /// Rows that are no notes; of all together, those of nobody known among them.
    pub unread: UnreadRows<Shown<u64>>,
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
    pub notes: Shown<u64>,
    /// Every topic that was looked for.
    pub topics: Vec<TopicMeasure>,
}

impl MonthMeasures {
    /// How many notes bear a topic of how many, if that is shown.
    fn share(&self, topic: Topic) -> Option<Proportion> {
        let rate = self.topics.iter().find(|measure| measure.topic == topic)?.rate.value()?;
        Proportion::new(rate.numerator, rate.denominator)
    }
}

/// Everything the reports may say in numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Measures {
    /// The small-number rule that was applied.
    pub threshold: Threshold,
    /// All notes that the figures are about, shown or not.
    pub audited: u64,
    /// How many agencies they are of.
    pub audited_agencies: u64,
    /// All rows that are no notes.
    pub unread: UnreadRows,
    /// Those of which nobody knows who wrote them.
    pub unattributed: UnreadRows<Shown<u64>>,
    /// All agencies together, but for those that have too little to show: what
    /// these have would follow from the rest.
    pub all: GroupMeasures,
    /// Each agency, by name.
    pub agencies: Vec<GroupMeasures>,
}

impl Measures {
    /// Turns counts into measures. A topic that was looked for and not found has
    /// rate 0; one that was not looked for is not there.
    pub fn new(tally: &Tally, choices: Choices<'_>) -> Self {
        let Choices { topics, threshold, review_sample, .. } = choices;
        let (together, together_by_month) = tally.together();
        let closed = closed_months(tally, threshold);
        let open = together_by_month.iter().filter(|(month, _)| !closed.contains(month));
        let measure = Measure { choices };
        let groups = tally.groups().map(|(agency, group)| {
            measure.group(Some(agency), group, &tally.months(agency), tally.unread(Some(agency)))
        });
        let mut agencies: Vec<_> = groups.collect();
        for (group, compared) in agencies.iter_mut().zip(compared(tally, topics, threshold, review_sample)) {
            for (topic, beside) in group.topics.iter_mut().zip(compared) {
                let beside = if topic.rate.value().is_some() { beside } else { Shown::TooFew(threshold) };
                topic.adjusted = beside.value().and_then(|beside| beside.adjusted);
                topic.verdict = Some(beside.map(|beside| beside.verdict));
            }
        }
        let open: Vec<(Month, &Group)> = open.map(|(month, group)| (*month, group)).collect();
        let unread = tally.all_unread();
        let all = measure.group(None, &together, &open, unread);
        let audited_agencies = tally.groups().filter(|(_, group)| group.notes > 0).count() as u64;
        let unattributed = tally.unread(None).told(threshold);
        Self { threshold, audited: tally.notes(), audited_agencies, unread, unattributed, all, agencies }
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
    /// What was read again, if anything was, to check verdicts by.
    pub review_sample: Option<&'a ReviewSample>,
}

/// Where the limits of an agency's months start again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyRebase {
    /// Whose; `None` for everyone's, and those of all together.
    pub agency: Option<Agency>,
    /// When, and why.
    pub rebase: Rebase,
}

struct Measure<'a> {
    choices: Choices<'a>,
}

impl Measure<'_> {
    fn group(
        &self,
        agency: Option<&Agency>,
        group: &Group,
        months: &[(Month, &Group)],
        unread: UnreadRows,
    ) -> GroupMeasures {
        let cover = Cover::of(group, self.choices.threshold);
        let bound = |sides: Sides| group.agreements.get(&sides).copied().unwrap_or_default();
        let show = |value: u64| self.show(Base::Notes, group, cover, value);
        let months = self.months(months, cover);
        GroupMeasures {
            agency: agency.cloned(),
            notes: show(group.notes),
            cases: show(group.cases.count),
            unread: unread.told(self.choices.threshold),
            topics: self.measures(group, cover),
            agreements: Sides::ALL.map(|sides| show(bound(sides))),
            estimate: if cover.hides(Base::AboutAbuse) { None } else { self.estimate(group) },
            series: self.series(agency, &months),
            months,
        }
    }

    /// A value of a group, if what it is based on may be shown.
    fn show<T: Figure>(&self, base: Base, group: &Group, cover: Cover, value: T) -> Shown<T> {
        let threshold = self.choices.threshold;
        if cover.hides(base) { Shown::TooFew(threshold) } else { threshold.show(group.based_on(base), value) }
    }

    /// The months of a group that is shown as far as `cover` lets it.
    fn months(&self, months: &[(Month, &Group)], cover: Cover) -> Vec<MonthMeasures> {
        let covers = of_months(months, self.choices.threshold);
        let of_month = |(&(month, group), own): (&(Month, &Group), Cover)| {
            let cover = own.and(cover);
            let notes = self.show(Base::Notes, group, cover, group.notes);
            MonthMeasures { month, notes, topics: self.measures(group, cover) }
        };
        months.iter().zip(covers).map(of_month).collect()
    }

    /// Each kind over the months that are shown; the others are gaps.
    fn series(&self, agency: Option<&Agency>, months: &[MonthMeasures]) -> Vec<(Kind, Series)> {
        let rebases = self.rebases(agency);
        let kinds = self.choices.topics.iter();
        let kinds = kinds.filter_map(|topic| if let Topic::Kind(kind) = topic { Some(*kind) } else { None });
        let series = |kind: Kind| {
            let share = |month: &MonthMeasures| Some((month.month, month.share(Topic::Kind(kind))?));
            let shares: Vec<_> = months.iter().filter_map(share).collect();
            Some((kind, Series::new(&shares, self.choices.threshold, &rebases).ok()?))
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
        let audience = self.choices.threshold.audience();
        let [found, notes] = [group.either_tier, group.about_abuse].map(|count| audience.count(count));
        let notes = notes?;
        let estimate = Estimate::new(found?.min(notes), notes, self.choices.accuracy?)?;
        Some(self.choices.threshold.show(group.about_abuse, estimate))
    }

    fn measures(&self, group: &Group, cover: Cover) -> Vec<TopicMeasure> {
        self.choices.topics.iter().map(|&topic| self.measure(topic, group, cover)).collect()
    }

    fn measure(&self, topic: Topic, group: &Group, cover: Cover) -> TopicMeasure {
        let Found { findings, repeats } = group.found.get(&topic).copied().unwrap_or_default();
        let cases = group.cases.with.get(&topic).copied().unwrap_or_default();
        let clusters = group.clusters(topic);
        let show = |value: u64| self.show(topic.base(), group, cover, value);
        let rate = Rate::of_cases(clusters).map(|rate| Rate { base: topic.base(), ..rate });
        TopicMeasure {
            topic,
            findings: show(findings),
            repeats: show(repeats),
            cases: show(cases),
            rate: rate
                .map_or(Shown::TooFew(self.choices.threshold), |rate| self.show(topic.base(), group, cover, rate)),
            verdict: None,
            adjusted: None,
        }
    }
}
