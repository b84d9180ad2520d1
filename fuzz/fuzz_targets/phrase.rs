//! Any text as a phrase in the language of the lexicon.

#![no_main]

use plainrecord::lexicon::Phrase;
use plainrecord_fuzz::DETECTOR;

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(phrase) = Phrase::parse(text, DETECTOR.lexicon().terms()) {
        assert!(!phrase.pieces().is_empty());
    }
});
