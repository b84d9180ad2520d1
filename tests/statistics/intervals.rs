//! Shares, counts, samples of a population, notes within cases.

use plainrecord::measure::{
    Bearing, Clusters, Confidence, CountInterval, Drawn, FEWEST_CASES, Proportion, at_most, byar, clopper_pearson,
    count_interval, dip_sample, exact_poisson, jeffreys, wilson_at,
};
use proptest::prelude::*;

use crate::reference::{CLOSED_FORM, QUANTILE, count, group, list, near, near_both, number, proportion};

#[test]
fn intervals_of_a_proportion() {
    for case in list(&group("proportion_ci")) {
        let proportion = proportion(&case, "x", "n");
        near(proportion.share().get(), &case["p"], CLOSED_FORM);
        near_both(wilson_at(proportion, Confidence::C95), &case["wilson95"], CLOSED_FORM);
        near_both(wilson_at(proportion, Confidence::C998), &case["wilson998"], CLOSED_FORM);
        near_both(clopper_pearson(proportion, Confidence::C95), &case["clopper_pearson95"], QUANTILE);
        near_both(jeffreys(proportion, Confidence::C95), &case["jeffreys95"], QUANTILE);
    }
}

#[test]
fn intervals_of_published_audits() {
    let examples = group("motivating_examples");
    for (met, of, expected) in [
        (35, 72, &examples["panel_35_of_72"]["wilson95"]),
        (1, 20, &examples["one_of_twenty"]),
        (3, 4, &examples["four_children"]["three_of_four"]),
        (6, 8, &examples["eight_cases"]["six_of_eight"]),
    ] {
        near_both(wilson_at(Proportion::new(met, of).unwrap(), Confidence::C95), expected, CLOSED_FORM);
    }
}

#[test]
fn intervals_of_a_count() {
    let near_both = |found: CountInterval, expected: &serde_json::Value, tolerance| {
        near(found.low, &expected[0], tolerance);
        near(found.high, &expected[1], tolerance);
    };
    for case in list(&group("poisson_ci")) {
        let observed = count(&case["o"]);
        near_both(byar(observed, Confidence::C95), &case["byar95"], CLOSED_FORM);
        near_both(exact_poisson(observed, Confidence::C95), &case["exact95"], QUANTILE);
        let rule = if observed < 10 { "exact95" } else { "byar95" };
        near_both(count_interval(observed, Confidence::C95), &case[rule], QUANTILE);
    }
}

#[test]
fn numbers_in_a_population_by_a_sample() {
    for case in list(&group("hypergeometric_ci")) {
        let drawn = Drawn::new(count(&case["N"]), proportion(&case, "x", "n")).unwrap();
        assert_eq!(drawn.bearing(), Bearing { low: count(&case["K_lo"]), high: count(&case["K_hi"]) });
    }
}

#[test]
fn bounds_where_none_was_found() {
    let case = group("elusion_zero");
    let sample = proportion(&case, "found", "n");
    let drawn = Drawn::new(count(&case["N"]), sample).unwrap();
    assert_eq!(drawn.bearing_at_most(), count(&case["upper95_one_sided_items"]));
    assert_eq!(drawn.bearing(), Bearing { low: 0, high: count(&case["upper975_items"]) });
    near(at_most(sample).get(), &case["cp_upper95_one_sided"], QUANTILE);
    // The rule of three is about the same, a little more.
    near(at_most(sample).get(), &case["rule_of_three"], 2e-4);
}

#[test]
fn sizes_of_a_dip_sample() {
    for case in list(&group("detection_sample_size")) {
        let population = count(&case["N"]);
        near(0.95, &case["conf"], CLOSED_FORM);
        let bearing = format!("{:.0}", population as f64 * number(&case["rate"])).parse().unwrap();
        assert_eq!(dip_sample(population, bearing), Some(count(&case["n"])));
    }
}

#[test]
fn a_share_of_notes_within_cases() {
    let case = group("clustered");
    let mut clusters = Clusters::default();
    for (notes, met) in list(&case["m"]).iter().zip(list(&case["y"])) {
        clusters.add(count(notes), count(&met));
    }
    let share = clusters.share().unwrap();
    near(share.share.get(), &case["p"], CLOSED_FORM);
    near(share.design_effect.unwrap(), &case["deff"], CLOSED_FORM);
    near(share.effective_notes, &case["n_eff"], CLOSED_FORM);
    near_both(share.interval, &case["wilson_neff_t"], QUANTILE);
    let (notes, met) = (clusters.notes(), clusters.met());
    let plain = number(&case["p"]) * (1.0 - number(&case["p"])) / notes as f64;
    near(share.design_effect.unwrap() * plain, &case["var_cluster"], CLOSED_FORM);
    near((share.design_effect.unwrap() * plain).sqrt(), &case["se_cluster"], CLOSED_FORM);
    near(plain.sqrt(), &case["se_srs"], CLOSED_FORM);
    near_both(wilson_at(Proportion::new(met, notes).unwrap(), Confidence::C95), &case["wilson_naive"], CLOSED_FORM);
}

/// Cases of one to a dozen notes.
fn cases(least: usize) -> impl Strategy<Value = Vec<(u64, u64)>> {
    let case = (1..12_u64).prop_flat_map(|notes| (Just(notes), 0..=notes));
    prop::collection::vec(case, least..60)
}

fn clusters(cases: impl IntoIterator<Item = (u64, u64)>) -> Clusters {
    let mut clusters = Clusters::default();
    cases.into_iter().for_each(|(notes, met)| clusters.add(notes, met));
    clusters
}

proptest! {
    #[test]
    fn wilson_is_within_bounds_and_rises_with_what_is_met(of in 1..500_u64, met in 0..500_u64) {
        let interval = |met| wilson_at(Proportion::new(met, of).unwrap(), Confidence::C95);
        let (this, next) = (interval(met.min(of)), interval((met + 1).min(of)));
        prop_assert!(0.0 <= this.low && this.low <= this.high && this.high <= 1.0);
        prop_assert!(this.low <= next.low && this.high <= next.high);
    }

    #[test]
    fn every_interval_holds_its_share_and_the_exact_one_holds_the_others(of in 1..3_000_u64, met in 0..3_000_u64) {
        let proportion = Proportion::new(met.min(of), of).unwrap();
        let share = proportion.share().get();
        let (outer, inner) = (clopper_pearson(proportion, Confidence::C95), jeffreys(proportion, Confidence::C95));
        prop_assert!(outer.low <= inner.low && inner.high <= outer.high);
        prop_assert!(inner.low <= share && share <= inner.high);
        let surer = clopper_pearson(proportion, Confidence::C998);
        prop_assert!(surer.low <= outer.low && outer.high <= surer.high);
        prop_assert!(at_most(proportion).get() <= outer.high);
    }

    #[test]
    fn a_count_lies_in_its_interval(observed in 0..100_000_u64) {
        for interval in [byar(observed, Confidence::C95), exact_poisson(observed, Confidence::C95)] {
            prop_assert!(0.0 <= interval.low && interval.low <= observed as f64 && observed as f64 <= interval.high);
        }
    }

    #[test]
    fn a_population_holds_at_least_what_was_found(population in 1..2_000_u64, of in 1..200_u64, met in 0..200_u64) {
        let of = of.min(population);
        let met = met.min(of);
        let drawn = Drawn::new(population, Proportion::new(met, of).unwrap()).unwrap();
        let bearing = drawn.bearing();
        prop_assert!(met <= bearing.low && bearing.low <= bearing.high && bearing.high <= population - (of - met));
        prop_assert!(drawn.bearing_at_most() <= bearing.high);
    }

    #[test]
    fn cases_may_come_in_any_order_and_in_parts(cases in cases(0), at in 0..60_usize) {
        let at = at.min(cases.len());
        let mut parts = clusters(cases[at..].iter().rev().copied());
        parts.merge(clusters(cases[..at].iter().copied()));
        prop_assert_eq!(parts, clusters(cases));
    }

    #[test]
    fn every_note_twice_says_no_more(cases in cases(5)) {
        let (once, twice) = (clusters(cases.clone()), clusters(cases.iter().map(|(notes, met)| (2 * notes, 2 * met))));
        let (once, twice) = (once.share().unwrap(), twice.share().unwrap());
        prop_assert_eq!(once.share, twice.share);
        prop_assume!(once.design_effect.is_none_or(|effect| effect >= 1.0));
        prop_assert!((once.interval.low - twice.interval.low).abs() < 1e-9);
        prop_assert!((once.interval.high - twice.interval.high).abs() < 1e-9);
    }

    #[test]
    fn an_interval_of_cases_holds_the_share_and_is_never_a_point(cases in cases(0)) {
        match clusters(cases.clone()).share() {
            Ok(share) => {
                let p = share.share.get();
                prop_assert!(share.interval.low <= p && p <= share.interval.high);
                prop_assert!(share.interval.low < share.interval.high);
            }
            Err(_) => prop_assert!((cases.len() as u64) < FEWEST_CASES),
        }
    }
}
