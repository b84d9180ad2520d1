//! One thing written, one finding. "Each as mouthy as the other, both advised"
//! is two phrases of one indicator, and a reader marks it once: of pairs with no
//! more than two words between them, in notes by 66 writers, nine in ten of those
//! that were right lay under one mark (`lexicons/README.md`). Counted as two, the
//! words would also keep each other company.

use std::collections::BTreeMap;

use super::company::Beside;
use super::finding::Finding;
use super::text::Text;
use crate::lexicon::Family;
use crate::note::Span;

/// So many words may stand between two parts of one finding.
const BETWEEN: usize = 2;

/// Joins what follows upon another finding of its indicator and status in one
/// sentence. The whole needs no more beside it than either part. `found` and
/// the result are in the order of the text.
///
/// Terms of an agreement stay apart: each is asked of somebody by itself.
pub(super) fn joined(found: Vec<(Finding, Beside)>, text: &Text) -> Vec<(Finding, Beside)> {
    let mut whole: Vec<(Finding, Beside)> = Vec::with_capacity(found.len());
    let mut last = BTreeMap::new();
    for (finding, beside) in found {
        let indicator = finding.indicator;
        let before = last.get(&indicator).and_then(|&at: &usize| whole.get_mut(at));
        if let Some((before, needs)) = before.filter(|(before, _)| goes_on(before, &finding, text)) {
            before.take_in(finding);
            *needs = needs.least(beside);
        } else {
            last.insert(indicator, whole.len());
            whole.push((finding, beside));
        }
    }
    whole
}

/// Whether a finding goes on with what the one before it says.
fn goes_on(before: &Finding, next: &Finding, text: &Text) -> bool {
    let between = text.tokens_in(next.span).start.saturating_sub(text.tokens_in(before.span).end);
    before.status == next.status
        && before.sentence == next.sentence
        && between <= BETWEEN
        && next.indicator.family() != Family::WrittenAgreement
}

impl Finding {
    /// Covers the next one as well. The longer says what it is.
    fn take_in(&mut self, next: Self) {
        let span = Span::new(self.span.start(), self.span.end().max(next.span.end()));
        if next.span.len() > self.span.len() {
            *self = next;
        }
        self.span = span;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{EntryId, Indicator, Status};

    const TEXT: &str = "Each as mouthy as the other, both been advised. Both at it again.";

    fn found(words: &str, indicator: Indicator, status: Status) -> (Finding, Beside) {
        let start = TEXT.find(words).unwrap();
        let span = Span::new(start, start + words.len());
        let sentence = if start < 48 { Span::new(0, 47) } else { Span::new(48, TEXT.len()) };
        let entry = EntryId::new("MIN001").unwrap();
        let finding = Finding { span, indicator, status, cue: None, entry, phrase: 0, whose: None, sentence };
        (finding, Beside { others: 0, near: false })
    }

    #[test]
    fn parts_of_one_indicator_a_word_or_two_apart_in_a_sentence_are_one() {
        let (mutual, duty) = (Indicator::MinimisingMutual, Indicator::AgreementVictimDuty);
        let (counted, reported) = (Status::Counted, Status::Reported);
        for (case, first, second, indicators, statuses, whole) in [
            ("side by side", "mouthy as the other", "both been advised", [mutual; 2], [counted; 2], 1),
            ("two words apart", "mouthy as the other", "advised", [mutual; 2], [counted; 2], 1),
            ("three words apart", "mouthy as the", "advised", [mutual; 2], [counted; 2], 2),
            ("in two sentences", "both been advised", "Both at it", [mutual; 2], [counted; 2], 2),
            ("of two statuses", "mouthy as the other", "both been advised", [mutual; 2], [counted, reported], 2),
            ("of two indicators", "mouthy as", "the other", [mutual, Indicator::BlameProvoked], [counted; 2], 2),
            ("terms of an agreement", "mouthy as the other", "both been advised", [duty; 2], [counted; 2], 2),
        ] {
            let all = [(first, indicators[0], statuses[0]), (second, indicators[1], statuses[1])];
            let all = all.map(|(words, indicator, status)| found(words, indicator, status)).to_vec();
            assert_eq!(joined(all, &Text::new(TEXT)).len(), whole, "{case}");
        }
    }

    #[test]
    fn a_whole_covers_its_parts_and_is_what_the_longer_is() {
        let (mutual, counted) = (Indicator::MinimisingMutual, Status::Counted);
        let (mut long, short) = (found("as mouthy as the other", mutual, counted), found("both been", mutual, counted));
        long.0.entry = EntryId::new("MIN027").unwrap();
        let whole = joined(vec![long.clone(), short], &Text::new(TEXT));
        assert_eq!(whole[0].0.span.of(TEXT), "as mouthy as the other, both been");
        assert_eq!(whole[0].0.entry, long.0.entry);
    }
}
