//! Every colour of the stylesheet against what it stands on (WCAG 2.2, success
//! criteria 1.4.3 and 1.4.11).

use std::collections::{BTreeMap, BTreeSet};

const STYLE: &str = include_str!("../html/style.css");

/// What is read, what it stands on, and the least contrast: 4.5 for text, 3 for
/// what has to be seen to understand a chart.
const PAIRS: [(&str, &str, f64); 22] = [
    ("--ink", "#fff", 4.5),
    ("--quiet", "#fff", 4.5),
    ("--blue", "#fff", 4.5),
    ("#fff", "--blue", 4.5),
    ("--ink", "--pale", 4.5),
    ("--quiet", "--pale", 4.5),
    ("--blue", "--pale", 4.5),
    ("--ink", "--found", 4.5),
    // Cells of the table of agencies: words, figures below them, shapes.
    ("--ink", "--higher", 4.5),
    ("--quiet", "--higher", 4.5),
    ("--ink", "--lower", 4.5),
    ("--quiet", "--lower", 4.5),
    ("--ink", "#fff", 3.0),
    ("--ink", "--higher", 3.0),
    ("--ink", "--lower", 3.0),
    // Dots and intervals on the page and over the lines of the scale; bars in
    // their track.
    ("--blue", "#fff", 3.0),
    ("--blue", "--grid", 3.0),
    ("--blue", "--track", 3.0),
    // The edges of what can be typed in and pressed.
    ("--ink", "#fff", 3.0),
    // What has the focus, on every ground it can have.
    ("--ink", "--focus", 3.0),
    ("--focus", "--blue", 3.0),
    ("--ink", "--pale", 3.0),
];

/// Colours that nothing depends on: lines between rows.
const DECORATION: [&str; 2] = ["--line", "--rule"];

/// The colours with a name.
fn named() -> BTreeMap<&'static str, &'static str> {
    let root = STYLE.split_once(":root {").unwrap().1.split_once('}').unwrap().0;
    root.split(';').filter_map(|rule| rule.split_once(':')).map(|(name, value)| (name.trim(), value.trim())).collect()
}

fn parts(colour: &str) -> [f64; 3] {
    let colour = named().get(colour).copied().unwrap_or(colour);
    let digits = colour.strip_prefix('#').unwrap();
    let wide: String =
        if digits.len() == 3 { digits.chars().flat_map(|digit| [digit, digit]).collect() } else { digits.to_owned() };
    [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&wide[at..at + 2], 16).unwrap()) / 255.0)
}

/// Relative luminance (WCAG 2.2).
fn luminance(colour: &str) -> f64 {
    let linear = |part: f64| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
    let [red, green, blue] = parts(colour).map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

#[test]
fn contrast_is_that_of_the_standard() {
    for (one, other, expected) in [("#000", "#fff", 21.0), ("#12436d", "#fff", 10.25), ("#777", "#fff", 4.48)] {
        assert!((contrast(one, other) - expected).abs() < 0.01, "{one} on {other}");
    }
}

#[test]
fn contrast_is_that_of_the_reference_values() {
    let all: serde_json::Value =
        serde_json::from_str(include_str!("../../../tests/statistics/reference_values.json")).unwrap();
    let values = |name: &str| all["contrast"][name].as_object().unwrap().clone();
    let on_white = values("on_white").into_iter().map(|(colour, expected)| (format!("{colour}/#ffffff"), expected));
    let pairs = on_white.chain(values("adjacent_af")).chain(values("seq"));
    let named = [("#12436D/#F46A25", "duo"), ("#12436D/#BFBFBF", "focus")];
    let named = named.map(|(pair, name)| (pair.to_owned(), all["contrast"][name].clone()));
    for (pair, expected) in pairs.chain(named) {
        let (one, other) = pair.split_once('/').unwrap();
        assert!((contrast(one, other) - expected.as_f64().unwrap()).abs() < 0.005 + 1e-9, "{pair}");
    }
}

#[test]
fn every_colour_can_be_told_from_what_it_stands_on() {
    for (one, other, least) in PAIRS {
        let found = contrast(one, other);
        assert!(found >= least, "{one} on {other}: {found:.2}");
    }
}

#[test]
fn every_colour_has_a_name_and_is_looked_at() {
    let rules = STYLE.split_once(":root {").unwrap().1.split_once('}').unwrap().1;
    let hex: BTreeSet<&str> =
        rules.split('#').skip(1).map(|rest| rest.split([';', ' ', ')']).next().unwrap()).collect();
    assert!(hex.iter().all(|colour| *colour == "fff"), "{hex:?}");
    let seen: BTreeSet<&str> = PAIRS.iter().flat_map(|(one, other, _)| [*one, *other]).chain(DECORATION).collect();
    for name in named().keys() {
        assert!(seen.contains(name), "{name}");
        assert!(rules.contains(&format!("var({name})")), "{name} is not used");
    }
}
