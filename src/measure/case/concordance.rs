//! The same case in several agencies' words: when one agency names violence or
//! control, what could be seen of it in what another wrote at the time.
//!
//! Whether a record says something can be counted; whether its writer knew of
//! it cannot. So a pair says what the next reader of the other record could not
//! have seen, and nothing about who did well.

mod seen;

use std::collections::BTreeMap;

use seen::{NAMING, SOFTENING, Seen, holds_the_name, names};

use serde::{Deserialize, Serialize};

use super::super::clusters::Clusters;
use super::super::rate::Rate;
use super::super::suppress::Threshold;
use super::CaseNote;
use super::figures::{NotAssessed, PairFigures, PairMeasure};
use super::timeline::{Dated, Timeline, Whose};
use super::window::Window;
use crate::lexicon::Indicator;
use crate::note::Agency;

/// So many examples are kept of a pair.
const EXAMPLES: usize = 2;

/// What one agency wrote within the window of one occasion.
#[derive(Clone, Copy, Debug, Default)]
struct Wrote<'a> {
    seen: Option<Seen>,
    /// Its softening note that is nearest to the occasion.
    softening: Option<Dated<'a>>,
}

/// Why what the other wrote cannot be assessed, whatever can be seen of it: to
/// keep an occasion where it is seen to name it, and none where it may have,
/// would flatter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unseen {
    /// Its notes do not reach over the whole window.
    NotCovered,
    /// It has a note without a day that names it, which may belong here.
    Undated,
}

/// Occasions on which one agency named violence or control and another wrote,
/// by what can be seen in what the other wrote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Occasions {
    named: u64,
    softened: u64,
    something: u64,
    nothing: u64,
    not_covered: u64,
    undated: u64,
}

impl Occasions {
    fn add(&mut self, seen: Result<Seen, Unseen>) {
        *match seen {
            Ok(Seen::Named) => &mut self.named,
            Ok(Seen::Softened) => &mut self.softened,
            Ok(Seen::Something) => &mut self.something,
            Ok(Seen::Nothing) => &mut self.nothing,
            Err(Unseen::NotCovered) => &mut self.not_covered,
            Err(Unseen::Undated) => &mut self.undated,
        } += 1;
    }

    fn merge(&mut self, other: Self) {
        self.named += other.named;
        self.softened += other.softened;
        self.something += other.something;
        self.nothing += other.nothing;
        self.not_covered += other.not_covered;
        self.undated += other.undated;
    }

    fn assessed(self) -> u64 {
        self.named + self.softened + self.something + self.nothing
    }
}

/// A note that names it and a note that softens it, by their numbers in the
/// audit, and what to quote of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PairExample {
    /// The note that names it, and how.
    pub named: (u64, Indicator),
    /// The note that softens it, and how.
    pub softened: (u64, Indicator),
}

impl PairExample {
    fn of(named: &CaseNote, softened: &CaseNote) -> Option<Self> {
        let first = |note: &CaseNote, of: &[Indicator]| {
            of.iter().find(|&&one| note.counted.contains(one)).map(|&one| (note.number, one))
        };
        Some(Self { named: first(named, &NAMING)?, softened: first(softened, &SOFTENING)? })
    }
}

/// What two agencies' notes of all cases came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Pair {
    occasions: Occasions,
    softened: Clusters,
    softened_cases: u64,
    nothing: Clusters,
    nothing_cases: u64,
    /// The first of the audit, each of another case.
    examples: Vec<PairExample>,
}

impl Pair {
    /// Adds the occasions of one case.
    fn add_case(&mut self, occasions: Occasions, example: Option<PairExample>) {
        self.occasions.merge(occasions);
        self.softened.add(occasions.assessed(), occasions.softened);
        self.softened_cases += u64::from(occasions.softened > 0);
        self.nothing.add(occasions.assessed(), occasions.nothing);
        self.nothing_cases += u64::from(occasions.nothing > 0);
        self.quote(example);
    }

    fn quote(&mut self, examples: impl IntoIterator<Item = PairExample>) {
        self.examples.extend(examples);
        self.examples.sort_unstable();
        self.examples.truncate(EXAMPLES);
    }

    fn merge(&mut self, other: Self) {
        self.occasions.merge(other.occasions);
        self.softened.merge(other.softened);
        self.softened_cases += other.softened_cases;
        self.nothing.merge(other.nothing);
        self.nothing_cases += other.nothing_cases;
        self.quote(other.examples);
    }
}

/// Every pair of agencies, who named it first, and all pairs together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Concordance {
    all: Pair,
    pairs: BTreeMap<(Agency, Agency), Pair>,
    /// Notes that name it in cases of several agencies, and have no day.
    undated: u64,
}

/// What one case came to for an agency that named it and another.
#[derive(Clone, Copy, Debug, Default)]
struct InCase {
    occasions: Occasions,
    example: Option<PairExample>,
}

impl Concordance {
    /// Adds one case.
    pub(super) fn add_case(&mut self, case: &Timeline<'_>, window: Window) {
        if case.agencies.len() < 2 {
            return;
        }
        self.undated += case.undated.iter().filter(|(note, _)| names(note)).count() as u64;
        let mut opened = case.occasions(window.days(), Whose::Agency, names);
        opened.sort_by_key(|opened| opened.agency);
        let mut whole = Occasions::default();
        for by in opened.chunk_by(|a, b| a.agency == b.agency) {
            for (other, found) in with_others(case, window, by).into_iter().enumerate() {
                whole.merge(found.occasions);
                if found.occasions != Occasions::default() {
                    let pair = (case.agencies[by[0].agency].clone(), case.agencies[other].clone());
                    self.pairs.entry(pair).or_default().add_case(found.occasions, found.example);
                }
            }
        }
        self.all.add_case(whole, None);
    }

    /// Adds what other cases came to.
    pub(super) fn merge(&mut self, other: Self) {
        self.all.merge(other.all);
        self.undated += other.undated;
        for (agencies, pair) in other.pairs {
            self.pairs.entry(agencies).or_default().merge(pair);
        }
    }

    /// Notes that name it, and have no day.
    pub(super) fn undated(&self) -> u64 {
        self.undated
    }

    /// The figures, all pairs together first.
    pub(super) fn measures(&self, threshold: Threshold) -> Vec<PairMeasure> {
        let agencies = std::iter::once(None).chain(self.pairs.keys().map(Some));
        let figures = threshold.show_with_parts(figures(&self.all), self.pairs.values().map(figures).collect());
        agencies.zip(figures).map(|(agencies, figures)| PairMeasure { agencies: agencies.cloned(), figures }).collect()
    }
}

/// What the occasions of one agency came to, for each agency of the case.
fn with_others(case: &Timeline<'_>, window: Window, opened: &[Dated<'_>]) -> Vec<InCase> {
    let mut undated = vec![false; case.agencies.len()];
    for (note, agency) in &case.undated {
        undated[*agency] |= holds_the_name(note);
    }
    let mut found = vec![InCase::default(); case.agencies.len()];
    let mut wrote = vec![Wrote::default(); case.agencies.len()];
    for opened in opened {
        let (first, last) = (opened.day - window.days(), opened.day + window.days());
        read(case.between(first, last), opened, &mut wrote);
        for (other, Wrote { seen, softening }) in wrote.iter().enumerate() {
            let Some(seen) = seen.filter(|_| other != opened.agency) else { continue };
            let seen = match undated[other] {
                _ if !case.covers(other, first, last) => Err(Unseen::NotCovered),
                true => Err(Unseen::Undated),
                false => Ok(seen),
            };
            let InCase { occasions, example } = &mut found[other];
            occasions.add(seen);
            let softening = softening.filter(|_| seen == Ok(Seen::Softened));
            *example = example.or_else(|| PairExample::of(opened.note, softening?.note));
        }
    }
    found
}

/// Reads what each agency wrote in the `notes` within the window of an occasion,
/// on either side: who writes first is a matter of who is called first.
fn read<'a>(notes: &[Dated<'a>], opened: &Dated<'_>, wrote: &mut [Wrote<'a>]) {
    wrote.fill(Wrote::default());
    let nearer = |one: &Dated<'_>, than: Option<Dated<'_>>| {
        than.is_none_or(|than| one.day.apart(opened.day) < than.day.apart(opened.day))
    };
    for dated in notes {
        let Wrote { seen, softening } = &mut wrote[dated.agency];
        let here = Seen::of(dated.note);
        *seen = (*seen).max(here);
        if here == Some(Seen::Softened) && nearer(dated, *softening) {
            *softening = Some(*dated);
        }
    }
}

/// What there is to say, and of how many cases.
fn figures(pair: &Pair) -> (u64, Option<PairFigures>) {
    let Occasions { named, something, not_covered, undated, .. } = pair.occasions;
    let cases = pair.softened.cases();
    let figures = || {
        Some(PairFigures {
            cases,
            softened: Rate::of_cases(pair.softened)?,
            softened_cases: pair.softened_cases,
            nothing: Rate::of_cases(pair.nothing)?,
            nothing_cases: pair.nothing_cases,
            named,
            something,
            not_assessed: NotAssessed::new(not_covered, undated),
            examples: pair.examples.clone(),
        })
    };
    (cases, figures())
}
