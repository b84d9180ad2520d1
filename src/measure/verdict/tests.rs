//! The table of decisions, row by row, and what no sentence may say.

use super::*;
use crate::measure::Clusters;

/// As many cases with none met as with all, of two notes each, beside cases of
/// which nothing is met.
fn clusters(met: u64, not_met: u64) -> Clusters {
    let mut clusters = Clusters::default();
    for case in 0..met + not_met {
        clusters.add(2, if case < met { 2 } else { 0 });
    }
    clusters
}

const HOLDS: Checks =
    Checks { case_mix: Check::Holds, mix: Mix::TypesAndLengths, reading: Check::Holds, corrected: None };

fn compared(own: Clusters, others: Clusters, checks: Checks) -> Compared {
    Comparison::new(own, others).map_or_else(Compared::TooFew, |comparison| Compared::Made(comparison, checks))
}

fn verdict(compared: Compared) -> Verdict {
    verdicts(&[compared], LeastDifference::default())[0]
}

#[test]
fn says_each_word_where_the_table_of_decisions_has_it() {
    let checks = |case_mix, reading| Checks { case_mix, reading, ..HOLDS };
    let (most, half, few) = (clusters(80, 20), clusters(50, 50), clusters(20, 80));
    for (compared, word, because) in [
        (compared(most, few, HOLDS), Word::HigherThanExpected, "It points the same way"),
        (compared(few, most, HOLDS), Word::LowerThanExpected, "It points the same way"),
        (compared(half, clusters(55, 45), HOLDS), Word::AsExpected, "may be chance"),
        (compared(clusters(5000, 5000), clusters(5900, 4100), HOLDS), Word::AsExpected, "smaller than the 10"),
        (compared(most, few, checks(Check::Fails, Check::Holds)), Word::AsExpected, "types and lengths of notes"),
        (compared(most, few, checks(Check::NotMade, Check::Fails)), Word::NotComparable, "errors of reading"),
        (compared(most, few, checks(Check::Fails, Check::Fails)), Word::NotComparable, "nor when"),
        (compared(most, few, checks(Check::NotMade, Check::NotMade)), Word::HigherThanExpected, "Neither"),
        (compared(clusters(2, 2), few, HOLDS), Word::TooFewToSay, "fewer than five cases"),
        (compared(clusters(3, 3), few, HOLDS), Word::TooFewToSay, "fewer than ten"),
        (compared(most, clusters(0, 0), HOLDS), Word::TooFewToSay, "No other agency has enough"),
        (compared(most, clusters(2, 2), HOLDS), Word::TooFewToSay, "other agencies have notes of fewer than five"),
        (compared(most, clusters(3, 3), HOLDS), Word::TooFewToSay, "of the other agencies are few"),
        (Compared::NotComparable(Obstacle::OtherNotes), Word::NotComparable, "of a length that none"),
    ] {
        let verdict = verdict(compared);
        assert_eq!(verdict.word(), word, "{}", verdict.sentence());
        assert!(verdict.sentence().contains(because), "{because}: {}", verdict.sentence());
    }
}

#[test]
fn explains_with_bases_interval_and_how_many_comparisons() {
    let found = verdict(compared(clusters(80, 20), clusters(20, 80), HOLDS));
    assert_eq!(
        found.sentence(),
        "160 of 200 notes (80 %) here, 40 of 200 notes (20 %) in the other agencies: a difference of +60.0 percentage \
         points (95 % interval +47.4 to +69.5). One comparison was made (q below 0.001). It points the same way when the \
         types and lengths of notes and errors of reading are allowed for."
    );
}

#[test]
fn rounds_shares_as_the_reports_do() {
    let share = |met: u64, not_met| {
        let (mut own, mut others) = (Clusters::default(), Clusters::default());
        for note in 0..met + not_met {
            own.add(1, u64::from(note < met));
            others.add(1, note % 2);
        }
        let sentence = verdict(compared(own, others, HOLDS)).sentence();
        sentence.split(['(', ')']).nth(1).unwrap().to_owned()
    };
    for (met, not_met, printed) in
        [(5, 35, "13 %"), (29, 171, "15 %"), (1, 249, "less than 1 %"), (249, 1, "more than 99 %")]
    {
        assert_eq!(share(met, not_met), printed);
    }
}

#[test]
fn counts_only_the_comparisons_that_were_made() {
    let made = compared(clusters(60, 40), clusters(50, 50), HOLDS);
    let few = Compared::TooFew(TooFew::OwnCases);
    let among = |family: &[Compared]| verdicts(family, LeastDifference::default())[0].evidence().unwrap();
    assert_eq!(among(&[made, few, few]), among(&[made]));
    assert_eq!(among(&[made, made]).tests, 2);
}

#[test]
fn asks_more_of_each_comparison_where_many_are_made() {
    let striking = compared(clusters(65, 35), clusters(50, 50), HOLDS);
    let same = compared(clusters(50, 50), clusters(50, 50), HOLDS);
    let word = |others: usize| {
        let family: Vec<_> = std::iter::once(striking).chain(std::iter::repeat_n(same, others)).collect();
        verdicts(&family, LeastDifference::default())[0].word()
    };
    assert_eq!((word(0), word(40)), (Word::HigherThanExpected, Word::AsExpected));
}

#[test]
fn takes_another_smallest_difference_where_one_is_chosen() {
    let compared = compared(clusters(5000, 5000), clusters(5900, 4100), HOLDS);
    let least = |share| verdicts(&[compared], LeastDifference::new(Share::new(share).unwrap()))[0].word();
    assert_eq!(
        (least(0.05), least(0.09), least(0.2)),
        (Word::LowerThanExpected, Word::LowerThanExpected, Word::AsExpected)
    );
}

#[test]
fn blames_and_ranks_nobody() {
    let sides = [clusters(80, 20), clusters(50, 50), clusters(20, 80), clusters(1, 1)];
    let checks = [Check::Holds, Check::Fails, Check::NotMade];
    let mut family = vec![Compared::NotComparable(Obstacle::OtherNotes)];
    for (own, others) in sides.iter().flat_map(|own| sides.iter().map(move |others| (*own, *others))) {
        for (case_mix, reading) in checks.iter().flat_map(|a| checks.iter().map(move |b| (*a, *b))) {
            family.push(compared(own, others, Checks { case_mix, reading, ..HOLDS }));
        }
    }
    for verdict in verdicts(&family, LeastDifference::default()) {
        let words = format!("{} {}", verdict.word(), verdict.sentence()).to_lowercase();
        for word in ["worst", "best", "fail", "league", "rank", "poor", "good", "blame", "inadequate", "nan"] {
            assert!(!words.contains(word), "{word}: {words}");
        }
        assert!(words.ends_with('.') && Word::ALL.contains(&verdict.word()));
    }
}

#[test]
fn says_what_both_sides_come_to_by_notes_read_again() {
    let [own, others] = [0.52, 0.61].map(|share| Share::new(share).unwrap());
    let read = Checks { reading: Check::Fails, corrected: Some(Corrected { own, others }), ..HOLDS };
    let found = verdict(compared(clusters(80, 20), clusters(20, 80), read));
    assert_eq!(found.word(), Word::NotComparable);
    assert!(
        found.sentence().ends_with(
            "It is not confirmed: it does not point the same way when errors of reading are allowed for. By notes that \
             people read again, about 52 % of all notes here have it, and 61 % there."
        ),
        "{}",
        found.sentence()
    );
    assert_eq!(found.without_figures().word(), Word::NotComparable);
}
