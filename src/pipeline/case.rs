//! What the notes of a case share: whether it is about abuse, and whom and where
//! they name. Both are on disk, names as numbers, and are sorted by case to be
//! put together and by note to be read beside the notes.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::kept::{Sorted, Sorter};
use crate::note::{Key, Note};
use crate::redact::{CaseMentions, Mention, Numbered, Register, case_of};

/// What a note tells of its case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Told {
    case: Key,
    number: u64,
    shared: Shared,
    mentions: Vec<Numbered>,
}

/// Why a case wants to hear of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Shared {
    /// The note is quoted, and what is quoted needs the names of the case.
    pub(super) quoted: bool,
    /// The note shows that its case is about abuse.
    pub(super) about_abuse: bool,
}

/// What the case of a quoted note comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Heard {
    pub(super) number: u64,
    pub(super) is_about_abuse: bool,
    pub(super) mentions: CaseMentions,
}

/// The notes so far.
pub(super) struct CaseLines {
    told: Sorter<Told>,
    register: Register,
}

impl CaseLines {
    pub(super) fn new(folder: &Path) -> Self {
        Self { told: Sorter::new(folder), register: Register::default() }
    }

    /// Takes what a note tells, and gives what it mentions in numbers.
    ///
    /// # Errors
    /// If it cannot be kept.
    pub(super) fn add(
        &mut self,
        note: &Note,
        number: u64,
        shared: Shared,
        mentions: &[Mention],
    ) -> io::Result<Vec<Numbered>> {
        let alone = note.case.is_empty();
        if alone && !shared.quoted {
            return Ok(Vec::new());
        }
        let mentions = self.register.number(mentions);
        let shared = Shared { about_abuse: shared.about_abuse && !alone, ..shared };
        if shared.quoted || shared.about_abuse || !mentions.is_empty() {
            self.told.push(Told { case: case_of(note, number), number, shared, mentions: mentions.clone() })?;
        }
        Ok(mentions)
    }

    /// What each quoted note hears, in the order of the notes, and the words
    /// that the numbers stand for.
    ///
    /// # Errors
    /// If it cannot be kept, or read again.
    pub(super) fn finish(self, folder: &Path) -> io::Result<(Sorted<Heard>, Register)> {
        let mut heard = Sorter::of_long(folder);
        let mut case = Gathering::default();
        for told in self.told.finish()? {
            let told = told?;
            if case.key != Some(told.case) {
                std::mem::take(&mut case).tell(&mut heard)?;
                case.key = Some(told.case);
            }
            case.add(told);
        }
        case.tell(&mut heard)?;
        Ok((heard.finish()?, self.register))
    }
}

/// A case, as its notes come.
#[derive(Default)]
struct Gathering {
    key: Option<Key>,
    quoted: Vec<u64>,
    is_about_abuse: bool,
    mentions: CaseMentions,
}

impl Gathering {
    fn add(&mut self, Told { number, shared, mentions, .. }: Told) {
        self.quoted.extend(shared.quoted.then_some(number));
        self.is_about_abuse |= shared.about_abuse;
        self.mentions.add(mentions);
    }

    fn tell(self, heard: &mut Sorter<Heard>) -> io::Result<()> {
        let Self { quoted, is_about_abuse, mentions, .. } = self;
        let tell = |number| heard.push(Heard { number, is_about_abuse, mentions: mentions.clone() });
        quoted.into_iter().try_for_each(tell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::CaseId;

    const QUOTED: Shared = Shared { quoted: true, about_abuse: false };
    const SILENT: Shared = Shared { quoted: false, about_abuse: false };
    const ABOUT_ABUSE: Shared = Shared { quoted: false, about_abuse: true };

    fn heard(notes: &[(&str, Shared)]) -> Vec<(u64, bool)> {
        let folder = tempfile::tempdir().unwrap();
        let mut lines = CaseLines::new(folder.path());
        for (number, (case, shared)) in (0..).zip(notes) {
            let note = Note { case: CaseId::new(case), ..Note::default() };
            lines.add(&note, number, *shared, &[]).unwrap();
        }
        let (heard, _) = lines.finish(folder.path()).unwrap();
        heard.map(Result::unwrap).map(|heard| (heard.number, heard.is_about_abuse)).collect()
    }

    #[test]
    fn a_quoted_note_hears_of_its_case_and_of_no_other() {
        let notes = [("B", QUOTED), ("A", QUOTED), ("B", ABOUT_ABUSE), ("A", SILENT), ("B", QUOTED)];
        assert_eq!(heard(&notes), [(0, true), (1, false), (4, true)]);
    }

    #[test]
    fn notes_without_a_case_hear_nothing_of_one_another() {
        assert_eq!(heard(&[("", QUOTED), ("", ABOUT_ABUSE), ("", QUOTED)]), [(0, false), (2, false)]);
    }
}
