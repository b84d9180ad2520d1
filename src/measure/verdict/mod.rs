//! From numbers to words: whether an agency records something more or less
//! often than the others, said in one of five ways and never without the
//! sentence that explains it. No agency is ranked.
//!
//! A difference is a signal if it is unlikely to be chance among all that were
//! looked at, large enough to matter, and stays on its side when the mix of
//! notes and errors of reading are allowed for. One that does not is said not to
//! be confirmed, and by which check.

mod comparison;
mod sentence;

pub use comparison::{Among, Comparison, Side, TooFew};

use std::fmt;

use super::difference::Sign;
use super::multiple::benjamini_hochberg;
use super::review_sample::Corrected;
use super::share::{QValue, Share};
pub(super) use super::sorts::Mix;

/// From this difference on, in parts of 1, it is taken to matter in practice.
const LEAST_DIFFERENCE: f64 = 0.1;

/// The smallest difference that is taken to matter in practice: ten percentage
/// points unless somebody chose another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LeastDifference(Share);

impl LeastDifference {
    /// Another smallest difference.
    pub fn new(difference: Share) -> Self {
        Self(difference)
    }

    /// Whether a difference falls short of it, by more than the last digits of
    /// what was subtracted.
    fn is_more_than(self, difference: f64) -> bool {
        difference.abs() + 1e-9 < self.0.get()
    }
}

impl Default for LeastDifference {
    fn default() -> Self {
        Self(Share::clipped(LEAST_DIFFERENCE))
    }
}

/// What can be said of an agency beside the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// More often than chance and practice explain.
    HigherThanExpected,
    /// No difference that is sure and large enough, or one that the mix of notes
    /// accounts for: it is what these notes lead one to expect.
    AsExpected,
    /// Less often than chance and practice explain.
    LowerThanExpected,
    /// Too few notes or cases.
    TooFewToSay,
    /// What is recorded, or read out of the records, is not the same thing.
    NotComparable,
}

impl Word {
    /// All, in the order above.
    pub const ALL: [Self; 5] =
        [Self::HigherThanExpected, Self::AsExpected, Self::LowerThanExpected, Self::TooFewToSay, Self::NotComparable];
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::HigherThanExpected => "higher than expected",
            Self::AsExpected => "as expected",
            Self::LowerThanExpected => "lower than expected",
            Self::TooFewToSay => "too few to say",
            Self::NotComparable => "not comparable",
        })
    }
}

/// A word and what it rests on. It can only be had from [`verdicts`], so that
/// there is none without a reason.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    word: Word,
    reason: Reason,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Reason {
    Signal(Evidence),
    MayBeChance(Evidence),
    Small(Evidence, LeastDifference),
    NotConfirmed(Evidence),
    TooFew(TooFew),
    Obstacle(Obstacle),
    NotTold,
}

/// What a verdict on a comparison rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// The two sides and their difference.
    pub comparison: Comparison,
    /// How sure the difference is among all that were looked at.
    pub q: QValue,
    /// How many were looked at.
    pub tests: usize,
    /// Whether it stays on its side when other things are allowed for.
    pub checks: Checks,
}

/// Whether a difference stays on its side when other things are allowed for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Checks {
    /// The sorts of notes that agencies write.
    pub case_mix: Check,
    /// What is known of those sorts.
    pub mix: Mix,
    /// How often a note is read wrongly.
    pub reading: Check,
    /// The shares by notes that people read again, where enough were.
    pub corrected: Option<Corrected>,
}

/// One such check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// It stays on its side.
    Holds,
    /// It does not.
    Fails,
    /// There was nothing to check with.
    NotMade,
}

impl Check {
    /// Whether a difference points the same way before and after.
    pub fn of(before: Sign, after: Sign) -> Self {
        if before == after { Self::Holds } else { Self::Fails }
    }
}

/// Why two sides cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Most of the agency's notes are of lengths that those it is held beside
    /// never write.
    OtherNotes,
}

/// What is known of an agency beside the others, before a verdict.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "there are some hundreds of them, and most are the large one")]
pub enum Compared {
    /// Both sides were measured.
    Made(Comparison, Checks),
    /// A side has too few notes or cases.
    TooFew(TooFew),
    /// The sides are not of the same thing.
    NotComparable(Obstacle),
}

/// The verdicts on one family of comparisons: all agencies and all topics of
/// one edition together, since each of them could have stood out by chance.
/// Those that were not made do not count among them.
pub fn verdicts(family: &[Compared], least: LeastDifference) -> Vec<Verdict> {
    let p = |compared: &Compared| match compared {
        Compared::Made(comparison, _) => Some(comparison.p),
        Compared::TooFew(_) | Compared::NotComparable(_) => None,
    };
    let adjusted = benjamini_hochberg(&family.iter().map(p).collect::<Vec<_>>());
    let verdict = |(compared, q): (&Compared, Option<QValue>)| match (*compared, q) {
        (Compared::Made(comparison, checks), Some(q)) => {
            Verdict::on(Evidence { comparison, q, tests: adjusted.tests, checks }, least)
        }
        (Compared::Made(..), None) => Verdict::too_few(TooFew::NoTest),
        (Compared::TooFew(few), _) => Verdict::too_few(few),
        (Compared::NotComparable(obstacle), _) => {
            Verdict { word: Word::NotComparable, reason: Reason::Obstacle(obstacle) }
        }
    };
    family.iter().zip(adjusted.q.iter().copied()).map(verdict).collect()
}

impl Verdict {
    fn on(evidence: Evidence, least: LeastDifference) -> Self {
        let difference = evidence.comparison.difference;
        let as_expected = |reason| Self { word: Word::AsExpected, reason };
        match difference.sign() {
            _ if !evidence.q.is_beyond_chance() => as_expected(Reason::MayBeChance(evidence)),
            Sign::Neither => as_expected(Reason::Small(evidence, least)),
            _ if least.is_more_than(difference.value) => as_expected(Reason::Small(evidence, least)),
            _ if evidence.checks.reading == Check::Fails => {
                Self { word: Word::NotComparable, reason: Reason::NotConfirmed(evidence) }
            }
            _ if evidence.checks.case_mix == Check::Fails => as_expected(Reason::NotConfirmed(evidence)),
            Sign::Higher => Self { word: Word::HigherThanExpected, reason: Reason::Signal(evidence) },
            Sign::Lower => Self { word: Word::LowerThanExpected, reason: Reason::Signal(evidence) },
        }
    }

    fn too_few(few: TooFew) -> Self {
        Self { word: Word::TooFewToSay, reason: Reason::TooFew(few) }
    }

    /// The word by itself, for those who may not be told exact figures. What
    /// holds no figure stays.
    #[must_use]
    pub fn without_figures(self) -> Self {
        if self.evidence().is_some() { Self { reason: Reason::NotTold, ..self } } else { self }
    }

    /// What is said.
    pub fn word(self) -> Word {
        self.word
    }

    /// The numbers that it rests on; `None` where no comparison was made.
    pub fn evidence(self) -> Option<Evidence> {
        match self.reason {
            Reason::Signal(evidence)
            | Reason::MayBeChance(evidence)
            | Reason::Small(evidence, _)
            | Reason::NotConfirmed(evidence) => Some(evidence),
            Reason::TooFew(_) | Reason::Obstacle(_) | Reason::NotTold => None,
        }
    }
}

#[cfg(test)]
mod tests;
