//! The reference values, and how near is near enough.

use plainrecord::measure::{Interval, Proportion};
use serde_json::Value;

/// Written out as a formula.
pub(crate) const CLOSED_FORM: f64 = 1e-9;
/// By a quantile of a distribution.
pub(crate) const QUANTILE: f64 = 1e-6;

/// One group of reference values.
pub(crate) fn group(name: &str) -> Value {
    let all: Value = serde_json::from_str(include_str!("reference_values.json")).unwrap();
    all[name].clone()
}

/// The members of a list.
pub(crate) fn list(value: &Value) -> Vec<Value> {
    let list = value.as_array().unwrap().clone();
    assert!(!list.is_empty());
    list
}

/// A number.
pub(crate) fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

/// A list of numbers.
pub(crate) fn numbers(value: &Value) -> Vec<f64> {
    list(value).iter().map(number).collect()
}

/// A count, which may be written as `12.0`.
pub(crate) fn count(value: &Value) -> u64 {
    let number = number(value);
    assert!(number >= 0.0 && number.fract() == 0.0, "{value} is no count");
    format!("{number:.0}").parse().unwrap()
}

/// The proportion under the names of its two counts.
pub(crate) fn proportion(case: &Value, met: &str, of: &str) -> Proportion {
    Proportion::new(count(&case[met]), count(&case[of])).unwrap()
}

/// Fails where a number is not the expected one.
#[track_caller]
pub(crate) fn near(found: f64, expected: &Value, tolerance: f64) {
    let expected = number(expected);
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected}");
}

/// Fails where an end is not the expected one.
#[track_caller]
pub(crate) fn near_both(found: Interval, expected: &Value, tolerance: f64) {
    near(found.low, &expected[0], tolerance);
    near(found.high, &expected[1], tolerance);
}
