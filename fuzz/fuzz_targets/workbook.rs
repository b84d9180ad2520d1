//! Any bytes as a workbook or an archive, parsed in this process. The program
//! parses them in one of its own, so that a panic of the parser costs it
//! nothing; what is sought here is a fault of ours around it.

#![no_main]

use plainrecord::intake::SourceSpec;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    plainrecord_fuzz::read(bytes, &SourceSpec::default());
});
