//! Any bytes as JSON: lines, values one after the other, a list.

#![no_main]

use plainrecord::intake::SourceSpec;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for start in ["{\"note\":", "[{", ""] {
        plainrecord_fuzz::read(&[start.as_bytes(), bytes].concat(), &SourceSpec::default());
    }
});
