//! Any bytes in an encoding that the user named: the first byte chooses it.

#![no_main]

use plainrecord::intake::SourceSpec;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((&choice, bytes)) = bytes.split_first() else { return };
    let name = ["utf-8", "windows-1252", "utf-16le", "utf-16be"][usize::from(choice) % 4];
    let encoding = Some(name.parse().expect("an encoding that is read"));
    plainrecord_fuzz::read(bytes, &SourceSpec { encoding, ..SourceSpec::default() });
});
