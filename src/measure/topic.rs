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
        let within = (kind == family.kind()).then_some(Self::Family(family));
        [Some(Self::Kind(kind)), within, Some(Self::Indicator(indicator))]
    }

    /// The kind it is read as.
    pub fn kind(self) -> Kind {
        match self {
            Self::Kind(kind) => kind,
            Self::Family(family) => family.kind(),
            Self::Indicator(indicator) => indicator.kind(),
        }
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

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
