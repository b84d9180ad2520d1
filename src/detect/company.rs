//! In a long note a concern counts where another stands near: a reader would
//! take "bickering" for abuse in the company of "she should have left", and not
//! by itself in a page about school. In long notes by ten writers whose notes
//! no rule had been mended on, of concerns that stood alone a third was right,
//! of the others nearly three quarters (`tests/gold/README.md`).
//!
//! And where good recording outweighs it by far, such a concern is mostly wording
//! that the note quotes, denies or puts right, in ways that no cue knows: on
//! sixteen writers whose notes no rule had been mended on, fewer than one in three
//! was right. Wording that counts by itself counts there too: good work elsewhere
//! in a note does not mend it.

use super::finding::Finding;
use super::overlap::Hit;
use crate::lexicon::{Family, Indicator};
use crate::note::Span;

/// How near the other concern must stand, in characters: some four sentences.
const NEAR: usize = 400;

/// So many words are seldom there by chance: they count alone.
const LONG: usize = 6;

/// In a note of fewer words, what is said is what the note is about.
const SHORT_NOTE: usize = 80;

/// By so many more findings good recording outweighs concerns.
const OUTWEIGHED: usize = 3;

/// Whether what was found counts by itself, in a note of so many words. That
/// there is a written agreement does: every note that mentions one is listed.
pub(super) fn counts_alone(hit: &Hit<'_>, words: usize) -> bool {
    hit.entry.alone
        || hit.entry.indicator == Indicator::AgreementMention
        || hit.tokens.len() >= LONG
        || words < SHORT_NOTE
}

/// Takes out the counted concerns that do not count alone and have no company,
/// or stand where good recording outweighs concerns. Others that share words with
/// one are no company.
pub(super) fn in_company(found: Vec<Finding>, alone: &[bool]) -> Vec<Finding> {
    let outweighed = outweighed(&found);
    let spans = found.iter().filter(|finding| finding.is_counted_concern()).map(|finding| finding.span);
    let (mut starts, mut ends): (Vec<_>, Vec<_>) = spans.map(|span| (span.start(), span.end())).unzip();
    starts.sort_unstable();
    ends.sort_unstable();
    let accompanied = |span: Span| {
        let next = starts.get(starts.partition_point(|&start| start < span.end()));
        let last = ends.partition_point(|&end| end <= span.start()).checked_sub(1).map(|last| ends[last]);
        next.is_some_and(|start| start - span.end() <= NEAR) || last.is_some_and(|end| span.start() - end <= NEAR)
    };
    let stays =
        |finding: &Finding, alone| alone || !finding.is_counted_concern() || !outweighed && accompanied(finding.span);
    found
        .into_iter()
        .zip(alone)
        .filter(|(finding, alone)| stays(finding, **alone))
        .map(|(finding, _)| finding)
        .collect()
}

/// Whether far more good recording counts in a note than concerns do.
fn outweighed(found: &[Finding]) -> bool {
    let good = |finding: &&Finding| finding.indicator.family() == Family::GoodPractice && finding.is_counted();
    let concerns = found.iter().filter(|finding| finding.is_counted_concern()).count();
    found.iter().filter(good).count() >= concerns + OUTWEIGHED
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{EntryId, Status};

    fn found(start: usize, indicator: Indicator, status: Status) -> Finding {
        let span = Span::new(start, start + 10);
        let entry = EntryId::new("MIN001").unwrap();
        Finding { span, indicator, status, cue: None, entry, phrase: 0, whose: None, sentence: span }
    }

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
            let kept = in_company(all, &[false, false]);
            assert_eq!(kept.iter().any(|finding| finding.indicator == row), stays, "{case}");
        }
    }

    #[test]
    fn strong_wording_and_what_others_say_need_no_company() {
        let row = Indicator::MinimisingMutual;
        assert_eq!(in_company(vec![found(100, row, Status::Counted)], &[true]).len(), 1);
        assert_eq!(in_company(vec![found(100, row, Status::Counted)], &[false]).len(), 0);
        assert_eq!(in_company(vec![found(100, row, Status::Reported)], &[false]).len(), 1);
    }

    #[test]
    fn where_good_recording_outweighs_it_by_far_only_what_counts_alone_does() {
        let (row, marac) = (Indicator::MinimisingMutual, Indicator::GoodMarac);
        for (good, status, alone, stays) in [
            (4, Status::Counted, false, true),
            (5, Status::Counted, false, false),
            (5, Status::Counted, true, true),
            (5, Status::Negated, false, true),
        ] {
            let steps = (0..good).map(|at| found(at * 50, marac, status));
            let all: Vec<_> = steps.chain([1_000, 1_020].map(|at| found(at, row, Status::Counted))).collect();
            let alone: Vec<_> = all.iter().map(|_| alone).collect();
            let stay = in_company(all, &alone).iter().any(|finding| finding.indicator == row);
            assert_eq!(stay, stays, "{good} {status} {alone:?}");
        }
    }
}
