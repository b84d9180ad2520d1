//! Context cues: the words that decide who is speaking and how.

use serde::{Deserialize, Serialize};

use super::entry::EntryId;
use super::indicator::{Indicator, Status};
use super::phrase::Phrase;

/// Where a cue stands, seen from the finding it decides about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// In front of it: *no* DASH.
    Before,
    /// Behind it: DASH *declined*.
    After,
    /// On either side.
    Either,
    /// Around or across it: the finding shares words with the cue.
    Over,
}

/// How far a cue carries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    /// To the end of its clause: a semicolon, "but", a new speaker.
    #[default]
    Clause,
    /// To the end of its sentence.
    Sentence,
    /// Into the sentence before and the sentence after; a criticism, to words
    /// in quotation marks only.
    Neighbours,
    /// A label, over the rest of its line or the block of lines below it.
    Paragraph,
}

/// One rule about status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// The permanent id.
    pub id: EntryId,
    /// The status it gives.
    pub status: Status,
    /// A heading for readers.
    pub title: String,
    /// Why these words decide it.
    pub why: String,
    /// The words.
    pub phrases: Vec<Phrase>,
    /// What cancels a cue that shares a word with it.
    pub unless: Vec<Phrase>,
    /// What ends its reach when it stands in between.
    pub until: Vec<Phrase>,
    /// Where it stands.
    pub stands: Place,
    /// How far it carries.
    pub reach: Reach,
    /// At most so many words in between.
    pub within: usize,
    /// The indicators it decides about.
    #[serde(with = "numbered")]
    pub applies: Vec<Indicator>,
    /// Sentences with the decided words in angle brackets.
    pub flags: Vec<String>,
    /// Sentences whose words in angle brackets it must leave alone.
    pub skips: Vec<String>,
}

/// Indicators by their place among all: most cues decide about most of them.
mod numbered {
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Indicator;

    pub(super) fn serialize<S: Serializer>(indicators: &[Indicator], to: S) -> Result<S::Ok, S::Error> {
        let place = |one| Indicator::ALL.iter().position(|indicator| indicator == one);
        indicators.iter().filter_map(place).collect::<Vec<_>>().serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Indicator>, D::Error> {
        let unknown = || D::Error::custom("no such indicator");
        let places = Vec::<usize>::deserialize(from)?;
        places.into_iter().map(|place| Indicator::ALL.get(place).copied().ok_or_else(unknown)).collect()
    }
}

impl Cue {
    /// Whether it decides about findings of this indicator.
    pub fn decides(&self, indicator: Indicator) -> bool {
        self.applies.binary_search(&indicator).is_ok()
    }
}
