//! Any text as a note in RTF.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    plainrecord_fuzz::body(&format!("{{\\rtf1\\ansi {text}}}"));
});
