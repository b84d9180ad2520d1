//! What a clause of a written agreement asks for, what its breach leads to and
//! how far it was agreed: one registry, used by entries, tables and reports.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::indicator::Indicator;

macro_rules! clauses {
    ($($(#[doc = $doc:literal])* $name:ident = $id:literal, $indicators:pat, $title:literal;)*) => {
        /// What a clause is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Clause {
            $(#[doc = $title] $name,)*
        }

        impl Clause {
            /// All clauses, in the order they are shown.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The id used in entries and tables.
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id),* }
            }

            /// For readers.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title),* }
            }

            /// Whether entries of this indicator may have it.
            pub fn suits(self, indicator: Indicator) -> bool {
                match self { $(Self::$name => matches!(indicator, $indicators)),* }
            }
        }
    };
}

use Indicator::{
    AgreementConsequence as Consequence, AgreementPerpetratorDuty as His, AgreementState as State,
    AgreementVictimDuty as Hers,
};

clauses! {
    NoContact = "no-contact", Hers | His, "have no contact";
    NotLetIn = "not-let-in", Hers, "not let the perpetrator in";
    KeepAway = "keep-away", Hers, "keep the perpetrator away";
    EndRelationship = "end-relationship", Hers, "end or not resume the relationship";
    CallPolice = "call-police", Hers, "call the police";
    Report = "report", Hers, "report contact or incidents";
    Supervise = "supervise", Hers, "supervise the perpetrator’s contact";
    ProtectChildren = "protect-children", Hers, "keep the children from the abuse";
    GetOrder = "get-order", Hers, "apply for an order";
    AttendCourse = "attend-course", Hers, "attend a course or a service";
    NotProvoke = "not-provoke", Hers, "not provoke the perpetrator";
    Move = "move", Hers, "move or stay elsewhere";
    Responsibility = "responsibility", Hers, "be responsible for what the perpetrator does";
    StayAway = "stay-away", His, "stay away from the home";
    Leave = "leave", His, "leave or live elsewhere";
    Programme = "programme", His, "attend a programme";
    Substance = "substance", His, "deal with drink or drugs";
    SupervisedContact = "supervised-contact", His, "see the children under supervision only";
    WalkAway = "walk-away", His, "walk away or calm down";
    SeekHelp = "seek-help", His, "see a doctor or get help";
    StopAbuse = "stop-abuse", His, "not hit, threaten or control";
    OtherDuty = "other-duty", Hers | His, "something else";
    LegalAdvice = "legal-advice", Consequence, "legal advice or proceedings";
    Conference = "conference", Consequence, "a child protection conference";
    Removal = "removal", Consequence, "removal of the children";
    Tenancy = "tenancy", Consequence, "loss of the tenancy";
    ServiceWithdrawn = "service-withdrawn", Consequence, "withdrawal of care or a service";
    OtherConsequence = "other-consequence", Consequence, "something else follows";
    Signed = "signed", State, "signed";
    NotSigned = "not-signed", State, "not signed";
    Refused = "refused", State, "refused";
    Breached = "breached", State, "breached";
    Kept = "kept", State, "kept to";
    OtherState = "other-state", State, "in place, reviewed or ended";
}

impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_as_they_are_written() {
        for &clause in Clause::ALL {
            let read: Clause = serde_json::from_value(clause.id().into()).unwrap();
            assert_eq!(read, clause);
        }
    }
}
