//! How right the audit is, and whether reviewers agree.

use plainrecord::measure::{
    Accuracy, AuditAccuracy, Coefficient, Designed, Estimate, Estimated, Method, Proportion, Ratings, Said, Stratum,
    TwoReviewers, alpha_interval,
};
use proptest::prelude::*;
use serde_json::Value;

use crate::reference::{CLOSED_FORM, count, group, list, near, near_both, number, proportion};

fn strata(case: &Value) -> Vec<Stratum> {
    let stratum = |stratum: &Value| {
        let said = if stratum["predicted_positive"].as_bool().unwrap() { Said::Found } else { Said::NotFound };
        Stratum::new(said, count(&stratum["N"]), proportion(stratum, "true", "n")).unwrap()
    };
    list(&case["strata"]).iter().map(stratum).collect()
}

#[test]
fn accuracy_of_the_audit_by_design() {
    let case = group("classifier_stratified");
    let accuracy = AuditAccuracy::new(&strata(&case));
    let figure = |found: Option<Designed>, name: &str| {
        let found = found.unwrap();
        near(found.value.get(), &case[name], CLOSED_FORM);
        near(found.error.unwrap(), &case[format!("{name}_se")], CLOSED_FORM);
        assert_eq!(found.method, Method::Design);
        found
    };
    near_both(figure(accuracy.precision, "precision").interval, &case["precision_logit95"], CLOSED_FORM);
    let recall = figure(accuracy.recall, "recall");
    near_both(recall.interval, &case["recall_logit95"], CLOSED_FORM);
    figure(accuracy.f1, "f1");
    figure(accuracy.specificity, "specificity");
    figure(accuracy.prevalence, "prevalence");
    figure(accuracy.elusion, "elusion");
    near(recall.value.get(), &case["samplics"]["recall"]["est"], CLOSED_FORM);
    let pooled = number(&case["naive_pooled_recall"]);
    assert!((recall.value.get() - pooled).abs() > 0.1, "samples are not added up as they are");
    let precision = accuracy.precision.unwrap();
    assert!((precision.value.get() - number(&case["naive_pooled_precision"])).abs() > 0.01);
    // Simulation from the posterior agrees about how far they may lie.
    near(precision.interval.low, &case["jeffreys_sim_precision95"][0], 0.03);
    near(precision.interval.high, &case["jeffreys_sim_precision95"][1], 0.03);
    near(recall.interval.low, &case["jeffreys_sim_recall95"][0], 0.03);
    near(recall.interval.high, &case["jeffreys_sim_recall95"][1], 0.03);
}

#[test]
fn a_share_corrected_by_an_accuracy_measured_elsewhere() {
    let by_r = list(&group("asht_prevSeSp_1_0_1"));
    for (case, same) in list(&group("rogan_gladen")).iter().zip(&by_r) {
        let found = proportion(case, "x", "n");
        let (with, without) = (proportion(case, "tp", "n_se"), proportion(case, "tn", "n_sp"));
        near(found.share().get(), &case["apparent"], CLOSED_FORM);
        near(with.share().get(), &case["se"], CLOSED_FORM);
        near(without.share().get(), &case["sp"], CLOSED_FORM);
        let accuracy =
            Accuracy { with: with.of(), with_found: with.met(), without: without.of(), without_clear: without.met() };
        let interval = match Estimate::new(found.met(), found.of(), accuracy).unwrap().share {
            Estimated::Share(share, interval) => {
                near(share, &case["rogan_gladen"], CLOSED_FORM);
                interval
            }
            Estimated::NotToldFromNone(interval) => {
                assert!(number(&case["rogan_gladen_unclipped"]) < 0.0 && number(&case["rogan_gladen"]) == 0.0);
                interval
            }
            Estimated::Unknown => panic!("{case}"),
        };
        near_both(interval, &case["lang_reiczigel95"], CLOSED_FORM);
        near(interval.low, &same["lo"], CLOSED_FORM);
        near(interval.high, &same["hi"], CLOSED_FORM);
    }
}

#[test]
fn agreement_of_two_reviewers() {
    for case in list(&group("agreement_two_raters")) {
        let table: Vec<Vec<u64>> =
            list(&case["table"]).iter().map(|row| list(row).iter().map(count).collect()).collect();
        let reviewers = TwoReviewers::new(table).unwrap();
        let expected = &case["identity"];
        near(reviewers.agreed().unwrap().share().get(), &expected["pa"], CLOSED_FORM);
        near(reviewers.ac1().value, &expected["ac"], CLOSED_FORM);
        if expected["kappa"].is_null() {
            assert!(reviewers.kappa().is_err() && reviewers.ratings().alpha().is_err());
            continue;
        }
        let Coefficient { value, error, .. } = reviewers.kappa().unwrap();
        near(value, &expected["kappa"], CLOSED_FORM);
        near(error, &case["kappa_se_fleiss_cohen_everitt"], CLOSED_FORM);
        near(reviewers.ac1().error, &case["gwet_ac1_se_closed_form"], CLOSED_FORM);
        near(reviewers.ratings().alpha().unwrap(), &case["alpha_nominal"], CLOSED_FORM);
    }
}

#[test]
fn how_far_alpha_may_move() {
    let case = &list(&group("agreement_two_raters"))[1];
    let mut notes = Vec::new();
    for (row, counts) in list(&case["table"]).iter().enumerate() {
        for (column, times) in list(counts).iter().enumerate() {
            for _ in 0..count(times) {
                let mut note = Ratings::default();
                note.add([row, column]);
                notes.push(note);
            }
        }
    }
    // With each note in a case of its own, as far as by the standard error of R.
    let (alpha, error) = (number(&case["alpha_nominal"]), number(&case["identity"]["irrcac_alpha_se"]));
    let found = alpha_interval(&notes).unwrap();
    near(found.low, &(alpha - 1.96 * error).into(), 0.03);
    near(found.high, &(alpha + 1.96 * error).into(), 0.03);
}

#[test]
fn agreement_of_four_reviewers_with_gaps() {
    // Krippendorff 2011, the example of four observers and twelve units.
    let observers = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];
    let mut ratings = Ratings::default();
    for unit in 0..12 {
        let read = observers.iter().filter_map(|observer| observer.chars().nth(unit));
        ratings.add(read.filter(|&category| category != '.'));
    }
    near(ratings.alpha().unwrap(), &group("krippendorff_2011")["nominal"], CLOSED_FORM);
    // R prints six places.
    near(ratings.alpha().unwrap(), &group("krippendorff_2011")["irrcac_alpha"], 1e-6);
}

fn stratum() -> impl Strategy<Value = (bool, u64, u64, u64)> {
    (any::<bool>(), 2..400_u64, 1..60_u64, 0..60_u64).prop_map(|(found, population, of, met)| {
        let of = of.min(population);
        (found, population, met.min(of), of)
    })
}

fn built(strata: &[(bool, u64, u64, u64)], times: u64) -> Vec<Stratum> {
    let one = |&(found, population, met, of): &(bool, u64, u64, u64)| {
        let said = if found { Said::Found } else { Said::NotFound };
        Stratum::new(said, times * population, Proportion::new(times * met, times * of).unwrap()).unwrap()
    };
    strata.iter().map(one).collect()
}

proptest! {
    #[test]
    fn splitting_a_stratum_evenly_does_not_move_recall(strata in prop::collection::vec(stratum(), 1..6)) {
        let whole = AuditAccuracy::new(&built(&strata, 2)).recall;
        let halves: Vec<_> = strata.iter().flat_map(|stratum| [*stratum; 2]).collect();
        let split = AuditAccuracy::new(&built(&halves, 1)).recall;
        prop_assert_eq!(whole.is_some(), split.is_some());
        if let (Some(whole), Some(split)) = (whole, split) {
            prop_assert!((whole.value.get() - split.value.get()).abs() < 1e-9);
        }
    }

    #[test]
    fn every_figure_lies_in_its_interval(strata in prop::collection::vec(stratum(), 1..6)) {
        let accuracy = AuditAccuracy::new(&built(&strata, 1));
        let figures = [
            accuracy.precision, accuracy.recall, accuracy.f1, accuracy.specificity, accuracy.elusion, accuracy.prevalence,
        ];
        for figure in figures.into_iter().flatten() {
            let (value, interval) = (figure.value.get(), figure.interval);
            prop_assert!(0.0 <= interval.low && interval.low <= value + 1e-9 && value <= interval.high + 1e-9);
        }
    }

    #[test]
    fn coefficients_do_not_mind_who_is_first_and_never_pass_one(counts in prop::collection::vec(0..40_u64, 9)) {
        let table = |at: fn(usize, usize) -> usize| {
            (0..3).map(|row| (0..3).map(|column| counts[at(row, column)]).collect()).collect::<Vec<Vec<u64>>>()
        };
        let (Some(there), Some(back)) = (
            TwoReviewers::new(table(|row, column| 3 * row + column)),
            TwoReviewers::new(table(|row, column| 3 * column + row)),
        ) else { return Ok(()) };
        prop_assert!((there.ac1().value - back.ac1().value).abs() < 1e-9 && there.ac1().value <= 1.0 + 1e-12);
        if let (Ok(one), Ok(other)) = (there.kappa(), back.kappa()) {
            prop_assert!((one.value - other.value).abs() < 1e-9 && (one.error - other.error).abs() < 1e-9);
            prop_assert!(-1.0 - 1e-12 <= one.value && one.value <= 1.0 + 1e-12);
        }
        if let (Ok(one), Ok(other)) = (there.ratings().alpha(), back.ratings().alpha()) {
            prop_assert!((one - other).abs() < 1e-9 && one <= 1.0 + 1e-12);
        }
    }
}
