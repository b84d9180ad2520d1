//! Two shares, and many of them.

use plainrecord::measure::{
    Difference, PValue, Proportion, QValue, Share, benjamini_hochberg, binomial_test, fisher_test, newcombe,
    pooled_test,
};
use proptest::prelude::*;

use crate::reference::{CLOSED_FORM, group, list, near, number, numbers, proportion};

#[track_caller]
fn near_ends(found: Difference, expected: &serde_json::Value) {
    near(found.low, &expected[0], CLOSED_FORM);
    near(found.high, &expected[1], CLOSED_FORM);
}

#[test]
fn differences_of_two_proportions() {
    for case in list(&group("difference_of_proportions")) {
        let (first, second) = (proportion(&case, "x1", "n1"), proportion(&case, "x2", "n2"));
        let difference = newcombe(first.into(), second.into());
        near(difference.value, &case["diff"], CLOSED_FORM);
        near_ends(difference, &case["newcombe95"]);
        near(pooled_test(first, second).get(), &case["pooled_p"], CLOSED_FORM);
        near(fisher_test(first, second).get(), &case["fisher_p"], CLOSED_FORM);
    }
}

#[test]
fn nineteen_and_eighteen_of_twenty_do_not_differ() {
    let case = &group("motivating_examples")["nineteen_vs_eighteen_of_twenty"];
    let (first, second) = (Proportion::new(19, 20).unwrap(), Proportion::new(18, 20).unwrap());
    near_ends(newcombe(first.into(), second.into()), &case["newcombe95"]);
    near(fisher_test(first, second).get(), &case["fisher_p"], CLOSED_FORM);
}

#[test]
fn each_agency_against_all_and_against_the_others() {
    let agencies = group("agencies");
    let rows = list(&agencies["rows"]);
    let (all_met, all) = (number(&agencies["total_x"]), number(&agencies["total_n"]));
    let target = Share::new(all_met / all).unwrap();
    let p: Vec<_> = rows.iter().map(|row| Some(binomial_test(proportion(row, "x", "n"), target))).collect();
    let adjusted = benjamini_hochberg(&p);
    for ((row, p), q) in rows.iter().zip(&p).zip(&adjusted.q) {
        near(p.unwrap().get(), &row["p_exact_binom"], CLOSED_FORM);
        near(q.unwrap().get(), &row["bh_q"], CLOSED_FORM);
        let own = proportion(row, "x", "n");
        let rest = |all: f64, own: u64| format!("{:.0}", all - own as f64).parse().unwrap();
        let others = Proportion::new(rest(all_met, own.met()), rest(all, own.of())).unwrap();
        near(others.share().get(), &row["peer_p"], CLOSED_FORM);
        let difference = newcombe(own.into(), others.into());
        near(difference.value, &row["diff_from_peers"], CLOSED_FORM);
        near_ends(difference, &row["diff_from_peers_newcombe95"]);
    }
}

#[test]
fn the_example_of_benjamini_and_hochberg() {
    let case = group("bh1995");
    let p: Vec<_> = numbers(&case["p"]).into_iter().map(PValue::new).collect();
    let adjusted = benjamini_hochberg(&p);
    for (q, expected) in adjusted.q.iter().zip(list(&case["q_bh"])) {
        near(q.unwrap().get(), &expected, CLOSED_FORM);
    }
    let rejected = adjusted.q.iter().flatten().filter(|q| q.get() <= 0.05).count();
    assert_eq!((adjusted.tests, rejected as f64), (15, number(&case["reject_bh"])));
}

fn proportions() -> impl Strategy<Value = Proportion> {
    (1..400_u64).prop_flat_map(|of| (0..=of).prop_map(move |met| Proportion::new(met, of).unwrap()))
}

proptest! {
    #[test]
    fn a_difference_lies_in_its_interval_and_turns_round_with_its_sides(a in proportions(), b in proportions()) {
        let (there, back) = (newcombe(a.into(), b.into()), newcombe(b.into(), a.into()));
        prop_assert!(-1.0 <= there.low && there.low <= there.value && there.value <= there.high && there.high <= 1.0);
        prop_assert!((there.low + back.high).abs() < 1e-12 && (there.high + back.low).abs() < 1e-12);
    }

    #[test]
    fn the_tests_are_probabilities_and_do_not_mind_the_order(a in proportions(), b in proportions()) {
        for test in [pooled_test, fisher_test] {
            let (there, back) = (test(a, b).get(), test(b, a).get());
            prop_assert!((0.0..=1.0).contains(&there) && (there - back).abs() < 1e-9);
        }
    }

    #[test]
    fn an_exact_test_is_a_probability_and_minds_no_mirror(a in proportions(), target in 0.0..=1.0_f64) {
        let mirrored = Proportion::new(a.not_met(), a.of()).unwrap();
        let p = binomial_test(a, Share::new(target).unwrap()).get();
        let other = binomial_test(mirrored, Share::new(1.0 - target).unwrap()).get();
        prop_assert!((0.0..=1.0).contains(&p));
        prop_assert!((p - other).abs() < 1e-6, "{} {}", p, other);
    }

    #[test]
    fn q_is_at_least_p_and_keeps_its_order(p in prop::collection::vec(prop::option::of(0.0..=1.0_f64), 0..40)) {
        let family: Vec<_> = p.iter().map(|p| p.and_then(PValue::new)).collect();
        let adjusted = benjamini_hochberg(&family);
        let mut made: Vec<_> = p.iter().zip(&adjusted.q).filter_map(|(p, q)| Some(((*p)?, (*q)?.get()))).collect();
        prop_assert_eq!(made.len(), adjusted.tests);
        made.sort_by(|(p, _), (other, _)| p.total_cmp(other));
        prop_assert!(made.iter().all(|(p, q)| q >= p && *q <= 1.0));
        prop_assert!(made.windows(2).all(|pair| pair[0].1 <= pair[1].1));
    }

    #[test]
    fn q_does_not_mind_the_order_of_the_comparisons(p in prop::collection::vec(0.0..=1.0_f64, 1..30)) {
        let q = |p: Vec<f64>| benjamini_hochberg(&p.into_iter().map(PValue::new).collect::<Vec<_>>()).q;
        let mut backwards: Vec<Option<QValue>> = q(p.iter().rev().copied().collect());
        backwards.reverse();
        prop_assert_eq!(backwards, q(p));
    }
}
