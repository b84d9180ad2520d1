//! Sentences that more than one format says, each written once.

pub(super) mod cases;
pub(super) mod child;
pub(super) mod limits;

use super::number;
use super::text::Text;
use super::words::what_it_says;
use crate::lexicon::{Family, Indicator, Kind};
use crate::measure::{GroupMeasures, Rate, Topic};

/// `In 41 of 250 notes (16 %, 95 % interval 12 to 21 %) there is wording of concern.`
pub(super) fn of_kind(kind: Kind, rate: Rate) -> Text {
    Text::from("In ").and_text(notes(rate)).and(format!(" there is {}.", what(kind)))
}

/// `In 41 of 250 notes (16 %, 95 % interval 12 to 21 %) the writer’s own words minimise abuse.`
pub(super) fn of_family(family: Family, rate: Rate) -> Text {
    Text::from("In ").and_text(notes(rate)).and(format!(" {}.", what_it_says(family)))
}

/// `“Children said to be fine”: in 5 of 250 notes (2 %, 95 % interval 1 to 4 %).`
pub(super) fn of_indicator(indicator: Indicator, rate: Rate) -> Text {
    Text::from(format!("“{}”: in ", indicator.title())).and_text(notes(rate)).and(".")
}

/// The same of the family of concern that is in the most notes.
pub(super) fn most_frequent(family: Family, rate: Rate) -> Text {
    Text::from("The most frequent concern: in ").and_text(notes(rate)).and(format!(" {}.", what_it_says(family)))
}

/// What an agency, or all together, has of a topic, if it may be shown.
pub(super) fn rate_of(group: &GroupMeasures, topic: Topic) -> Option<Rate> {
    group.topics.iter().find(|measure| measure.topic == topic)?.rate.value().copied()
}

/// `41 of 250 notes (16 %, 95 % interval 12 to 21 %)`.
fn notes(rate: Rate) -> Text {
    Text::strong(number::of_notes(rate)).and(format!(" ({})", number::with_interval(rate)))
}

/// `12 of 40 occasions (30 %, 95 % interval 18 to 45 %)`.
fn occasions(rate: Rate) -> Text {
    Text::strong(number::of(rate, "occasion", "occasions")).and(format!(" ({})", number::with_interval(rate)))
}

/// What a note of this kind has.
pub(super) fn what(kind: Kind) -> &'static str {
    match kind {
        Kind::Concern => "wording of concern",
        Kind::Good => "something that a good record contains",
        Kind::Risk => "a marker of danger",
    }
}
