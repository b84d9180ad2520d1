//! Text that stands word for word in other notes. In an earlier note of the
//! same case by the same agency it was pasted or carried forward: it is shown
//! each time and counted once. In many cases it is standard text, and nobody's
//! wording. Notes must be given in the order of the audit, file by file and row
//! by row: "earlier" means earlier in that order, whatever the dates.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::text::Text;
use crate::note::{Agency, CaseId, Note, NoteId, Span};

/// Sentences shorter than this are said again rather than pasted.
const SHORTEST: usize = 12;

/// In so many different cases the same sentence is standard text.
const MANY_CASES: usize = 5;

/// What notes have said so far.
#[derive(Debug, Default)]
pub struct Repeats {
    numbers: HashMap<String, usize>,
    sentences: Vec<Sentence>,
}

/// A sentence that may be repeated, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentenceNumber(usize);

/// Where a sentence stood.
#[derive(Debug, Default)]
struct Sentence {
    cases: BTreeSet<CaseId>,
    first: HashMap<(Agency, CaseId), (Place, NoteId)>,
}

/// Which record a note is: its id need not be its own.
type Place = (Arc<str>, u64);

impl Repeats {
    /// Notes a sentence of a note. `None` if it is too short to be pasted, or
    /// the note belongs to no case.
    pub fn note(&mut self, note: &Note, sentence: Span) -> Option<SentenceNumber> {
        let folded = Text::new(note.text.part(sentence));
        if note.case.is_empty() || folded.tokens().len() < SHORTEST {
            return None;
        }
        let next = self.sentences.len();
        let number = *self.numbers.entry(folded.folded().to_owned()).or_insert(next);
        if number == next {
            self.sentences.push(Sentence::default());
        }
        let known = &mut self.sentences[number];
        if known.cases.len() < MANY_CASES {
            known.cases.insert(note.case.clone());
        }
        let here = ((Arc::clone(&note.source), note.row), note.id.clone());
        known.first.entry((note.agency.clone(), note.case.clone())).or_insert(here);
        Some(SentenceNumber(number))
    }

    /// The earlier note of the same case and agency that has this sentence, if
    /// there is one.
    pub fn first(&self, note: &Note, sentence: SentenceNumber) -> Option<NoteId> {
        let (place, id) = self.sentences[sentence.0].first.get(&(note.agency.clone(), note.case.clone()))?;
        (*place != (Arc::clone(&note.source), note.row)).then(|| id.clone())
    }

    /// Whether a sentence stands in so many cases that it is standard text.
    /// Final only when every note has been given.
    pub fn is_standard(&self, sentence: SentenceNumber) -> bool {
        self.sentences[sentence.0].cases.len() >= MANY_CASES
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::NoteText;

    const SENTENCE: &str = "Mum has been arguing with her partner again and the children were upstairs asleep.";

    fn note(case: &str, row: u64, text: &str) -> Note {
        let (id, case) = (NoteId::new("N1"), CaseId::new(case));
        Note { id, case, row, text: NoteText::plain(text), ..Note::default() }
    }

    fn seen(repeats: &mut Repeats, case: &str, row: u64, text: &str) -> (Option<NoteId>, bool) {
        let note = note(case, row, text);
        match repeats.note(&note, Span::new(0, text.chars().count())) {
            Some(number) => (repeats.first(&note, number), repeats.is_standard(number)),
            None => (None, false),
        }
    }

    #[test]
    fn the_same_long_sentence_in_a_case_repeats_the_first_note() {
        let mut repeats = Repeats::default();
        assert_eq!(seen(&mut repeats, "C1", 1, SENTENCE).0, None);
        assert_eq!(seen(&mut repeats, "C1", 1, SENTENCE).0, None);
        assert_eq!(seen(&mut repeats, "C1", 2, SENTENCE).0, Some(NoteId::new("N1")));
        assert_eq!(seen(&mut repeats, "C2", 3, SENTENCE).0, None);
        assert_eq!(seen(&mut repeats, "C1", 4, "Mum arguing again.").0, None);
    }

    #[test]
    fn the_same_long_sentence_in_many_cases_is_standard_text() {
        let mut repeats = Repeats::default();
        let standard: Vec<_> = (1..=5).map(|case| seen(&mut repeats, &format!("C{case}"), case, SENTENCE).1).collect();
        assert_eq!(standard, [false, false, false, false, true]);
        let short: Vec<_> =
            (1..=6).map(|case| seen(&mut repeats, &format!("C{case}"), case, "Mum arguing.").1).collect();
        assert!(!short.contains(&true));
    }
}
