//! What every target checks: that nothing panics, and that an input is
//! accounted for to the last row and byte.

use std::sync::LazyLock;

use plainrecord::detect::Detector;
use plainrecord::intake::{Export, Row, SourceSpec};
use plainrecord::lexicon::Lexicon;
use plainrecord::note::Note;

/// The detector with the rules that are built in.
pub static DETECTOR: LazyLock<Detector> =
    LazyLock::new(|| Detector::new(Lexicon::builtin().expect("the built-in lexicon is sound").into()));

/// Reads bytes as an export and every row of it; gives its notes.
pub fn read(bytes: &[u8], spec: &SourceSpec) -> Vec<Note> {
    let Ok(export) = Export::from_bytes("export", bytes, spec) else { return Vec::new() };
    let counts = export.counts();
    assert!(counts.balance(), "{counts:?}");
    let (mut notes, mut rejects, mut last) = (Vec::new(), 0, 0);
    for row in export.rows() {
        match row.expect("what lies in memory does not change") {
            Row::Note(note) => {
                assert!(note.row > last, "row {} after {last}", note.row);
                last = note.row;
                notes.push(note);
            }
            Row::Reject(_) => rejects += 1,
        }
    }
    assert_eq!((notes.len() as u64, rejects), (counts.notes, counts.rejects));
    notes
}

/// A record of one note with this text.
pub fn record(text: &str) -> Vec<u8> {
    serde_json::json!({ "note_id": 1, "note": text }).to_string().into_bytes()
}

/// Reads a note of this text and checks that what is read lies over what was
/// received, character by character.
pub fn body(text: &str) {
    for note in read(&record(text), &SourceSpec::default()) {
        let characters = |text: &str| text.chars().count();
        assert_eq!(characters(note.text.received()), characters(note.text.readable()));
    }
}
