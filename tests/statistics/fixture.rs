//! Whether the reference values are used in full: each is compared by a test, or
//! stands here with the reason why there is nothing to compare it with.

use std::collections::BTreeSet;

use serde_json::Value;

/// Groups, values in them, and why no test reads them.
const NOT_READ: &[(&str, &[&str], &str)] = &[
    ("constants", &["D4", "E2", "d2", "z95", "z998"], "the limits and intervals made with them are compared"),
    ("proportion_ci", &["wilson_cc95"], "no interval has a continuity correction"),
    ("difference_of_proportions", &["pooled_z"], "its probability is compared"),
    ("agencies", &["by_q", "holm_p"], "comparisons are adjusted by Benjamini and Hochberg alone"),
    ("agencies", &["p_midp"], "the exact test is not softened"),
    ("agencies", &["limits_normal_95", "z_score", "z_arcsine"], "limits are exact or on the arcsine scale"),
    ("agencies", &["lower_q", "upper_q", "trim", "df"], "steps on the way to what is compared"),
    (
        "agencies",
        &[
            "M",
            "alpha",
            "beta",
            "mean",
            "rho",
            "rho_ml",
            "neg_loglik_kernel",
            "eb_mom_mean",
            "eb_mean",
            "eb_weight_on_own_data",
            "eb_cri95",
            "eb_prob_below_overall",
        ],
        "shares are not drawn towards each other: that serves to put agencies in order, which nothing here does",
    ),
    ("bh1995", &["holm", "q_by", "reject_holm"], "comparisons are adjusted by Benjamini and Hochberg alone"),
    ("clustered", &["icc_anova", "t_crit", "wilson_neff"], "fewer than thirty cases have Student's t"),
    ("indirect_standardisation", &["stratum_rate"], "steps on the way to what is compared"),
    ("keyness", &["bic", "ll_rayson_two_cell", "log_ratio", "odds_ratio_haldane", "pct_diff"], "not offered"),
    ("dispersion", &["juilland_D", "kld", "range_share"], "not offered"),
    ("funnelplotr_0_6_0", &["note"], "words"),
    ("corpora_0_6", &["SimpleMaths_lambda1"], "not offered"),
    ("asht_prevSeSp_1_0_1", &["case"], "words"),
    (
        "agreement_two_raters",
        &[
            "bp",
            "scott_pi",
            "pe_pi",
            "irrcac_gwet_se",
            "irrcac_gwet_ci",
            "irrcac_kappa_se",
            "alpha_ordinal",
            "kappa_se_null",
        ],
        "not offered: answers have no order, and errors are those of the closed forms",
    ),
    (
        "agreement_two_raters",
        &["pe_ac", "pe_kappa", "irrcac_alpha"],
        "steps on the way, and what is compared more exactly",
    ),
    ("krippendorff_2011", &["interval", "ordinal", "irrcac_fleiss", "irrcac_gwet_ac1"], "not offered"),
    ("classifier_stratified", &["FN", "FP", "TN", "TP", "var_FN", "var_TP"], "steps on the way to what is compared"),
    ("classifier_stratified", &["recall_wald95"], "intervals are on the logit scale"),
    (
        "classifier_stratified",
        &["precision_se", "recall_se", "f1_se", "specificity_se", "prevalence_se", "elusion_se", "se"],
        "compared under the names of their figures; `se` by a mistake that the reference warns of",
    ),
    ("rogan_gladen", &["delta_se", "wald95", "known_accuracy_wilson95", "youden"], "not offered, as they mislead"),
    ("rogan_gladen", &["lang_reiczigel_centre", "lang_reiczigel_shift"], "steps on the way to what is compared"),
    ("contrast", &[], "compared where colours are, in src/report/tests/colours.rs"),
];

/// The names of the values in a group; what numbers and places are called is not
/// one.
fn names(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                if is_leaf(member) {
                    found.insert(name.clone());
                }
                names(member, found);
            }
        }
        Value::Array(members) => members.iter().for_each(|member| names(member, found)),
        _ => {}
    }
}

fn is_leaf(value: &Value) -> bool {
    match value {
        Value::Object(_) => false,
        Value::Array(members) => members.iter().all(is_leaf),
        _ => true,
    }
}

/// The groups, and the names of their values that a loop over all members reads.
fn is_read_by_all_members(group: &str, name: &str) -> bool {
    let by_place = group == "sdc" && name.starts_with('[');
    by_place || (group == "indirect_standardisation" && name.starts_with("Agency "))
}

#[test]
fn every_reference_value_is_compared_or_stands_with_a_reason() {
    let tests = [
        include_str!("charts.rs"),
        include_str!("comparing.rs"),
        include_str!("disclosure.rs"),
        include_str!("funnels.rs"),
        include_str!("intervals.rs"),
        include_str!("language.rs"),
        include_str!("review.rs"),
    ]
    .concat();
    let reads = |name: &str| tests.contains(&format!("\"{name}\""));
    let all: Value = serde_json::from_str(include_str!("reference_values.json")).unwrap();
    let mut reasons = BTreeSet::new();
    for (group, value) in all.as_object().unwrap() {
        let of_group = || NOT_READ.iter().filter(|(one, ..)| one == group);
        if of_group().any(|(_, names, _)| names.is_empty()) {
            reasons.insert((group.clone(), String::new()));
            continue;
        }
        let mut found = BTreeSet::new();
        names(value, &mut found);
        for name in found {
            let has_reason = of_group().any(|(_, names, _)| names.contains(&name.as_str()));
            assert!(has_reason || reads(&name) || is_read_by_all_members(group, &name), "{group}: {name}");
            if has_reason {
                reasons.insert((group.clone(), name));
            }
        }
        assert!(reads(group) || of_group().count() > 0, "{group}");
    }
    let given = NOT_READ.iter().flat_map(|(group, names, _)| {
        let whole = names.is_empty().then_some(String::new());
        names.iter().map(ToString::to_string).chain(whole).map(|name| ((*group).to_owned(), name))
    });
    assert_eq!(reasons, given.collect::<BTreeSet<_>>(), "a reason is given for a value that there is");
}
