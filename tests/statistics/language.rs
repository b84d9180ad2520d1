//! Words that one agency uses more than others.

use plainrecord::measure::{Dispersion, Keyness, Proportion};
use proptest::prelude::*;

use crate::reference::{CLOSED_FORM, QUANTILE, count, group, list, near, number, proportion};

#[test]
fn keyness_of_terms() {
    for case in list(&group("keyness")) {
        let key = Keyness::new(proportion(&case, "a", "c"), proportion(&case, "b", "d")).unwrap();
        near(key.g_squared(), &case["g2_four_cell"], CLOSED_FORM);
        near(key.p().get(), &case["p_g2"], CLOSED_FORM);
        near(key.conservative_log_ratio(1), &case["lrc_m1"], QUANTILE);
        near(key.conservative_log_ratio(1000), &case["lrc_m1000"], QUANTILE);
    }
}

#[test]
fn keyness_as_r_has_it() {
    let case = group("corpora_0_6");
    for at in 0..list(&case["f1"]).len() {
        let own = Proportion::new(count(&case["f1"][at]), count(&case["n1"])).unwrap();
        let others = Proportion::new(count(&case["f2"][at]), count(&case["n2"])).unwrap();
        let key = Keyness::new(own, others).unwrap();
        near(key.log_ratio(), &case["LogRatio_walter"][at], CLOSED_FORM);
        near(key.g_squared(), &number(&case["G2_signed"][at]).abs().into(), CLOSED_FORM);
        near(key.conservative_log_ratio(1), &case["LRC"][at], QUANTILE);
        near(key.conservative_log_ratio(1000), &case["LRC_p_adjust_1000"][at], QUANTILE);
    }
}

#[test]
fn dispersion_over_parts() {
    let case = group("dispersion");
    let parts: Vec<_> = list(&case["v"]).iter().zip(&list(&case["s"])).map(|(v, s)| (count(v), count(s))).collect();
    let dispersion = Dispersion::new(&parts).unwrap();
    near(dispersion.dp, &case["DP"], CLOSED_FORM);
    near(dispersion.dp_norm, &case["DP_norm"], CLOSED_FORM);
}

fn proportions() -> impl Strategy<Value = Proportion> {
    (1..400_u64).prop_flat_map(|of| (0..=of).prop_map(move |met| Proportion::new(met, of).unwrap()))
}

proptest! {
    #[test]
    fn the_conservative_ratio_is_nearer_to_none_and_nearer_still_among_more_terms(
        own in proportions(), others in proportions(), terms in 1..5_000_u64,
    ) {
        let Some(key) = Keyness::new(own, others) else { return Ok(()) };
        let (alone, among) = (key.conservative_log_ratio(1), key.conservative_log_ratio(terms));
        prop_assert!(among.abs() <= alone.abs() + 1e-9 && among * alone >= 0.0);
        let raw = own.share().get() - others.share().get();
        prop_assert!(alone * raw >= 0.0);
    }

    #[test]
    fn dispersion_is_a_share(parts in prop::collection::vec((0..50_u64, 1..500_u64), 2..20)) {
        let Some(dispersion) = Dispersion::new(&parts) else { return Ok(()) };
        prop_assert!((0.0..=1.0 + 1e-12).contains(&dispersion.dp_norm) && dispersion.dp <= dispersion.dp_norm);
    }
}
