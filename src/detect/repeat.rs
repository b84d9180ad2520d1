//! Text that stands word for word in an earlier note of the same case: pasted
//! or carried forward. It is shown each time and counted once. Notes must be
//! given in the order of the audit, so that "earlier" means the same thing in
//! every run.

use std::collections::HashMap;

use super::text::Text;
use crate::note::{CaseId, NoteId, Span};

/// Sentences shorter than this are said again rather than pasted.
const SHORTEST: usize = 12;

/// What each case's notes have said so far.
#[derive(Debug, Default)]
pub struct Repeats {
    first: HashMap<(CaseId, String), NoteId>,
}

impl Repeats {
    /// The earlier note of the case that has this sentence, if any; if none,
    /// the sentence is remembered as this note's.
    pub fn seen(&mut self, case: &CaseId, note: &NoteId, readable: &str, sentence: Span) -> Option<NoteId> {
        let folded = Text::new(sentence.of(readable));
        if case.is_empty() || folded.tokens().len() < SHORTEST {
            return None;
        }
        let first = self.first.entry((case.clone(), folded.folded().to_owned())).or_insert_with(|| note.clone());
        (first != note).then(|| first.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_long_sentence_in_a_case_repeats_the_first_note() {
        let note = "Mum has been arguing with her partner again and the children were upstairs asleep.";
        let span = Span::new(0, note.chars().count());
        let (case, first, second) = (CaseId::new("C1"), NoteId::new("N1"), NoteId::new("N2"));
        let mut repeats = Repeats::default();
        assert_eq!(repeats.seen(&case, &first, note, span), None);
        assert_eq!(repeats.seen(&case, &first, note, span), None);
        assert_eq!(repeats.seen(&case, &second, note, span), Some(first));
        assert_eq!(repeats.seen(&CaseId::new("C2"), &second, note, span), None);
        assert_eq!(repeats.seen(&case, &second, "Mum arguing again.", Span::new(0, 18)), None);
    }
}
