//! What is counted: one indicator, a family, or everything of one kind.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::lexicon::{Family, Indicator, Kind, Lexicon};

/// Something a note either bears or does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Topic {
    /// Anything of this kind.
    Kind(Kind),
    /// Anything of this family.
    Family(Family),
    /// This indicator.
    Indicator(Indicator),
}

/// The notes of which a topic has a share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Base {
    /// All notes.
    #[default]
    Notes,
    /// Notes that show that they are about abuse: of no other can it be said
    /// that good recording of abuse is missing.
    AboutAbuse,
}

/// Which way a measure should go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoodIs {
    /// More of it is better.
    Up,
    /// Less of it is better.
    Down,
    /// Neither way is better.
    Neither,
}

impl GoodIs {
    /// The word used in tables.
    pub fn id(self) -> &'static str {
        match self {
            Self::Up => "more",
            Self::Down => "fewer",
            Self::Neither => "neither",
        }
    }
}

impl Base {
    /// One such note, and several, in words.
    pub fn noun(self) -> (&'static str, &'static str) {
        match self {
            Self::Notes => ("note", "notes"),
            Self::AboutAbuse => ("note about abuse", "notes about abuse"),
        }
    }
}

impl Topic {
    /// What a lexicon looks for: each family and each indicator that has an
    /// entry, and each kind with a family of its own. What was not looked for
    /// has no rate, rather than a rate of nought.
    pub fn looked_for(lexicon: &Lexicon) -> Vec<Self> {
        let has = |wanted: &dyn Fn(Indicator) -> bool| lexicon.entries().iter().any(|entry| wanted(entry.indicator));
        let families: Vec<Family> =
            Family::ALL.iter().copied().filter(|&family| has(&|one| one.family() == family)).collect();
        let kinds = Kind::ALL.iter().copied().filter(|&kind| families.iter().any(|family| family.kind() == kind));
        let indicators = Indicator::ALL.iter().copied().filter(|&indicator| has(&|one| one == indicator));
        let of_families = families.iter().copied().map(Self::Family);
        kinds.map(Self::Kind).chain(of_families).chain(indicators.map(Self::Indicator)).collect()
    }

    /// The notes that it has a share of.
    pub fn base(self) -> Base {
        if self.kind() == Kind::Good { Base::AboutAbuse } else { Base::Notes }
    }

    /// Which way its share should go. A marker of danger is about what happened:
    /// more notes with one may be more danger, or danger better recorded.
    pub fn good_is(self) -> GoodIs {
        match self.kind() {
            Kind::Good => GoodIs::Up,
            Kind::Concern => GoodIs::Down,
            Kind::Risk => GoodIs::Neither,
        }
    }

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
