//! Text that stands word for word in other notes. In an earlier note of the
//! same case by the same agency it was pasted or carried forward: it is shown
//! each time and counted once. In many cases it is standard text, and nobody's
//! wording. "Earlier" means earlier in the order of the audit, file by file and
//! row by row, whatever the dates.
//!
//! Passages are taken down note by note and read again in their own order, in
//! which the same passage stands together: so no more than one is in mind at a
//! time, however many there are.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::text::Text;
use crate::note::{Key, Note, NoteId, Span};

/// Sentences shorter than this are said again rather than pasted.
const SHORTEST: usize = 12;

/// In so many different cases the same sentence is standard text.
pub const MANY_CASES: usize = 5;

/// A sentence that may be repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Sentence(Key);

/// A sentence in its note. They order by sentence, then case and agency, then
/// note.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Use {
    sentence: Sentence,
    case: Key,
    agency: Key,
    note: u64,
    id: NoteId,
}

impl Sentence {
    /// A sentence of a note. `None` if it is too short to be pasted, or the note
    /// belongs to no case.
    pub fn of(note: &Note, sentence: Span) -> Option<Self> {
        if note.case.is_empty() { None } else { Self::new(note.text.part(sentence)) }
    }

    /// The sentence that a text is; `None` if it is too short to be pasted.
    pub fn new(text: &str) -> Option<Self> {
        let folded = Text::new(text);
        (folded.tokens().len() >= SHORTEST).then(|| Self(Key::of(folded.folded())))
    }

    /// A number that two sentences share only if they are the same, as far as
    /// [`Key`] tells; the same in every run of one build.
    pub fn number(self) -> u64 {
        self.0.number()
    }
}

impl Use {
    /// A sentence of a note, which is the `number`th of the audit.
    pub fn new(sentence: Sentence, note: &Note, number: u64) -> Self {
        let (case, agency) = (Key::of(&note.case), Key::of(&note.agency));
        Self { sentence, case, agency, note: number, id: note.id.clone() }
    }
}

/// A note whose sentence stood in an earlier one of its case and agency. They
/// order by note.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Repeat {
    /// Which note of the audit.
    pub note: u64,
    /// The sentence.
    pub sentence: Sentence,
    /// The first note that has it.
    pub first: NoteId,
}

/// What uses come to that are read in their order.
#[derive(Debug, Default)]
pub struct Repeats {
    /// The first use by the case and agency that is being read.
    first: Option<Use>,
    /// Cases of the sentence so far.
    cases: usize,
    standard: HashSet<Key>,
}

impl Repeats {
    /// Reads the next use.
    pub fn read(&mut self, next: Use) -> Option<Repeat> {
        let first = self.first.take();
        let same_sentence = first.as_ref().filter(|first| first.sentence == next.sentence);
        let same_case = same_sentence.filter(|first| first.case == next.case);
        let same_agency = same_case.filter(|first| first.agency == next.agency);
        let same_note = same_agency.is_some_and(|first| first.note == next.note);
        self.cases = if same_sentence.is_some() { self.cases + usize::from(same_case.is_none()) } else { 1 };
        if self.cases == MANY_CASES {
            self.standard.insert(next.sentence.0);
        }
        let Some(earlier) = same_agency.cloned() else {
            self.first = Some(next);
            return None;
        };
        let repeat = Repeat { note: next.note, sentence: next.sentence, first: earlier.id.clone() };
        self.first = Some(earlier);
        (!same_note).then_some(repeat)
    }

    /// Whether a sentence stands in so many cases that it is standard text.
    /// Final only when every use has been read.
    pub fn is_standard(&self, sentence: Sentence) -> bool {
        self.standard.contains(&sentence.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::{CaseId, NoteText};

    const SENTENCE: &str = "Mum has been arguing with her partner again and the children were upstairs asleep.";

    fn note(case: &str, row: u64, text: &str) -> Note {
        let (id, case) = (NoteId::new(&format!("N{row}")), CaseId::new(case));
        Note { id, case, row, text: NoteText::plain(text), ..Note::default() }
    }

    /// For each note, the row of the one that it repeats, and whether its
    /// sentence is standard text.
    fn read(notes: &[(&str, u64, &str)]) -> Vec<(Option<String>, bool)> {
        let taken = |&(case, row, text): &(&str, u64, &str)| {
            let note = note(case, row, text);
            Some(Use::new(Sentence::of(&note, Span::new(0, text.chars().count()))?, &note, row))
        };
        let uses: Vec<_> = notes.iter().map(taken).collect();
        let mut sorted: Vec<Use> = uses.iter().flatten().cloned().collect();
        sorted.sort();
        let mut repeats = Repeats::default();
        let found: Vec<Repeat> = sorted.into_iter().filter_map(|one| repeats.read(one)).collect();
        let first = |row| found.iter().find(|repeat| repeat.note == row).map(|repeat| repeat.first.to_string());
        let standard = |one: &Option<Use>| one.as_ref().is_some_and(|one| repeats.is_standard(one.sentence));
        notes.iter().zip(&uses).map(|((_, row, _), one)| (first(*row), standard(one))).collect()
    }

    #[test]
    fn the_same_long_sentence_in_a_case_repeats_the_first_note() {
        let notes = [
            ("C1", 1, SENTENCE),
            ("C1", 1, SENTENCE),
            ("C1", 2, SENTENCE),
            ("C2", 3, SENTENCE),
            ("C1", 4, "Mum arguing again."),
            ("C1", 5, SENTENCE),
            ("", 6, SENTENCE),
        ];
        let repeated: Vec<_> = read(&notes).into_iter().map(|(first, _)| first).collect();
        let first = || Some("N1".to_owned());
        assert_eq!(repeated, [None, None, first(), None, None, first(), None]);
    }

    #[test]
    fn a_sentence_is_the_same_however_it_is_spaced_and_none_if_it_is_short() {
        let number = |text: &str| Sentence::new(text).map(Sentence::number);
        assert!(number(SENTENCE).is_some());
        assert_eq!(number(SENTENCE), number(&SENTENCE.to_uppercase().replace(' ', "\n ")));
        assert_ne!(number(SENTENCE), number(&SENTENCE.replace("asleep", "awake")));
        assert_eq!(number("Mum arguing again."), None);
    }

    #[test]
    fn the_same_long_sentence_in_many_cases_is_standard_text() {
        let cases = ["C1", "C2", "C3", "C4", "C5", "C1"];
        for (text, many, expected) in [(SENTENCE, 6, true), (SENTENCE, 4, false), ("Mum arguing.", 6, false)] {
            let notes: Vec<_> = cases.iter().zip(1..).map(|(&case, row)| (case, row, text)).take(many).collect();
            assert!(read(&notes).iter().all(|(_, standard)| *standard == expected), "{text} {many}");
        }
        let again: Vec<_> = (1..9).map(|row| ("C1", row, SENTENCE)).collect();
        assert!(!read(&again)[0].1);
    }
}
