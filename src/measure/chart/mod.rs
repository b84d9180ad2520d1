//! Months in a row: which of them say that something changed, by the rules of
//! NHS England's Making Data Count.
//!
//! A month without notes is a gap and a month with too few has no value; no
//! rule reads across either. Limits start again only where somebody says so
//! and why, never because the numbers moved.

mod lines;
mod rules;
mod series;
mod stretch;

pub use lines::{Lines, PChart, Screening, Xmr};
pub use rules::{Meaning, Signal, signals};
pub use series::{NoSeries, Rebase, Series};
pub use stretch::{Limits, MonthPoint, Plotted, Stretch};
