//! Text that stands word for word in an earlier note of the same case by the
//! same agency: pasted or carried forward. It is shown each time and counted once. Notes must be
//! given in the order of the audit, file by file and row by row: "earlier" means
//! earlier in that order, whatever the dates.

use std::collections::HashMap;
use std::sync::Arc;

use super::text::Text;
use crate::note::{Agency, CaseId, Note, NoteId, Span};

/// Sentences shorter than this are said again rather than pasted.
const SHORTEST: usize = 12;

/// What each agency's notes about a case have said so far.
#[derive(Debug, Default)]
pub struct Repeats {
    first: HashMap<(Agency, CaseId, String), (Place, NoteId)>,
}

/// Which record a note is: its id need not be its own.
type Place = (Arc<str>, u64);

impl Repeats {
    /// The earlier note of the case that has this sentence, if any; if none,
    /// the sentence is remembered as this note's.
    pub fn seen(&mut self, note: &Note, sentence: Span) -> Option<NoteId> {
        let folded = Text::new(sentence.of(note.text.readable()));
        if note.case.is_empty() || folded.tokens().len() < SHORTEST {
            return None;
        }
        let here = (Arc::clone(&note.source), note.row);
        let key = (note.agency.clone(), note.case.clone(), folded.folded().to_owned());
        let (place, id) = self.first.entry(key).or_insert_with(|| (here.clone(), note.id.clone()));
        (*place != here).then(|| id.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::NoteText;

    fn note(case: &str, row: u64, text: &str) -> Note {
        let (id, case) = (NoteId::new("N1"), CaseId::new(case));
        Note { id, case, row, text: NoteText::plain(text), ..Note::default() }
    }

    #[test]
    fn the_same_long_sentence_in_a_case_repeats_the_first_note() {
        let text = "Mum has been arguing with her partner again and the children were upstairs asleep.";
        let whole = Span::new(0, text.chars().count());
        let mut repeats = Repeats::default();
        assert_eq!(repeats.seen(&note("C1", 1, text), whole), None);
        assert_eq!(repeats.seen(&note("C1", 1, text), whole), None);
        assert_eq!(repeats.seen(&note("C1", 2, text), whole), Some(NoteId::new("N1")));
        assert_eq!(repeats.seen(&note("C2", 3, text), whole), None);
        assert_eq!(repeats.seen(&note("C1", 4, "Mum arguing again."), Span::new(0, 18)), None);
    }
}
