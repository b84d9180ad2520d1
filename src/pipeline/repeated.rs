//! What repeats an earlier note of its case, note by note, and what is standard
//! text, once all notes have come.

use std::io;
use std::path::Path;

use crate::detect::{Repeat, Repeats, Sentence, Use};
use crate::kept::{Sorted, Sorter};
use crate::note::NoteId;

/// What repeats an earlier note, note by note.
pub(super) struct Repeated {
    later: Sorted<Repeat>,
    next: Option<Repeat>,
}

/// What of one note repeats an earlier one.
pub(super) struct RepeatsOfNote(Vec<Repeat>);

impl Repeated {
    /// Reads all uses of sentences; gives which are standard text, too.
    ///
    /// # Errors
    /// If they cannot be read, or what they come to not be kept.
    pub(super) fn read(uses: Sorter<Use>, folder: &Path) -> io::Result<(Self, Repeats)> {
        let (mut repeats, mut found) = (Repeats::default(), Sorter::new(folder));
        for one in uses.finish()? {
            if let Some(repeat) = repeats.read(one?) {
                found.push(repeat)?;
            }
        }
        let mut later = found.finish()?;
        let next = later.next().transpose()?;
        Ok((Self { later, next }, repeats))
    }

    /// Turns to a note; the numbers rise.
    ///
    /// # Errors
    /// If what repeats cannot be read.
    pub(super) fn turn_to(&mut self, number: u64) -> io::Result<RepeatsOfNote> {
        let mut here = Vec::new();
        while let Some(repeat) = self.next.take_if(|repeat| repeat.note <= number) {
            if repeat.note == number {
                here.push(repeat);
            }
            self.next = self.later.next().transpose()?;
        }
        Ok(RepeatsOfNote(here))
    }
}

impl RepeatsOfNote {
    /// The earlier note of the same case and agency that has this sentence.
    pub(super) fn first(&self, sentence: Sentence) -> Option<NoteId> {
        self.0.iter().find(|repeat| repeat.sentence == sentence).map(|repeat| repeat.first.clone())
    }
}
