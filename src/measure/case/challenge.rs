//! Was it challenged? After wording of concern, whether a later note of the case
//! questions it within the window: professional challenge, wording of the same
//! family named in order to criticise it, or a manager's oversight.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::clusters::Clusters;
use super::super::rate::Rate;
use super::super::suppress::Threshold;
use super::figures::{ChallengeFigures, ChallengeMeasure, NotAssessed};
use super::timeline::{Dated, Day, Timeline, Whose};
use super::window::Window;
use super::{CaseNote, Indicators};
use crate::lexicon::{Family, Indicator, Kind};
use crate::note::Agency;

const CHALLENGE: Indicators = Indicators::of(&[Indicator::GoodChallenge]);
const OVERSIGHT: Indicators = Indicators::of(&[Indicator::GoodManagement]);

/// The concerns of each family.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Concerns {
    families: Vec<Indicators>,
    all: Indicators,
}

impl Concerns {
    pub(super) fn new() -> Self {
        let concerns = || Indicator::ALL.iter().copied().filter(|indicator| indicator.kind() == Kind::Concern);
        let of = |&family: &Family| concerns().filter(|indicator| indicator.family() == family).collect();
        Self { families: Family::ALL.iter().map(of).collect(), all: concerns().collect() }
    }

    /// How a note questions wording of these concerns, if it does.
    fn questioned(&self, note: &CaseNote, these: Indicators) -> Option<Questioned> {
        let criticises = |family: &Indicators| note.challenged.meets(*family) && these.meets(*family);
        if note.counted.meets(CHALLENGE) || self.families.iter().any(criticises) {
            return Some(Questioned::Challenged);
        }
        note.counted.meets(OVERSIGHT).then_some(Questioned::Overseen)
    }
}

/// How a later note questions it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Questioned {
    /// By challenge, or by criticism of the wording.
    Challenged,
    /// By a manager's oversight alone, which may or may not be about it.
    Overseen,
}

/// What became of an occasion.
#[derive(Clone, Copy, Debug, Default)]
struct Outcome {
    /// The days to the first note that questions it.
    after: Option<u64>,
    /// Whether another agency does.
    by_another: bool,
    /// Whether there is no more than oversight.
    oversight_only: bool,
}

/// Occasions of wording of concern, by what became of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Counts {
    occasions: u64,
    by_another: u64,
    oversight_only: u64,
    /// How many were questioned after so many days.
    after: BTreeMap<u64, u64>,
    not_covered: u64,
    undated: u64,
}

impl Counts {
    fn add(&mut self, outcome: Outcome) {
        self.occasions += 1;
        self.by_another += u64::from(outcome.by_another);
        self.oversight_only += u64::from(outcome.oversight_only);
        if let Some(days) = outcome.after {
            *self.after.entry(days).or_default() += 1;
        }
    }

    fn challenged(&self) -> u64 {
        self.after.values().sum()
    }

    /// The least number of days within which half of those that were questioned
    /// were.
    fn median(&self) -> Option<u64> {
        let half = self.challenged().div_ceil(2);
        let mut so_far = 0;
        let mut days = self.after.iter();
        days.find(|(_, occasions)| {
            so_far += **occasions;
            so_far >= half
        })
        .map(|(&days, _)| days)
    }

    fn merge(&mut self, other: &Self) {
        self.occasions += other.occasions;
        self.by_another += other.by_another;
        self.oversight_only += other.oversight_only;
        for (&days, occasions) in &other.after {
            *self.after.entry(days).or_default() += occasions;
        }
        self.not_covered += other.not_covered;
        self.undated += other.undated;
    }
}

/// What the occasions of many cases came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Group {
    counts: Counts,
    challenged: Clusters,
}

impl Group {
    fn add_case(&mut self, counts: &Counts) {
        self.counts.merge(counts);
        self.challenged.add(counts.occasions, counts.challenged());
    }

    fn merge(&mut self, other: &Self) {
        self.counts.merge(&other.counts);
        self.challenged.merge(other.challenged);
    }
}

/// What was challenged, of all together and of each agency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Challenges {
    all: Group,
    agencies: BTreeMap<Agency, Group>,
}

impl Challenges {
    /// Adds one case.
    pub(super) fn add_case(&mut self, concerns: &Concerns, case: &Timeline<'_>, window: Window) {
        let mut found = vec![Counts::default(); case.agencies.len()];
        let of_concern = |note: &CaseNote| note.counted.meets(concerns.all);
        for (_, agency) in case.undated.iter().filter(|(note, _)| of_concern(note)) {
            found[*agency].undated += 1;
        }
        let may_be_undated = case.undated.iter().any(|(note, _)| concerns.questioned(note, concerns.all).is_some());
        for opened in case.occasions(window.days(), Whose::Agency, of_concern) {
            let counts = &mut found[opened.agency];
            let last = opened.day + window.days();
            match may_be_undated {
                _ if !case.is_covered(opened.day, last) => counts.not_covered += 1,
                true => counts.undated += 1,
                false => counts.add(follow(concerns, case, &opened, last)),
            }
        }
        let mut whole = Counts::default();
        for (&agency, counts) in case.agencies.iter().zip(found) {
            if counts != Counts::default() {
                whole.merge(&counts);
                self.agencies.entry(agency.clone()).or_default().add_case(&counts);
            }
        }
        self.all.add_case(&whole);
    }
}

impl Challenges {
    /// Adds what other cases came to.
    pub(super) fn merge(&mut self, other: Self) {
        self.all.merge(&other.all);
        for (agency, group) in other.agencies {
            self.agencies.entry(agency).or_default().merge(&group);
        }
    }

    /// The figures, all agencies together first.
    pub(super) fn measures(&self, threshold: Threshold) -> Vec<ChallengeMeasure> {
        let figures = |group| figures(group, threshold);
        let agencies = std::iter::once(None).chain(self.agencies.keys().map(Some));
        let figures = threshold.show_with_parts(figures(&self.all), self.agencies.values().map(figures).collect());
        agencies.zip(figures).map(|(agency, figures)| ChallengeMeasure { agency: agency.cloned(), figures }).collect()
    }
}

/// Reads the notes from an occasion to the last day of its window. Wording of
/// the agency up to the day of a note is what that note may criticise; within a
/// day nobody knows which came first.
fn follow(concerns: &Concerns, case: &Timeline<'_>, opened: &Dated<'_>, last: Day) -> Outcome {
    let notes = case.between(opened.day, last);
    let (mut outcome, mut worded, mut ahead) = (Outcome::default(), Indicators::default(), notes.iter().peekable());
    let mut challenged = false;
    for dated in notes {
        while let Some(next) = ahead.next_if(|next| next.day <= dated.day) {
            if next.agency == opened.agency {
                worded = worded.and(next.note.counted);
            }
        }
        let questioned = concerns.questioned(dated.note, worded).filter(|_| dated.note.number != opened.note.number);
        if let Some(how) = questioned {
            outcome.after = outcome.after.or(Some(dated.day.apart(opened.day)));
            outcome.by_another |= dated.agency != opened.agency;
            challenged |= how == Questioned::Challenged;
        }
    }
    Outcome { oversight_only: outcome.after.is_some() && !challenged, ..outcome }
}

/// What there is to say, and of how many cases.
fn figures(Group { counts, challenged }: &Group, threshold: Threshold) -> (u64, Option<ChallengeFigures>) {
    let cases = challenged.cases();
    let figures = |challenged: Rate| ChallengeFigures {
        cases,
        challenged,
        by_another: counts.by_another,
        oversight_only: counts.oversight_only,
        median_days: threshold.show(challenged.numerator, counts.median().unwrap_or_default()),
        not_assessed: NotAssessed::new(counts.not_covered, counts.undated),
    };
    (cases, Rate::of_cases(*challenged).map(figures))
}
