//! Every formula of `measure` against values that other programs worked out
//! (R, `SciPy`, `statsmodels`; `reference_values.json`), and what must hold
//! whatever the numbers.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod charts;
mod comparing;
mod disclosure;
mod fixture;
mod funnels;
mod intervals;
mod language;
mod reference;
mod review;
mod table;
