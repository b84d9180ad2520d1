//! One note about abuse: its masked text, what was found in it, and the runs of
//! words that may be published.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::detect::{Break, Finding, Text, Token};
use crate::lexicon::EntryId;
use crate::note::{Agency, Key, Note, Span};
use crate::redact::{Excerpt, Masked};

/// Cases are taken together in so many parts of about the same size: across
/// single cases, which have a note or two, whatever is not in most of them would
/// look uneven.
pub(super) const PARTS: usize = 10;

/// The wording of a note that is about abuse.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Wording {
    pub(super) agency: Agency,
    /// `None` where the export does not say.
    pub(super) case: Option<Key>,
    pub(super) author: Option<Key>,
    /// Which of the [`PARTS`] its case is in.
    pub(super) part: usize,
    /// Where the note comes if notes are drawn.
    pub(super) draw: u64,
    masked: Masked,
    /// What entries found, in the masked text.
    found: Vec<(Span, EntryId)>,
}

impl Wording {
    /// The wording of a note, of which `masked` is the text.
    pub fn new(note: &Note, masked: Masked, findings: &[Finding]) -> Self {
        let key = |text: &str| (!text.is_empty()).then(|| Key::of(text));
        let found = findings.iter().map(|finding| (masked.place(finding.span), finding.entry.clone())).collect();
        Self {
            agency: note.agency.clone(),
            case: key(note.case.as_str()),
            author: key(note.worker.trim()),
            part: part(note),
            draw: draw(note),
            masked,
            found,
        }
    }

    /// The words of the masked text.
    pub(super) fn text(&self) -> Text {
        Text::new(self.masked.text())
    }

    /// How much there is of it: its ordinary words, and the note.
    pub(super) fn size(&self) -> usize {
        self.masked.ordinary_words() + 1
    }

    /// Whether a word may be in a term.
    pub(super) fn is_ordinary(&self, word: &Token) -> bool {
        self.masked.is_ordinary(word.span)
    }

    /// So many ordinary words in a row with nothing but spaces between them.
    pub(super) fn runs(&self, text: &Text, length: usize) -> impl Iterator<Item = Range<usize>> {
        let rows = text.tokens().windows(length).enumerate().filter(|(_, row)| {
            let parted = row.iter().skip(1).any(|word| word.gap != Break::Space);
            !parted && row.iter().all(|word| self.is_ordinary(word))
        });
        rows.map(move |(at, _)| at..at + length)
    }

    /// The entries that found one of these words.
    pub(super) fn entries(&self, words: Span) -> impl Iterator<Item = &EntryId> {
        self.found.iter().filter(move |(span, _)| span.overlaps(words)).map(|(_, entry)| entry)
    }

    /// The sentence that some words of the text stand in.
    pub(super) fn excerpt(&self, text: &Text, words: Range<usize>) -> Excerpt {
        let sentence = text.sentences().get(text.sentence_of(words.start)).cloned().unwrap_or_default();
        self.masked.excerpt(text.span(sentence), text.span(words))
    }
}

/// Where a note comes if notes are drawn: as good as by chance, and the same in
/// every audit.
pub(super) fn draw(note: &Note) -> u64 {
    let digest = Sha256::new().chain_update(note.row.to_le_bytes()).chain_update(note.id.as_str()).finalize();
    digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

fn part(note: &Note) -> usize {
    let of = if note.case.is_empty() { note.id.as_str() } else { note.case.as_str() };
    Sha256::digest(of).first().map_or(0, |byte| usize::from(*byte) % PARTS)
}
