//! What the reports may say about cases, once the small-number rule has been
//! applied.

use super::super::audience::Audience;
use super::super::rate::Rate;
use super::super::suppress::{Figure, Shown};
use super::concordance::PairExample;
use super::window::Window;
use crate::lexicon::EntryId;
use crate::note::Agency;

/// What the reports may say about cases.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseMeasures {
    /// How many days lie at most between notes that are held beside one another.
    pub window: Window,
    /// Cases that could be followed.
    pub cases: u64,
    /// Cases that more than one agency wrote in.
    pub shared: u64,
    /// Notes of all those cases.
    pub notes: u64,
    /// Notes of those cases that have no day.
    pub undated: u64,
    /// Notes that name violence or control in a case of several agencies, and
    /// have no day.
    pub undated_naming: u64,
    /// Pairs of agencies, all together first.
    pub concordance: Vec<PairMeasure>,
    /// Practice rules that were recorded to apply, each with all agencies
    /// together first.
    pub expectations: Vec<ExpectationMeasure>,
    /// Wording of concern, all agencies together first.
    pub challenges: Vec<ChallengeMeasure>,
}

/// One agency that names violence or control, and another that writes within
/// the window.
#[derive(Clone, Debug, PartialEq)]
pub struct PairMeasure {
    /// Who named it, and the other; `None` for all pairs together.
    pub agencies: Option<(Agency, Agency)>,
    /// How often what, on enough cases.
    pub figures: Shown<PairFigures>,
}

/// How often what could be seen of it in what the other wrote.
#[derive(Clone, Debug, PartialEq)]
pub struct PairFigures {
    /// Cases with an occasion that can be assessed.
    pub cases: u64,
    /// Occasions on which the other's words soften it and nowhere name it.
    pub softened: Rate,
    /// Cases with such an occasion.
    pub softened_cases: u64,
    /// Occasions on which the other's notes show nothing of abuse.
    pub nothing: Rate,
    /// Cases with such an occasion.
    pub nothing_cases: u64,
    /// Occasions on which the other named it, too.
    pub named: u64,
    /// Occasions on which the other's notes show that there is abuse or danger,
    /// or ask, report or deny it.
    pub something: u64,
    /// Occasions that cannot be assessed: the other's notes do not reach over the
    /// whole window, or one that names it has no day.
    pub not_assessed: NotAssessed,
    /// Notes to hold beside one another.
    pub examples: Vec<PairExample>,
}

/// One practice rule, for all agencies together or for those occasions that one
/// of them recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpectationMeasure {
    /// Which rule of the lexicon.
    pub expectation: EntryId,
    /// Who recorded what calls for something; `None` for the case, whoever did.
    pub agency: Option<Agency>,
    /// What became of it, on enough cases.
    pub figures: Shown<ExpectationFigures>,
}

/// What became of the occasions that call for something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ExpectationFigures {
    /// Cases with an occasion that can be assessed.
    pub cases: u64,
    /// Occasions after which it was recorded in time by an agency of the case,
    /// of those that can be assessed.
    pub met: Rate,
    /// The same, by the agency that recorded the occasion.
    pub met_by_itself: Rate,
    /// Occasions after which it was recorded later.
    pub late: u64,
    /// Occasions after which it is not in this export.
    pub not_found: u64,
    /// Occasions that cannot be assessed: the notes of an agency of the case do
    /// not reach over all the days, or one has no day.
    pub not_assessed: NotAssessed,
}

/// What became of wording of concern: of all agencies together, or of one.
#[derive(Clone, Debug, PartialEq)]
pub struct ChallengeMeasure {
    /// Whose wording; `None` for all together.
    pub agency: Option<Agency>,
    /// How often it was questioned, on enough cases.
    pub figures: Shown<ChallengeFigures>,
}

/// How often wording of concern was questioned within the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChallengeFigures {
    /// Cases with an occasion that can be assessed.
    pub cases: u64,
    /// Occasions after which a later note questions it, of those that can be
    /// assessed.
    pub challenged: Rate,
    /// Of those, occasions after which a note of another agency does.
    pub by_another: u64,
    /// Of those, occasions after which there is a manager's oversight and no
    /// challenge in words.
    pub oversight_only: u64,
    /// Half of those were questioned within so many days; on enough of them.
    pub median_days: Shown<u64>,
    /// Occasions that cannot be assessed: the notes of an agency of the case do
    /// not reach over all the days, or one has no day.
    pub not_assessed: NotAssessed,
}

/// Occasions that are in no share, by why not; `None` where they are too few to be
/// told, which hides nothing of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAssessed {
    /// The notes that were exported do not reach over all the days.
    pub not_covered: Option<u64>,
    /// A note has no day.
    pub undated: Option<u64>,
}

impl NotAssessed {
    pub(super) fn new(not_covered: u64, undated: u64) -> Self {
        Self { not_covered: Some(not_covered), undated: Some(undated) }
    }

    fn told(self, audience: Audience) -> Self {
        let [not_covered, undated] = [self.not_covered, self.undated].map(|count| count?.told(audience));
        Self { not_covered, undated }
    }
}

impl Figure for PairFigures {
    fn told(self, audience: Audience) -> Option<Self> {
        if audience == Audience::Internal {
            return Some(self);
        }
        Some(Self {
            cases: self.cases.told(audience)?,
            softened: self.softened.told(audience)?,
            softened_cases: self.softened_cases.told(audience)?,
            nothing: self.nothing.told(audience)?,
            nothing_cases: self.nothing_cases.told(audience)?,
            named: self.named.told(audience)?,
            something: self.something.told(audience)?,
            not_assessed: self.not_assessed.told(audience),
            examples: Vec::new(),
        })
    }
}

impl Figure for ExpectationFigures {
    fn told(self, audience: Audience) -> Option<Self> {
        Some(Self {
            cases: self.cases.told(audience)?,
            met: self.met.told(audience)?,
            met_by_itself: self.met_by_itself.told(audience)?,
            late: self.late.told(audience)?,
            not_found: self.not_found.told(audience)?,
            not_assessed: self.not_assessed.told(audience),
        })
    }
}

impl Figure for ChallengeFigures {
    fn told(self, audience: Audience) -> Option<Self> {
        Some(Self {
            cases: self.cases.told(audience)?,
            challenged: self.challenged.told(audience)?,
            by_another: self.by_another.told(audience)?,
            oversight_only: self.oversight_only.told(audience)?,
            median_days: self.median_days,
            not_assessed: self.not_assessed.told(audience),
        })
    }
}
