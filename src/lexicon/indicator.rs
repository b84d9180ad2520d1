//! The registry of families and indicators: what an entry can be evidence of.
//! Ids are permanent; gold notes, lexicon and reports all refer to them.

use std::fmt;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a finding says about the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Wording that hides, excuses or displaces abuse.
    Concern,
    /// Something that a good record contains.
    Good,
    /// A fact about danger, neutral in itself.
    Risk,
}

impl Kind {
    /// Every kind, in the order of the reports.
    pub const ALL: &[Self] = &[Self::Concern, Self::Good, Self::Risk];

    /// The word used in tables.
    pub fn id(self) -> &'static str {
        match self {
            Self::Concern => "concern",
            Self::Good => "good",
            Self::Risk => "risk",
        }
    }
}

macro_rules! families {
    ($($name:ident = $id:literal, $title:literal;)*) => {
        /// A group of indicators; one lexicon file each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Family { $(#[doc = $title] $name,)* }

        impl Family {
            /// Every family, in the order of the reports.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The permanent id.
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// The kind that the family as a whole is read as. One of its
            /// indicators may be of another: a term that binds the
            /// perpetrator is good practice among written agreements.
            pub fn kind(self) -> Kind {
                match self {
                    Self::GoodPractice => Kind::Good,
                    Self::RiskMarker => Kind::Risk,
                    _ => Kind::Concern,
                }
            }

            /// A heading for readers.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }
        }
    };
}

families! {
    Minimising = "minimising", "Minimising";
    VictimBlaming = "victim-blaming", "Victim-blaming";
    WrittenAgreement = "written-agreement", "Written agreements";
    PerpetratorUnseen = "perpetrator-unseen", "The perpetrator unseen";
    FalseReassurance = "false-reassurance", "False reassurance";
    UnsafePractice = "unsafe-practice", "Unsafe practice";
    ChildUnseen = "child-unseen", "The child unseen";
    GoodPractice = "good-practice", "Good recording";
    RiskMarker = "risk-marker", "Risk markers";
}

macro_rules! indicators {
    ($($name:ident = $id:literal, $family:ident, $kind:ident, $title:literal;)*) => {
        /// What an entry is evidence of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Indicator { $(#[doc = $title] $name,)* }

        impl Indicator {
            /// Every indicator, family by family.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The permanent id, such as `minimising.euphemism`.
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// The family it belongs to.
            pub fn family(self) -> Family {
                match self { $(Self::$name => Family::$family,)* }
            }

            /// Whether it is a concern, good practice or a risk marker.
            pub fn kind(self) -> Kind {
                match self { $(Self::$name => Kind::$kind,)* }
            }

            /// A heading for readers.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }
        }
    };
}

indicators! {
    MinimisingEuphemism = "minimising.euphemism", Minimising, Concern, "Abuse written as conflict, upset or relationship trouble";
    MinimisingMutual = "minimising.mutual", Minimising, Concern, "Both adults made equally responsible";
    MinimisingTrivial = "minimising.trivial", Minimising, Concern, "Abuse made small, isolated or merely verbal";
    BlameChoice = "blame.choice", VictimBlaming, Concern, "Abuse framed as the victim’s choice";
    BlameProtect = "blame.protect", VictimBlaming, Concern, "Responsibility for protecting put on the victim";
    BlameProvoked = "blame.provoked", VictimBlaming, Concern, "The victim said to have caused or contributed";
    BlameEngagement = "blame.engagement", VictimBlaming, Concern, "The victim described as non-compliant";
    BlameCredibility = "blame.credibility", VictimBlaming, Concern, "The victim’s truthfulness or stability doubted";
    BlameInsight = "blame.insight", VictimBlaming, Concern, "The victim said to lack understanding";
    AgreementMention = "agreement.mention", WrittenAgreement, Concern, "A written agreement with a parent";
    AgreementVictimDuty = "agreement.victim-duty", WrittenAgreement, Concern, "A term binding the victim to manage the risk";
    AgreementPerpetratorDuty = "agreement.perpetrator-duty", WrittenAgreement, Good, "A term binding the perpetrator";
    AgreementConsequence = "agreement.consequence", WrittenAgreement, Concern, "A consequence for the victim if terms are broken";
    AgreementState = "agreement.state", WrittenAgreement, Concern, "An agreement signed, refused or breached";
    UnseenAgentless = "unseen.agentless", PerpetratorUnseen, Concern, "Violence with no one doing it";
    UnseenExcused = "unseen.excused", PerpetratorUnseen, Concern, "Violence put down to drink, stress or temper";
    UnseenHiddenMan = "unseen.hidden-man", PerpetratorUnseen, Concern, "A man in the household not identified or assessed";
    ReassuranceSeparated = "reassurance.separated", FalseReassurance, Concern, "Separation taken as safety";
    ReassuranceNoCharge = "reassurance.no-charge", FalseReassurance, Concern, "No charge or no injury taken as low risk";
    ReassuranceRetracted = "reassurance.retracted", FalseReassurance, Concern, "A retraction taken as nothing happened";
    ReassuranceSelfReport = "reassurance.self-report", FalseReassurance, Concern, "A parent’s own report accepted as safety";
    ReassuranceProtectiveParent = "reassurance.protective-parent", FalseReassurance, Concern, "Reliance on the victim’s protectiveness";
    UnsafeNotAlone = "unsafe.not-alone", UnsafePractice, Concern, "Spoken to about abuse in front of the perpetrator";
    UnsafeChannel = "unsafe.channel", UnsafePractice, Concern, "Contact by a channel the perpetrator could see";
    UnsafeJointWork = "unsafe.joint-work", UnsafePractice, Concern, "Couple or joint work where there is abuse";
    UnsafeWarning = "unsafe.warning", UnsafePractice, Concern, "The victim warned of consequences for her";
    ChildNotWitness = "child.not-witness", ChildUnseen, Concern, "Children said not to have witnessed";
    ChildUnaffected = "child.unaffected", ChildUnseen, Concern, "Children said to be fine";
    ChildNotSpokenTo = "child.not-spoken-to", ChildUnseen, Concern, "Children not seen or not spoken to";
    GoodSeenAlone = "good.seen-alone", GoodPractice, Good, "Seen and spoken to alone";
    GoodChildVoice = "good.child-voice", GoodPractice, Good, "The child’s own words or lived experience";
    GoodPerpetratorNamed = "good.perpetrator-named", GoodPractice, Good, "The perpetrator named as responsible";
    GoodCoerciveControl = "good.coercive-control", GoodPractice, Good, "Coercive control or a pattern named";
    GoodRiskAssessment = "good.risk-assessment", GoodPractice, Good, "A risk assessment completed";
    GoodMarac = "good.marac", GoodPractice, Good, "Referred to or heard at MARAC";
    GoodSafetyPlan = "good.safety-plan", GoodPractice, Good, "A safety plan made with the victim";
    GoodSpecialist = "good.specialist", GoodPractice, Good, "A specialist domestic abuse service involved";
    GoodChildReferral = "good.child-referral", GoodPractice, Good, "Children’s services told or involved";
    GoodDisclosureScheme = "good.disclosure-scheme", GoodPractice, Good, "The disclosure scheme considered";
    GoodProtectionOrder = "good.protection-order", GoodPractice, Good, "A protective order sought or in place";
    GoodInformationSharing = "good.information-sharing", GoodPractice, Good, "Information shared: what, with whom, when";
    GoodChallenge = "good.challenge", GoodPractice, Good, "Professional challenge or escalation";
    GoodHistory = "good.history", GoodPractice, Good, "Earlier incidents considered";
    GoodHousehold = "good.household", GoodPractice, Good, "Household members checked";
    GoodManagement = "good.management", GoodPractice, Good, "Management oversight recorded";
    GoodPerpetratorWork = "good.perpetrator-work", GoodPractice, Good, "Work with the perpetrator on his behaviour";
    GoodCuriosity = "good.curiosity", GoodPractice, Good, "An account tested against other information";
    GoodEnquiry = "good.enquiry", GoodPractice, Good, "Direct enquiry about abuse";
    RiskStrangulation = "risk.strangulation", RiskMarker, Risk, "Strangulation or choking";
    RiskThreatToKill = "risk.threat-to-kill", RiskMarker, Risk, "A threat to kill";
    RiskSuicidalPerpetrator = "risk.suicidal-perpetrator", RiskMarker, Risk, "The perpetrator suicidal";
    RiskPregnancy = "risk.pregnancy", RiskMarker, Risk, "Pregnancy or a recent birth";
    RiskSeparation = "risk.separation", RiskMarker, Risk, "A recent or planned separation";
    RiskContactDispute = "risk.contact-dispute", RiskMarker, Risk, "A dispute over child contact";
    RiskWeapon = "risk.weapon", RiskMarker, Risk, "A weapon";
    RiskStalking = "risk.stalking", RiskMarker, Risk, "Stalking";
    RiskCoerciveFacts = "risk.coercive-facts", RiskMarker, Risk, "Controlling acts";
    RiskSexual = "risk.sexual", RiskMarker, Risk, "Sexual abuse";
    RiskSubstance = "risk.substance", RiskMarker, Risk, "Substance misuse";
    RiskJobLoss = "risk.job-loss", RiskMarker, Risk, "Job loss";
    RiskHonourBased = "risk.honour-based", RiskMarker, Risk, "Honour-based abuse";
    RiskPhysical = "risk.physical", RiskMarker, Risk, "A specific act of violence";
    RiskEscalation = "risk.escalation", RiskMarker, Risk, "Escalation";
    RiskHistory = "risk.history", RiskMarker, Risk, "Earlier violence or convictions";
}

/// An id that is not in the registry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not {expected}")]
pub struct UnknownId {
    found: String,
    expected: &'static str,
}

macro_rules! from_id {
    ($type:ident, $expected:literal) => {
        impl FromStr for $type {
            type Err = UnknownId;

            fn from_str(id: &str) -> Result<Self, UnknownId> {
                let unknown = || UnknownId { found: id.to_owned(), expected: $expected };
                Self::ALL.iter().copied().find(|item| item.id() == id).ok_or_else(unknown)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                String::deserialize(from)?.parse().map_err(D::Error::custom)
            }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.id())
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.id())
            }
        }
    };
}

from_id!(Kind, "a kind: concern, good or risk");
from_id!(Family, "a family");
from_id!(Indicator, "an indicator");
from_id!(Status, "a status: counted, reported, negated, hypothetical, challenged or template");

macro_rules! statuses {
    ($($name:ident = $id:literal, $meaning:literal;)*) => {
        /// Who says it, and how. Only `Counted` counts.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Status { $(#[doc = $meaning] $name,)* }

        impl Status {
            /// Every status.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The word used in tables.
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// One line for readers.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$name => $meaning,)* }
            }
        }
    };
}

statuses! {
    Counted = "counted", "The writer’s own wording, asserted.";
    Reported = "reported", "Attributed to someone else, or in quotation marks.";
    Negated = "negated", "Denied by the writer.";
    Hypothetical = "hypothetical", "Future, conditional, planned or a question.";
    Challenged = "challenged", "Named in order to criticise or correct it.";
    Template = "template", "A heading, a form question or standard text.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_reads_back() {
        for &indicator in Indicator::ALL {
            assert_eq!(indicator.id().parse(), Ok(indicator));
        }
        for &family in Family::ALL {
            assert_eq!(family.id().parse(), Ok(family));
        }
    }

    #[test]
    fn names_what_it_expected() {
        let error = "minimising.euphemisms".parse::<Indicator>().unwrap_err();
        assert_eq!(error.to_string(), "`minimising.euphemisms` is not an indicator");
    }
}
