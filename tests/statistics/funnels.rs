//! Funnels, how much agencies differ, and their mixes of notes.

use plainrecord::measure::{Confidence, Funnel, Overdispersion, Proportion, Strata};
use proptest::prelude::*;

use crate::reference::{CLOSED_FORM, QUANTILE, count, group, list, near, near_both, number, proportion};

/// The reference draws these lines at 1.959964 and 3.090232 standard errors:
/// rounded to six places, which moves them in the eighth.
const ROUNDED_Z: f64 = 5e-8;

fn agencies() -> Vec<Proportion> {
    list(&group("agencies")["rows"]).iter().map(|row| proportion(row, "x", "n")).collect()
}

#[test]
fn how_much_ten_agencies_differ() {
    let funnel = Funnel::new(&agencies()).unwrap();
    let expected = group("agencies");
    near(funnel.target().get(), &expected["p0"], CLOSED_FORM);
    near(funnel.target().get(), &group("funnelplotr_0_6_0")["target"], CLOSED_FORM);
    near(funnel.spread().q, &expected["heterogeneity"]["Q"], CLOSED_FORM);
    near(funnel.spread().p.get(), &expected["heterogeneity"]["p"], 1e-33);
    near(funnel.spread().i_squared.get(), &expected["heterogeneity"]["I2"], CLOSED_FORM);
    for reference in [&expected["overdispersion"], &group("funnelplotr_0_6_0")] {
        let overdispersion = funnel.overdispersion().unwrap();
        near(overdispersion.phi, &reference["phi"], CLOSED_FORM);
        near(overdispersion.tau_squared, &reference["tau2"], CLOSED_FORM);
    }
    near(funnel.overdispersion().unwrap().tau_squared.sqrt(), &expected["overdispersion"]["tau"], CLOSED_FORM);
}

#[test]
fn the_lines_of_a_funnel() {
    let funnel = Funnel::new(&agencies()).unwrap();
    for row in list(&group("agencies")["rows"]) {
        let notes = count(&row["n"]);
        for (confidence, exact, arcsine, adjusted) in [
            (Confidence::C95, "limits_exact_95", "limits_arcsine_95_unadj", "limits_arcsine_95_od"),
            (Confidence::C998, "limits_exact_998", "limits_arcsine_998_unadj", "limits_arcsine_998_od"),
        ] {
            near_both(funnel.exact_limits(notes, confidence).unwrap(), &row[exact], QUANTILE);
            near_both(funnel.limits(notes, confidence).unwrap(), &row[arcsine], ROUNDED_Z);
            near_both(funnel.adjusted_limits(notes, confidence).unwrap(), &row[adjusted], ROUNDED_Z);
        }
    }
}

#[test]
fn how_much_standardised_ratios_differ() {
    let example = &group("funnelplotr_0_6_0")["sr_example"];
    let (observed, expected) = (list(&example["numerator"]), list(&example["denominator"]));
    let ratios: Vec<_> = observed.iter().map(count).zip(expected.iter().map(number)).collect();
    let overdispersion = Overdispersion::of_ratios(&ratios).unwrap();
    near(overdispersion.phi, &example["CQC"]["phi"], CLOSED_FORM);
    near(overdispersion.tau_squared, &example["CQC"]["tau2"], CLOSED_FORM);
}

#[test]
fn agencies_with_different_mixes_of_notes() {
    let case = group("indirect_standardisation");
    let strata = |agency: &str| {
        let mut strata = Strata::default();
        for (at, sort) in list(&case["strata"]).iter().enumerate() {
            strata.add(sort.as_str().unwrap().to_owned(), count(&case["n"][agency][at]), count(&case["x"][agency][at]));
        }
        strata
    };
    let rows = list(&case["rows"]);
    let mut all = Strata::default();
    for row in &rows {
        all.merge(strata(row["agency"].as_str().unwrap()));
    }
    for row in rows {
        let found = strata(row["agency"].as_str().unwrap()).standardised(&all).unwrap();
        assert_eq!(found.observed, count(&row["O"]));
        near(found.expected, &row["E"], CLOSED_FORM);
        near(found.ratio, &row["SRR"], CLOSED_FORM);
        near(found.interval.low, &row["SRR_byar95"][0], CLOSED_FORM);
        near(found.interval.high, &row["SRR_byar95"][1], CLOSED_FORM);
        near(found.adjusted.get(), &row["adjusted"], CLOSED_FORM);
        near(found.z.unwrap(), &row["z"], CLOSED_FORM);
        near(found.adjusted.get() / found.ratio, &case["overall"], CLOSED_FORM);
        near(((found.observed as f64 - found.expected) / found.z.unwrap()).powi(2), &row["var_binom"], CLOSED_FORM);
        let of = |counts: &str| list(&case[counts][row["agency"].as_str().unwrap()]).iter().map(count).sum();
        near(Proportion::new(of("x"), of("n")).unwrap().share().get(), &row["crude"], CLOSED_FORM);
    }
}

fn proportions(least: usize) -> impl Strategy<Value = Vec<Proportion>> {
    let one = (1..400_u64).prop_flat_map(|of| (0..=of).prop_map(move |met| Proportion::new(met, of).unwrap()));
    prop::collection::vec(one, least..20)
}

proptest! {
    #[test]
    fn the_lines_close_in_on_the_target_with_more_notes(
        agencies in proportions(8), notes in 1..5_000_u64, more in 1..5_000_u64,
    ) {
        let Ok(funnel) = Funnel::new(&agencies) else { return Ok(()) };
        for confidence in [Confidence::C95, Confidence::C998] {
            for lines in [Funnel::limits, Funnel::adjusted_limits] {
                let (few, many) = (lines(funnel, notes, confidence), lines(funnel, notes + more, confidence));
                let (few, many) = (few.unwrap(), many.unwrap());
                prop_assert!(few.low <= many.low && many.high <= few.high);
                prop_assert!(many.low <= funnel.target().get() + 1e-12 && funnel.target().get() <= many.high + 1e-12);
            }
            let (bare, adjusted) = (funnel.limits(notes, confidence), funnel.adjusted_limits(notes, confidence));
            let (bare, adjusted) = (bare.unwrap(), adjusted.unwrap());
            prop_assert!(adjusted.low <= bare.low && bare.high <= adjusted.high);
        }
    }

    #[test]
    fn exact_lines_are_shares_and_the_surer_lie_outside(agencies in proportions(5), notes in 1..2_000_u64) {
        let Ok(funnel) = Funnel::new(&agencies) else { return Ok(()) };
        let inner = funnel.exact_limits(notes, Confidence::C95).unwrap();
        let outer = funnel.exact_limits(notes, Confidence::C998).unwrap();
        prop_assert!(0.0 <= outer.low && outer.low <= inner.low && inner.low <= inner.high);
        prop_assert!(inner.high <= outer.high && outer.high <= 1.0);
    }

    #[test]
    fn the_order_of_the_agencies_does_not_matter(agencies in proportions(8)) {
        let Ok(funnel) = Funnel::new(&agencies) else { return Ok(()) };
        let backwards = Funnel::new(&agencies.iter().rev().copied().collect::<Vec<_>>()).unwrap();
        prop_assert!((funnel.spread().q - backwards.spread().q).abs() <= 1e-9 * funnel.spread().q.max(1.0));
        let (one, other) = (funnel.overdispersion().unwrap(), backwards.overdispersion().unwrap());
        prop_assert!((one.tau_squared - other.tau_squared).abs() < 1e-9);
    }
}
