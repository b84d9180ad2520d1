//! Months in a row.

use plainrecord::measure::chart::{
    Limits, Lines, Meaning, NoSeries, PChart, Plotted, Rebase, Screening, Series, Signal, Xmr, signals,
};
use plainrecord::measure::{GoodIs, Month, Proportion, Threshold};
use plainrecord::note::Date;
use proptest::prelude::*;
use serde_json::Value;

use crate::reference::{CLOSED_FORM, count, group, list, near, number, numbers};

fn values(case: &Value) -> Vec<Option<f64>> {
    numbers(case).into_iter().map(Some).collect()
}

fn label(signal: Option<Signal>) -> &'static str {
    match signal {
        None => "Common Cause",
        Some(Signal::AboveLimit) => "Above UCL",
        Some(Signal::BelowLimit) => "Below LCL",
        Some(Signal::Rising) => "7 Point Trend (Increasing)",
        Some(Signal::Falling) => "7 Point Trend (Decreasing)",
        Some(Signal::NearUpper) => "2 in 3 Above CL",
        Some(Signal::NearLower) => "2 in 3 Below CL",
        Some(Signal::ShiftedUp) => "7 Points Above CL",
        Some(Signal::ShiftedDown) => "7 Points Below CL",
    }
}

fn read(signal: Option<Signal>, good: GoodIs) -> &'static str {
    match signal.map(|signal| signal.meaning(good)) {
        None => "common_cause",
        Some(Meaning::Improvement) => "special_cause_improvement",
        Some(Meaning::Concern) => "special_cause_concern",
        Some(Meaning::Change) => "special_cause_neutral",
    }
}

fn with_lines(values: &[Option<f64>], lines: Lines) -> Vec<Option<(f64, Lines)>> {
    values.iter().map(|value| value.map(|value| (value, lines))).collect()
}

#[test]
fn labels_of_the_nhs_package() {
    for case in list(&group("spc_nhsrplotthedots_0_2_2")) {
        let values = values(&case["y"]);
        let screened = case["screen_outliers"].as_bool().unwrap();
        let screening = if screened { Screening::Screened } else { Screening::Unscreened };
        let fixed = case["fix_after_n_points"].as_u64().map_or(values.len(), |n| usize::try_from(n).unwrap());
        let xmr = Xmr::new(&values[..fixed], screening).unwrap();
        near(xmr.lines.centre, &case["mean"], CLOSED_FORM);
        near(xmr.mean_range, &case["amr"], CLOSED_FORM);
        near(xmr.lines.lower(), &case["lpl"], CLOSED_FORM);
        near(xmr.lines.upper(), &case["upl"], CLOSED_FORM);
        let found = signals(&with_lines(&values, xmr.lines));
        let good = if number(&case["improvement_direction"]) > 0.0 { GoodIs::Up } else { GoodIs::Down };
        let labels: Vec<Value> = found.iter().map(|&signal| label(signal).into()).collect();
        let readings: Vec<Value> = found.iter().map(|&signal| read(signal, good).into()).collect();
        assert_eq!(labels, list(&case["special_cause"]), "{}", case["name"]);
        assert_eq!(readings, list(&case["point_type"]), "{}", case["name"]);
    }
}

#[test]
fn limits_of_single_values() {
    for (_, case) in group("xmr").as_object().unwrap() {
        let values = values(&case["y"]);
        for (name, baseline, screening) in [
            ("screened", values.len(), Screening::Screened),
            ("unscreened", values.len(), Screening::Unscreened),
            ("baseline12", 12, Screening::Unscreened),
        ] {
            let Some(expected) = case.get(name) else { continue };
            let xmr = Xmr::new(&values[..baseline], screening).unwrap();
            assert_eq!(xmr.ranges.to_string(), count(&expected["mr_used"]).to_string());
            near(xmr.mean_range, &expected["amr"], CLOSED_FORM);
            near(xmr.lines.centre, &expected["mean"], CLOSED_FORM);
            near(xmr.lines.lower(), &expected["lpl"], CLOSED_FORM);
            near(xmr.lines.upper(), &expected["upl"], CLOSED_FORM);
            near(xmr.lines.near_lower(), &expected["nlpl"], CLOSED_FORM);
            near(xmr.lines.near_upper(), &expected["nupl"], CLOSED_FORM);
        }
    }
}

#[test]
fn limits_of_shares() {
    let case = group("p_chart");
    let (met, of) = (list(&case["x"]), list(&case["n"]));
    let months: Vec<_> = met.iter().zip(&of).map(|(met, of)| Proportion::new(count(met), count(of))).collect();
    let chart = PChart::new(&months).unwrap();
    near(chart.centre.get(), &case["pbar"], CLOSED_FORM);
    near(chart.scatter.unwrap(), &case["sigma_z_laney"], CLOSED_FORM);
    assert!(chart.widened() >= 1.0, "limits are never drawn closer than chance puts them");
    for (at, month) in months.iter().enumerate() {
        let lines = |widened| chart.lines(month.unwrap().of(), widened);
        near(lines(1.0).upper(), &case["ucl"][at], CLOSED_FORM);
        near(lines(1.0).lower(), &case["lcl"][at], CLOSED_FORM);
        near(lines(chart.scatter.unwrap()).upper(), &case["laney_ucl"][at], CLOSED_FORM);
        near(lines(chart.scatter.unwrap()).lower(), &case["laney_lcl"][at], CLOSED_FORM);
    }
}

#[test]
fn widens_limits_where_large_months_scatter_more_than_chance_allows() {
    let months = |notes: u64| -> Vec<_> {
        (0..12).map(|at| Proportion::new(if at % 2 == 0 { notes / 4 } else { notes / 2 }, notes)).collect()
    };
    let (small, large) = (PChart::new(&months(100)).unwrap(), PChart::new(&months(1000)).unwrap());
    assert!(small.scatter.unwrap() > 1.0 && small.widened().to_bits() == 1_f64.to_bits());
    assert_eq!(large.widened().to_bits(), large.scatter.unwrap().to_bits());
}

fn month(number: i8) -> Month {
    let (year, number) = if number > 12 { (2026, number - 12) } else { (2025, number) };
    Date::new(year, number, 1).unwrap().into()
}

/// Months with these numbers, each with `met` of `of` notes.
fn months(numbers: impl IntoIterator<Item = i8>, met: u64, of: u64) -> Vec<(Month, Proportion)> {
    numbers.into_iter().map(|number| (month(number), Proportion::new(met, of).unwrap())).collect()
}

fn series(months: &[(Month, Proportion)], rebases: &[Rebase]) -> Result<Series, NoSeries> {
    Series::new(months, Threshold::new(5), rebases)
}

#[test]
fn limits_rest_on_as_many_months_as_there_are() {
    let limits = |count: i8| series(&months(1..=count, 4, 10), &[]).unwrap().stretches()[0].limits;
    assert!(matches!(limits(6), Limits::None { median: Some(_) }));
    assert!(matches!(limits(7), Limits::Trial(_)) && matches!(limits(11), Limits::Trial(_)));
    assert!(matches!(limits(12), Limits::Fixed(_)));
    assert!(matches!(series(&months(1..=12, 0, 10), &[]).unwrap().stretches()[0].limits, Limits::None { .. }));
}

#[test]
fn fixed_limits_do_not_move_with_later_months() {
    let mut later = months(1..=12, 4, 10);
    let centre = |months: &[(Month, Proportion)]| series(months, &[]).unwrap().stretches()[0].limits.chart().unwrap();
    let before = centre(&later);
    later.extend(months(13..=18, 9, 10));
    assert_eq!(centre(&later), before);
    let last = *series(&later, &[]).unwrap().stretches()[0].points.last().unwrap();
    assert_eq!(last.signal, Some(Signal::AboveLimit));
}

#[test]
fn missing_and_small_months_have_no_value_and_are_not_in_the_limits() {
    let mut with_gap = months((1..=15).filter(|&number| number != 4), 4, 10);
    with_gap[6].1 = Proportion::new(4, 4).unwrap();
    let series = series(&with_gap, &[]).unwrap();
    let stretch = &series.stretches()[0];
    assert_eq!(stretch.points.len(), 15);
    assert_eq!(stretch.points[3].plotted, Plotted::Missing);
    assert_eq!(stretch.points[7].plotted, Plotted::TooFew);
    assert!(stretch.points[3].lines.is_none() && stretch.points[7].lines.is_none());
    assert!((stretch.limits.chart().unwrap().centre.get() - 0.4).abs() < 1e-12);
}

#[test]
fn limits_start_again_only_with_a_reason() {
    assert_eq!(Rebase::new(month(7), "  "), None);
    let rebase = Rebase::new(month(7), "New recording system").unwrap();
    let series = series(&months(1..=18, 4, 10), std::slice::from_ref(&rebase)).unwrap();
    let [before, after] = series.stretches() else { panic!("two stretches") };
    assert_eq!((before.points.len(), after.points.len()), (6, 12));
    assert_eq!((&before.rebase, &after.rebase), (&None, &Some(rebase)));
    assert!(matches!((before.limits, after.limits), (Limits::None { .. }, Limits::Fixed(_))));
}

#[test]
fn refuses_months_that_are_not_in_order() {
    assert_eq!(series(&[], &[]), Err(NoSeries::NoMonths));
    for late in [2, 3] {
        assert_eq!(series(&months([1, 3, late], 4, 10), &[]), Err(NoSeries::OutOfOrder(month(late))));
    }
    let rebase = |number| Rebase::new(month(number), "New form").unwrap();
    let rebased = series(&months(1..=9, 4, 10), &[rebase(5), rebase(5)]);
    assert_eq!(rebased, Err(NoSeries::RebasedOutOfOrder(month(5))));
}

fn mirrored(signal: Signal) -> Signal {
    match signal {
        Signal::AboveLimit => Signal::BelowLimit,
        Signal::BelowLimit => Signal::AboveLimit,
        Signal::Rising => Signal::Falling,
        Signal::Falling => Signal::Rising,
        Signal::NearUpper => Signal::NearLower,
        Signal::NearLower => Signal::NearUpper,
        Signal::ShiftedUp => Signal::ShiftedDown,
        Signal::ShiftedDown => Signal::ShiftedUp,
    }
}

/// Whole numbers, some of them missing, of which the mean is exact.
fn walk() -> impl Strategy<Value = Vec<Option<i16>>> {
    prop::collection::vec(prop::option::weighted(0.95, -40..40_i16), 8..40)
}

fn labelled(values: &[Option<i16>], change: impl Fn(f64) -> f64) -> Option<Vec<Option<Signal>>> {
    let values: Vec<_> = values.iter().map(|value| value.map(|value| change(f64::from(value)))).collect();
    // Lines in eighths, so that no label hangs on the last digit of a mean.
    let lines = Lines { centre: change(0.125), reach: 24.375 };
    Xmr::new(&values, Screening::Screened)?;
    Some(signals(&with_lines(&values, lines)))
}

proptest! {
    #[test]
    fn labels_do_not_mind_where_zero_is(values in walk(), shift in -1000..1000_i16) {
        prop_assert_eq!(labelled(&values, |value| value + f64::from(shift)), labelled(&values, |value| value));
    }

    #[test]
    fn labels_turn_round_with_the_values(values in walk()) {
        let turned = labelled(&values, |value| -value);
        let found = labelled(&values, |value| value);
        let expected = found.map(|found| found.into_iter().map(|signal| signal.map(mirrored)).collect::<Vec<_>>());
        prop_assert_eq!(turned, expected);
    }

    #[test]
    fn limits_move_with_the_values_and_turn_round_with_them(values in walk(), shift in -1000..1000_i16) {
        let of = |change: &dyn Fn(f64) -> f64| {
            let values: Vec<_> = values.iter().map(|value| value.map(|value| change(f64::from(value)))).collect();
            Xmr::new(&values, Screening::Screened)
        };
        let (Some(plain), Some(moved)) = (of(&|value| value), of(&|value| value + f64::from(shift))) else { return Ok(()) };
        let turned = of(&|value| -value).unwrap();
        prop_assert!((moved.lines.centre - plain.lines.centre - f64::from(shift)).abs() < 1e-9);
        prop_assert!((turned.lines.centre + plain.lines.centre).abs() < 1e-9);
        prop_assert!((moved.lines.reach - plain.lines.reach).abs() < 1e-9);
        prop_assert!((turned.lines.reach - plain.lines.reach).abs() < 1e-9);
    }
}
