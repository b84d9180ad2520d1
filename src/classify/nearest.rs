//! Annotated passages that a passage is most like: what a reader can hold it
//! against. They come from the training notes, which are invented.

use std::sync::LazyLock;

use serde::Deserialize;

use super::ClassifierError;
use super::tagger::HIDDEN;
use super::weights::Weights;
use crate::lexicon::{Family, Indicator};

/// How many are given.
const NEAREST: usize = 2;

/// An annotated passage of an invented note.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The note it stands in: the writer and a number.
    pub note: String,
    /// What it was marked as.
    pub indicator: Indicator,
    /// The words marked.
    pub words: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    example: Vec<Example>,
}

/// The examples in the order of their vectors; empty if the file cannot be
/// read, which [`Examples::new`] reports.
static EXAMPLES: LazyLock<Vec<Example>> = LazyLock::new(|| {
    toml::from_str::<File>(include_str!("model/examples.toml")).map(|file| file.example).unwrap_or_default()
});

/// Every example, in the order of the file.
#[cfg(test)]
pub(super) fn all() -> &'static [Example] {
    &EXAMPLES
}

/// How examples are written down: as their numbers in the file.
pub(super) mod by_number {
    use serde::de::Error as _;
    use serde::ser::Error as _;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{EXAMPLES, Example};

    pub(in super::super) fn serialize<S: Serializer>(examples: &[&Example], to: S) -> Result<S::Ok, S::Error> {
        let number = |one: &&Example| EXAMPLES.iter().position(|known| std::ptr::eq(known, *one));
        let numbers = examples.iter().map(number).collect::<Option<Vec<usize>>>();
        numbers.ok_or_else(|| S::Error::custom("an example that is not in the file"))?.serialize(to)
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<&'static Example>, D::Error> {
        let example = |number| EXAMPLES.get(number);
        let examples = Vec::<usize>::deserialize(from)?.into_iter().map(example).collect::<Option<_>>();
        examples.ok_or_else(|| D::Error::custom("a number without an example"))
    }
}

/// Where each example lies, in the order of the file.
#[derive(Clone, Debug)]
pub(super) struct Examples(Vec<f32>);

impl Examples {
    pub(super) fn new(weights: &mut Weights) -> Result<Self, ClassifierError> {
        let places = weights.take("examples")?;
        if EXAMPLES.is_empty() || places.len() != EXAMPLES.len() * HIDDEN {
            return Err(ClassifierError::Array("examples".to_owned()));
        }
        Ok(Self(places))
    }

    /// The nearest of a family by the cosine of the angle, nearest first; of
    /// two as near, the earlier.
    pub(super) fn nearest(&self, family: Family, place: &[f32]) -> Vec<&'static Example> {
        let of_family =
            EXAMPLES.iter().zip(self.0.chunks(HIDDEN)).filter(|(example, _)| example.indicator.family() == family);
        let mut near: Vec<_> = of_family.map(|(example, other)| (cosine(place, other), example)).collect();
        near.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        near.into_iter().take(NEAREST).map(|(_, example)| example).collect()
    }
}

/// The middle of several places.
pub(super) fn middle<'a>(places: impl Iterator<Item = &'a Vec<f32>>) -> Vec<f32> {
    let mut sum = vec![0.0; HIDDEN];
    for place in places {
        sum.iter_mut().zip(place).for_each(|(total, value)| *total += value);
    }
    sum
}

fn cosine(a: &[f32], b: &[f32]) -> f32 {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt().max(f32::MIN_POSITIVE)
}
