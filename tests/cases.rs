//! One case across agencies and time: what counts as an occasion, what became
//! of it, and that counting can be done in parts.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use jiff::ToSpan;
use plainrecord::lexicon::{EntryId, Expectation, Indicator};
use plainrecord::measure::{
    Audience, CaseMeasures, CaseNote, CaseRules, CaseTally, ChallengeFigures, ExpectationFigures, ExpectationMeasure,
    Indicators, PairFigures, Reach, Threshold, Window,
};
use plainrecord::note::{Agency, Date, Key};
use proptest::prelude::*;

const FIRST: Date = Date::constant(2026, 1, 1);

/// A note from a line such as `police 3 +risk.weapon`: who wrote it, how many
/// days after the first of January (`-` for no day), and what is in it: counted
/// (`+`), repeated (`=`), otherwise (`?`), criticised (`!`), `abuse`, `pasted`.
fn note(line: &str, number: u64) -> CaseNote {
    let mut words = line.split_whitespace();
    let (agency, day) = (words.next().unwrap(), words.next().unwrap());
    let words: Vec<&str> = words.collect();
    let marked = |marks: &str| -> Indicators {
        let mine = words.iter().filter(|word| word.starts_with(|first| marks.contains(first)));
        mine.map(|word| word[1..].parse::<Indicator>().unwrap()).collect()
    };
    CaseNote {
        case: Key::of(0),
        day: day.parse::<i64>().ok().map(|days| FIRST + days.days()),
        number,
        agency: Agency::new(agency),
        about_abuse: words.contains(&"abuse"),
        counted: marked("+"),
        repeated: marked("="),
        otherwise: marked("?!"),
        challenged: marked("!"),
        pasted: words.contains(&"pasted"),
    }
}

/// Cases as they are read: a line a note, a blank line between cases.
fn cases(lines: &str) -> Vec<Vec<CaseNote>> {
    let mut numbers = 0..;
    let case = |lines: &str| {
        let mut notes: Vec<_> = lines.lines().map(|line| note(line, numbers.next().unwrap())).collect();
        notes.sort();
        notes
    };
    let unindented: Vec<&str> = lines.trim().lines().map(str::trim).collect();
    unindented.join("\n").split("\n\n").map(case).collect()
}

/// These agencies wrote from one day to another.
fn reach_of(agencies: &[(&str, i64, i64)]) -> Reach {
    let mut reach = Reach::default();
    for &(agency, first, last) in agencies {
        for day in [first, last] {
            reach.add(&Agency::new(agency), Some(FIRST + day.days()));
        }
    }
    reach
}

/// Every agency wrote from a year before to a year after, so that every window
/// lies within.
fn reach_of_a_year() -> Reach {
    reach_of(&["police", "health", "school"].map(|agency| (agency, -365, 365)))
}

/// A threat to kill, and a risk assessment within two days.
fn rule() -> Expectation {
    Expectation {
        id: EntryId::new("EXP001").unwrap(),
        title: String::new(),
        when: vec![Indicator::RiskThreatToKill],
        with: Vec::new(),
        then: vec![Indicator::GoodRiskAssessment],
        days: 2,
        why: String::new(),
        source: Vec::new(),
    }
}

fn followed(cases: &[Vec<CaseNote>], rules: &[Expectation], reach: &Reach) -> CaseMeasures {
    let rules = CaseRules::new(Window::default(), rules, reach);
    let mut tally = CaseTally::default();
    for case in cases {
        tally.add_case(case, &rules);
    }
    CaseMeasures::new(&tally, &rules, Threshold::new(1))
}

/// What the police named, and what could be seen of it in what health wrote.
fn pair(lines: &str) -> Option<PairFigures> {
    pair_within(lines, &reach_of_a_year())
}

fn pair_within(lines: &str, reach: &Reach) -> Option<PairFigures> {
    let wanted = Some((Agency::new("police"), Agency::new("health")));
    let measures = followed(&cases(lines), &[], reach);
    measures.concordance.into_iter().find(|pair| pair.agencies == wanted)?.figures.value().cloned()
}

/// Occasions, and of them softened, nothing, something, named.
fn seen(lines: &str) -> [u64; 5] {
    let Some(found) = pair(lines) else { return [0; 5] };
    [found.softened.denominator, found.softened.numerator, found.nothing.numerator, found.something, found.named]
}

#[test]
fn the_most_telling_note_within_the_window_decides_what_could_be_seen() {
    for (health, expected) in [
        ("health 5 +minimising.euphemism", [1, 1, 0, 0, 0]),
        ("health 5 +unseen.agentless", [1, 1, 0, 0, 0]),
        ("health 5 +reassurance.separated", [1, 1, 0, 0, 0]),
        ("health 5", [1, 0, 1, 0, 0]),
        ("health 5 +good.enquiry", [1, 0, 1, 0, 0]),
        ("health 5 abuse", [1, 0, 0, 1, 0]),
        ("health 5 +risk.pregnancy", [1, 0, 0, 1, 0]),
        ("health 5 ?risk.strangulation", [1, 0, 0, 1, 0]),
        ("health 5 !minimising.euphemism", [1, 0, 0, 1, 0]),
        ("health 5 +risk.physical", [1, 0, 0, 0, 1]),
        ("health 5 +good.perpetrator-named +minimising.mutual", [1, 0, 0, 0, 1]),
        ("health 5 +minimising.euphemism\nhealth 9 +risk.weapon", [1, 0, 0, 0, 1]),
        ("health 5\nhealth 9 +minimising.euphemism", [1, 1, 0, 0, 0]),
        ("health 5\nhealth 9 abuse", [1, 0, 0, 1, 0]),
    ] {
        assert_eq!(seen(&format!("police 0 +risk.strangulation\n{health}")), expected, "{health}");
    }
}

#[test]
fn blame_and_an_unnamed_man_are_not_softening() {
    for other in ["blame.protect", "unseen.hidden-man", "unsafe.warning", "child.not-witness"] {
        assert_eq!(seen(&format!("police 0 +risk.weapon\nhealth 1 abuse +{other}")), [1, 0, 0, 1, 0], "{other}");
    }
}

#[test]
fn circumstances_of_danger_do_not_name_violence() {
    for circumstance in ["risk.pregnancy", "risk.separation", "risk.job-loss", "risk.substance", "risk.history"] {
        assert_eq!(seen(&format!("police 0 +{circumstance}\nhealth 1 +minimising.mutual")), [0; 5], "{circumstance}");
    }
}

#[test]
fn the_window_lies_on_either_side_and_includes_its_last_day() {
    for (day, expected) in [("10", 0), ("11", 1), ("41", 1), ("71", 1), ("72", 0)] {
        let found = seen(&format!("police 41 +risk.stalking\nhealth {day} +minimising.trivial"));
        assert_eq!(found, [expected, expected, 0, 0, 0], "day {day}");
    }
}

#[test]
fn an_agency_that_wrote_nothing_in_the_window_is_no_occasion() {
    assert_eq!(seen("police 0 +risk.physical\nhealth 40 +minimising.trivial"), [0; 5]);
    assert_eq!(seen("police 0 +risk.physical\nschool 1"), [0; 5]);
}

#[test]
fn a_talkative_agency_is_one_occasion_in_a_window() {
    let talkative: Vec<String> = (0..=30).map(|day| format!("police {day} +risk.physical")).collect();
    let softening: Vec<String> = (0..=30).map(|day| format!("health {day} +minimising.mutual")).collect();
    let both = [talkative.join("\n"), softening.join("\n")].join("\n");
    assert_eq!(seen(&both), [1, 1, 0, 0, 0]);
    assert_eq!(seen(&format!("{both}\npolice 31 +risk.physical")), [2, 2, 0, 0, 0]);
}

#[test]
fn a_long_case_is_one_case() {
    let months = (0..5).map(|month| format!("police {0} +risk.physical\nhealth {0} +minimising.mutual", month * 40));
    let found = pair(&months.collect::<Vec<_>>().join("\n")).unwrap();
    assert_eq!((found.softened.numerator, found.cases, found.softened_cases, found.nothing_cases), (5, 1, 1, 0));
}

#[test]
fn what_is_pasted_is_neither_naming_nor_softening_nor_writing() {
    assert_eq!(seen("police 0 =risk.physical pasted\nhealth 1 +minimising.mutual"), [0; 5]);
    assert_eq!(seen("police 0 +risk.physical\nhealth 1 =minimising.mutual pasted"), [0; 5]);
    assert_eq!(seen("police 0 +risk.physical\nhealth 1 =minimising.mutual +good.enquiry"), [1, 0, 0, 1, 0]);
    // But whoever reads it can see the violence that it names.
    assert_eq!(
        seen("police 0 +risk.physical\nhealth 1 +minimising.mutual\nhealth 2 =risk.physical pasted"),
        [1, 0, 0, 0, 1]
    );
}

#[test]
fn a_note_without_a_day_is_counted_and_not_held_against_anybody() {
    let undated = pair("police 0 +risk.physical\nhealth 1 +minimising.mutual\nhealth - +risk.physical");
    assert!(undated.is_none(), "{undated:?}");
    let lines = "police - +risk.physical\nhealth 1 +minimising.mutual\nhealth -";
    let measures = followed(&cases(lines), &[], &reach_of_a_year());
    assert_eq!((measures.undated_naming, measures.undated, measures.notes, measures.shared), (1, 2, 3, 1));
    assert_eq!(seen(lines), [0; 5]);
    // To count those that name it on a day of the window, and not the others, would flatter.
    assert_eq!(seen("police 0 +risk.physical\nhealth 1 +risk.weapon\nhealth - +risk.physical"), [0; 5]);
    let another = "\n\npolice 0 +risk.physical\nhealth 1 +minimising.mutual";
    let found = pair(&format!("police 0 +risk.physical\nhealth 1 +risk.weapon\nhealth - +risk.physical{another}"));
    assert_eq!(found.map(|found| (found.not_assessed.undated, found.softened.denominator)), Some((Some(1), 1)));
}

#[test]
fn an_agency_whose_export_does_not_reach_over_the_window_is_not_assessed_whatever_it_wrote() {
    for (first, last, assessed) in
        [(-30, 30, 1), (-29, 30, 0), (-30, 29, 0), (-365, 10, 0), (-10, 365, 0), (-365, 365, 1)]
    {
        for health in ["+minimising.mutual", "abuse", "", "+risk.physical"] {
            // The police reach no further than that day; what they wrote is there to be seen.
            let reach = reach_of(&[("police", 0, 0), ("health", first, last)]);
            let found = pair_within(&format!("police 0 +risk.physical\nhealth 5 {health}"), &reach);
            let found = found.map_or(0, |found| found.softened.denominator);
            assert_eq!(found, assessed, "{first} to {last}: {health}");
        }
    }
    let lines = "police 0 +risk.physical\nhealth 5 +minimising.mutual\n\npolice 40 +risk.physical\nhealth 40";
    let found = pair_within(lines, &reach_of(&[("police", 0, 40), ("health", -10, 90)])).unwrap();
    assert_eq!((found.softened.denominator, found.nothing.numerator, found.cases), (1, 1, 1));
    assert_eq!(found.not_assessed.not_covered, Some(1));
    assert!(found.examples.is_empty());
}

#[test]
fn examples_are_the_softening_notes_nearest_to_the_naming_ones() {
    let found = pair(
        "police 30 +risk.escalation +risk.strangulation
         health 10 +minimising.mutual
         health 33 +minimising.trivial +minimising.mutual
         health 50 +minimising.euphemism",
    );
    let [example] = found.unwrap().examples[..] else { panic!("one example of a case") };
    assert_eq!(example.named, (0, Indicator::RiskStrangulation));
    assert_eq!(example.softened, (2, Indicator::MinimisingTrivial));
}

#[test]
fn all_pairs_together_count_a_case_once() {
    let measures = followed(
        &cases("police 0 +risk.physical\nhealth 1 +minimising.mutual\nschool 2 +risk.physical"),
        &[],
        &reach_of_a_year(),
    );
    assert!(measures.concordance[0].agencies.is_none());
    let all = measures.concordance[0].figures.value().unwrap();
    assert_eq!((all.softened.numerator, all.softened.denominator, all.cases, all.named), (2, 4, 1, 2));
}

fn expected(lines: &str, reach: &Reach) -> ExpectationFigures {
    let measures = followed(&cases(lines), &[rule()], reach);
    *measures.expectations[0].figures.value().unwrap_or_else(|| panic!("nothing can be assessed: {lines}"))
}

/// Met, by the same agency, late, not found.
fn outcomes(lines: &str) -> [u64; 4] {
    let found = expected(lines, &reach_of_a_year());
    [found.met.numerator, found.met_by_itself.numerator, found.late, found.not_found]
}

#[test]
fn what_should_follow_is_met_late_or_not_found() {
    for (then, expected) in [
        ("police 10 +good.risk-assessment", [1, 1, 0, 0]),
        ("police 12 +good.risk-assessment", [1, 1, 0, 0]),
        ("health 12 +good.risk-assessment", [1, 0, 0, 0]),
        ("police 13 +good.risk-assessment", [0, 0, 1, 0]),
        ("health 12 +good.risk-assessment\npolice 13 +good.risk-assessment", [1, 0, 0, 0]),
        ("police 9 +good.risk-assessment", [0, 0, 0, 1]),
        ("police 11 =good.risk-assessment", [0, 0, 0, 1]),
        ("police 11 ?good.risk-assessment", [0, 0, 0, 1]),
        ("police 11 +good.marac", [0, 0, 0, 1]),
        ("police 11", [0, 0, 0, 1]),
    ] {
        assert_eq!(outcomes(&format!("police 10 +risk.threat-to-kill\n{then}")), expected, "{then}");
    }
    assert_eq!(outcomes("police 10 +risk.threat-to-kill +good.risk-assessment"), [1, 1, 0, 0]);
}

#[test]
fn the_same_threat_told_again_calls_for_it_once_in_a_window() {
    let again: Vec<String> = (0..=30).map(|day| format!("police {day} +risk.threat-to-kill")).collect();
    let again = again.join("\n");
    assert_eq!(outcomes(&again), [0, 0, 0, 1]);
    assert_eq!(outcomes(&format!("{again}\npolice 31 +risk.threat-to-kill")), [0, 0, 0, 2]);
    // Another agency that tells of it adds no occasion to the case, but has one of its own.
    let both = format!("{again}\nhealth 5 +risk.threat-to-kill");
    assert_eq!(outcomes(&both), [0, 0, 0, 1]);
    assert_eq!(by_agency(&both), met([("all", 0, 1, 1), ("health", 0, 1, 1), ("police", 0, 1, 1)]));
}

#[test]
fn where_notes_end_before_the_days_are_over_nothing_is_said_of_quick_or_slow() {
    for police in [11, 12] {
        let reach = reach_of(&[("police", 0, police)]);
        let lines = "police 10 +risk.threat-to-kill\npolice 10 +good.risk-assessment\n\npolice 3 +risk.threat-to-kill";
        let found = expected(lines, &reach);
        let (assessed, not_covered) = if police == 12 { (2, 0) } else { (1, 1) };
        assert_eq!((found.met.denominator, found.cases), (assessed, assessed));
        assert_eq!(found.not_assessed.not_covered, Some(not_covered));
    }
}

#[test]
fn what_another_agency_of_the_case_may_have_recorded_outside_its_export_is_not_held_against_anybody() {
    let another = "\n\npolice 3 +risk.threat-to-kill";
    for health in ["health 10 +good.risk-assessment", "health 0", "health 20"] {
        let lines = format!("police 10 +risk.threat-to-kill\n{health}{another}");
        for (first, last, not_covered) in [(10, 12, 0), (11, 365, 1), (-365, 11, 1), (-365, 365, 0)] {
            let found = expected(&lines, &reach_of(&[("police", -365, 365), ("health", first, last)]));
            assert_eq!(found.met.denominator, 2 - not_covered, "{health} {first}");
            assert_eq!(found.not_assessed.not_covered, Some(not_covered), "{health} {first}");
        }
    }
    // Health tells of it again, and what the police recorded since they told of it counts for both.
    let lines = format!("police 10 +risk.threat-to-kill\nhealth 15 +risk.threat-to-kill{another}");
    let reach = reach_of(&[("police", -365, 365), ("health", 12, 365)]);
    let health = followed(&cases(&lines), &[rule()], &reach).expectations.swap_remove(1);
    assert_eq!((health.agency.unwrap().as_str(), health.figures.value()), ("health", None));
}

#[test]
fn what_has_no_day_cannot_be_assessed() {
    let with_one = "\n\nhealth 10 +risk.threat-to-kill";
    let found = expected(&format!("police - +risk.threat-to-kill{with_one}"), &reach_of_a_year());
    assert_eq!((found.not_assessed.undated, found.met.denominator), (Some(1), 1));
    let lines = format!("police 10 +risk.threat-to-kill\nhealth - +good.risk-assessment{with_one}");
    assert_eq!(expected(&lines, &reach_of_a_year()).not_assessed.undated, Some(1));
    let lines =
        format!("police 10 +risk.threat-to-kill +good.risk-assessment\nhealth - +good.risk-assessment{with_one}");
    let undated = |lines: &str| expected(lines, &reach_of_a_year()).not_assessed.undated;
    assert_eq!((undated(&lines), outcomes(&lines)), (Some(1), [0, 0, 0, 1]));
    // Nor does an agency without any date keep anything from being assessed.
    let lines = format!("police 10 +risk.threat-to-kill\nhousing - +good.marac{with_one}");
    assert_eq!((undated(&lines), outcomes(&lines)), (Some(0), [0, 0, 0, 2]));
}

#[test]
fn a_rule_about_two_things_asks_that_one_note_says_both() {
    let rule = Expectation { with: vec![Indicator::RiskPregnancy], ..rule() };
    let applies =
        |lines: &str| !followed(&cases(lines), std::slice::from_ref(&rule), &reach_of_a_year()).expectations.is_empty();
    assert!(applies("police 1 +risk.threat-to-kill +risk.pregnancy"));
    assert!(applies("police 1 +risk.threat-to-kill =risk.pregnancy"));
    assert!(!applies("police 1 +risk.threat-to-kill\npolice 1 +risk.pregnancy"));
}

#[test]
fn agencies_are_counted_apart_and_together() {
    let lines = "police 1 +risk.threat-to-kill +good.risk-assessment\nhealth 50 +risk.threat-to-kill";
    assert_eq!(by_agency(lines), met([("all", 1, 2, 1), ("health", 0, 1, 1), ("police", 1, 1, 1)]));
}

#[test]
fn what_was_recorded_since_the_case_first_told_of_it_counts_for_who_tells_of_it_again() {
    for (answer, health) in [(1, 1), (3, 1), (9, 1), (0, 0), (10, 0)] {
        let lines = format!(
            "police 1 +risk.threat-to-kill\nhealth 7 +risk.threat-to-kill\nschool {answer} +good.risk-assessment"
        );
        assert_eq!(by_agency(&lines)[1].1, health, "day {answer}");
    }
    let lines = "police 1 +risk.threat-to-kill +good.risk-assessment\nhealth 32 +risk.threat-to-kill";
    assert_eq!(by_agency(lines)[1].1, 0, "a new occasion of the case");
}

fn met(lines: [(&str, u64, u64, u64); 3]) -> Vec<(String, u64, u64, u64)> {
    lines.map(|(agency, met, of, cases)| (agency.to_owned(), met, of, cases)).to_vec()
}

/// Who recorded what calls for it, how often it was met, of how many, in how many cases.
fn by_agency(lines: &str) -> Vec<(String, u64, u64, u64)> {
    let measures = followed(&cases(lines), &[rule()], &reach_of_a_year());
    let line = |line: &ExpectationMeasure| {
        let figures = line.figures.value().unwrap();
        let agency = line.agency.as_ref().map_or("all", Agency::as_str).to_owned();
        (agency, figures.met.numerator, figures.met.denominator, figures.cases)
    };
    measures.expectations.iter().map(line).collect()
}

fn challenged(lines: &str, reach: &Reach) -> Option<ChallengeFigures> {
    followed(&cases(lines), &[], reach).challenges[0].figures.value().copied()
}

/// Occasions, and of them questioned, by another agency, by oversight alone.
fn questioned(lines: &str) -> [u64; 4] {
    let found = challenged(lines, &reach_of_a_year()).unwrap();
    [found.challenged.denominator, found.challenged.numerator, found.by_another, found.oversight_only]
}

#[test]
fn a_later_note_challenges_wording_of_concern() {
    for (later, expected) in [
        ("health 5 +good.challenge", [1, 1, 1, 0]),
        ("police 5 +good.challenge", [1, 1, 0, 0]),
        ("police 5 +good.management", [1, 1, 0, 1]),
        ("health 5 +good.management\npolice 6 +good.challenge", [1, 1, 1, 0]),
        ("health 5 !minimising.mutual", [1, 1, 1, 0]),
        ("health 5 !minimising.trivial", [1, 1, 1, 0]),
        ("health 5 !blame.protect", [1, 0, 0, 0]),
        ("health 5 ?minimising.mutual", [1, 0, 0, 0]),
        ("health 1 +good.challenge", [1, 1, 1, 0]),
        ("health 0 +good.challenge", [1, 0, 0, 0]),
        ("health 31 +good.challenge", [1, 1, 1, 0]),
        ("health 32 +good.challenge", [1, 0, 0, 0]),
        ("police 3 +blame.choice\nhealth 5 !blame.protect", [1, 1, 1, 0]),
        ("police 5 +blame.choice\nhealth 3 !blame.protect", [1, 0, 0, 0]),
    ] {
        assert_eq!(questioned(&format!("police 1 +minimising.mutual\n{later}")), expected, "{later}");
    }
}

#[test]
fn a_note_does_not_challenge_itself() {
    assert_eq!(questioned("police 1 +minimising.mutual +good.management !minimising.euphemism"), [1, 0, 0, 0]);
}

#[test]
fn half_of_those_that_were_challenged_were_within_the_median() {
    for (after, median) in [(vec![4], 4), (vec![2, 9], 2), (vec![2, 9, 30], 9), (vec![0, 0, 7, 8], 0)] {
        let each = |days: &i32| format!("police 1 +minimising.mutual\nhealth {} +good.challenge", 1 + days);
        let lines: Vec<String> = after.iter().map(each).chain(["police 1 +minimising.mutual".to_owned()]).collect();
        let found = challenged(&lines.join("\n\n"), &reach_of_a_year()).unwrap();
        assert_eq!(found.median_days.value(), Some(&median), "{after:?}");
        assert_eq!(found.challenged.denominator, after.len() as u64 + 1);
    }
}

#[test]
fn wording_at_the_end_of_an_export_is_not_assessed_whether_it_was_challenged_or_not() {
    let reach = reach_of(&[("police", 0, 60)]);
    let lines = "police 31 +minimising.mutual\npolice 31 +good.challenge\n\npolice 30 +minimising.mutual";
    let found = challenged(lines, &reach).unwrap();
    assert_eq!((found.challenged.denominator, found.challenged.numerator), (1, 0));
    assert_eq!(found.not_assessed.not_covered, Some(1));
}

#[test]
fn wording_that_another_agency_may_have_challenged_outside_its_export_is_not_assessed() {
    let lines =
        "police 30 +minimising.mutual\nhealth 33 +good.challenge\n\npolice 30 +minimising.mutual\nschool 40 abuse";
    for (first, last, not_covered) in [(30, 60, 0), (31, 365, 1), (0, 59, 1)] {
        let found = challenged(lines, &reach_of(&[("police", 0, 90), ("health", first, last), ("school", 0, 90)]));
        let found = found.unwrap();
        let questioned = 1 - not_covered;
        assert_eq!(found.not_assessed.not_covered, Some(not_covered), "{first} to {last}");
        assert_eq!(found.challenged.numerator, questioned, "{first} to {last}");
    }
}

#[test]
fn a_challenge_without_a_day_cannot_be_assessed() {
    let lines = "police 1 +minimising.mutual\nhealth - !minimising.mutual\n\npolice - +minimising.mutual";
    assert!(challenged(lines, &reach_of_a_year()).is_none());
    let found = challenged(&format!("{lines}\n\npolice 3 +blame.protect"), &reach_of_a_year()).unwrap();
    assert_eq!((found.not_assessed.undated, found.challenged.denominator), (Some(2), 1));
}

#[test]
fn nothing_on_fewer_cases_than_the_threshold_is_a_figure() {
    let case =
        "police 0 +risk.physical +risk.threat-to-kill\nhealth 1 +minimising.mutual\nhealth 2 +good.challenge\n\n";
    for (number, shown) in [(4, false), (5, true)] {
        let rules = CaseRules::new(Window::default(), &[rule()], &reach_of_a_year());
        let mut tally = CaseTally::default();
        for case in cases(&case.repeat(number)) {
            tally.add_case(&case, &rules);
        }
        let measures = CaseMeasures::new(&tally, &rules, Threshold::new(5));
        assert!(measures.concordance.iter().all(|line| line.figures.value().is_some() == shown));
        assert!(measures.expectations.iter().all(|line| line.figures.value().is_some() == shown));
        assert!(measures.challenges.iter().all(|line| line.figures.value().is_some() == shown));
        assert_eq!((measures.concordance.len(), measures.expectations.len(), measures.challenges.len()), (2, 2, 2));
    }
}

#[test]
fn a_board_is_told_the_shares_though_few_occasions_were_not_assessed() {
    let assessed = "police 0 +risk.physical\nhealth 1 +minimising.mutual\n\n".repeat(20)
        + &"police 0 +risk.physical\nhealth 1 abuse\n\n".repeat(20);
    let reach = reach_of(&[("police", -365, 365), ("health", -365, 365)]);
    for (later, told) in [(0, Some(0)), (3, None), (9, Some(10))] {
        let lines = assessed.clone() + &"police 360 +risk.physical\nhealth 360 abuse\n\n".repeat(later);
        let rules = CaseRules::new(Window::default(), &[], &reach);
        let mut tally = CaseTally::default();
        for case in cases(&lines) {
            tally.add_case(&case, &rules);
        }
        let measures = CaseMeasures::new(&tally, &rules, Threshold::default().told_to(Audience::Board));
        let all = measures.concordance[0].figures.value().unwrap();
        assert_eq!((all.softened.numerator, all.not_assessed.not_covered), (20, told), "{later}");
    }
}

/// A note that anybody may have written at any time.
fn any_note() -> impl Strategy<Value = CaseNote> {
    let found = || prop::collection::vec(prop::sample::select(Indicator::ALL), 0..3);
    let day = prop::option::weighted(0.9, 0..120_i64);
    let found = (found(), found(), found(), found());
    (0..4_u64, day, 0..3_usize, any::<(bool, bool)>(), found).prop_map(
        |(case, day, agency, (about_abuse, pasted), (counted, repeated, otherwise, challenged))| CaseNote {
            case: Key::of(case),
            day: day.map(|days| FIRST + days.days()),
            number: 0,
            agency: Agency::new(["police", "health", "school"][agency]),
            about_abuse,
            counted: counted.into_iter().collect(),
            repeated: repeated.into_iter().collect(),
            otherwise: otherwise.into_iter().collect(),
            challenged: challenged.into_iter().collect(),
            pasted,
        },
    )
}

/// Notes of an audit, case by case.
fn any_cases() -> impl Strategy<Value = Vec<Vec<CaseNote>>> {
    prop::collection::vec(any_note(), 0..60).prop_map(|mut notes| {
        notes.iter_mut().zip(0..).for_each(|(note, number)| note.number = number);
        notes.sort();
        notes.chunk_by(|a, b| a.case == b.case).map(<[CaseNote]>::to_vec).collect()
    })
}

fn reach(cases: &[Vec<CaseNote>]) -> Reach {
    let mut reach = Reach::default();
    cases.iter().flatten().for_each(|note| reach.add(&note.agency, note.day));
    reach
}

/// Two rules that most notes have to do with.
fn rules() -> [Expectation; 2] {
    let kinds = |kind: &str| Indicator::ALL.iter().copied().filter(|one| one.kind().id() == kind).collect::<Vec<_>>();
    let of_risk = Expectation { when: kinds("risk"), then: kinds("good"), days: 40, ..rule() };
    [of_risk, Expectation { when: kinds("concern"), with: kinds("risk"), then: kinds("good"), ..rule() }]
}

proptest! {
    #[test]
    fn any_split_of_the_cases_merges_to_the_same_counts(
        cases in any_cases(),
        parts in prop::collection::vec(0..3_usize, 4),
    ) {
        let rules = CaseRules::new(Window::new(30), &rules(), &reach(&cases));
        let mut whole = CaseTally::default();
        for case in &cases {
            whole.add_case(case, &rules);
        }
        let mut split = [(); 3].map(|()| CaseTally::default());
        for (number, case) in cases.iter().enumerate() {
            split[parts[number]].add_case(case, &rules);
        }
        for order in [[0, 1, 2], [2, 0, 1]] {
            let mut merged = CaseTally::default();
            for part in order {
                merged.merge(split[part].clone());
            }
            prop_assert_eq!(&merged, &whole);
        }
    }

    #[test]
    fn what_the_agencies_are_called_changes_nothing_but_names(cases in any_cases()) {
        let renamed = |agency: &Agency| Agency::new(match agency.as_str() {
            "police" => "school",
            "school" => "health",
            _ => "police",
        });
        let mut others = cases.clone();
        others.iter_mut().flatten().for_each(|note| note.agency = renamed(&note.agency));
        let (before, after) = (followed(&cases, &rules(), &reach(&cases)), followed(&others, &rules(), &reach(&others)));
        let mut expected = before.clone();
        for line in &mut expected.concordance {
            line.agencies = line.agencies.as_ref().map(|(named, other)| (renamed(named), renamed(other)));
        }
        expected.expectations.iter_mut().for_each(|line| line.agency = line.agency.as_ref().map(renamed));
        expected.challenges.iter_mut().for_each(|line| line.agency = line.agency.as_ref().map(renamed));
        expected.concordance.sort_by(|a, b| a.agencies.cmp(&b.agencies));
        expected.challenges.sort_by(|a, b| a.agency.cmp(&b.agency));
        // Rules stay in their order.
        let mut rules: Vec<_> = expected.expectations.chunk_by(|_, next| next.agency.is_some()).map(<[_]>::to_vec).collect();
        for rule in &mut rules {
            rule.sort_by(|a, b| a.agency.cmp(&b.agency));
        }
        expected.expectations = rules.concat();
        prop_assert_eq!(after, expected);
    }

    #[test]
    fn a_case_that_is_there_twice_counts_twice(cases in any_cases()) {
        let once = followed(&cases, &rules(), &reach(&cases));
        let twice = followed(&[&cases[..], &cases[..]].concat(), &rules(), &reach(&cases));
        prop_assert_eq!(once.cases * 2, twice.cases);
        for (one, two) in once.challenges.iter().zip(&twice.challenges) {
            let base = |line: &plainrecord::measure::ChallengeMeasure| line.figures.value().map_or(0, |f| f.challenged.denominator);
            prop_assert_eq!(base(one) * 2, base(two));
        }
        for (one, two) in once.concordance.iter().zip(&twice.concordance) {
            let base = |line: &plainrecord::measure::PairMeasure| line.figures.value().map_or(0, |f| f.softened.denominator + f.named);
            prop_assert_eq!(base(one) * 2, base(two));
        }
    }
}
