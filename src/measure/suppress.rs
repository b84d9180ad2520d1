//! The small-number rule, decided once. A figure on fewer than a handful of
//! notes says little about practice and may point at a person, so it is not
//! shown anywhere: reports can print a [`Shown`] and nothing else.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::audience::Audience;
use super::parts::Parts;

/// The smallest base on which a figure is shown, and to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Threshold {
    least: u64,
    audience: Audience,
}

/// What can be a figure: something that knows how it looks to each audience.
pub trait Figure: Sized {
    /// The same with each count as the audience may be told it; `None` if one of
    /// them is too small.
    fn told(self, audience: Audience) -> Option<Self>;
}

impl Figure for u64 {
    fn told(self, audience: Audience) -> Option<Self> {
        audience.count(self)
    }
}

impl Threshold {
    /// A threshold for those who audit; 0 is taken as 1, since nothing can be
    /// said of no notes.
    pub fn new(base: u64) -> Self {
        Self { least: base.max(1), audience: Audience::Internal }
    }

    /// The same for an audience that may be told less.
    #[must_use]
    pub fn told_to(self, audience: Audience) -> Self {
        Self { least: self.least.max(audience.least_at_all()), audience }
    }

    /// The number itself.
    pub fn get(self) -> u64 {
        self.least
    }

    /// To whom figures are shown.
    pub fn audience(self) -> Audience {
        self.audience
    }

    /// A total and its parts, each a base and what there is to say of it: those
    /// whose base is large enough, less some parts from which, with the total,
    /// another could be worked out.
    pub(super) fn show_with_parts<T: Figure>(
        self,
        total: (u64, Option<T>),
        parts: Vec<(u64, Option<T>)>,
    ) -> impl Iterator<Item = Shown<T>> {
        let left_out = Parts::of_one_total(parts.iter().map(|(base, _)| *base).collect(), self);
        let show = move |(base, value): (u64, Option<T>)| match value {
            Some(value) => self.show(base, value),
            None => Shown::TooFew(self),
        };
        let part = move |(number, part)| if left_out.is_left_out(number) { Shown::TooFew(self) } else { show(part) };
        std::iter::once(show(total)).chain(parts.into_iter().enumerate().map(part))
    }

    /// `value`, as the audience may be told it, if its base is large enough.
    pub fn show<T: Figure>(self, base: u64, value: T) -> Shown<T> {
        let value = if base < self.least { None } else { value.told(self.audience) };
        value.map_or(Shown::TooFew(self), Shown::Value)
    }
}

impl Default for Threshold {
    fn default() -> Self {
        Self::new(Audience::default().least())
    }
}

/// A figure that may be printed, or the statement that there is too little.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shown<T> {
    /// Enough notes: the figure.
    Value(T),
    /// Fewer notes than the threshold, or left out so that the figure of another
    /// who has so few cannot be worked out from a total.
    TooFew(Threshold),
}

impl<T> Shown<T> {
    /// The same figure in another form, shown or not as it was.
    pub(super) fn map<U>(self, form: impl FnOnce(T) -> U) -> Shown<U> {
        match self {
            Self::Value(value) => Shown::Value(form(value)),
            Self::TooFew(threshold) => Shown::TooFew(threshold),
        }
    }

    /// The figure, if it is shown.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::TooFew(_) => None,
        }
    }
}

impl<T: fmt::Display> fmt::Display for Shown<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(value) => value.fmt(f),
            Self::TooFew(_) => f.write_str("too few"),
        }
    }
}
