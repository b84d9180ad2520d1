//! Any bytes as a table in text form: dialect, records, recovery, dates.

#![no_main]

use plainrecord::intake::SourceSpec;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    plainrecord_fuzz::read(bytes, &SourceSpec::default());
});
