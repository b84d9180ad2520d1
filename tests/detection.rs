//! Properties of detection that hold for any text.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::sync::{Arc, LazyLock};

use plainrecord::detect::{Detector, Finding, Text};
use plainrecord::lexicon::{Kind, Lexicon, Status};
use proptest::prelude::*;

static DETECTOR: LazyLock<Detector> = LazyLock::new(|| Detector::new(Arc::new(Lexicon::builtin().unwrap())));

/// Text made of what notes are made of, so that findings do occur.
fn notes() -> impl Strategy<Value = String> {
    notes_of(30)
}

/// The same, of fewer than so many pieces.
fn notes_of(pieces: usize) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Mum and partner arguing again".to_owned()),
        Just("family problems".to_owned()),
        Just("“lifestyle choice”".to_owned()),
        Just("signed a written agreement".to_owned()),
        Just("failed to protect".to_owned()),
        Just("\u{ad}".to_owned()),
        Just("’".to_owned()),
        "[ .,;:?!\n\r\t\"'()-]{1,3}",
        "\\PC{0,6}",
        "[a-zA-Z]{1,8}",
    ];
    prop::collection::vec(piece, 0..pieces).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #[test]
    fn every_span_lies_in_its_sentence_and_in_the_text(note in notes()) {
        let length = note.chars().count();
        for finding in DETECTOR.scan(&note) {
            prop_assert!(!finding.span.is_empty());
            prop_assert!(finding.sentence.contains(finding.span));
            prop_assert!(finding.sentence.end() <= length);
            if let Some(cue) = finding.cue {
                prop_assert!(cue.span.end() <= length);
            }
        }
    }

    #[test]
    fn findings_come_in_the_order_of_the_text_and_do_not_clash(note in notes()) {
        let found = DETECTOR.scan(&note);
        for pair in found.windows(2) {
            prop_assert!(pair[0].span.start() <= pair[1].span.start());
            prop_assert!(pair[0].indicator != pair[1].indicator || !pair[0].span.overlaps(pair[1].span));
        }
    }

    #[test]
    fn folding_keeps_every_word_where_it_was(note in "\\PC{0,80}") {
        let text = Text::new(&note);
        let is_kept = |c: &char| c.is_alphanumeric() || *c == plainrecord::note::NoteText::BLACKED_OUT;
        for (number, token) in text.tokens().iter().enumerate() {
            let original: String = token.span.of(&note).chars().filter(is_kept).flat_map(char::to_lowercase).collect();
            prop_assert_eq!(original, text.word(number).to_owned());
        }
    }

    #[test]
    fn sentences_hold_every_word_once(note in notes()) {
        let text = Text::new(&note);
        let mut next = 0;
        for sentence in text.sentences() {
            prop_assert_eq!(sentence.start, next);
            next = sentence.end;
        }
        prop_assert_eq!(next, text.tokens().len());
    }

    // Short notes: a quotation that is never closed ends after so many
    // characters, spaces included, which is meant.
    #[test]
    fn spacing_makes_no_difference(note in notes_of(7)) {
        let spaced = note.replace(' ', "  ");
        let statuses = |text: &str| DETECTOR.scan(text).into_iter().map(|f| (f.entry, f.status)).collect::<Vec<_>>();
        prop_assert_eq!(statuses(&note), statuses(&spaced));
    }
}

/// Whether anything is counted as a concern in a note about abuse that holds
/// this sentence and is filled up to so many words.
fn counts_in_a_note_of(words: usize, sentence: &str) -> bool {
    let start = format!("MARAC listed for Friday. {sentence} ");
    let filler = words - start.split_whitespace().count();
    let counted = |found: &Finding| found.status == Status::Counted && found.indicator.kind() == Kind::Concern;
    DETECTOR.scan(&(start + &"boiler. ".repeat(filler))).iter().any(counted)
}

#[test]
fn in_a_long_note_short_wording_needs_company() {
    for (words, sentence, counts) in [
        (79, "Takes two to tango.", true),
        (80, "Takes two to tango.", false),
        (80, "Takes two to tango and she goads him.", true),
        (199, "Takes two to tango and she goads him.", true),
        (200, "Takes two to tango and she goads him.", false),
        (80, "Takes two to tango and she is in denial about it.", false),
        (80, "Bit of a lifestyle choice.", true),
        (80, "Written agreement signed with mum.", true),
    ] {
        assert_eq!(counts_in_a_note_of(words, sentence), counts, "{sentence} in {words} words");
    }
}
