//! The small-number rule, decided once. A figure on fewer than a handful of
//! notes says little about practice and may point at a person, so it is not
//! shown anywhere: reports can print a [`Shown`] and nothing else.

use std::fmt;

/// The smallest base on which a figure is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Threshold(u64);

impl Threshold {
    /// A threshold; 0 is taken as 1, since nothing can be said of no notes.
    pub fn new(base: u64) -> Self {
        Self(base.max(1))
    }

    /// The number itself.
    pub fn get(self) -> u64 {
        self.0
    }

    /// `value` if its base is large enough.
    pub fn show<T>(self, base: u64, value: T) -> Shown<T> {
        if base < self.0 { Shown::TooFew(self) } else { Shown::Value(value) }
    }
}

impl Default for Threshold {
    fn default() -> Self {
        Self(5)
    }
}

/// A figure that may be printed, or the statement that there is too little.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shown<T> {
    /// Enough notes: the figure.
    Value(T),
    /// Fewer notes than the threshold.
    TooFew(Threshold),
}

impl<T> Shown<T> {
    /// The same figure in another form, shown or not as it was.
    pub fn map<U>(self, form: impl FnOnce(T) -> U) -> Shown<U> {
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
