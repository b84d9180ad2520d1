//! What a note shows of violence or control: whether it names it, softens it,
//! says that there is something, or says nothing.

use super::super::{CaseNote, Indicators};
use crate::lexicon::Indicator::{
    self, GoodCoerciveControl, GoodPerpetratorNamed, MinimisingEuphemism, MinimisingMutual, MinimisingTrivial,
    ReassuranceNoCharge, ReassuranceProtectiveParent, ReassuranceRetracted, ReassuranceSelfReport,
    ReassuranceSeparated, RiskCoerciveFacts, RiskContactDispute, RiskEscalation, RiskHistory, RiskHonourBased,
    RiskJobLoss, RiskPhysical, RiskPregnancy, RiskSeparation, RiskSexual, RiskStalking, RiskStrangulation,
    RiskSubstance, RiskSuicidalPerpetrator, RiskThreatToKill, RiskWeapon, UnseenAgentless, UnseenExcused,
};

/// What names violence or control: an act, a threat, the pattern, or who is
/// responsible. The gravest stand first and are quoted first.
pub(super) const NAMING: [Indicator; 11] = [
    RiskStrangulation,
    RiskThreatToKill,
    RiskWeapon,
    RiskSexual,
    RiskPhysical,
    RiskStalking,
    RiskHonourBased,
    RiskCoerciveFacts,
    RiskEscalation,
    GoodCoerciveControl,
    GoodPerpetratorNamed,
];

/// What softens it: abuse written as something else or as nobody's doing, or
/// comfort taken from what does not show safety. Left out are a man who is not
/// identified, which softens nothing that was done, and blame, which moves the
/// responsibility but leaves the violence to be seen.
pub(super) const SOFTENING: [Indicator; 10] = [
    MinimisingTrivial,
    MinimisingMutual,
    MinimisingEuphemism,
    UnseenExcused,
    UnseenAgentless,
    ReassuranceNoCharge,
    ReassuranceSeparated,
    ReassuranceRetracted,
    ReassuranceSelfReport,
    ReassuranceProtectiveParent,
];

/// Circumstances of danger. They name no violence, but whoever reads of them is
/// warned: a note with one is not silent.
const CIRCUMSTANCES: [Indicator; 7] = [
    RiskSuicidalPerpetrator,
    RiskPregnancy,
    RiskSeparation,
    RiskContactDispute,
    RiskSubstance,
    RiskJobLoss,
    RiskHistory,
];

const NAMES: Indicators = Indicators::of(&NAMING);
const SOFTENS: Indicators = Indicators::of(&SOFTENING);
const SPEAKS: Indicators = NAMES.and(SOFTENS).and(Indicators::of(&CIRCUMSTANCES));

/// What can be seen in what an agency wrote within the window: the most telling
/// of its notes decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Seen {
    /// Nothing of abuse, in whatever status.
    Nothing,
    /// That there is abuse or danger, or that it was asked about, reported or
    /// denied; not what was done.
    Something,
    /// Softening wording.
    Softened,
    /// Violence or control.
    Named,
}

impl Seen {
    /// `None` if the note only repeats an earlier one, which says nothing new.
    pub(super) fn of(note: &CaseNote) -> Option<Self> {
        let named = note.counted.and(note.repeated);
        if named.meets(NAMES) {
            return Some(Self::Named);
        }
        if note.pasted {
            return None;
        }
        let speaks = named.and(note.otherwise).meets(SPEAKS);
        Some(match note.counted.meets(SOFTENS) {
            true => Self::Softened,
            false if speaks || note.about_abuse => Self::Something,
            false => Self::Nothing,
        })
    }
}

/// Whether a note names it in words that are not pasted.
pub(super) fn names(note: &CaseNote) -> bool {
    note.counted.meets(NAMES)
}

/// Whether a note names it in any words.
pub(super) fn holds_the_name(note: &CaseNote) -> bool {
    note.counted.and(note.repeated).meets(NAMES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Kind;

    const PAGE: &str = include_str!("../../../../docs/cases.md");

    #[test]
    fn every_risk_marker_either_names_violence_or_is_a_circumstance() {
        for &marker in Indicator::ALL.iter().filter(|indicator| indicator.kind() == Kind::Risk) {
            assert!(NAMING.contains(&marker) != CIRCUMSTANCES.contains(&marker), "{marker}");
        }
    }

    #[test]
    fn the_page_about_cases_lists_what_names_and_what_softens() {
        let line = |start: &str| PAGE.split(start).nth(1).unwrap().split("- **").next().unwrap();
        let (named, softened) = (line("- **Named**"), line("- **Softened**"));
        assert!(NAMING.iter().all(|one| named.contains(&format!("`{one}`"))), "{named}");
        assert_eq!(named.matches('`').count(), 2 * NAMING.len());
        let family = |one: &Indicator| one.id().split('.').next().unwrap_or_default().to_owned();
        let listed = |one: &Indicator| {
            softened.contains(&format!("`{one}`")) || softened.contains(&format!("`{}`", family(one)))
        };
        for one in Indicator::ALL {
            assert_eq!(listed(one), SOFTENING.contains(one), "{one}");
        }
    }
}
