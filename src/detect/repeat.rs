//! Text that stands word for word in other notes. In an earlier note of the
//! same case by the same agency it was pasted or carried forward: it is shown
//! each time and counted once. In many cases it is standard text, and nobody's
//! wording. Notes must be given in the order of the audit, file by file and row
//! by row: "earlier" means earlier in that order, whatever the dates.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::text::Text;
use crate::note::{Key, Note, NoteId, Span};

/// Sentences shorter than this are said again rather than pasted.
const SHORTEST: usize = 12;

/// In so many different cases the same sentence is standard text.
const MANY_CASES: usize = 5;

/// What notes have said so far.
#[derive(Debug, Default)]
pub struct Repeats(HashMap<Key, Uses>);

/// A sentence that may be repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence(Key);

/// Where a sentence stood. Most stand in one place.
#[derive(Debug)]
enum Uses {
    One(Use),
    Several {
        /// The first of each case and agency.
        first: BTreeMap<Key, Use>,
        /// Different cases, up to [`MANY_CASES`].
        cases: Vec<Key>,
    },
}

/// A note that has a sentence.
#[derive(Clone, Debug)]
struct Use {
    /// Its agency and case.
    group: Key,
    case: Key,
    /// Which record it is: its id need not be its own.
    place: Key,
    id: NoteId,
}

impl Use {
    fn of(note: &Note) -> Self {
        Self { group: group(note), case: Key::of(&note.case), place: place(note), id: note.id.clone() }
    }
}

fn group(note: &Note) -> Key {
    Key::of((&note.agency, &note.case))
}

fn place(note: &Note) -> Key {
    Key::of((&note.source, note.row))
}

impl Repeats {
    /// Notes a sentence of a note. `None` if it is too short to be pasted, or
    /// the note belongs to no case.
    pub fn note(&mut self, note: &Note, sentence: Span) -> Option<Sentence> {
        let folded = Text::new(note.text.part(sentence));
        if note.case.is_empty() || folded.tokens().len() < SHORTEST {
            return None;
        }
        let key = Key::of(folded.folded());
        let here = Use::of(note);
        match self.0.get_mut(&key) {
            None => drop(self.0.insert(key, Uses::One(here))),
            Some(uses) => uses.add(here),
        }
        Some(Sentence(key))
    }

    /// The earlier note of the same case and agency that has this sentence, if
    /// there is one.
    pub fn first(&self, note: &Note, sentence: Sentence) -> Option<NoteId> {
        let first = self.0.get(&sentence.0)?.first(group(note))?;
        (first.place != place(note)).then(|| first.id.clone())
    }

    /// Whether a sentence stands in so many cases that it is standard text.
    /// Final only when every note has been given.
    pub fn is_standard(&self, sentence: Sentence) -> bool {
        self.0.get(&sentence.0).is_some_and(|uses| uses.cases() >= MANY_CASES)
    }
}

impl Uses {
    fn add(&mut self, here: Use) {
        match self {
            Self::One(first) if first.group == here.group => {}
            Self::One(first) => {
                let first = first.clone();
                *self = Self::Several { cases: vec![first.case], first: [(first.group, first)].into() };
                self.add(here);
            }
            Self::Several { first, cases } => {
                if cases.len() < MANY_CASES && !cases.contains(&here.case) {
                    cases.push(here.case);
                }
                first.entry(here.group).or_insert(here);
            }
        }
    }

    fn first(&self, group: Key) -> Option<&Use> {
        match self {
            Self::One(first) => Some(first).filter(|first| first.group == group),
            Self::Several { first, .. } => first.get(&group),
        }
    }

    fn cases(&self) -> usize {
        match self {
            Self::One(_) => 1,
            Self::Several { cases, .. } => cases.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::{CaseId, NoteText};

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
