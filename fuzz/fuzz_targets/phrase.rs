//! Any text as a phrase in the language of the lexicon.

#![no_main]

use plainrecord::lexicon::Phrase;
use plainrecord_fuzz::DETECTOR;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let terms = DETECTOR.lexicon().terms();
    if let Ok(phrase) = Phrase::parse(text, terms) {
        assert!(!phrase.pieces(terms).is_empty());
    }
});
