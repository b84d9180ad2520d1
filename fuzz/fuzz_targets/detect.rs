//! Any text as a note that is examined: phrases, statuses, roles.

#![no_main]

use plainrecord_fuzz::DETECTOR;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let length = text.chars().count();
    for finding in DETECTOR.read(text).in_case(true) {
        assert!(!finding.span.is_empty() && finding.span.end() <= length);
        assert!(finding.sentence.contains(finding.span));
    }
});
