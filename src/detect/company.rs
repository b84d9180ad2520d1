//! In a long note a concern counts where others stand in it: a reader would take
//! "bickering" for abuse in the company of "she should have left", and not by itself
//! in a page about school. In long notes by ten writers whose notes no rule had been
//! mended on, of concerns that stood alone a third was right, of the others nearly
//! three quarters; of the only concern in a note of 120 words or more, however clear,
//! four or five in ten were, and of two in a page no more (`lexicons/README.md`).
//! How much company wording needs is measured, and is said in its entry.
//!
//! And where good recording outweighs it by far, such a concern is mostly wording
//! that the note quotes, denies or puts right, in ways that no cue knows: on
//! sixteen writers whose notes no rule had been mended on, one in five
//! was right. Wording that needs no other near it counts there too: good work
//! elsewhere in a note does not mend it.

use super::finding::Finding;
use super::overlap::Hit;
use crate::lexicon::{Company, Family, Indicator};
use crate::note::Span;

/// How near the other concern must stand, in characters: some four sentences.
const NEAR: usize = 400;

/// So many words are seldom there by chance: they need no other near them.
const LONG: usize = 6;

/// In a note of fewer words, what is said is what the note is about.
const SHORT_NOTE: usize = 80;

/// From so many words on, a note with one concern and no more is mostly about
/// something else, however clear the wording.
const LONG_NOTE: usize = 120;

/// From so many words on, the same is so of a note with two.
const FULL_PAGE: usize = 200;

/// By so many more findings good recording outweighs concerns.
const OUTWEIGHED: usize = 3;

/// What else a concern needs in its note to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Beside {
    /// So many other concerns, wherever in the note.
    pub(super) others: usize,
    /// One of them near it, and no good recording that outweighs concerns.
    pub(super) near: bool,
}

impl Beside {
    /// The less of the two.
    pub(super) fn least(self, other: Self) -> Self {
        Self { others: self.others.min(other.others), near: self.near && other.near }
    }
}

/// What a hit needs in a note of so many words. That there is a written agreement
/// mostly needs nothing: the notes that mention one are listed.
pub(super) fn needed(hit: &Hit<'_>, words: usize) -> Beside {
    let entry = hit.entry;
    let listed = entry.indicator == Indicator::AgreementMention;
    let clear = listed || entry.company == Company::None || hit.tokens.len() >= LONG;
    let others = match entry.company {
        _ if words < SHORT_NOTE => 0,
        Company::Two => 2,
        _ if listed => 0,
        _ if words >= FULL_PAGE => 2,
        _ if clear => usize::from(words >= LONG_NOTE),
        _ => 1,
    };
    Beside { others, near: words >= SHORT_NOTE && !clear }
}

/// Takes out the counted concerns that have not beside them what they need.
/// Others that share words with one are not near it, and what is taken out is no
/// company for the rest.
pub(super) fn in_company(mut found: Vec<(Finding, Beside)>) -> Vec<Finding> {
    loop {
        let before = found.len();
        found = with_what_they_need(found);
        if found.len() == before {
            return found.into_iter().map(|(finding, _)| finding).collect();
        }
    }
}

/// The findings but for the counted concerns that lack something.
fn with_what_they_need(found: Vec<(Finding, Beside)>) -> Vec<(Finding, Beside)> {
    let outweighed = outweighed(&found);
    let spans = found.iter().filter(|(finding, _)| finding.is_counted_concern()).map(|(finding, _)| finding.span);
    let (mut starts, mut ends): (Vec<_>, Vec<_>) = spans.map(|span| (span.start(), span.end())).unzip();
    starts.sort_unstable();
    ends.sort_unstable();
    let one_near = |span: Span| {
        let next = starts.get(starts.partition_point(|&start| start < span.end()));
        let last = ends.partition_point(|&end| end <= span.start()).checked_sub(1).map(|last| ends[last]);
        next.is_some_and(|start| start - span.end() <= NEAR) || last.is_some_and(|end| span.start() - end <= NEAR)
    };
    let counts = |finding: &Finding, needed: &Beside| {
        starts.len() > needed.others && (!needed.near || !outweighed && one_near(finding.span))
    };
    let stays = |(finding, needed): &(Finding, Beside)| !finding.is_counted_concern() || counts(finding, needed);
    found.into_iter().filter(stays).collect()
}

/// Whether far more good recording counts in a note than concerns do.
fn outweighed(found: &[(Finding, Beside)]) -> bool {
    let good = |finding: &Finding| finding.indicator.family() == Family::GoodPractice && finding.is_counted();
    let concerns = found.iter().filter(|(finding, _)| finding.is_counted_concern()).count();
    found.iter().filter(|(finding, _)| good(finding)).count() >= concerns + OUTWEIGHED
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{EntryId, Lexicon, Status};

    fn found(start: usize, indicator: Indicator, status: Status) -> Finding {
        let span = Span::new(start, start + 10);
        let entry = EntryId::new("MIN001").unwrap();
        Finding { span, indicator, status, cue: None, entry, phrase: 0, whose: None, sentence: span }
    }

    const NEAR_ONE: Beside = Beside { others: 1, near: true };

    #[test]
    fn wording_that_is_often_innocent_counts_near_another_concern() {
        let (row, choice, weapon) = (Indicator::MinimisingMutual, Indicator::BlameChoice, Indicator::RiskWeapon);
        for (case, start, indicator, status, stays) in [
            ("the next one is near", 1_010 + NEAR, choice, Status::Counted, true),
            ("the next one is too far", 1_011 + NEAR, choice, Status::Counted, false),
            ("the last one is near", 990 - NEAR, choice, Status::Counted, true),
            ("the last one is too far", 989 - NEAR, choice, Status::Counted, false),
            ("it is on the same words", 995, choice, Status::Counted, false),
            ("it is reported", 1_050, choice, Status::Reported, false),
            ("it is a risk", 1_050, weapon, Status::Counted, false),
        ] {
            let mut all = vec![found(1_000, row, Status::Counted), found(start, indicator, status)];
            all.sort_by_key(|finding| finding.span.start());
            let kept = in_company(all.into_iter().map(|finding| (finding, NEAR_ONE)).collect());
            assert_eq!(kept.iter().any(|finding| finding.indicator == row), stays, "{case}");
        }
    }

    #[test]
    fn a_concern_counts_beside_as_many_others_as_it_needs() {
        let row = Indicator::MinimisingMutual;
        for (concerns, others, stay) in [(1, 0, true), (1, 1, false), (2, 1, true), (2, 2, false), (3, 2, true)] {
            let needed = Beside { others, near: false };
            let all = (0..concerns).map(|at| (found(at * 5_000, row, Status::Counted), needed)).collect();
            assert_eq!(!in_company(all).is_empty(), stay, "{concerns} of which each needs {others} others");
        }
    }

    #[test]
    fn what_does_not_count_itself_is_no_company() {
        let row = Indicator::MinimisingMutual;
        let of = |start, others| (found(start, row, Status::Counted), Beside { others, near: false });
        for (needs, stay) in [([0, 1, 2], 3), ([0, 1, 3], 2), ([1, 3, 3], 0)] {
            let all = [of(0, needs[0]), of(50, needs[1]), of(100, needs[2])];
            assert_eq!(in_company(all.to_vec()).len(), stay, "{needs:?}");
        }
    }

    #[test]
    fn what_others_say_needs_no_company() {
        let reported = found(100, Indicator::MinimisingMutual, Status::Reported);
        assert_eq!(in_company(vec![(reported, NEAR_ONE)]).len(), 1);
    }

    #[test]
    fn the_longer_a_note_the_more_a_concern_needs() {
        let lexicon = Lexicon::builtin().unwrap();
        let of = |company, indicator| {
            let mut entry = lexicon.entries()[0].clone();
            (entry.company, entry.indicator) = (company, indicator);
            entry
        };
        let (row, mention) = (Indicator::MinimisingMutual, Indicator::AgreementMention);
        for (case, company, indicator, length, words, others, near) in [
            ("a short note", Company::Another, row, 2, 79, 0, false),
            ("a note", Company::Another, row, 2, 80, 1, true),
            ("clear wording in a note", Company::None, row, 2, 119, 0, false),
            ("clear wording in a long note", Company::None, row, 2, 120, 1, false),
            ("many words in a note", Company::Another, row, 6, 119, 0, false),
            ("many words in a long note", Company::Another, row, 6, 120, 1, false),
            ("doubtful wording in a short note", Company::Two, row, 2, 79, 0, false),
            ("doubtful wording in a note", Company::Two, row, 2, 80, 2, true),
            ("a page", Company::Another, row, 2, 200, 2, true),
            ("clear wording in a page", Company::None, row, 2, 200, 2, false),
            ("many doubtful words in a note", Company::Two, row, 6, 80, 2, false),
            ("an agreement in a long note", Company::Another, mention, 2, 500, 0, false),
            ("what may be an agreement in a long note", Company::Two, mention, 2, 500, 2, false),
        ] {
            let entry = of(company, indicator);
            let hit = Hit { entry: &entry, phrase: 0, tokens: 0..length, whose: None };
            assert_eq!(needed(&hit, words), Beside { others, near }, "{case}");
        }
    }

    #[test]
    fn where_good_recording_outweighs_it_by_far_only_what_needs_none_near_counts() {
        let (row, marac) = (Indicator::MinimisingMutual, Indicator::GoodMarac);
        for (good, status, near, stays) in [
            (4, Status::Counted, true, true),
            (5, Status::Counted, true, false),
            (5, Status::Counted, false, true),
            (5, Status::Negated, true, true),
        ] {
            let steps = (0..good).map(|at| found(at * 50, marac, status));
            let all = steps.chain([1_000, 1_020].map(|at| found(at, row, Status::Counted)));
            let all = all.map(|finding| (finding, Beside { others: 1, near })).collect();
            let stay = in_company(all).iter().any(|finding| finding.indicator == row);
            assert_eq!(stay, stays, "{good} {status} {near}");
        }
    }
}
