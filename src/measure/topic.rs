//! What is counted: one indicator, a family, or everything of one kind.

use std::fmt;

use crate::lexicon::{Family, Indicator, Kind};

/// Something a note either bears or does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Anything of this kind.
    Kind(Kind),
    /// Anything of this family.
    Family(Family),
    /// This indicator.
    Indicator(Indicator),
}

impl Topic {
    /// What an indicator is a case of. A family's own kind is not the kind of
    /// all its indicators: a term that binds the perpetrator is good practice
    /// within the family of written agreements, and is left out of it.
    pub fn of(indicator: Indicator) -> [Option<Self>; 3] {
        let kind = indicator.kind();
        let family = indicator.family();
        let within = (kind == kind_of(family)).then_some(Self::Family(family));
        [Some(Self::Kind(kind)), within, Some(Self::Indicator(indicator))]
    }

    /// The id used in tables.
    pub fn id(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.id(),
            Self::Family(family) => family.id(),
            Self::Indicator(indicator) => indicator.id(),
        }
    }
}

/// The kind that a family as a whole is read as.
fn kind_of(family: Family) -> Kind {
    match family {
        Family::GoodPractice => Kind::Good,
        Family::RiskMarker => Kind::Risk,
        _ => Kind::Concern,
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
